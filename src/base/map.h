/* A table from texts to pointers: open addressing, in an arena. Walking it gives the entries in the
 * order in which they were added, never in hash order. */
#ifndef MAQUETTE_BASE_MAP_H
#define MAQUETTE_BASE_MAP_H

#include "base/str.h"

typedef struct MapEntry {
    Str key; /* borrowed: must live as long as the map */
    uint64_t hash;
    void *value;
} MapEntry;

/* Zero it but for the arena: Map map = {.arena = arena}. */
typedef struct Map {
    Arena *arena;
    MapEntry *entries; /* in order of adding */
    size_t count, capacity;
    uint32_t *slots; /* entry number + 1, or 0 */
    size_t slot_count;
} Map;

/* The value of a key, or NULL. */
void *map_find(const Map *map, Str key);
/* Sets the value of a key; gives the value it replaced, or NULL. */
void *map_put(Map *map, Str key, void *value);
/* The hash used by the map: same on every machine and in every run. */
uint64_t str_hash(Str text);

#endif
