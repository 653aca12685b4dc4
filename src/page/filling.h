/* A page in the making. Used by the page filler and what balances columns for it. */
#ifndef MAQUETTE_PAGE_FILLING_H
#define MAQUETTE_PAGE_FILLING_H

#include "page/page_fill.h"

/* What a broken hard rule costs: more than any soft evils together. */
#define COST_BROKEN_RULE INT64_C(100000)

/* A column's candidate end. */
typedef struct ColumnEnd {
    size_t unit, note;
    int32_t rows; /* of text, without notes */
    int64_t cost;
} ColumnEnd;

/* Copied at each choice; all of it lives in the arena of the page's offers. */
typedef struct Filling {
    const Flow *flow;
    Arena *arena;
    PageOffers *offers;
    bool forced;
    int32_t height; /* rows between the boxes at top and bottom */
    PagePlan plan;
    VEC(PageSlot) slots;
    size_t unit, note;                       /* the first ones not yet set */
    int32_t row;                             /* the first free one, from below the boxes at top */
    Unit page_notes;                         /* height of the notes across the page so far */
    int64_t note_heights[PAGE_COLUMNS_MOST]; /* of the note lines at each column's foot */
    int32_t short_rows[PAGE_COLUMNS_MOST];   /* of the last, page-ending band */
    int32_t shorten; /* rows that a page-ending band leaves free on purpose */
} Filling;

int64_t filling_square(int64_t n);
/* The layout's weight of an evil; a forbidden one as COST_BROKEN_RULE. */
int64_t filling_weight(const Filling *filling, Evil evil);
/* Note lines due once the units before this one are set. */
size_t filling_notes_due(const Flow *flow, size_t unit);
/* Rows that notes of a height take at a column's foot, with the room above them. */
int32_t filling_note_rows(const Flow *flow, int64_t height);
/* Rows that the notes across the page take at its foot. */
int32_t filling_page_note_rows(const Filling *filling);
/* Rows free below the present row in a column, above the notes it already has. */
int32_t filling_column_room(const Filling *filling, int32_t column);
/* Rows that the note lines from the present one up to `to` add at a column's foot. */
int32_t filling_added_notes(const Filling *filling, int32_t column, size_t to);
/* Cost of a column that ends before a unit; whether it may. */
int64_t filling_end_cost(const Filling *filling, size_t unit, bool last_column);
bool filling_may_end(const Filling *filling, size_t unit);
/* Sets the units and notes up to an end into a column. */
void filling_place(Filling *filling, int32_t column, const ColumnEnd *end);
/* A copy whose slots can grow apart from the original's. */
Filling filling_copy(const Filling *filling);

/* Sets the run [present unit, stop) level over the columns if it fits whole above the notes, at the
 * least cost; adds it. */
bool filling_balance(Filling *filling, size_t stop, int64_t *cost);

#endif
