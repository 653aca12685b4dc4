/* From a typed word to its two words: rules B5.2 to B5.4.
 *
 * The word is brought to one shape first: composed letters, the right dot and apostrophe, lower
 * case, dots for weak separators and for suffixes in capitals. Then an elision is cut off, the
 * halves of a compound are read one by one, and all that was cut off is said again around both
 * words. */
#include "text/reading_form.h"

#include "text/character.h"
#include "text/form_shape.h"
#include "text/reading_words.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* A word as characters, with its dots; room for what a weak form gains. */
typedef struct Characters {
    uint32_t items[2 * FORM_LONGEST];
    size_t count;
} Characters;

static void character_push(Characters *word, uint32_t character) {
    if (word->count < 2 * FORM_LONGEST) word->items[word->count++] = character;
}

static bool is_upper(uint32_t character) {
    return u_isupper((UChar32)character);
}

static uint32_t lower(uint32_t character) {
    return (uint32_t)u_tolower((UChar32)character);
}

static bool has_role(const Language *language, uint32_t character, SignRole role) {
    return language_sign(language, character)->roles & role;
}

/* ---- one shape ---- */

/* The characters, composed, with the right dots and apostrophes. */
static void characters_read(const Language *language, Str text, Characters *word) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *composer = unorm2_getNFCInstance(&status);
    word->count = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t character = utf8_next(text, &at);
        if (character_is_format(character)) continue; /* a soft hyphen */
        if (has_role(language, character, SIGN_SEPARATOR)) character = language->inclusive.dot;
        if (has_role(language, character, SIGN_APOSTROPHE)) character = FORM_APOSTROPHE;
        UChar32 composed = -1;
        if (U_SUCCESS(status) && word->count > 0 && character_is_mark(character)) {
            uint32_t last = word->items[word->count - 1];
            composed = unorm2_composePair(composer, (UChar32)last, (UChar32)character);
        }
        if (composed >= 0) {
            word->items[word->count - 1] = (uint32_t)composed;
        } else {
            character_push(word, character);
        }
    }
}

static bool characters_hold(const Characters *word, uint32_t wanted) {
    for (size_t i = 0; i < word->count; i++) {
        if (word->items[i] == wanted) return true;
    }
    return false;
}

static Str characters_text(Arena *arena, const Characters *word, size_t start, size_t end) {
    StrBuilder out = {.arena = arena};
    for (size_t i = start; i < end && i < word->count; i++) builder_add_char(&out, word->items[i]);
    return builder_text(&out);
}

Str form_composed(const Language *language, Arena *arena, Str typed) {
    Characters word;
    characters_read(language, typed, &word);
    return characters_text(arena, &word, 0, word.count);
}

/* Two capitals and nothing in lower case; then makes all lower. */
static bool capitals_lower(Characters *word) {
    size_t capitals = 0;
    for (size_t i = 0; i < word->count; i++) {
        if (u_islower((UChar32)word->items[i])) return false;
        if (is_upper(word->items[i])) capitals++;
    }
    for (size_t i = 0; i < word->count && capitals > 1; i++) word->items[i] = lower(word->items[i]);
    return capitals > 1;
}

/* ---- forms without the dot ---- */

static size_t letters_end(const Characters *word, size_t at) {
    while (at < word->count && character_is_letter(word->items[at])) at++;
    return at;
}

/* étudiant-e-s, étudiant(e)s: the same with dots. False where there is no such form. */
static bool weak_dots_put(const Language *language, Characters *word) {
    Characters typed = *word;
    bool found = false;
    word->count = 0;
    for (size_t at = 0; at < typed.count;) {
        WeakForm form;
        if (!weak_form_find(language, typed.items, at, typed.count, &form)) {
            character_push(word, typed.items[at++]);
            continue;
        }
        for (size_t i = 0; i < form.count; i++) {
            character_push(word, language->inclusive.dot);
            for (at = form.starts[i]; at < form.ends[i]; at++)
                character_push(word, typed.items[at]);
        }
        at = form.end;
        found = true;
    }
    return found;
}

/* tutt*: a sign in the place of an ending is the suffix that the rules tell; behind an elision,
 * which may tell the number, it has an apostrophe. */
static bool stand_in_put(const Language *language, Characters *word) {
    const InclusiveRules *rules = &language->inclusive;
    if (rules->stand_in == 0 || word->count == 0) return false;
    size_t last = word->count - 1;
    if (!stand_in_at(language, word->items, last, word->count)) return false;
    bool elided = characters_hold(word, FORM_APOSTROPHE);
    word->items[last] = rules->dot;
    if (elided) character_push(word, FORM_APOSTROPHE);
    character_push(word, rules->stand_in);
    return true;
}

/* NutzerInnen: a suffix with one capital, its first. */
static bool capital_suffix_put(const InclusiveRules *rules, Arena *arena, Characters *word,
                               size_t start) {
    Characters typed = *word;
    if (typed.count - start < 2) return false;
    typed.items[start] = lower(typed.items[start]);
    if (!map_find(&rules->endings, characters_text(arena, &typed, start, typed.count)))
        return false;
    word->count = start;
    character_push(word, rules->dot);
    for (size_t i = start; i < typed.count; i++) character_push(word, typed.items[i]);
    return true;
}

/* étudiantEs: a suffix in capitals, then a plural mark or nothing. */
static bool capital_dots_put(const Language *language, Arena *arena, Characters *word) {
    const InclusiveRules *rules = &language->inclusive;
    if (!rules->readings->capital_suffixes || letters_end(word, 0) < word->count) return false;
    size_t start = 1;
    while (start < word->count && !is_upper(word->items[start])) start++;
    size_t end = start;
    while (end < word->count && is_upper(word->items[end])) end++;
    if (start < 3 || start == word->count || word->count - start > 8) return false;
    Characters typed = *word;
    for (size_t i = start; i < end; i++) typed.items[i] = lower(typed.items[i]);
    Str mark = characters_text(arena, &typed, end, typed.count);
    Str suffix = characters_text(arena, &typed, start, end);
    if (!map_find(&rules->endings, suffix))
        return end == start + 1 && capital_suffix_put(rules, arena, word, start);
    if (map_find(&rules->readings->plural_marks, suffix)) return false; /* SpaceX */
    if (mark.length > 0 && !map_find(&rules->readings->plural_marks, mark)) return false;
    word->count = start;
    for (size_t i = start; i < typed.count; i++) {
        if (i == start || i == end) character_push(word, rules->dot);
        character_push(word, typed.items[i]);
    }
    return true;
}

/* ---- compounds ---- */

static Str texts_join(Arena *arena, Str a, Str b) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, a);
    builder_add(&out, b);
    return builder_text(&out);
}

/* Puts one piece of a compound behind those before it. */
static void compound_add(Arena *arena, FormPair *whole, const FormPair *piece, Str typed) {
    if (piece->is_form) {
        if (whole->is_form && whole->plural != piece->plural && !whole->doubt)
            whole->doubt = READING_NUMBER;
        whole->lone = piece->lone && (!whole->is_form || whole->lone);
        whole->number_only |= piece->number_only;
        whole->plural |= piece->plural;
        whole->swapped |= piece->swapped;
        whole->is_form = true;
        if (!whole->doubt) whole->doubt = piece->doubt;
    }
    Str first = piece->is_form ? piece->first : typed;
    Str second = piece->is_form && !piece->lone ? piece->second : first;
    whole->first = texts_join(arena, whole->first, first);
    whole->second = texts_join(arena, whole->second, second);
}

static size_t text_count(Str text, Str part) {
    size_t count = 0;
    for (size_t at = str_find(text, part, 0); at != SIZE_MAX; count++)
        at = str_find(text, part, at + part.length);
    return count;
}

/* expert·e·s-comptable·s: beside a half with two genders, a plural mark alone is no choice. */
static void piece_settle(FormPair *piece) {
    if (!piece->number_only) return;
    piece->first = piece->second;
    piece->number_only = false;
    piece->plural = true;
}

/* Reads each half that holds a dot; the others are said twice. */
static FormPair compound_read(const Language *language, Arena *arena, Str text, Str dot) {
    const ReadingRules *rules = language->inclusive.readings;
    FormPair whole = {0};
    if (form_told(rules, arena, text, &whole)) return whole;
    if (str_find(text, STR(" "), 0) != SIZE_MAX) return whole;
    for (size_t at = 0, start = 0; start < text.length;) {
        size_t before = at;
        uint32_t character = at < text.length ? utf8_next(text, &at) : '-';
        bool ends = before == text.length || has_role(language, character, SIGN_HARD_HYPHEN);
        if (!ends) continue;
        Str typed = str_slice(text, start, before);
        FormPair piece = {0};
        if (str_find(typed, dot, 0) != SIZE_MAX) {
            piece = form_parts_read(rules, arena, typed, dot);
            if (!piece.is_form) return (FormPair){0};
            if (text_count(typed, dot) < text_count(text, dot)) piece_settle(&piece);
        }
        compound_add(arena, &whole, &piece, typed);
        if (before == text.length) break;
        FormPair none = {0};
        compound_add(arena, &whole, &none, str_slice(text, before, at));
        start = at;
    }
    return whole;
}

/* ---- case and elision ---- */

Str word_first_upper(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    size_t at = 0;
    uint32_t first = utf8_next(text, &at);
    if (text.length > 0) builder_add_char(&out, (uint32_t)u_toupper((UChar32)first));
    builder_add(&out, str_slice(text, at, text.length));
    return builder_text(&out);
}

Str word_all_upper(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < text.length;)
        builder_add_char(&out, (uint32_t)u_toupper((UChar32)utf8_next(text, &at)));
    return builder_text(&out);
}

static Str elision_find(const ReadingRules *rules, Str text) {
    for (size_t i = 0; i < rules->elisions.count; i++) {
        if (str_starts_with(text, rules->elisions.items[i])) return rules->elisions.items[i];
    }
    return (Str){0};
}

/* A people's name keeps its capital in both words. */
static bool is_people(const ReadingRules *rules, Str base, Str dot) {
    size_t end = str_find(base, dot, 0);
    return map_find(&rules->peoples, str_slice(base, 0, end)) != NULL;
}

/* Suffixes of nouns, in languages that write those with a capital: in both words then. */
static bool is_noun(const ReadingRules *rules, Str form, Str dot) {
    size_t at = str_find(form, dot, 0);
    if (at == SIZE_MAX) return false;
    Str suffix = str_slice(form, at + dot.length, form.length);
    for (size_t i = 0; i < rules->joined.count; i++) {
        if (str_starts_with(suffix, rules->joined.items[i])) return true;
    }
    return map_find(&rules->capitalised, suffix) != NULL;
}

/* The feminine goes first where the language says so. */
static void pair_order(const ReadingRules *rules, FormPair *pair) {
    if (!rules->feminine_first || !pair->is_form || pair->lone || pair->number_only ||
        pair->swapped)
        return;
    Str masculine = pair->first;
    pair->first = pair->second;
    pair->second = masculine;
    pair->swapped = true;
}

/* Cuts the capital off a first character; true if there was one. An acronym keeps it. */
static bool first_lower(Characters *word, size_t at) {
    if (at >= word->count || !is_upper(word->items[at])) return false;
    if (at + 1 < word->count && is_upper(word->items[at + 1])) return false;
    word->items[at] = lower(word->items[at]);
    return true;
}

/* Monsieur·Madame: a told form of two words that both have a capital; then makes the second small.
 */
static bool second_lower(const ReadingRules *rules, Arena *arena, Characters *word, Str dot) {
    size_t at = 0, dot_at = 0;
    uint32_t sign = utf8_next(dot, &dot_at);
    while (at < word->count && word->items[at] != sign) at++;
    if (at == word->count || !first_lower(word, at + 1)) return false;
    FormPair pair;
    if (form_told(rules, arena, characters_text(arena, word, 0, word->count), &pair)) return true;
    word->items[at + 1] = (uint32_t)u_toupper((UChar32)word->items[at + 1]);
    return false;
}

static FormPair word_read(const Language *language, Arena *arena, Characters *word, Str dot) {
    const ReadingRules *rules = language->inclusive.readings;
    bool capital = first_lower(word, 0);
    bool both = capital && second_lower(rules, arena, word, dot);
    Str text = characters_text(arena, word, 0, word->count), elision = {0};
    FormPair pair;
    if (!form_told(rules, arena, text, &pair)) {
        elision = elision_find(rules, text);
        size_t cut = utf8_count(elision);
        bool second_capital = cut > 0 && first_lower(word, cut);
        Str rest = characters_text(arena, word, cut, word->count);
        pair = compound_read(language, arena, rest, dot);
        if (!pair.is_form) return pair;
        pair_order(rules, &pair);
        bool base_capital = cut > 0 ? second_capital : capital;
        if (base_capital) pair.first = word_first_upper(arena, pair.first);
        if (base_capital && (is_people(rules, rest, dot) || is_noun(rules, rest, dot)))
            pair.second = word_first_upper(arena, pair.second);
        pair.elision = elision.length;
        pair.first = texts_join(arena, elision, pair.first);
        pair.second = texts_join(arena, elision, pair.second);
    } else {
        pair_order(rules, &pair);
    }
    if (capital) pair.first = word_first_upper(arena, pair.first);
    if (both) pair.second = word_first_upper(arena, pair.second);
    whole_words_begin(rules, arena, &pair);
    return pair;
}

FormPair form_read(const Language *language, Arena *arena, Str typed) {
    FormPair pair = {0};
    if (!language->inclusive.readings || typed.length > FORM_LONGEST) return pair;
    Characters word;
    characters_read(language, typed, &word);
    bool capitals = capitals_lower(&word), weak = false, stands_in = false;
    if (!characters_hold(&word, language->inclusive.dot)) {
        stands_in = stand_in_put(language, &word);
        weak = stands_in || weak_dots_put(language, &word) ||
               (!capitals && capital_dots_put(language, arena, &word));
        if (!weak) return pair;
    }
    StrBuilder dot = {.arena = arena};
    builder_add_char(&dot, language->inclusive.dot);
    pair = word_read(language, arena, &word, builder_text(&dot));
    if (weak && pair.lone) return (FormPair){0}; /* a hyphen or a stop in another use */
    /* insegnantə: one word for both. */
    if (stands_in)
        pair.lone |=
            str_equal(word_first_upper(arena, pair.first), word_first_upper(arena, pair.second));
    pair.capitals = capitals;
    if (capitals && pair.is_form) {
        pair.first = word_all_upper(arena, pair.first);
        pair.second = word_all_upper(arena, pair.second);
    }
    return pair;
}
