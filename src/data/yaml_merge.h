/* One YAML tree laid over another: a file that says only how it differs. */
#ifndef MAQUETTE_DATA_YAML_MERGE_H
#define MAQUETTE_DATA_YAML_MERGE_H

#include "data/yaml.h"

/* The lower tree with what the upper one says in its place: mappings key by key, all else as a
 * whole; keys of the upper one alone come last. Neither is changed; every value keeps its place.
 * The tree itself stands where the upper one does. */
YamlNode *yaml_laid_over(Arena *arena, const YamlNode *upper, const YamlNode *lower);
/* The mapping without one of its keys, in the arena. */
YamlNode *yaml_without(Arena *arena, const YamlNode *mapping, Str key);

#endif
