/* From a base and its suffixes to two words: rules B5.1 and B5.5 to B5.8, and the doubts of B5.11.
 *
 * The first of these that answers decides: the form is told whole; the suffix is known and the
 * base ends as it wants; the suffix is a whole word; it is known but for an accent or one letter;
 * the masculine stands behind; the suffix laps over the end of the base. Forms are short
 * (FORM_LONGEST), so each step may look at every letter. */
#include "text/character.h"
#include "text/reading_form.h"
#include "text/reading_words.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum {
    PARTS_MAX = 3, /* base, suffix, plural mark */
    LETTERS_MAX = FORM_LONGEST,
    OVERLAP_SHORT = 4,   /* letters of a base that a suffix may repeat on the word of one letter */
    OVERLAP_LONG = 2,    /* letters in common wanted further back */
    OVERLAP_CLEAR = 2,   /* letters in common that leave no doubt */
    MISSPELT_LETTERS = 3 /* letters of a suffix that can be misspelt */
};

typedef struct Parts {
    Str items[PARTS_MAX];
    size_t count;
} Parts;

/* What the parts behind the base say. */
typedef struct Suffix {
    Str text; /* empty: a plural mark alone */
    bool known;
    bool plural;
    ReadingDoubt doubt;
} Suffix;

/* ---- letters ---- */

typedef struct Letters {
    uint32_t items[LETTERS_MAX];
    size_t starts[LETTERS_MAX + 1];
    size_t count;
} Letters;

/* The letter without its accent. */
static uint32_t letter_plain(uint32_t letter) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normaliser = unorm2_getNFDInstance(&status);
    UChar parts[8];
    if (letter < 128 || U_FAILURE(status)) return letter;
    int32_t length = unorm2_getRawDecomposition(normaliser, (UChar32)letter, parts, 8, &status);
    return U_SUCCESS(status) && length > 0 && !U16_IS_SURROGATE(parts[0]) ? parts[0] : letter;
}

static void letters_read(Str text, bool plain, Letters *letters) {
    letters->count = 0;
    for (size_t at = 0; at < text.length && letters->count < LETTERS_MAX;) {
        letters->starts[letters->count] = at;
        uint32_t letter = utf8_next(text, &at);
        letters->items[letters->count++] = plain ? letter_plain(letter) : letter;
        letters->starts[letters->count] = at;
    }
}

static bool letters_equal(const Letters *a, const Letters *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->items[i] != b->items[i]) return false;
    }
    return true;
}

/* True if one letter inserted, left out or changed makes one of the other. */
static bool letters_near(const Letters *a, const Letters *b) {
    const Letters *longer = a->count >= b->count ? a : b, *shorter = longer == a ? b : a;
    if (longer->count - shorter->count > 1) return false;
    size_t start = 0, end = 0;
    while (start < shorter->count && longer->items[start] == shorter->items[start]) start++;
    while (end < shorter->count - start &&
           longer->items[longer->count - 1 - end] == shorter->items[shorter->count - 1 - end])
        end++;
    return start + end + 1 >= longer->count;
}

/* ---- is it a form? ---- */

static Parts parts_cut(Str piece, Str dot, bool *too_many) {
    Parts parts = {0};
    *too_many = false;
    for (size_t at = 0; at <= piece.length;) {
        size_t end = str_find(piece, dot, at);
        if (end == SIZE_MAX) end = piece.length;
        if (parts.count == PARTS_MAX) {
            *too_many = true;
            break;
        }
        parts.items[parts.count++] = str_slice(piece, at, end);
        at = end + dot.length;
    }
    return parts;
}

static bool is_word(Str part) {
    for (size_t at = 0; at < part.length;) {
        uint32_t letter = utf8_next(part, &at);
        if (!character_is_letter(letter) && letter != FORM_APOSTROPHE && !character_is_mark(letter))
            return false;
    }
    return part.length > 0;
}

static bool is_suffix(const ReadingRules *rules, Str part) {
    if (map_find(&rules->suffixes, part) || map_find(&rules->masculines, part)) return true;
    Str last = str_slice(part, part.length - 1, part.length);
    return map_find(&rules->plural_marks, last) &&
           map_find(&rules->suffixes, str_slice(part, 0, part.length - 1));
}

/* col·legi: the same letter on both sides of a dot belongs to another language. */
static bool is_doubled(const ReadingRules *rules, Str base, Str part) {
    size_t end = base.length, start = 0;
    uint32_t last = utf8_previous(base, &end), first = utf8_next(part, &start);
    if (last != first || is_suffix(rules, part)) return false;
    return str_find(rules->doubled, str_slice(part, 0, start), 0) != SIZE_MAX;
}

static bool parts_are_units(const ReadingRules *rules, const Parts *parts) {
    for (size_t i = 0; i < parts->count; i++) {
        if (!map_find(&rules->units, parts->items[i])) return false;
    }
    return true;
}

static bool parts_are_form(const ReadingRules *rules, const Parts *parts) {
    if (parts->count < 2 || parts_are_units(rules, parts)) return false;
    for (size_t i = 0; i < parts->count; i++) {
        Str part = parts->items[i];
        if (!is_word(part)) return false;
        bool one_letter = utf8_count(part) == 1;
        if (i == 0 && one_letter) return false;
        size_t at = 0;
        if (i > 0 && u_isupper((UChar32)utf8_next(part, &at))) return false;
        bool mark = map_find(&rules->plural_marks, part) != NULL;
        if (one_letter && i > 0 && !mark && !is_suffix(rules, part)) return false;
        if (i > 0 && !mark && is_doubled(rules, parts->items[i - 1], part)) return false;
    }
    return true;
}

/* ---- number ---- */

bool form_told(const ReadingRules *rules, Arena *arena, Str form, FormPair *pair) {
    const WordPair *words = map_find(&rules->forms, form);
    if (!words) return whole_words_read(rules, arena, form, pair);
    *pair = (FormPair){words->first, words->second, .is_form = true, .swapped = words->swapped};
    Str first_end = str_slice(words->first, words->first.length - 1, words->first.length);
    Str second_end = str_slice(words->second, words->second.length - 1, words->second.length);
    pair->plural = words->plural || (map_find(&rules->plural_marks, first_end) &&
                                     map_find(&rules->plural_marks, second_end));
    return true;
}

static Str parts_join(Arena *arena, Str base, Str dot, Str suffix) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, base);
    builder_add(&out, dot);
    builder_add(&out, suffix);
    return builder_text(&out);
}

/* Cuts the plural's letter off a suffix, where what is left is one. */
static void suffix_cut_plural(const ReadingRules *rules, Arena *arena, Str base, Str dot,
                              Suffix *suffix) {
    Str text = suffix->text, rest = str_slice(text, 0, text.length > 0 ? text.length - 1 : 0);
    if (rest.length == 0 ||
        !map_find(&rules->plural_marks, str_slice(text, text.length - 1, text.length)))
        return;
    bool told = map_find(&rules->forms, parts_join(arena, base, dot, rest)) != NULL;
    if (!told && !map_find(&rules->suffixes, rest) && !map_find(&rules->masculines, rest) &&
        !word_list_ends(&rules->feminine, rest))
        return;
    suffix->text = rest;
    suffix->plural = true;
}

static Suffix suffix_read(const ReadingRules *rules, Arena *arena, const Parts *parts, Str dot) {
    Str second = parts->items[1];
    bool second_marks = map_find(&rules->plural_marks, second) != NULL;
    if (parts->count == 2) {
        second_marks &= !map_find(&rules->suffixes, second); /* usuari@s */
        Suffix suffix = {.text = second_marks ? (Str){0} : second, .known = true};
        suffix_cut_plural(rules, arena, parts->items[0], dot, &suffix);
        return suffix;
    }
    bool third_marks = map_find(&rules->plural_marks, parts->items[2]) != NULL;
    if (second_marks == third_marks) return (Suffix){.known = false};
    if (third_marks) return (Suffix){.text = second, .known = true, .plural = true};
    Suffix suffix = {parts->items[2], .known = true, .doubt = READING_PLURAL_PLACE};
    suffix_cut_plural(rules, arena, parts->items[0], dot, &suffix);
    suffix.plural = true;
    return suffix;
}

/* ---- the second word ---- */

/* What is being looked for, and what was found. */
typedef struct Search {
    const ReadingRules *rules;
    Arena *arena;
    Str base, suffix;
    Str found; /* empty: nothing */
    ReadingDoubt doubt;
    bool plural, swapped;
    bool refused; /* the suffix is known, but not for this base */
} Search;

static bool search_rule(Search *search, const EndingRules *rules, ReadingDoubt doubt) {
    const EndingRule *rule = ending_rule_find(rules, search->base);
    if (!rule || rule->verdict == ENDING_REFUSED) return false;
    search->found = ending_replace(search->arena, rule, search->base);
    search->plural = rule->plural;
    search->doubt = rule->verdict == ENDING_DOUBTFUL && !doubt ? READING_SHORT : doubt;
    return true;
}

static bool search_table(Search *search) {
    const EndingRules *rules = map_find(&search->rules->suffixes, search->suffix);
    if (!rules) return false;
    if (search_rule(search, rules, READING_SURE)) return true;
    search->refused = true;
    return false;
}

/* A suffix of the table that differs by accents only, or by one letter, and fits the base. */
static bool search_misspelt(Search *search, bool accents) {
    Letters typed, known;
    letters_read(search->suffix, accents, &typed);
    if (typed.count < MISSPELT_LETTERS) return false;
    const Map *suffixes = &search->rules->suffixes;
    for (size_t i = 0; i < suffixes->count; i++) {
        letters_read(suffixes->entries[i].key, accents, &known);
        if (accents ? !letters_equal(&typed, &known) : !letters_near(&typed, &known)) continue;
        if (known.count < MISSPELT_LETTERS) continue;
        const EndingRule *rule = ending_rule_find(suffixes->entries[i].value, search->base);
        if (!rule || rule->verdict != ENDING_FITS) continue;
        ReadingDoubt doubt = accents ? READING_ACCENT : READING_MISSPELT;
        return search_rule(search, suffixes->entries[i].value, doubt);
    }
    return false;
}

static bool search_masculine(Search *search) {
    const EndingRules *rules = map_find(&search->rules->masculines, search->suffix);
    if (!rules || !search_rule(search, rules, READING_FEMININE_FIRST)) return false;
    search->swapped = true;
    return true;
}

/* The suffix begins like the end of the base, and goes on: cuisinier·nière, fou·folle. */
static bool search_overlap(Search *search, size_t common_wanted) {
    Letters base, suffix;
    letters_read(search->base, /*plain*/ true, &base);
    letters_read(search->suffix, /*plain*/ true, &suffix);
    if (!word_list_ends(&search->rules->feminine, search->suffix)) return false;
    size_t best = 0, best_at = 0;
    for (size_t at = base.count; at-- > 0;) {
        size_t common = 0;
        while (at + common < base.count && common < suffix.count &&
               base.items[at + common] == suffix.items[common])
            common++;
        if (base.count - at > OVERLAP_SHORT && common < OVERLAP_LONG) continue;
        if (common > best) best = common, best_at = at;
    }
    if (best < common_wanted) return false;
    StrBuilder out = {.arena = search->arena};
    builder_add(&out, str_slice(search->base, 0, base.starts[best_at]));
    builder_add(&out, search->suffix);
    search->found = builder_text(&out);
    return true;
}

static bool search_second(Search *search) {
    if (search_table(search)) return true;
    bool unknown = !search->refused;
    if (unknown && search_misspelt(search, /*accents*/ true)) return true;
    if (unknown && search_overlap(search, OVERLAP_CLEAR)) return true;
    if (search_misspelt(search, /*accents*/ false)) return true;
    if (search_masculine(search)) return true;
    bool epicene = word_list_ends(&search->rules->epicene, search->base);
    return unknown && !epicene && search_overlap(search, 1);
}

/* A form without a second word: its base alone, or as it was typed where nothing is known of it. */
static FormPair pair_lone(const Search *search, Str piece, bool plural) {
    bool epicene = word_list_ends(&search->rules->epicene, search->base);
    FormPair pair = {.is_form = true, .lone = true, .plural = plural, .first = search->base};
    pair.doubt = epicene ? READING_EPICENE : READING_MISFIT;
    if (plural) pair.first = reading_plural(search->rules, search->arena, pair.first);
    if (!epicene && !search->refused) {
        pair.first = piece;
        pair.doubt = READING_UNKNOWN;
    }
    return pair;
}

static void pair_put_plural(const ReadingRules *rules, Arena *arena, FormPair *pair) {
    pair->first = reading_plural(rules, arena, pair->first);
    pair->second = reading_plural(rules, arena, pair->second);
    pair->plural = true;
}

/* Where a suffix cuts the masculine short (Kolleg·in, Ärzt·innen), its rules make it whole. */
static Str masculine_of(const ReadingRules *rules, Arena *arena, Str base, Str suffix) {
    const EndingRules *stems = map_find(&rules->stems, suffix);
    const EndingRule *rule = stems ? ending_rule_find(stems, base) : NULL;
    return rule && rule->verdict == ENDING_FITS ? ending_replace(arena, rule, base) : base;
}

/* A further word joined to the suffix: Lehrer·innenzimmer is Lehrer[zimmer] and Lehrerinnen-. */
static bool joined_read(const ReadingRules *rules, Arena *arena, const Parts *parts, Str dot,
                        FormPair *pair) {
    enum { JOINED_BYTES = 3 };
    if (parts->count != 2) return false;
    for (size_t i = 0; i < rules->joined.count; i++) {
        Str suffix = rules->joined.items[i];
        Str word = str_slice(parts->items[1], suffix.length, parts->items[1].length);
        if (!str_starts_with(parts->items[1], suffix) || word.length < JOINED_BYTES) continue;
        Str half = parts_join(arena, parts->items[0], dot, suffix);
        *pair = form_parts_read(rules, arena, half, dot);
        if (!pair->is_form || pair->lone || pair->doubt) continue;
        pair->first = parts_join(arena, pair->first, word, (Str){0});
        pair->second = parts_join(arena, pair->second, STR("-"), (Str){0});
        return true;
    }
    return false;
}

FormPair form_parts_read(const ReadingRules *rules, Arena *arena, Str piece, Str dot) {
    FormPair pair = {0};
    if (form_told(rules, arena, piece, &pair)) return pair;
    bool too_many;
    Parts parts = parts_cut(piece, dot, &too_many);
    if (!parts_are_form(rules, &parts)) return pair;
    Suffix suffix = suffix_read(rules, arena, &parts, dot);
    Str base = parts.items[0];
    Search search = {.rules = rules, .arena = arena, .base = base, .suffix = suffix.text};
    if (too_many || !suffix.known)
        return (FormPair){.first = piece, .doubt = READING_UNKNOWN, .is_form = true, .lone = true};
    if (suffix.text.length == 0) {
        Str plural = reading_plural(rules, arena, base);
        return (FormPair){base, plural, .is_form = true, .number_only = true};
    }
    if (form_told(rules, arena, parts_join(arena, base, dot, suffix.text), &pair)) {
        if (suffix.plural) pair_put_plural(rules, arena, &pair);
        pair.doubt = suffix.doubt;
        return pair;
    }
    if (joined_read(rules, arena, &parts, dot, &pair)) return pair;
    if (!search_second(&search)) return pair_lone(&search, piece, suffix.plural);
    pair = (FormPair){base, search.found, suffix.doubt, .is_form = true, .swapped = search.swapped};
    pair.first = masculine_of(rules, arena, base, suffix.text);
    const EndingRule *mend = ending_rule_find(&rules->bases, base);
    if (mend) {
        pair.first = ending_replace(arena, mend, base);
        search.doubt = search.doubt ? search.doubt : READING_MISSPELT;
    }
    if (suffix.plural || search.plural) pair_put_plural(rules, arena, &pair);
    if (!pair.doubt) pair.doubt = search.doubt;
    return pair;
}
