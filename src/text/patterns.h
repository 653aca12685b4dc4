/* Hyphenation patterns: a file of libhyphen's format, made ready in a few milliseconds.
 *
 * F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983), with the extensions of libhyphen 2.8.8:
 * two levels (compounds first, then their parts), NOHYPHEN, minima of the parts. What libhyphen
 * finds is found; it is not used because it takes 1.5 s to read the German file. */
#ifndef MAQUETTE_TEXT_PATTERNS_H
#define MAQUETTE_TEXT_PATTERNS_H

#include "base/str.h"

typedef struct Patterns Patterns;

/* The longest word: one bit a character. */
#define PATTERNS_WORD_MAX 62

/* Reads the lines of a file whose character set is ISO 8859-1 or else UTF-8. The bytes must live as
 * long. Lines that are no patterns are passed over. */
Patterns *patterns_read(Arena *arena, Str bytes, bool latin1);

/* Bit i for a hyphen after character i of a word in lower case. Places where the spelling would
 * change are left out. Longer words have none. */
uint64_t patterns_places(const Patterns *patterns, const uint32_t *word, size_t count);

#endif
