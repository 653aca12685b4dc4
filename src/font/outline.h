/* Outlines of glyphs in the font's units, through FreeType: its numbers are whole, where HarfBuzz's
 * draw functions give floats. A font that draws no outline never opens FreeType. */
#ifndef MAQUETTE_FONT_OUTLINE_H
#define MAQUETTE_FONT_OUTLINE_H

#include "font/face.h"

typedef struct Outliner Outliner;

/* Nothing is opened until the first walk. The bytes must live as long as the outliner. */
Outliner *outliner_new(Arena *arena, Str bytes, uint32_t index);
/* Closes what a walk opened. */
void outliner_close(Outliner *outliner);

/* Called for each step of an outline. */
typedef void OutlineVisit(void *visitor, const PathStep *step);

/* Walks a glyph's outline: each contour is a move, lines and cubic curves, and a close. False if
 * the outline cannot be read; steps may have been visited then. */
bool outline_walk(Outliner *outliner, uint32_t glyph, OutlineVisit *visit, void *visitor);

/* The leftmost and rightmost ink between two heights (see face_glyph_extent). */
bool glyph_extent(Outliner *outliner, uint32_t glyph, int32_t bottom, int32_t top, int32_t *left,
                  int32_t *right);

#endif
