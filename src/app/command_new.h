/* maquette new: the folder in which a translation begins. */
#ifndef MAQUETTE_APP_COMMAND_NEW_H
#define MAQUETTE_APP_COMMAND_NEW_H

#include "app/options.h"

/* Makes the folder, which must not hold anything yet, and says what to do next. Gives the exit
 * status. */
int command_new(const Options *options);

#endif
