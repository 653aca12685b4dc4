/* Note calls and what stands beside them; how a text begins and ends.
 *
 * French puts the call before the punctuation (trafic⁷.) and inside the quotation that it is about
 * (criminelles⁶. »); an abbreviation keeps its point before the call (etc.⁴). Ramillon and
 * Brossard, see the domain's sources; which marks are meant is the language's data. */
#include "text/proof_reader.h"

/* ---- calls ---- */

static bool is_call(const ProofReader *reader, size_t at) {
    return typed_text_is(&reader->text, at, TRAIT_CALL);
}

/* The marks that the calls [call, end) should stand before begin here; SIZE_MAX where none do. */
static size_t marks_start(const ProofReader *reader, size_t at, size_t call) {
    size_t start = at;
    while (start > 0 && call - start < 4 && proof_has(reader, start - 1, PROOF_BEHIND_CALL))
        start--;
    if (start == at) return SIZE_MAX;
    bool points = at - start > 1 && proof_has(reader, start, PROOF_POINT);
    bool point = proof_has(reader, at - 1, PROOF_POINT);
    if (points || (point && proof_is_abbreviation(reader, at - 1))) return SIZE_MAX;
    return start;
}

static size_t spaces_start(const ProofReader *reader, size_t at) {
    enum { MOST = 8 };
    size_t start = at;
    while (start > 0 && at - start < MOST && typed_text_is(&reader->text, start - 1, TRAIT_SPACE))
        start--;
    return start;
}

/* mot[call]marks for the text from the word to the call's end. */
static void call_propose(ProofReader *reader, MessageCode code, size_t marks, size_t call,
                         size_t end, size_t marks_end) {
    size_t from = marks;
    enum { AROUND = 24 };
    while (from > 0 && marks - from < AROUND && !proof_is_space(reader, from - 1)) from--;
    StrBuilder right = {.arena = reader->arena};
    builder_add(&right, proof_shown(reader, from, marks));
    builder_add(&right, proof_shown(reader, call, end));
    builder_add(&right, proof_shown(reader, marks, marks_end));
    proof_doubt(reader, code, marks, end, proof_shown(reader, from, end), builder_text(&right));
}

/* ". »[^7]": the quotation's own mark. */
static void quoted_call_doubt(ProofReader *reader, size_t close, size_t call, size_t end) {
    size_t inside = spaces_start(reader, close);
    size_t marks = marks_start(reader, inside, inside);
    if (marks == SIZE_MAX || marks == 0) return;
    size_t start = spaces_start(reader, marks);
    if (start > 0) call_propose(reader, MESSAGE_PROOF_CALL_QUOTED, start, call, end, close + 1);
}

static void call_doubt(ProofReader *reader, size_t call, size_t end) {
    size_t at = spaces_start(reader, call);
    if (at == 0 || proof_is_space(reader, at - 1)) return;
    size_t marks = marks_start(reader, at, at);
    bool more_follows = proof_has(reader, end, PROOF_BEHIND_CALL);
    if (marks != SIZE_MAX && marks > 0 && !more_follows) {
        size_t start = spaces_start(reader, marks);
        bool stands_behind = start > 0 && !typed_text_has(&reader->text, start - 1, SIGN_OPENING);
        if (stands_behind) call_propose(reader, MESSAGE_PROOF_CALL, start, call, end, at);
    } else if (proof_has(reader, at - 1, PROOF_CLOSES) && reader->signs[at - 1]->pair == 0) {
        quoted_call_doubt(reader, at - 1, call, end);
    }
}

/* word[call]. in languages that put the call behind the mark. */
static void early_call_doubt(ProofReader *reader, size_t call, size_t end) {
    size_t stop = end, from = call;
    enum { AROUND = 24 };
    while (stop < reader->text.count && proof_has(reader, stop, PROOF_BEFORE_CALL)) stop++;
    while (from > 0 && call - from < AROUND && !proof_is_space(reader, from - 1)) from--;
    if (stop == end || from == call) return;
    StrBuilder right = {.arena = reader->arena};
    builder_add(&right, proof_shown(reader, from, call));
    builder_add(&right, proof_shown(reader, end, stop));
    builder_add(&right, proof_shown(reader, call, end));
    proof_doubt(reader, MESSAGE_PROOF_CALL_AHEAD, call, stop, proof_shown(reader, from, stop),
                builder_text(&right));
}

void proof_calls(ProofReader *reader) {
    for (size_t at = 0; at < reader->text.count; at++) {
        if (!is_call(reader, at)) continue;
        size_t end = at + 1;
        while (end < reader->text.count && is_call(reader, end)) end++;
        call_doubt(reader, at, end);
        early_call_doubt(reader, at, end);
        at = end - 1;
    }
}

/* ---- edges ---- */

static ProofStart start_of(const ProofReader *reader) {
    const TypedText *text = &reader->text;
    for (size_t i = 0; i < text->piece_count; i++) {
        if (text->pieces[i].kind != TOKEN_WORD) continue;
        const ProofCore *core = &reader->cores[i];
        if (core->start == core->end) continue;
        if (reader->opaque[core->start] || !typed_text_is(text, core->start, TRAIT_LETTER))
            return PROOF_START_OTHER;
        if (!typed_text_is(text, core->start, TRAIT_UPPER))
            return core->is_code ? PROOF_START_OTHER : PROOF_START_SMALL;
        size_t behind = proof_behind_elision(reader, core);
        Str word = typed_text_slice(text, core->start, behind > core->start ? behind : core->end);
        return proof_set_holds(reader, &reader->rules->starters, word) ? PROOF_START_CAPITAL
                                                                       : PROOF_START_OTHER;
    }
    return PROOF_START_OTHER;
}

/* Behind the text's last mark: spaces, objects, closing brackets and quotation marks are passed
 * over. */
static size_t end_of(const ProofReader *reader, bool *bracketed) {
    const TypedText *text = &reader->text;
    size_t end = text->count;
    while (end > 0 && !reader->opaque[end - 1]) {
        bool closes = proof_has(reader, end - 1, PROOF_CLOSES);
        bool passed = closes || proof_is_space(reader, end - 1) ||
                      text->characters[end - 1] == OBJECT_CHARACTER ||
                      proof_has(reader, end - 1, PROOF_QUOTE);
        if (!passed) break;
        *bracketed |= closes && reader->signs[end - 1]->pair > 0;
        end--;
    }
    return end;
}

static bool ends_with_smiley(const ProofReader *reader) {
    Str text = str_trim(reader->text.bytes);
    for (size_t i = 0; i < reader->language->untouched_count; i++) {
        if (str_ends_with(text, reader->language->untouched[i])) return true;
    }
    return false;
}

static ProofEnd end_kind(const ProofReader *reader, size_t last) {
    const TypedText *text = &reader->text;
    if (reader->opaque[last] || ends_with_smiley(reader)) return PROOF_END_LITERAL;
    if (proof_has(reader, last, PROOF_POINT) &&
        !(last > 0 && proof_has(reader, last - 1, PROOF_POINT)))
        return PROOF_END_STOP;
    if (typed_text_has(text, last, SIGN_SENTENCE_END)) return PROOF_END_SENTENCE;
    if (proof_has(reader, last, PROOF_ITEM_END)) return PROOF_END_ITEM;
    bool mark = proof_has(reader, last, PROOF_ONCE);
    return mark ? PROOF_END_COLON : PROOF_END_BARE;
}

ProofEdges proof_edges(const ProofReader *reader) {
    const TypedText *text = &reader->text;
    ProofEdges edges = {.start = start_of(reader)};
    bool begun = false;
    for (size_t i = 0; i < text->piece_count; i++) {
        edges.sentences |= begun && text->pieces[i].ends_before;
        begun |= text->pieces[i].starts_sentence;
    }
    size_t end = end_of(reader, &edges.bracketed);
    if (end == 0) return edges;
    edges.end = end_kind(reader, end - 1);
    edges.end_at = text->starts[end - 1];
    bool marked = edges.end != PROOF_END_BARE && edges.end != PROOF_END_LITERAL;
    edges.mark = marked ? text->characters[end - 1] : 0;
    edges.abbreviation = edges.end == PROOF_END_STOP && proof_is_abbreviation(reader, end - 1);
    return edges;
}
