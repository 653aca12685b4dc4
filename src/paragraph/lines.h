/* From chosen breaks to placed pieces. Used inside the layer. */
#ifndef MAQUETTE_PARAGRAPH_LINES_H
#define MAQUETTE_PARAGRAPH_LINES_H

#include "paragraph/build.h"

/* What is known of a line before it is placed. */
typedef struct LinePlan {
    uint32_t from, to; /* bytes of the text */
    LineRoom room;
    Unit hang_start, hang_end;
    int32_t ratio;
    bool inserts_hyphen; /* a hyphen is added behind the text */
    bool ends_in_hyphen; /* typed or added */
    bool ends_at_space;  /* the space is copied, but takes no room */
    bool first, last;    /* last: of the paragraph, or before a forced break */
} LinePlan;

/* Places the pieces of one line: justified exactly to its room, or aligned in it. */
SetLine line_place(const Build *build, const LinePlan *plan);

#endif
