/* XMP, document information, and what they claim (U4, U5, A1, X-1, X-2, X-11). */
#include "preflight/checking.h"

/* ---- agreement ---- */

/* The digits of a date up to its seconds: D:20250415… and 2025-04-15T… become alike. Years, months
 * and days that are left out stand as in 7.9.4; the zone is compared as it is written. */
static Str date_digits(Arena *arena, Str date) {
    enum { DIGITS = 14 };
    static const char defaults[] = "00000101000000";
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < date.length && out.length < DIGITS; i++) {
        char byte = date.bytes[i];
        if (byte == 'Z' || byte == '+' || (byte == '-' && out.length >= 8)) break;
        if (byte >= '0' && byte <= '9') builder_add_byte(&out, byte);
    }
    while (out.length < DIGITS) builder_add_byte(&out, defaults[out.length]);
    return builder_text(&out);
}

typedef struct Twin {
    const char *key, *space, *name;
    bool date;
} Twin;

static const Twin twins[] = {
    {"Title", XMP_DC, "title", false},
    {"Author", XMP_DC, "creator", false},
    {"Subject", XMP_DC, "description", false},
    {"Keywords", XMP_PDF, "Keywords", false},
    {"Creator", XMP_BASIC, "CreatorTool", false},
    {"Producer", XMP_PDF, "Producer", false},
    {"CreationDate", XMP_BASIC, "CreateDate", true},
    {"ModDate", XMP_BASIC, "ModifyDate", true},
};

static void check_twin(Checking *checking, const Twin *twin) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *entry = cos_find(file, file->information, twin->key);
    const XmpNode *property = xmp_find(&checking->xmp, twin->space, twin->name);
    if (entry->kind != COS_STRING) return;
    Str text = cos_text(checking->arena, entry), other = xmp_text(property);
    Str key = str_from_c(twin->key);
    report_see(report, CHECK_A1, 1);
    if (property == NULL) {
        report_add(report, FINDING_XMP_LACKS, 0, file->information->object, FACTS(key));
        return;
    }
    bool same = twin->date ? str_equal(date_digits(checking->arena, text),
                                       date_digits(checking->arena, other))
                           : str_equal(str_trim(text), other);
    if (same) return;
    report_add(report, FINDING_XMP_DIFFERS, 0, file->information->object, FACTS(key, other));
    report_add(report, FINDING_PRINT_XMP_DIFFERS, 0, file->information->object, FACTS(key, other));
}

/* ---- U4, U5 ---- */

static void check_document_title(Checking *checking) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *viewer = cos_find(file, file->root, "ViewerPreferences");
    report_see(report, CHECK_U4, 1);
    if (cos_find(file, viewer, "DisplayDocTitle")->integer == 0)
        report_add(report, FINDING_TITLE_NOT_SHOWN, 0, file->root->object, NO_FACTS);
    const XmpNode *title = xmp_find(&checking->xmp, XMP_DC, "title");
    if (xmp_text(title).length == 0) {
        report_add(report, FINDING_NO_TITLE, 0, 0, NO_FACTS);
        return;
    }
    const Cos *entry = cos_find(file, file->information, "Title");
    Str other = str_trim(cos_text(checking->arena, entry));
    if (entry->kind == COS_STRING && !str_equal(other, xmp_text(title)))
        report_add(report, FINDING_TITLES_DIFFER, 0, file->information->object, FACTS(other));
}

static void check_packet(Checking *checking) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *stream = cos_find(file, file->root, "Metadata");
    report_see(report, CHECK_U5, 1);
    report_see(report, CHECK_A1, 1);
    if (!stream->stream) {
        report_add(report, FINDING_NO_XMP, 0, 0, NO_FACTS);
        return;
    }
    if (checking->xmp.root == NULL)
        report_add(report, FINDING_XMP_BROKEN, 0, stream->object, FACTS(checking->xmp.fault));
    if (cos_filter(file, stream, 0)->kind != COS_NULL)
        report_add(report, FINDING_XMP_PACKED, 0, stream->object, NO_FACTS);
    if (checking->xmp.encoding) report_add(report, FINDING_XMP_HEADER, 0, stream->object, NO_FACTS);
}

static void check_ua_claim(Checking *checking) {
    const XmpNode *part = xmp_find(&checking->xmp, XMP_PDFUA, "part");
    if (part == NULL || !str_equal(xmp_text(part), STR("1"))) {
        report_add(checking->report, FINDING_NO_UA_CLAIM, 0, 0, NO_FACTS);
    } else if (!str_equal(part->prefix, STR("pdfuaid"))) {
        report_add(checking->report, FINDING_UA_PREFIX, 0, 0, FACTS(part->prefix));
    }
}

static void check_a_claim(Checking *checking) {
    const XmpNode *part = xmp_find(&checking->xmp, XMP_PDFA, "part");
    const XmpNode *level = xmp_find(&checking->xmp, XMP_PDFA, "conformance");
    bool claimed = str_equal(xmp_text(part), STR("2")) && str_equal(xmp_text(level), STR("A"));
    if (!claimed) {
        report_add(checking->report, FINDING_NO_A_CLAIM, 0, 0, NO_FACTS);
    } else if (!str_equal(part->prefix, STR("pdfaid")) ||
               !str_equal(level->prefix, STR("pdfaid"))) {
        report_add(checking->report, FINDING_A_PREFIX, 0, 0, FACTS(part->prefix));
    }
}

/* ---- print ---- */

static Str information_text(Checking *checking, const char *key) {
    CosFile *file = &checking->file;
    return cos_text(checking->arena, cos_find(file, file->information, key));
}

static void check_x_claim(Checking *checking) {
    PreflightReport *report = checking->report;
    const XmpNode *version = xmp_find(&checking->xmp, XMP_PDFX, "GTS_PDFXVersion");
    report_see(report, CHECK_X_1, 1);
    if (!str_equal(xmp_text(version), STR("PDF/X-4")))
        report_add(report, FINDING_NO_X4_CLAIM, 0, 0, NO_FACTS);
    Str named = information_text(checking, "GTS_PDFXVersion");
    Str conformance = information_text(checking, "GTS_PDFXConformance");
    bool first =
        str_starts_with(named, STR("PDF/X-1a:2003")) ||
        (str_equal(named, STR("PDF/X-1:2001")) && str_equal(conformance, STR("PDF/X-1a:2001")));
    if (!first) report_add(report, FINDING_NO_X1A_CLAIM, 0, 0, NO_FACTS);
    report_see(report, CHECK_X_11, 1);
    if (xmp_find(&checking->xmp, XMP_PDFUA, "part") != NULL)
        report_add(report, FINDING_UA_IN_PRINT, 0, 0, NO_FACTS);
}

static void check_print_information(Checking *checking) {
    static const char *const texts[] = {"Title", "CreationDate", "ModDate", NULL};
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *trapped = cos_find(file, file->information, "Trapped");
    int32_t object = file->information->object;
    report_see(report, CHECK_X_2, 1);
    Str told = xmp_text(xmp_find(&checking->xmp, XMP_PDF, "Trapped"));
    if (!cos_is_name(trapped, "True") && !cos_is_name(trapped, "False"))
        report_add(report, FINDING_TRAPPED, 0, object, NO_FACTS);
    else if (told.length > 0 && !str_equal(trapped->text, told))
        report_add(report, FINDING_PRINT_XMP_DIFFERS, 0, object, FACTS(STR("Trapped"), told));
    for (size_t i = 0; texts[i] != NULL; i++) {
        if (information_text(checking, texts[i]).length == 0)
            report_add(report, FINDING_INFORMATION_LACKS, 0, object, FACTS(str_from_c(texts[i])));
    }
}

static void check_print_xmp(Checking *checking) {
    static const char *const needed[][2] = {
        {XMP_PDF, "Trapped"},      {XMP_BASIC, "CreateDate"},
        {XMP_BASIC, "ModifyDate"}, {XMP_BASIC, "MetadataDate"},
        {XMP_DC, "title"},         {XMP_MEDIA, "DocumentID"},
        {XMP_MEDIA, "VersionID"},  {XMP_MEDIA, "RenditionClass"},
    };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        const XmpNode *property = xmp_find(&checking->xmp, needed[i][0], needed[i][1]);
        if (xmp_text(property).length == 0)
            report_add(checking->report, FINDING_PRINT_XMP_LACKS, 0, 0,
                       FACTS(str_from_c(needed[i][1])));
    }
}

void check_metadata(Checking *checking) {
    check_packet(checking);
    check_document_title(checking);
    check_ua_claim(checking);
    check_a_claim(checking);
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) check_twin(checking, &twins[i]);
    check_x_claim(checking);
    check_print_information(checking);
    check_print_xmp(checking);
    check_extensions(checking);
}
