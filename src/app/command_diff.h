/* The command that says why two layouts differ. */
#ifndef MAQUETTE_APP_COMMAND_DIFF_H
#define MAQUETTE_APP_COMMAND_DIFF_H

#include "app/options.h"

/* Compares the two things named, each a snapshot or the folder of an edition, and prints why they
 * differ. Gives the exit status: nothing differs, something does, an invariant is broken, or one of
 * the two cannot be read. */
int command_diff(const Options *options);

#endif
