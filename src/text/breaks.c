/* Breaks inside words.
 *
 * In: pieces, and ICU's line iterator (UAX #14). Out: places. A boundary of ICU's is a candidate
 * only: UAX #14 breaks behind U+2027 and U+30FB, behind every hyphen and slash. A place needs a
 * candidate and a rule of the language; only scripts written without spaces take the candidate
 * alone. Addresses follow the Chicago Manual of Style: behind slashes, before other signs, nothing
 * inserted. */
#include "text/breaks.h"

#include "text/inclusive.h"

#define SOFT_HYPHEN         0xAD
#define ZERO_WIDTH_SPACE    0x200B
#define WORD_JOINER         0x2060
#define ZERO_WIDTH_NO_BREAK 0xFEFF
/* Of cutting a word where no rule allows it: dearer than all that a rule allows. */
#define ANYWHERE_PENALTY 9000

/* ---- candidates ---- */

static bool wants_candidate(const TypedText *text, size_t at) {
    return typed_text_is(text, at, TRAIT_SPACELESS) ||
           typed_text_has(text, at, SIGN_HARD_HYPHEN | SIGN_SLASH | SIGN_GLUED_DASH);
}

/* ICU's boundaries as one byte a character; all zero where no rule would ask. */
static uint8_t *candidates_find(const TypedText *text, Arena *scratch, UBreakIterator *lines) {
    uint8_t *candidates = ARENA_ARRAY(scratch, uint8_t, text->count + 1);
    bool wanted = false;
    for (size_t at = 0; at < text->count && !wanted; at++) wanted = wants_candidate(text, at);
    if (!wanted || !lines || text->count > INT32_MAX / 2) return candidates;
    UChar *units = ARENA_ARRAY(scratch, UChar, 2 * text->count);
    int32_t length = 0;
    for (size_t at = 0; at < text->count; at++) {
        uint32_t c = text->characters[at];
        if (c >= 0x10000) units[length++] = U16_LEAD(c);
        units[length++] = c >= 0x10000 ? U16_TRAIL(c) : (UChar)c;
    }
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(lines, units, length, &status);
    if (U_FAILURE(status)) return candidates;
    int32_t unit = 0;
    size_t at = 0;
    for (int32_t next = ubrk_first(lines); next != UBRK_DONE; next = ubrk_next(lines)) {
        while (unit < next) unit += text->characters[at++] >= 0x10000 ? 2 : 1;
        candidates[at] = 1;
    }
    return candidates;
}

/* ---- hyphens, slashes, dashes ---- */

static bool is_letter(const TypedText *text, size_t at) {
    return typed_text_is(text, at, TRAIT_LETTER | TRAIT_EXTENDS);
}

/* At least so many letters end at `at`; apostrophes and inclusive dots between them do not count.
 */
static bool has_letters_before(const TypedText *text, size_t start, size_t at, int64_t wanted) {
    int64_t letters = 0;
    while (at > start && letters < wanted) {
        at--;
        bool joins = typed_text_has(text, at, SIGN_APOSTROPHE | SIGN_SEPARATOR);
        if (!is_letter(text, at) && !(joins && at > start && is_letter(text, at - 1))) break;
        letters += typed_text_is(text, at, TRAIT_LETTER);
    }
    return letters >= wanted;
}

/* At least so many letters follow from `at`; hyphens, apostrophes and dots between them do not
 * count. */
static bool has_letters_behind(const TypedText *text, size_t at, size_t end, int64_t wanted) {
    int64_t letters = 0;
    for (; at < end && letters < wanted; at++) {
        bool joins = typed_text_has(text, at, SIGN_APOSTROPHE | SIGN_HARD_HYPHEN | SIGN_SEPARATOR);
        if (!is_letter(text, at) && !(joins && at + 1 < end && is_letter(text, at + 1))) break;
        letters += typed_text_is(text, at, TRAIT_LETTER);
    }
    return letters >= wanted;
}

/* The hyphen at `at` begins an ending such as -t-il, and the word ends with it. */
static bool is_euphonic(const TypedText *text, const Piece *word, size_t at) {
    Str rest = typed_text_slice(text, at, word->end);
    for (size_t i = 0; i < word->language->euphonic_count; i++) {
        Str ending = word->language->euphonic[i];
        if (!str_starts_with(rest, ending)) continue;
        size_t after = at + utf8_count(ending);
        if (after >= word->end || !typed_text_is(text, after, TRAIT_LETTER | TRAIT_DIGIT))
            return true;
    }
    return false;
}

static void hyphen_mark(TypedText *text, const Piece *word, size_t at) {
    const SeamRule *rule = &word->language->hyphen;
    bool between = at > word->start && is_letter(text, at - 1) && is_letter(text, at + 1);
    if (!between) return;
    bool allowed = has_letters_before(text, word->start, at, rule->before) &&
                   has_letters_behind(text, at + 1, word->end, rule->after);
    if (allowed || is_euphonic(text, word, at)) text->places[at + 1] = PLACE_HARD_HYPHEN;
}

/* A word behind it, not a code: GNU/Linux parts, CCPR/C/FRA is left whole by its capitals. */
static void slash_mark(TypedText *text, const Piece *word, size_t at) {
    const SeamRule *rule = &word->language->slash;
    if (!has_letters_before(text, word->start, at, rule->before)) return;
    if (!has_letters_behind(text, at + 1, word->end, rule->after)) return;
    if (!typed_text_is(text, at + 2, TRAIT_UPPER)) text->places[at + 1] = PLACE_SLASH;
}

static void dash_mark(TypedText *text, const Piece *word, size_t at) {
    bool between = at > word->start && is_letter(text, at - 1) && is_letter(text, at + 1);
    if (between) text->places[at + 1] = PLACE_DASH;
}

/* A soft hyphen counts between two characters, and once in a row. */
static void soft_hyphen_mark(TypedText *text, const Piece *word, size_t at) {
    if (at + 1 == word->end || text->characters[at + 1] == SOFT_HYPHEN) return;
    size_t before = at;
    while (before > word->start && text->characters[before - 1] == SOFT_HYPHEN) before--;
    if (before == word->start) return;
    if (!breaks_allowed(text, before)) return; /* behind an apostrophe */
    text->places[at + 1] = PLACE_HYPHEN;
}

static void place_mark(TypedText *text, const uint8_t *candidates, const Piece *word, size_t at) {
    if (at + 1 >= word->end || !candidates[at + 1]) return;
    uint32_t c = text->characters[at];
    uint32_t roles = text->signs[at]->roles;
    if (c == ZERO_WIDTH_SPACE)
        text->places[at + 1] = PLACE_FREE;
    else if (roles & SIGN_HARD_HYPHEN)
        hyphen_mark(text, word, at);
    else if (roles & SIGN_SLASH)
        slash_mark(text, word, at);
    else if (roles & SIGN_GLUED_DASH)
        dash_mark(text, word, at);
    else if (typed_text_is(text, at, TRAIT_SPACELESS) ||
             typed_text_is(text, at + 1, TRAIT_SPACELESS)) {
        text->places[at + 1] = PLACE_FREE;
    }
}

/* ---- addresses ---- */

static size_t address_start(const TypedText *text, const Piece *word) {
    Str bytes = typed_text_slice(text, word->start, word->end);
    for (size_t i = 0; i < word->language->address_start_count; i++) {
        size_t found = str_find(bytes, word->language->address_starts[i], 0);
        if (found == SIZE_MAX) continue;
        size_t wanted = text->starts[word->start] + found, at = word->start;
        while (text->starts[at] < wanted) at++;
        bool inside_word =
            at > word->start && typed_text_is(text, at - 1, TRAIT_LETTER | TRAIT_DIGIT);
        if (!inside_word) return at;
    }
    return SIZE_MAX;
}

/* name@place.tld: one @ between letters or digits, and a point behind it. */
static bool is_mail(const TypedText *text, const Piece *word) {
    size_t at = word->start + 1;
    while (at + 1 < word->end && text->characters[at] != '@') at++;
    if (at + 1 >= word->end) return false;
    if (!typed_text_is(text, at - 1, TRAIT_LETTER | TRAIT_DIGIT)) return false;
    for (at++; at + 1 < word->end; at++) {
        if (text->characters[at] == '.' && typed_text_is(text, at + 1, TRAIT_LETTER)) return true;
    }
    return false;
}

/* Signs and slashes; two characters stay together at either end. */
static void address_mark(TypedText *text, const Piece *word, size_t start) {
    size_t end = word->end;
    while (end > start && typed_text_has(text, end - 1, SIGN_CLOSING)) end--;
    if (end < start + 4) return;
    for (size_t at = start + 2; at + 1 < end; at++) {
        uint32_t here = text->signs[at]->roles, last = text->signs[at - 1]->roles;
        bool behind = last & SIGN_ADDRESS_AFTER && !(here & SIGN_ADDRESS_AFTER);
        bool before = here & SIGN_ADDRESS_BEFORE && !(last & SIGN_ADDRESS_BEFORE);
        if (behind || before) text->places[at] = PLACE_ADDRESS;
    }
}

/* ---- the paragraph ---- */

size_t breaks_address(const TypedText *text, const Piece *word) {
    size_t address = address_start(text, word);
    return address == SIZE_MAX && is_mail(text, word) ? word->start : address;
}

/* A plain word is no address and has no sign to break at. */
static void word_mark(TypedText *text, const uint8_t *candidates, Piece *word) {
    if (word->plain) return;
    size_t address = breaks_address(text, word);
    word->address = address != SIZE_MAX;
    if (word->address) {
        address_mark(text, word, address);
        return;
    }
    for (size_t at = word->start; at < word->end; at++) {
        if (typed_text_is(text, at, TRAIT_LETTER) && !candidates[at + 1]) continue;
        if (text->characters[at] == SOFT_HYPHEN) soft_hyphen_mark(text, word, at);
        size_t form_end = inclusive_form_end(text, at, word->end);
        if (form_end > 0)
            at = form_end - 1;
        else
            place_mark(text, candidates, word, at);
    }
    inclusive_mark(text, word);
}

void breaks_mark(TypedText *text, Arena *scratch, UBreakIterator *lines) {
    const uint8_t *candidates = candidates_find(text, scratch, lines);
    for (size_t i = 0; i < text->piece_count; i++) {
        if (text->pieces[i].kind == TOKEN_WORD) word_mark(text, candidates, &text->pieces[i]);
    }
}

void breaks_mark_anywhere(TypedText *text) {
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *piece = &text->pieces[i];
        if (piece->kind != TOKEN_WORD) continue;
        for (size_t at = piece->start + 1; at < piece->end; at++) {
            bool dot = typed_text_has(text, at, SIGN_SEPARATOR) ||
                       typed_text_has(text, at - 1, SIGN_SEPARATOR);
            if (text->places[at] == PLACE_NONE && !dot) text->places[at] = PLACE_ANY;
        }
    }
}

static bool joins(uint32_t c) {
    return c == OBJECT_CHARACTER || c == WORD_JOINER || c == ZERO_WIDTH_NO_BREAK;
}

bool breaks_allowed(const TypedText *text, size_t at) {
    if (typed_text_is(text, at, TRAIT_EXTENDS)) return false;
    if (joins(text->characters[at]) || joins(text->characters[at - 1])) return false;
    if (text->places[at] == PLACE_ANY && text->characters[at] == text->characters[at - 1])
        return true; /* in a row of one sign no place is better */
    if (typed_text_has(text, at - 1, SIGN_APOSTROPHE)) return false;
    return text->places[at] == PLACE_ADDRESS || !(typed_text_has(text, at, SIGN_CLOSING));
}

BreakPoint breaks_point(const TypedText *text, size_t at) {
    const Language *language = typed_text_language(text, at - 1);
    BreakPoint point = {.at = text->starts[at], .kind = BREAK_AFTER};
    switch ((BreakPlace)text->places[at]) {
    case PLACE_FORM_HYPHEN:
    case PLACE_HYPHEN:
        point.in_form = text->places[at] == PLACE_FORM_HYPHEN;
        point.kind = BREAK_HYPHENATE;
        point.penalty = (int32_t)language->hyphenation.penalty;
        break;
    case PLACE_HARD_HYPHEN:
        point.hard_hyphen = true;
        point.penalty = (int32_t)language->hyphen.penalty;
        break;
    case PLACE_SLASH: point.penalty = (int32_t)language->slash.penalty; break;
    case PLACE_DASH: point.penalty = (int32_t)language->glued_dash_penalty; break;
    case PLACE_ADDRESS: point.penalty = (int32_t)language->address_penalty; break;
    case PLACE_DOT: point.penalty = (int32_t)language->inclusive.penalty; break;
    case PLACE_ANY: point.penalty = ANYWHERE_PENALTY; break;
    case PLACE_NONE:
    case PLACE_FREE: break;
    }
    return point;
}
