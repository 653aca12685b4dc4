/* `maquette build --all`: every edition below content/. */
#ifndef MAQUETTE_APP_COMMAND_BUILD_ALL_H
#define MAQUETTE_APP_COMMAND_BUILD_ALL_H

#include "app/options.h"

/* Builds the editions of the project that is given, or that the working folder lies in, at once:
 * each folder of content/ that holds edition.yaml or a section. The reports of each stand together,
 * in the order of the folders' names, as `build` alone would print them; a table on standard output
 * says what became of each. Gives the worst exit status. */
int command_build_all(const Options *options);

#endif
