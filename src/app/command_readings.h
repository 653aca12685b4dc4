/* The command that lists how the inclusive forms of an edition are read. */
#ifndef MAQUETTE_APP_COMMAND_READINGS_H
#define MAQUETTE_APP_COMMAND_READINGS_H

#include "app/options.h"
#include "document/document.h"

/* One line for each form and reading, in order of the first place: columns between tabs below a
 * line that names them, or one JSON array. The forms must have been read. */
void command_readings(const Document *document, const Options *options, Arena *arena,
                      StrBuilder *out);

#endif
