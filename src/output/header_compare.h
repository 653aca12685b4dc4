/* How the headers of two snapshots differ: what pages depend on besides the text. */
#ifndef MAQUETTE_OUTPUT_HEADER_COMPARE_H
#define MAQUETTE_OUTPUT_HEADER_COMPARE_H

#include "output/snapshot_read.h"

/* What a difference is of, in the order in which they are told. The first ones act on all pages,
 * those from HEADER_PICTURE on from the place where they are shown. */
typedef enum HeaderKind {
    HEADER_PART, /* of the layout */
    HEADER_RULE, /* of a language */
    HEADER_DICTIONARY,
    HEADER_FONT,
    HEADER_FALLBACK, /* of a font family */
    HEADER_FEATURES,
    HEADER_EDITION, /* a key of edition.yaml */
    HEADER_PICTURE,
    HEADER_DATA,    /* a file that a chart is drawn from */
    HEADER_SECTION, /* the head of a section's file */
    HEADER_KIND_COUNT
} HeaderKind;

typedef struct HeaderDifference {
    HeaderKind kind;
    Str row;      /* the name as the header has it: "text/body", "logo.png" */
    Str name;     /* with the way down to the one value that differs: "text/body/size" */
    Str old, new; /* the values; empty: not there */
    bool follows; /* one side only, as it may follow from a text or the layout: a font less used */
} HeaderDifference;

typedef VEC(HeaderDifference) HeaderDifferences;

/* The differences by kind, then in the order of the new header, what vanished last; in the arena.
 */
HeaderDifferences header_compare(Arena *arena, const Snapshot *old, const Snapshot *new);

#endif
