/* Hyphenation of words.
 *
 * In: a word piece. It is cut into stretches of letters; a stretch is hyphenated if what stands
 * around it leaves no doubt that it is a word (no digits, no address, no part of a compound). It is
 * looked up in lower case, composed, with the apostrophe of the patterns; the places found are
 * narrowed by the language's minima and exceptions, remembered, and marked in the text. What is
 * remembered depends on the letters only; capitals are judged each time. */
#include "text/hyphenate.h"

#include "text/inclusive.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define SOFT_HYPHEN 0xAD

typedef struct LanguageWords {
    const Language *language;
    Map places; /* word in lower case -> uint64_t: bit i for a hyphen after character i */
} LanguageWords;

struct Hyphenator {
    Arena *arena;
    VEC(LanguageWords) languages;
    const UNormalizer2 *composer; /* ICU owns it */
};

/* Letters as they are looked up. */
typedef struct Spelling {
    uint32_t letters[DICTIONARY_WORD_MAX];
    uint32_t positions[DICTIONARY_WORD_MAX];  /* of each letter in the text */
    size_t bytes_at[DICTIONARY_WORD_MAX + 1]; /* of each letter in key */
    char key_bytes[4 * DICTIONARY_WORD_MAX];
    size_t count;
    size_t stem;     /* first letter behind the last apostrophe */
    uint64_t vowels; /* bit i: letter i is one; once places are looked for */
} Spelling;

Hyphenator *hyphenator_new(Arena *arena, Diag *diag) {
    Hyphenator *hyphenator = ARENA_NEW(arena, Hyphenator);
    hyphenator->arena = arena;
    UErrorCode status = U_ZERO_ERROR;
    hyphenator->composer = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status)) {
        hyphenator->composer = NULL;
        diag_report(diag, MESSAGE_BREAKS_UNAVAILABLE, (Span){0},
                    ARGS(str_from_c(u_errorName(status))));
    }
    return hyphenator;
}

static Map *words_of(Hyphenator *hyphenator, const Language *language) {
    for (size_t i = 0; i < hyphenator->languages.count; i++) {
        if (hyphenator->languages.items[i].language == language) {
            return &hyphenator->languages.items[i].places;
        }
    }
    LanguageWords words = {.language = language, .places = {.arena = hyphenator->arena}};
    VEC_PUSH(hyphenator->arena, &hyphenator->languages, words);
    return &hyphenator->languages.items[hyphenator->languages.count - 1].places;
}

/* ---- spelling ---- */

/* Joins a combining mark to the letter before it; false where there is no such letter. */
static bool letter_compose(const Hyphenator *hyphenator, Spelling *spelling, uint32_t mark) {
    if (!hyphenator->composer || spelling->count == 0) return false;
    uint32_t *letter = &spelling->letters[spelling->count - 1];
    UChar32 composed = unorm2_composePair(hyphenator->composer, (UChar32)*letter, (UChar32)mark);
    if (composed < 0) return false;
    *letter = (uint32_t)composed;
    return true;
}

/* False for what no dictionary holds: too long a word, letters that do not compose. */
static bool spelling_make(const Hyphenator *hyphenator, const TypedText *text, size_t start,
                          size_t end, Spelling *spelling) {
    spelling->count = spelling->stem = 0;
    for (size_t at = start; at < end; at++) {
        uint32_t c = text->characters[at];
        if (typed_text_is(text, at, TRAIT_INVISIBLE)) continue;
        if (typed_text_is(text, at, TRAIT_EXTENDS)) {
            if (!letter_compose(hyphenator, spelling, c)) return false;
            continue;
        }
        if (spelling->count == DICTIONARY_WORD_MAX) return false;
        bool apostrophe = typed_text_has(text, at, SIGN_APOSTROPHE);
        spelling->positions[spelling->count] = (uint32_t)at;
        spelling->letters[spelling->count++] = apostrophe ? '\'' : (uint32_t)u_tolower((UChar32)c);
        if (apostrophe) spelling->stem = spelling->count;
    }
    return spelling->count > 0;
}

static Str spelling_key(Spelling *spelling) {
    size_t length = 0;
    for (size_t i = 0; i < spelling->count; i++) {
        uint32_t c = spelling->letters[i];
        spelling->bytes_at[i] = length;
        if (c >= 0x10000) spelling->key_bytes[length++] = (char)(0xF0 | c >> 18);
        if (c >= 0x10000) spelling->key_bytes[length++] = (char)(0x80 | (c >> 12 & 63));
        if (c >= 0x800 && c < 0x10000) spelling->key_bytes[length++] = (char)(0xE0 | c >> 12);
        if (c >= 0x800) spelling->key_bytes[length++] = (char)(0x80 | (c >> 6 & 63));
        if (c >= 0x80 && c < 0x800) spelling->key_bytes[length++] = (char)(0xC0 | c >> 6);
        spelling->key_bytes[length++] = (char)(c < 0x80 ? c : 0x80 | (c & 63));
    }
    spelling->bytes_at[spelling->count] = length;
    return (Str){spelling->key_bytes, length};
}

static Str key_slice(const Spelling *spelling, size_t start, size_t end) {
    return (Str){spelling->key_bytes + spelling->bytes_at[start],
                 spelling->bytes_at[end] - spelling->bytes_at[start]};
}

/* ---- places of a spelling ---- */

static bool has_role(const Language *language, const Spelling *spelling, size_t i, SignRole role) {
    return i < spelling->count &&
           language_sign(language, spelling->letters[i])->roles & (uint32_t)role;
}

static uint64_t vowels_find(const Language *language, const Spelling *spelling) {
    uint64_t vowels = 0;
    for (size_t i = 0; i < spelling->count; i++)
        vowels |= (uint64_t)has_role(language, spelling, i, SIGN_VOWEL) << i;
    return vowels;
}

static bool is_vowel(const Spelling *spelling, size_t i) {
    return i < spelling->count && spelling->vowels >> i & 1;
}

/* x or y between vowels. */
static bool is_held_by_vowels(const Language *language, const Spelling *spelling, size_t i) {
    return i > 0 && has_role(language, spelling, i, SIGN_BESIDE_VOWELS) &&
           is_vowel(spelling, i - 1) && is_vowel(spelling, i + 1);
}

/* A piece without a vowel is no syllable, as foreign words have them (as-si-gns); languages that
 * name no vowels do not ask. */
static bool is_syllable_on_both_sides(const Spelling *spelling, size_t i) {
    uint64_t first = (UINT64_C(2) << i) - 1; /* the letters up to i */
    if (spelling->vowels == 0) return true;
    return (spelling->vowels & first) != 0 && (spelling->vowels & ~first) != 0;
}

/* The minima of letters: since the apostrophe before the hyphen, and up to the word's end. */
static bool is_wide_enough(const HyphenRules *rules, const Spelling *spelling, size_t i) {
    size_t left = 0, right = 0;
    for (size_t at = i + 1; at > 0 && spelling->letters[at - 1] != '\''; at--) left++;
    for (size_t at = i + 1; at < spelling->count; at++) right += spelling->letters[at] != '\'';
    return left >= (size_t)rules->left && right >= (size_t)rules->right &&
           left + right >= (size_t)rules->shortest;
}

static bool reads_badly(const HyphenRules *rules, const Spelling *spelling, size_t i) {
    return map_find(&rules->avoided, key_slice(spelling, spelling->stem, i + 1)) ||
           map_find(&rules->avoided, key_slice(spelling, i + 1, spelling->count));
}

static bool is_allowed(const Language *language, const Spelling *spelling, size_t i) {
    if (spelling->letters[i] == '\'' || spelling->letters[i + 1] == '\'') return false;
    if (!is_wide_enough(&language->hyphenation, spelling, i)) return false;
    if (is_vowel(spelling, i) && is_vowel(spelling, i + 1)) return false;
    if (is_held_by_vowels(language, spelling, i)) return false;
    if (is_held_by_vowels(language, spelling, i + 1)) return false;
    if (!is_syllable_on_both_sides(spelling, i)) return false;
    return i < spelling->stem || !reads_badly(&language->hyphenation, spelling, i);
}

static const HyphenException *exception_find(const Language *language, const Spelling *spelling) {
    return map_find(&language->hyphenation.exceptions,
                    key_slice(spelling, spelling->stem, spelling->count));
}

static uint64_t places_make(const Language *language, Spelling *spelling) {
    const HyphenRules *rules = &language->hyphenation;
    const HyphenException *exception = exception_find(language, spelling);
    if (exception) return exception->places << spelling->stem;
    if (!rules->dictionary || spelling->count > (size_t)rules->longest) return 0;
    uint64_t places = dictionary_places(rules->dictionary, spelling->letters, spelling->count);
    spelling->vowels = vowels_find(language, spelling);
    for (size_t i = 0; i + 1 < spelling->count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        if (places & bit && !is_allowed(language, spelling, i)) places &= ~bit;
    }
    return places;
}

static uint64_t places_find(Hyphenator *hyphenator, const Language *language, Spelling *spelling,
                            Str key) {
    Map *words = words_of(hyphenator, language);
    const uint64_t *known = map_find(words, key);
    if (known) return *known;
    uint64_t *places = ARENA_NEW(hyphenator->arena, uint64_t);
    *places = places_make(language, spelling);
    map_put(words, str_copy(hyphenator->arena, key), places);
    return *places;
}

/* ---- a stretch of letters in the text ---- */

static bool is_in_stretch(const TypedText *text, size_t at) {
    return typed_text_is(text, at, TRAIT_LETTER | TRAIT_EXTENDS | TRAIT_INVISIBLE) ||
           typed_text_has(text, at, SIGN_APOSTROPHE);
}

/* Capitals: none inside; one at the start of the word or of what follows an elision only where a
 * sentence starts, where the language hyphenates nouns so, or where the word is a known name. */
static bool capitals_allow(const TypedText *text, const Language *language,
                           const Spelling *spelling, bool starts_sentence) {
    for (size_t i = 1; i < spelling->count; i++) {
        if (i != spelling->stem && typed_text_is(text, spelling->positions[i], TRAIT_UPPER))
            return false;
    }
    if (spelling->stem == spelling->count) return false;
    if (!typed_text_is(text, spelling->positions[spelling->stem], TRAIT_UPPER)) return true;
    if (language->hyphenation.capitalised || (starts_sentence && spelling->stem == 0)) return true;
    const HyphenException *exception = exception_find(language, spelling);
    return exception && exception->proper;
}

/* The next word begins with a capital and goes on without: at a sentence's start too this is a name
 * (Emmanuel Macron), or part of one. */
static bool is_before_name(const TypedText *text, const Piece *word) {
    const Piece *end = text->pieces + text->piece_count;
    if (!typed_text_is(text, word->end - 1, TRAIT_LETTER | TRAIT_EXTENDS)) return false;
    if (end - word < 3 || word[1].kind != TOKEN_SPACE || word[2].kind != TOKEN_WORD) return false;
    return typed_text_is(text, word[2].start, TRAIT_UPPER) &&
           typed_text_is(text, word[2].start + 1, TRAIT_LETTER) &&
           !typed_text_is(text, word[2].start + 1, TRAIT_UPPER);
}

/* True for a term or a title in another language: too short a passage to be cut by rules that the
 * reader may not know. */
static bool is_foreign_term(const TypedText *text, size_t at) {
    const Language *language = typed_text_language(text, at);
    size_t least = (size_t)text->main_language->hyphenation.foreign, length = 1;
    if (language == text->main_language) return false;
    for (size_t i = at; length < least && i > 0 && typed_text_language(text, i - 1) == language;
         i--)
        length++;
    for (size_t i = at + 1;
         length < least && i < text->count && typed_text_language(text, i) == language; i++)
        length++;
    return length < least;
}

static bool is_too_short(const TypedText *text, size_t start, size_t end) {
    const Language *language = typed_text_language(text, start);
    return end - start < (size_t)language->hyphenation.shortest || is_foreign_term(text, start);
}

/* A plain word is its own spelling: marks what was remembered of it; false if nothing was yet. */
static bool plain_hyphenate(Hyphenator *hyphenator, TypedText *text, const Piece *word) {
    if (is_too_short(text, word->start, word->end)) return true;
    const Language *language = typed_text_language(text, word->start);
    const uint64_t *known =
        map_find(words_of(hyphenator, language), typed_text_slice(text, word->start, word->end));
    if (!known) return false;
    size_t at = word->start + 1;
    for (uint64_t places = *known; places != 0 && at < word->end; places >>= 1, at++) {
        if (places & 1) text->places[at] = PLACE_HYPHEN;
    }
    return true;
}

static void stretch_hyphenate(Hyphenator *hyphenator, TypedText *text, size_t start, size_t end,
                              bool starts_sentence, BreakPlace place) {
    const Language *language = typed_text_language(text, start);
    Spelling spelling;
    if (is_too_short(text, start, end)) return;
    for (size_t at = start; at < end; at++) {
        if (text->characters[at] == SOFT_HYPHEN) return; /* the author said where */
    }
    if (!spelling_make(hyphenator, text, start, end, &spelling)) return;
    Str key = spelling_key(&spelling);
    if (!capitals_allow(text, language, &spelling, starts_sentence)) return;
    uint64_t places = places_find(hyphenator, language, &spelling, key);
    for (size_t i = 0; i + 1 < spelling.count; i++) {
        uint32_t next = spelling.positions[i + 1];
        if (places >> i & 1 && text->places[next] == PLACE_NONE)
            text->places[next] = (uint8_t)place;
    }
}

static bool is_clear_before(const TypedText *text, const Piece *word, size_t start) {
    if (start == word->start || text->characters[start - 1] == OBJECT_CHARACTER) return true;
    const Sign *sign = text->signs[start - 1];
    if (sign->roles & SIGN_HARD_HYPHEN) return word->language->hyphenation.compounds;
    if (sign->roles & SIGN_SLASH) return text->places[start] == PLACE_SLASH;
    return sign->roles & (SIGN_OPENING | SIGN_GLUED_DASH);
}

static bool is_clear_after(const TypedText *text, const Piece *word, size_t end) {
    if (end == word->end || text->characters[end] == OBJECT_CHARACTER) return true;
    const Sign *sign = text->signs[end];
    if (sign->roles & SIGN_HARD_HYPHEN) return word->language->hyphenation.compounds;
    if (sign->roles & SIGN_SLASH) return text->places[end + 1] == PLACE_SLASH;
    if (sign->roles & SIGN_GLUED_DASH) return true;
    return sign->roles & SIGN_CLOSING && !typed_text_is(text, end + 1, TRAIT_LETTER | TRAIT_DIGIT);
}

void hyphenate_word(Hyphenator *hyphenator, TypedText *text, const Piece *word) {
    if (word->plain && plain_hyphenate(hyphenator, text, word)) return;
    bool starts_sentence = word->starts_sentence && !is_before_name(text, word);
    for (size_t at = word->start; at < word->end;) {
        if (!typed_text_is(text, at, TRAIT_LETTER)) {
            at++;
            continue;
        }
        size_t start = at;
        while (at < word->end && is_in_stretch(text, at)) at++;
        size_t end = at;
        while (end > start && !typed_text_is(text, end - 1, TRAIT_LETTER | TRAIT_EXTENDS)) end--;
        size_t form_end = end == at ? inclusive_form_end(text, end, word->end) : 0;
        bool clear = form_end > 0 || is_clear_after(text, word, end);
        if (clear && is_clear_before(text, word, start)) {
            stretch_hyphenate(hyphenator, text, start, end, starts_sentence,
                              form_end > 0 ? PLACE_FORM_HYPHEN : PLACE_HYPHEN);
        }
        if (form_end > at) at = form_end;
        starts_sentence = false;
    }
}
