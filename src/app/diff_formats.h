/* A comparison for other programs. */
#ifndef MAQUETTE_APP_DIFF_FORMATS_H
#define MAQUETTE_APP_DIFF_FORMATS_H

#include "output/snapshot_diff.h"

/* What was compared, as named on the command line. */
typedef struct DiffNames {
    Str old, new;
    Str folder; /* of the new edition, for the paths of its files; empty: not known */
    DiagLanguage language;
} DiffNames;

/* One JSON object: causes with all their consequences, and the invariants. */
void diff_write_json(const SnapshotDiff *diff, const DiffNames *names, Arena *arena,
                     StrBuilder *out);
/* A test suite: one case for the first cause and each other one, one for each invariant; as
 * Jenkins, GitLab and others read it. */
void diff_write_junit(const SnapshotDiff *diff, const DiffNames *names, Arena *arena,
                      StrBuilder *out);
/* SARIF 2.1.0 (OASIS): a warning for each cause, an error for each new fault of an invariant. */
void diff_write_sarif(const SnapshotDiff *diff, const DiffNames *names, Arena *arena,
                      StrBuilder *out);

#endif
