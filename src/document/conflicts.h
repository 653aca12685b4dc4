/* Two versions of a text that version control could not join. */
#ifndef MAQUETTE_DOCUMENT_CONFLICTS_H
#define MAQUETTE_DOCUMENT_CONFLICTS_H

#include "base/diag.h"

/* The source with the first version alone where lines of <<<<<<<, ======= and >>>>>>> hold two;
 * each is reported. It remembers where its lines really stand (Source.origins). The source itself
 * where there are none; else in the arena. Linear. */
Source *conflicts_resolve(Arena *arena, Source *source, Diag *diag);

#endif
