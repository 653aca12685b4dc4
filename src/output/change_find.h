/* Which of many changes is the cause of the others, where neither the header nor a text says so:
 * an attribute in the source, which snapshots do not tell. */
#ifndef MAQUETTE_OUTPUT_CHANGE_FIND_H
#define MAQUETTE_OUTPUT_CHANGE_FIND_H

#include "output/snapshot_diff.h"

/* The first link that leads to another address; NULL if none. */
const Change *change_find_link(const Change *changes, size_t count);
/* Where the block of a link leads, without what is said of it. */
Str change_link_address(const SnapshotBlock *link);
/* The block of a link with the place in the source of the line it stands on, in the arena. */
const SnapshotBlock *change_link_place(Arena *arena, const Change *link, const Snapshot *snapshot);

/* The block of an author's that changed most by itself: a picture of another size; else the one
 * that passed most others in reading order; else one of another measure; else one whose lines end
 * elsewhere; else the first that moved. NULL if none is an author's. */
const Change *change_find_placed(Arena *scratch, const Change *changes, size_t count);

#endif
