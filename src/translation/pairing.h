/* Which unit of a translation says what which unit of its source says. */
#ifndef MAQUETTE_TRANSLATION_PAIRING_H
#define MAQUETTE_TRANSLATION_PAIRING_H

#include "translation/ledger.h"
#include "translation/units.h"

enum { UNPAIRED = UINT32_MAX };

typedef struct Pairing {
    uint32_t *source_of; /* for each unit of the translation: number of the source's, or UNPAIRED */
    uint32_t *translation_of; /* for each unit of the source, the other way round */
    bool *moved;              /* for each unit of the translation: stands in another order */
} Pairing;

/* Pairs by ids first, then by the ledger (may be NULL), then what is left between such pairs by
 * aligning the sequences: kind, box, note, and what the units hold. In the arena. Linear but for
 * gaps, which are bounded. */
Pairing units_pair(Arena *arena, const TextUnits *source, const TextUnits *translation,
                   const Ledger *ledger);

#endif
