/* How an inclusive form is spelt: its base, its suffix and the mark of the plural, the separators
 * between them; and how it should be spelt. */
#ifndef MAQUETTE_TEXT_FORM_SPELLING_H
#define MAQUETTE_TEXT_FORM_SPELLING_H

#include "text/form_reading.h"
#include "text/language.h"

/* étudiant·e·s: étudiant, e, s; separator ·, apart. All in lower case and without an elision. */
typedef struct FormSpelling {
    Str base, suffix, mark; /* the mark is empty in the singular */
    Str masculine;          /* in the form's number */
    Str feminine;           /* the same; empty where there is none */
    uint32_t separator; /* ( for brackets; 0: the suffix is in capitals; a dot's twin is the dot */
    bool apart;         /* a separator before the mark too */
    bool both_ways;     /* could be written with and without that one, and the plural differs */
    bool told;          /* false: of another build (two halves, the feminine first) */
} FormSpelling;

/* Takes a form apart. What was typed may be longer than the form by nothing. The masculine and the
 * feminine are always told; texts live in the arena. */
FormSpelling form_spelling_read(const Language *language, Arena *arena, Str typed,
                                const FormWord *form);

/* The form written with a separator, its plural mark behind another one or not; empty where it is
 * of another build. */
Str form_spelling_write(Arena *arena, const FormSpelling *form, uint32_t separator, bool apart);

/* The spelling that reads surely as the doubtful form does, the suffix as near as may be to what
 * was typed; where the form gives no second word, that with the suffix which such words usually
 * have. Empty where the rules do not know. */
Str form_spelling_propose(const Language *language, Arena *arena, const FormSpelling *form,
                          ReadingDoubt doubt);

/* The form in the other number; empty where the rules do not know. */
Str form_spelling_turn(const Language *language, Arena *arena, const FormSpelling *form,
                       bool plural);

/* In lower case, with the right apostrophe; the text itself where it is so already. */
Str form_lower(const Language *language, Arena *arena, Str text);

#endif
