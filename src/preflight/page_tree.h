/* The page tree of a file (ISO 32000-1, 7.7.3). */
#ifndef MAQUETTE_PREFLIGHT_PAGE_TREE_H
#define MAQUETTE_PREFLIGHT_PAGE_TREE_H

#include "preflight/cos_file.h"

/* Fills file->pages in order, with what they inherit. A node met twice or too deep is left out
 * and counts as damage. */
void page_tree_read(CosFile *file);

#endif
