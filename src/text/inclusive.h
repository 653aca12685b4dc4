/* Inclusive forms: where they are and how far they go. */
#ifndef MAQUETTE_TEXT_INCLUSIVE_H
#define MAQUETTE_TEXT_INCLUSIVE_H

#include "text/proof.h"
#include "text/typed_text.h"

/* The end of the inclusive form whose first separator stands at `at`, in a word that ends at `end`;
 * 0 where no form has its separator there. */
size_t inclusive_form_end(const TypedText *text, size_t at, size_t end);

/* True for a dot, or a twin of it, between two letters of a word that ends at `end`. */
bool inclusive_dot(const TypedText *text, size_t at, size_t end);

/* Marks the places behind dots, in languages whose rules want them. */
void inclusive_mark(TypedText *text, const Piece *word);

/* Finds dots that are another character, or that do not stand between two letters; their number. */
size_t inclusive_doubt(const TypedText *text, Arena *arena, TextDoubt **doubts);

#endif
