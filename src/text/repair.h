/* What is put right in the author's text itself, as edits: slips that are certain (the twins of the
 * middle dot, the straight apostrophe: `corrections` of LANG.yaml), and, where asked, the spaces
 * that were not typed (`missing-spaces`). Code and addresses are never touched. */
#ifndef MAQUETTE_TEXT_REPAIR_H
#define MAQUETTE_TEXT_REPAIR_H

#include "text/analyse.h"

typedef struct TextEdit {
    uint32_t at, removed; /* bytes of the text */
    Str put;
    bool joins_before; /* of a mere insertion: it belongs with the character before it */
    Str told; /* the word in which a twin of the dot was replaced, as typed; else empty: silent */
} TextEdit;

/* The edits of a paragraph, in order and apart from each other (of two at one byte, an insertion
 * comes first); their number. Linear in the text's length. They live in the arena. */
size_t repair_find(Arena *arena, const TextRequest *request, bool missing_spaces, TextEdit **edits);

#endif
