/* Numbers in the cells of a table. */
#ifndef MAQUETTE_PAGE_TABLE_NUMBER_H
#define MAQUETTE_PAGE_TABLE_NUMBER_H

#include "paragraph/paragraph.h"

/* What the numbers of a column have in common, gathered cell by cell. */
typedef struct NumberColumn {
    size_t numbers, others;        /* cells that are numbers, and other filled ones */
    bool comma_parts, point_parts; /* the sign stands before decimals for certain */
} NumberColumn;

void number_column_add(NumberColumn *column, Str text);
/* True if most cells are numbers, more than one; gives their decimal sign, 0 for none. */
bool number_column_ends(const NumberColumn *column, char *point);

/* The byte behind a number's whole figures, before its decimals, unit and note calls; false if the
 * text is no number. Signs before it and spaces between groups belong to it. */
bool number_find(Str text, char point, size_t *whole_end);

/* The width of a line's glyphs from that byte of its text on; in a line from the right, of those
 * that are read from the left: they stand right of the whole figures, all others left of them. */
Unit line_width_behind(const SetLine *line, size_t byte);

#endif
