/* The part of LANG.yaml that speaks of words: lists, what binds two words, hyphenation, inclusive
 * endings.
 *
 * A word's lists are one bit each above the shapes of WordShape, so that a rule of `bind` is two
 * bit masks and deciding a space is a few comparisons. */
#include "text/language_rules.h"

#include <unicode/uchar.h>

static const char *const SHAPES[SHAPE_COUNT] = {
    "any",     "number", "group", "pair",    "year",   "ordinal", "capitalised",
    "initial", "letter", "roman", "acronym", "object", "dialled"};

/* ---- lists ---- */

static void list_read(Language *language, const YamlPair *pair, Diag *diag) {
    uint64_t bit = SHAPE_BIT(SHAPE_COUNT + language->list_count);
    language->lists[language->list_count++] = pair->key;
    Str *words = NULL;
    size_t count = language_texts_read(language->arena, pair->value, &words, diag);
    for (size_t i = 0; i < count; i++) {
        ListedWord *listed = map_find(&language->listed, words[i]);
        if (!listed) {
            listed = ARENA_NEW(language->arena, ListedWord);
            map_put(&language->listed, words[i], listed);
        }
        listed->lists |= bit;
        if (words[i].length > language->listed_longest) language->listed_longest = words[i].length;
    }
}

static void lists_read(Language *language, const YamlNode *node, Diag *diag) {
    language->listed.arena = language->arena;
    language->lists = ARENA_ARRAY(language->arena, Str, LIST_MAX);
    if (!node || !yaml_is_mapping(node, diag)) return;
    for (size_t i = 0; i < node->count; i++) {
        if (language->list_count == LIST_MAX) {
            StrBuilder most = {.arena = language->arena};
            builder_add_int(&most, LIST_MAX);
            diag_report(diag, MESSAGE_LANGUAGE_LISTS_TOO_MANY, node->pairs[i].key_where,
                        ARGS(builder_text(&most)));
            return;
        }
        list_read(language, &node->pairs[i], diag);
    }
}

static bool is_lower_ascii(Str word) {
    for (size_t i = 0; i < word.length; i++) {
        unsigned char byte = (unsigned char)word.bytes[i];
        if (byte >= 0x80 || (byte >= 'A' && byte <= 'Z')) return false;
    }
    return true;
}

uint64_t language_lists_of(const Language *language, Str word) {
    enum { LONGEST = 64 }; /* bytes of a listed word that is met in capitals */
    if (word.length > language->listed_longest) return 0;
    const ListedWord *listed = map_find(&language->listed, word);
    uint64_t lists = listed ? listed->lists : 0;
    if (word.length > LONGEST || is_lower_ascii(word)) return lists;
    char bytes[4 * LONGEST];
    size_t length = 0;
    bool lowered = false;
    for (size_t at = 0; at < word.length;) {
        uint32_t c = utf8_next(word, &at);
        bool ascii_capital = c >= 'A' && c <= 'Z';
        uint32_t lower = c >= 0x80 ? (uint32_t)u_tolower((UChar32)c) : c + (ascii_capital ? 32 : 0);
        lowered |= lower != c;
        if (lower < 0x80) {
            bytes[length++] = (char)lower;
        } else if (lower < 0x800) {
            bytes[length++] = (char)(0xC0 | lower >> 6);
            bytes[length++] = (char)(0x80 | (lower & 63));
        } else {
            return lists; /* no capital outside these blocks is worth a look-up */
        }
    }
    listed = lowered ? map_find(&language->listed, (Str){bytes, length}) : NULL;
    return listed ? lists | listed->lists : lists;
}

/* ---- bind ---- */

/* The bit of a shape's or list's name; 0 after a report. */
static uint64_t bit_named(const Language *language, Str name, Span where, Diag *diag) {
    Str names[64];
    size_t count = 0;
    for (size_t i = 0; i < SHAPE_COUNT; i++) names[count++] = str_from_c(SHAPES[i]);
    for (size_t i = 0; i < language->list_count; i++) names[count++] = language->lists[i];
    for (size_t i = 0; i < count; i++) {
        if (str_equal(names[i], name)) return SHAPE_BIT(i);
    }
    diag_report(diag, MESSAGE_LANGUAGE_NAME_UNKNOWN, where,
                ARGS(name, str_nearest(name, names, count)));
    return 0;
}

static uint64_t bits_read(const Language *language, const YamlNode *rule, const char *key,
                          Diag *diag) {
    const YamlNode *side = yaml_find(rule, key);
    if (!side) {
        diag_report(diag, MESSAGE_LANGUAGE_KEY_MISSING, rule->where, ARGS(str_from_c(key)));
        return 0;
    }
    uint64_t bits = 0;
    size_t count = side->kind == YAML_SEQUENCE ? side->count : 1;
    for (size_t i = 0; i < count; i++) {
        const YamlNode *item = side->kind == YAML_SEQUENCE ? side->items[i] : side;
        Str name;
        if (yaml_text(item, &name, diag)) bits |= bit_named(language, name, item->where, diag);
    }
    return bits;
}

static void binds_read(Language *language, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"left", "right", "space", NULL};
    if (!node || !yaml_is_sequence(node, diag)) return;
    language->binds = ARENA_ARRAY(language->arena, BindRule, node->count);
    for (size_t i = 0; i < node->count; i++) {
        const YamlNode *rule = node->items[i];
        if (!yaml_is_mapping(rule, diag)) continue;
        yaml_check_keys(rule, KEYS, diag);
        BindRule bind = {.left = bits_read(language, rule, "left", diag),
                         .right = bits_read(language, rule, "right", diag),
                         .space = language_space_named(language, yaml_find(rule, "space"), diag)};
        if (bind.space != SPACE_UNSET) language->binds[language->bind_count++] = bind;
    }
}

/* ---- ordinals and corrections ---- */

/* The bits of a key that may lack. */
static uint64_t lists_wanted(const Language *language, const YamlNode *node, const char *key,
                             Diag *diag) {
    return yaml_find(node, key) ? bits_read(language, node, key, diag) : 0;
}

static void ordinals_read(Language *language, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"endings", "except", "drawn", "centuries", NULL};
    static const char *const DRAWN[] = {"plain", "superior", NULL};
    OrdinalRules *rules = &language->ordinals;
    rules->except.arena = language->arena;
    if (!node || !yaml_is_mapping(node, diag)) return;
    yaml_check_keys(node, KEYS, diag);
    rules->ending_count =
        language_texts_read(language->arena, yaml_find(node, "endings"), &rules->endings, diag);
    language_set_read(language->arena, yaml_find(node, "except"), &rules->except, diag);
    int drawn = 0;
    yaml_word(yaml_find(node, "drawn"), DRAWN, &drawn, diag);
    rules->superior = drawn == 1;
    rules->century_words = lists_wanted(language, node, "centuries", diag);
}

static void correction_read(Language *language, const YamlNode *node, Correction *items,
                            size_t *count, Diag *diag) {
    static const char *const KEYS[] = {"from", "to", "between", "behind", NULL};
    static const char *const BETWEEN[] = {"letters", NULL};
    if (!yaml_is_mapping(node, diag)) return;
    yaml_check_keys(node, KEYS, diag);
    Correction made = {0};
    Str *from = NULL;
    int between;
    size_t from_count = language_texts_read(language->arena, yaml_find(node, "from"), &from, diag);
    if (from_count == 0 || !language_text_wanted(node, "to", &made.to, diag)) return;
    made.between_letters = yaml_word(yaml_find(node, "between"), BETWEEN, &between, diag);
    made.behind = lists_wanted(language, node, "behind", diag);
    for (size_t i = 0; i < from_count; i++) {
        made.from = from[i];
        items[(*count)++] = made;
    }
}

static void corrections_read(Language *language, const YamlNode *node, Diag *diag) {
    if (!node || !yaml_is_sequence(node, diag)) return;
    size_t most = 0;
    for (size_t i = 0; i < node->count; i++) {
        const YamlNode *from = yaml_find(node->items[i], "from");
        most += from && from->kind == YAML_SEQUENCE ? from->count : 1;
    }
    language->corrections = ARENA_ARRAY(language->arena, Correction, most);
    for (size_t i = 0; i < node->count; i++) {
        correction_read(language, node->items[i], language->corrections,
                        &language->correction_count, diag);
    }
}

void language_lists_read(Language *language, const YamlNode *rules, Diag *diag) {
    lists_read(language, yaml_find(rules, "lists"), diag);
    binds_read(language, yaml_find(rules, "bind"), diag);
    ordinals_read(language, yaml_find(rules, "ordinals"), diag);
    corrections_read(language, yaml_find(rules, "corrections"), diag);
}

/* ---- hyphenation and inclusive forms ---- */

/* "in-ter-es-pè-ces" gives the key "interespèces" and the places of its hyphens. */
static void exception_read(Language *language, Str written) {
    HyphenException *exception = ARENA_NEW(language->arena, HyphenException);
    StrBuilder key = {.arena = language->arena};
    size_t count = 0;
    for (size_t at = 0; at < written.length;) {
        uint32_t c = utf8_next(written, &at);
        if (c != '-') {
            exception->proper |= count == 0 && u_isupper((UChar32)c);
            builder_add_char(&key, (uint32_t)u_tolower((UChar32)c));
            count++;
        } else if (count > 0 && count <= DICTIONARY_WORD_MAX) {
            exception->places |= UINT64_C(1) << (count - 1);
        }
    }
    map_put(&language->hyphenation.exceptions, builder_text(&key), exception);
}

static void hyphen_numbers_read(HyphenRules *rules, const YamlNode *node, Diag *diag) {
    yaml_int(yaml_find(node, "left"), 1, 20, &rules->left, diag);
    yaml_int(yaml_find(node, "right"), 1, 20, &rules->right, diag);
    yaml_int(yaml_find(node, "shortest"), 2, 60, &rules->shortest, diag);
    yaml_int(yaml_find(node, "longest"), 2, DICTIONARY_WORD_MAX, &rules->longest, diag);
    yaml_int(yaml_find(node, "foreign"), 0, 10000, &rules->foreign, diag);
    yaml_int(yaml_find(node, "in-row"), 1, HYPHENS_IN_ROW_MOST, &rules->in_row, diag);
    yaml_int(yaml_find(node, "penalty"), 0, BREAK_NEVER, &rules->penalty, diag);
    yaml_bool(yaml_find(node, "capitalised"), &rules->capitalised, diag);
    yaml_bool(yaml_find(node, "compounds"), &rules->compounds, diag);
}

/* The dictionary that the rules name; false after an error. No dictionary named: no hyphenation. */
static bool dictionary_read(Language *language, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"file", "package", "sha256", NULL};
    if (!node) return true;
    Str file, package, digest = {0};
    if (!yaml_is_mapping(node, diag)) return false;
    yaml_check_keys(node, KEYS, diag);
    if (!language_text_wanted(node, "file", &file, diag)) return false;
    if (!language_text_wanted(node, "package", &package, diag)) return false;
    yaml_text(yaml_find(node, "sha256"), &digest, diag);
    Span where = yaml_find(node, "file")->where;
    language->hyphenation.dictionary =
        dictionary_open(language->arena, file, package, digest, where, diag);
    return language->hyphenation.dictionary != NULL;
}

static void inclusive_read(Language *language, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"separators",  "weak",    "sure",     "endings",
                                       "break-after", "penalty", "readings", "agreement",
                                       "stand-ins",   NULL};
    InclusiveRules *rules = &language->inclusive;
    yaml_check_keys(node, KEYS, diag);
    Str separators = {0};
    size_t first = 0;
    if (yaml_text(yaml_find(node, "separators"), &separators, diag)) {
        rules->dot = utf8_next(separators, &first);
    }
    Str stand_ins = {0};
    first = 0;
    if (yaml_text(yaml_find(node, "stand-ins"), &stand_ins, diag) && stand_ins.length > 0)
        rules->stand_in = utf8_next(stand_ins, &first);
    language_set_read(language->arena, yaml_find(node, "endings"), &rules->endings, diag);
    yaml_int(yaml_find(node, "break-after"), 0, 20, &rules->break_after, diag);
    yaml_int(yaml_find(node, "penalty"), 0, BREAK_NEVER, &rules->penalty, diag);
    rules->readings =
        reading_rules_read(language->arena, yaml_find(node, "readings"), rules->dot, diag);
    if (rules->readings) {
        Str weak = {0};
        yaml_text(yaml_find(node, "weak"), &weak, diag);
        reading_signs_put(rules->readings, separators);
        reading_signs_put(rules->readings, weak);
        reading_signs_put(rules->readings, stand_ins);
    }
    rules->agreement = agreement_rules_read(language->arena, yaml_find(node, "agreement"), diag);
}

bool language_hyphenation_read(Language *language, const YamlNode *rules, Diag *diag) {
    static const char *const KEYS[] = {"dictionary", "left",    "right",      "shortest",
                                       "longest",    "foreign", "penalty",    "vowels",
                                       "beside",     "avoided", "exceptions", "capitalised",
                                       "compounds",  "in-row",  NULL};
    const YamlNode *node = yaml_find(rules, "hyphenation");
    HyphenRules *hyphenation = &language->hyphenation;
    *hyphenation = (HyphenRules){.left = 2,
                                 .right = 3,
                                 .shortest = 5,
                                 .longest = 60,
                                 .foreign = 40,
                                 .in_row = 2,
                                 .penalty = 50};
    yaml_check_keys(node, KEYS, diag);
    hyphen_numbers_read(hyphenation, node, diag);
    Str *written = NULL;
    size_t count =
        language_texts_read(language->arena, yaml_find(node, "exceptions"), &written, diag);
    hyphenation->exceptions.arena = language->arena;
    for (size_t i = 0; i < count; i++) exception_read(language, written[i]);
    language_set_read(language->arena, yaml_find(node, "avoided"), &hyphenation->avoided, diag);
    inclusive_read(language, yaml_find(rules, "inclusive"), diag);
    return dictionary_read(language, yaml_find(node, "dictionary"), diag);
}
