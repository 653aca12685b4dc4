/* In: what cmark kept of a leaf's lines, and the source's lines. Out: pieces that lead from one to
 * the other.
 *
 * A line of content is the source line less what stands before it, so that it is found by its end;
 * only where a tab was cut in two do the spaces before the text differ. Link definitions at the
 * head of a paragraph are not part of its content: the first line is then found by trying. */
#include "document/content.h"

/* Lines tried behind the one cmark names: link definitions before a heading that is underlined. */
enum { LINES_TRIED = 64 };

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static void piece_add(Arena *arena, Content *content, size_t at, size_t source_at) {
    ContentPiece piece = {at, source_at};
    VEC_PUSH(arena, &content->pieces, piece);
}

Content content_from_source(Arena *arena, const LineTable *lines, size_t start, size_t end) {
    Content content = {.text = str_slice(lines->text, start, end), .finger = finger_make(lines)};
    piece_add(arena, &content, 0, start);
    return content;
}

static size_t text_line_end(Str text, size_t start) {
    size_t end = str_find(text, STR("\n"), start);
    return end == SIZE_MAX ? text.length : end;
}

static Str trim_left(Str text) {
    size_t at = 0;
    while (at < text.length && is_blank(text.bytes[at])) at++;
    return str_slice(text, at, text.length);
}

/* How many bytes at the start of a line are blanks and marks of quotations. */
static size_t marks_length(Str line) {
    size_t at = 0;
    while (at < line.length && (is_blank(line.bytes[at]) || line.bytes[at] == '>')) at++;
    return at;
}

static Str trim_right(Str text) {
    while (text.length > 0 && is_blank(text.bytes[text.length - 1])) text.length--;
    return text;
}

/* True if each line of the text ends a source line, from a line on. */
static bool lines_fit(const LineTable *lines, Str text, size_t first) {
    for (size_t start = 0; start < text.length; first++) {
        size_t end = text_line_end(text, start);
        if (first == 0 || first > lines->count) return false;
        Str line = trim_right(trim_left(str_slice(text, start, end)));
        if (!str_ends_with(trim_right(lines_text(lines, first)), line)) return false;
        start = end + 1;
    }
    return true;
}

static size_t first_line_find(const LineTable *lines, Str text, size_t hint, size_t end_line) {
    size_t count = 0;
    for (size_t start = 0; start < text.length; count++) start = text_line_end(text, start) + 1;
    if (end_line >= count && lines_fit(lines, text, end_line - count + 1))
        return end_line - count + 1;
    for (size_t line = hint; line < hint + LINES_TRIED && line <= lines->count; line++) {
        if (lines_fit(lines, text, line)) return line;
    }
    return hint == 0 ? 1 : hint;
}

/* Leads bytes of content to the source from which cmark took the \ of each \|. */
static void pieces_add_unescaped(Arena *arena, Content *content, size_t at, size_t source_at,
                                 size_t end) {
    const char *source = content->finger.lines->text.bytes;
    piece_add(arena, content, at, source_at);
    for (; at < content->text.length && source_at < end; at++, source_at++) {
        if (source[source_at] == content->text.bytes[at]) continue;
        if (content->text.bytes[at] != '|') break;
        piece_add(arena, content, at, ++source_at);
    }
}

/* Leads one line of content to its source line. Where a tab was cut in two the blanks before the
 * text differ; where cmark made a table of the lines that follow, those behind it, and what is
 * escaped. */
static void line_add(Arena *arena, Content *content, size_t at, Str text, size_t line) {
    const LineTable *lines = content->finger.lines;
    Str whole = lines_text(lines, line);
    size_t start = lines_start(lines, line);
    if (str_ends_with(whole, text)) {
        piece_add(arena, content, at, start + whole.length - text.length);
        return;
    }
    Str trimmed = trim_right(whole), rest = trim_right(trim_left(text));
    size_t first = at + (text.length - trim_left(text).length);
    piece_add(arena, content, at, start);
    if (str_ends_with(trimmed, rest)) {
        piece_add(arena, content, first, start + trimmed.length - rest.length);
    } else {
        pieces_add_unescaped(arena, content, first, start + marks_length(whole),
                             start + whole.length);
    }
}

Content content_from_lines(Arena *arena, const LineTable *lines, Str text, size_t hint,
                           size_t end_line) {
    Content content = {.text = text, .finger = finger_make(lines)};
    size_t line = first_line_find(lines, text, hint, end_line);
    for (size_t start = 0; start < text.length; line++) {
        size_t end = text_line_end(text, start);
        line_add(arena, &content, start, str_slice(text, start, end), line);
        start = end + 1;
    }
    if (content.pieces.count == 0) piece_add(arena, &content, 0, lines_start(lines, line));
    return content;
}

Content content_from_heading(Arena *arena, const LineTable *lines, Str text, size_t start) {
    Content content = {.text = text, .finger = finger_make(lines)};
    size_t at = start;
    while (at < lines->text.length && lines->text.bytes[at] == '#') at++;
    while (at < lines->text.length && is_blank(lines->text.bytes[at])) at++;
    bool fits = str_starts_with(str_slice(lines->text, at, lines->text.length), text);
    piece_add(arena, &content, 0, fits ? at : start);
    return content;
}

Content content_from_cell(Arena *arena, const LineTable *lines, Str text, size_t start,
                          size_t end) {
    Content content = {.text = text, .finger = finger_make(lines)};
    while (start < end && is_blank(lines->text.bytes[start])) start++;
    pieces_add_unescaped(arena, &content, 0, start, end);
    return content;
}

/* Moves to the piece that holds a byte; it is seldom far. */
static const ContentPiece *piece_find(Content *content, size_t at) {
    size_t piece = content->piece;
    while (piece > 0 && content->pieces.items[piece].at > at) piece--;
    while (piece + 1 < content->pieces.count && content->pieces.items[piece + 1].at <= at) piece++;
    content->piece = piece;
    return &content->pieces.items[piece];
}

size_t content_source(Content *content, size_t at) {
    const ContentPiece *piece = piece_find(content, at);
    return piece->source_at + (at - piece->at);
}

Span content_place(Content *content, size_t at, uint32_t length) {
    return finger_place(&content->finger, content_source(content, at), length);
}

size_t content_step_end(Content *content, size_t at) {
    piece_find(content, at);
    bool last = content->piece + 1 == content->pieces.count;
    return last ? SIZE_MAX : content->pieces.items[content->piece + 1].at;
}
