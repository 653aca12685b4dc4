/* What the program can be asked to do. */
#ifndef MAQUETTE_APP_COMMANDS_H
#define MAQUETTE_APP_COMMANDS_H

#include "app/options.h"

/* Exit statuses. */
#define EXIT_GOOD    0
#define EXIT_MISTAKE 1
#define EXIT_MACHINE 2
#define EXIT_BROKEN  3 /* diff: something that must hold no longer does */

/* Runs the command; everything it has to say is printed. Gives the exit status. */
int command_run(const Options *options);

#endif
