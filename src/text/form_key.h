/* Forms as they are looked up: however the apostrophe, the dot, the spaces and the capitals of a
 * text are typed, a form is found under one key. */
#ifndef MAQUETTE_TEXT_FORM_KEY_H
#define MAQUETTE_TEXT_FORM_KEY_H

#include "base/map.h"
#include "text/language.h"

/* The text composed, with one kind of dot and apostrophe, single spaces, nothing invisible; in the
 * case typed. Empty where it is longer than any group of forms. */
Str form_key(const Language *language, Arena *arena, Str typed);

/* The capitals of a text beside those of a key. */
typedef enum KeyCase { KEY_AS_IS, KEY_FIRST_UPPER, KEY_ALL_UPPER } KeyCase;

/* The value in a map by form_key: of the text as it is, or with a small first letter, or where all
 * are capitals in small letters; NULL where there is none. */
void *form_key_find(const Language *language, Arena *scratch, const Map *map, Str typed,
                    KeyCase *letters);

/* A text with the capitals that were found. */
Str key_case_put(Arena *arena, Str text, KeyCase letters);

#endif
