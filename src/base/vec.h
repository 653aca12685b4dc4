/* A growing array of any type, living in an arena.
 *
 *     VEC(Line) lines = {0};
 *     VEC_PUSH(arena, &lines, line);
 *     for (size_t i = 0; i < lines.count; i++) draw(lines.items[i]);
 *
 * A zeroed vector is an empty one. Growing may move the items: keep indices, not pointers, while
 * pushing. */
#ifndef MAQUETTE_BASE_VEC_H
#define MAQUETTE_BASE_VEC_H

#include "base/arena.h"

#define VEC(Type)        \
    struct {             \
        Type *items;     \
        size_t count;    \
        size_t capacity; \
    }

/* Appends a copy of value. */
#define VEC_PUSH(arena, vec, value)                                                                \
    ((vec)->items =                                                                                \
         vec_reserve((arena), (vec)->items, sizeof *(vec)->items, (vec)->count, &(vec)->capacity), \
     (vec)->items[(vec)->count++] = (value))

/* Makes room for one more element after count; returns the items, moved if need be. */
void *vec_reserve(Arena *arena, void *items, size_t size, size_t count, size_t *capacity);

#endif
