/* What two texts that should say the same do not both hold. */
#ifndef MAQUETTE_TRANSLATION_HOLDING_REPORT_H
#define MAQUETTE_TRANSLATION_HOLDING_REPORT_H

#include "translation/units.h"

/* Reports each note call, link, page reference, image and number that one of the two holds and the
 * other does not; ids are the document's. A number that took the place of another is told with it.
 * True if something was reported. */
bool holdings_report(Arena *arena, const TextUnit *source, const TextUnit *translation, Diag *diag);

/* "content/fr/30-trafic.md:12:1", in the arena: where a text really stands. */
Str place_text(Arena *arena, Span where);

#endif
