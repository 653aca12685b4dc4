/* Dashes: hyphens typed for them, incises closed by another dash than opened them or not at all,
 * dashes apart from what they enclose where the language has them stand against it, ranges. An
 * incise that ends with its sentence has no closing dash: one that is not closed is in doubt only
 * where the sentence runs on for long, as if it had ended before. */
#include "text/proof_reader.h"

/* ---- hyphens for dashes ---- */

static bool holds_letter(const ProofReader *reader, size_t piece) {
    const Piece *word = &reader->text.pieces[piece];
    for (size_t at = word->start; at < word->end; at++) {
        if (proof_is_letter(reader, at)) return true;
    }
    return false;
}

static bool is_hyphen_row(const ProofReader *reader, const Piece *word) {
    enum { LONGEST = 3 };
    if (word->end - word->start > LONGEST) return false;
    for (size_t at = word->start; at < word->end; at++) {
        if (!proof_has(reader, at, PROOF_HYPHEN)) return false;
    }
    return true;
}

/* Behind a full stop, a colon or another hyphen something new is counted, not enclosed. */
static bool ends_clause(const ProofReader *reader, const Piece *word) {
    return typed_text_has(&reader->text, word->end - 1, SIGN_SENTENCE_END) ||
           proof_has(reader, word->end - 1, PROOF_ONCE | PROOF_HYPHEN);
}

/* A dash between two words, or what stands for it, should be `dash`; where dashes are glued it
 * opens or closes an incise, and the space on that side goes. */
static void dash_replace(ProofReader *reader, MessageCode code, size_t piece, Str dash,
                         bool opens) {
    enum { AROUND = 20 };
    const Piece *word = &reader->text.pieces[piece];
    size_t before = proof_previous_word(reader, piece), behind = proof_next_word(reader, piece);
    size_t from = reader->text.pieces[before].start, to = reader->text.pieces[behind].end;
    if (word->start - from > AROUND) from = word->start - AROUND;
    if (to - word->end > AROUND) to = word->end + AROUND;
    size_t start = word->start, end = word->end;
    if (reader->rules->dash_glued && opens) end = reader->text.pieces[behind].start;
    if (reader->rules->dash_glued && !opens) start = reader->text.pieces[before].end;
    proof_replace_within(reader, code, from, to, start, end, dash);
}

/* mot - mot; before a figure it may be a minus, before another hyphen an option. True if it is. */
static bool hyphen_doubt(ProofReader *reader, size_t piece, bool opens) {
    const TypedText *text = &reader->text;
    const Piece *word = &text->pieces[piece];
    size_t before = proof_previous_word(reader, piece), behind = proof_next_word(reader, piece);
    if (!is_hyphen_row(reader, word) || before == SIZE_MAX || behind == SIZE_MAX) return false;
    if (!holds_letter(reader, before) && !holds_letter(reader, behind)) return false;
    if (reader->cores[before].is_code || reader->cores[behind].is_code) return false;
    if (ends_clause(reader, &text->pieces[before])) return false;
    size_t next = text->pieces[behind].start;
    if (typed_text_is(text, next, TRAIT_DIGIT) || proof_has(reader, next, PROOF_HYPHEN))
        return false;
    dash_replace(reader, MESSAGE_PROOF_HYPHEN, piece, reader->rules->dash, opens);
    return true;
}

/* ---- incises ---- */

/* The dashes of one sentence. */
typedef struct Incise {
    size_t count;
    size_t hyphens; /* typed for dashes */
    size_t opening; /* the first one's piece */
    size_t closing; /* the last one's */
    int64_t words;  /* behind the last one, before anything that could have closed it */
} Incise;

static bool is_dash(const ProofReader *reader, const Piece *word) {
    const TypedText *text = &reader->text;
    if (!proof_has(reader, word->start, PROOF_DASH)) return false;
    for (size_t at = word->start + 1; at < word->end; at++) {
        if (!typed_text_has(text, at, SIGN_CLOSING)) return false;
    }
    return true;
}

/* The first dash of a text begins a dialogue or an item, one behind code what the code is for: they
 * enclose nothing. */
static bool is_unclosed(const ProofReader *reader, const Incise *incise) {
    if (incise->count % 2 == 0 || reader->rules->incise_longest == 0) return false;
    size_t before = proof_previous_word(reader, incise->closing);
    if (before == SIZE_MAX || reader->opaque[reader->text.pieces[before].start]) return false;
    return incise->words > reader->rules->incise_longest;
}

/* mot — mot where dashes are glued. */
static void apart_doubt(ProofReader *reader, size_t piece, bool opens) {
    const Piece *word = &reader->text.pieces[piece];
    bool between = proof_previous_word(reader, piece) != SIZE_MAX &&
                   proof_next_word(reader, piece) != SIZE_MAX;
    if (!reader->rules->dash_glued || !between || word->end - word->start != 1) return;
    Str dash = typed_text_slice(&reader->text, word->start, word->end);
    dash_replace(reader, MESSAGE_PROOF_DASH_APART, piece, dash, opens);
}

static void incise_doubt(ProofReader *reader, const Incise *incise) {
    const TypedText *text = &reader->text;
    if (is_unclosed(reader, incise)) {
        size_t dash = text->pieces[incise->closing].start;
        proof_doubt(reader, MESSAGE_PROOF_DASH_OPEN, dash, dash + 1,
                    typed_text_slice(text, dash, dash + 1), STR(""));
    }
    if (incise->count != 2) return;
    apart_doubt(reader, incise->opening, /*opens*/ true);
    apart_doubt(reader, incise->closing, /*opens*/ false);
    size_t opening = text->pieces[incise->opening].start;
    size_t closing = text->pieces[incise->closing].start;
    if (text->characters[opening] != text->characters[closing]) {
        proof_doubt(reader, MESSAGE_PROOF_DASHES, closing, closing + 1,
                    typed_text_slice(text, opening, opening + 1),
                    typed_text_slice(text, closing, closing + 1));
    }
}

/* ---- ranges ---- */

/* Two numbers of four digits at most with a hyphen between them: their values. */
static bool range_read(const ProofReader *reader, const ProofCore *core, size_t *hyphen,
                       uint32_t values[2]) {
    enum { DIGITS = 4 };
    const TypedText *text = &reader->text;
    size_t at = core->start;
    for (int side = 0; side < 2; side++) {
        size_t start = at;
        values[side] = 0;
        for (; at < core->end && at - start <= DIGITS && text->characters[at] >= '0' &&
               text->characters[at] <= '9';
             at++)
            values[side] = values[side] * 10 + (text->characters[at] - '0');
        if (at == start || at - start > DIGITS) return false;
        if (side == 1) return at == core->end;
        if (!proof_has(reader, at, PROOF_HYPHEN)) return false;
        *hyphen = at++;
    }
    return false;
}

static bool word_before_is(const ProofReader *reader, size_t before, const Map *set) {
    if (before == SIZE_MAX) return false;
    const Piece *word = &reader->text.pieces[before];
    Str core = proof_core_text(reader, &reader->cores[before]);
    Str whole = typed_text_slice(&reader->text, reader->cores[before].start, word->end);
    return proof_set_holds(reader, set, core) || proof_set_holds(reader, set, whole);
}

static bool is_all_capitals(const ProofReader *reader, size_t piece) {
    const ProofCore *core = &reader->cores[piece];
    for (size_t at = core->start; at < core->end; at++) {
        if (!typed_text_is(&reader->text, at, TRAIT_UPPER)) return false;
    }
    return core->start < core->end;
}

/* 2018-2024, p. 12-15; what follows a code (ISO, loi n°) is a part of it. */
static void range_doubt(ProofReader *reader, size_t piece) {
    enum { YEAR_FIRST = 1000, YEAR_LAST = 2100 };
    const ProofRules *rules = reader->rules;
    size_t hyphen = 0;
    uint32_t values[2];
    if (!range_read(reader, &reader->cores[piece], &hyphen, values) || values[0] >= values[1])
        return;
    size_t before = proof_previous_word(reader, piece);
    bool years = values[0] >= YEAR_FIRST && values[1] <= YEAR_LAST &&
                 !word_before_is(reader, before, &rules->codes) &&
                 !(before != SIZE_MAX && is_all_capitals(reader, before));
    if (years || word_before_is(reader, before, &rules->pages))
        proof_replace(reader, MESSAGE_PROOF_RANGE, hyphen, hyphen + 1, rules->range_dash);
}

void proof_dashes(ProofReader *reader) {
    const TypedText *text = &reader->text;
    Incise incise = {0};
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind != TOKEN_WORD) continue;
        if (word->ends_before) {
            incise_doubt(reader, &incise);
            incise = (Incise){0};
        }
        if (is_dash(reader, word)) {
            if (incise.count++ == 0) incise.opening = i;
            incise.closing = i;
            incise.words = 0;
        } else {
            incise.words++;
        }
        if (hyphen_doubt(reader, i, incise.hyphens % 2 == 0)) incise.hyphens++;
        if (typed_text_is(text, reader->cores[i].start, TRAIT_DIGIT) &&
            !reader->opaque[reader->cores[i].start])
            range_doubt(reader, i);
    }
    incise_doubt(reader, &incise);
}
