/* Boxes: a div set in the style its class names. */
#ifndef MAQUETTE_PAGE_BOX_H
#define MAQUETTE_PAGE_BOX_H

#include "page/stack.h"

struct Box {
    const BoxStyle *style;
    Place place;
    int32_t columns;  /* that it is wide, as a float; 0: all */
    const Slab *slab; /* origin: top left corner of the frame */
    Unit width, height;
    int32_t rows_beside; /* lines that run round it; 0: none does */
    Unit first_baseline; /* of its first line, below its top */
    Note **notes;        /* called in it, to be set outside */
    size_t note_count;
    bool late;          /* in the margin: called on a page before */
    bool carries_notes; /* so that they stand wherever it does */
};

typedef VEC(Box) Boxes;

/* A box that is set but not yet in parts: box_part.h. */
typedef struct BoxText {
    const Block *div;
    Box like; /* what its parts have in common: place, style, columns, width */
    StackLines lines;
    StackLines *notes; /* of each line, those it has inside the box; NULL: none has any */
    bool turned;       /* read from the other side than the edition: its parts are turned over */
    bool cut;          /* it goes on over columns and pages like text */
} BoxText;

/* What boxes are made with: the section's stacker settings, which each box changes for itself. */
struct BoxMaker {
    Stacker like;    /* setter, layout, styles, objects, pictures; its width is the column's */
    Unit span_width; /* of all columns */
    Unit tallest;    /* height of a page's text area: a taller box is divided */
    Arena *keep;     /* holds the lines of boxes that are cut; NULL: none is */
    int32_t columns; /* of a page */
    Unit gutter;     /* between them */
    Unit outside;    /* width of the outer margin; 0: nothing stands in it */
    Unit leading;    /* of the grid of lines that run round a box; 0: none do */
    Unit cap_height; /* of these lines */
};

/* The style of a div; an unknown class is reported and gives NULL: its blocks are then set in the
 * flow. */
const BoxStyle *box_find_style(const BoxMaker *maker, const Block *div);

/* The style of a div whose box text runs round, as far as its width is concerned; else NULL. */
const BoxStyle *box_find_wrapped(const BoxMaker *maker, const Block *div);

/* True for a box that stands in its place, as far as its style and attributes say; others take no
 * part in the flow around them. An unknown class or place is not reported. */
bool box_is_here(const Layout *layout, const Block *div);
/* True if it stands there across several columns. maker NULL: there are none. */
bool box_is_across(const BoxMaker *maker, const Block *div);

/* Sets a box; reports what is wrong with its attributes and place. It is cut if its style lets it
 * break, it is as wide as its column or all of them with its text in one column, and it stands in
 * its place; one that floats but is taller than a page gets its place here. */
BoxText box_set(const BoxMaker *maker, const Block *div, const BoxStyle *style);

/* Appends the parts of one that is not cut: one, or several where it is taller than a page, which
 * is reported unless the style lets it break; none for an empty div. */
void box_divide(const BoxMaker *maker, const BoxText *text, Boxes *parts);

/* Both, for a maker that cuts none. */
void box_make(const BoxMaker *maker, const Block *div, const BoxStyle *style, Boxes *parts);

/* Width of one of a style's columns in a frame of that width. */
Unit box_column_width(const BoxStyle *style, Unit width);

#endif
