/* The driver of proofreading; see proof.h.
 *
 * The text is laid open once. Characters that are no prose of its language (code, addresses, other
 * languages) are made opaque: they stand like a word, and no rule looks at them. Then each room
 * looks for its own doubts. */
#include "text/proof_reader.h"

#include <stdlib.h>

#include "text/breaks.h"
#include "text/inclusive.h"
#include "text/spacing.h"

/* ---- opaque characters ---- */

static void opaque_mark(ProofReader *reader) {
    const TypedText *text = &reader->text;
    for (size_t at = 0; at < text->count; at++)
        reader->opaque[at] = typed_text_is(text, at, TRAIT_CODE);
    for (size_t at = 0; text->languages && at < text->count; at++)
        reader->opaque[at] |= text->languages[at] != text->main_language;
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind != TOKEN_WORD) continue;
        size_t end = word->end;
        while (end > word->start && typed_text_has(text, end - 1, SIGN_CLOSING)) end--;
        size_t at = breaks_address(text, word);
        while (at < end && typed_text_has(text, at, SIGN_OPENING)) at++;
        for (; at < end; at++) reader->opaque[at] = 1;
    }
}

static void signs_find(ProofReader *reader) {
    static const ProofSign NONE;
    const TypedText *text = &reader->text;
    for (size_t at = 0; at <= text->count; at++) {
        bool nameless = reader->opaque[at] || typed_text_is(text, at, TRAIT_DIGIT) ||
                        (typed_text_is(text, at, TRAIT_LETTER) && text->characters[at] < 0x80);
        reader->signs[at] = nameless ? &NONE : proof_sign(reader->rules, text->characters[at]);
    }
}

/* ---- words ---- */

/* Signs of code; "()" of a function; an option, a path, an entity by their first character. */
static bool core_is_code(const ProofReader *reader, const ProofCore *core) {
    const TypedText *text = &reader->text;
    uint32_t first = text->characters[core->start];
    if (!reader->opaque[core->start]) {
        if (first == '/' || first == '&' || first == '%') return true;
        bool option = typed_text_has(text, core->start, SIGN_HARD_HYPHEN) &&
                      (typed_text_has(text, core->start + 1, SIGN_HARD_HYPHEN) ||
                       typed_text_is(text, core->start + 1, TRAIT_LETTER));
        if (option) return true;
    }
    for (size_t at = core->start; at < core->end; at++) {
        if (proof_has(reader, at, PROOF_CODE)) return true;
        if (text->characters[at] == '(' && text->characters[at + 1] == ')' && at > core->start)
            return true;
    }
    return false;
}

static void cores_find(ProofReader *reader) {
    const TypedText *text = &reader->text;
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind != TOKEN_WORD) continue;
        ProofCore core = {word->start, word->end, false};
        while (core.start < core.end && !reader->opaque[core.start] &&
               typed_text_has(text, core.start, SIGN_OPENING))
            core.start++;
        while (core.end > core.start && !reader->opaque[core.end - 1] &&
               (typed_text_has(text, core.end - 1, SIGN_CLOSING) ||
                text->characters[core.end - 1] == OBJECT_CHARACTER))
            core.end--;
        ProofCore whole = {core.start, word->end, false};
        core.is_code = core.start < core.end && core_is_code(reader, &whole);
        reader->cores[i] = core;
    }
}

/* ---- the whole ---- */

static int doubt_compare(const void *a, const void *b) {
    const TextDoubt *left = a, *right = b;
    if (left->start != right->start) return left->start < right->start ? -1 : 1;
    if (left->end != right->end) return left->end < right->end ? -1 : 1;
    return (int)left->code - (int)right->code;
}

static void rules_apply(ProofReader *reader) {
    opaque_mark(reader);
    signs_find(reader);
    cores_find(reader);
    for (size_t i = 0; i < reader->text.piece_count; i++) {
        if (reader->text.pieces[i].kind != TOKEN_WORD) continue;
        proof_marks(reader, i);
        if (reader->cores[i].is_code || reader->cores[i].start == reader->cores[i].end) continue;
        proof_units(reader, i);
        proof_words(reader, i);
        proof_numbers(reader, i);
    }
    proof_spaces(reader);
    proof_dashes(reader);
    proof_quotes(reader);
    proof_pairs(reader);
    proof_calls(reader);
    reader->proof.edges = proof_edges(reader);
}

/* Dots are doubtful in every language that has them. */
static void dots_doubt(ProofReader *reader) {
    TextDoubt *found;
    size_t count = inclusive_doubt(&reader->text, reader->arena, &found);
    for (size_t i = 0; i < count; i++) {
        if (!reader->opaque[typed_text_character_at(&reader->text, found[i].start)])
            VEC_PUSH(reader->arena, &reader->doubts, found[i]);
    }
}

Proof proof_text(Arena *arena, const ProofRequest *request) {
    Arena *scratch = arena_open();
    ProofReader reader = {.request = request, .arena = arena, .scratch = scratch};
    reader.language = request->text.language;
    reader.rules = reader.language->proof;
    reader.text = typed_text_read(scratch, &request->text);
    reader.signs = ARENA_ARRAY(scratch, const ProofSign *, reader.text.count + 1);
    reader.opaque = ARENA_ARRAY(scratch, uint8_t, reader.text.count + 1);
    reader.cores = ARENA_ARRAY(scratch, ProofCore, reader.text.piece_count);
    spacing_decide(&reader.text);
    if (reader.rules) rules_apply(&reader);
    dots_doubt(&reader);
    if (reader.doubts.count > 1)
        qsort(reader.doubts.items, reader.doubts.count, sizeof(TextDoubt), doubt_compare);
    reader.proof.doubts = reader.doubts.items;
    reader.proof.doubt_count = reader.doubts.count;
    arena_close(scratch);
    return reader.proof;
}
