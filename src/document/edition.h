/* edition.yaml: what the whole edition says about itself. */
#ifndef MAQUETTE_DOCUMENT_EDITION_H
#define MAQUETTE_DOCUMENT_EDITION_H

#include "document/document.h"

/* Fills the edition from its root; what is missing or wrong is reported. */
void edition_read(Arena *arena, const Source *source, const YamlNode *root, Edition *edition,
                  Diag *diag);

#endif
