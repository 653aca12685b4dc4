/* What a text holds that must be the same in every language. */
#ifndef MAQUETTE_TRANSLATION_HOLDINGS_H
#define MAQUETTE_TRANSLATION_HOLDINGS_H

#include "translation/units.h"

/* Holdings of one unit under construction. */
typedef struct HoldingList {
    Arena *arena;
    const Language *language; /* of the text; NULL: not known */
    VEC(Holding) found;
} HoldingList;

/* Adds what a leaf holds: a heading, paragraph, cell, image. */
void holdings_add_block(HoldingList *list, const Block *block);
/* Adds the numbers of a setting or an attribute. */
void holdings_add_value(HoldingList *list, Str value, Span where);
/* Sorts them by kind into the unit. */
void holdings_keep(HoldingList *list, TextUnit *unit);

/* The first part of a tag: pt of pt-BR, or of pt_BR as gettext has it. */
Str tag_language(Str tag);

/* True for a run that shows its own address: <https://…>, [www.a.org](https://www.a.org). */
bool run_is_address(const Text *text, const InlineRun *run);

#endif
