/* Boxes: a div set in the style its class names. */
#ifndef MAQUETTE_PAGE_BOX_H
#define MAQUETTE_PAGE_BOX_H

#include "page/stack.h"

typedef struct Box {
    const BoxStyle *style;
    Place place;      /* here, top, bottom or page */
    const Slab *slab; /* origin: top left corner of the frame */
    Unit width, height;
    Note **notes; /* called in it, to be set outside */
    size_t note_count;
} Box;

typedef VEC(Box) Boxes;

/* What boxes are made with: the section's stacker settings, which each box changes for itself. */
typedef struct BoxMaker {
    Stacker like;    /* setter, layout, styles, objects, pictures; its width is the column's */
    Unit span_width; /* of all columns */
    Unit tallest;    /* height of a page's text area: a taller box is divided */
} BoxMaker;

/* The style of a div; an unknown class is reported and gives NULL: its blocks are then set in the
 * flow. */
const BoxStyle *box_find_style(const BoxMaker *maker, const Block *div);

/* Sets a box and appends its parts: one, or several where it is taller than a page, which is
 * reported unless the style lets it break; none for an empty div. */
void box_make(const BoxMaker *maker, const Block *div, const BoxStyle *style, Boxes *parts);

#endif
