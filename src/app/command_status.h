/* maquette status: how far the translations are. */
#ifndef MAQUETTE_APP_COMMAND_STATUS_H
#define MAQUETTE_APP_COMMAND_STATUS_H

#include "app/options.h"

/* Prints a row for each edition: in the folders named, or below content/. Gives the exit status: an
 * edition with mistakes is EXIT_MISTAKE. */
int command_status(const Options *options);

#endif
