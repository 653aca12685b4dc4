/* Ordinals, raised letters, plurals behind less than two. The engine raises the ends of ordinals
 * itself; letters that are raised by code point are spelt out by screen readers. */
#include "text/proof_reader.h"

enum { NUMBER_LONGEST = 24 }; /* characters */

/* ---- ordinals ---- */

static bool is_roman(const ProofReader *reader, size_t at) {
    Str figure = typed_text_slice(&reader->text, at, at + 1);
    return figure.length == 1 && str_find(reader->rules->roman, figure, 0) != SIZE_MAX;
}

/* 2ème, XXème, 1ère. */
static void ordinal_doubt(ProofReader *reader, const ProofCore *core) {
    const TypedText *text = &reader->text;
    size_t start = proof_behind_elision(reader, core), at = start;
    if (core->end - start > NUMBER_LONGEST) return;
    while (at < core->end && typed_text_is(text, at, TRAIT_DIGIT)) at++;
    while (at < core->end && at - start < NUMBER_LONGEST && is_roman(reader, at)) at++;
    if (at == start || at == core->end) return;
    const Str *right = map_find(&reader->rules->ordinals, typed_text_slice(text, at, core->end));
    if (right) proof_replace(reader, MESSAGE_PROOF_ORDINAL, at, core->end, *right);
}

static void raised_doubt(ProofReader *reader, const ProofCore *core) {
    size_t first = core->start;
    while (first < core->end && reader->signs[first]->plain.length == 0) first++;
    if (first == core->end) return;
    StrBuilder right = {.arena = reader->arena};
    size_t end = first;
    for (; end < core->end && reader->signs[end]->plain.length > 0; end++)
        builder_add(&right, reader->signs[end]->plain);
    proof_replace(reader, MESSAGE_PROOF_RAISED, first, end, builder_text(&right));
}

/* ---- plurals ---- */

/* A number below the one from which a plural is right: 1, or 1,9; not 0, nor 001. */
static bool is_below_plural(const ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    const ProofCore *core = &reader->cores[piece];
    size_t at = core->start;
    if (core->end != text->pieces[piece].end || at == core->end) return false;
    if (!typed_text_is(text, at, TRAIT_DIGIT) || text->characters[at] >= 0x80) return false;
    if ((int64_t)(text->characters[at] - '0') >= reader->rules->plural_from) return false;
    if (at + 1 == core->end) return text->characters[at] != '0';
    if (text->characters[at + 1] != reader->rules->decimal_mark) return false;
    for (at += 2; at < core->end; at++) {
        if (!typed_text_is(text, at, TRAIT_DIGIT)) return false;
    }
    return at > core->start + 2;
}

/* 1,2 milliards; a group of figures before it makes it the end of a greater number. */
static void plural_doubt(ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    size_t next = proof_next_word(reader, piece), before = proof_previous_word(reader, piece);
    if (next == SIZE_MAX || !is_below_plural(reader, piece)) return;
    if (before != SIZE_MAX && typed_text_is(text, text->pieces[before].end - 1, TRAIT_DIGIT))
        return;
    const ProofCore *core = &reader->cores[piece], *word = &reader->cores[next];
    if (word->start != text->pieces[next].start) return;
    const Str *singular = map_find(&reader->rules->singulars, proof_core_text(reader, word));
    if (!singular) return;
    proof_replace_within(reader, MESSAGE_PROOF_PLURAL, core->start, word->end, word->start,
                         word->end, *singular);
}

void proof_numbers(ProofReader *reader, size_t piece) {
    const ProofCore *core = &reader->cores[piece];
    if (core->end - core->start <= NUMBER_LONGEST) {
        ordinal_doubt(reader, core);
        raised_doubt(reader, core);
    }
    plural_doubt(reader, piece);
}
