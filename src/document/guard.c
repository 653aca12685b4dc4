/* In: a section's text. Out: the same text, safe to parse, byte for byte as long, so that places
 * stay true.
 *
 * Refused: C0 controls but tab and line feed, U+007F, and U+FFFC, which stands for notes and images
 * in our texts. Limits: block marks nested on one line (cmark walks through all open containers at
 * each line, blank ones included), and images opened in a paragraph (cmark walks through all of
 * them at each link that closes). */
#include "document/guard.h"

#include "document/extension.h"

#include <string.h>

enum {
    IMAGES_LIMIT = 500,
    CELLS_LIMIT = 10000,
    TEXT_LIMIT = 64 << 20,
    CONTROL_KINDS = 34,
    KIND_OBJECT = 33
};

static const char OBJECT_CHARACTER[] = "\xEF\xBF\xBC";

/* Which kind of refused character starts at a byte: 0..31 and 127 by value, KIND_OBJECT, or -1. */
static int refused_kind(Str text, size_t at) {
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte < ' ') return byte == '\t' || byte == '\n' ? -1 : byte;
    if (byte == 0x7F) return ' ';
    if (byte != 0xEF) return -1;
    return str_starts_with(str_slice(text, at, at + 3), STR(OBJECT_CHARACTER)) ? KIND_OBJECT : -1;
}

static void report_refused(Arena *arena, const Source *source, size_t at, int kind, Diag *diag) {
    StrBuilder name = {.arena = arena};
    builder_add_format(&name, "U+%04X",
                       kind == KIND_OBJECT ? 0xFFFCu
                       : kind == ' '       ? 0x7Fu
                                           : (unsigned)kind);
    diag_report(diag, MESSAGE_CHARACTER_REFUSED, span_at(source, at, 1), ARGS(builder_text(&name)));
}

/* A copy only where something is refused. */
static Str replace_refused(Arena *arena, const Source *source, size_t start, Diag *diag) {
    Str text = source->text;
    char *copy = NULL;
    bool seen[CONTROL_KINDS] = {false};
    for (size_t at = start; at < source->text.length; at++) {
        int kind = refused_kind(source->text, at);
        if (kind < 0) continue;
        if (!seen[kind]) report_refused(arena, source, at, kind, diag);
        seen[kind] = true;
        if (copy == NULL) {
            copy = ARENA_ARRAY(arena, char, text.length);
            memcpy(copy, text.bytes, text.length);
        }
        if (kind == KIND_OBJECT) {
            copy[at + 2] = '\xBD'; /* U+FFFD */
        } else {
            copy[at] = ' ';
        }
    }
    return copy == NULL ? text : (Str){copy, text.length};
}

static size_t skip_blanks(Str line, size_t at) {
    while (at < line.length && (line.bytes[at] == ' ' || line.bytes[at] == '\t')) at++;
    return at;
}

/* The byte behind a mark of a quotation or list item that stands at a place of a line; at itself if
 * there is none. */
static size_t mark_end(Str line, size_t at) {
    if (at >= line.length) return at;
    size_t end = at;
    char byte = line.bytes[at];
    if (byte == '>') return at + 1;
    if (byte == '-' || byte == '*' || byte == '+') {
        end = at + 1;
    } else {
        while (end < line.length && end < at + 9 && line.bytes[end] >= '0' &&
               line.bytes[end] <= '9')
            end++;
        if (end == at || end >= line.length || (line.bytes[end] != '.' && line.bytes[end] != ')'))
            return at;
        end++;
    }
    return end == line.length || skip_blanks(line, end) > end ? end : at;
}

/* True for a line of one sign only, such as * * * *: a rule, however long. */
static bool is_rule(Str line, size_t at) {
    char sign = at < line.length ? line.bytes[at] : ' ';
    for (; at < line.length; at++) {
        if (line.bytes[at] != sign && line.bytes[at] != ' ' && line.bytes[at] != '\t') return false;
    }
    return sign == '-' || sign == '*';
}

static bool nests_too_deep(Str line) {
    size_t at = skip_blanks(line, 0);
    for (int depth = 0;; depth++) {
        size_t end = mark_end(line, at);
        if (end == at) return false;
        if (depth == NESTING_LIMIT) return !is_rule(line, skip_blanks(line, 0));
        at = skip_blanks(line, end);
    }
}

static size_t cells_in(Str line) {
    size_t count = 1;
    for (size_t at = 0; at < line.length; at++) count += line.bytes[at] == '|';
    return count;
}

static size_t images_opened(Str line) {
    size_t count = 0;
    for (size_t at = 0; at + 1 < line.length; at++)
        count += line.bytes[at] == '!' && line.bytes[at + 1] == '[';
    return count;
}

static bool refuse(const Source *source, size_t at, MessageCode code, Str limit, Diag *diag) {
    diag_report(diag, code, span_at(source, at, 1), ARGS(limit));
    return false;
}

bool guard_text(Arena *arena, const Source *source, size_t start, Str *text, Diag *diag) {
    *text = source->text;
    if (text->length > TEXT_LIMIT) return refuse(source, 0, MESSAGE_TEXT_TOO_LONG, STR("64"), diag);
    *text = replace_refused(arena, source, start, diag);
    size_t images = 0, end = start;
    for (size_t at = start; at < text->length; at = end + 1) {
        end = str_find(*text, STR("\n"), at);
        if (end == SIZE_MAX) end = text->length;
        Str line = str_slice(*text, at, end);
        if (nests_too_deep(line))
            return refuse(source, at, MESSAGE_NESTING_TOO_DEEP, STR("32"), diag);
        if (cells_in(line) > CELLS_LIMIT)
            return refuse(source, at, MESSAGE_TABLE_TOO_WIDE, STR("64"), diag);
        images = skip_blanks(line, 0) == line.length ? 0 : images + images_opened(line);
        if (images > IMAGES_LIMIT)
            return refuse(source, at, MESSAGE_TEXT_TOO_TANGLED, STR("500"), diag);
    }
    return true;
}
