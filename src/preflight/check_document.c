/* The file as a whole: header, marks, languages, locks (U1, U2, U3, U6, U9, A2). */
#include <string.h>

#include "preflight/checking.h"

enum { HEADER_BYTES = 8, BINARY_BYTES = 4, MOST_SAVES = 28 };

bool name_is_any(const Cos *name, const char *const *names) {
    for (; *names != NULL; names++) {
        if (cos_is_name(name, *names)) return true;
    }
    return false;
}

static bool is_alphanumeric(char byte) {
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool language_is_sound(Str language) {
    size_t length = 0, parts = 0;
    for (size_t i = 0; i <= language.length; i++) {
        bool end = i == language.length || language.bytes[i] == '-';
        if (!end && !is_alphanumeric(language.bytes[i])) return false;
        if (!end && parts == 0 && language.bytes[i] <= '9') return false;
        length = end ? length : length + 1;
        if (!end) continue;
        if (length < 1 || length > 8) return false;
        length = 0;
        parts++;
    }
    return parts > 0;
}

/* ---- U1 and the form of the file ---- */

static void check_header(Checking *checking) {
    PreflightReport *report = checking->report;
    Str bytes = checking->file.bytes, header = str_slice(bytes, 0, HEADER_BYTES);
    bool sound = str_starts_with(header, STR("%PDF-1.")) && header.length == HEADER_BYTES &&
                 header.bytes[7] >= '4' && header.bytes[7] <= '7';
    if (!sound) {
        bool utf8 = utf8_find_fault(header) == SIZE_MAX;
        report_add(report, FINDING_HEADER_VERSION, 0, 0, FACTS(utf8 ? header : STR("?")));
    }
    size_t at = str_find(bytes, STR("\n"), 0);
    size_t carriage = str_find(str_slice(bytes, 0, HEADER_BYTES + 2), STR("\r"), 0);
    if (carriage != SIZE_MAX && carriage + 1 != at) at = carriage;
    Str comment = at == SIZE_MAX ? STR("") : str_slice(bytes, at + 1, at + 2 + BINARY_BYTES);
    bool binary = comment.length == BINARY_BYTES + 1 && comment.bytes[0] == '%';
    for (size_t i = 1; i < comment.length; i++)
        binary = binary && (unsigned char)comment.bytes[i] > 127;
    if (!binary) report_add(report, FINDING_HEADER_COMMENT, 0, 0, NO_FACTS);
    report_see(report, CHECK_U1, 1);
}

static void check_end(Checking *checking) {
    Str bytes = checking->file.bytes;
    Str end = str_slice(bytes, bytes.length < 7 ? 0 : bytes.length - 7, bytes.length);
    size_t at = str_find(end, STR("%%EOF"), 0);
    Str behind = at == SIZE_MAX ? STR("?") : str_slice(end, at + 5, end.length);
    bool sound = behind.length == 0 || str_equal(behind, STR("\n")) ||
                 str_equal(behind, STR("\r")) || str_equal(behind, STR("\r\n"));
    if (!sound) report_add(checking->report, FINDING_FILE_END, 0, 0, NO_FACTS);
}

static void check_syntax(Checking *checking) {
    const CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    if (file->warning_count > 0) report_add(report, FINDING_SYNTAX, 0, 0, FACTS(file->warning));
    if (file->pages_damaged || file->pages.count == 0)
        report_add(report, FINDING_PAGE_TREE, 0, 0, NO_FACTS);
    if (checking->content.damaged_page > 0)
        report_add(report, FINDING_CONTENT_SYNTAX, checking->content.damaged_page, 0,
                   FACTS(checking->content.damage));
    if (checking->content.deepest_save > MOST_SAVES)
        report_add(report, FINDING_SAVES_DEEP, checking->content.deepest_page, 0, NO_FACTS);
    report_see(report, CHECK_U1, file->all.count);
}

static void check_trailer(Checking *checking) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *identifier = cos_find(file, file->trailer, "ID");
    bool identified = identifier->kind == COS_ARRAY && identifier->count == 2 &&
                      cos_item(file, identifier, 0)->text.length > 0;
    if (!identified) {
        report_add(report, FINDING_NO_FILE_ID, 0, 0, NO_FACTS);
        report_add(report, FINDING_NO_FILE_ID_PRINT, 0, 0, NO_FACTS);
    }
    report_see(report, CHECK_A2, 1);
    report_see(report, CHECK_X_4, 1);
    report_see(report, CHECK_U6, 1);
    if (!file->encrypted) return;
    if (!file->accessible) report_add(report, FINDING_LOCKED, 0, 0, NO_FACTS);
    report_add(report, FINDING_ENCRYPTED, 0, 0, NO_FACTS);
    report_add(report, FINDING_ENCRYPTED_PRINT, 0, 0, NO_FACTS);
}

/* ---- U2, U3, U9 ---- */

static void check_marks(Checking *checking) {
    CosFile *file = &checking->file;
    const Cos *info = cos_find(file, file->root, "MarkInfo");
    const Cos *marked = cos_find(file, info, "Marked");
    if (marked->kind != COS_BOOLEAN || marked->integer == 0)
        report_add(checking->report, FINDING_NOT_MARKED, 0, info->object, NO_FACTS);
    if (cos_find(file, info, "Suspects")->integer != 0)
        report_add(checking->report, FINDING_SUSPECTS, 0, info->object, NO_FACTS);
    report_see(checking->report, CHECK_U2, 1);
}

static void check_language(Checking *checking, const Cos *value, int32_t page, int32_t object) {
    if (value->kind == COS_NULL) return;
    report_see(checking->report, CHECK_U3, 1);
    Str language = cos_text(checking->arena, value);
    if (!language_is_sound(language))
        report_add(checking->report, FINDING_LANGUAGE_MALFORMED, page, object, FACTS(language));
}

static void check_languages(Checking *checking) {
    CosFile *file = &checking->file;
    const Cos *language = cos_find(file, file->root, "Lang");
    if (language->kind != COS_STRING || language->text.length == 0)
        report_add(checking->report, FINDING_NO_LANGUAGE, 0, file->root->object, NO_FACTS);
    else
        check_language(checking, language, 0, file->root->object);
    for (size_t i = 0; i < checking->structure.elements.count; i++) {
        const Element *element = &checking->structure.elements.items[i];
        check_language(checking, cos_find(file, element->dictionary, "Lang"), element->page,
                       element->object);
    }
    for (size_t i = 0; i < checking->content.tags.count; i++) {
        const Tag *tag = &checking->content.tags.items[i];
        check_language(checking, cos_find(file, tag->properties, "Lang"), tag->page, 0);
    }
}

static void check_tab_order(Checking *checking) {
    CosFile *file = &checking->file;
    for (size_t i = 0; i < file->pages.count; i++) {
        const Cos *page = file->pages.items[i].dictionary;
        if (cos_find(file, page, "Annots")->count == 0) continue;
        report_see(checking->report, CHECK_U9, 1);
        if (!cos_is_name(cos_find(file, page, "Tabs"), "S"))
            report_add(checking->report, FINDING_TAB_ORDER, (int32_t)i + 1, page->object, NO_FACTS);
    }
}

/* ---- A2: what the catalogue and pages may not hold ---- */

static void check_catalogue(Checking *checking) {
    static const char *const forbidden[] = {"AA", "NeedsRendering", "Requirements", NULL};
    CosFile *file = &checking->file;
    for (size_t i = 0; forbidden[i] != NULL; i++) {
        const Cos *value = cos_find(file, file->root, forbidden[i]);
        bool harmless =
            value->kind == COS_NULL || (value->kind == COS_BOOLEAN && value->integer == 0);
        if (!harmless)
            report_add(checking->report, FINDING_CATALOGUE_ENTRY, 0, file->root->object,
                       FACTS(str_from_c(forbidden[i])));
    }
    const Cos *form = cos_find(file, file->root, "AcroForm");
    bool dynamic = cos_find(file, form, "XFA")->kind != COS_NULL ||
                   cos_find(file, form, "NeedAppearances")->integer != 0;
    if (dynamic) report_add(checking->report, FINDING_FORM_DYNAMIC, 0, form->object, NO_FACTS);
    if (form->kind != COS_NULL)
        report_add(checking->report, FINDING_FORM_PRINT, 0, form->object, NO_FACTS);
    const Cos *names = cos_find(file, file->root, "Names");
    if (cos_find(file, names, "AlternatePresentations")->kind != COS_NULL)
        report_add(checking->report, FINDING_CATALOGUE_ENTRY, 0, names->object,
                   FACTS(STR("AlternatePresentations")));
}

void check_document(Checking *checking) {
    check_header(checking);
    check_end(checking);
    check_syntax(checking);
    check_trailer(checking);
    check_marks(checking);
    check_languages(checking);
    check_tab_order(checking);
    check_catalogue(checking);
}
