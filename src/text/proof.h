/* Proofreading one paragraph's text by the rules of its language: what an author should look at
 * again. Nothing is changed. A language without rules for it (`proof:`) asks for nothing but the
 * dots of its inclusive forms. */
#ifndef MAQUETTE_TEXT_PROOF_H
#define MAQUETTE_TEXT_PROOF_H

#include "text/analyse.h"

typedef struct ProofRequest {
    TextRequest text;
    const Str *call_ids; /* of each note call, as written between [^ and ] */
    bool quote_open;     /* a quotation of an earlier text is still open */
} ProofRequest;

typedef struct TextDoubt {
    MessageCode code;
    uint32_t start, end; /* bytes of the text in doubt */
    Str arguments[3];    /* of the message; often the words in doubt, and a proposal */
} TextDoubt;

/* How a text begins, for comparing it with its neighbours. */
typedef enum ProofStart {
    PROOF_START_OTHER,   /* a figure, code, or a capital that may be a name's */
    PROOF_START_SMALL,   /* a small letter */
    PROOF_START_CAPITAL, /* a capital that can only be a sentence's */
} ProofStart;

typedef enum ProofEnd {
    PROOF_END_BARE,     /* no mark */
    PROOF_END_STOP,     /* a full stop */
    PROOF_END_SENTENCE, /* another mark that ends a sentence */
    PROOF_END_ITEM,     /* a mark that ends the items of a list */
    PROOF_END_COLON,    /* another mark: more follows */
    PROOF_END_LITERAL,  /* an address, code or another language: not judged */
} ProofEnd;

typedef struct ProofEdges {
    ProofStart start;
    ProofEnd end;
    uint32_t mark;     /* the mark at the end, or 0 */
    uint32_t end_at;   /* its byte, or that of the last character */
    bool abbreviation; /* the full stop may belong to an abbreviation */
    bool bracketed;    /* the mark stands inside a bracket */
    bool sentences;    /* another sentence ends inside */
} ProofEdges;

typedef struct Proof {
    TextDoubt *doubts; /* in order of place, in the arena */
    size_t doubt_count;
    bool quote_closed;           /* the quotation of an earlier text ends here */
    bool quote_left;             /* a quotation begins here and does not end */
    uint32_t quote_at;           /* its byte */
    Str quote_open, quote_close; /* its marks */
    ProofEdges edges;
} Proof;

/* Linear in the text's length, but for putting the doubts in order. */
Proof proof_text(Arena *arena, const ProofRequest *request);

#endif
