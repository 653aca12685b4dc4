/* The command that draws pages as pictures. */
#ifndef MAQUETTE_APP_COMMAND_PREVIEW_H
#define MAQUETTE_APP_COMMAND_PREVIEW_H

#include "app/options.h"
#include "app/pipeline.h"

/* Writes --page N to -o FILE, or every page to a file whose name has its number before the ending,
 * as PNG or SVG by that ending, and lists the files. A grid needs a pipeline with accounts. False
 * after a report; files written until then stay. */
bool command_preview(Pipeline *pipeline, const Options *options, StrBuilder *out);

#endif
