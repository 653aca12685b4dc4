/* Making words longer; see pseudo_words.h.
 *
 * Method: pseudo-localisation, as operating systems and browsers try their own windows with: vowels
 * are accented, so that what was not made longer is seen, and doubled until the text is as much
 * longer as one in another language may be. The accents are those of the Latin-1 block, which every
 * font for Western Europe has. */
#include "translation/pseudo_words.h"

#include "text/character.h"

typedef struct Vowel {
    uint32_t plain, accented, doubled;
} Vowel;

static const Vowel VOWELS[] = {
    {'a', 0xE2, 0xE4}, {'e', 0xEA, 0xEB}, {'i', 0xEE, 0xEF}, {'o', 0xF4, 0xF6}, {'u', 0xFB, 0xFC},
    {'A', 0xC2, 0xC4}, {'E', 0xCA, 0xCB}, {'I', 0xCE, 0xCF}, {'O', 0xD4, 0xD6}, {'U', 0xDB, 0xDC},
};
enum { VOWEL_COUNT = sizeof VOWELS / sizeof VOWELS[0] };

/* A vowel is doubled where a letter is owed, and written a third time where so much is. */
enum { DEBT_DOUBLE = 100, DEBT_TRIPLE = 300 };

static const Vowel *vowel_find(uint32_t c) {
    for (size_t i = 0; i < VOWEL_COUNT; i++) {
        if (VOWELS[i].plain == c) return &VOWELS[i];
    }
    return NULL;
}

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == 0x2019;
}

/* U+FFFC stands for a note call or a page. */
static bool parts_tokens(uint32_t c) {
    return character_is_space(c) || c == 0xFFFC;
}

/* Whether a stretch without spaces, from its first letter to its last, is of plain words. */
static bool is_plain(Str token) {
    size_t capitals = 0, letters = 0;
    bool small = false, known = true;
    for (size_t at = 0; at < token.length && known;) {
        uint32_t c = utf8_next(token, &at);
        if (is_apostrophe(c)) {
            small = false; /* l’État */
            continue;
        }
        bool capital = character_is_upper(c);
        known = character_is_letter(c) && !(capital && small);
        small = !capital;
        capitals += capital;
        letters++;
    }
    return known && letters > 0 && !(capitals > 1 && capitals == letters);
}

static void twin_add(StrBuilder *out, uint32_t twin, PseudoDebt *debt) {
    builder_add_char(out, twin);
    debt->hundredths -= 100;
}

static Str word_lengthen(Arena *arena, Str word, PseudoDebt *debt) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < word.length;) {
        uint32_t c = utf8_next(word, &at);
        const Vowel *vowel = vowel_find(c);
        builder_add_char(&out, vowel != NULL ? vowel->accented : c);
        bool begins = at == 1 && character_is_upper(c); /* Âämsterdam */
        if (vowel != NULL && begins) vowel = vowel_find(c + ('a' - 'A'));
        if (vowel != NULL && debt->hundredths >= DEBT_DOUBLE) twin_add(&out, vowel->doubled, debt);
        if (vowel != NULL && debt->hundredths >= DEBT_TRIPLE) twin_add(&out, vowel->accented, debt);
    }
    return builder_text(&out);
}

/* The stretch without spaces at or behind a place, from its first letter or figure to its last. */
static bool token_find(Str text, size_t *at, size_t *start, size_t *end) {
    bool found = false;
    while (*at < text.length) {
        size_t before = *at;
        uint32_t c = utf8_next(text, at);
        if (parts_tokens(c)) {
            if (found) return true;
            continue;
        }
        if (!character_is_letter(c) && !character_is_digit(c)) continue;
        if (!found) *start = before;
        *end = *at;
        found = true;
    }
    return found;
}

bool pseudo_next(Arena *arena, Str text, size_t *at, PseudoDebt *debt, PseudoWord *word) {
    while (token_find(text, at, &word->start, &word->end)) {
        Str token = str_slice(text, word->start, word->end);
        size_t characters = utf8_count(str_slice(text, debt->counted, word->end));
        debt->hundredths += (int64_t)characters * PSEUDO_MORE;
        debt->counted = word->end;
        bool field = word->start > 0 && text.bytes[word->start - 1] == '{'; /* {page}, left over */
        if (field || !is_plain(token)) continue;
        word->longer = word_lengthen(arena, token, debt);
        if (!str_equal(word->longer, token)) return true;
    }
    return false;
}

Str pseudo_text(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    PseudoDebt debt = {.hundredths = PSEUDO_ROUNDING};
    PseudoWord word;
    size_t written = 0;
    builder_add_byte(&out, '[');
    for (size_t at = 0; pseudo_next(arena, text, &at, &debt, &word); written = word.end) {
        builder_add(&out, str_slice(text, written, word.start));
        builder_add(&out, word.longer);
    }
    builder_add(&out, str_slice(text, written, text.length));
    builder_add_byte(&out, ']');
    return builder_text(&out);
}
