/* In: a unit and its new text. Out: the bytes that take its place in the source; see rewrite.h.
 *
 * A new text may come from anywhere: it must not become another block, close a quotation mark or a
 * table, or end the paragraph in which it stands. CommonMark lets a back slash stand before any
 * punctuation, so that one is put before what would begin a block. */
#include "translation/rewrite.h"

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static char byte_at(Str text, size_t at) {
    return at < text.length ? text.bytes[at] : '\0';
}

static size_t skip_byte(Str text, size_t at, char byte) {
    while (byte_at(text, at) == byte && at < text.length) at++;
    return at;
}

static bool ends_word(Str line, size_t at) {
    return at >= line.length || is_blank(line.bytes[at]);
}

/* True for a line of these signs and blanks only. */
static bool only_signs(Str line, const char *signs) {
    Str allowed = str_from_c(signs);
    for (size_t at = 0; at < line.length; at++) {
        bool known = is_blank(line.bytes[at]);
        for (size_t i = 0; i < allowed.length && !known; i++)
            known = line.bytes[at] == allowed.bytes[i];
        if (!known) return false;
    }
    return line.length > 0;
}

/* Behind the figures of "12. " or "12) ", or 0. */
static size_t list_number(Str line) {
    size_t at = 0;
    while (at < 9 && byte_at(line, at) >= '0' && byte_at(line, at) <= '9') at++;
    bool mark = byte_at(line, at) == '.' || byte_at(line, at) == ')';
    return at > 0 && mark && ends_word(line, at + 1) ? at : 0;
}

/* True if a line, without blanks before it, begins a block by its first sign. */
static bool begins_block(Str line) {
    switch (byte_at(line, 0)) {
    case '#': {
        size_t end = skip_byte(line, 0, '#');
        return end <= 6 && ends_word(line, end);
    }
    case '>': return true;
    case '+': return ends_word(line, 1);
    case '-': return ends_word(line, 1) || only_signs(line, "-|:");
    case '*': return ends_word(line, 1) || only_signs(line, "*");
    case '_': return only_signs(line, "_");
    case '=': return only_signs(line, "=");
    case '|': return only_signs(line, "-|:");
    case ':': {
        size_t end = skip_byte(line, 0, ':');
        return end >= 3 || ends_word(line, end) || only_signs(line, "-|:");
    }
    case '~': return skip_byte(line, 0, '~') >= 3;
    case '`': {
        size_t end = skip_byte(line, 0, '`');
        return end >= 3 && str_find(line, STR("`"), end) == SIZE_MAX;
    }
    case '[': {
        size_t close = str_find(line, STR("]"), 1);
        return close != SIZE_MAX && byte_at(line, close + 1) == ':';
    }
    default: return false;
    }
}

static void line_add(StrBuilder *out, Str line) {
    size_t number = list_number(line);
    builder_add(out, str_slice(line, 0, number));
    if (number > 0 || begins_block(line)) builder_add_byte(out, '\\');
    builder_add(out, str_slice(line, number, line.length));
}

/* One paragraph: no blank lines, no line that begins another block. */
static Str paragraph_encode(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n"), at);
        if (end == SIZE_MAX) end = text.length;
        Str line = str_slice(text, at, end);
        while (line.length > 0 && is_blank(line.bytes[0])) line = str_slice(line, 1, line.length);
        if (str_trim(line).length > 0) {
            if (out.length > 0) builder_add_byte(&out, '\n');
            line_add(&out, line);
        }
        at = end + 1;
    }
    return builder_text(&out);
}

static Str line_encode(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    text = str_trim(text);
    for (size_t at = 0; at < text.length; at++)
        builder_add_byte(&out, text.bytes[at] == '\n' ? ' ' : text.bytes[at]);
    return builder_text(&out);
}

/* True if a heading begins with #, which is behind nothing but the marks of what is around it. */
static bool heading_has_sign(const TextUnit *unit) {
    size_t at = unit->start;
    Str text = unit->source->text;
    while (at > 0 && is_blank(text.bytes[at - 1])) at--;
    return at > 0 && text.bytes[at - 1] == '#';
}

/* # at a heading's end would be taken for its decoration. */
static Str heading_encode(Arena *arena, const TextUnit *unit, Str text) {
    Str line = line_encode(arena, text);
    if (!heading_has_sign(unit)) return paragraph_encode(arena, line);
    size_t end = line.length;
    while (end > 0 && line.bytes[end - 1] == '#') end--;
    if (end == line.length || (end > 0 && !is_blank(line.bytes[end - 1]))) return line;
    StrBuilder out = {.arena = arena};
    builder_add(&out, str_slice(line, 0, end));
    builder_add_byte(&out, '\\');
    builder_add(&out, str_slice(line, end, line.length));
    return builder_text(&out);
}

static Str attribute_encode(Arena *arena, const TextUnit *unit, Str text) {
    StrBuilder out = {.arena = arena};
    if (!unit->quoted) builder_add_byte(&out, '"');
    for (size_t at = 0; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte == '"' || byte == '\\') builder_add_byte(&out, '\\');
        builder_add_byte(&out, byte == '\n' ? ' ' : byte);
    }
    if (!unit->quoted) builder_add_byte(&out, '"');
    return builder_text(&out);
}

static Str unit_encode(Arena *arena, const TextUnit *unit, Str text) {
    switch (unit->kind) {
    case UNIT_EDITION:
    case UNIT_SETTING: return yaml_quoted(arena, text);
    case UNIT_HEADING: return heading_encode(arena, unit, text);
    case UNIT_ROW: return line_encode(arena, text);
    case UNIT_ATTRIBUTE: return attribute_encode(arena, unit, text);
    case UNIT_PARAGRAPH:
    case UNIT_CAPTION:
    case UNIT_IMAGE: return paragraph_encode(arena, text);
    case UNIT_CODE: return text;
    }
    return text;
}

SourceEdit unit_edit(Arena *arena, const TextUnit *unit, Str text, Span origin) {
    Str encoded = unit_encode(arena, unit, text);
    bool known = origin.source != NULL && origin.source->origin_count > 0;
    return (SourceEdit){.start = unit->start,
                        .end = unit->end,
                        .text = encoded,
                        .indent = unit->indent,
                        .origin = origin,
                        .in_step = known && str_equal(encoded, text)};
}
