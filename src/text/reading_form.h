/* One inclusive form, taken apart: the steps between a typed word and its two words. */
#ifndef MAQUETTE_TEXT_READING_FORM_H
#define MAQUETTE_TEXT_READING_FORM_H

#include "base/vec.h"
#include "text/reading.h"
#include "text/reading_rules.h"

/* The two words that a form stands for. */
typedef struct FormPair {
    Str first, second; /* in the order written */
    ReadingDoubt doubt;
    bool is_form;
    bool plural;
    bool number_only; /* enfant·s: singular and plural rather than two genders */
    bool lone;        /* only the first: there is no second word */
    bool swapped;     /* the feminine is the first */
    bool capitals;    /* written in capitals throughout */
    bool opens;     /* the first word begins with one that is said once (وقضاة/قاضيات) */
    size_t elision; /* bytes of the elided word that both begin with (d’un·e) */
} FormPair;

/* Longer than any form, in bytes. */
#define FORM_LONGEST 240
/* The apostrophe of forms and rules; typed ones become it. */
#define FORM_APOSTROPHE 0x2019

typedef VEC(FormWord) FormWords;

/* Finds the forms between two bytes of a text that is all in one language, and appends them, their
 * words living in the arena. */
void forms_find(const Language *language, Arena *arena, Str text, size_t start, size_t end,
                FormWords *forms);

/* A word with all that may surround a form: elision, capitals, other dots, the halves of a
 * compound. */
FormPair form_read(const Language *language, Arena *arena, Str word);

/* A text with composed letters, the right dots and apostrophes, nothing invisible; cut off at
 * 2 * FORM_LONGEST characters. */
Str form_composed(const Language *language, Arena *arena, Str typed);
Str word_first_upper(Arena *arena, Str text);
Str word_all_upper(Arena *arena, Str text);

/* A base and its suffixes, in lower case with right dots. */
FormPair form_parts_read(const ReadingRules *rules, Arena *arena, Str piece, Str dot);
/* A form that the rules tell whole. */
bool form_told(const ReadingRules *rules, Arena *arena, Str form, FormPair *pair);

#endif
