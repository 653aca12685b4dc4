/* Which invariants hold less often than before. */
#ifndef MAQUETTE_OUTPUT_INVARIANT_COMPARE_H
#define MAQUETTE_OUTPUT_INVARIANT_COMPARE_H

#include "output/snapshot_diff.h"

/* Sets `broken` and `faults` of a comparison from its two snapshots; in the arena. */
void invariants_compare(Arena *arena, SnapshotDiff *diff);

#endif
