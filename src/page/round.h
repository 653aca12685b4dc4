/* Text that runs round a box in its column. */
#ifndef MAQUETTE_PAGE_ROUND_H
#define MAQUETTE_PAGE_ROUND_H

#include "page/box.h"

/* Sets a box that the text behind it runs round; false, with nothing done, if it is no such box. */
bool round_begin(Stacker *stacker, const Block *div);
/* Narrows the lines of a paragraph that stand beside the box; false if none does. */
bool round_narrow(Stacker *stacker, ParagraphRequest *request);
/* The lines from `first` on are those of such a paragraph: they stay together beside the box. */
void round_take(Stacker *stacker, size_t first);
/* Whether a block never stands beside a box. */
bool round_ends_before(const Block *block);
/* The rows that are left beside the box stay white. */
void round_end(Stacker *stacker);

#endif
