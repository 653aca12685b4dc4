/* Which block of a snapshot is which of another. */
#ifndef MAQUETTE_OUTPUT_BLOCK_MATCH_H
#define MAQUETTE_OUTPUT_BLOCK_MATCH_H

#include "output/snapshot_blocks.h"

/* Two blocks that are one, or one that has no partner (the other is NULL). */
typedef struct BlockPair {
    const SnapshotBlock *old, *new;
    bool reordered; /* it stands elsewhere in the sources */
} BlockPair;

typedef struct BlockPairs {
    BlockPair *items; /* in the reading order of the new; what vanished behind what preceded it */
    size_t count;
} BlockPairs;

/* Pairs all blocks of both sides: those of one file by their text, then by likeness, then those
 * whose text stands in another file or place. In the arena. */
BlockPairs block_pairs(Arena *arena, const SnapshotBlocks *old, const SnapshotBlocks *new);

#endif
