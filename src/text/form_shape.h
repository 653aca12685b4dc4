/* The outline of a form with a weak separator (étudiant-e-s, étudiant(e)s): one idea of it for all
 * who ask, whether to break a line or to read aloud. */
#ifndef MAQUETTE_TEXT_FORM_SHAPE_H
#define MAQUETTE_TEXT_FORM_SHAPE_H

#include "text/language_rules.h"

/* usager-ère-s has two; more than this is no form, and keeps the search short. */
#define WEAK_PARTS_MAX 4

/* The parts behind a base, told by their ends in the characters given. */
typedef struct WeakForm {
    size_t starts[WEAK_PARTS_MAX], ends[WEAK_PARTS_MAX];
    size_t count;
    size_t end;    /* behind the form, a closing bracket included */
    uint32_t sign; /* its first separator */
} WeakForm;

/* True if a form has its first weak separator at `at`: two letters stand before it, and nothing but
 * known endings follows up to the end of the letters. Looks at no more than a few dozen characters.
 */
bool weak_form_find(const Language *language, const uint32_t *characters, size_t at, size_t end,
                    WeakForm *form);

/* True if a sign in the place of an ending stands at `at` (tutt*, tuttə): two letters before it, no
 * letter or digit behind it. */
bool stand_in_at(const Language *language, const uint32_t *characters, size_t at, size_t end);

#endif
