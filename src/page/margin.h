/* Boxes in the outer margin, beside the lines of their calls. */
#ifndef MAQUETTE_PAGE_MARGIN_H
#define MAQUETTE_PAGE_MARGIN_H

#include "page/box.h"

typedef struct MarginBox {
    const Box *box;
    Unit y; /* of its top: where it should stand, then where it does */
} MarginBox;

/* Boxes in the order of their calls; those before `first` stand on a page. What finds no room in a
 * page's margin waits for the next one's, and should stand at its top. */
typedef struct MarginQueue {
    VEC(MarginBox) boxes;
    size_t first;
} MarginQueue;

/* Two boxes are apart by this part of a line at least. */
#define MARGIN_GAPS_A_LINE 2

/* How many waiting boxes fit a height, in their order; at least one if any waits. */
size_t margin_fitting(const MarginQueue *queue, int64_t height, Unit least_gap);

/* Takes as many waiting boxes as fit between two heights, at least one if any waits: sorts them by
 * height, pushes them down off one another, then up from the foot, and sets their y. least_gap:
 * between two of them, where their styles ask for less. Gives their number; they stand at the
 * queue's present `first`, which is not moved. */
size_t margin_settle(MarginQueue *queue, Unit top, Unit foot, Unit least_gap);

#endif
