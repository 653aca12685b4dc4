/* Which members of two sequences are the same: patience diff, then Myers between its anchors. */
#ifndef MAQUETTE_OUTPUT_SEQUENCE_ALIGN_H
#define MAQUETTE_OUTPUT_SEQUENCE_ALIGN_H

#include <stdint.h>

#include "base/arena.h"

#define NO_PARTNER SIZE_MAX

/* For each of the old members the index of the new one that it is, or NO_PARTNER; partners rise.
 * Equal members are told by equal hashes. Near-linear: where two stretches differ in more than some
 * hundred places and share nothing that stands once, they are left unmatched. */
size_t *sequence_align(Arena *arena, const uint64_t *old, size_t old_count, const uint64_t *new,
                       size_t new_count);

#endif
