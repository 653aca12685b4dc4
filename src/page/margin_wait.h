/* Boxes in the margin that wait for a later page, with their notes.
 *
 * Whether a box finds room is known only once pages are broken; but its notes stand on its page and
 * take room from the text there. So boxes that must wait are moved in the flow: they are then
 * beside the first unit of the page that has room for them, with their notes across that page, and
 * the pages are broken again. A box only ever moves on, so that this ends. */
#ifndef MAQUETTE_PAGE_MARGIN_WAIT_H
#define MAQUETTE_PAGE_MARGIN_WAIT_H

#include "page/flexing.h"

typedef VEC(const Box *) WaitingBoxes;

/* Breaks a part, as often as boxes move; paragraphs are flexed once, those with variants no more.
 * waiting: boxes of the parts before it, which stand in this one's margins; then those that find no
 * room in them, whose notes are in no flow. They live in the context's flow arena. */
PagePlans margin_break(const SectionContext *context, FlowPart *part, FlexAim aim,
                       WaitingBoxes *waiting);

#endif
