/* Inclusive forms as they are read aloud and searched for: usager·ère·s is read “usagers et
 * usagères”. Which words and endings do so is told by the language (inclusive: readings:); a
 * language that tells nothing knows no form. Readings are proposals that an author may override. */
#ifndef MAQUETTE_TEXT_READING_H
#define MAQUETTE_TEXT_READING_H

#include "text/analyse.h"
#include "text/form_reading.h"

typedef struct Reading {
    Str text;     /* in the arena given; what was typed where there is no form */
    bool is_form; /* false: col·legi, kW·h, Paris */
    bool is_doubtful;
    ReadingDoubt doubt; /* the first one */
} Reading;

/* The reading of one form, a group of one; words beside it are kept (chef·fe de service). */
Reading reading_expand(const Language *language, Arena *arena, Str form);

/* The readings of a text that may hold several forms. Neighbours of the same number are read
 * together: un·e avocat·e is “un avocat ou une avocate”. Time grows with the text's length only. */
Reading reading_expand_group(const Language *language, Arena *arena, Str text);

/* ---- forms in running text ---- */

/* Finds the groups of forms of a paragraph, in order and apart from each other; their number. The
 * runs in other languages must be in order and apart, as those of text_request are; each stretch is
 * read by its language, code not at all. A group ends where the language changes, at an object, at
 * a forced line end, at punctuation, at two spaces. Lives in the arena and borrows nothing from the
 * text. One look at the bytes where there is no form; else time by the text's length. */
size_t reading_find(Arena *arena, const TextRequest *request, FormReading **found);

/* The reading of some neighbouring forms of a group in a text, as if they were a group. */
FormReading reading_of(const Language *language, Arena *arena, Str text, FormWord *forms,
                       size_t count);

#endif
