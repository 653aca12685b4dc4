/* In: pieces. Out: letterings.
 *
 * A word is looked at in parts, between hyphens, slashes, apostrophes and inclusive dots: the
 * ordinals of “XIXe-XXe”, “l’1er” and “1er·re” are parts. A word with a part that is neither an
 * ordinal nor letters of a plain word is a code (B-2e7, CO/6e) and left alone. The numerals of
 * centuries are found from right to left, from the word “siècles” through “XVIIIe, XIXe et XXe”.
 * French: Lexique des règles typographiques en usage à l'Imprimerie nationale, “Nombres”,
 * “Siècles”. */
#include "text/lettering.h"

#include "text/word_shape.h"

/* A part of a word without the marks around it, characters [start, end). */
typedef struct Part {
    size_t start, end;
    size_t ending; /* of an ordinal; `end` for none */
    size_t next;   /* where the next part begins */
} Part;

static bool is_seam(const TypedText *text, size_t at) {
    return typed_text_has(text, at,
                          SIGN_APOSTROPHE | SIGN_HARD_HYPHEN | SIGN_GLUED_DASH | SIGN_SLASH |
                              SIGN_SEPARATOR);
}

static bool is_beside(const TypedText *text, size_t at) {
    return typed_text_has(text, at, SIGN_OPENING | SIGN_CLOSING) ||
           text->characters[at] == OBJECT_CHARACTER;
}

/* The part that begins at `at`, before the end of a word. */
static Part part_read(const TypedText *text, size_t at, size_t end) {
    Part part = {.start = at, .end = at};
    while (part.end < end && !is_seam(text, part.end)) part.end++;
    part.next = part.end + 1;
    while (part.start < part.end && is_beside(text, part.start)) part.start++;
    while (part.end > part.start && is_beside(text, part.end - 1)) part.end--;
    part.ending = part.end;
    bool code = typed_text_is(text, part.start, TRAIT_CODE);
    if (part.start < part.end && !code)
        part.ending =
            ordinal_ending(text, typed_text_language(text, part.start), part.start, part.end);
    return part;
}

/* 15, as in 1er-15 mars. */
static bool is_short_number(const TypedText *text, const Part *part) {
    enum { DIGITS_MOST = 2 };
    if (part->end - part->start > DIGITS_MOST) return false;
    for (size_t at = part->start; at < part->end; at++) {
        if (!typed_text_is(text, at, TRAIT_DIGIT)) return false;
    }
    return true;
}

/* Letters of which the first only may be a capital, a short number, or nothing. */
static bool is_plain(const TypedText *text, const Part *part) {
    if (is_short_number(text, part)) return true;
    for (size_t at = part->start; at < part->end; at++) {
        if (!typed_text_is(text, at, TRAIT_LETTER | TRAIT_EXTENDS | TRAIT_INVISIBLE)) return false;
        if (at > part->start && typed_text_is(text, at, TRAIT_UPPER)) return false;
    }
    return true;
}

/* True if the word holds an ordinal and no code; roman: one with a Roman numeral. */
static bool has_ordinals(const TypedText *text, const Piece *word, bool *roman) {
    bool found = false, numeral = false;
    *roman = false;
    if (word->plain) return false;
    for (size_t at = word->start; at < word->end && !numeral; at++)
        numeral = typed_text_is(text, at, TRAIT_DIGIT | TRAIT_UPPER);
    if (!numeral) return false;
    for (size_t at = word->start; at < word->end;) {
        Part part = part_read(text, at, word->end);
        bool ordinal = part.ending < part.end;
        if (!ordinal && !is_plain(text, &part)) return false;
        found |= ordinal;
        *roman |= ordinal && typed_text_is(text, part.start, TRAIT_UPPER);
        at = part.next;
    }
    return found;
}

/* ---- centuries ---- */

static bool ends_sentence(const TypedText *text, const Piece *word) {
    for (size_t at = word->end; at > word->start && is_beside(text, at - 1); at--) {
        if (typed_text_has(text, at - 1, SIGN_SENTENCE_END)) return true;
    }
    return false;
}

static bool is_century_word(const TypedText *text, const Piece *word) {
    size_t start = word->start, end = word->end;
    while (start < end && is_beside(text, start)) start++;
    while (end > start && is_beside(text, end - 1)) end--;
    uint64_t lists = language_lists_of(word->language, typed_text_slice(text, start, end));
    return (lists & word->language->ordinals.century_words) != 0;
}

/* "et", "ou", "au": what may stand between two centuries. */
static bool is_joiner(const TypedText *text, const Piece *word) {
    enum { LONGEST = 2 };
    if (word->end - word->start > LONGEST) return false;
    for (size_t at = word->start; at < word->end; at++) {
        if (!typed_text_is(text, at, TRAIT_LETTER) || typed_text_is(text, at, TRAIT_UPPER))
            return false;
    }
    return true;
}

static void centuries_mark(TypedText *text) {
    enum { JOINERS_MOST = 2 }; /* au XIXe et au XXe siècle */
    bool open = false;         /* behind us stands a century's word */
    int joiners = 0;
    for (size_t i = text->piece_count; i-- > 0;) {
        Piece *word = &text->pieces[i];
        bool roman = false;
        if (word->kind == TOKEN_NEWLINE) open = false;
        if (word->kind != TOKEN_WORD) continue;
        if (is_century_word(text, word)) {
            open = true;
            joiners = 0;
        } else if (open && !ends_sentence(text, word) && has_ordinals(text, word, &roman) &&
                   roman) {
            word->century = true;
            joiners = 0;
        } else if (open && joiners < JOINERS_MOST && is_joiner(text, word)) {
            joiners++;
        } else {
            open = false;
        }
    }
}

/* ---- letterings ---- */

typedef VEC(Lettering) Letterings;

static void lettering_add(const TypedText *text, Arena *arena, Letterings *letterings, size_t start,
                          size_t end, LetteringKind kind) {
    Lettering lettering = {text->starts[start], text->starts[end], kind};
    VEC_PUSH(arena, letterings, lettering);
}

/* An inclusive ending behind an ordinal's is raised with it: 1er·re. */
static size_t raised_end(const TypedText *text, const Part *part, size_t end) {
    size_t at = part->end;
    while (at + 1 < end && typed_text_has(text, at, SIGN_SEPARATOR) &&
           typed_text_is(text, at + 1, TRAIT_LETTER)) {
        at++;
        while (at < end && typed_text_is(text, at, TRAIT_LETTER | TRAIT_EXTENDS)) at++;
    }
    return at;
}

static void word_letter(const TypedText *text, Arena *arena, Letterings *letterings,
                        const Piece *word) {
    bool roman;
    if (!has_ordinals(text, word, &roman)) return;
    for (size_t at = word->start; at < word->end;) {
        Part part = part_read(text, at, word->end);
        at = part.next;
        if (part.ending == part.end) continue;
        const Language *language = typed_text_language(text, part.start);
        bool numeral = word->century && typed_text_is(text, part.start, TRAIT_UPPER);
        if (numeral)
            lettering_add(text, arena, letterings, part.start, part.ending,
                          LETTERING_SMALL_CAPITALS);
        if (!language->ordinals.superior) continue;
        size_t end = raised_end(text, &part, word->end);
        lettering_add(text, arena, letterings, part.ending, end, LETTERING_SUPERIOR);
        if (end > part.end) at = end;
    }
}

/* Most texts hold no ordinal: one look at each word tells. */
static bool text_has_ordinals(const TypedText *text, bool *romans) {
    bool found = false, roman;
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind != TOKEN_WORD || !has_ordinals(text, word, &roman)) continue;
        found = true;
        *romans |= roman;
    }
    return found;
}

void letterings_find(TypedText *text, Arena *arena, TextAnalysis *analysis) {
    Letterings letterings = {0};
    bool romans = false;
    if (!text_has_ordinals(text, &romans)) return;
    if (romans) centuries_mark(text);
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind == TOKEN_WORD && !word->address) word_letter(text, arena, &letterings, word);
    }
    analysis->letterings = letterings.items;
    analysis->lettering_count = letterings.count;
}
