/* Maps whose keys are two numbers; see number_map.h. */
#include "preflight/number_map.h"

#include <string.h>

enum { KEY_BYTES = 2 * sizeof(int64_t) };

void *number_map_find(const Map *map, int64_t first, int64_t second) {
    char bytes[KEY_BYTES];
    memcpy(bytes, &first, sizeof first);
    memcpy(bytes + sizeof first, &second, sizeof second);
    return map_find(map, (Str){bytes, KEY_BYTES});
}

void *number_map_put(Map *map, int64_t first, int64_t second, void *value) {
    char *bytes = ARENA_ARRAY(map->arena, char, KEY_BYTES);
    memcpy(bytes, &first, sizeof first);
    memcpy(bytes + sizeof first, &second, sizeof second);
    return map_put(map, (Str){bytes, KEY_BYTES}, value);
}
