/* Pandoc's attributes: {#id .class key=value key="several words"}. */
#ifndef MAQUETTE_DOCUMENT_ATTRIBUTES_H
#define MAQUETTE_DOCUMENT_ATTRIBUTES_H

#include "document/content.h"
#include "document/document.h"

/* The length of "{…}" at the start of the text, quotes heeded; 0 if there is none. Looks no further
 * than the next brace or bracket outside quotes. */
size_t attributes_length(Str text);

/* Reads "{…}", the bytes [start, end) of the content. What cannot be read is reported with its
 * place and left out. */
void attributes_read(Arena *arena, Content *content, size_t start, size_t end,
                     Attributes *attributes, Diag *diag);

/* True for one bare word. */
bool attributes_are_class(Str text);
/* A single class, the bytes [start, end) of the content: what stands behind a bare "::: word". */
void attributes_read_class(Arena *arena, Content *content, size_t start, size_t end,
                           Attributes *attributes);

#endif
