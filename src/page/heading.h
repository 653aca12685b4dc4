/* Headings in a stack. */
#ifndef MAQUETTE_PAGE_HEADING_H
#define MAQUETTE_PAGE_HEADING_H

#include "page/stack.h"

/* Stacks a heading, which holds the next lines. */
void heading_stack(Stacker *stacker, const Block *block);

/* What comes next stands across the columns: so do the headings right above it, which it may not be
 * parted from. In a column they would be read with the text beside them. */
void heading_span_above(Stacker *stacker);

#endif
