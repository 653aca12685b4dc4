/* The texts of an edition: as its folder holds them, or made from those of others. */
#ifndef MAQUETTE_APP_EDITION_TEXTS_H
#define MAQUETTE_APP_EDITION_TEXTS_H

#include "app/project.h"
#include "document/document.h"

/* What document_open_sources is to read. An edition with `po:` in its edition.yaml is made from the
 * texts of its `source:` and that PO file; one without sections has those of its source. Then its
 * `changes:` are made to them. NULL after a report. */
const EditionSources *edition_texts(Arena *arena, const Project *project, Diag *diag);

/* A document as it was before its `changes:`, read again, or NULL where it has none. What is wrong
 * in it is not reported. */
const Document *edition_before_changes(Arena *arena, const Document *document);

#endif
