/* Maps whose keys are two numbers, such as an object and an MCID. */
#ifndef MAQUETTE_PREFLIGHT_NUMBER_MAP_H
#define MAQUETTE_PREFLIGHT_NUMBER_MAP_H

#include "base/map.h"

/* The value, or NULL. */
void *number_map_find(const Map *map, int64_t first, int64_t second);
/* Sets it; gives the value it replaced, or NULL. */
void *number_map_put(Map *map, int64_t first, int64_t second, void *value);

#endif
