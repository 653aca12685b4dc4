/* What is gathered of an edition's forms before anything is judged: how often each is written how,
 * and where first. */
#ifndef MAQUETTE_DOCUMENT_FORMS_LEDGER_H
#define MAQUETTE_DOCUMENT_FORMS_LEDGER_H

#include "base/vec.h"
#include "document/forms_tokens.h"
#include "text/form_spelling.h"

typedef struct FormPlace {
    const Block *block;
    uint32_t at; /* byte of its text */
} FormPlace;

/* A feminine of a word, in the plural, and how often it is written. */
typedef struct FormFeminine {
    Str plural;
    Str shown; /* as written first */
    FormPlace first;
    size_t count;
    struct FormFeminine *next;
} FormFeminine;

/* A word that has forms, known by its masculine plural. */
typedef struct FormNoun {
    Str masculine;
    Str shown;         /* a form as written, in lower case, if possible in the plural */
    bool shown_plural; /* it is */
    bool changes;      /* its masculine has a plural of its own */
    uint32_t feminine_count;
    size_t form_count;       /* written as a form, */
    size_t noun_count;       /* of those, surely as a noun, */
    size_t plain_count;      /* and in the masculine alone */
    FormPlace plain;         /* its first place */
    FormFeminine *feminines; /* in order of their first place */
} FormNoun;

/* A doubtful form, once for all its places. */
typedef struct FormDoubted {
    Str typed;
    const FormWord *form;
    FormPlace first;
    size_t count;
} FormDoubted;

typedef struct FormSign {
    uint32_t separator;
    size_t count;
} FormSign;

/* A form that could be something else (mot.e): counted where its word has other forms. */
typedef struct FormUncertain {
    Str masculine; /* plural */
    uint32_t separator;
    bool both_ways, apart;
} FormUncertain;

typedef struct FormLedger {
    Arena *arena;   /* of what is gathered */
    Arena *scratch; /* released after each text */
    const Document *document;
    const Language *language;
    Diag *diag;
    Map nouns;  /* masculine plural -> FormNoun */
    Map doubts; /* typed, in lower case -> FormDoubted */
    VEC(FormSign) signs;
    VEC(FormUncertain) uncertain;
    size_t apart,
        together; /* forms whose plural mark stands behind a separator of its own, or not */
    size_t apart_shown, sign_shown;
} FormLedger;

/* Gathers the forms of one text. */
void forms_gather(FormLedger *ledger, const FormTokens *tokens);
/* Once behind the last text. */
void forms_gather_end(FormLedger *ledger);

/* Reports doubtful forms, and words with several feminines. Once, at the end. */
void forms_report_doubts(FormLedger *ledger);
void forms_report_feminines(FormLedger *ledger);

/* Reports the forms of one text that are written otherwise than most. */
void forms_check_style(FormLedger *ledger, const FormTokens *tokens);
/* Reports what does not agree with the forms of one text. */
void forms_check_neighbours(FormLedger *ledger, const FormTokens *tokens);
/* Gathers plain words of one text that have forms elsewhere; reports them at the end. */
void forms_gather_plain(FormLedger *ledger, const FormTokens *tokens);
void forms_report_plain(FormLedger *ledger);

/* True if the word stands in the feminine near a token, in its sentence; forms of it count where
 * asked. */
bool form_partner_stands(const FormLedger *ledger, const FormTokens *tokens, size_t at,
                         const FormNoun *noun, bool forms);
/* True if the token is a form of two genders that the rules read without a doubt. */
bool form_is_sure(const FormToken *token);
/* What the token stands for in the text. */
Str form_token_text(const FormTokens *tokens, const FormToken *token);
FormSpelling form_token_spelling(const FormLedger *ledger, const FormTokens *tokens,
                                 const FormToken *token);
/* True if nothing but a form can be spelt so: other things hold full stops and slashes. */
bool form_is_certain(const FormLedger *ledger, const FormSpelling *spelling);
FormNoun *form_noun_find(const FormLedger *ledger, Str masculine, bool plural);
/* One more place where the word has this feminine; both in the plural. */
void form_feminine_add(FormLedger *ledger, FormNoun *noun, Str plural, Str shown, FormPlace place);
/* True for utilisateurs·rices: the base is the plural of a word that has forms. */
bool form_base_is_plural(const FormLedger *ledger, const FormToken *token,
                         const FormSpelling *spelling);
/* The separator that most forms have, and whether most plural marks have one of their own. */
FormSign forms_main_sign(const FormLedger *ledger);
bool forms_mostly_apart(const FormLedger *ledger);
/* A form that the rules tell, written as most are; as it is where it can be written one way only.
 */
Str form_in_style(const FormLedger *ledger, Arena *arena, Str form);

/* What is read: the two words with the conjunction between them. */
Str form_words_read(const FormLedger *ledger, const FormSpelling *spelling, const FormWord *form);
/* " (×3)", or nothing for one. */
Str form_times(Arena *arena, size_t count);
void form_report(FormLedger *ledger, MessageCode code, FormPlace place, MessageArgs arguments);

#endif
