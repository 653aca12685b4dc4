/* Lists in a stack: their signs or numbers, their indents, the room between their items. */
#ifndef MAQUETTE_PAGE_LIST_H
#define MAQUETTE_PAGE_LIST_H

#include "page/stack.h"

/* Stacks a list. after_text: it follows a paragraph; a loose list, whose items stand apart, keeps
 * as far from it. */
void list_stack(Stacker *stacker, const Block *list, bool after_text);

/* The label that the next line pushed begins with: a sign, a number. colour NULL: the style's;
 * x: from the left of the measure. An empty text is no label. */
void list_set_label(Stacker *stacker, Str text, const TextStyle *style, const Colour *colour,
                    Unit x, Span where);

#endif
