/* A layout as named parts, so that a snapshot can tell which of them changed. */
#ifndef MAQUETTE_LAYOUT_PARTS_H
#define MAQUETTE_LAYOUT_PARTS_H

#include "layout/layout.h"

typedef struct LayoutPart {
    Str name;  /* "margins", "text/body" */
    Str value; /* as YAML on one line (data/yaml_line) */
} LayoutPart;

/* The parts of a layout that decide about pages: its keys, by name, and each entry of the keys that
 * name things, in the order written. Values are those of the parsed file: comments, blanks, the way
 * of quoting and the order of keys make no difference. Where the same is written again, part and
 * value are the same. */
LayoutPart *layout_parts(Arena *arena, const Layout *layout, size_t *count);

#endif
