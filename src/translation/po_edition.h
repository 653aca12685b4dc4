/* An edition made from the texts of its source and a PO file. */
#ifndef MAQUETTE_TRANSLATION_PO_EDITION_H
#define MAQUETTE_TRANSLATION_PO_EDITION_H

#include "translation/po_match.h"

/* The texts of the source with those of the PO file in their place; reports of them lead into the
 * PO file. What is fuzzy or was made from another text is reported and not used; that, and what is
 * not translated, stands as the source says it. own: edition.yaml of the edition, or NULL; texts of
 * the source's edition.yaml that it overrides are not counted. In the arena, borrowing from the
 * units' document. */
EditionSources *po_edition_make(Arena *arena, const TextUnits *units, const PoFile *file,
                                const YamlNode *own, Diag *diag);

#endif
