/* The first state of a translation: the source's texts, each with itself beside it as a comment. */
#ifndef MAQUETTE_TRANSLATION_BEGINNING_H
#define MAQUETTE_TRANSLATION_BEGINNING_H

#include "translation/rewrite.h"

/* The files of a new edition in a language, from the units of the one to translate: edition.yaml
 * with the language and `source:` set to the way to the source's folder; the sections under their
 * old names, before each block a comment that holds it. What is between the blocks is kept as it
 * is. */
EditionSources *beginning_make(Arena *arena, const TextUnits *units, Str language, Str way);

/* Its ledger: nothing is translated yet. */
void beginning_ledger(const TextUnits *source, StrBuilder *out);

#endif
