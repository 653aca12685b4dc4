/* From the data of readings to rules: rule B5's tables.
 *
 * In: the mapping `inclusive: readings:`. Out: sets, endings and whole forms, ready for look-up.
 * Lists are plain text with words between spaces rather than YAML lists: there are hundreds of
 * them, read at every start. */
#include "text/reading_rules.h"

#include "base/vec.h"

#include <string.h>

#include <unicode/uchar.h>

/* ---- texts ---- */

/* Moves behind the next word of a text; empty at its end. */
static Str word_cut(Str *text) {
    *text = str_trim(*text);
    size_t end = 0;
    while (end < text->length && text->bytes[end] != ' ' && text->bytes[end] != '\n') end++;
    Str word = str_slice(*text, 0, end);
    *text = str_slice(*text, end, text->length);
    return word;
}

WordList word_list_read(Arena *arena, const YamlNode *node, Diag *diag) {
    VEC(Str) words = {0};
    Str text = {0};
    yaml_text(node, &text, diag);
    for (Str word = word_cut(&text); word.length > 0; word = word_cut(&text)) {
        VEC_PUSH(arena, &words, word);
    }
    return (WordList){words.items, words.count};
}

Map word_set_read(Arena *arena, const YamlNode *node, Diag *diag) {
    Map set = {.arena = arena};
    WordList list = word_list_read(arena, node, diag);
    for (size_t i = 0; i < list.count; i++) map_put(&set, list.items[i], &list.items[i]);
    return set;
}

Str word_spaces_put(Arena *arena, Str word) {
    if (str_find(word, STR("_"), 0) == SIZE_MAX) return word;
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < word.length; i++) {
        builder_add_byte(&out, word.bytes[i] == '_' ? ' ' : word.bytes[i]);
    }
    return builder_text(&out);
}

/* ---- endings ---- */

static bool ending_read(Arena *arena, Str word, EndingRule *rule) {
    static const char SIGNS[] = ">?!"; /* by EndingVerdict */
    *rule = (EndingRule){.whole = str_starts_with(word, STR("^")),
                         .plural = str_ends_with(word, STR("+"))};
    word = str_slice(word, rule->whole ? 1 : 0, word.length - (rule->plural ? 1 : 0));
    for (size_t at = 0; at < word.length; at++) {
        const char *sign = memchr(SIGNS, word.bytes[at], sizeof SIGNS - 1);
        if (!sign) continue;
        rule->end = word_spaces_put(arena, str_slice(word, 0, at));
        rule->replacement = word_spaces_put(arena, str_slice(word, at + 1, word.length));
        rule->verdict = (EndingVerdict)(sign - SIGNS);
        if (rule->verdict == ENDING_FITS) return true; /* end>: nothing takes its place */
        return (rule->verdict == ENDING_REFUSED) == (rule->replacement.length == 0);
    }
    return false;
}

EndingRules ending_rules_read(Arena *arena, const YamlNode *node, Diag *diag) {
    VEC(EndingRule) rules = {0};
    WordList words = word_list_read(arena, node, diag);
    for (size_t i = 0; i < words.count; i++) {
        EndingRule rule;
        if (ending_read(arena, words.items[i], &rule)) {
            VEC_PUSH(arena, &rules, rule);
        } else {
            diag_report(diag, MESSAGE_LANGUAGE_READING_RULE, node->where, ARGS(words.items[i]));
        }
    }
    return (EndingRules){rules.items, rules.count};
}

static Map suffixes_read(Arena *arena, const YamlNode *node, Diag *diag) {
    Map suffixes = {.arena = arena};
    if (!node || !yaml_is_mapping(node, diag)) return suffixes;
    for (size_t i = 0; i < node->count; i++) {
        EndingRules *rules = ARENA_NEW(arena, EndingRules);
        *rules = ending_rules_read(arena, node->pairs[i].value, diag);
        map_put(&suffixes, node->pairs[i].key, rules);
    }
    return suffixes;
}

const EndingRule *ending_rule_find(const EndingRules *rules, Str word) {
    const EndingRule *best = NULL;
    for (size_t i = 0; i < rules->count; i++) {
        const EndingRule *rule = &rules->items[i];
        if (rule->whole ? !str_equal(word, rule->end) : !str_ends_with(word, rule->end)) continue;
        if (!best || rule->whole || (!best->whole && rule->end.length > best->end.length))
            best = rule;
    }
    return best;
}

Str ending_replace(Arena *arena, const EndingRule *rule, Str word) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, str_slice(word, 0, word.length - rule->end.length));
    builder_add(&out, rule->replacement);
    return builder_text(&out);
}

/* True if the word begins with one of the texts, in lower case; its capitals do not count. */
static bool word_list_begins(const WordList *list, Str word) {
    for (size_t i = 0; i < list->count; i++) {
        size_t at = 0, begun = 0;
        while (begun < list->items[i].length && at < word.length) {
            uint32_t wanted = utf8_next(list->items[i], &begun), letter = utf8_next(word, &at);
            if ((uint32_t)u_tolower((UChar32)letter) == wanted) continue;
            begun = SIZE_MAX;
        }
        if (begun == list->items[i].length) return true;
    }
    return false;
}

void reading_conjunction_put(const ReadingRules *rules, bool plural, bool capitals, Str next,
                             StrBuilder *out) {
    Str conjunction = plural ? rules->plural : rules->singular;
    for (size_t i = 0; i < rules->conjunction_count; i++) {
        const ConjunctionRule *rule = &rules->conjunctions[i];
        if (!str_equal(conjunction, rule->conjunction) || !word_list_begins(&rule->before, next))
            continue;
        conjunction = rule->becomes;
        break;
    }
    builder_add_byte(out, ' ');
    for (size_t at = 0; at < conjunction.length;) {
        uint32_t letter = utf8_next(conjunction, &at);
        builder_add_char(out, capitals ? (uint32_t)u_toupper((UChar32)letter) : letter);
    }
    if (!(plural ? rules->plural_joined : rules->singular_joined)) builder_add_byte(out, ' ');
    builder_add(out, next);
}

Str reading_plural(const ReadingRules *rules, Arena *arena, Str word) {
    const EndingRule *rule = ending_rule_find(&rules->plurals, word);
    return rule && rule->verdict == ENDING_FITS ? ending_replace(arena, rule, word) : word;
}

bool reading_begins_with_vowel(const ReadingRules *rules, Str word) {
    size_t end = 0;
    utf8_next(word, &end);
    if (end == 0 || str_find(rules->vowels, str_slice(word, 0, end), 0) == SIZE_MAX) return false;
    for (size_t i = 0; i < rules->aspirated.count; i++) {
        if (str_starts_with(word, rules->aspirated.items[i])) return false;
    }
    return true;
}

Str reading_before(const ReadingRules *rules, Arena *arena, Str word, Str next) {
    if (!reading_begins_with_vowel(rules, next)) return word;
    const EndingRule *rule = ending_rule_find(&rules->before_vowels, word);
    return rule && rule->whole ? ending_replace(arena, rule, word) : word;
}

const CaseRule *reading_case_find(const ReadingRules *rules, Str word) {
    for (size_t i = 0; i < rules->case_count; i++) {
        if (map_find(&rules->cases[i].after, word)) return &rules->cases[i];
    }
    return NULL;
}

bool word_list_ends(const WordList *list, Str word) {
    for (size_t i = 0; i < list->count; i++) {
        if (str_ends_with(word, list->items[i])) return true;
    }
    return false;
}

/* ---- whole forms ---- */

/* Cuts "a/b" in two, a plural sign (+) behind it; false after a report. */
static bool pair_read(Arena *arena, Str word, Span where, WordPair *pair, Diag *diag) {
    bool plural = str_ends_with(word, STR("+"));
    word = str_slice(word, 0, word.length - (plural ? 1 : 0));
    size_t slash = str_find(word, STR("/"), 0);
    if (slash == 0 || slash == SIZE_MAX || slash + 1 == word.length) {
        diag_report(diag, MESSAGE_LANGUAGE_READING_RULE, where, ARGS(word));
        return false;
    }
    *pair = (WordPair){.first = word_spaces_put(arena, str_slice(word, 0, slash)),
                       .second = word_spaces_put(arena, str_slice(word, slash + 1, word.length)),
                       .plural = plural};
    return true;
}

/* Remembers the last word of a form that holds a space: du·de la. */
static void tail_put(ReadingRules *rules, Str form) {
    size_t space = SIZE_MAX;
    for (size_t at = 0; at < form.length; at++) {
        if (form.bytes[at] == ' ') space = at;
    }
    if (space == SIZE_MAX) return;
    Str *tail = ARENA_NEW(rules->forms.arena, Str);
    *tail = str_slice(form, space + 1, form.length);
    map_put(&rules->tails, *tail, tail);
}

static void form_put(ReadingRules *rules, Str form, WordPair *pair) {
    map_put(&rules->forms, form, pair);
    tail_put(rules, form);
}

/* "form=first/second" */
static void exceptions_read(ReadingRules *rules, const YamlNode *node, Diag *diag) {
    Arena *arena = rules->forms.arena;
    WordList words = word_list_read(arena, node, diag);
    for (size_t i = 0; i < words.count; i++) {
        size_t equals = str_find(words.items[i], STR("="), 0);
        WordPair *pair = ARENA_NEW(arena, WordPair);
        Str told = str_slice(words.items[i], equals == SIZE_MAX ? SIZE_MAX : equals + 1, SIZE_MAX);
        if (!pair_read(arena, told, node->where, pair, diag)) continue;
        pair->swapped = rules->feminine_first;
        form_put(rules, word_spaces_put(arena, str_slice(words.items[i], 0, equals)), pair);
    }
}

static void pair_put(ReadingRules *rules, WordPair pair) {
    StrBuilder form = {.arena = rules->forms.arena};
    builder_add(&form, pair.first);
    builder_add(&form, rules->dot);
    builder_add(&form, pair.second);
    WordPair *kept = ARENA_NEW(rules->forms.arena, WordPair);
    *kept = pair;
    form_put(rules, builder_text(&form), kept);
}

/* Pairs of words are written in both orders, nouns in both numbers too. */
static void pairs_read(ReadingRules *rules, const YamlNode *node, bool nouns, Diag *diag) {
    Arena *arena = rules->forms.arena;
    WordList words = word_list_read(arena, node, diag);
    for (size_t i = 0; i < words.count; i++) {
        WordPair pair;
        if (!pair_read(arena, words.items[i], node->where, &pair, diag)) continue;
        pair.slash = !nouns;
        for (int number = 0; number < (nouns ? 2 : 1); number++) {
            WordPair turned = pair;
            turned.first = pair.second;
            turned.second = pair.first;
            turned.swapped = true;
            pair_put(rules, pair);
            pair_put(rules, turned);
            pair.first = reading_plural(rules, arena, pair.first);
            pair.second = reading_plural(rules, arena, pair.second);
        }
    }
}

/* ---- cases ---- */

static void cases_read(ReadingRules *rules, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"after", "singular", "plural", NULL};
    Arena *arena = rules->forms.arena;
    if (!node || !yaml_is_sequence(node, diag)) return;
    rules->cases = ARENA_ARRAY(arena, CaseRule, node->count);
    for (size_t i = 0; i < node->count; i++) {
        const YamlNode *item = node->items[i];
        if (!yaml_is_mapping(item, diag)) continue;
        yaml_check_keys(item, KEYS, diag);
        CaseRule *rule = &rules->cases[rules->case_count++];
        rule->after = word_set_read(arena, yaml_find(item, "after"), diag);
        rule->singular = ending_rules_read(arena, yaml_find(item, "singular"), diag);
        rule->plural = ending_rules_read(arena, yaml_find(item, "plural"), diag);
    }
}

/* Reads a conjunction; true if it is one word with what follows (+). */
static bool conjunction_read(const YamlNode *node, Str *conjunction, Diag *diag) {
    yaml_text(node, conjunction, diag);
    if (!str_ends_with(*conjunction, STR("+"))) return false;
    *conjunction = str_slice(*conjunction, 0, conjunction->length - 1);
    return true;
}

static void conjunctions_read(Arena *arena, ReadingRules *rules, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"conjunction", "becomes", "before", NULL};
    if (!node || !yaml_is_sequence(node, diag)) return;
    rules->conjunctions = ARENA_ARRAY(arena, ConjunctionRule, node->count);
    for (size_t i = 0; i < node->count; i++) {
        const YamlNode *item = node->items[i];
        if (!yaml_is_mapping(item, diag)) continue;
        yaml_check_keys(item, KEYS, diag);
        ConjunctionRule *rule = &rules->conjunctions[rules->conjunction_count++];
        yaml_text(yaml_find(item, "conjunction"), &rule->conjunction, diag);
        yaml_text(yaml_find(item, "becomes"), &rule->becomes, diag);
        rule->before = word_list_read(arena, yaml_find(item, "before"), diag);
    }
}

ReadingRules *reading_rules_read(Arena *arena, const YamlNode *node, uint32_t dot, Diag *diag) {
    static const char *const KEYS[] = {
        "plural",     "singular",     "pairs",         "nouns",        "exceptions",
        "feminines",  "masculines",   "plurals",       "elided",       "feminine",
        "epicene",    "plural-marks", "units",         "peoples",      "through",
        "one-gender", "articles",     "leaders",       "doubled",      "capitals",
        "vowels",     "aspirated",    "before-vowels", "bases",        "stems",
        "joined",     "cases",        "over",          "capitalised",  "feminine-first",
        "prefixes",   "beginnings",   "doublets",      "conjunctions", NULL};
    if (!node || !yaml_is_mapping(node, diag)) return NULL;
    yaml_check_keys(node, KEYS, diag);
    ReadingRules *rules = ARENA_NEW(arena, ReadingRules);
    StrBuilder separator = {.arena = arena};
    builder_add_char(&separator, dot);
    rules->dot = builder_text(&separator);
    rules->singular_joined = conjunction_read(yaml_find(node, "singular"), &rules->singular, diag);
    rules->plural_joined = conjunction_read(yaml_find(node, "plural"), &rules->plural, diag);
    yaml_text(yaml_find(node, "doubled"), &rules->doubled, diag);
    yaml_text(yaml_find(node, "vowels"), &rules->vowels, diag);
    yaml_bool(yaml_find(node, "capitals"), &rules->capital_suffixes, diag);
    rules->suffixes = suffixes_read(arena, yaml_find(node, "feminines"), diag);
    rules->masculines = suffixes_read(arena, yaml_find(node, "masculines"), diag);
    rules->stems = suffixes_read(arena, yaml_find(node, "stems"), diag);
    rules->joined = word_list_read(arena, yaml_find(node, "joined"), diag);
    rules->capitalised = word_set_read(arena, yaml_find(node, "capitalised"), diag);
    yaml_bool(yaml_find(node, "feminine-first"), &rules->feminine_first, diag);
    rules->bases = ending_rules_read(arena, yaml_find(node, "bases"), diag);
    rules->plurals = ending_rules_read(arena, yaml_find(node, "plurals"), diag);
    rules->before_vowels = ending_rules_read(arena, yaml_find(node, "before-vowels"), diag);
    rules->aspirated = word_list_read(arena, yaml_find(node, "aspirated"), diag);
    rules->elisions = word_list_read(arena, yaml_find(node, "elided"), diag);
    rules->feminine = word_list_read(arena, yaml_find(node, "feminine"), diag);
    rules->epicene = word_list_read(arena, yaml_find(node, "epicene"), diag);
    rules->plural_marks = word_set_read(arena, yaml_find(node, "plural-marks"), diag);
    rules->units = word_set_read(arena, yaml_find(node, "units"), diag);
    rules->peoples = word_set_read(arena, yaml_find(node, "peoples"), diag);
    rules->through = word_set_read(arena, yaml_find(node, "through"), diag);
    rules->one_gender = word_set_read(arena, yaml_find(node, "one-gender"), diag);
    rules->leaders = word_set_read(arena, yaml_find(node, "leaders"), diag);
    rules->articles = word_set_read(arena, yaml_find(node, "articles"), diag);
    for (int c = 'A'; c <= 'Z'; c++) rules->signs[c] = rules->capital_suffixes;
    rules->forms.arena = rules->tails.arena = arena;
    pairs_read(rules, yaml_find(node, "pairs"), /*nouns*/ false, diag);
    pairs_read(rules, yaml_find(node, "nouns"), /*nouns*/ true, diag);
    exceptions_read(rules, yaml_find(node, "exceptions"), diag);
    rules->prefixes = word_list_read(arena, yaml_find(node, "prefixes"), diag);
    rules->beginnings = ending_rules_read(arena, yaml_find(node, "beginnings"), diag);
    yaml_bool(yaml_find(node, "doublets"), &rules->doublets, diag);
    conjunctions_read(arena, rules, yaml_find(node, "conjunctions"), diag);
    yaml_text(yaml_find(node, "over"), &rules->over, diag);
    cases_read(rules, yaml_find(node, "cases"), diag);
    return rules;
}

void reading_signs_put(ReadingRules *rules, Str separators) {
    for (size_t at = 0; at < separators.length; utf8_next(separators, &at))
        rules->signs[(unsigned char)separators.bytes[at]] = true;
}
