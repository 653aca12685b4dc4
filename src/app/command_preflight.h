/* The command that decides whether a finished PDF may claim a standard. */
#ifndef MAQUETTE_APP_COMMAND_PREFLIGHT_H
#define MAQUETTE_APP_COMMAND_PREFLIGHT_H

#include "app/options.h"

/* Prints a report on each file. Gives the exit status: every standard that is claimed or asked for
 * is met, one is not, or a file cannot be read. */
int command_preflight(const Options *options);

#endif
