/* How each typed run of spaces is set. */
#ifndef MAQUETTE_TEXT_SPACING_H
#define MAQUETTE_TEXT_SPACING_H

#include "text/typed_text.h"

/* Writes `space` of each space piece, and what sentences and dashes say about words. */
void spacing_decide(TypedText *text);

/* The space that the rules of `bind` ask for between two words; SPACE_UNSET for none. */
uint32_t spacing_between(const TypedText *text, const Language *language, Piece *left,
                         Piece *right);

#endif
