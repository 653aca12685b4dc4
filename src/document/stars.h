/* Asterisks that are letters: Nutzer*innen. In languages whose forms are written so, cmark must not
 * take them for emphasis, which between letters it may (Nutzer*innen und Ärzt*innen). */
#ifndef MAQUETTE_DOCUMENT_STARS_H
#define MAQUETTE_DOCUMENT_STARS_H

#include "text/language.h"

#include <cmark-gfm.h>

/* The text with a stand-in of one byte for each asterisk of a form that the language reads without
 * a doubt; a copy in the arena only where there is one. NULL as language: none is. */
Str stars_hide(Arena *arena, const Language *language, Str text, size_t start);
/* Puts the asterisks back in all that a tree holds. */
void stars_show(cmark_node *root);

#endif
