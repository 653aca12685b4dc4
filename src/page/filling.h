/* A page in the making. Used by the page filler and what balances columns for it. */
#ifndef MAQUETTE_PAGE_FILLING_H
#define MAQUETTE_PAGE_FILLING_H

#include "page/page_fill.h"

#define NO_UNIT SIZE_MAX

/* A column's candidate end. */
typedef struct ColumnEnd {
    size_t unit, note;    /* the next ones */
    size_t last;          /* the unit set last, or NO_UNIT */
    int32_t rows;         /* of text, without notes */
    const FlowFlex *flex; /* the paragraph begun here that is flexed, or NULL */
    bool overfull;        /* more than the column holds */
} ColumnEnd;

/* Copied at each choice; all of it lives in the arena of the page's offers. */
typedef struct Filling {
    const Flow *flow;
    Arena *arena;
    PageOffers *offers;
    bool forced;
    int32_t height; /* rows between the boxes at top and bottom */
    PagePlan plan;  /* with the toll so far */
    VEC(PageSlot) slots;
    size_t unit, note;                /* the first ones not yet set */
    size_t last;                      /* the unit set last on this page, or NO_UNIT */
    int32_t row;                      /* the first free one, from below the boxes at top */
    int32_t depth;                    /* the first one below all text, likewise */
    int32_t heads[PAGE_COLUMNS_MOST]; /* rows of the boxes at each column's head, until it begins */
    int32_t feet[PAGE_COLUMNS_MOST];  /* rows of those at its foot */
    Unit page_notes;                  /* height of the notes across the page so far */
    Unit reserve;                     /* part of it, for those called in columns */
    Unit *lacking;                    /* what pages that call more of them need; 0: none */
    int64_t note_heights[PAGE_COLUMNS_MOST]; /* of the note lines at each column's foot */
    int32_t short_rows[PAGE_COLUMNS_MOST];   /* of the last, page-ending band */
    bool narrow, across;                     /* of the wish */
    ColumnMemo *memo;                        /* likewise, or NULL */
    bool stop_matters; /* a column may reach the end of the run that it is filled with */
    int64_t most;      /* a page that costs more is of no use */
    int32_t shorten;   /* rows that a page-ending band leaves free on purpose */
} Filling;

int64_t filling_square(int64_t n);
/* The layout's weight of an evil, times / share of it; of a forbidden one that of a broken rule. */
int64_t evil_cost(const Flow *flow, Evil evil, int64_t times, int64_t share);
/* Adds a broken rule. */
void toll_break(Toll *toll, PageRule rule);
/* Adds the layout's weight of an evil, times / share of it; a forbidden one counts as a broken rule
 * each time. */
void toll_add(Toll *toll, const Flow *flow, Evil evil, int64_t times, int64_t share);
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
/* What a column that ends there costs: how the text and the notes are parted, and its flexed
 * paragraph. */
void filling_charge_end(const Filling *filling, const ColumnEnd *end, bool last_column, Toll *toll);
/* Whether a column may end before a unit. */
bool filling_may_end(const Filling *filling, size_t unit);
/* Sets the units and notes up to an end into a column. */
void filling_place(Filling *filling, int32_t column, const ColumnEnd *end);
/* A copy whose slots can grow apart from the original's. */
Filling filling_copy(const Filling *filling);

/* What ends are asked for. */
typedef struct EndSearch {
    int32_t column;
    int32_t room;        /* rows for text and further notes */
    int32_t least, most; /* rows of text; the end at `stop` may have fewer */
    size_t stop;         /* a normal unit: none goes further */
    bool divides; /* notes may be parted from their calls as far as the layout allows, or as there
                     is no other way */
} EndSearch;

typedef VEC(ColumnEnd) ColumnEnds;

/* Finds the ends of a column that begins at the present unit, whether or not a break is allowed
 * there, in order of unit. Of the ways to reach the same unit at the same height, the cheapest is
 * found. */
ColumnEnds column_ends(const Filling *filling, const EndSearch *search);
/* The note lines up to `to` that fit below `rows` of text. */
size_t column_fitting_notes(const Filling *filling, int32_t column, size_t to, int32_t rows,
                            int32_t room);

/* Offers the page as it stands, unless notes or boxes lack room or it costs more than it may. */
void filling_offer(const Filling *filling, const Toll *toll);
/* Columns that are all short by the same rows are less of an evil than uneven ones. */
void filling_charge_feet(const Filling *filling, Toll *toll);

/* Sets the run [present unit, stop) level over the columns if it fits whole above the notes, at the
 * least cost; adds it. */
bool filling_balance(Filling *filling, size_t stop);

#endif
