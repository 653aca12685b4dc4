/* From chosen breaks to placed parts. Used inside the layer. */
#ifndef MAQUETTE_PARAGRAPH_LINES_H
#define MAQUETTE_PARAGRAPH_LINES_H

#include "paragraph/build.h"

/* What is known of a line before it is placed. */
typedef struct LinePlan {
    uint32_t from, to; /* bytes of the text */
    LineRoom room;
    Unit hang_start, hang_end; /* beyond the room, to the left and to the right */
    int32_t ratio;             /* see LineBreak */
    bool inserts_hyphen;       /* a hyphen is added behind the text */
    bool ends_in_hyphen;       /* typed or added */
    bool parts_form;           /* added, in an inclusive form */
    bool ends_at_space;        /* the space is copied, but takes no room */
    bool first, last;          /* last: of the paragraph, or before a forced break */
} LinePlan;

/* Places the parts of one line: justified exactly to its room, or aligned in it. Parts and notes
 * live in the setter's arena. */
SetLine line_place(const Build *build, const LinePlan *plan);

#endif
