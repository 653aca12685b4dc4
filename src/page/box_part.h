/* The parts of a box: some of its lines in a frame of their own.
 *
 * A box in one part has all its lines. One that is cut has the same frame around each part: ground,
 * rules and insets. A part that begins within a table has the table's head again, and notes that
 * stand inside the box stand in the part that calls them. */
#ifndef MAQUETTE_PAGE_BOX_PART_H
#define MAQUETTE_PAGE_BOX_PART_H

#include "page/box.h"

/* Height of the frame around the lines [first, end); scratch may hold what it takes to know. */
Unit box_part_height(Arena *scratch, const BoxText *text, size_t first, size_t end);

/* Draws these lines and their frame, which is at least `height` high; more if they need it. In the
 * arena. */
const Slab *box_part_draw(Arena *arena, const BoxText *text, size_t first, size_t end, Unit height);

/* From the frame's top to the first line's top ink is the upper inset. A part that begins with this
 * line: from that ink to its baseline, below the table's head if that is there again. */
Unit box_part_ascent(const BoxText *text, size_t line);

/* What lines add below others. */
Unit box_lines_height(const StackLines *lines);
/* Of the notes that a line has inside the box. */
Unit box_line_notes(const BoxText *text, size_t line);

#endif
