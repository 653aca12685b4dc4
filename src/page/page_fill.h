/* Filling one page in every sensible way. Used by the page breaker. */
#ifndef MAQUETTE_PAGE_PAGE_FILL_H
#define MAQUETTE_PAGE_PAGE_FILL_H

#include "base/vec.h"
#include "page/page_breaker.h"

/* Where a page begins. */
typedef struct PageStart {
    size_t unit, note, first_float;
} PageStart;

/* A way to fill it: the plan, and where the next page begins. */
typedef struct PageOffer {
    PagePlan plan;
    PageStart next;
} PageOffer;

typedef VEC(PageOffer) PageOffers;

/* All offers for a page that begins at start and holds float_count boxes. forced: break where
 * breaking is forbidden, divide notes, set units that are too tall; then there is always an offer.
 */
void page_fill(Arena *arena, const Flow *flow, PageStart start, size_t float_count, bool forced,
               PageOffers *offers);

#endif
