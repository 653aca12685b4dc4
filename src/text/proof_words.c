/* Words that are written otherwise, words written twice, acronyms with points.
 *
 * A wrong word of the rules is compared where a word starts, behind an elision and behind a hyphen;
 * what may stand anywhere in a word, at each of its letters. The proposal takes over capitals. */
#include "text/proof_reader.h"

#include <unicode/uchar.h>

enum { WORD_LONGEST = 60 }; /* characters; what is longer is no word */

/* ---- words of the rules ---- */

static uint32_t lower_of(uint32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (uint32_t)u_tolower((UChar32)c);
}

/* A character of the text that may stand for one of the rule's. */
static bool is_same(const ProofReader *reader, size_t at, uint32_t wanted) {
    if (wanted == ' ') return typed_text_is(&reader->text, at, TRAIT_SPACE);
    if (typed_text_has(&reader->text, at, SIGN_APOSTROPHE)) {
        return language_sign(reader->language, wanted)->roles & SIGN_APOSTROPHE;
    }
    return lower_of(reader->text.characters[at]) == lower_of(wanted);
}

/* The end of the rule's word in the text if it stands at a place, else 0; *capitals counts. */
static size_t word_match(const ProofReader *reader, const ProofWord *word, size_t start,
                         size_t *capitals, size_t *letters) {
    const TypedText *text = &reader->text;
    size_t at = start;
    bool exact = true;
    *capitals = *letters = 0;
    for (size_t i = 0; i < word->wrong.length; at++) {
        uint32_t wanted = utf8_next(word->wrong, &i);
        if (at >= text->count || reader->opaque[at] || !is_same(reader, at, wanted)) return 0;
        exact &= text->characters[at] == wanted;
        *letters += typed_text_is(text, at, TRAIT_LETTER);
        *capitals += typed_text_is(text, at, TRAIT_UPPER);
    }
    bool all_capitals = *letters > 1 && *capitals == *letters;
    if (word->holds_capital && !exact && !all_capitals) return 0;
    return at;
}

/* The right word with the capitals of the wrong one. */
static Str word_right(const ProofReader *reader, const ProofWord *word, size_t start,
                      size_t capitals, size_t letters) {
    bool all = letters > 1 && capitals == letters;
    bool first = typed_text_is(&reader->text, start, TRAIT_UPPER);
    if (!all && (!first || word->holds_capital)) return word->right;
    StrBuilder right = {.arena = reader->arena};
    for (size_t at = 0; at < word->right.length;) {
        bool raise = all || at == 0;
        uint32_t c = utf8_next(word->right, &at);
        builder_add_char(&right, raise ? (uint32_t)u_toupper((UChar32)c) : c);
    }
    return builder_text(&right);
}

/* A word of letters ends here; "Mme." is wrong only where a name follows. */
static bool word_ends(const ProofReader *reader, const ProofWord *word, size_t piece, size_t end) {
    const TypedText *text = &reader->text;
    if (word->goes_on) return true;
    if (str_ends_with(word->wrong, STR("."))) {
        size_t next = proof_next_word(reader, piece);
        return end == text->pieces[piece].end && next != SIZE_MAX &&
               typed_text_is(text, text->pieces[next].start, TRAIT_UPPER);
    }
    if (typed_text_is(text, end, TRAIT_LETTER | TRAIT_DIGIT | TRAIT_EXTENDS)) return false;
    if (typed_text_has(text, end, SIGN_HARD_HYPHEN | SIGN_SEPARATOR | SIGN_SLASH)) return false;
    bool adds_point = str_ends_with(word->right, STR(".")) && proof_has(reader, end, PROOF_POINT);
    return !adds_point && !proof_has(reader, end, PROOF_SUSPENSION);
}

static bool word_doubt(ProofReader *reader, const ProofWord *word, size_t piece, size_t at) {
    size_t capitals, letters;
    size_t end = word_match(reader, word, at, &capitals, &letters);
    if (end == 0 || !word_ends(reader, word, piece, end)) return false;
    if (word->starts_sentence &&
        (!reader->text.pieces[piece].starts_sentence || at != reader->cores[piece].start))
        return false;
    size_t from = at, to = end;
    while (from > reader->cores[piece].start) from--;
    while (proof_is_letter(reader, to)) to++;
    Str right = word_right(reader, word, at, capitals, letters);
    proof_replace_within(reader, word->code, from, to, at, end, right);
    return true;
}

static bool words_doubt(ProofReader *reader, const ProofWords *words, size_t piece, size_t at) {
    uint32_t first = lower_of(reader->text.characters[at]);
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].first == first && word_doubt(reader, &words->items[i], piece, at))
            return true;
    }
    return false;
}

/* Letters, apostrophes, hyphens and dots of forms; an index.html or B2B is no word. */
static bool is_plain(const ProofReader *reader, const ProofCore *core) {
    for (size_t at = core->start; at < core->end; at++) {
        if (reader->opaque[at]) continue;
        bool part =
            typed_text_has(&reader->text, at, SIGN_APOSTROPHE | SIGN_HARD_HYPHEN | SIGN_SEPARATOR);
        int letters = TRAIT_LETTER | TRAIT_EXTENDS | TRAIT_INVISIBLE;
        if (!part && !typed_text_is(&reader->text, at, letters)) return false;
    }
    return true;
}

static void table_doubt(ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    const ProofCore *core = &reader->cores[piece];
    bool starts = true;
    for (size_t at = core->start; at < core->end; at++) {
        bool letter = proof_is_letter(reader, at);
        bool found = letter && starts && words_doubt(reader, &reader->rules->words, piece, at);
        if (!found && letter) found = words_doubt(reader, &reader->rules->contents, piece, at);
        if (found) return;
        starts = typed_text_has(text, at, SIGN_APOSTROPHE | SIGN_HARD_HYPHEN);
    }
}

/* ---- words twice ---- */

/* de de, in small letters at least the second time, with nothing between. */
static void twice_doubt(ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    size_t next = proof_next_word(reader, piece);
    if (next == SIZE_MAX) return;
    const Piece *left = &text->pieces[piece], *right = &text->pieces[next];
    const ProofCore *core = &reader->cores[piece], *other = &reader->cores[next];
    size_t length = core->end - core->start;
    if (length < 2 || length != other->end - other->start) return;
    if (core->end != left->end || other->start != right->start) return;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = text->characters[core->start + i], again = text->characters[other->start + i];
        if (!proof_is_letter(reader, core->start + i) || !proof_is_letter(reader, other->start + i))
            return;
        if ((i == 0 ? lower_of(c) : c) != again) return;
        if (typed_text_is(text, other->start + i, TRAIT_UPPER)) return;
    }
    Str word = proof_core_text(reader, other);
    if (proof_set_holds(reader, &reader->rules->twice, word)) return;
    size_t before = proof_previous_word(reader, piece); /* oh la la */
    if (before != SIZE_MAX && proof_set_holds(reader, &reader->rules->twice,
                                              proof_core_text(reader, &reader->cores[before])))
        return;
    Str typed = proof_shown(reader, core->start, other->end);
    proof_doubt(reader, MESSAGE_PROOF_WORD_TWICE, core->start, other->end, typed,
                proof_core_text(reader, core));
}

/* ---- acronyms ---- */

/* O.N.U., but not J.R.R. before a name. */
static void acronym_doubt(ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    const Piece *word = &text->pieces[piece];
    size_t start = proof_behind_elision(reader, &reader->cores[piece]), at = start;
    int64_t capitals = 0;
    StrBuilder right = {.arena = reader->arena};
    while (at + 1 < word->end && typed_text_is(text, at, TRAIT_UPPER) &&
           proof_has(reader, at + 1, PROOF_POINT) && capitals < WORD_LONGEST) {
        builder_add(&right, typed_text_slice(text, at, at + 1));
        capitals++;
        at += 2;
    }
    if (reader->rules->acronym_least == 0 || capitals < reader->rules->acronym_least) return;
    if (typed_text_is(text, at, TRAIT_LETTER | TRAIT_DIGIT)) return;
    size_t next = proof_next_word(reader, piece);
    if (next != SIZE_MAX && at == word->end) {
        const ProofCore *behind = &reader->cores[next];
        if (typed_text_is(text, behind->start, TRAIT_UPPER)) return;
    }
    proof_doubt(reader, MESSAGE_PROOF_ACRONYM, start, at, typed_text_slice(text, start, at),
                builder_text(&right));
}

void proof_words(ProofReader *reader, size_t piece) {
    const ProofCore *core = &reader->cores[piece];
    if (core->end - core->start > WORD_LONGEST) return;
    if (is_plain(reader, core)) table_doubt(reader, piece);
    twice_doubt(reader, piece);
    acronym_doubt(reader, piece);
}
