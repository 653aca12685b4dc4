/* What a page knows of the one that it faces. Used by the search over page starts.
 *
 * The pages of a spread should be as deep as each other. What stands on a page does not depend on
 * the page that it faces, only what it costs: so a page is filled once for all depths of the page
 * before it. */
#ifndef MAQUETTE_PAGE_PAGE_FACING_H
#define MAQUETTE_PAGE_PAGE_FACING_H

#include "page/page_breaker.h"

/* Where a page stands. */
enum {
    FACING_NOTHING,    /* pages do not face, or all is set */
    FACING_LEFT,       /* it is a left page: the next one faces it */
    FACING_RIGHT,      /* a right page beside nothing that it should be as deep as */
    FACING_RIGHT_DEPTH /* and on: a right page beside a left one of so many rows */
};

/* Whether the flow's pages face and this matters. */
bool facing_counts(const Flow *flow);
/* Where the first page stands. */
uint32_t facing_first(const Flow *flow);
/* Where the page behind one stands. depth: rows of this page; 0: it is not compared. Charges a
 * right page for what it differs from the left one. */
uint32_t facing_next(const Flow *flow, uint32_t facing, int32_t depth, Toll *toll);
/* What a page may cost more, whatever stands on it, if it stands as `one` says and not as `other`
 * says: at most. INT64_MAX: they cannot be compared. */
int64_t facing_more(const Flow *flow, uint32_t one, uint32_t other);

#endif
