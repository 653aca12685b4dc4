/* The tree that leads from content back to its element (ISO 32000-1, 14.7.4.4). */
#ifndef MAQUETTE_PREFLIGHT_PARENT_TREE_H
#define MAQUETTE_PREFLIGHT_PARENT_TREE_H

#include "preflight/structure.h"

/* Fills the structure's parents and parent_keys. */
void parent_tree_read(Structure *structure);

#endif
