/* In: a source. Out: its lines by number, and line:column of bytes.
 *
 * Columns count characters. span_at of base/diag counts from the top each time; here the last place
 * is kept, so that walking through a text of one endless line stays linear. */
#include "document/lines.h"

static size_t line_count(Str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) count += text.bytes[i] == '\n';
    return text.length > 0 && text.bytes[text.length - 1] != '\n' ? count + 1 : count;
}

LineTable lines_make(Arena *arena, const Source *source, Str text) {
    LineTable lines = {.source = source, .text = text, .count = line_count(text)};
    lines.starts = ARENA_ARRAY(arena, size_t, lines.count + 1);
    size_t line = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (i == 0 || text.bytes[i - 1] == '\n') lines.starts[line++] = i;
    }
    bool ended = text.length > 0 && text.bytes[text.length - 1] == '\n';
    lines.starts[lines.count] = ended || text.length == 0 ? text.length : text.length + 1;
    return lines;
}

size_t lines_start(const LineTable *lines, size_t line) {
    return lines->starts[line == 0 ? 0 : line > lines->count ? lines->count : line - 1];
}

Str lines_text(const LineTable *lines, size_t line) {
    if (line == 0 || line > lines->count) return (Str){0};
    return str_slice(lines->text, lines->starts[line - 1], lines->starts[line] - 1);
}

Finger finger_make(const LineTable *lines) {
    return (Finger){.lines = lines, .line = 1, .byte = 0, .column = 1};
}

/* The number of the line that holds a byte, by halving. */
static size_t line_find(const LineTable *lines, size_t byte) {
    size_t low = 0, high = lines->count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low + 1;
}

static bool starts_character(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

Span finger_place(Finger *finger, size_t byte, uint32_t length) {
    const LineTable *lines = finger->lines;
    if (byte > lines->text.length) byte = lines->text.length;
    size_t start = lines_start(lines, finger->line);
    if (byte < start || finger->line > lines->count || byte >= lines->starts[finger->line]) {
        finger->line = line_find(lines, byte);
        finger->byte = lines_start(lines, finger->line);
        finger->column = 1;
    }
    for (; finger->byte < byte; finger->byte++) {
        finger->column += starts_character(lines->text.bytes[finger->byte]);
    }
    for (; finger->byte > byte; finger->byte--) {
        finger->column -= starts_character(lines->text.bytes[finger->byte - 1]);
    }
    return (Span){lines->source, (uint32_t)finger->line, finger->column, length};
}
