/* A page of a snapshot as a sketch: what can be drawn of it without its fonts. */
#ifndef MAQUETTE_APP_DIFF_SKETCH_H
#define MAQUETTE_APP_DIFF_SKETCH_H

#include "output/snapshot_read.h"

/* How large the letters of a line are, guessed from how wide its words are: it is not in a
 * snapshot. */
Unit sketch_letter_size(const SnapshotRow *line);

/* Appends one <svg> element: frames, boxes around shapes, and each line's words at its place and
 * width, in whatever letters the reader has. title is said of the picture. False, and nothing, if
 * the snapshot has no such page or tells nothing of its lines. */
bool diff_sketch_write(const Snapshot *snapshot, uint32_t page, Str title, StrBuilder *out);

#endif
