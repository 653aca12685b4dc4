/* What `maquette check --room` says about the room that is left. */
#ifndef MAQUETTE_APP_COMMAND_ROOM_H
#define MAQUETTE_APP_COMMAND_ROOM_H

#include "app/options.h"
#include "app/pipeline.h"

/* A row for each section, box and text, in the order of the sources: where it stands, its page,
 * lines and characters, and how many characters more find room: in a text before it takes a line
 * more, in a box before it is taller than its page, in a section before it takes a page more. As a
 * table, or as one JSON array. Paints all pages. */
void command_room(const Pipeline *pipeline, const Options *options, StrBuilder *out);

#endif
