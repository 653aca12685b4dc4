/* The middle dot between letters, drawn as the domain's rules B3.2 to B3.7 ask. */
#ifndef MAQUETTE_FONT_DOT_H
#define MAQUETTE_FONT_DOT_H

#include "font/itemise.h"

enum { MIDDLE_DOT = 0x00B7 };

/* Marks the dots that stand between two cased letters. */
void dots_find(Letter *letters, size_t count);

/* Glyphs of one run, in HarfBuzz's order from left to right; a glyph's cluster is here the number
 * of its letter. */
typedef struct DotRun {
    const Letter *letters;
    const Face *face;
    Unit size;
    DotHeight height;
    Glyph *glyphs;
    size_t count;
} DotRun;

/* Places and spaces the dots of a run. */
void dots_adjust(const DotRun *run);

#endif
