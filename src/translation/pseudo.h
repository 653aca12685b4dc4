/* Pseudo-editions: an edition as long as a translation may be, to try a layout with. */
#ifndef MAQUETTE_TRANSLATION_PSEUDO_H
#define MAQUETTE_TRANSLATION_PSEUDO_H

#include "translation/units.h"

/* The edition with longer words (pseudo_words). Only letters that are read on the page change:
 * Markdown, links, ids, note calls, page references, code, numbers and inclusive forms stay, and so
 * does what is no word for the reader. Headings, captions and settings stand between brackets, for
 * they are what could be cut. Everything in the arena; linear in the sources' length. */
EditionSources *pseudo_lengthen(Arena *arena, const TextUnits *units);

#endif
