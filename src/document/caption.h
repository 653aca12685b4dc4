/* Captions in Pandoc's manner: a paragraph "Table: …" or ": …" beside a table, ": …" below a
 * picture.
 */
#ifndef MAQUETTE_DOCUMENT_CAPTION_H
#define MAQUETTE_DOCUMENT_CAPTION_H

#include "document/document.h"

#include <cmark-gfm.h>

/* True for a paragraph of cmark's that begins as a caption does: attributes at its end are what is
 * said of the table. */
bool caption_begins(cmark_node *leaf);

/* Joins tables and pictures among neighbouring blocks with their captions: a table with the one
 * above it, else, as a picture, with the one below. Each paragraph serves once, the first that it
 * stands beside; a table's stands before it afterwards. The sign is taken off the text, a table
 * takes over the caption's attributes but for its id. */
void captions_join(Block **blocks, size_t count);

#endif
