/* Font dictionaries (F1 to F4, F6, F9, X-9 in part). */
#include "preflight/check_codes.h"

static void add(Checking *checking, FindingCode code, const Font *font, Str fact) {
    report_add(checking->report, code, 0, font->object, FACTS(font->name, fact));
}

/* ---- F1 ---- */

/* What the programme's key and subtype allow for the kind of font (table 126). */
static bool program_fits(Checking *checking, const Font *font) {
    CosFile *file = &checking->file;
    const Cos *kind =
        cos_find(file, font->composite ? font->descendant : font->dictionary, "Subtype");
    const Cos *form = cos_find(file, font->program, "Subtype");
    Str key = str_from_c(font->program_key);
    bool opentype = cos_is_name(form, "OpenType");
    if (str_equal(key, STR("FontFile2")))
        return cos_is_name(kind, "CIDFontType2") || cos_is_name(kind, "TrueType");
    if (str_equal(key, STR("FontFile"))) return cos_is_name(kind, "Type1");
    if (cos_is_name(kind, "CIDFontType0")) return opentype || cos_is_name(form, "CIDFontType0C");
    if (cos_is_name(kind, "Type1")) return opentype || cos_is_name(form, "Type1C");
    return opentype;
}

static void check_embedding(Checking *checking, const Font *font, const FontProgram *program) {
    report_see(checking->report, CHECK_F1, 1);
    report_see(checking->report, CHECK_X_9, 1);
    if (font->type3) return;
    if (font->program->kind == COS_NULL) {
        add(checking, FINDING_FONT_NOT_EMBEDDED, font, STR(""));
        return;
    }
    if (program->face == NULL) add(checking, FINDING_FONT_PROGRAM, font, STR(""));
    if (program->restricted) add(checking, FINDING_FONT_RESTRICTED, font, STR(""));
    if (!program_fits(checking, font)) add(checking, FINDING_FONT_KIND, font, STR(""));
    if (cos_is_name(cos_find(&checking->file, font->program, "Subtype"), "OpenType"))
        add(checking, FINDING_FONT_OPENTYPE, font, STR(""));
}

/* ---- F2 ---- */

static bool is_subset(Str name) {
    if (name.length < 8 || name.bytes[6] != '+') return false;
    for (size_t i = 0; i < 6; i++) {
        if (name.bytes[i] < 'A' || name.bytes[i] > 'Z') return false;
    }
    return true;
}

/* The name of a composite font with CFF outlines may carry its encoding behind it. */
static bool same_font_name(Str whole, Str part) {
    if (str_equal(whole, part)) return true;
    return str_starts_with(whole, part) &&
           str_equal(str_slice(whole, part.length, whole.length), STR("-Identity-H"));
}

static void check_names(Checking *checking, const Font *font, Map *subsets) {
    CosFile *file = &checking->file;
    Str described = cos_find(file, font->descriptor, "FontName")->text;
    report_see(checking->report, CHECK_F2, 1);
    if (font->type3) return;
    Str inner = font->composite ? cos_find(file, font->descendant, "BaseFont")->text : font->name;
    bool embedded = font->program->kind != COS_NULL;
    if (!same_font_name(font->name, inner) || (embedded && !str_equal(inner, described)))
        add(checking, FINDING_FONT_NAMES, font, described);
    if (!embedded || !is_subset(inner)) return;
    const Cos *known = map_put(subsets, inner, (void *)(uintptr_t)font->program);
    if (known != NULL && known != font->program) add(checking, FINDING_SUBSET_TAG, font, STR(""));
}

/* ---- F3, F4 ---- */

static void check_encoding(Checking *checking, const Font *font) {
    CosFile *file = &checking->file;
    if (!font->composite) return;
    report_see(checking->report, CHECK_F3, 1);
    report_see(checking->report, CHECK_F4, 1);
    if (!font->readable) add(checking, FINDING_FONT_ENCODING, font, STR(""));
    const Cos *system = cos_find(file, font->descendant, "CIDSystemInfo");
    bool identity = str_equal(cos_find(file, system, "Registry")->text, STR("Adobe")) &&
                    str_equal(cos_find(file, system, "Ordering")->text, STR("Identity")) &&
                    cos_find(file, system, "Supplement")->integer == 0;
    if (!identity) add(checking, FINDING_FONT_SYSTEM, font, STR(""));
    const Cos *map = cos_find(file, font->descendant, "CIDToGIDMap");
    bool truetype = cos_is_name(cos_find(file, font->descendant, "Subtype"), "CIDFontType2");
    bool mapped = map->stream || cos_is_name(map, "Identity");
    if (truetype && font->program->kind != COS_NULL && !mapped)
        add(checking, FINDING_FONT_GLYPH_MAP, font, STR(""));
    if (!truetype && map->kind != COS_NULL)
        add(checking, FINDING_FONT_GLYPH_MAP_EXTRA, font, STR(""));
}

/* ---- F6 ---- */

/* Every glyph of the programme has its bit, the first glyph that of the highest order. */
static void check_cid_set(Checking *checking, const Font *font, const FontProgram *program,
                          Arena *unpacked) {
    const Cos *set = cos_find(&checking->file, font->descriptor, "CIDSet");
    if (!set->stream) return;
    report_see(checking->report, CHECK_F6, 1);
    Str bits;
    bool complete = cos_stream(&checking->file, set, unpacked, &bits);
    for (uint32_t glyph = 0; complete && glyph < program->glyph_count; glyph++)
        complete = glyph / 8 < bits.length &&
                   ((unsigned char)bits.bytes[glyph / 8] & (0x80 >> glyph % 8)) != 0;
    if (!complete) add(checking, FINDING_CID_SET, font, STR(""));
}

/* ---- F9 ---- */

static void check_descriptor(Checking *checking, const Font *font) {
    static const char *const needed[] = {"Flags",   "FontBBox",  "ItalicAngle", "Ascent",
                                         "Descent", "CapHeight", "StemV",       NULL};
    CosFile *file = &checking->file;
    report_see(checking->report, CHECK_F9, 1);
    if (font->type3) return;
    for (size_t i = 0; needed[i] != NULL; i++) {
        if (font->descriptor->kind == COS_DICTIONARY &&
            cos_find(file, font->descriptor, needed[i])->kind == COS_NULL)
            add(checking, FINDING_DESCRIPTOR_LACKS, font, str_from_c(needed[i]));
    }
    if (font->composite) return;
    const Cos *first = cos_find(file, font->dictionary, "FirstChar");
    const Cos *last = cos_find(file, font->dictionary, "LastChar");
    const Cos *widths = cos_find(file, font->dictionary, "Widths");
    bool sized = first->kind == COS_INTEGER && last->kind == COS_INTEGER &&
                 widths->kind == COS_ARRAY &&
                 (int64_t)widths->count == last->integer - first->integer + 1;
    if (!sized) add(checking, FINDING_SIMPLE_WIDTHS, font, STR(""));
}

void check_fonts(Checking *checking) {
    const Content *content = &checking->content;
    Map subsets = {.arena = checking->arena};
    void *library = font_library_open();
    for (size_t i = 0; i < content->fonts.count; i++) {
        const Font *font = content->fonts.items[i];
        if (font->used.count == 0) continue;
        FontProgram program;
        Arena *unpacked = arena_open();
        font_program_open(&program, library, &checking->file, font, unpacked);
        check_embedding(checking, font, &program);
        check_names(checking, font, &subsets);
        check_encoding(checking, font);
        check_cid_set(checking, font, &program, unpacked);
        check_descriptor(checking, font);
        check_codes(checking, font, &program);
        font_program_close(&program);
        arena_close(unpacked);
    }
    font_library_close(library);
}
