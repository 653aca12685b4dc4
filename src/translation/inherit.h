/* edition.yaml of an edition that says only what differs from another one's. */
#ifndef MAQUETTE_TRANSLATION_INHERIT_H
#define MAQUETTE_TRANSLATION_INHERIT_H

#include "data/yaml.h"

/* The text of own, with the keys of base behind it that own does not have, but for `source`,
 * `po` and `changes`, which are nobody's heritage; its origins are in both. own and base are
 * mappings, read from their sources. Keys that do not begin their line ({a: b, c: d}) cannot be
 * taken over. In the arena. */
Source *edition_inherit(Arena *arena, const YamlNode *own, const YamlNode *base);

#endif
