/* From LANG.yaml to rules.
 *
 * In: the YAML tree. Out: a Language with every name resolved. Faults of the file are reported at
 * their places and the rule is left out; what is read stays usable. Signs are gathered in a map
 * first (a character is named under several keys) and sorted by code point at the end. */
#include "text/language_rules.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uscript.h>

#define SCRIPTS_MOST 8 /* that one language is written in */

typedef struct SignTable {
    Map by_text; /* the character as UTF-8 -> Sign */
} SignTable;

static const Sign NO_SIGN;

static Sign *sign_named(SignTable *table, Str text, size_t *at) {
    size_t start = *at;
    uint32_t codepoint = utf8_next(text, at);
    Str key = str_slice(text, start, *at);
    Sign *sign = map_find(&table->by_text, key);
    if (sign) return sign;
    sign = ARENA_NEW(table->by_text.arena, Sign);
    sign->codepoint = codepoint;
    map_put(&table->by_text, key, sign);
    return sign;
}

static void signs_give_role(SignTable *table, const YamlNode *node, SignRole role, Diag *diag) {
    Str text = {0};
    yaml_text(node, &text, diag);
    for (size_t at = 0; at < text.length;) sign_named(table, text, &at)->roles |= (uint32_t)role;
}

/* The first characters of the texts, so that a text is searched once. */
static void signs_begin(SignTable *table, const Str *texts, size_t count, SignRole role) {
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        sign_named(table, texts[i], &at)->roles |= (uint32_t)role;
    }
}

static int sign_compare(const void *a, const void *b) {
    uint32_t left = ((const Sign *)a)->codepoint, right = ((const Sign *)b)->codepoint;
    return (left > right) - (left < right);
}

/* The place of a character in the table; SIGN_PLACES for one that is searched. */
static uint32_t sign_place(uint32_t codepoint) {
    if (codepoint < LATIN_PLACES) return codepoint;
    uint32_t at = codepoint - PUNCTUATION_FIRST; /* huge for one before them */
    return at < PUNCTUATION_PLACES ? LATIN_PLACES + at : SIGN_PLACES;
}

static void signs_sort(Language *language, const SignTable *table) {
    size_t count = table->by_text.count;
    language->signs = ARENA_ARRAY(language->arena, Sign, count);
    language->sign_count = count;
    for (size_t i = 0; i < count; i++) {
        language->signs[i] = *(const Sign *)table->by_text.entries[i].value;
    }
    qsort(language->signs, count, sizeof *language->signs, sign_compare);
    for (size_t i = 0; i < count; i++) {
        uint32_t place = sign_place(language->signs[i].codepoint);
        if (place < SIGN_PLACES) language->sign_numbers[place] = (uint16_t)(i + 1);
    }
}

const Sign *language_sign(const Language *language, uint32_t codepoint) {
    uint32_t place = sign_place(codepoint);
    if (place < SIGN_PLACES) {
        size_t number = language->sign_numbers[place];
        return number == 0 ? &NO_SIGN : &language->signs[number - 1];
    }
    Sign wanted = {.codepoint = codepoint};
    const Sign *sign = bsearch(&wanted, language->signs, language->sign_count,
                               sizeof *language->signs, sign_compare);
    return sign ? sign : &NO_SIGN;
}

/* ---- helpers shared with the other readers of rules ---- */

size_t language_texts_read(Arena *arena, const YamlNode *node, Str **texts, Diag *diag) {
    if (!node) return 0;
    if (node->kind == YAML_SCALAR) {
        *texts = ARENA_NEW(arena, Str);
        return yaml_text(node, *texts, diag) ? 1 : 0;
    }
    if (!yaml_is_sequence(node, diag)) return 0;
    *texts = ARENA_ARRAY(arena, Str, node->count);
    size_t count = 0;
    for (size_t i = 0; i < node->count; i++) {
        if (yaml_text(node->items[i], &(*texts)[count], diag) && (*texts)[count].length > 0)
            count++;
    }
    return count;
}

void language_set_read(Arena *arena, const YamlNode *node, Map *set, Diag *diag) {
    Str *texts = NULL;
    size_t count = language_texts_read(arena, node, &texts, diag);
    set->arena = arena;
    for (size_t i = 0; i < count; i++) map_put(set, texts[i], &texts[i]);
}

bool language_text_wanted(const YamlNode *mapping, const char *key, Str *text, Diag *diag) {
    if (yaml_text(yaml_find(mapping, key), text, diag) && text->length > 0) return true;
    diag_report(diag, MESSAGE_LANGUAGE_KEY_MISSING, mapping->where, ARGS(str_from_c(key)));
    return false;
}

uint32_t language_space_named(const Language *language, const YamlNode *node, Diag *diag) {
    Str name;
    if (!yaml_text(node, &name, diag)) return SPACE_UNSET;
    Arena *scratch = arena_open();
    Str *names = ARENA_ARRAY(scratch, Str, language->space_count);
    uint32_t found = SPACE_UNSET;
    for (size_t i = 1; i < language->space_count; i++) {
        names[i] = language->spaces[i].name;
        if (str_equal(names[i], name)) found = (uint32_t)i;
    }
    if (found == SPACE_UNSET) {
        Str nearest = str_nearest(name, names + 1, language->space_count - 1);
        diag_report(diag, MESSAGE_LANGUAGE_NAME_UNKNOWN, node->where, ARGS(name, nearest));
    }
    arena_close(scratch);
    return found;
}

/* ---- spaces ---- */

static SpaceStyle space_read(const YamlPair *pair, Diag *diag) {
    static const char *const KEYS[] = {"width", "penalty", "break", NULL};
    static const char *const BREAKS[] = {"never", NULL};
    SpaceStyle space = {.name = pair->key, .kind = SPACE_WORD, .character = ' '};
    if (!yaml_is_mapping(pair->value, diag)) return space;
    yaml_check_keys(pair->value, KEYS, diag);
    int64_t width, penalty = 0;
    int never;
    if (yaml_int(yaml_find(pair->value, "width"), 0, 4000, &width, diag)) {
        space.kind = SPACE_FIXED;
        space.width_permille = (uint16_t)width;
    }
    yaml_int(yaml_find(pair->value, "penalty"), 0, BREAK_NEVER - 1, &penalty, diag);
    space.penalty = (int32_t)penalty;
    if (yaml_word(yaml_find(pair->value, "break"), BREAKS, &never, diag))
        space.penalty = BREAK_NEVER;
    return space;
}

static void spaces_read(Language *language, const YamlNode *node, Diag *diag) {
    size_t named = node && yaml_is_mapping(node, diag) ? node->count : 0;
    language->spaces = ARENA_ARRAY(language->arena, SpaceStyle, SPACE_ORDINARY + 1 + named);
    language->spaces[SPACE_REMOVED] =
        (SpaceStyle){.name = STR("none"), .kind = SPACE_NONE, .penalty = BREAK_NEVER};
    language->spaces[SPACE_ORDINARY] =
        (SpaceStyle){.name = STR("ordinary"), .kind = SPACE_WORD, .character = ' '};
    language->space_count = SPACE_ORDINARY + 1;
    for (size_t i = 0; i < named; i++) {
        language->spaces[language->space_count++] = space_read(&node->pairs[i], diag);
    }
}

static void typed_read(Language *language, SignTable *table, const YamlNode *node, Diag *diag) {
    if (!node || !yaml_is_mapping(node, diag)) return;
    for (size_t i = 0; i < node->count; i++) {
        YamlNode name = {.kind = YAML_SCALAR,
                         .scalar = node->pairs[i].key,
                         .quoted = true,
                         .where = node->pairs[i].key_where};
        uint32_t space = language_space_named(language, &name, diag);
        Str text = {0};
        yaml_text(node->pairs[i].value, &text, diag);
        size_t first = 0;
        if (space != SPACE_UNSET) language->spaces[space].character = utf8_next(text, &first);
        for (size_t at = 0; at < text.length;) sign_named(table, text, &at)->typed = space;
    }
}

/* ---- marks ---- */

static void mark_read(Language *language, SignTable *table, const YamlNode *node, uint32_t number,
                      Diag *diag) {
    static const char *const KEYS[] = {"marks", "before", "after", "lone", "group", NULL};
    Str marks;
    if (!yaml_is_mapping(node, diag) || !language_text_wanted(node, "marks", &marks, diag)) return;
    yaml_check_keys(node, KEYS, diag);
    uint32_t before = language_space_named(language, yaml_find(node, "before"), diag);
    uint32_t after = language_space_named(language, yaml_find(node, "after"), diag);
    bool lone = false, group = false;
    yaml_bool(yaml_find(node, "lone"), &lone, diag);
    yaml_bool(yaml_find(node, "group"), &group, diag);
    for (size_t at = 0; at < marks.length;) {
        Sign *sign = sign_named(table, marks, &at);
        if (before != SPACE_UNSET) sign->before = before;
        if (after != SPACE_UNSET) sign->after = after;
        sign->lone |= lone;
        if (group) sign->group = number + 1;
    }
}

static void hang_read(SignTable *table, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"marks", "left", "right", NULL};
    Str marks;
    if (!yaml_is_mapping(node, diag) || !language_text_wanted(node, "marks", &marks, diag)) return;
    yaml_check_keys(node, KEYS, diag);
    int64_t left = 0, right = 0;
    yaml_int(yaml_find(node, "left"), 0, 1000, &left, diag);
    yaml_int(yaml_find(node, "right"), 0, 1000, &right, diag);
    for (size_t at = 0; at < marks.length;) {
        sign_named(table, marks, &at)->hang = (HangShare){(uint16_t)left, (uint16_t)right};
    }
}

static void marks_read(Language *language, SignTable *table, const YamlNode *rules, Diag *diag) {
    const YamlNode *marks = yaml_find(rules, "marks"), *hang = yaml_find(rules, "hang");
    if (marks && yaml_is_sequence(marks, diag)) {
        for (size_t i = 0; i < marks->count; i++) {
            mark_read(language, table, marks->items[i], (uint32_t)i, diag);
        }
    }
    if (hang && yaml_is_sequence(hang, diag)) {
        for (size_t i = 0; i < hang->count; i++) hang_read(table, hang->items[i], diag);
    }
}

static void punctuation_read(Language *language, SignTable *table, const YamlNode *node,
                             Diag *diag) {
    static const char *const KEYS[] = {"opening",    "closing",       "sentence-end",
                                       "suspension", "apostrophe",    "untouched",
                                       "merged",     "before-number", NULL};
    yaml_check_keys(node, KEYS, diag);
    Str merged = {0};
    size_t at = 0;
    if (yaml_text(yaml_find(node, "merged"), &merged, diag)) {
        language->merged_open = utf8_next(merged, &at);
        language->merged_close = utf8_next(merged, &at);
    }
    signs_give_role(table, yaml_find(node, "opening"), SIGN_OPENING, diag);
    signs_give_role(table, yaml_find(node, "closing"), SIGN_CLOSING, diag);
    signs_give_role(table, yaml_find(node, "sentence-end"), SIGN_SENTENCE_END, diag);
    signs_give_role(table, yaml_find(node, "suspension"), SIGN_SUSPENSION, diag);
    signs_give_role(table, yaml_find(node, "apostrophe"), SIGN_APOSTROPHE, diag);
    signs_give_role(table, yaml_find(node, "before-number"), SIGN_BEFORE_NUMBER, diag);
    language->untouched_count = language_texts_read(language->arena, yaml_find(node, "untouched"),
                                                    &language->untouched, diag);
    signs_begin(table, language->untouched, language->untouched_count, SIGN_UNTOUCHED);
}

/* ---- dashes, hyphens, slashes, addresses ---- */

static void dashes_read(Language *language, SignTable *table, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"incise", "inside",  "lone", "final",
                                       "glued",  "penalty", NULL};
    static const char *const LONE[] = {"closing", "opening", NULL};
    static const char *const FINAL[] = {"kept", "dropped", NULL};
    yaml_check_keys(node, KEYS, diag);
    signs_give_role(table, yaml_find(node, "incise"), SIGN_INCISE_DASH, diag);
    signs_give_role(table, yaml_find(node, "glued"), SIGN_GLUED_DASH, diag);
    language->dash_inside = language_space_named(language, yaml_find(node, "inside"), diag);
    int lone = 0;
    yaml_word(yaml_find(node, "lone"), LONE, &lone, diag);
    language->lone_dash_opens = lone == 1;
    int final = 0;
    yaml_word(yaml_find(node, "final"), FINAL, &final, diag);
    language->final_dash_dropped = final == 1;
    yaml_int(yaml_find(node, "penalty"), 0, BREAK_NEVER, &language->glued_dash_penalty, diag);
}

static SeamRule seam_read(const YamlNode *node, Diag *diag) {
    SeamRule seam = {.before = 2, .after = 3};
    yaml_int(yaml_find(node, "before"), 1, 20, &seam.before, diag);
    yaml_int(yaml_find(node, "after"), 1, 20, &seam.after, diag);
    yaml_int(yaml_find(node, "penalty"), 0, BREAK_NEVER, &seam.penalty, diag);
    return seam;
}

static void seams_read(Language *language, SignTable *table, const YamlNode *rules, Diag *diag) {
    static const char *const HYPHEN[] = {"marks", "before", "after", "penalty", "euphonic", NULL};
    static const char *const SLASH[] = {"marks", "before", "after", "penalty", NULL};
    const YamlNode *hyphen = yaml_find(rules, "hard-hyphen"), *slash = yaml_find(rules, "slash");
    yaml_check_keys(hyphen, HYPHEN, diag);
    yaml_check_keys(slash, SLASH, diag);
    signs_give_role(table, yaml_find(hyphen, "marks"), SIGN_HARD_HYPHEN, diag);
    signs_give_role(table, yaml_find(slash, "marks"), SIGN_SLASH, diag);
    language->hyphen = seam_read(hyphen, diag);
    language->slash = seam_read(slash, diag);
    language->euphonic_count = language_texts_read(language->arena, yaml_find(hyphen, "euphonic"),
                                                   &language->euphonic, diag);
}

static void addresses_read(Language *language, SignTable *table, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"starts", "before", "after", "penalty", NULL};
    yaml_check_keys(node, KEYS, diag);
    signs_give_role(table, yaml_find(node, "before"), SIGN_ADDRESS_BEFORE, diag);
    signs_give_role(table, yaml_find(node, "after"), SIGN_ADDRESS_AFTER, diag);
    language->address_start_count = language_texts_read(language->arena, yaml_find(node, "starts"),
                                                        &language->address_starts, diag);
    yaml_int(yaml_find(node, "penalty"), 0, BREAK_NEVER, &language->address_penalty, diag);
}

/* ---- what is put in or replaced ---- */

static void corrected_signs_read(SignTable *table, const YamlNode *node, Diag *diag) {
    if (!node || node->kind != YAML_SEQUENCE) return; /* reported with the corrections */
    for (size_t i = 0; i < node->count; i++) {
        Str *texts = NULL;
        const YamlNode *from = yaml_find(node->items[i], "from");
        size_t count = language_texts_read(table->by_text.arena, from, &texts, diag);
        signs_begin(table, texts, count, SIGN_CORRECTED);
    }
}

static void missing_spaces_read(SignTable *table, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"before", "after", "number", NULL};
    yaml_check_keys(node, KEYS, diag);
    signs_give_role(table, yaml_find(node, "before"), SIGN_SPACE_BEFORE, diag);
    signs_give_role(table, yaml_find(node, "after"), SIGN_SPACE_AFTER, diag);
    signs_give_role(table, yaml_find(node, "number"), SIGN_SPACE_NUMBER, diag);
}

static void calls_read(Language *language, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {"before", "between", NULL};
    yaml_check_keys(node, KEYS, diag);
    language->call_before = language_space_named(language, yaml_find(node, "before"), diag);
    language->call_between = language_space_named(language, yaml_find(node, "between"), diag);
}

/* ---- the whole ---- */

static void other_signs_read(SignTable *table, const YamlNode *rules, Diag *diag) {
    static const char *const INITIAL[] = {"before", "after", NULL};
    const YamlNode *initial = yaml_find(rules, "drop-cap");
    const YamlNode *hyphenation = yaml_find(rules, "hyphenation");
    const YamlNode *inclusive = yaml_find(rules, "inclusive");
    yaml_check_keys(initial, INITIAL, diag);
    signs_give_role(table, yaml_find(initial, "before"), SIGN_INITIAL_BEFORE, diag);
    signs_give_role(table, yaml_find(initial, "after"), SIGN_INITIAL_AFTER, diag);
    signs_give_role(table, yaml_find(hyphenation, "vowels"), SIGN_VOWEL, diag);
    signs_give_role(table, yaml_find(hyphenation, "beside"), SIGN_BESIDE_VOWELS, diag);
    signs_give_role(table, yaml_find(inclusive, "separators"), SIGN_SEPARATOR, diag);
    signs_give_role(table, yaml_find(inclusive, "weak"), SIGN_WEAK_SEPARATOR, diag);
    signs_give_role(table, yaml_find(inclusive, "sure"), SIGN_SURE_SEPARATOR, diag);
    signs_give_role(table, yaml_find(inclusive, "stand-ins"), SIGN_STAND_IN, diag);
    corrected_signs_read(table, yaml_find(rules, "corrections"), diag);
    missing_spaces_read(table, yaml_find(rules, "missing-spaces"), diag);
}

static void words_read(Language *language, const YamlNode *node, Diag *diag) {
    language->words.arena = language->arena;
    if (!node || !yaml_is_mapping(node, diag)) return;
    for (size_t i = 0; i < node->count; i++) {
        Str *word = ARENA_NEW(language->arena, Str);
        if (!yaml_text(node->pairs[i].value, word, diag)) continue;
        map_put(&language->words, node->pairs[i].key, word);
    }
}

/* Of a language written from the right, its script is asked for too: fonts are chosen by it. */
static void direction_read(Language *language, const YamlNode *node, Diag *diag) {
    static const char *const DIRECTIONS[] = {"ltr", "rtl", NULL};
    int direction = 0;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode scripts[SCRIPTS_MOST];
    yaml_word(node, DIRECTIONS, &direction, diag);
    language->right_to_left = direction == 1;
    if (!language->right_to_left) return;
    int32_t count =
        uscript_getCode(str_to_c(language->arena, language->tag), scripts, SCRIPTS_MOST, &status);
    if (U_SUCCESS(status) && count > 0)
        language->script = str_from_c(uscript_getShortName(scripts[0]));
}

bool language_rules_read(Language *language, const YamlNode *rules, Diag *diag) {
    static const char *const KEYS[] = {
        "language",    "words",          "spaces",   "typed",       "punctuation", "marks",
        "lists",       "bind",           "dashes",   "hard-hyphen", "slash",       "addresses",
        "hyphenation", "inclusive",      "ordinals", "hang",        "drop-cap",    "corrections",
        "calls",       "missing-spaces", "proof",    "direction",   NULL};
    if (!yaml_is_mapping(rules, diag)) return false;
    yaml_check_keys(rules, KEYS, diag);
    if (!language_text_wanted(rules, "language", &language->tag, diag)) return false;
    direction_read(language, yaml_find(rules, "direction"), diag);
    SignTable table = {.by_text = {.arena = language->arena}};
    words_read(language, yaml_find(rules, "words"), diag);
    spaces_read(language, yaml_find(rules, "spaces"), diag);
    typed_read(language, &table, yaml_find(rules, "typed"), diag);
    punctuation_read(language, &table, yaml_find(rules, "punctuation"), diag);
    marks_read(language, &table, rules, diag);
    dashes_read(language, &table, yaml_find(rules, "dashes"), diag);
    seams_read(language, &table, rules, diag);
    addresses_read(language, &table, yaml_find(rules, "addresses"), diag);
    calls_read(language, yaml_find(rules, "calls"), diag);
    other_signs_read(&table, rules, diag);
    signs_sort(language, &table);
    language_lists_read(language, rules, diag);
    language->proof = proof_rules_read(language->arena, yaml_find(rules, "proof"), diag);
    return language_hyphenation_read(language, rules, diag);
}
