/* Breaking a part of a section into pages with the freedom of its paragraphs. */
#ifndef MAQUETTE_PAGE_FLEXING_H
#define MAQUETTE_PAGE_FLEXING_H

#include "page/flow.h"

/* Breaks the part into pages. Where its best pages cost more than a flexed paragraph would, the
 * paragraphs on them and on the pages before them are set a line shorter and longer, as far as they
 * look well so, and it is broken again with these: part->flow holds the variants from then on.
 * Variants live in the setter's and the flow arena. To be called once, while what flow_make took
 * from the work arena is there. */
PagePlans part_break(const SectionContext *context, FlowPart *part);

#endif
