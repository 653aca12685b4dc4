/* Which lines, boxes and notes stand on which page: an optimum over the whole flow.
 *
 * The flow is a row of units (lines, headings, column boxes, blocks across the columns), each a
 * whole number of rows of the baseline grid. Some paragraphs are flexible: a second row of units
 * stands for the same text set a line shorter or longer, so that the flow is a lattice. A dynamic
 * programme walks over states (units set, boxes set, note lines set, what the facing page looks
 * like) at page starts; its edges are pages, its costs ranked evils with weights from the layout.
 * The idea is that of M. F. Plass, "Optimal Pagination Techniques for Automatic Typesetting
 * Systems" (Stanford, 1981), with notes and boxes as part of the state, and paragraphs of several
 * lengths as in F. Mittelbach, "A General Framework for Globally Optimized Pagination" (2016).
 *
 * What is exact: the choice among all sequences of the pages that page_fill offers. What is bounded
 * there: one flexed paragraph begins in a column, three boxes stand on a page, those of one column
 * in an order that follows the columns, a run that fits whole is set level and is parted only for a
 * box that waits, and of each column only the few best ends are offered, unless the flow asks for
 * all of them (`thorough`); in a flow of many boxes only the best page starts of each stretch of
 * text go on (page_beam.h). page_optimum_test.c compares both with exhaustive search.
 *
 * Must hold: every unit (or one variant of it), box and note line is set exactly once and in order;
 * every page sets something, so the end is reached; a unit stays on the grid. */
#ifndef MAQUETTE_PAGE_PAGE_BREAKER_H
#define MAQUETTE_PAGE_PAGE_BREAKER_H

#include "layout/layout.h"

/* A unit of the flow: it is never divided. */
typedef struct FlowUnit {
    int32_t rows;      /* of the grid that it takes; within a box perhaps none */
    int32_t space;     /* rows left free above it; dropped at a column's head, 0 within a box */
    int32_t head_rows; /* of what stands above it there: a table's head again, a box's inset */
    bool held;         /* no column or page ends before it, unless it must */
    bool orphan;       /* a column that ends before it leaves an orphan, */
    bool widow;        /* or makes a widow, */
    bool in_form;      /* or parts an inclusive form: as a hyphen at its foot, once more */
    bool in_box;       /* or cuts a box in two, of which the unit before it is part */
    bool span;         /* stands across all columns */
    bool hyphen;       /* ends with a hyphen: dear at a page's foot */
    uint32_t flex;     /* of a variant's unit: the number of its FlowFlex */
    size_t place;      /* of a variant's unit: the normal unit that it stands for */
    size_t notes_due;  /* column note lines of all units up to and with this one */
    Unit page_notes;   /* height of the notes it puts at the foot of the page, across its width */
} FlowUnit;

/* A paragraph set a line shorter or longer: the units [alt_first, alt_end) may stand for the normal
 * ones [first, end). A paragraph begun in one variant goes on in it on the next column or page. No
 * unit of either is across the columns or has notes across the page; both call the same notes. */
typedef struct FlowFlex {
    size_t first, end;
    size_t alt_first, alt_end;
    int64_t cost; /* of setting it so, by the weight of EVIL_FLEXED */
} FlowFlex;

static inline bool flex_is_shorter(const FlowFlex *flex) {
    return flex->alt_end - flex->alt_first < flex->end - flex->first;
}

/* A box that leaves its place in the flow. */
typedef struct FlowFloat {
    int32_t rows;
    Place place;   /* top, bottom or page */
    size_t anchor; /* its call is before this normal unit: it stands on that page or later, or less
                      than a page earlier */
    Unit page_notes;   /* as of a unit */
    int32_t columns;   /* that it is wide; 0: all */
    Unit column_notes; /* of one column: height of its notes at that column's foot */
} FlowFloat;

/* A number of pages that a flow is to have if it can, and what it costs then. */
typedef struct PageWanted {
    size_t pages; /* 0: as many as are best */
    int64_t cost;
} PageWanted;

typedef struct Flow {
    const FlowUnit *units; /* unit_count normal ones; where there are flexes, one that is no unit,
                              then those of the variants */
    size_t unit_count;
    const FlowFlex *flexes; /* in order of first; of variants with the same one in any */
    size_t flex_count;
    const FlowFloat *floats; /* in order of anchor */
    size_t float_count;
    const int64_t *note_tops; /* note_count + 1: height of all note lines before each, in Units */
    const bool *note_begins;  /* note_count: the line begins a note; NULL: each line is a note */
    size_t note_count;        /* column note lines */
    int32_t rows;             /* of a page */
    int32_t columns;
    Unit leading;
    Unit note_gap; /* least room above notes */
    int32_t evils[EVIL_COUNT];
    PageWanted wanted;   /* by a goal (goals.h) */
    uint32_t first_page; /* its first page's number, if even pages face the odd ones after them;
                            0: no pages face */
    bool thorough; /* offer every end of every column: for small flows, as the time grows with the
                      product of the columns' rows */
} Flow;

/* Hard rules that no layout weighs. With the evils that one forbids, numbered by Evil, they are all
 * there are. */
typedef enum PageRule {
    PAGE_RULE_HELD = EVIL_COUNT, /* a held unit stays with the one before it */
    PAGE_RULE_TALL,              /* nothing is taller than the room for it */
    PAGE_RULE_NOTE_ROOM,         /* notes across the page have room at its foot */
    PAGE_RULE_COUNT
} PageRule;

/* What is wrong with a page, weighed. */
typedef struct Toll {
    int64_t evils[EVIL_COUNT]; /* the cost of each soft evil that was accepted */
    int64_t broken;            /* of broken rules: COST_BROKEN_RULE each */
    uint32_t rules;            /* those: a bit for each Evil or PageRule */
} Toll;

/* A part of a page: units [first, end) in one column, or across it (column -1) one unit or those of
 * one box, and the note
 * lines that it puts at its column's foot. Where notes are carried, a slot may hold no units. Where
 * a variant begins or ends, the column goes on in the next slot, right below. */
typedef struct PageSlot {
    int32_t column, row; /* row of its top, from below the boxes at the page's top */
    size_t first, end;
    size_t first_note, end_note;
    bool goes_on; /* continues the slot before it: the space above its first unit is kept, and lies
                     above `row` */
} PageSlot;

#define PAGE_COLUMNS_MOST 6
#define PAGE_FLOATS_MOST  3

/* Where a box of some columns stands. At the top, row counts from the head of the page's first
 * column text; at the bottom, from below: a box of one column stands above its column's notes, a
 * wider one below them. */
typedef struct FloatSpot {
    int32_t column; /* its first one; -1: across all */
    int32_t row;
} FloatSpot;

/* Where a page might have ended instead. */
typedef struct PageRunnerUp {
    size_t place; /* the normal unit that the next page would begin with or within */
    int64_t more; /* what the whole flow would cost more, >= 0 */
    Toll toll;    /* of this page, if it ended there */
} PageRunnerUp;

typedef struct PagePlan {
    size_t first_unit, first_note; /* where it begins; the unit perhaps within a variant */
    uint32_t facing;               /* what it knows of the page it faces; see page_fill.h */
    PageSlot *slots;               /* in reading order */
    size_t slot_count;
    size_t first_float, end_float;
    FloatSpot spots[PAGE_FLOATS_MOST]; /* of these */
    int32_t float_row; /* where the columns begin, from below the boxes at the page's top */
    int32_t top_rows, bottom_rows, page_note_rows; /* taken by boxes and by notes across the page */
    size_t end_place; /* the normal unit that the next page begins with or within */
    int64_t cost;     /* the sum of its toll */
    Toll toll;
    bool forced; /* no page kept all rules; a unit may be too tall, a note far from its call */
    const PageRunnerUp *runner_up; /* by plans_explain; NULL: no other end is known */
} PagePlan;

typedef struct PagePlans {
    PagePlan *pages;
    size_t count;
    int64_t cost; /* the sum of the pages' */
} PagePlans;

/* What its flexed paragraphs cost. */
int64_t plans_flexed_cost(const PagePlans *plans);

/* What a broken hard rule costs: more than any soft evils together. */
#define COST_BROKEN_RULE INT64_C(100000)

int64_t toll_sum(const Toll *toll);
/* How often rules were broken; a part of a forbidden evil counts as one. */
int64_t toll_broken_count(const Toll *toll);
/* Whether an Evil, as the layout forbids it, or a PageRule was broken. */
bool toll_breaks(const Toll *toll, int rule);

/* Rows that a height in Units takes: 0 for none or less, of a huge one a million. */
int32_t rows_of(int64_t height, Unit leading);

/* A place in the flow is the number of the next unit, or unit_count. The normal unit that a place
 * stands for, and the place behind a unit: within its variant as long as that goes on. */
static inline size_t flow_place(const Flow *flow, size_t unit) {
    return unit <= flow->unit_count ? unit : flow->units[unit].place;
}
static inline size_t flow_next(const Flow *flow, size_t unit) {
    if (unit < flow->unit_count) return unit + 1;
    const FlowFlex *flex = &flow->flexes[flow->units[unit].flex];
    return unit + 1 < flex->alt_end ? unit + 1 : flex->end;
}

/* Breaks the flow into pages, as many as are wanted if that can be. Always succeeds; time grows
 * linearly with the units. The result lives in the arena. */
PagePlans break_pages(Arena *arena, const Flow *flow);

/* The same, where plans are known: others only if they cost no more. */
PagePlans break_pages_again(Arena *arena, const Flow *flow, const PagePlans *known);

/* The cheapest way to break a flow into a number of pages. */
typedef struct PageForm {
    bool known; /* there is one that costs no more than it may */
    int64_t cost;
    int64_t flexed; /* part of it, of flexed paragraphs */
} PageForm;

typedef struct PageForms {
    size_t least, most; /* numbers of pages */
    PageForm *forms;    /* one a number */
    int64_t lacking;    /* rows of a column that do not fit `least` pages, however these are broken;
                           0: they fit */
} PageForms;

/* Finds the forms of a flow with each number of pages from least (> 0) to most in one search. They
 * cost no more than that, and live in the arena. */
PageForms break_pages_counted(Arena *arena, const Flow *flow, size_t least, size_t most,
                              int64_t cost);

/* Gives each page of a flow's plans its runner-up: the cheapest complete solution of as many pages,
 * if some number is wanted, that begins this page alike but ends it at another place of the text.
 * Holds all pages that are considered in memory at once. */
void plans_explain(Arena *arena, const Flow *flow, PagePlans *plans);

#endif
