/* What an edition is made into for a trial of its layout. */
#ifndef MAQUETTE_APP_PSEUDO_EDITION_H
#define MAQUETTE_APP_PSEUDO_EDITION_H

#include "document/document.h"

typedef enum PseudoEdition {
    PSEUDO_NONE,
    PSEUDO_LONG,          /* its words are longer */
    PSEUDO_RIGHT_TO_LEFT, /* its language is read from the right */
} PseudoEdition;

/* The texts of a long edition, in the arena; what is wrong with the true ones is told when these
 * are read. language: of the edition, may be NULL. */
const EditionSources *pseudo_texts(Arena *arena, const EditionSources *texts,
                                   const Language *language);

/* The rules of a language as one that is read from the right. */
YamlNode *pseudo_rules(Arena *arena, const YamlNode *rules, Diag *diag);

#endif
