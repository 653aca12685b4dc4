/* Numbers with the words that belong to them: 1,2 milliard is 1.2 billion, 81 % is 81 percent. */
#ifndef MAQUETTE_TRANSLATION_AMOUNTS_H
#define MAQUETTE_TRANSLATION_AMOUNTS_H

#include "text/language.h"
#include "translation/figures.h"

/* As figure_next, by the language's rules (NULL: none are known). A word behind the number that
 * multiplies it, or that is a percent sign, belongs to it. */
bool amount_next(Arena *arena, Str text, size_t *at, const Language *language, Figure *figure);

/* Finds the first word of a currency or a month at or behind *at and moves *at behind it: start and
 * end of the figure, and as its value what language_amount says; false where there is none. */
bool amount_word_next(Str text, size_t *at, const Language *language, Figure *figure);

#endif
