/* Hyphens inside words. */
#ifndef MAQUETTE_TEXT_HYPHENATE_H
#define MAQUETTE_TEXT_HYPHENATE_H

#include "text/typed_text.h"

/* Remembers the words that were looked up, by language. */
typedef struct Hyphenator Hyphenator;

/* Never NULL; where ICU's data are missing, a report, and decomposed letters are not hyphenated. */
Hyphenator *hyphenator_new(Arena *arena, Diag *diag);

/* Marks the places of a word where a hyphen may be inserted, after the other places inside it are
 * known. */
void hyphenate_word(Hyphenator *hyphenator, TypedText *text, const Piece *word);

#endif
