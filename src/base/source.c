/* Places in a source: from bytes to lines and columns. Columns count characters, not bytes or
 * cells. */
#include "base/diag.h"

#include <string.h>

Span cursor_span_at(SourceCursor *cursor, size_t byte, uint32_t length) {
    Str text = cursor->source->text;
    if (byte > text.length) byte = text.length;
    while (cursor->byte > byte && cursor->characters_before > 0) {
        utf8_previous(text, &cursor->byte);
        cursor->characters_before--;
    }
    if (cursor->byte > byte) *cursor = (SourceCursor){.source = cursor->source};
    while (cursor->byte < byte) {
        if (utf8_next(text, &cursor->byte) == '\n') {
            cursor->lines_before++;
            cursor->characters_before = 0;
        } else {
            cursor->characters_before++;
        }
    }
    return (Span){cursor->source, cursor->lines_before + 1, cursor->characters_before + 1, length};
}

Span span_at(const Source *source, size_t byte, uint32_t length) {
    SourceCursor cursor = {.source = source};
    return cursor_span_at(&cursor, byte, length);
}

Str source_line(const Source *source, uint32_t line) {
    Str text = source->text;
    size_t start = 0;
    for (uint32_t number = 1; number < line; number++) {
        size_t end = str_find(text, STR("\n"), start);
        if (end == SIZE_MAX) return (Str){0};
        start = end + 1;
    }
    size_t end = str_find(text, STR("\n"), start);
    return str_slice(text, start, end);
}
