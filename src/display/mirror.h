/* Pages that are read from the right. */
#ifndef MAQUETTE_DISPLAY_MIRROR_H
#define MAQUETTE_DISPLAY_MIRROR_H

#include "display/display.h"

/* Turns a page over its middle: what stood so far from the left stands so far from the right.
 * Areas, paths and the places of all things are mirrored, pictures and glyphs only moved. */
void page_mirror(DisplayPage *page);

#endif
