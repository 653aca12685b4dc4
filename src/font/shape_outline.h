/* Words that are drawn rather than written: a drop cap, what stands beside the page. */
#ifndef MAQUETTE_FONT_SHAPE_OUTLINE_H
#define MAQUETTE_FONT_SHAPE_OUTLINE_H

#include "font/shape.h"

/* The outlines of a shape's glyphs, in Units, y downwards, from where its baseline begins; in the
 * arena. False if a glyph cannot be read. */
bool shape_outline(const Shape *shape, Arena *arena, PathStep **steps, size_t *count);

#endif
