/* Which message of a PO file is about which unit of the source. */
#ifndef MAQUETTE_TRANSLATION_PO_MATCH_H
#define MAQUETTE_TRANSLATION_PO_MATCH_H

#include "translation/po.h"
#include "translation/units.h"

typedef enum PoState {
    PO_ABSENT,       /* no message */
    PO_UNTRANSLATED, /* its msgstr is empty */
    PO_TRANSLATED,
    PO_FUZZY, /* marked so: a translator should look at it again */
    PO_STALE, /* the message of its context or place has a msgid that the source no longer says */
} PoState;

typedef struct PoMatch {
    const PoMessage *message; /* NULL if absent */
    PoState state;
} PoMatch;

typedef struct PoMatches {
    PoMatch *of_unit; /* one for each unit */
    bool *used;       /* for each message: belongs to a unit */
} PoMatches;

/* Units that are given to translators: those with letters in them. */
bool unit_is_message(const TextUnit *unit);

/* Matches by context and msgid, then by msgid alone (blocks that moved), then by context alone
 * and by the place between such pairs (texts that changed). Texts are alike if they are but for
 * white space. Obsolete messages are taken where revive is true: behind all others, and not by
 * context alone. Linear. */
PoMatches po_match(Arena *arena, const TextUnits *units, const PoFile *file, bool revive);

#endif
