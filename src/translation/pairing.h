/* Which unit of a translation says what which unit of its source says. */
#ifndef MAQUETTE_TRANSLATION_PAIRING_H
#define MAQUETTE_TRANSLATION_PAIRING_H

#include "translation/ledger.h"

#define UNPAIRED UINT32_MAX

typedef struct Pairing {
    uint32_t *source_of;          /* for each unit of the translation: the source's, or UNPAIRED */
    uint32_t *translation_of;     /* for each unit of the source, the other way round */
    const LedgerEntry **entry_of; /* for each unit of the translation: its line of the ledger that
                                     speaks of this pair; NULL: none */
    bool *moved; /* for each unit of the translation: stands in another order than in the source */
} Pairing;

/* Pairs nothing yet. In the arena. */
Pairing pairing_open(Arena *arena, size_t source_count, size_t translation_count);

/* Pairs settings by their names, notes and what has an id by their ids, then by the ledger (may be
 * NULL), then what is left between such pairs by aligning the two sequences: kind, box, length, and
 * what the units hold. What the order has kept apart is paired at last where it alone holds the
 * same. In the arena. Linear: gaps are aligned within a band. */
Pairing units_pair(Arena *arena, const TextUnits *source, const TextUnits *translation,
                   const Ledger *ledger);

#endif
