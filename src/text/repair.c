/* In: one paragraph's text and the rules of its languages. Out: edits; see repair.h.
 *
 * One walk from left to right, so that the edits come in order. A correction is made only where it
 * cannot be wrong: an apostrophe between two letters, a dot between two letters. A space is put in
 * only beside marks that end or begin their word, so that 12:30, a:b, C++::x, https:// and :-) stay
 * as they are. */
#include "text/repair.h"

#include "text/breaks.h"
#include "text/inclusive.h"
#include "text/spacing.h"
#include "text/word_shape.h"

typedef struct Repairer {
    Arena *arena;
    TypedText text;
    bool missing_spaces;
    size_t quotes; /* open at this place */
    VEC(TextEdit) edits;
} Repairer;

static Str character_text(Arena *arena, uint32_t codepoint) {
    StrBuilder text = {.arena = arena};
    builder_add_char(&text, codepoint);
    return builder_text(&text);
}

/* Replaces the characters [start, end). */
static TextEdit *edit_add(Repairer *repairer, size_t start, size_t end, Str put) {
    uint32_t at = repairer->text.starts[start];
    TextEdit edit = {.at = at, .removed = repairer->text.starts[end] - at, .put = put};
    VEC_PUSH(repairer->arena, &repairer->edits, edit);
    return &repairer->edits.items[repairer->edits.count - 1];
}

/* ---- letters ---- */

/* Several twins in a word are told once. */
static void dot_repair(Repairer *repairer, const Piece *word, size_t at, bool *told) {
    enum { SHOWN = 40 }; /* characters of a word shown in a report, on either side */
    const TypedText *text = &repairer->text;
    uint32_t dot = typed_text_language(text, at)->inclusive.dot;
    TextEdit *edit = edit_add(repairer, at, at + 1, character_text(repairer->arena, dot));
    if (*told) return;
    size_t start = at > word->start + SHOWN ? at - SHOWN : word->start;
    size_t end = word->end - at > SHOWN ? at + SHOWN : word->end;
    edit->told = str_copy(repairer->arena, typed_text_slice(text, start, end));
    *told = true;
}

static bool is_twin(const TypedText *text, const Piece *word, size_t at) {
    return typed_text_has(text, at, SIGN_SEPARATOR) &&
           text->characters[at] != typed_text_language(text, at)->inclusive.dot &&
           inclusive_dot(text, at, word->end);
}

/* The word before `end` (l’, jusqu’), itself at a word's start, is on one of the lists. */
static bool is_behind_listed(const TypedText *text, const Correction *correction, const Piece *word,
                             size_t end) {
    enum { LONGEST = 12 }; /* characters of a listed word */
    const Language *language = typed_text_language(text, end - 1);
    size_t start = end - 1;
    while (start > word->start && end - start < LONGEST &&
           typed_text_is(text, start - 1, TRAIT_LETTER))
        start--;
    if (start > word->start && (!typed_text_has(text, start - 1, SIGN_OPENING) ||
                                typed_text_has(text, start - 1, SIGN_CORRECTED)))
        return false;
    return (language_lists_of(language, typed_text_slice(text, start, end)) & correction->behind) !=
           0;
}

static bool correction_fits(const TypedText *text, const Correction *correction, const Piece *word,
                            size_t at, size_t end) {
    Str rest = str_slice(text->bytes, text->starts[at], text->starts[word->end]);
    if (!str_starts_with(rest, correction->from)) return false;
    if (!correction->between_letters) return true;
    bool behind_letter =
        at > word->start && typed_text_is(text, at - 1, TRAIT_LETTER | TRAIT_EXTENDS);
    if (behind_letter && end < word->end && typed_text_is(text, end, TRAIT_LETTER)) return true;
    return correction->behind != 0 && is_behind_listed(text, correction, word, end);
}

/* The character behind what was corrected at `at`, or `at`. */
static size_t correction_make(Repairer *repairer, const Piece *word, size_t at) {
    const TypedText *text = &repairer->text;
    const Language *language = typed_text_language(text, at);
    for (size_t i = 0; i < language->correction_count; i++) {
        const Correction *correction = &language->corrections[i];
        size_t end = at + utf8_count(correction->from);
        if (end > word->end || !correction_fits(text, correction, word, at, end)) continue;
        edit_add(repairer, at, end, correction->to);
        return end;
    }
    return at;
}

/* ---- quotation marks ---- */

/* The character behind the spaces before `at`; 0 at the text's start. */
static size_t spaces_start(const TypedText *text, size_t at) {
    while (at > 0 && typed_text_is(text, at - 1, TRAIT_SPACE)) at--;
    return at;
}

/* Of two levels that close together one mark is printed (A3.6): the second one is taken out with
 * the space before it. True if it was. */
static bool quote_merge(Repairer *repairer, size_t at) {
    const TypedText *text = &repairer->text;
    const Language *language = typed_text_language(text, at);
    uint32_t c = text->characters[at];
    if (c == 0 || (c != language->merged_open && c != language->merged_close)) return false;
    if (c == language->merged_open) {
        repairer->quotes++;
        return false;
    }
    size_t start = spaces_start(text, at);
    bool doubled = repairer->quotes > 0 && start > 0 && text->characters[start - 1] == c;
    if (repairer->quotes > 0) repairer->quotes--;
    if (doubled) edit_add(repairer, start, at + 1, (Str){0});
    return doubled;
}

/* ---- missing spaces ---- */

/* From here to the word's end stand closing marks and note calls only. */
static size_t tail_start(const TypedText *text, const Piece *word) {
    size_t at = word->end;
    while (at > word->start && (typed_text_has(text, at - 1, SIGN_CLOSING) ||
                                text->characters[at - 1] == OBJECT_CHARACTER))
        at--;
    return at;
}

static bool is_untouched(const TypedText *text, size_t at, size_t end) {
    enum { LONGEST = 8 };
    const Language *language = typed_text_language(text, at);
    if (end - at > LONGEST) return false;
    Str rest = typed_text_slice(text, at, end);
    for (size_t i = 0; i < language->untouched_count; i++) {
        if (str_starts_with(rest, language->untouched[i])) return true;
    }
    return false;
}

/* The space that lacks before a mark in the tail of its word. */
static uint32_t space_before_mark(const TypedText *text, const Piece *word, size_t at) {
    const Sign *mark = text->signs[at], *last = text->signs[at - 1];
    uint32_t c = text->characters[at];
    bool row = text->characters[at - 1] == c || (mark->group > 0 && last->group == mark->group);
    bool quote = typed_text_has(text, at - 1, SIGN_CLOSING) && at - 1 > word->start;
    bool opens = typed_text_has(text, at - 1, SIGN_OPENING) && !quote;
    bool paired = text->characters[word->start] == c; /* :smile: */
    if (row || opens || paired || is_untouched(text, at, word->end)) return SPACE_UNSET;
    if (mark->group == 0 && at + 1 < word->end && text->characters[at + 1] == c)
        return SPACE_UNSET; /* a::b */
    return mark->before;
}

static uint32_t space_behind_mark(const TypedText *text, const Piece *word, size_t at) {
    bool starts = at == word->start ||
                  typed_text_has(text, at - 1, SIGN_OPENING | SIGN_APOSTROPHE | SIGN_GLUED_DASH);
    bool empty = typed_text_has(text, at + 1, SIGN_SPACE_BEFORE);
    return starts && !empty ? text->signs[at]->after : SPACE_UNSET;
}

/* 81% or (5€/mois): by the rules for a number and this sign with a space between. */
static uint32_t space_before_sign(const TypedText *text, const Piece *word, size_t at) {
    enum { LONGEST = 30 }; /* characters of a number */
    const Language *language = typed_text_language(text, at);
    if (at - word->start > LONGEST || !typed_text_is(text, at - 1, TRAIT_DIGIT)) return SPACE_UNSET;
    Piece number = *word, sign = *word;
    number.end = sign.start = (uint32_t)at;
    bool is_number = (word_shape_left(text, language, &number) & SHAPE_BIT(SHAPE_NUMBER)) != 0;
    return is_number ? spacing_between(text, language, &number, &sign) : SPACE_UNSET;
}

/* What lacks before a character that is not its word's first. */
static void space_put(Repairer *repairer, const Piece *word, size_t at, size_t tail) {
    const TypedText *text = &repairer->text;
    uint32_t space = SPACE_UNSET;
    bool behind =
        typed_text_has(text, at - 1, SIGN_SPACE_AFTER) && !typed_text_is(text, at - 1, TRAIT_CODE);
    if (behind) space = space_behind_mark(text, word, at - 1);
    if (space == SPACE_UNSET && !typed_text_is(text, at, TRAIT_CODE)) {
        behind = false;
        if (at >= tail && typed_text_has(text, at, SIGN_SPACE_BEFORE))
            space = space_before_mark(text, word, at);
        else if (typed_text_has(text, at, SIGN_SPACE_NUMBER))
            space = space_before_sign(text, word, at);
    }
    const SpaceStyle *style = &typed_text_language(text, at)->spaces[space];
    if (space == SPACE_UNSET || style->kind == SPACE_NONE) return;
    Str put = character_text(repairer->arena, style->character);
    edit_add(repairer, at, at, put)->joins_before = behind;
}

/* ---- note calls and dashes ---- */

/* Two calls against each other would be read as one number. */
static void calls_part(Repairer *repairer, size_t at) {
    const TypedText *text = &repairer->text;
    const Language *language = typed_text_language(text, at);
    if (!typed_text_is(text, at, TRAIT_CALL) || !typed_text_is(text, at - 1, TRAIT_CALL)) return;
    const SpaceStyle *style = &language->spaces[language->call_between];
    if (language->call_between == SPACE_UNSET || style->kind == SPACE_NONE) return;
    edit_add(repairer, at, at, character_text(repairer->arena, style->character));
}

/* A closing dash before the full stop or at the paragraph's end, with the space before it. The
 * character behind what was taken out, or the piece's start. */
static size_t final_dash_drop(Repairer *repairer, size_t piece) {
    const TypedText *text = &repairer->text;
    const Piece *space = &text->pieces[piece];
    if (space->kind != TOKEN_SPACE || piece + 1 == text->piece_count) return space->start;
    const Piece *dash = space + 1;
    if (!dash->closes || !dash->language->final_dash_dropped) return space->start;
    bool at_end = dash->end - dash->start == 1 && piece + 2 == text->piece_count;
    bool before_stop = dash->end - dash->start > 1 && text->characters[dash->start + 1] == '.';
    if (!at_end && !before_stop) return space->start;
    edit_add(repairer, space->start, dash->start + 1, (Str){0});
    return dash->start + 1;
}

/* ---- the paragraph ---- */

static void word_repair(Repairer *repairer, const Piece *word, size_t from) {
    const TypedText *text = &repairer->text;
    size_t tail = repairer->missing_spaces ? tail_start(text, word) : word->end;
    bool told = false;
    for (size_t at = from; at < word->end;) {
        bool code = typed_text_is(text, at, TRAIT_CODE);
        size_t next = at;
        if (!code && quote_merge(repairer, at)) {
            at++;
            continue;
        }
        if (at > word->start) calls_part(repairer, at);
        if (at > word->start && repairer->missing_spaces) space_put(repairer, word, at, tail);
        if (!code && is_twin(text, word, at))
            dot_repair(repairer, word, at, &told);
        else if (!code && typed_text_has(text, at, SIGN_CORRECTED))
            next = correction_make(repairer, word, at);
        at = next > at ? next : at + 1;
    }
}

static bool has_touching_calls(const TextRequest *request) {
    enum { CALL_BYTES = 3 }; /* U+FFFC */
    for (size_t i = 1; i < request->call_count; i++) {
        if (request->calls[i - 1] + CALL_BYTES == request->calls[i]) return true;
    }
    return false;
}

/* Most texts need nothing: a look at each character tells, before anything is laid open. */
static bool may_need_repair(const TextRequest *request) {
    const Language *language = request->language;
    if (request->run_count > 0 || has_touching_calls(request)) return true;
    uint32_t last = 0, last_shown = 0; /* the character before; the last one that is no space */
    for (size_t at = 0; at < request->text.length;) {
        uint32_t c = utf8_next(request->text, &at);
        const Sign *sign = language_sign(language, c);
        bool twin = sign->roles & SIGN_SEPARATOR && c != language->inclusive.dot;
        bool space = c == ' ' || sign->typed != SPACE_UNSET;
        bool merged = c == language->merged_close && last_shown == c;
        if (twin || merged || sign->roles & SIGN_CORRECTED) return true;
        if (sign->roles & SIGN_INCISE_DASH && (last == ' ' || last > 0x7F)) return true;
        if (!space) last_shown = c;
        last = c;
    }
    return false;
}

size_t repair_find(Arena *arena, const TextRequest *request, bool missing_spaces,
                   TextEdit **edits) {
    *edits = NULL;
    if (!missing_spaces && !may_need_repair(request)) return 0;
    Arena *scratch = arena_open();
    Repairer repairer = {.arena = arena, .missing_spaces = missing_spaces};
    repairer.text = typed_text_read(scratch, request);
    spacing_decide(&repairer.text);
    size_t done = 0;
    for (size_t i = 0; i < repairer.text.piece_count; i++) {
        const Piece *piece = &repairer.text.pieces[i];
        size_t dropped = final_dash_drop(&repairer, i);
        if (dropped > piece->start) done = dropped;
        bool word = piece->kind == TOKEN_WORD && breaks_address(&repairer.text, piece) == SIZE_MAX;
        if (word) word_repair(&repairer, piece, done > piece->start ? done : piece->start);
    }
    arena_close(scratch);
    *edits = repairer.edits.items;
    return repairer.edits.count;
}
