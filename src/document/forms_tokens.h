/* A text as the words around inclusive forms are looked at. */
#ifndef MAQUETTE_DOCUMENT_FORMS_TOKENS_H
#define MAQUETTE_DOCUMENT_FORMS_TOKENS_H

#include "document/document.h"
#include "text/language_rules.h"

typedef enum FormTokenTrait {
    FORM_TOKEN_JOINED = 1 << 0,   /* nothing but a space, or an elision's mark, before it */
    FORM_TOKEN_GLUED = 1 << 1,    /* not even a space: what is before it is an elided word */
    FORM_TOKEN_SENTENCE = 1 << 2, /* a sentence begins with it */
    FORM_TOKEN_CAPITAL = 1 << 3,  /* begins with a capital */
    FORM_TOKEN_ACRONYM = 1 << 4,  /* two capitals or more */
    FORM_TOKEN_BRACKET = 1 << 5,  /* behind an opening bracket */
    FORM_TOKEN_SLASH = 1 << 6,    /* behind a slash or another sign that offers a choice */
    FORM_TOKEN_QUOTED = 1 << 7,   /* somebody else's words: a quotation, a title, a link */
    FORM_TOKEN_FOREIGN = 1 << 8,  /* code, or another language */
} FormTokenTrait;

/* A word or a form. An elided word (d’) is one of its own before a plain word, and part of a form.
 */
typedef struct FormToken {
    uint32_t start, end;  /* bytes of the text */
    uint32_t traits;      /* FormTokenTrait bits */
    const FormWord *form; /* NULL: a plain word */
    const FormReading *group;
    Str lower; /* of a plain word; empty where it is longer than any word */
} FormToken;

typedef struct FormTokens {
    const Block *block;
    FormToken *items;
    size_t count;
} FormTokens;

/* The tokens of a block's text, in the arena. quoted: the block stands in a quotation. */
FormTokens form_tokens_read(Arena *arena, const Language *language, const Block *block,
                            bool quoted);

static inline bool form_token_is(const FormToken *token, int traits) {
    return (token->traits & (uint32_t)traits) != 0;
}

#endif
