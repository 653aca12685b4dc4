/* Proofreading one paragraph's text by the rules of its language: what an author should look at
 * again. Nothing is changed. */
#ifndef MAQUETTE_TEXT_PROOF_H
#define MAQUETTE_TEXT_PROOF_H

#include "text/analyse.h"

typedef struct TextDoubt {
    MessageCode code;
    uint32_t start, end; /* bytes of the text in doubt */
    Str arguments[3];    /* of the message; often the words in doubt, and a proposal */
} TextDoubt;

/* The doubts in order of place, in the arena; their number. Linear in the text's length. */
size_t proof_text(Arena *arena, const TextRequest *request, TextDoubt **doubts);

#endif
