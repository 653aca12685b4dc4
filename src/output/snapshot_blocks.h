/* The rows of a snapshot as blocks of the source: what a comparison recognises again. */
#ifndef MAQUETTE_OUTPUT_SNAPSHOT_BLOCKS_H
#define MAQUETTE_OUTPUT_SNAPSHOT_BLOCKS_H

#include "output/snapshot_read.h"

/* A block with all its lines, wherever they stand; or one line that belongs to none, or one frame,
 * shape, image, link, page, bookmark. */
typedef struct SnapshotBlock {
    RowKind kind;
    Str file;      /* empty: what the layout adds */
    uint32_t line; /* in the file; 0: none */
    Str role;
    const SnapshotRow **rows; /* its labels ("–", a note's number) included */
    size_t row_count;
    Str text;      /* its lines with '\n' between them where a break may stand for a blank */
    uint64_t hash; /* of role and text without blanks and numbers of notes: equal where the text is,
                      however it is broken */
    size_t order;  /* in reading order, from 0 */
} SnapshotBlock;

/* Blocks that are compared with each other: of one kind and file. */
typedef struct BlockGroup {
    RowKind kind;
    Str name;               /* file, or the first word of the rows */
    SnapshotBlock **blocks; /* by line of the source, then in reading order */
    size_t count;
} BlockGroup;

typedef struct SnapshotBlocks {
    SnapshotBlock *items; /* in reading order */
    size_t count;
    BlockGroup *groups; /* sorted by kind and name */
    size_t group_count;
} SnapshotBlocks;

/* Both in the arena; the blocks point into the snapshot. n log n. */
SnapshotBlocks snapshot_blocks(Arena *arena, const Snapshot *snapshot);

/* True if two blocks say the same, wherever their lines end. Linear. */
bool block_text_equal(Str a, Str b);

/* The words of a block's text, at most `most`; a word that ran over a line's end is whole. Gives
 * their count. */
size_t block_words(Arena *arena, Str text, Str *words, size_t most);

#endif
