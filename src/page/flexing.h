/* Breaking a part of a section into pages with the freedom of its paragraphs. */
#ifndef MAQUETTE_PAGE_FLEXING_H
#define MAQUETTE_PAGE_FLEXING_H

#include "page/flow.h"

/* Which paragraphs are set in other lengths. */
typedef enum FlexAim {
    FLEX_NONE,    /* none but those that are already */
    FLEX_COSTLY,  /* those on pages that cost more than a flexed paragraph would, and on the pages
                     before them */
    FLEX_SHORTER, /* and all others a line shorter, */
    FLEX_LONGER   /* or longer: for a number of pages that is missed (goals.h) */
} FlexAim;

/* Breaks the part into pages. Where its best pages do not serve the aim, paragraphs are set a line
 * shorter and longer, as far as they look well so, and it is broken again with these: part->flow
 * holds the variants from then on. Variants live in the setter's and the flow arena. To be called
 * once with an aim, while what flow_make took from the work arena is there. */
PagePlans part_break(const SectionContext *context, FlowPart *part, FlexAim aim);

#endif
