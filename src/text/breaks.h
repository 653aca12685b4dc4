/* Where a line may end inside a word, but for hyphenation. */
#ifndef MAQUETTE_TEXT_BREAKS_H
#define MAQUETTE_TEXT_BREAKS_H

#include "text/typed_text.h"

#include <unicode/ubrk.h>

/* Finds the addresses, and marks the places behind hyphens, slashes and dashes, inside addresses,
 * at soft hyphens, and in scripts without spaces. The iterator's text is set anew; NULL gives no
 * candidates. */
void breaks_mark(TypedText *text, Arena *scratch, UBreakIterator *lines);

/* Marks every other place between two characters of a word, but not beside the dot of an inclusive
 * form: for texts that must fit at any price. */
void breaks_mark_anywhere(TypedText *text);

/* The character at which a web or mail address in a word begins; SIZE_MAX where it holds none. */
size_t breaks_address(const TypedText *text, const Piece *word);

/* False where no rule may let a line end, whatever marked it: behind an apostrophe, before a
 * closing mark, between a letter and its accent, beside an object or a word joiner. */
bool breaks_allowed(const TypedText *text, size_t at);

/* The break point that a place stands for. */
BreakPoint breaks_point(const TypedText *text, size_t at);

#endif
