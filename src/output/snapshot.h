/* The layout as line-oriented text, for review in a diff and for CI. */
#ifndef MAQUETTE_OUTPUT_SNAPSHOT_H
#define MAQUETTE_OUTPUT_SNAPSHOT_H

#include "display/display.h"

/* What the layout depends on besides the edition's text. */
typedef struct SnapshotHeader {
    Str layout, language;
    Str *fingerprints; /* "font Vollkorn-Regular.ttf 1a2b…", one a line, in a fixed order */
    size_t fingerprint_count;
} SnapshotHeader;

/* Writes pages, frames and lines in reading order; format version 1, described in
 * tests/snapshots/FORMAT.md. */
void snapshot_write(const DisplayList *list, const SnapshotHeader *header, StrBuilder *out);

/* The first line at which two snapshots differ, counted from 1; 0 if they are equal. expected and
 * actual: those lines. */
size_t snapshot_compare(Str expected, Str actual, Str *expected_line, Str *actual_line);

#endif
