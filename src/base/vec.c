/* Growing arrays: the capacity doubles, so that n pushes move at most 2n elements. */
#include "base/vec.h"

#include <stdint.h>

enum { FIRST_CAPACITY = 8 };

void *vec_reserve(Arena *arena, void *items, size_t size, size_t count, size_t *capacity) {
    if (count < *capacity) return items;
    if (*capacity > SIZE_MAX / 2) arena_exhausted();
    size_t wanted = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    items = arena_grow(arena, items, size, *capacity, wanted);
    *capacity = wanted;
    return items;
}
