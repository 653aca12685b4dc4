/* Causes, when all are found: which of them are one, and what each has changed. */
#ifndef MAQUETTE_OUTPUT_CAUSE_ACCOUNT_H
#define MAQUETTE_OUTPUT_CAUSE_ACCOUNT_H

#include "output/snapshot_diff.h"

/* Where a text lost words that now stand in a block of their own beside it, or took in those of one
 * that is gone, the two causes become one: a block was divided, or two were joined. */
void causes_join(Arena *arena, SnapshotDiff *diff);

/* Counts the consequences of each cause, and the pages on which they stand. */
void causes_count(Arena *scratch, SnapshotDiff *diff);

#endif
