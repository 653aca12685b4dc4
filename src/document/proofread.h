/* What the rooms of proofreading share while a document is walked. */
#ifndef MAQUETTE_DOCUMENT_PROOFREAD_H
#define MAQUETTE_DOCUMENT_PROOFREAD_H

#include "document/document.h"
#include "text/proof.h"

typedef struct Proofreader {
    const LanguageSet *languages;
    Arena *scratch;
    Diag *diag;
    bool judges;     /* the language has rules for more than dots */
    bool quote_open; /* a quotation began in an earlier text, here: */
    Span quote_where;
    Str quote_mark, quote_closer;
} Proofreader;

/* A block's text on its way to the rules of its language; lives in the scratch arena. */
ProofRequest proofread_request(Proofreader *reader, const Block *block);

/* One way to begin and to end the items of a list; inner: it stands in an item of another. */
void proofread_list(Proofreader *reader, const Block *list, bool inner);

#endif
