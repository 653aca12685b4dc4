/* How much text finds room where an edition's units stand. */
#ifndef MAQUETTE_APP_PO_ROOM_H
#define MAQUETTE_APP_PO_ROOM_H

#include "app/pipeline.h"
#include "translation/units.h"

/* For each unit of the pipeline's document, the characters that its source may have, marks of
 * Markdown included, before it takes a line more, in letters as wide as those of the unit are on
 * average; 0 where no line shows it as running text. In the pipeline's arena. */
size_t *po_room(Pipeline *pipeline, const TextUnits *units);

#endif
