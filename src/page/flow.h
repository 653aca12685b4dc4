/* A section's blocks as flows: units on the grid, boxes and notes, ready to be broken into pages.
 */
#ifndef MAQUETTE_PAGE_FLOW_H
#define MAQUETTE_PAGE_FLOW_H

#include "page/box.h"
#include "page/page_breaker.h"

/* What a unit of the flow shows: one or more stack lines, or a box in its place. */
typedef struct FlowContent {
    const Slab *slab;  /* lines: origin at the left, last baseline; box: top left corner */
    const Slab *head;  /* above the unit where a column begins with it; may be NULL */
    const Box *box;    /* NULL for lines */
    const BoxText *of; /* of a box that is cut: it is the unit's line of that number; else NULL */
    size_t number;
    Unit below;        /* of lines across the columns: the room below them, part of their rows */
    Note **page_notes; /* to stand at the page's foot, across */
    size_t page_note_count;
    const Box *round;   /* at its first line; text runs round it */
    const Box **beside; /* in the margin, at its first line */
    size_t beside_count;
    const StackParagraph *paragraph; /* that it is a line of, or NULL; until pages are broken */
} FlowContent;

/* A note at a column's foot, and how many note lines there are up to its end. */
typedef struct ColumnNote {
    const Note *note;
    size_t end;
} ColumnNote;

/* A stretch of a section between two forced page openings. */
typedef struct FlowPart {
    Flow flow;
    FlowContent *contents; /* one a unit, those of variants too */
    const Box *floats;     /* one a FlowFloat; their notes are those to stand at the page's foot */
    const StackLines *float_notes; /* of each, those at the foot of its column */
    StackLines notes;              /* the column notes' lines, in order */
    const ColumnNote *column_notes;
    size_t column_note_count;
} FlowPart;

typedef VEC(FlowPart) FlowParts;

/* The text area of a template. */
typedef struct PageArea {
    Unit width; /* of all columns and gutters */
    Unit column_width, gutter;
    int32_t columns, rows;
    Unit first_baseline; /* from the sheet's top */
    Unit leading;        /* of the grid */
    Unit cap_height;     /* of the body text: where the area's first line visibly begins */
} PageArea;
/* For a template as layout_read gives it: 1 to PAGE_COLUMNS_MOST columns, at least one row. */
PageArea page_area_make(const Layout *layout, const Template *template, const Setter *setter);

typedef struct SectionContext {
    Setter *setter; /* its arena holds what is set: until the program ends */
    Arena *work;    /* until the section's pages are broken */
    Arena *flows;   /* until all rounds are over: what is broken into pages */
    Arena *pages;   /* until the next round: what is placed */
    const Layout *layout;
    const Template *template;
    const Section *section;
    PageArea area;
    ObjectTexts objects;
    const Map *pictures;
} SectionContext;

/* A stacker with the template's styles, for a measure. */
Stacker section_stacker(const SectionContext *context, Unit width);

/* Sets the section's blocks and cuts them into parts, which live in the context's flow arena; none
 * for a section without blocks. */
FlowParts flow_make(const SectionContext *context);

/* Sets notes across the page, below one another, in the context's page arena; NULL and height 0 for
 * none. The slab's origin is the last baseline. */
const Slab *page_notes_make(const SectionContext *context, Note *const *notes, size_t count,
                            Unit *height);

#endif
