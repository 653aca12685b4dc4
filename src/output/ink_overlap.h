/* What is painted where other text stands: text over text, a picture over text. */
#ifndef MAQUETTE_OUTPUT_INK_OVERLAP_H
#define MAQUETTE_OUTPUT_INK_OVERLAP_H

#include "base/vec.h"
#include "display/display.h"

/* Lines of text that share ink with something else of the page. */
typedef struct InkOverlaps {
    VEC(const DisplayLine *) lines; /* from the top of the page */
} InkOverlaps;

/* Finds the lines of a page that stand on a line which begins above them, or at the same height and
 * was painted before, and those that a picture painted later hides: one for each such picture. A
 * line's ink is taken for a rectangle that is never more than the ink of any script: from a tenth
 * of its smallest size below the baseline to a half above it, from its first glyph to its last.
 * What is raised (calls of notes) and not painted does not count, nor does text on a picture: that
 * is a template's wish. Time grows with n log n of the lines, however many overlap. The result
 * lives in the arena. */
InkOverlaps ink_overlaps_find(Arena *arena, const DisplayPage *page);

#endif
