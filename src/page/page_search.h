/* The dynamic programme over page starts. Used by the page breaker; see there. */
#ifndef MAQUETTE_PAGE_PAGE_SEARCH_H
#define MAQUETTE_PAGE_PAGE_SEARCH_H

#include "page/page_beam.h"
#include "page/page_states.h"

/* A page between two states. */
typedef struct Edge {
    uint32_t from, to;
    int64_t cost;
} Edge;

/* A page that is found once more: only its ends were kept. */
typedef struct Sought {
    bool on;
    Edge edge;
    PagePlan *page; /* what it is, in the arena, */
    Arena *arena;
    bool met; /* once it is found */
} Sought;

typedef struct Search {
    /* What is asked for: */
    int64_t most; /* what all pages may cost: more is known not to be the best */
    bool narrow;  /* one end of each column is enough */
    bool counts;  /* solutions of each number of pages from least_pages to most_pages are found */
    uint32_t least_pages, most_pages;
    bool explains;
    Beam beam; /* its width */

    const Flow *flow;
    Arena *arena;   /* until the search ends */
    Arena *scratch; /* until a state is left */
    ColumnMemo *memo;
    States states;
    bool columns; /* some box stands in one or some columns */
    bool across;  /* some unit of a column has notes across the page */
    VEC(uint32_t)
    group; /* states in work: at the same place, but for their number of pages and the
              pages that they face */
    Sought sought;
    VEC(uint32_t) dropped; /* states that were not worth going on from, in that order */
    uint32_t *ends;        /* of each number of pages, the state in which all is set, or NO_STATE;
                              where they are not told apart, one */
    int64_t *text_rows;    /* if it counts: rows of a column from each unit to the end, */
    int64_t *lost_rows;    /* those of them that flexed paragraphs may save, */
    int64_t *box_rows;     /* and rows of the boxes from each one on */
    int64_t lacking; /* the fewest that are left behind least_pages; INT64_MAX: not known yet */
    VEC(Edge) edges; /* all offers, if it explains: those of a state left earlier stand before */
} Search;

/* The best page that leads to a state. */
Edge search_edge_to(const Search *search, uint32_t state);
/* The page between two states of a search that is done, in the arena. */
PagePlan search_page(Search *search, Arena *arena, Edge edge);

/* All is set. */
bool search_is_end(const Flow *flow, const PageStart *start);

/* The state that a planned page begins at, behind so many pages; NO_STATE if there is none. */
uint32_t search_find_start(const Search *search, const PagePlan *plan, uint32_t pages);

/* Searches a flow as the first fields of `like` ask; false if no solution costs
 * that little. The search is to be closed in any case. */
bool search_flow(const Flow *flow, const Search *like, Search *search);
void search_close(Search *search);

#endif
