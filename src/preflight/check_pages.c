/* Page boxes, annotations and attached files (A5, A7, X-5, X-8). */
#include "preflight/checking.h"

/* ---- X-5 ---- */

/* Half a thousandth of a point is rounding. */
static bool lies_in(Rectangle inner, Rectangle outer) {
    const double slack = 0.0005;
    return inner.left >= outer.left - slack && inner.bottom >= outer.bottom - slack &&
           inner.right <= outer.right + slack && inner.top <= outer.top + slack;
}

static void check_boxes(Checking *checking, const ReadPage *page, int32_t number) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *dictionary = page->dictionary;
    int32_t object = dictionary->object;
    Rectangle media, trim, bleed, crop;
    report_see(report, CHECK_X_5, 1);
    bool has_media = cos_rectangle(file, page->media_box, &media);
    bool has_trim = cos_rectangle(file, cos_entry(dictionary, "TrimBox"), &trim);
    bool has_art = cos_entry(dictionary, "ArtBox")->kind != COS_NULL;
    if (has_art && !has_trim) has_art = cos_rectangle(file, cos_entry(dictionary, "ArtBox"), &trim);
    if (!has_media || has_trim == has_art) {
        report_add(report, FINDING_BOX_MISSING, number, object, NO_FACTS);
        return;
    }
    bool has_bleed = cos_rectangle(file, cos_entry(dictionary, "BleedBox"), &bleed);
    bool has_crop = cos_rectangle(file, page->crop_box, &crop);
    if (!has_bleed) bleed = has_crop ? crop : media;
    if (!lies_in(trim, bleed) || !lies_in(bleed, media))
        report_add(report, FINDING_BOX_ORDER, number, object, NO_FACTS);
    if (has_crop && !lies_in(crop, media))
        report_add(report, FINDING_BOX_CROP, number, object, NO_FACTS);
    if (!has_bleed) report_add(report, FINDING_BOX_BLEED, number, object, NO_FACTS);
}

void check_page_boxes(Checking *checking) {
    const CosFile *file = &checking->file;
    for (size_t i = 0; i < file->pages.count; i++)
        check_boxes(checking, &file->pages.items[i], (int32_t)i + 1);
}

/* ---- A5, X-8 ---- */

static void check_flags(Checking *checking, const Cos *annotation, int32_t page) {
    enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE = 256 }; /* table 165 */
    CosFile *file = &checking->file;
    const Cos *flags = cos_find(file, annotation, "F");
    int64_t refused = INVISIBLE | HIDDEN | NO_VIEW | TOGGLE;
    bool popup = cos_is_name(cos_find(file, annotation, "Subtype"), "Popup");
    bool sound = flags->kind == COS_INTEGER && (flags->integer & refused) == 0 &&
                 (flags->integer & PRINT) != 0;
    if (!sound && !(popup && flags->kind == COS_NULL))
        report_add(checking->report, FINDING_ANNOTATION_FLAGS, page, annotation->object, NO_FACTS);
}

static void check_annotation_kind(Checking *checking, const Cos *annotation, int32_t page) {
    static const char *const allowed[] = {"Text",           "Link",      "FreeText",    "Line",
                                          "Square",         "Circle",    "Polygon",     "PolyLine",
                                          "Highlight",      "Underline", "Squiggly",    "StrikeOut",
                                          "Stamp",          "Caret",     "Ink",         "Popup",
                                          "FileAttachment", "Widget",    "PrinterMark", "TrapNet",
                                          "Watermark",      "Redact",    NULL};
    static const char *const bare[] = {"Link", "Popup", NULL};
    CosFile *file = &checking->file;
    const Cos *kind = cos_find(file, annotation, "Subtype");
    Rectangle box = {0};
    bool placed = cos_rectangle(file, cos_entry(annotation, "Rect"), &box);
    bool empty = placed && box.left >= box.right && box.bottom >= box.top;
    if (!name_is_any(kind, allowed))
        report_add(checking->report, FINDING_ANNOTATION_KIND, page, annotation->object, NO_FACTS);
    else if (!name_is_any(kind, bare) && !empty &&
             cos_find(file, annotation, "AP")->kind != COS_DICTIONARY)
        report_add(checking->report, FINDING_ANNOTATION_LOOK, page, annotation->object, NO_FACTS);
}

static void check_print_annotation(Checking *checking, const Cos *annotation, const ReadPage *page,
                                   int32_t number) {
    static const char *const allowed[] = {"PrinterMark", "TrapNet", NULL};
    CosFile *file = &checking->file;
    Rectangle box, bleed;
    report_see(checking->report, CHECK_X_8, 1);
    if (name_is_any(cos_find(file, annotation, "Subtype"), allowed)) return;
    bool known = cos_rectangle(file, cos_entry(annotation, "Rect"), &box);
    const Cos *bleed_box = cos_entry(page->dictionary, "BleedBox");
    known = known && (cos_rectangle(file, bleed_box, &bleed) ||
                      cos_rectangle(file, cos_entry(page->dictionary, "TrimBox"), &bleed) ||
                      cos_rectangle(file, page->media_box, &bleed));
    bool outside = known && (box.right <= bleed.left || box.left >= bleed.right ||
                             box.top <= bleed.bottom || box.bottom >= bleed.top);
    if (!outside)
        report_add(checking->report, FINDING_ANNOTATION_PRINT, number, annotation->object,
                   NO_FACTS);
}

void check_annotations(Checking *checking) {
    CosFile *file = &checking->file;
    for (size_t i = 0; i < file->pages.count; i++) {
        const ReadPage *page = &file->pages.items[i];
        const Cos *list = cos_find(file, page->dictionary, "Annots");
        for (size_t k = 0; list->kind == COS_ARRAY && k < list->count && !file->exhausted; k++) {
            const Cos *annotation = cos_item(file, list, k);
            report_see(checking->report, CHECK_A5, 1);
            check_flags(checking, annotation, (int32_t)i + 1);
            check_annotation_kind(checking, annotation, (int32_t)i + 1);
            check_print_annotation(checking, annotation, page, (int32_t)i + 1);
        }
    }
}

/* ---- A7 ---- */

static void check_attachment(Checking *checking, const Cos *specification, const Cos *embedded) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    report_see(report, CHECK_A7, 1);
    bool named = cos_find(file, specification, "F")->text.length > 0 &&
                 cos_find(file, specification, "UF")->text.length > 0;
    if (!named) report_add(report, FINDING_ATTACHMENT_NAME, 0, specification->object, NO_FACTS);
    const Cos *stream = cos_find(file, embedded, "UF");
    if (!stream->stream) stream = cos_find(file, embedded, "F");
    Str kind = cos_find(file, stream, "Subtype")->text;
    if (!str_equal(kind, STR("application/pdf")))
        report_add(report, FINDING_ATTACHMENT_KIND, 0, specification->object, NO_FACTS);
    else
        report_add(report, FINDING_ATTACHMENT_PDF, 0, specification->object, NO_FACTS);
}

/* File specifications are objects or stand within one. */
static void find_attachments(Checking *checking, const Cos *value) {
    const Cos *embedded = &cos_null;
    if (value->kind == COS_DICTIONARY && cos_entry(value, "EF")->kind != COS_NULL)
        embedded = cos_find(&checking->file, value, "EF");
    if (embedded->kind == COS_DICTIONARY) check_attachment(checking, value, embedded);
    for (size_t i = 0; i < value->count; i++) find_attachments(checking, &value->items[i]);
}

void check_attachments(Checking *checking) {
    const CosFile *file = &checking->file;
    for (size_t i = 0; i < file->all.count; i++) find_attachments(checking, file->all.items[i]);
}
