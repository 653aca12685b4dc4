/* The inside of a box: its lines in one column or in several level ones. */
#ifndef MAQUETTE_PAGE_BOX_COLUMNS_H
#define MAQUETTE_PAGE_BOX_COLUMNS_H

#include "page/stack.h"

/* Height of the lines [first, end) in the style's columns: lines across stand on their own, those
 * between them are level over the columns. */
Unit columns_height(const BoxStyle *style, const StackLines *lines, size_t first, size_t end);

/* Puts them into the slab, whose origin is the frame's top left corner, inside the style's insets.
 */
void columns_pour(Arena *arena, const BoxStyle *style, const StackLines *lines, size_t first,
                  size_t end, Unit column_width, Slab *slab);

#endif
