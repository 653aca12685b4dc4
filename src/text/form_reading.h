/* What is known of the inclusive forms of a text: plain data, made by reading_find (text/reading.h)
 * and document_read_forms (document/wording.h). */
#ifndef MAQUETTE_TEXT_FORM_READING_H
#define MAQUETTE_TEXT_FORM_READING_H

#include "base/str.h"

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

/* One form of a group, its elision included: d’un·e. */
typedef struct FormWord {
    uint32_t start, end; /* bytes of the text */
    Str first, second;   /* the two words in the order written; second is empty where there is none
                            or nothing is known of it */
    uint32_t elision;    /* bytes of both that are an elided word: d’ */
    ReadingDoubt doubt;
    bool swapped; /* the feminine is the first */
    bool plural;
    bool number_only; /* enfant·s: singular and plural rather than two genders */
    bool capitals;    /* written in capitals throughout */
    bool opens;       /* its first word begins with one that is said once: a new group */
} FormWord;

/* Who says how a group is read. */
typedef enum ReadingOrigin {
    READING_BY_RULES,
    READING_BY_SPAN,    /* [usager·ère·s]{reading="…"} */
    READING_BY_EDITION, /* readings: of edition.yaml */
} ReadingOrigin;

/* Neighbouring forms of one number, read together: un·e avocat·e. What is read stands for the
 * bytes from the first form to the end of the last, words between them included; punctuation and
 * words beside them are not part of it. */
typedef struct FormReading {
    uint32_t start, end; /* bytes of the text; end > start */
    Str text;            /* what is read */
    Str proposal;        /* what the rules would read; empty where they see no form */
    ReadingOrigin origin;
    ReadingDoubt doubt; /* of the rules, also where an author overrode them */
    FormWord *forms;    /* in order; none where the rules see none */
    size_t form_count;
} FormReading;

#endif
