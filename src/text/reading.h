/* Inclusive forms as they are read aloud and searched for: usager·ère·s is read “usagers et
 * usagères”. Which words and endings do so is told by the language (inclusive: readings:); a
 * language that tells nothing knows no form. Readings are proposals that an author may override. */
#ifndef MAQUETTE_TEXT_READING_H
#define MAQUETTE_TEXT_READING_H

#include "text/language.h"

/* Why a form should be looked at. */
typedef enum ReadingDoubt {
    READING_SURE,
    READING_EPICENE,        /* the word has one form for both genders (journaliste·e) */
    READING_MISFIT,         /* the suffix is not for such a word (acteur·ère); the word alone */
    READING_UNKNOWN,        /* no such suffix: left as typed */
    READING_MISSPELT,       /* one letter off (consommateur·tice) */
    READING_ACCENT,         /* an accent lacks (policier·iere) */
    READING_SHORT,          /* the suffix lacks what the feminine changes (citoyen·e) */
    READING_PLURAL_PLACE,   /* the plural's mark before the suffix (usager·s·ère) */
    READING_FEMININE_FIRST, /* the masculine cut behind the feminine (autrice·teur) */
    READING_NUMBER,         /* neighbours or halves in different numbers (un·e petit·e·s) */
    READING_ONE_GENDER,     /* a word of one gender before it (tous les étudiant·e·s) */
} ReadingDoubt;

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

#endif
