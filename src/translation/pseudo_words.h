/* Longer words for a trial of a layout: what a translation may need, before there is one. */
#ifndef MAQUETTE_TRANSLATION_PSEUDO_WORDS_H
#define MAQUETTE_TRANSLATION_PSEUDO_WORDS_H

#include "base/str.h"

/* So many characters more, in hundredths of those that there are. */
enum { PSEUDO_MORE = 30 };

/* Letters owed to a text: what was passed over makes the words behind it longer. */
typedef struct PseudoDebt {
    int64_t hundredths;
    size_t counted; /* bytes of the text; 0 for a new one */
} PseudoDebt;
/* The first debt: it is rounded to the nearest letter. */
enum { PSEUDO_ROUNDING = 50 };

typedef struct PseudoWord {
    size_t start, end; /* bytes of the text */
    Str longer;
} PseudoWord;

/* The next word at or behind *at that is made longer, *at then behind it; false at the text's end.
 * Plain words only: what holds a figure, a sign between letters or a capital behind a small letter
 * is kept (numbers, inclusive forms, addresses), and so are words of two capitals (acronyms). */
bool pseudo_next(Arena *arena, Str text, size_t *at, PseudoDebt *debt, PseudoWord *word);

/* A whole text of such words, between brackets that show where it begins and ends. */
Str pseudo_text(Arena *arena, Str text);

#endif
