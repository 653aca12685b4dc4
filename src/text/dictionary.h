/* A hyphenation dictionary, a file of libhyphen's format: found, checked, parsed when first asked.
 */
#ifndef MAQUETTE_TEXT_DICTIONARY_H
#define MAQUETTE_TEXT_DICTIONARY_H

#include "base/diag.h"

typedef struct HyphenDictionary HyphenDictionary;

/* The longest word that can be asked: one bit a character. */
#define DICTIONARY_WORD_MAX 62

/* Finds the file (a bare name) in the folder of the system's dictionaries and reads its bytes;
 * where their SHA-256 is not the expected one (unless that is empty), a warning. NULL after a
 * report. */
HyphenDictionary *dictionary_open(Arena *arena, Str file, Str package, Str sha256, Span where,
                                  Diag *diag);
/* The same from bytes that were read already; they must live as long as the dictionary. */
HyphenDictionary *dictionary_from_bytes(Arena *arena, Str bytes, Str file, Span where, Diag *diag);
void dictionary_close(HyphenDictionary *dictionary); /* NULL is allowed */
/* Begins to parse in a thread of its own; the first word waits for it. Without it, the first word
 * parses. */
void dictionary_begin(HyphenDictionary *dictionary);

/* Its bare name; the SHA-256 of its bytes, in hexadecimal. */
Str dictionary_file(const HyphenDictionary *dictionary);
Str dictionary_digest(const HyphenDictionary *dictionary);

/* Where the patterns allow a hyphen in a word of at most DICTIONARY_WORD_MAX lower-case characters:
 * bit i for a hyphen after character i. Places where the spelling would change are left out. */
uint64_t dictionary_places(HyphenDictionary *dictionary, const uint32_t *word, size_t count);

/* SHA-256 of a text, in hexadecimal. */
Str digest_of(Arena *arena, Str text);

#endif
