/* How two forms of one block differ. */
#ifndef MAQUETTE_OUTPUT_BLOCK_COMPARE_H
#define MAQUETTE_OUTPUT_BLOCK_COMPARE_H

#include "output/snapshot_blocks.h"

typedef enum ChangeKind {
    CHANGE_NONE,
    CHANGE_EDITED,     /* it says something else */
    CHANGE_RENUMBERED, /* only numbers in it differ, as those of notes and pages do */
    CHANGE_ROLE,       /* the same words are something else: a heading, a note */
    CHANGE_RESTYLED,   /* other letters, or another paint */
    CHANGE_REBROKEN,   /* its lines end elsewhere */
    CHANGE_PAGE,       /* it stands on another page */
    CHANGE_MOVED,
    CHANGE_APPEARED,
    CHANGE_VANISHED,
    CHANGE_KIND_COUNT
} ChangeKind;

/* The word of a kind in JSON and SARIF: "edited", "re-broken". */
const char *change_name(ChangeKind kind);

typedef struct CompareLimits {
    Unit tolerance;     /* moves up to this are none */
    uint32_t page_most; /* a number up to this may be that of a page */
} CompareLimits;

/* The first of the kinds that holds; lines: how many lines of text differ. */
ChangeKind block_compare(Arena *scratch, const SnapshotBlock *old, const SnapshotBlock *new,
                         CompareLimits limits, uint32_t *lines);

/* The words that differ, in the arena: from the first to the last of them, cut if they are many. */
void block_words_changed(Arena *arena, const SnapshotBlock *old, const SnapshotBlock *new,
                         Str *old_words, Str *new_words);

#endif
