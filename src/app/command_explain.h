/* The command that tells what was traded on each page. */
#ifndef MAQUETTE_APP_COMMAND_EXPLAIN_H
#define MAQUETTE_APP_COMMAND_EXPLAIN_H

#include "app/options.h"
#include "app/pipeline.h"

/* Says of one page or all what its place in the optimum cost, as text or JSON, or draws them into
 * --html FILE. False after a report: there is no such page, or the file cannot be written. */
bool command_explain(Pipeline *pipeline, const Options *options, StrBuilder *out);

#endif
