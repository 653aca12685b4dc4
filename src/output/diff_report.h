/* Why two snapshots differ, in words. */
#ifndef MAQUETTE_OUTPUT_DIFF_REPORT_H
#define MAQUETTE_OUTPUT_DIFF_REPORT_H

#include "output/snapshot_diff.h"

typedef struct ReportOptions {
    DiagLanguage language;
    bool colour; /* for a terminal (ECMA-48) */
} ReportOptions;

/* What a cause is, in one sentence without its place: "text edited: “a” → “b”". */
Str cause_sentence(Arena *arena, const Cause *cause, DiagLanguage language);
/* The same up to what was and is: "text edited"; whole where cause_has_sides is false. */
Str cause_title(Arena *arena, const Cause *cause, DiagLanguage language);
/* What all causes of a kind have in common: "font changed". */
Str cause_kind_words(CauseKind kind, DiagLanguage language);
/* True if the sentence ends in what was and is, old_text and new_text: words, or a value that is
 * no digest. */
bool cause_has_sides(const Cause *cause);
/* What it did: "re-broke 2, moved 4: 14 lines on 2 pages"; empty if nothing. */
Str cause_consequences(Arena *arena, const Cause *cause, DiagLanguage language);
/* A consequence with its place: "a.md:5, page 2: paragraph on another page, before page 1". */
Str change_sentence(Arena *arena, const SnapshotDiff *diff, const Change *change,
                    DiagLanguage language);
/* "30-trafic.md:12, page 4"; what is not known is left out. */
Str cause_place(Arena *arena, const SnapshotDiff *diff, const Cause *cause, DiagLanguage language);
/* What an invariant says, broken. */
Str invariant_sentence(Invariant invariant, DiagLanguage language);
/* A fault's place and words. */
Str fault_sentence(Arena *arena, const InvariantFault *fault, DiagLanguage language);

/* Appends the report for people; nothing where nothing differs. */
void diff_report_write(const SnapshotDiff *diff, const ReportOptions *options, Arena *arena,
                       StrBuilder *out);

#endif
