/* The pictures and data files that an edition shows, for a folder made from it. */
#ifndef MAQUETTE_APP_SHOWN_FILES_H
#define MAQUETTE_APP_SHOWN_FILES_H

#include "translation/units.h"

/* Copies the files that the units show, from wherever their edition finds them, under the same
 * names into a folder. One that is there already stays, one that is missing is told when the
 * edition is checked. False after a report. */
bool shown_files_copy(Arena *arena, const TextUnits *units, Str folder, Diag *diag);

#endif
