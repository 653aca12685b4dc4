/* In: a text of a PO file and a byte of it. Out: the place where that byte is written.
 *
 * The strings are walked again rather than kept as a table of pieces: places are asked for where
 * something is reported, which is seldom. */
#include "translation/po.h"
#include "translation/po_quoted.h"

PoText po_text_make(Str text) {
    return (PoText){.written = true, .text = text};
}

/* A walk over the strings of a text, byte by byte. */
typedef struct PoWalk {
    Str source;
    size_t at; /* behind the bytes seen */
    bool after_return;
} PoWalk;

/* The byte behind the next quote, or the source's end. */
static size_t quote_pass(Str source, size_t at) {
    size_t quote = str_find(source, STR("\""), at);
    return quote == SIZE_MAX ? source.length : quote + 1;
}

static PoWalk walk_begin(const PoText *text) {
    Str source = text->where.source->text;
    return (PoWalk){source, quote_pass(source, text->at), false};
}

/* Where the next byte of the text is written; count: how many of its bytes are still to come. With
 * none, the closing quote. */
static size_t walk_next(PoWalk *walk, size_t count) {
    while (walk->at < walk->source.length) {
        size_t at = walk->at;
        Quoted quoted = quoted_next(walk->source, at);
        if (quoted.kind == QUOTED_END && count == 0) return at;
        walk->at += quoted.length;
        if (quoted.kind == QUOTED_END) {
            walk->at = quote_pass(walk->source, walk->at);
            continue;
        }
        bool counts = quoted.byte != '\n' || !walk->after_return;
        walk->after_return = quoted.byte == '\r';
        if (counts) return at;
    }
    return walk->source.length;
}

/* The place of a byte at or behind that of a known place. */
static Span place_move(Span from, Str source, size_t from_byte, size_t byte) {
    for (size_t i = from_byte; i < byte; i++) {
        bool starts = ((unsigned char)source.bytes[i] & 0xC0) != 0x80;
        from.line += source.bytes[i] == '\n';
        from.column = source.bytes[i] == '\n' ? 1 : from.column + starts;
    }
    from.length = 1;
    return from;
}

Span po_text_place(const PoText *text, size_t byte) {
    if (text->where.source == NULL) return text->where;
    PoWalk walk = walk_begin(text);
    size_t at = 0;
    if (byte > text->text.length) byte = text->text.length;
    for (size_t i = 0; i <= byte; i++) at = walk_next(&walk, text->text.length - i);
    return place_move(text->where, walk.source, text->at, at);
}

Span po_text_origin(Arena *arena, const PoText *text) {
    if (text->where.source == NULL) return text->where;
    VEC(SourceOrigin) origins = {0};
    PoWalk walk = walk_begin(text);
    Span place = text->where, expected = {0};
    size_t place_byte = text->at;
    uint32_t line = 1, column = 1;
    for (size_t i = 0; i <= text->text.length; i++) {
        size_t at = walk_next(&walk, text->text.length - i);
        place = place_move(place, walk.source, place_byte, at);
        place_byte = at;
        bool step = place.line == expected.line && place.column == expected.column && column > 1;
        SourceOrigin origin = {line, column, place, /*in_step*/ true};
        bool starts = i == text->text.length || ((unsigned char)text->text.bytes[i] & 0xC0) != 0x80;
        if (starts && !step) VEC_PUSH(arena, &origins, origin);
        if (starts) expected = (Span){.line = place.line, .column = place.column + 1};
        if (i == text->text.length) break;
        bool ends_line = text->text.bytes[i] == '\n';
        bool next_starts =
            i + 1 == text->text.length || ((unsigned char)text->text.bytes[i + 1] & 0xC0) != 0x80;
        if (ends_line) line++;
        column = ends_line ? 1 : column + next_starts;
    }
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){text->where.source->path, text->text, origins.items, origins.count};
    return (Span){source, 1, 1, 1};
}
