/* What the rooms of proofreading share; see proof_reader.h. */
#include "text/proof_reader.h"

#include <unicode/uchar.h>

enum { AROUND = 24, SHOWN = 60 }; /* characters shown beside what is in doubt, and altogether */

/* ---- looking ---- */

Str proof_core_text(const ProofReader *reader, const ProofCore *core) {
    return typed_text_slice(&reader->text, core->start, core->end);
}

size_t proof_behind_elision(const ProofReader *reader, const ProofCore *core) {
    enum { LONGEST = 10 }; /* presqu’, quelqu’, lorsqu’ */
    size_t start = core->start;
    for (size_t at = core->start; at + 1 < core->end && at < core->start + LONGEST; at++) {
        if (typed_text_has(&reader->text, at, SIGN_APOSTROPHE)) start = at + 1;
    }
    return start;
}

bool proof_is_abbreviation(const ProofReader *reader, size_t stop) {
    enum { LONGEST = 12 };
    const TypedText *text = &reader->text;
    size_t start = stop;
    while (start > 0 && stop - start < LONGEST && proof_is_letter(reader, start - 1)) start--;
    if (start == stop) return false;
    bool inside = start > 0 && (text->characters[start - 1] == text->characters[stop] ||
                                typed_text_has(text, start - 1, SIGN_HARD_HYPHEN));
    if (inside || stop - start == 1) return true; /* J.-C., i.e., E. */
    return language_lists_of(reader->language, typed_text_slice(text, start, stop + 1)) != 0;
}

size_t proof_call_number(const ProofReader *reader, size_t at) {
    const TextRequest *request = &reader->request->text;
    if (!typed_text_is(&reader->text, at, TRAIT_CALL)) return SIZE_MAX;
    size_t low = 0, high = request->call_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (request->calls[middle] < reader->text.starts[at])
            low = middle + 1;
        else
            high = middle;
    }
    return low < request->call_count ? low : SIZE_MAX;
}

size_t proof_next_word(const ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    if (piece + 2 >= text->piece_count || text->pieces[piece + 1].kind != TOKEN_SPACE)
        return SIZE_MAX;
    return text->pieces[piece + 2].kind == TOKEN_WORD ? piece + 2 : SIZE_MAX;
}

size_t proof_previous_word(const ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    if (piece < 2 || text->pieces[piece - 1].kind != TOKEN_SPACE) return SIZE_MAX;
    return text->pieces[piece - 2].kind == TOKEN_WORD ? piece - 2 : SIZE_MAX;
}

bool proof_set_holds(const ProofReader *reader, const Map *set, Str word) {
    enum { LONGEST = 40 };
    if (set->count == 0 || word.length > LONGEST) return false;
    if (map_find(set, word)) return true;
    ArenaMark mark = arena_mark(reader->scratch);
    StrBuilder lower = {.arena = reader->scratch};
    for (size_t at = 0; at < word.length;)
        builder_add_char(&lower, (uint32_t)u_tolower((UChar32)utf8_next(word, &at)));
    bool holds = map_find(set, builder_text(&lower)) != NULL;
    arena_release(reader->scratch, mark);
    return holds;
}

/* ---- reporting ---- */

static void object_show(const ProofReader *reader, size_t at, StrBuilder *out) {
    size_t call = proof_call_number(reader, at);
    if (call != SIZE_MAX && reader->request->call_ids) {
        builder_add_c(out, "[^");
        builder_add(out, reader->request->call_ids[call]);
        builder_add_byte(out, ']');
    }
}

static void text_show(const ProofReader *reader, size_t start, size_t end, StrBuilder *out) {
    const TypedText *text = &reader->text;
    for (size_t at = start; at < end; at++) {
        if (text->characters[at] == OBJECT_CHARACTER)
            object_show(reader, at, out);
        else if (typed_text_is(text, at, TRAIT_NEWLINE))
            builder_add_byte(out, ' ');
        else
            builder_add(out, typed_text_slice(text, at, at + 1));
    }
}

Str proof_shown(const ProofReader *reader, size_t start, size_t end) {
    StrBuilder out = {.arena = reader->arena};
    if (end - start <= SHOWN) {
        text_show(reader, start, end, &out);
    } else {
        text_show(reader, start, start + AROUND, &out);
        builder_add_c(&out, "…");
        text_show(reader, end - AROUND, end, &out);
    }
    return builder_text(&out);
}

void proof_doubt(ProofReader *reader, MessageCode code, size_t start, size_t end, Str typed,
                 Str proposal) {
    const uint32_t *starts = reader->text.starts;
    TextDoubt doubt = {code, starts[start], starts[end], {typed, proposal}};
    VEC_PUSH(reader->arena, &reader->doubts, doubt);
}

void proof_replace_within(ProofReader *reader, MessageCode code, size_t from, size_t to,
                          size_t start, size_t end, Str right) {
    StrBuilder proposal = {.arena = reader->arena};
    text_show(reader, from, start, &proposal);
    builder_add(&proposal, right);
    text_show(reader, end, to, &proposal);
    StrBuilder typed = {.arena = reader->arena};
    text_show(reader, from, to, &typed);
    proof_doubt(reader, code, start, end, builder_text(&typed), builder_text(&proposal));
}

void proof_replace(ProofReader *reader, MessageCode code, size_t start, size_t end, Str right) {
    size_t from = start, to = end;
    while (from > 0 && start - from < AROUND && !proof_is_space(reader, from - 1)) from--;
    while (to < reader->text.count && to - end < AROUND && !proof_is_space(reader, to)) to++;
    proof_replace_within(reader, code, from, to, start, end, right);
}
