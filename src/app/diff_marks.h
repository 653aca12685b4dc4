/* Outlines of changed blocks over pictures of pages, each a link to its cause. */
#ifndef MAQUETTE_APP_DIFF_MARKS_H
#define MAQUETTE_APP_DIFF_MARKS_H

#include "app/diff_formats.h"

/* The comparison's causes and changes as places in a page of HTML: "at-2-0" is the second cause,
 * "at-2-5" its fifth consequence. */
typedef struct DiffMarks {
    const SnapshotDiff *diff;
    DiagLanguage language;
    Arena *arena;
    bool **placed; /* of each cause: of itself and its consequences, whether its id was written */
} DiffMarks;

DiffMarks diff_marks_new(Arena *arena, const SnapshotDiff *diff, DiagLanguage language);

/* Where a cause or change (0: the cause itself) was written; empty if nowhere. */
Str diff_marks_id(const DiffMarks *marks, size_t cause, size_t change);

/* Appends the outlines on one page of the old (0) or new (1) side as elements placed in percent of
 * its size. The first outline of a block is a link to the cause and has its id. */
void diff_marks_write(DiffMarks *marks, int side, uint32_t page, Unit width, Unit height,
                      StrBuilder *out);
/* The same without a picture: a list of what changed there. */
void diff_marks_list(DiffMarks *marks, uint32_t page, StrBuilder *out);

#endif
