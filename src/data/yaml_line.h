/* Values of YAML on one line, always written alike: what snapshots tell and compare of a layout. */
#ifndef MAQUETTE_DATA_YAML_LINE_H
#define MAQUETTE_DATA_YAML_LINE_H

#include "data/yaml.h"

/* A value as flow YAML on one line, in the arena: "{align: left, size: 10pt}". Comments, blanks,
 * the way of quoting and the order of keys make no difference, but that of a mapping that holds
 * others, as frames do; two values are written alike only if they are alike. Where that takes more
 * than a thousand bytes, "#" and a digest (FNV-1a, as in base/map) stand for each value of a
 * mapping that takes more than a hundred, or for the whole of another. */
Str yaml_line(Arena *arena, const YamlNode *node);

/* The pairs of a mapping by their keys, in the arena: for what is told in an order that does not
 * depend on that in the file. */
const YamlPair **yaml_pairs_by_key(Arena *arena, const YamlNode *mapping);

/* True for what stands for a value that is too long. */
bool yaml_line_is_digest(Str text);

/* Where two such lines differ. */
typedef struct YamlDifference {
    Str path;     /* "/head/left": down the mappings to the one value that differs; may be empty */
    Str old, new; /* that value; of a mapping in which several differ, only these; a scalar without
                     quotes; empty: not there */
} YamlDifference;

/* Compares two lines from anywhere; a line that yaml_line has not written is one value. Linear; in
 * the arena. A value and its digest are the same. */
YamlDifference yaml_line_compare(Arena *arena, Str old, Str new);

#endif
