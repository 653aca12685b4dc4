/* The layout as line-oriented text, for review in a diff and for CI. */
#ifndef MAQUETTE_OUTPUT_SNAPSHOT_H
#define MAQUETTE_OUTPUT_SNAPSHOT_H

#include "display/display.h"

/* How much of a page is told; each level says all that the one before it says. */
typedef enum SnapshotLevel {
    SNAPSHOT_PAGES,  /* pages and their frames */
    SNAPSHOT_BLOCKS, /* which block stands where, in how many lines */
    SNAPSHOT_LINES,  /* every line, shape, image and link */
    SNAPSHOT_GLYPHS, /* every glyph */
    SNAPSHOT_LEVEL_COUNT
} SnapshotLevel;

/* What the layout depends on besides the edition's text. */
typedef struct SnapshotHeader {
    Str layout, language;
    Str *fingerprints; /* "font Vollkorn-Regular.ttf 1a2b…", one a line, in a fixed order */
    size_t fingerprint_count;
    SnapshotLevel level;
    const Diag *diag; /* what was reported while the pages were made; NULL: nothing */
} SnapshotHeader;

/* The format's version: the number in its first line. */
#define SNAPSHOT_VERSION 4

/* Its name in the header and on the command line. */
const char *snapshot_level_name(SnapshotLevel level);

/* The level that the first lines of a stored snapshot name; false if they name none. */
bool snapshot_find_level(Str snapshot, SnapshotLevel *level);

/* A snapshot in two parts, the second for those who know the header only when all pages were
 * painted: it paints each page once and writes pages, frames and lines in reading order, and the
 * invariants (diag as in the header). The format is described in tests/snapshots/FORMAT.md. */
void snapshot_write_header(const DisplayList *list, const SnapshotHeader *header, StrBuilder *out);
void snapshot_write_pages(const DisplayList *list, SnapshotLevel level, const Diag *diag,
                          StrBuilder *out);
/* Both. */
void snapshot_write(const DisplayList *list, const SnapshotHeader *header, StrBuilder *out);

/* The first line at which two snapshots differ, counted from 1; 0 if they are equal. expected and
 * actual: those lines. */
size_t snapshot_compare(Str expected, Str actual, Str *expected_line, Str *actual_line);

#endif
