/* What a PO file tells translators of a message: the lines behind "#.". */
#ifndef MAQUETTE_TRANSLATION_PO_NOTES_H
#define MAQUETTE_TRANSLATION_PO_NOTES_H

#include "translation/units.h"

/* Kind and place of the unit; what is to be kept as it is; terms of the glossary that stand in it
 * with their meaning, and that of the translation (term -> Str *); what the author wrote
 * before the block in <!-- translators: … -->. after is the byte of the source behind the unit
 * before this one. Always in English, as no output depends on a locale. Lines begin with a space
 * and end with '\n'. In the arena. */
Str po_notes(Arena *arena, const TextUnits *units, const TextUnit *unit, const Map *glossary,
             size_t after);

#endif
