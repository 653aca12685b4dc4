/* Which page starts are worth going on from, in a flow with many boxes. Used by the page breaker.
 *
 * Boxes that wait multiply the page starts: each place in the text with each number of boxes set.
 * Of those that have set about as much, text and boxes together, only the best go on, judged by
 * what they cost so far and by what the boxes that wait will cost at least. So time grows with the
 * text and the boxes, not with their product. A flow of few boxes is searched whole. */
#ifndef MAQUETTE_PAGE_PAGE_BEAM_H
#define MAQUETTE_PAGE_PAGE_BEAM_H

#include "page/page_fill.h"

/* The best ranks of a stretch, the worst of them first: a heap. A stretch is a part of a column,
 * counted from the flow's beginning over text and boxes. */
typedef struct BeamStretch {
    int64_t *ranks;
    size_t count;
} BeamStretch;

typedef struct Beam {
    Arena *arena;
    const Flow *flow;
    size_t width;                  /* page starts that go on from a stretch; 0: all */
    int64_t *text_rows, *box_rows; /* set before each unit and each box, in rows of a column */
    int64_t rows;                  /* of a stretch */
    BeamStretch *stretches;
} Beam;

/* width as above. */
Beam beam_make(Arena *arena, const Flow *flow, size_t width);
/* The width that a flow is searched with first; a flow of few boxes has none. */
size_t beam_width(const Flow *flow);
/* What the boxes that wait at a page's start will cost at least until they are set: in all, and on
 * the pages after this one. */
int64_t beam_debt(const Flow *flow, const PageStart *start);
int64_t beam_later_debt(const Flow *flow, const PageStart *start);
/* How much is set before a page start; no page makes it less. 0 for a flow of few boxes. */
int64_t beam_progress(const Beam *beam, const PageStart *start);
/* A page start is reached at a cost, perhaps once more. pages: behind so many, where numbers of
 * pages are told apart, and each has its own best; else 0. */
void beam_see(Beam *beam, const PageStart *start, uint32_t pages, int64_t cost);
/* Whether it is among the best of its stretch, once all page starts before it are left. */
bool beam_keeps(const Beam *beam, const PageStart *start, uint32_t pages, int64_t cost);

#endif
