/* An edition beside the one that it translates. */
#ifndef MAQUETTE_APP_TRANSLATION_H
#define MAQUETTE_APP_TRANSLATION_H

#include "app/pipeline.h"
#include "translation/comparison.h"

/* What an edition's `source:` leads to, and the comparison with it. */
typedef struct Translation {
    Pipeline source;  /* with its pages, where they could be set */
    Diag source_diag; /* what is wrong with the source is told when it is checked itself */
    Comparison comparison;
    bool ready;           /* there is a comparison */
    size_t room_problems; /* reports of what did not fit, or grew */
} Translation;

/* Compares an edition that was read with its source and reports what differs, the room that texts
 * take too where both have pages. Not ready where it names no source, or after a report. Close it
 * in any case. Lives in the pipeline's arena. */
void translation_open(Translation *translation, Pipeline *edition);
void translation_close(Translation *translation);

/* Passes reports on the edition's wording on to its own, but for those on what is not translated
 * yet: that is another language's. All, where the translation is not ready. */
void translation_pass_on(const Translation *translation, const Diag *wording, Diag *diag);

/* Writes the ledger that accepts the translation as it is, and prints how many texts that are. */
void translation_accept(const Translation *translation, const Pipeline *edition);

#endif
