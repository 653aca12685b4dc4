/* The order of the checks; see preflight.h. */
#include "preflight/preflight.h"

#include "preflight/checking.h"

/* What metadata mean to claim that are no sound XML: readers that are less strict believe them. */
static StandardSet meant_standards(Str packet) {
    static const struct {
        const char *word;
        StandardSet standard;
    } claims[] = {{XMP_PDFUA, STANDARD_UA_1}, {XMP_PDFA, STANDARD_A_2A}, {XMP_PDFX, STANDARD_X_4}};
    StandardSet meant = 0;
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++)
        if (str_find(packet, str_from_c(claims[i].word), 0) != SIZE_MAX)
            meant |= claims[i].standard;
    return meant;
}

/* What the file says of itself, by XMP and document information. */
static StandardSet claimed_standards(Checking *checking) {
    CosFile *file = &checking->file;
    const Xmp *xmp = &checking->xmp;
    StandardSet claimed = xmp->root == NULL ? meant_standards(checking->xmp_packet) : 0;
    if (str_equal(xmp_text(xmp_find(xmp, XMP_PDFUA, "part")), STR("1"))) claimed |= STANDARD_UA_1;
    if (str_equal(xmp_text(xmp_find(xmp, XMP_PDFA, "part")), STR("2")) &&
        str_equal(xmp_text(xmp_find(xmp, XMP_PDFA, "conformance")), STR("A")))
        claimed |= STANDARD_A_2A;
    if (str_equal(xmp_text(xmp_find(xmp, XMP_PDFX, "GTS_PDFXVersion")), STR("PDF/X-4")))
        claimed |= STANDARD_X_4;
    const Cos *version = cos_find(file, file->information, "GTS_PDFXVersion");
    if (str_starts_with(version->text, STR("PDF/X-1"))) claimed |= STANDARD_X_1A;
    return claimed;
}

static Str pdf_version(Checking *checking) {
    CosFile *file = &checking->file;
    const Cos *later = cos_find(file, file->root, "Version");
    Str header = str_slice(file->bytes, 5, 8);
    if (later->kind == COS_NAME && str_compare(later->text, header) > 0) header = later->text;
    return utf8_find_fault(header) == SIZE_MAX ? str_copy(checking->arena, header) : STR("?");
}

/* Versions of PDF that the print standards are made of. */
static void check_print_version(Checking *checking) {
    PreflightReport *report = checking->report;
    if (str_compare(report->version, STR("1.4")) > 0)
        report_add(report, FINDING_VERSION_X1A, 0, 0, FACTS(report->version));
    if (str_compare(report->version, STR("1.6")) > 0)
        report_add(report, FINDING_VERSION_X4, 0, 0, FACTS(report->version));
}

static void run_checks(Checking *checking) {
    static void (*const every[])(Checking *) = {check_document, check_inventory, check_metadata,
                                                check_fonts, check_print_version};
    static void (*const tagged[])(Checking *) = {
        check_outline, check_tree,   check_tagging, check_elements, check_lists,   check_links,
        check_tables,  check_speech, check_lines,   check_order,    check_contrast};
    static void (*const archive[])(Checking *) = {check_attachments};
    static void (*const coloured[])(Checking *) = {check_intents, check_colours, check_annotations};
    static void (*const print[])(Checking *) = {check_page_boxes};
    const StandardSet is_tagged = STANDARD_UA_1 | STANDARD_A_2A;
    const StandardSet is_print = STANDARD_X_4 | STANDARD_X_1A;
    const struct {
        void (*const *checks)(Checking *);
        size_t count;
        StandardSet standards;
    } groups[] = {
        {every, sizeof every / sizeof every[0], is_tagged | is_print},
        {tagged, sizeof tagged / sizeof tagged[0], is_tagged},
        {archive, sizeof archive / sizeof archive[0], STANDARD_A_2A},
        {coloured, sizeof coloured / sizeof coloured[0], STANDARD_A_2A | is_print},
        {print, sizeof print / sizeof print[0], is_print},
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (!report_asks(checking->report, groups[i].standards)) continue;
        for (size_t k = 0; k < groups[i].count; k++) groups[i].checks[k](checking);
    }
}

/* False after a report where a budget was used up: half a file has no verdict. */
static bool read_and_check(Checking *checking, Str shown, Diag *diag) {
    CosFile *file = &checking->file;
    content_read(&checking->content, file);
    structure_read(&checking->structure, file, &checking->content);
    cos_file_note_warnings(file);
    if (!file->exhausted) run_checks(checking);
    if (!file->exhausted) return true;
    diag_report(diag, MESSAGE_PREFLIGHT_TOO_LARGE, (Span){0}, ARGS(shown));
    return false;
}

bool preflight(Str bytes, Str shown, StandardSet asked, Arena *arena, PreflightReport *report,
               Diag *diag) {
    *report = (PreflightReport){.arena = arena};
    Checking *checking = ARENA_NEW(arena, Checking);
    checking->arena = arena;
    checking->report = report;
    CosFile *file = &checking->file;
    bool good = cos_file_open(file, arena, bytes, shown, diag);
    if (good) {
        const Cos *stream = cos_find(file, file->root, "Metadata");
        if (cos_stream(file, stream, arena, &checking->xmp_packet))
            checking->xmp = xmp_read(arena, checking->xmp_packet);
        report->version = pdf_version(checking);
        report->page_count = file->pages.count;
        report->claimed = claimed_standards(checking);
        report->asked = asked != 0 ? asked : report->claimed;
        if (report->asked != 0) good = read_and_check(checking, shown, diag);
    }
    cos_file_close(file);
    return good;
}

bool preflight_may_claim(Str bytes) {
    return str_find(bytes, STR("aiim.org/pdf"), 0) != SIZE_MAX ||
           str_find(bytes, STR("GTS_PDFXVersion"), 0) != SIZE_MAX;
}
