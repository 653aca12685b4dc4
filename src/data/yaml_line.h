/* Values of YAML on one line, always written alike: what snapshots tell and compare of a layout. */
#ifndef MAQUETTE_DATA_YAML_LINE_H
#define MAQUETTE_DATA_YAML_LINE_H

#include "data/yaml.h"

/* A value as flow YAML on one line, in the arena: "{size: 10pt, align: left}". Comments, blanks and
 * the way of quoting make no difference; two values are written alike only if they are alike. Where
 * that takes more than a thousand bytes: "#" and a digest of it (FNV-1a, as in base/map). */
Str yaml_line(Arena *arena, const YamlNode *node);

/* Where two such lines differ. */
typedef struct YamlDifference {
    Str path; /* "/head/left": down the mappings to the one value that differs; may be empty */
    Str old,
        new; /* that value; of a mapping in which several differ, only these; empty: not there */
} YamlDifference;

/* Compares two lines from anywhere; a line that yaml_line has not written is one value. Linear; in
 * the arena. */
YamlDifference yaml_line_compare(Arena *arena, Str old, Str new);

#endif
