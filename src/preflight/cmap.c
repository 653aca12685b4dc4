/* ToUnicode CMaps (ISO 32000-1, 9.10.3); see font.h. */
#include "preflight/font.h"

enum { MOST_ASSIGNMENTS = 1 << 18 };

typedef struct CmapReader {
    CosFile *file;
    Font *font;
    Arena *arena;
    CosLexer lexer;
    size_t assigned;
    bool damaged;
} CmapReader;

/* The code that one or two bytes spell; false for anything else. */
static bool read_code(const Cos *value, uint32_t *code) {
    if (value->kind != COS_STRING || value->text.length < 1 || value->text.length > 2) return false;
    *code = 0;
    for (size_t i = 0; i < value->text.length; i++)
        *code = *code << 8 | (unsigned char)value->text.bytes[i];
    return true;
}

/* Maps a code to UTF-16BE bytes, the last unit raised by an offset. */
static void assign(CmapReader *reader, uint32_t code, const Cos *target, uint32_t offset) {
    if (target->kind != COS_STRING || target->text.length % 2 != 0 ||
        reader->assigned++ >= MOST_ASSIGNMENTS || !cos_work(reader->file, 1)) {
        reader->damaged = true;
        return;
    }
    Str bytes = target->text;
    if (offset > 0 && bytes.length >= 2) {
        bytes = str_copy(reader->lexer.arena, bytes);
        char *last = (char *)(uintptr_t)(bytes.bytes + bytes.length - 2);
        uint32_t unit = ((uint32_t)(unsigned char)last[0] << 8 | (unsigned char)last[1]) + offset;
        last[0] = (char)(unit >> 8 & 0xFF);
        last[1] = (char)(unit & 0xFF);
    }
    CodeEntry *entry = font_make_entry(reader->font, reader->arena, code);
    entry->mapped = true;
    entry->unicode = cos_text_utf16(reader->arena, bytes);
}

static void read_range(CmapReader *reader, const Cos *from, const Cos *to, const Cos *target) {
    uint32_t first, last;
    if (!read_code(from, &first) || !read_code(to, &last) || last < first) {
        reader->damaged = true;
        return;
    }
    for (uint32_t code = first; code <= last && !reader->damaged; code++) {
        bool listed = target->kind == COS_ARRAY;
        if (listed && code - first >= target->count) break;
        const Cos *unit = listed ? &target->items[code - first] : target;
        assign(reader, code, unit, listed ? 0 : code - first);
    }
}

/* Reads `group` values at a time up to the word that ends the section. */
static void read_section(CmapReader *reader, size_t group) {
    Cos values[3];
    for (size_t count = 0; cos_next(&reader->lexer, &values[count]);) {
        if (values[count].kind == COS_WORD) return;
        if (++count < group) continue;
        count = 0;
        uint32_t code;
        if (group == 3)
            read_range(reader, &values[0], &values[1], &values[2]);
        else if (read_code(&values[0], &code))
            assign(reader, code, &values[1], 0);
        else
            reader->damaged = true;
        if (reader->damaged) return;
    }
}

bool cmap_read(CosFile *file, Font *font, Str data) {
    Arena *scratch = arena_open();
    CmapReader reader = {
        file, font, file->arena, {.arena = scratch, .stack = &file->stack, .text = data}, 0, false};
    Cos value;
    while (!reader.damaged && cos_next(&reader.lexer, &value)) {
        if (cos_is_name(&value, "beginbfchar")) read_section(&reader, 2);
        if (cos_is_name(&value, "beginbfrange")) read_section(&reader, 3);
    }
    arena_close(scratch);
    return !reader.damaged;
}
