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

/* Where two texts differ: one span of whole words, from the first that differs to the last; its
 * middle is cut out where it is long. */
typedef struct WordsChanged {
    Str before; /* the few words that stand before it in both, for people */
    Str old, new;
    Str after;
} WordsChanged;

/* In the arena. */
WordsChanged block_words_changed(Arena *arena, const SnapshotBlock *old, const SnapshotBlock *new);

#endif
