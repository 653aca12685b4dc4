/* Inclusive forms, known well enough to break lines around them.
 *
 * usager·ère·s is a base, a dot and endings. A line ends neither at the dot nor behind it (the
 * ending alone would be misread), and only the base is hyphenated, as a word of its own: patterns
 * know nothing of the dot. Whatever stands between two letters with a dot counts here, col·legi and
 * kW·h too: their dots want no line end either. Forms with weak separators are those of form_shape.
 */
#include "text/inclusive.h"

#include "text/form_shape.h"

#include <unicode/uchar.h>

static bool is_cased_letter(const TypedText *text, size_t at) {
    return typed_text_is(text, at, TRAIT_LETTER) &&
           u_hasBinaryProperty((UChar32)text->characters[at], UCHAR_CASED);
}

/* A combining mark belongs to the letter before it. */
static bool is_in_letters(const TypedText *text, size_t at) {
    return typed_text_is(text, at, TRAIT_LETTER | TRAIT_EXTENDS);
}

static bool is_dot(const TypedText *text, size_t at, size_t end) {
    return at > 0 && at + 1 < end && typed_text_has(text, at, SIGN_SEPARATOR) &&
           (is_cased_letter(text, at - 1) || typed_text_is(text, at - 1, TRAIT_EXTENDS)) &&
           is_cased_letter(text, at + 1);
}

bool inclusive_dot(const TypedText *text, size_t at, size_t end) {
    return is_dot(text, at, end);
}

static size_t letters_end(const TypedText *text, size_t at, size_t end) {
    while (at < end && is_in_letters(text, at)) at++;
    return at;
}

size_t inclusive_form_end(const TypedText *text, size_t at, size_t end) {
    if (at == 0 || at + 1 >= end) return 0;
    if (!is_dot(text, at, end)) {
        WeakForm form;
        if (!typed_text_has(text, at, SIGN_WEAK_SEPARATOR)) return 0;
        const Language *language = typed_text_language(text, at);
        return weak_form_find(language, text->characters, at, end, &form) ? form.end : 0;
    }
    size_t after = at;
    while (is_dot(text, after, end)) after = letters_end(text, after + 1, end);
    return after;
}

void inclusive_mark(TypedText *text, const Piece *word) {
    for (size_t at = word->start; at < word->end; at++) {
        if (!is_dot(text, at, word->end)) continue;
        int64_t wanted = typed_text_language(text, at)->inclusive.break_after;
        size_t stop = letters_end(text, at + 1, word->end);
        if (wanted > 0 && stop - at - 1 >= (size_t)wanted) text->places[at + 1] = PLACE_DOT;
        at = stop - 1;
    }
}

/* ---- doubts ---- */

/* A dot of a form that lost its place: beside a space, at an edge, doubled. One that stands alone
 * between spaces is an ornament, one between digits a product. */
static bool is_loose(const TypedText *text, const Piece *word, size_t at) {
    bool before = at > word->start && is_cased_letter(text, at - 1);
    bool behind = at + 1 < word->end && is_cased_letter(text, at + 1);
    bool doubled = at + 1 < word->end && text->characters[at + 1] == text->characters[at];
    if (doubled) return before;
    bool start_edge = at == word->start || typed_text_has(text, at - 1, SIGN_OPENING);
    bool end_edge = at + 1 == word->end || typed_text_has(text, at + 1, SIGN_CLOSING);
    return (before && end_edge) || (behind && start_edge);
}

/* True if the word holds a dot in doubt; one a word says enough. */
static bool word_doubt(const TypedText *text, const Piece *word, TextDoubt *doubt) {
    enum { SHOWN = 40 }; /* characters of a word shown in a report, on either side */
    for (size_t at = word->start; at < word->end; at++) {
        if (!typed_text_has(text, at, SIGN_SEPARATOR)) continue;
        bool right_one = text->characters[at] == typed_text_language(text, at)->inclusive.dot;
        if (right_one ? !is_loose(text, word, at) : !is_dot(text, at, word->end)) continue;
        size_t start = at > word->start + SHOWN ? at - SHOWN : word->start;
        size_t end = word->end - at > SHOWN ? at + SHOWN : word->end;
        MessageCode code = right_one ? MESSAGE_INCLUSIVE_DOT_LOOSE : MESSAGE_INCLUSIVE_DOT_TWIN;
        *doubt = (TextDoubt){
            code, text->starts[at], text->starts[at + 1], {typed_text_slice(text, start, end)}};
        return true;
    }
    return false;
}

size_t inclusive_doubt(const TypedText *text, Arena *arena, TextDoubt **found) {
    VEC(TextDoubt) doubts = {0};
    for (size_t i = 0; i < text->piece_count; i++) {
        TextDoubt doubt;
        if (text->pieces[i].kind == TOKEN_WORD && word_doubt(text, &text->pieces[i], &doubt))
            VEC_PUSH(arena, &doubts, doubt);
    }
    *found = doubts.items;
    return doubts.count;
}
