/* A paragraph's words as shaped segments. Used inside the layer. */
#ifndef MAQUETTE_PARAGRAPH_SEGMENTS_H
#define MAQUETTE_PARAGRAPH_SEGMENTS_H

#include "paragraph/build.h"

/* Cuts the words of a build whose analysis, levels and looks are known. */
void build_segments(Build *build);

/* Shapes a text in a segment's look; what no font has is reported at the segment's place. */
const Shape *shape_segment(const Build *build, const Segment *segment, Str text);

/* The hyphen that a break inserts after a segment's text. */
const Shape *hyphen_shape(const Build *build, const Segment *segment);

/* The segment that holds a byte; NULL for a space. */
const Segment *segment_at(const Build *build, uint32_t at);

#endif
