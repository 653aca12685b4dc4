/* The drawn figures of a template as display items. Used by the painter. */
#ifndef MAQUETTE_DISPLAY_FIGURES_H
#define MAQUETTE_DISPLAY_FIGURES_H

#include "base/vec.h"
#include "display/display.h"

typedef VEC(DisplayItem) DisplayItems;

/* Appends the background, which fills the bleed, and the figures of a template; kept in the arena.
 */
void figures_paint(Arena *arena, const Layout *layout, const Template *template,
                   DisplayItems *items);

#endif
