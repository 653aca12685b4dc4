/* What `maquette check --lines` says about the looseness of justified lines. */
#ifndef MAQUETTE_APP_COMMAND_LINES_H
#define MAQUETTE_APP_COMMAND_LINES_H

#include "app/options.h"
#include "display/display.h"

/* One entry for each paragraph that has justified lines, by its place, and one for the edition: as
 * text, or as one JSON object. Paints all pages. */
void command_lines(const DisplayList *list, const Options *options, Arena *arena, StrBuilder *out);

#endif
