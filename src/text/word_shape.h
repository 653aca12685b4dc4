/* What a word looks like from the space beside it. */
#ifndef MAQUETTE_TEXT_WORD_SHAPE_H
#define MAQUETTE_TEXT_WORD_SHAPE_H

#include "text/typed_text.h"

/* Shapes and lists of the word before a space (its end counts: what is behind an opening mark or an
 * elision) and of the word behind it (its start counts: what is before closing marks), by the rules
 * of the language. They are remembered with the word. */
uint64_t word_shape_left(const TypedText *text, const Language *language, Piece *word);
uint64_t word_shape_right(const TypedText *text, const Language *language, Piece *word);

/* Where the ending of an ordinal begins (1er, XXe) that fills the characters [start, end); `end`
 * where they are none. */
size_t ordinal_ending(const TypedText *text, const Language *language, size_t start, size_t end);

#endif
