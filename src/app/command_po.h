/* `maquette po export EDITION -o FILE.pot|FILE.po` and
 * `maquette po import FILE.po --from EDITION -o FOLDER`. */
#ifndef MAQUETTE_APP_COMMAND_PO_H
#define MAQUETTE_APP_COMMAND_PO_H

#include "app/options.h"

/* The two commands, each with its messages; gives the exit status. */
int command_po_export(const Options *options);
int command_po_import(const Options *options);

#endif
