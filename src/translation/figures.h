/* Numbers in running text, whatever the language's way of writing them: 1 234,5 is 1,234.5. */
#ifndef MAQUETTE_TRANSLATION_FIGURES_H
#define MAQUETTE_TRANSLATION_FIGURES_H

#include "base/str.h"

typedef struct Figure {
    size_t start, end; /* bytes of the text */
    Str value;         /* "1234.5": ASCII digits, a point, no zeros before or behind; "81%" */
    bool foreign;      /* its decimals stand behind a point that is not the language's mark */
} Figure;

/* Finds the first number at or behind *at and moves *at behind it; false where there is none.
 * decimal_mark: the sign before decimals ('.' or ','; 0: unknown, either). A sign of
 * hundredths or thousandths behind a number belongs to it; signs before numbers, units and words do
 * not. The value lives in the arena. */
bool figure_next(Arena *arena, Str text, size_t *at, uint32_t decimal_mark, Figure *figure);

/* A value without the zeros before its first figure; one stays before the point. */
Str figure_without_zeros(Str value);

#endif
