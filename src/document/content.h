/* The bytes that cmark parses as inlines, and where each of them stands in the source.
 *
 * cmark gathers the lines of a paragraph, without the marks of the quotations and lists around it,
 * in one text: the content of the leaf. Its own columns are wrong in several cases (lazy lines,
 * link definitions before a paragraph, links over two lines, table cells), so ours are made from
 * the content: each of its lines is the end of a source line. */
#ifndef MAQUETTE_DOCUMENT_CONTENT_H
#define MAQUETTE_DOCUMENT_CONTENT_H

#include "document/lines.h"

/* From here on content and source go in step, up to the next piece. */
typedef struct ContentPiece {
    size_t at;        /* byte of the content */
    size_t source_at; /* byte of the source */
} ContentPiece;

typedef struct Content {
    Str text;
    VEC(ContentPiece) pieces;
    size_t piece; /* last one looked at */
    Finger finger;
} Content;

/* Bytes of the source as they stand: the attributes of a div, say. */
Content content_from_source(Arena *arena, const LineTable *lines, size_t start, size_t end);
/* Whole lines: a paragraph, code. hint is the line on which it starts, if cmark is right; end_line
 * its last one, or 0 if unknown. */
Content content_from_lines(Arena *arena, const LineTable *lines, Str text, size_t hint,
                           size_t end_line);
/* The rest of a line behind a heading's #. start: byte of the # in the source. */
Content content_from_heading(Arena *arena, const LineTable *lines, Str text, size_t start);
/* A table's cell, from which cmark took the \ of each \|. start, end: the cell in the source. */
Content content_from_cell(Arena *arena, const LineTable *lines, Str text, size_t start, size_t end);

/* The byte of the source that a byte of the content was. */
size_t content_source(Content *content, size_t at);
/* Its place. */
Span content_place(Content *content, size_t at, uint32_t length);
/* The first byte behind at where another piece begins, or SIZE_MAX. */
size_t content_step_end(Content *content, size_t at);

#endif
