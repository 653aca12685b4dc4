/* What the rooms of proofreading share while one text is read: the text laid open, what each
 * character is to the rules, and the doubts found so far. Positions are counted in characters. */
#ifndef MAQUETTE_TEXT_PROOF_READER_H
#define MAQUETTE_TEXT_PROOF_READER_H

#include "base/vec.h"
#include "text/proof.h"
#include "text/typed_text.h"

/* A word without the marks around it. */
typedef struct ProofCore {
    uint32_t start, end; /* equal: there is nothing but marks */
    bool is_code;        /* signs in it say that it is no prose */
} ProofCore;

typedef struct ProofReader {
    const ProofRequest *request;
    const Language *language;
    const ProofRules *rules;
    TypedText text;
    const ProofSign **signs; /* of each character, count + 1; without roles where it is opaque */
    uint8_t *opaque;         /* code, addresses, other languages: stand like a word, not judged */
    ProofCore *cores;        /* of each piece that is a word */
    Arena *arena, *scratch;
    VEC(TextDoubt) doubts;
    Proof proof;
} ProofReader;

/* ---- looking ---- */

static inline bool proof_has(const ProofReader *reader, size_t at, int roles) {
    return (reader->signs[at]->roles & (uint32_t)roles) != 0;
}

static inline bool proof_is_space(const ProofReader *reader, size_t at) {
    return typed_text_is(&reader->text, at, TRAIT_SPACE | TRAIT_NEWLINE);
}

/* A letter or its accent, where it is judged. */
static inline bool proof_is_letter(const ProofReader *reader, size_t at) {
    return typed_text_is(&reader->text, at, TRAIT_LETTER | TRAIT_EXTENDS) && !reader->opaque[at];
}

/* The core's bytes. */
Str proof_core_text(const ProofReader *reader, const ProofCore *core);
/* The start of the core's word behind an elided one: l’État. */
size_t proof_behind_elision(const ProofReader *reader, const ProofCore *core);
/* True if the full stop at a place may belong to an abbreviation: etc. E. p. */
bool proof_is_abbreviation(const ProofReader *reader, size_t stop);
/* The number of the note call at a place, SIZE_MAX where none is. */
size_t proof_call_number(const ProofReader *reader, size_t at);
/* The next word behind a piece across one space, or SIZE_MAX. */
size_t proof_next_word(const ProofReader *reader, size_t piece);
size_t proof_previous_word(const ProofReader *reader, size_t piece);
/* True if the set holds the word, as written or in lower case. */
bool proof_set_holds(const ProofReader *reader, const Map *set, Str word);

/* ---- reporting ---- */

/* The text between two characters as a message shows it, cut where it is long. */
Str proof_shown(const ProofReader *reader, size_t start, size_t end);
void proof_doubt(ProofReader *reader, MessageCode code, size_t start, size_t end, Str typed,
                 Str proposal);
/* The characters [start, end) should be `right`; shown with the word around them. */
void proof_replace(ProofReader *reader, MessageCode code, size_t start, size_t end, Str right);
/* The same, shown with the characters [from, to) around them. */
void proof_replace_within(ProofReader *reader, MessageCode code, size_t from, size_t to,
                          size_t start, size_t end, Str right);

/* ---- the rooms ---- */

void proof_spaces(ProofReader *reader);
void proof_units(ProofReader *reader, size_t piece);
void proof_marks(ProofReader *reader, size_t piece);
void proof_words(ProofReader *reader, size_t piece);
void proof_numbers(ProofReader *reader, size_t piece);
void proof_dashes(ProofReader *reader);
void proof_quotes(ProofReader *reader);
void proof_pairs(ProofReader *reader);
void proof_calls(ProofReader *reader);
ProofEdges proof_edges(const ProofReader *reader);

#endif
