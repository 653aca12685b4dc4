/* A hash table with open addressing and linear probing; the slots are kept at most half full.
 *
 * Entries lie in the order of adding and slots hold only their numbers, so walking a map does not
 * depend on the hash. The hash is FNV-1a, its bits mixed at the end by the finisher of MurmurHash3.
 */
#include "base/map.h"

enum { FIRST_SLOTS = 16 };

uint64_t str_hash(Str text) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.bytes[i]) * UINT64_C(0x100000001B3);
    hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
    hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
    return hash ^ hash >> 33;
}

/* The slot of a key: the one that holds it, or the empty one where it belongs. */
static size_t slot_find(const Map *map, Str key, uint64_t hash) {
    size_t slot = (size_t)hash & (map->slot_count - 1);
    while (map->slots[slot] != 0) {
        const MapEntry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && str_equal(entry->key, key)) return slot;
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

static void map_grow_slots(Map *map) {
    if (map->count >= UINT32_MAX / 4) arena_exhausted(); /* slots are 32 bits wide */
    map->slot_count = map->slot_count == 0 ? FIRST_SLOTS : map->slot_count * 2;
    map->slots = ARENA_ARRAY(map->arena, uint32_t, map->slot_count);
    for (size_t i = 0; i < map->count; i++) {
        size_t slot = slot_find(map, map->entries[i].key, map->entries[i].hash);
        map->slots[slot] = (uint32_t)(i + 1);
    }
}

void *map_find(const Map *map, Str key) {
    if (map->count == 0) return NULL;
    size_t slot = slot_find(map, key, str_hash(key));
    return map->slots[slot] == 0 ? NULL : map->entries[map->slots[slot] - 1].value;
}

void *map_put(Map *map, Str key, void *value) {
    if (map->count * 2 >= map->slot_count) map_grow_slots(map);
    uint64_t hash = str_hash(key);
    size_t slot = slot_find(map, key, hash);
    if (map->slots[slot] != 0) {
        MapEntry *entry = &map->entries[map->slots[slot] - 1];
        void *replaced = entry->value;
        entry->value = value;
        return replaced;
    }
    if (map->count == map->capacity) {
        size_t wanted = map->capacity == 0 ? FIRST_SLOTS / 2 : map->capacity * 2;
        map->entries =
            arena_grow(map->arena, map->entries, sizeof(MapEntry), map->capacity, wanted);
        map->capacity = wanted;
    }
    map->entries[map->count++] = (MapEntry){.key = key, .hash = hash, .value = value};
    map->slots[slot] = (uint32_t)map->count;
    return NULL;
}
