/* A translation beside its source, text by text. */
#ifndef MAQUETTE_TRANSLATION_COMPARISON_H
#define MAQUETTE_TRANSLATION_COMPARISON_H

#include "translation/pairing.h"

/* How it stands with a text of the translation. */
typedef enum TextState {
    TEXT_TRANSLATED,
    TEXT_UNTRANSLATED, /* says it in the source's words */
    TEXT_STALE,        /* the source has changed since */
    TEXT_EXTRA,        /* the source has nothing of the kind */
    TEXT_SILENT        /* nothing to translate, or put there by `changes:` */
} TextState;

/* How far a translation is. A text counts once, under the first of these that holds. */
typedef struct TranslationTally {
    size_t wanted; /* texts of the source that want translating: the sum of the next five */
    size_t missing, untranslated, stale, doubtful, translated;
    size_t extra;
} TranslationTally;

typedef struct Comparison {
    TextUnits source, translation;
    const Document *unchanged; /* the translation before its `changes:`; NULL: it has none */
    bool *dropped;             /* of each text of the source: taken away by them */
    Pairing pairing;
    bool from_po;      /* what is not translated was told with the PO file */
    TextState *states; /* of each unit of the translation */
    bool *accepted; /* of each: the ledger knows both its text and the source's as they are now */
    Str *apart; /* of each: how it stands otherwise than the source's text, "moved,level=2"; empty:
                   it does not */
    size_t *section_of; /* of each section of the translation; see comparison_section */
    bool *joined;       /* of each: says what several texts of the source say; comparison_report */
    bool *doubtful;     /* of each: a report was made of what it holds; set by comparison_report */
} Comparison;

/* Compares. ledger may be NULL. Everything lives in the arena. */
Comparison comparison_make(Arena *arena, const Document *source, const Document *translation,
                           const Ledger *ledger);

/* The same of a translation with its `changes:` made, from the comparison of the document without
 * them: what they take away is not missing, and what they add says nothing of the source. */
Comparison comparison_change(Arena *arena, const Comparison *before, const Document *after);

/* For both: room for what is known of each text and section of the two documents, nothing yet. */
void comparison_open(Arena *arena, Comparison *comparison);
/* Pairs the sections, each by the first of its texts that has a pair. */
void comparison_pair_sections(Comparison *comparison);

/* The lines that hold what is not translated yet, as keys made by comparison_line. */
Map comparison_untranslated(Arena *arena, const Comparison *comparison);
Str comparison_line(Arena *arena, const Source *source, uint32_t line);

/* Reports what is missing, too much, moved, stale, not translated, and what differs of what the
 * texts hold, each at its place in the translation with that in the source. Texts in a row are
 * reported together. What differs in a text that is accepted is not reported. Reports of other
 * checks that only follow from one of these are taken back. Sets joined and doubtful. */
void comparison_report(Comparison *comparison, Diag *diag);

/* True if a text stands apart from the source's, and was not accepted so. */
bool comparison_stands_apart(const Comparison *comparison, size_t i);
/* True for the first text of a div that the source's text stands in one of the same class as. */
bool comparison_opens_div(const Comparison *comparison, size_t i);
/* The number of the source's section that one of the translation is made from; 0: none. */
size_t comparison_section(const Comparison *comparison, size_t section);

/* Counts; after comparison_report. */
TranslationTally comparison_tally(const Comparison *comparison);

/* The ledger that accepts all that is translated, and no more: what was never translated stays so.
 * How many texts were accepted. */
size_t comparison_accept(const Comparison *comparison, StrBuilder *out);

#endif
