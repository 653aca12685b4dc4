/* Names of units that stay while other parts of an edition change. */
#ifndef MAQUETTE_TRANSLATION_UNIT_KEYS_H
#define MAQUETTE_TRANSLATION_UNIT_KEYS_H

#include "base/map.h"

/* Zero it but for the arena and the map's. */
typedef struct UnitKeys {
    Arena *arena;
    Str stem;      /* of the file */
    Str anchor;    /* the nearest id or heading; empty before the first */
    size_t number; /* of the last unit below it */
    Map taken;     /* key -> size_t *: how many had it */
} UnitKeys;

/* The part of a path's name before its last point. */
Str key_stem(Str path);
/* A heading's words as a part of a key: "Qui sommes-nous ?" is qui-sommes-nous. */
Str key_slug(Arena *arena, Str text);

/* stem/anchor, or stem/anchor/name; with -2, -3 behind it where it is taken. */
Str keys_name(UnitKeys *keys, Str name);
/* stem/anchor/number, counting on. */
Str keys_next(UnitKeys *keys);

#endif
