/* Pictures in the flow, and captions. */
#ifndef MAQUETTE_PAGE_FIGURE_H
#define MAQUETTE_PAGE_FIGURE_H

#include "page/stack.h"

/* Stacks a picture with its captions as one piece that is never divided. */
void stack_figure(Stacker *stacker, const Block *image);

/* Sets a caption at the stacker's measure as one piece. Its slab's origin is its top left corner,
 * its height reaches below its last line. False for an empty one. */
bool figure_caption(const Stacker *stacker, const Block *caption, StackLine *joined);

#endif
