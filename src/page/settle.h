/* Page references: what each shows, and the rounds until what they show is true.
 *
 * A round sets every section whose references changed and tells where their targets stand. What a
 * round finds is what the next one shows; the layout follows from what is shown, so a state that
 * comes back means that the rounds go in a circle. Then the cheapest state of the circle is kept,
 * as many of its numbers as possible are put right, and those that cannot be are reported. */
#ifndef MAQUETTE_PAGE_SETTLE_H
#define MAQUETTE_PAGE_SETTLE_H

#include "document/document.h"

/* Rounds until a circle is looked for no longer, and those after it that put numbers right: one to
 * go back to the chosen state, the others halve the references each time. */
#define SETTLE_ROUNDS_MOST 8
#define SETTLE_TRIES_MOST  8

typedef struct Reference {
    const InlineRun *run;
    size_t target;  /* its number */
    uint32_t shown; /* page number in this round; 0: not known yet */
    uint32_t set;   /* the one its section was set with last */
} Reference;

typedef struct References {
    Arena *arena;
    Reference *items; /* in the order of the text, section after section */
    size_t count;
    size_t *firsts; /* one a section, and one more: where its references begin */
    Str *targets;   /* ids without "#", each once */
    uint32_t *real; /* one a target: the page number it stands on; 0: nowhere */
    size_t target_count;
    Map runs; /* InlineRun pointer -> Reference * */
} References;

/* Everything in the document that shows a page number. The document must outlive it. */
References references_find(Arena *arena, const Document *document);
/* The page number that a reference shows in this round. */
uint32_t references_shown(const References *references, const InlineRun *run);
/* True if the section shows another number than the one it was set with. */
bool references_changed(const References *references, size_t section);
/* The section has been set with the numbers of this round. */
void references_are_set(References *references, size_t section);

/* Sets and places everything with the numbers now shown; fills `real`. Gives the cost of all pages.
 */
typedef int64_t SettleRound(void *context);

/* Goes round until the numbers shown are true, or as many of them as can be; reports the others.
 * Gives how often it went round: at most SETTLE_ROUNDS_MOST + SETTLE_TRIES_MOST times. The last
 * round is the one that counts. */
int references_settle(References *references, SettleRound *round, void *context, Diag *diag);

#endif
