/* How alike two units of different languages are, by what can be compared without understanding. */
#ifndef MAQUETTE_TRANSLATION_LIKENESS_H
#define MAQUETTE_TRANSLATION_LIKENESS_H

#include "translation/units.h"

/* What is compared of a unit; made once. */
typedef struct UnitTraits {
    const TextUnit *unit;
    uint64_t *held; /* hashes of kind and value of what it holds, sorted */
    size_t held_count;
    size_t characters;
    uint64_t signature; /* of all of them and the kind; 0: it holds nothing that tells it apart */
} UnitTraits;

UnitTraits *traits_make(Arena *arena, const TextUnits *units);

/* Higher is more alike; at most 0: not the same unit. */
int units_likeness(const UnitTraits *a, const UnitTraits *b);

/* Aligns two stretches so that the sum of likeness is highest: match[i] is the number in b, or
 * SIZE_MAX. Long stretches are compared within a band around the diagonal. */
void stretches_align(const UnitTraits *const *a, size_t a_count, const UnitTraits *const *b,
                     size_t b_count, size_t *match);

#endif
