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

/* The last origin at or before a place, or NULL. */
static const SourceOrigin *origin_find(const Source *source, uint32_t line, uint32_t column) {
    size_t low = 0, high = source->origin_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const SourceOrigin *origin = &source->origins[middle];
        bool before = origin->line != line ? origin->line < line : origin->column <= column;
        if (before) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? NULL : &source->origins[low - 1];
}

Span span_origin(Span where) {
    while (where.source != NULL && where.source->origin_count > 0) {
        const SourceOrigin *origin = origin_find(where.source, where.line, where.column);
        if (origin == NULL) break;
        Span found = origin->where;
        if (origin->in_step && origin->line == where.line)
            found.column += where.column - origin->column;
        if (origin->in_step || found.length > where.length) found.length = where.length;
        where = found;
    }
    return where;
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
