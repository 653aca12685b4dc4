/* What stands in braces in the sources, {.box place=top}, as rows of a snapshot's header. */
#ifndef MAQUETTE_APP_ATTRIBUTE_ROWS_H
#define MAQUETTE_APP_ATTRIBUTE_ROWS_H

#include "base/vec.h"
#include "document/document.h"

typedef VEC(Str) AttributeRows;

/* Appends "attributes 20-text.md:14-19 | {class: box, place: top}" for each block of a section
 * that has attributes, or whose text has spans with such, in reading order, its notes last; in the
 * arena. Of a div or table the lines are all that hold for it, of others the one it begins on. */
void attribute_rows_add(Arena *arena, const Section *section, AttributeRows *rows);

#endif
