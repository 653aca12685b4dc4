/* Forms of two whole words: il/elle, قضاة/قاضيات, وطالب/طالبة.
 *
 * The language tells pairs of words. They may stand behind what is written as one word with them,
 * an article or a preposition, on one side or both (`prefixes`); a conjunction that is one with the
 * first word is said once (`beginnings`); and two words of which a suffix rule makes the second out
 * of the first need no telling (`doublets`). */
#ifndef MAQUETTE_TEXT_READING_WORDS_H
#define MAQUETTE_TEXT_READING_WORDS_H

#include "text/reading_form.h"

/* Longer words, in bytes, are in no pair. */
#define WHOLE_WORD_LONGEST 100

/* True if the two words, in lower case, may be written with a slash between them. */
bool whole_words_with_slash(const ReadingRules *rules, Str first, Str second);

/* Reads two words with the dot between them that are not told as they stand. */
bool whole_words_read(const ReadingRules *rules, Arena *arena, Str form, FormPair *pair);

/* Takes from the second word of a form what is said once, before the first. */
void whole_words_begin(const ReadingRules *rules, Arena *arena, FormPair *pair);

#endif
