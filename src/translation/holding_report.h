/* What two texts that should say the same do not both hold. */
#ifndef MAQUETTE_TRANSLATION_HOLDING_REPORT_H
#define MAQUETTE_TRANSLATION_HOLDING_REPORT_H

#include "translation/reporter.h"

/* Reports each note call, link, page reference, image and number that one of the two holds and the
 * other does not, and signs of currencies and marks of languages that only the source holds; ids
 * are the document's. What took the place of another is told with it. Calls and links that lead
 * nowhere were told before; that a note or id is not used, where its call or link is missing here,
 * is taken back. True if something differs. */
bool holdings_report(const Reporter *reporter, const TextUnit *source, const TextUnit *translation);
/* How many of them there are. */
size_t holdings_differences(Arena *arena, const TextUnit *a, const TextUnit *b);

#endif
