/* Which lines, boxes and notes stand on which page: an optimum over the whole flow.
 *
 * The flow is a row of units (lines, headings, column boxes, blocks across the columns), each a
 * whole number of rows of the baseline grid. A dynamic programme walks over states (units set,
 * boxes set, note lines set) at page starts; its edges are pages, its costs ranked evils with
 * weights from the layout. The idea is that of M. F. Plass, "Optimal Pagination Techniques for
 * Automatic Typesetting Systems" (Stanford, 1981), with notes and boxes as part of the state.
 *
 * Must hold: every unit, box and note line is set exactly once and in order; every page sets
 * something, so the end is reached; a unit stays on the grid. */
#ifndef MAQUETTE_PAGE_PAGE_BREAKER_H
#define MAQUETTE_PAGE_PAGE_BREAKER_H

#include "layout/layout.h"

/* A unit of the flow: it is never divided. */
typedef struct FlowUnit {
    int32_t rows;     /* of the grid that it takes */
    int32_t space;    /* rows left free above it; dropped at a column's head */
    int32_t cost;     /* of a column or page that ends before it; EVIL_FORBID: only if it must */
    bool span;        /* stands across all columns */
    bool hyphen;      /* ends with a hyphen: dear at a page's foot */
    size_t notes_due; /* column note lines of all units up to and with this one */
    Unit page_notes;  /* height of the notes it puts at the foot of the page, across its width */
} FlowUnit;

/* A box that leaves its place in the flow. */
typedef struct FlowFloat {
    int32_t rows;
    Place place;   /* top, bottom or page */
    size_t anchor; /* its call is before this unit: it stands on that page or later, or less than a
                      page earlier */
    Unit page_notes; /* as of a unit */
} FlowFloat;

typedef struct Flow {
    const FlowUnit *units;
    size_t unit_count;
    const FlowFloat *floats; /* in order of anchor */
    size_t float_count;
    const int64_t *note_tops; /* note_count + 1: height of all note lines before each, in Units */
    size_t note_count;        /* column note lines */
    int32_t rows;             /* of a page */
    int32_t columns;
    Unit leading;
    Unit note_gap; /* least room above notes */
    int32_t evils[EVIL_COUNT];
} Flow;

/* A part of a page: units [first, end) in one column, or one unit across (column -1), and the note
 * lines that it puts at its column's foot. Where notes are carried, a slot may hold no units. */
typedef struct PageSlot {
    int32_t column, row; /* row of its top, from below the boxes at the page's top */
    size_t first, end;
    size_t first_note, end_note;
} PageSlot;

#define PAGE_COLUMNS_MOST 6

typedef struct PagePlan {
    PageSlot *slots; /* in reading order */
    size_t slot_count;
    size_t first_float, end_float;
    int32_t top_rows, bottom_rows, page_note_rows; /* taken by boxes and by notes across the page */
    size_t first_unit, end_unit;
    int64_t cost;
    bool forced; /* no page kept all rules; a unit may be too tall, a note divided */
} PagePlan;

typedef struct PagePlans {
    PagePlan *pages;
    size_t count;
    int64_t cost;
} PagePlans;

/* Rows that a height in Units takes: 0 for none or less, of a huge one a million. */
int32_t rows_of(int64_t height, Unit leading);

/* Breaks the flow into pages. Always succeeds; time grows linearly with the units. The result lives
 * in the arena. */
PagePlans break_pages(Arena *arena, const Flow *flow);

#endif
