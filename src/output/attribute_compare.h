/* What holds for the blocks of a snapshot by the attributes of its header, compared. */
#ifndef MAQUETTE_OUTPUT_ATTRIBUTE_COMPARE_H
#define MAQUETTE_OUTPUT_ATTRIBUTE_COMPARE_H

#include "output/block_match.h"

/* A row "attributes FILE:FIRST-LAST | VALUE". */
typedef struct AttributeRow AttributeRow;
struct AttributeRow {
    Str file, value;
    uint32_t first, last;
    size_t order;         /* in the header */
    AttributeRow *parent; /* the innermost of the rows around it */
    uint64_t hash;        /* of its value and those of the rows around it */
    size_t depth;         /* how many are around it */
    bool told;            /* as a difference */
    bool met;             /* a block stands in it */
};

/* The rows of a snapshot and, for each of its blocks by its order, the innermost that it stands in;
 * NULL: none. */
typedef struct AttributeTree {
    AttributeRow *rows; /* by file, then first line; outer before inner */
    size_t count;
    AttributeRow **of_block;
} AttributeTree;

/* In the arena; n log n. */
AttributeTree attribute_tree(Arena *arena, const Snapshot *snapshot, const SnapshotBlocks *blocks);

/* Two rows that stand for each other and say different things; one may be NULL. */
typedef struct AttributeDifference {
    AttributeRow *old, *new;
} AttributeDifference;

/* True if other attributes hold for the two blocks of a pair. Gives the outermost difference, with
 * both sides NULL if it was given before. All calls together are linear. */
bool attribute_compare(const AttributeTree *old, const AttributeTree *new, const BlockPair *pair,
                       AttributeDifference *difference);

/* The first difference among the rows in which no block of a pair stands: of charts without words,
 * or at the level of pages, of all. False if there is none. Call it behind attribute_compare for
 * all pairs. */
bool attribute_compare_rest(const AttributeTree *old, const AttributeTree *new,
                            AttributeDifference *difference);

#endif
