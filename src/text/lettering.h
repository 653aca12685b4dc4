/* Letters that are drawn otherwise than the style of their text: the raised endings of ordinals,
 * the numerals of centuries. Nothing of the text is changed. */
#ifndef MAQUETTE_TEXT_LETTERING_H
#define MAQUETTE_TEXT_LETTERING_H

#include "text/typed_text.h"

/* Fills the letterings of the analysis, in the arena, once addresses are known. Linear in the
 * text. */
void letterings_find(TypedText *text, Arena *arena, TextAnalysis *analysis);

#endif
