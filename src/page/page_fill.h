/* Filling one page in every sensible way. Used by the page breaker. */
#ifndef MAQUETTE_PAGE_PAGE_FILL_H
#define MAQUETTE_PAGE_PAGE_FILL_H

#include "base/vec.h"
#include "page/page_breaker.h"

/* Where a page begins. unit: a normal one, or one within a variant, but not its first. */
typedef struct PageStart {
    size_t unit, note, first_float;
    uint32_t facing; /* page_facing.h; of an offer: not known */
} PageStart;

/* Whether two pages begin at the same place, whatever pages they face. */
static inline bool starts_alike(const PageStart *a, const PageStart *b) {
    return a->unit == b->unit && a->note == b->note && a->first_float == b->first_float;
}

/* A way to fill it, whatever page it faces, and where the next page begins. */
typedef struct PageOffer {
    PagePlan plan;
    PageStart next;
    int32_t depth; /* rows from the page's top to the foot of what stands lowest, if pages face; 0:
                      of boxes alone */
} PageOffer;

typedef VEC(PageOffer) PageOffers;

typedef struct ColumnMemo ColumnMemo; /* column_best.h */

/* What is asked of a page. */
typedef struct PageWish {
    size_t floats;                     /* boxes that it holds, */
    int32_t columns[PAGE_FLOATS_MOST]; /* and the first column of each; -1: across all */
    bool forced;  /* break where breaking is forbidden, divide notes, set units that are too tall */
    bool narrow;  /* one end of each column is enough */
    bool across;  /* the flow's columns may put notes across the page */
    int64_t most; /* what it may cost */
    ColumnMemo *memo; /* of its flow, or NULL */
} PageWish;

/* All offers for a page that begins at start. Forced, and whatever it costs, there is always one.
 */
void page_fill(Arena *arena, const Flow *flow, PageStart start, const PageWish *wish,
               PageOffers *offers);

#endif
