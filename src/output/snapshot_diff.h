/* Why two snapshots differ: causes, and what each of them moved. */
#ifndef MAQUETTE_OUTPUT_SNAPSHOT_DIFF_H
#define MAQUETTE_OUTPUT_SNAPSHOT_DIFF_H

#include "output/block_compare.h"

typedef enum CauseKind {
    CAUSE_LAYOUT,     /* another layout */
    CAUSE_LANGUAGE,   /* another language */
    CAUSE_PART,       /* a part of the layout says something else */
    CAUSE_RULE,       /* a rule of a language */
    CAUSE_DICTIONARY, /* a hyphenation dictionary's file */
    CAUSE_FONT,       /* a font's file */
    CAUSE_FALLBACK,   /* the families asked for what one lacks */
    CAUSE_FEATURES,   /* the features with which a family is always set */
    CAUSE_EDITION,    /* a key of edition.yaml */
    CAUSE_PICTURE,    /* a picture's file */
    CAUSE_DATA,       /* the file of a chart, where no text that it brings tells more */
    CAUSE_SECTION,    /* the head of a section: its template */
    CAUSE_ATTRIBUTE,  /* what stands in braces behind a block, a div or words */
    CAUSE_EDITED,     /* the text of a block */
    CAUSE_APPEARED,   /* a block that was not there */
    CAUSE_VANISHED,
    CAUSE_REORDERED, /* a block that stands elsewhere in the sources */
    CAUSE_DIVIDED,   /* a block is two */
    CAUSE_JOINED,    /* two blocks are one */
    CAUSE_ROLE,      /* a block is something else: a heading, a note */
    CAUSE_RESTYLED,  /* the same words in other letters, and the layout is the same: emphasis */
    CAUSE_LINK,      /* the same words lead elsewhere, and nothing else is named */
    CAUSE_PLACED,    /* a block set or placed otherwise, and nothing else is named: an attribute */
    CAUSE_UNNAMED,   /* nothing of this: the program itself */
    CAUSE_KIND_COUNT
} CauseKind;

/* The word of a kind in JSON and SARIF: "layout", "edited". */
const char *cause_name(CauseKind kind);

/* A block that differs as a consequence. Either may be NULL: it appeared or vanished. */
typedef struct Change {
    ChangeKind kind;
    const SnapshotBlock *old, *new;
    uint32_t lines; /* of text that differ */
} Change;

typedef struct Cause {
    CauseKind kind;
    const SnapshotBlock *old, *new;     /* of blocks */
    Str name;                           /* of what the header names, with the way down to a value */
    Str old_text, new_text;             /* the words or values that differ */
    Str before, after;                  /* of words: the few that stand beside them */
    uint32_t blocks;                    /* blocks that appeared or vanished in a row */
    VEC(Change) changes;                /* its consequences, in reading order */
    uint32_t counts[CHANGE_KIND_COUNT]; /* of blocks of text, by kind */
    uint32_t lines;                     /* of these that differ */
    uint32_t things[ROW_KIND_COUNT];    /* the other changes; lines: running heads and folios */
    uint32_t pages;                     /* on which they stand now */
} Cause;

typedef struct SnapshotDiff {
    const Snapshot *old, *new;
    VEC(Cause) causes;                  /* the first one first */
    bool broken[INVARIANT_COUNT];       /* it holds less often than before */
    VEC(const InvariantFault *) faults; /* that are new, of these */
} SnapshotDiff;

/* Compares two snapshots of one level. tolerance: moves up to this are none. Both must outlive the
 * result, which is in the arena. */
SnapshotDiff snapshot_diff(Arena *arena, const Snapshot *old, const Snapshot *new, Unit tolerance);

/* True if nothing differs. */
bool snapshot_diff_is_empty(const SnapshotDiff *diff);
/* True if an invariant is broken that was not. */
bool snapshot_diff_is_broken(const SnapshotDiff *diff);

/* The page that a block begins on, as readers count; empty if none. */
Str block_folio(const Snapshot *snapshot, const SnapshotBlock *block);

#endif
