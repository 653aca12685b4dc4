/* Fonts; see font.h. */
#include "preflight/font.h"

/* A width array or CMap may name each code once and a bit: more is no font's. */
enum {
    MOST_ASSIGNMENTS = 1 << 18,
    STEPS_A_CODE = 8,
    CODE_END = CODE_ROWS * CODES_PER_ROW,
    MISSING = 0xFFFD
};

CodeEntry *font_make_entry(Font *font, Arena *arena, uint32_t code) {
    CodeEntry **row = &font->rows[code / CODES_PER_ROW % CODE_ROWS];
    if (*row == NULL) *row = ARENA_ARRAY(arena, CodeEntry, CODES_PER_ROW);
    return &(*row)[code % CODES_PER_ROW];
}

const CodeEntry *font_entry(const Font *font, uint32_t code) {
    const CodeEntry *row = font->rows[code / CODES_PER_ROW % CODE_ROWS];
    return row == NULL ? NULL : &row[code % CODES_PER_ROW];
}

double font_width(const Font *font, uint32_t code) {
    const CodeEntry *entry = font_entry(font, code);
    return entry != NULL && entry->sized ? entry->width : font->default_width;
}

uint32_t font_next_code(const Font *font, Str codes, size_t *at) {
    uint32_t code = (unsigned char)codes.bytes[(*at)++];
    if (font->composite && *at < codes.length)
        code = code << 8 | (unsigned char)codes.bytes[(*at)++];
    return code;
}

Str font_text(const Font *font, Arena *arena, Str codes) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < codes.length;) {
        const CodeEntry *entry = font_entry(font, font_next_code(font, codes, &at));
        if (entry != NULL && entry->unicode.length > 0)
            builder_add(&out, entry->unicode);
        else
            builder_add_char(&out, MISSING);
    }
    return builder_text(&out);
}

void font_use(Font *font, Arena *arena, Str codes, int32_t page, bool visible, bool has_actual) {
    for (size_t at = 0; at < codes.length;) {
        uint32_t code = font_next_code(font, codes, &at);
        uint32_t **row = &font->used_index[code / CODES_PER_ROW % CODE_ROWS];
        if (*row == NULL) *row = ARENA_ARRAY(arena, uint32_t, CODES_PER_ROW);
        uint32_t *index = &(*row)[code % CODES_PER_ROW];
        if (*index == 0) {
            VEC_PUSH(arena, &font->used, ((UsedCode){code, page, visible, has_actual}));
            *index = (uint32_t)font->used.count;
            continue;
        }
        font->used.items[*index - 1].visible |= visible;
        font->used.items[*index - 1].has_actual &= has_actual;
    }
}

/* ---- reading ---- */

static void set_width(Font *font, Arena *arena, int64_t code, double width) {
    if (code < 0 || code >= CODE_END) return;
    CodeEntry *entry = font_make_entry(font, arena, (uint32_t)code);
    entry->sized = true;
    entry->width = width;
}

/* W (9.7.4.3): first [width …], or first last width. */
static void read_cid_widths(CosFile *file, Font *font) {
    const Cos *widths = cos_find(file, font->descendant, "W");
    const Cos *standard = cos_find(file, font->descendant, "DW");
    font->default_width = cos_is_number(standard) ? standard->real : 1000;
    size_t assigned = 0;
    for (size_t i = 0; i + 1 < widths->count && assigned < MOST_ASSIGNMENTS;) {
        int64_t first = cos_item(file, widths, i)->integer;
        const Cos *second = cos_item(file, widths, i + 1);
        if (second->kind == COS_ARRAY) {
            for (size_t k = 0;
                 k < second->count && assigned++ < MOST_ASSIGNMENTS && cos_work(file, STEPS_A_CODE);
                 k++)
                set_width(font, file->arena, first + (int64_t)k, cos_item(file, second, k)->real);
            i += 2;
            continue;
        }
        double width = cos_item(file, widths, i + 2)->real;
        int64_t last = second->integer < CODE_END ? second->integer : CODE_END - 1;
        for (int64_t code = first < 0 ? 0 : first;
             code <= last && assigned++ < MOST_ASSIGNMENTS && cos_work(file, STEPS_A_CODE); code++)
            set_width(font, file->arena, code, width);
        i += 3;
    }
}

/* A simple font's widths, and characters by its encoding: enough for Latin text. */
static void read_simple(CosFile *file, Font *font) {
    const Cos *widths = cos_find(file, font->dictionary, "Widths");
    int64_t first = cos_find(file, font->dictionary, "FirstChar")->integer;
    const Cos *missing = cos_find(file, font->descriptor, "MissingWidth");
    font->default_width = cos_is_number(missing) ? missing->real : 0;
    for (size_t i = 0; i < widths->count && i < CODES_PER_ROW; i++)
        set_width(font, file->arena, first + (int64_t)i, cos_item(file, widths, i)->real);
    const Cos *encoding = cos_find(file, font->dictionary, "Encoding");
    if (encoding->kind != COS_NAME) return;
    for (uint32_t code = ' '; code < CODES_PER_ROW; code++) {
        char byte = (char)code;
        Cos text = {.kind = COS_STRING, .text = {&byte, 1}};
        font_make_entry(font, file->arena, code)->unicode = cos_text(file->arena, &text);
    }
}

static void find_program(CosFile *file, Font *font) {
    static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};
    font->program = &cos_null;
    for (size_t i = 0; i < 3; i++) {
        const Cos *stream = cos_find(file, font->descriptor, keys[i]);
        if (!stream->stream) continue;
        font->program = stream;
        font->program_key = keys[i];
    }
}

static void read_to_unicode(CosFile *file, Font *font) {
    const Cos *map = cos_find(file, font->dictionary, "ToUnicode");
    font->to_unicode = map->stream;
    if (!map->stream) return;
    Arena *unpacked = arena_open();
    Str data;
    font->to_unicode_damaged =
        !cos_stream(file, map, unpacked, &data) || !cmap_read(file, font, data);
    arena_close(unpacked);
}

static bool names_bold(Str name) {
    static const char *const words[] = {"Bold", "Black", "Heavy"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_find(name, str_from_c(words[i]), 0) != SIZE_MAX) return true;
    }
    return false;
}

Font *font_read(CosFile *file, const Cos *dictionary) {
    enum { BOLD_FLAG = 1 << 18, BOLD_WEIGHT = 700 }; /* table 123, table 122 */
    Font *font = ARENA_NEW(file->arena, Font);
    *font = (Font){.dictionary = dictionary, .object = dictionary->object};
    const Cos *kind = cos_find(file, dictionary, "Subtype");
    font->composite = cos_is_name(kind, "Type0");
    font->type3 = cos_is_name(kind, "Type3");
    font->name = cos_find(file, dictionary, "BaseFont")->text;
    const Cos *descendants = cos_find(file, dictionary, "DescendantFonts");
    font->descendant = font->composite ? cos_item(file, descendants, 0) : &cos_null;
    font->descriptor =
        cos_find(file, font->composite ? font->descendant : dictionary, "FontDescriptor");
    font->readable =
        !font->composite || cos_is_name(cos_find(file, dictionary, "Encoding"), "Identity-H");
    find_program(file, font);
    int64_t flags = cos_find(file, font->descriptor, "Flags")->integer;
    font->bold = (flags & BOLD_FLAG) != 0 || names_bold(font->name) ||
                 cos_find(file, font->descriptor, "FontWeight")->real >= BOLD_WEIGHT;
    if (font->composite)
        read_cid_widths(file, font);
    else
        read_simple(file, font);
    read_to_unicode(file, font);
    return font;
}
