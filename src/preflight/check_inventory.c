/* What no dictionary of the file may hold, wherever it stands (A2, A6, X-4, X-7, X-8, X-9, X-10).
 *
 * Resources that no page uses count too: a validator finds them, and so may a printer's software.
 */
#include "preflight/checking.h"

enum { LONGEST_NAME = 127, LONGEST_STRING = 32767 }; /* ISO 19005-2, 6.1.13 */

static const char *const plain_blends[] = {"Normal", "Compatible", NULL};

static void add(Checking *checking, FindingCode code, const Cos *where, const char *fact) {
    report_add(checking->report, code, 0, where->object, FACTS(str_from_c(fact)));
}

static bool has(const Cos *dictionary, const char *key) {
    return cos_entry(dictionary, key)->kind != COS_NULL;
}

static Str printable(Str name) {
    return utf8_find_fault(name) == SIZE_MAX ? name : STR("?");
}

/* ---- actions ---- */

static void check_action(Checking *checking, const Cos *dictionary) {
    static const char *const forbidden[] = {"JavaScript", "Launch",     "Sound",      "Movie",
                                            "ResetForm",  "ImportData", "Hide",       "SetOCGState",
                                            "Rendition",  "Trans",      "GoTo3DView", NULL};
    CosFile *file = &checking->file;
    const Cos *kind = cos_find(file, dictionary, "S");
    const Cos *type = cos_find(file, dictionary, "Type");
    bool action = type->kind == COS_NULL || cos_is_name(type, "Action");
    if (!action || has(dictionary, "P") || !name_is_any(kind, forbidden)) return;
    report_add(checking->report, FINDING_ACTION, 0, dictionary->object,
               FACTS(printable(kind->text)));
    if (cos_is_name(kind, "JavaScript"))
        add(checking, FINDING_JAVASCRIPT_PRINT, dictionary, "JavaScript");
}

/* ---- graphics state parameters ---- */

static void check_blending(Checking *checking, const Cos *state) {
    static const char *const blends[] = {
        "Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",    "Darken",
        "Lighten",   "ColorDodge", "ColorBurn",  "HardLight", "SoftLight",  "Difference",
        "Exclusion", "Hue",        "Saturation", "Color",     "Luminosity", NULL};
    CosFile *file = &checking->file;
    const Cos *blend = cos_find(file, state, "BM");
    if (blend->kind == COS_ARRAY) blend = cos_item(file, blend, 0);
    if (blend->kind == COS_NAME && !name_is_any(blend, blends))
        report_add(checking->report, FINDING_BLEND_UNKNOWN, 0, state->object,
                   FACTS(printable(blend->text)));
    const Cos *mask = cos_find(file, state, "SMask");
    const Cos *fill = cos_find(file, state, "ca"), *stroke = cos_find(file, state, "CA");
    bool opaque =
        (!cos_is_number(fill) || fill->real >= 1) && (!cos_is_number(stroke) || stroke->real >= 1);
    if (blend->kind == COS_NAME && !name_is_any(blend, plain_blends))
        add(checking, FINDING_TRANSPARENT, state, "BM");
    if (mask->kind != COS_NULL && !cos_is_name(mask, "None"))
        add(checking, FINDING_TRANSPARENT, state, "SMask");
    if (!opaque) add(checking, FINDING_TRANSPARENT, state, "ca/CA");
}

static void check_halftone(Checking *checking, const Cos *state) {
    CosFile *file = &checking->file;
    const Cos *halftone = cos_find(file, state, "HT");
    if (halftone->kind != COS_DICTIONARY) return;
    int64_t kind = cos_find(file, halftone, "HalftoneType")->integer;
    if (kind == 1 || kind == 5) return;
    add(checking, FINDING_HALFTONE, state, "HT");
    add(checking, FINDING_HALFTONE_PRINT, state, "HT");
}

static void check_transfer(Checking *checking, const Cos *state) {
    CosFile *file = &checking->file;
    const Cos *second = cos_find(file, state, "TR2");
    bool changed = second->kind != COS_NULL && !cos_is_name(second, "Default");
    if (has(state, "TR") || changed) {
        const char *key = changed ? "TR2" : "TR";
        add(checking, FINDING_TRANSFER, state, key);
        add(checking, FINDING_TRANSFER_PRINT, state, key);
    }
    if (has(state, "HTP")) {
        add(checking, FINDING_TRANSFER, state, "HTP");
        add(checking, FINDING_TRANSFER_PRINT, state, "HTP");
    }
}

static bool is_state(Checking *checking, const Cos *dictionary) {
    static const char *const keys[] = {"BM", "SMask", "ca", "CA", "TR", "TR2", "HT", "HTP", NULL};
    const Cos *type = cos_find(&checking->file, dictionary, "Type");
    if (cos_is_name(type, "ExtGState")) return true;
    if (type->kind != COS_NULL || dictionary->stream || has(dictionary, "Subtype")) return false;
    for (size_t i = 0; keys[i] != NULL; i++) {
        if (has(dictionary, keys[i])) return true;
    }
    return false;
}

/* ---- streams ---- */

static void check_filters(Checking *checking, const Cos *stream) {
    static const char *const allowed[] = {"ASCIIHexDecode",  "ASCII85Decode",  "FlateDecode",
                                          "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode",
                                          "DCTDecode",       "JPXDecode",      NULL};
    static const char *const late[] = {"JBIG2Decode", "JPXDecode", NULL};
    CosFile *file = &checking->file;
    for (size_t i = 0; i < 16; i++) {
        const Cos *filter = cos_filter(file, stream, i);
        if (filter->kind == COS_NULL) break;
        Str name = printable(filter->text);
        if (!name_is_any(filter, allowed)) {
            report_add(checking->report, FINDING_FILTER, 0, stream->object, FACTS(name));
            report_add(checking->report, FINDING_FILTER_PRINT, 0, stream->object, FACTS(name));
        } else if (name_is_any(filter, late)) {
            report_add(checking->report, FINDING_FILTER_LATE, 0, stream->object, FACTS(name));
        }
    }
    if (!has(stream, "F") && !has(stream, "FFilter")) return;
    add(checking, FINDING_STREAM_OUTSIDE, stream, "F");
    add(checking, FINDING_STREAM_OUTSIDE_PRINT, stream, "F");
}

static void check_image(Checking *checking, const Cos *image) {
    CosFile *file = &checking->file;
    if (has(image, "Alternates")) {
        add(checking, FINDING_ALTERNATES, image, "Alternates");
        add(checking, FINDING_ALTERNATES_PRINT, image, "Alternates");
    }
    if (cos_find(file, image, "Interpolate")->integer != 0)
        add(checking, FINDING_INTERPOLATE, image, "Interpolate");
    if (cos_find(file, image, "BitsPerComponent")->integer > 8)
        add(checking, FINDING_DEEP_IMAGE, image, "BitsPerComponent");
    if (cos_find(file, image, "SMask")->kind != COS_NULL)
        add(checking, FINDING_TRANSPARENT, image, "SMask");
}

static void check_external(Checking *checking, const Cos *object) {
    CosFile *file = &checking->file;
    bool postscript = cos_is_name(cos_find(file, object, "Subtype"), "PS") ||
                      cos_is_name(cos_find(file, object, "Subtype2"), "PS") || has(object, "PS");
    const char *what = postscript ? "PostScript" : has(object, "OPI") ? "OPI" : NULL;
    if (what == NULL && has(object, "Ref")) what = "Ref";
    if (what == NULL) return;
    add(checking, FINDING_FOREIGN_OBJECT, object, what);
    add(checking, FINDING_FOREIGN_OBJECT_PRINT, object, what);
}

static void check_stream(Checking *checking, const Cos *stream) {
    static const char *const external[] = {"Image", "Form", "PS", NULL};
    const Cos *kind = cos_find(&checking->file, stream, "Subtype");
    check_filters(checking, stream);
    if (cos_is_name(kind, "Image")) check_image(checking, stream);
    if (name_is_any(kind, external)) check_external(checking, stream);
}

/* ---- the walk ---- */

static void check_dictionary(Checking *checking, const Cos *dictionary) {
    check_action(checking, dictionary);
    if (has(dictionary, "AA")) {
        bool root = dictionary == checking->file.root;
        if (!root) add(checking, FINDING_ADDITIONAL_ACTIONS, dictionary, "AA");
        add(checking, FINDING_ADDITIONAL_ACTIONS_PRINT, dictionary, "AA");
    }
    if (dictionary->stream) check_stream(checking, dictionary);
    if (is_state(checking, dictionary)) {
        check_blending(checking, dictionary);
        check_halftone(checking, dictionary);
        check_transfer(checking, dictionary);
    }
    if (cos_is_name(cos_find(&checking->file, dictionary, "S"), "Transparency"))
        add(checking, FINDING_TRANSPARENT, dictionary, "Group");
}

static void check_limits(Checking *checking, const Cos *value) {
    bool name = value->kind == COS_NAME && value->text.length > LONGEST_NAME;
    bool string = value->kind == COS_STRING && value->text.length > LONGEST_STRING;
    bool integer =
        value->kind == COS_INTEGER && (value->integer > INT32_MAX || value->integer < INT32_MIN);
    if (name || string || integer)
        add(checking, FINDING_LIMIT, value, name ? "name" : string ? "string" : "integer");
}

static void walk_value(Checking *checking, const Cos *value) {
    check_limits(checking, value);
    if (value->kind == COS_DICTIONARY) check_dictionary(checking, value);
    for (size_t i = 0; i < value->count; i++) walk_value(checking, &value->items[i]);
}

void check_inventory(Checking *checking) {
    static const CheckCode seeing[] = {CHECK_A2,  CHECK_A6,  CHECK_X_4, CHECK_X_7,
                                       CHECK_X_8, CHECK_X_9, CHECK_X_10};
    const CosFile *file = &checking->file;
    for (size_t i = 0; i < file->all.count; i++) walk_value(checking, file->all.items[i]);
    for (size_t i = 0; i < sizeof seeing / sizeof seeing[0]; i++)
        report_see(checking->report, seeing[i], file->all.count);
    if (cos_entry(file->root, "OpenAction")->kind == COS_DICTIONARY)
        add(checking, FINDING_OPEN_ACTION, file->root, "OpenAction");
}
