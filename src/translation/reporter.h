/* What the reports of a comparison share: comparison_report, text_report and place_report. */
#ifndef MAQUETTE_TRANSLATION_REPORTER_H
#define MAQUETTE_TRANSLATION_REPORTER_H

#include "translation/comparison.h"

typedef struct Reporter {
    Comparison *comparison;
    Arena *arena; /* for the arguments */
    Diag *diag;
    bool *told_here, *told_there; /* for each unit of the translation, of the source: a report on
                                     its pair says that it is too much, or missing */
} Reporter;

/* "content/fr/30-trafic.md:12:1", in the arena: where a text really stands. */
Str place_text(Arena *arena, Span where);
Str number_written(Arena *arena, size_t count);
/* Where the source's unit of a paired unit of the translation stands. */
Str source_place(const Reporter *reporter, size_t i);

/* Texts that are one on one side and several on the other, and headings that are none: what would
 * else be told as missing and too much. */
void report_divided(Reporter *reporter);
/* What stands in another order, box or level, or has other cells. */
void report_apart(Reporter *reporter);
/* Ids that only one side has, and templates that differ. */
void report_ids(Reporter *reporter);
void report_templates(Reporter *reporter);
/* What the texts hold. A text whose source has changed gets one report of both. */
void report_holdings(Reporter *reporter);

/* Takes back that a note or an id of the translation is not used: a call or a link that is missing
 * was told. */
void withdraw_unused(const Reporter *reporter, const Holding *missing);

/* True for an attribute of a div that another div has, too, or that is to be translated. */
bool attribute_is_kept(const Attribute *pair, const Attributes *here);

/* The cells of a row as it is typed, also those that the table has no column for. */
size_t row_cells(Str row);

#endif
