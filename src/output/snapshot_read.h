/* Reading a snapshot back (tests/snapshots/FORMAT.md).
 *
 * Any bytes may come in: what is no row of the format is reported with its line, and nothing is
 * read. Rows borrow their texts from the source. */
#ifndef MAQUETTE_OUTPUT_SNAPSHOT_READ_H
#define MAQUETTE_OUTPUT_SNAPSHOT_READ_H

#include "base/vec.h"
#include "output/snapshot.h"
#include "output/snapshot_invariants.h"

typedef enum RowKind {
    ROW_LINE, /* of text; at the level of blocks, the part of a block in one frame */
    ROW_PAGE,
    ROW_FRAME,
    ROW_SHAPE,
    ROW_IMAGE,
    ROW_LINK,
    ROW_BOOKMARK,
    ROW_GLYPHS,
    ROW_KIND_COUNT
} RowKind;

/* A line of the file. */
typedef struct SnapshotRow {
    RowKind kind;
    uint32_t page;  /* index from 0; of a bookmark: no page */
    Str file;       /* of the source; empty: none, or "-" */
    uint32_t line;  /* of the source */
    Str role;       /* "paragraph", "heading 2"; of others than text: the row's first word */
    uint32_t block; /* 0: none */
    uint32_t frame;
    uint32_t lines;     /* of text that it stands for: 1, or those of a block's part */
    Unit x, y;          /* of text: y is the baseline */
    Unit width, height; /* of text: height is the step to the last baseline */
    Unit natural;       /* of a line of text */
    int32_t stretch;    /* 1/10000 */
    bool ends;
    Str text; /* of text: what is set; of others: all that says what it is, without its places */
    Str rest; /* of shapes and links: what else would show a change of place */
} SnapshotRow;

/* Something besides the text that the layout depends on. */
typedef struct Fingerprint {
    Str kind; /* the row's first word: "font", "rule", "part" … */
    Str name, value;
} Fingerprint;

typedef struct SnapshotPage {
    Str folio, template_name;
} SnapshotPage;

typedef struct Snapshot {
    SnapshotLevel level;
    Str layout, language;
    VEC(Fingerprint) fingerprints;
    VEC(SnapshotPage) pages;
    VEC(SnapshotRow) rows; /* in the order written */
    VEC(InvariantFault) faults;
    uint32_t counts[INVARIANT_COUNT];
} Snapshot;

/* The file and lines that the name of a row "attributes" says: "file.md:12" or "file.md:12-15";
 * last is never before first. False if it says none. */
bool fingerprint_lines(Str name, Str *file, uint32_t *first, uint32_t *last);

/* Reads the text of a source. NULL after a report at the line that is wrong: no snapshot, another
 * version, a row that is not of the format, an end that comes too early. In the arena. */
Snapshot *snapshot_read(Arena *arena, const Source *source, Diag *diag);

#endif
