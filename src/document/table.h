/* Where the rows and cells of a table stand: cmark's columns for them cannot be relied on. */
#ifndef MAQUETTE_DOCUMENT_TABLE_H
#define MAQUETTE_DOCUMENT_TABLE_H

#include "document/content.h"
#include "document/document.h"

#include <cmark-gfm.h>

typedef struct TableRow {
    size_t start, end;   /* bytes of the source: the row, blanks behind it left out */
    size_t *cell_starts; /* bytes of the source */
    size_t *cell_ends;
    size_t cell_count;
} TableRow;

/* Finds a row in the source. */
TableRow table_row_find(Arena *arena, const LineTable *lines, cmark_node *row);
Span table_row_place(const LineTable *lines, const TableRow *row);
Content table_cell_content(Arena *arena, const LineTable *lines, const TableRow *row, size_t number,
                           cmark_node *cell);
CellAlign table_cell_align(cmark_node *table, size_t number);

/* The first line of a paragraph that cmark cut off before a table's head, where it gives none. */
int table_paragraph_line(cmark_node *paragraph);

#endif
