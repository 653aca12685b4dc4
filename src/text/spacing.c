/* Spaces as decisions.
 *
 * In: pieces. Out: the number of a space style for each space piece. Four steps, each stronger than
 * the one before: what was typed; words that belong together; marks that have a space of their own;
 * the paragraph's edges. Then sentences are found, and dashes are paired inside each sentence,
 * because what a dash binds depends on whether it opens or closes. French: Lexique des règles
 * typographiques en usage à l'Imprimerie nationale, "Ponctuation"; the values are the language's
 * data. */
#include "text/spacing.h"

#include "text/word_shape.h"

/* ---- one space ---- */

static bool is_at_edge(const TypedText *text, size_t i) {
    return i == 0 || i + 1 == text->piece_count || text->pieces[i - 1].kind == TOKEN_NEWLINE ||
           text->pieces[i + 1].kind == TOKEN_NEWLINE;
}

/* Several typed characters are one space: the one that breaks least, else the first. */
static uint32_t space_typed(const TypedText *text, const Piece *space) {
    uint32_t chosen = SPACE_UNSET;
    for (size_t at = space->start; at < space->end; at++) {
        uint32_t typed = language_sign(space->language, text->characters[at])->typed;
        if (typed == SPACE_UNSET) typed = SPACE_ORDINARY;
        if (chosen == SPACE_UNSET ||
            space->language->spaces[typed].penalty > space->language->spaces[chosen].penalty) {
            chosen = typed;
        }
    }
    return chosen;
}

static bool is_untouched(const TypedText *text, const Language *language, const Piece *word) {
    enum { LONGEST = 8 };
    uint32_t roles = language_sign(language, text->characters[word->start])->roles;
    if (!(roles & SIGN_UNTOUCHED) || word->end - word->start > LONGEST) return false;
    Str bytes = typed_text_slice(text, word->start, word->end);
    for (size_t i = 0; i < language->untouched_count; i++) {
        if (str_starts_with(bytes, language->untouched[i])) return true;
    }
    return false;
}

/* No letter or digit follows a row of the same mark: ", " but not ",5" or "...word". */
static bool stands_alone(const TypedText *text, const Piece *word) {
    size_t at = word->start;
    while (at < word->end && text->characters[at] == text->characters[word->start]) at++;
    return at == word->end || !typed_text_is(text, at, TRAIT_LETTER | TRAIT_DIGIT);
}

/* An ellipsis that follows an opening mark, with or without a space between. */
static bool is_opening_suspension(const TypedText *text, size_t i) {
    size_t at = text->pieces[i - 1].end - 1;
    if (!(typed_text_has(text, at, SIGN_SUSPENSION))) return false;
    if (at == text->pieces[i - 1].start && i >= 3 && text->pieces[i - 2].kind == TOKEN_SPACE) {
        at = text->pieces[i - 2].start;
    }
    if (at == 0) return false;
    return typed_text_has(text, at - 1, SIGN_OPENING);
}

/* Before a note call, which goes against its word or against another call. */
static uint32_t space_before_call(const TypedText *text, size_t i) {
    const Language *language = text->pieces[i].language;
    bool between = typed_text_is(text, text->pieces[i - 1].end - 1, TRAIT_CALL);
    return between ? language->call_between : language->call_before;
}

/* What the marks on both sides ask for; SPACE_UNSET where they ask for nothing. */
static uint32_t space_by_marks(const TypedText *text, size_t i) {
    const Language *language = text->pieces[i].language;
    const Piece *word = &text->pieces[i + 1];
    if (typed_text_is(text, word->start, TRAIT_CALL)) return space_before_call(text, i);
    const Sign *left = language_sign(language, text->characters[text->pieces[i - 1].end - 1]);
    const Sign *right = language_sign(language, text->characters[word->start]);
    if (left->after != SPACE_UNSET && !is_untouched(text, language, &text->pieces[i - 1]))
        return left->after;
    if (left->group > 0 && left->group == right->group) return SPACE_REMOVED;
    if (right->before != SPACE_UNSET && (!right->lone || stands_alone(text, word)))
        return right->before;
    return is_opening_suspension(text, i) ? SPACE_REMOVED : SPACE_UNSET;
}

uint32_t spacing_between(const TypedText *text, const Language *language, Piece *left,
                         Piece *right) {
    if (language->bind_count == 0) return SPACE_UNSET;
    uint64_t before = word_shape_left(text, language, left);
    uint64_t behind = word_shape_right(text, language, right);
    for (size_t rule = 0; rule < language->bind_count; rule++) {
        const BindRule *bind = &language->binds[rule];
        if (before & bind->left && behind & bind->right) return bind->space;
    }
    return SPACE_UNSET;
}

/* ---- telephone numbers ---- */

/* +33 or (+33). */
static bool is_country_code(const TypedText *text, const Piece *word) {
    enum { DIGITS_MOST = 3 };
    size_t at = word->start, end = word->end;
    if (end - at > DIGITS_MOST + 3) return false;
    if (text->characters[at] == '(') at++;
    if (text->characters[at] != '+') return false;
    size_t first = ++at;
    while (at < end && typed_text_is(text, at, TRAIT_DIGIT)) at++;
    bool digits = at > first && at - first <= DIGITS_MOST;
    return digits && (at == end || (at + 1 == end && text->characters[at] == ')'));
}

/* 42, (0)1 or, at the number's end, 78. */
static bool is_dialled_group(const TypedText *text, const Piece *word) {
    enum { LONGEST = 8 };
    size_t at = word->start, end = word->end;
    if (end - at > LONGEST) return false;
    while (end > at && typed_text_has(text, end - 1, SIGN_CLOSING)) end--;
    bool digits = false;
    for (; at < end; at++) {
        bool digit = typed_text_is(text, at, TRAIT_DIGIT);
        if (!digit && text->characters[at] != '(' && text->characters[at] != ')') return false;
        digits |= digit;
    }
    return digits;
}

/* The words on both sides of a space, from left to right. */
static void dialled_mark(TypedText *text, size_t i) {
    Piece *left = &text->pieces[i - 1], *right = &text->pieces[i + 1];
    if (is_country_code(text, left)) left->dialled = true;
    size_t last = left->end - 1;
    bool goes_on = typed_text_is(text, last, TRAIT_DIGIT) || text->characters[last] == ')';
    if (left->dialled && goes_on) right->dialled = is_dialled_group(text, right);
}

/* ---- the decision ---- */

static uint32_t space_by_words(TypedText *text, size_t i) {
    dialled_mark(text, i);
    return spacing_between(text, text->pieces[i].language, &text->pieces[i - 1],
                           &text->pieces[i + 1]);
}

static void space_decide(TypedText *text, size_t i) {
    Piece *space = &text->pieces[i];
    if (is_at_edge(text, i)) {
        space->space = SPACE_REMOVED;
        return;
    }
    space->space = space_typed(text, space);
    if (typed_text_is(text, space->start, TRAIT_CODE)) return;
    if (is_untouched(text, space->language, &text->pieces[i + 1])) return;
    uint32_t chosen = space_by_marks(text, i);
    if (chosen == SPACE_UNSET) {
        chosen = space_by_words(text, i);
        if (chosen != SPACE_UNSET) {
            space->bound = space->language->spaces[chosen].penalty == BREAK_NEVER;
        }
    }
    if (chosen == SPACE_UNSET) return;
    bool typed_more =
        chosen != SPACE_REMOVED && space->language->spaces[chosen].kind == SPACE_WORD &&
        space->language->spaces[chosen].penalty < space->language->spaces[space->space].penalty;
    if (!typed_more) space->space = chosen; /* a no-break space that was typed stays one */
}

/* ---- sentences ---- */

static bool has_letters(const TypedText *text, const Piece *word, size_t *first) {
    for (size_t at = word->start; at < word->end; at++) {
        if (!typed_text_is(text, at, TRAIT_LETTER | TRAIT_DIGIT)) continue;
        *first = at;
        return true;
    }
    return false;
}

static bool ends_sentence(const TypedText *text, const Piece *word) {
    for (size_t at = word->end; at > word->start; at--) {
        uint32_t roles = text->signs[at - 1]->roles;
        if (roles & SIGN_SENTENCE_END) return true;
        if (!(roles & SIGN_CLOSING) && text->characters[at - 1] != OBJECT_CHARACTER) return false;
    }
    return false;
}

/* Backwards: of each word, whether the first letters at or behind it begin with a capital or digit.
 * Kept in starts_sentence until the second pass. */
static void capitals_mark(TypedText *text) {
    bool capital = false;
    for (size_t i = text->piece_count; i-- > 0;) {
        Piece *word = &text->pieces[i];
        size_t first;
        if (word->kind != TOKEN_WORD) continue;
        if (has_letters(text, word, &first)) {
            capital = typed_text_is(text, first, TRAIT_UPPER | TRAIT_DIGIT);
        }
        word->starts_sentence = capital;
    }
}

/* A sentence begins at the paragraph's start, and after . ! ? where a capital follows, unless the
 * word is bound to the one before (M. Dupont). Pure punctuation neither begins nor continues. */
static void sentences_mark(TypedText *text) {
    capitals_mark(text);
    bool ended = true;
    for (size_t i = 0; i < text->piece_count; i++) {
        Piece *word = &text->pieces[i];
        size_t first;
        if (word->kind != TOKEN_WORD) continue;
        bool bound = i > 0 && text->pieces[i - 1].bound;
        bool letters = has_letters(text, word, &first);
        word->ends_before = ended && word->starts_sentence && !bound;
        word->starts_sentence = word->ends_before && letters;
        if (letters) ended = false;
        if (ends_sentence(text, word)) ended = true;
    }
}

/* ---- dashes ---- */

/* One dash, then nothing but closing marks. */
static bool is_incise_dash(const TypedText *text, const Piece *word) {
    if (!typed_text_has(text, word->start, SIGN_INCISE_DASH)) return false;
    if (typed_text_is(text, word->start, TRAIT_CODE)) return false;
    for (size_t at = word->start + 1; at < word->end; at++) {
        uint32_t roles = text->signs[at]->roles;
        if (!(roles & SIGN_CLOSING) && text->characters[at] != OBJECT_CHARACTER) return false;
    }
    return true;
}

static void space_bind(TypedText *text, size_t i) {
    if (i >= text->piece_count || text->pieces[i].kind != TOKEN_SPACE) return;
    Piece *space = &text->pieces[i];
    uint32_t inside = space->language->dash_inside;
    if (space->space == SPACE_REMOVED || inside == SPACE_UNSET) return;
    space->space = inside;
}

static void dash_opens(TypedText *text, size_t i) {
    space_bind(text, i + 1);
}

static void dash_closes(TypedText *text, size_t i) {
    if (i > 0) space_bind(text, i - 1);
}

/* The last word of the paragraph or before a forced line break. */
static bool ends_line(const TypedText *text, size_t i) {
    size_t next = i + 1;
    if (next < text->piece_count && text->pieces[next].kind == TOKEN_SPACE) next++;
    return next == text->piece_count || text->pieces[next].kind == TOKEN_NEWLINE;
}

/* A dash that found no partner in its sentence: before a full stop the closing one is left out, so
 * that a language may say that the dash opens. */
static void dash_alone(TypedText *text, size_t i) {
    const Piece *word = &text->pieces[i];
    if ((word->ends_before || word->language->lone_dash_opens) && !ends_line(text, i))
        dash_opens(text, i);
    else
        dash_closes(text, i);
}

/* The first word of the paragraph or behind a forced line break. */
static bool starts_line(const TypedText *text, size_t i) {
    if (i > 0 && text->pieces[i - 1].kind == TOKEN_SPACE) i--;
    return i == 0 || text->pieces[i - 1].kind == TOKEN_NEWLINE;
}

static void dashes_pair(TypedText *text) {
    size_t waiting = SIZE_MAX;
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind != TOKEN_WORD) continue;
        if (word->ends_before && waiting != SIZE_MAX) {
            dash_alone(text, waiting);
            waiting = SIZE_MAX;
        }
        if (!is_incise_dash(text, word)) continue;
        bool closing = word->end - word->start > 1;
        if (starts_line(text, i)) {
            dash_opens(text, i); /* dialogue */
        } else if (waiting != SIZE_MAX) {
            dash_opens(text, waiting);
            dash_closes(text, i);
            text->pieces[i].closes = true;
            waiting = SIZE_MAX;
        } else if (closing) {
            dash_closes(text, i);
        } else {
            waiting = i;
        }
    }
    if (waiting != SIZE_MAX) dash_alone(text, waiting);
}

void spacing_decide(TypedText *text) {
    for (size_t i = 0; i < text->piece_count; i++) {
        if (text->pieces[i].kind == TOKEN_SPACE) space_decide(text, i);
    }
    sentences_mark(text);
    dashes_pair(text);
}
