/* From `proof:` of LANG.yaml to the rules of proofreading.
 *
 * In: the mapping. Out: signs in order of code point, words ready for comparison, sets. Lists are
 * plain text with words between spaces rather than YAML lists: there are hundreds of words, read at
 * every start. A broken entry is reported and left out. */
#include "text/proof_rules.h"

#include <stdlib.h>

#include <unicode/uchar.h>

#include "base/vec.h"

typedef struct ProofMaker {
    Arena *arena;
    ProofRules *rules;
    VEC(ProofSign) signs;
    VEC(ProofUnit) units;
    VEC(ProofWord) words, contents;
    Diag *diag;
} ProofMaker;

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

/* The text with a space for each underscore. */
static Str spaces_put(Arena *arena, Str word) {
    if (str_find(word, STR("_"), 0) == SIZE_MAX) return word;
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < word.length; i++) {
        builder_add_byte(&out, word.bytes[i] == '_' ? ' ' : word.bytes[i]);
    }
    return builder_text(&out);
}

static Str *text_keep(Arena *arena, Str text) {
    Str *kept = ARENA_NEW(arena, Str);
    *kept = text;
    return kept;
}

static Map set_read(const ProofMaker *maker, const YamlNode *node) {
    Map set = {.arena = maker->arena};
    Str text = {0};
    yaml_text(node, &text, maker->diag);
    for (Str word = word_cut(&text); word.length > 0; word = word_cut(&text)) {
        map_put(&set, word, text_keep(maker->arena, word));
    }
    return set;
}

/* Cuts "wrong>right"; false after a report. */
static bool change_cut(const ProofMaker *maker, Str entry, Span where, Str *wrong, Str *right) {
    size_t at = str_find(entry, STR(">"), 0);
    if (at == SIZE_MAX || at == 0 || at + 1 == entry.length) {
        diag_report(maker->diag, MESSAGE_LANGUAGE_PROOF_RULE, where, ARGS(entry));
        return false;
    }
    *wrong = str_slice(entry, 0, at);
    *right = str_slice(entry, at + 1, entry.length);
    return true;
}

static Map changes_read(const ProofMaker *maker, const YamlNode *node) {
    Map changes = {.arena = maker->arena};
    Str text = {0}, wrong, right;
    yaml_text(node, &text, maker->diag);
    for (Str entry = word_cut(&text); entry.length > 0; entry = word_cut(&text)) {
        if (change_cut(maker, entry, node->where, &wrong, &right))
            map_put(&changes, wrong, text_keep(maker->arena, right));
    }
    return changes;
}

/* ---- signs ---- */

static ProofSign *sign_of(ProofMaker *maker, uint32_t codepoint) {
    for (size_t i = 0; i < maker->signs.count; i++) {
        if (maker->signs.items[i].codepoint == codepoint) return &maker->signs.items[i];
    }
    ProofSign sign = {.codepoint = codepoint};
    VEC_PUSH(maker->arena, &maker->signs, sign);
    return &maker->signs.items[maker->signs.count - 1];
}

static void roles_read(ProofMaker *maker, const YamlNode *node, uint32_t role) {
    Str text = {0};
    yaml_text(node, &text, maker->diag);
    for (size_t at = 0; at < text.length;) sign_of(maker, utf8_next(text, &at))->roles |= role;
}

static void glued_read(ProofMaker *maker, const YamlNode *node) {
    static const char *const KEYS[] = {"ahead", "behind", "space", NULL};
    Str words = {0}, space = {0};
    if (!yaml_is_mapping(node, maker->diag)) return;
    yaml_check_keys(node, KEYS, maker->diag);
    bool ahead = yaml_text(yaml_find(node, "ahead"), &words, maker->diag);
    if (!ahead) yaml_text(yaml_find(node, "behind"), &words, maker->diag);
    yaml_text(yaml_find(node, "space"), &space, maker->diag);
    for (Str word = word_cut(&words); word.length > 0; word = word_cut(&words)) {
        ProofUnit unit = {word, space, ahead};
        VEC_PUSH(maker->arena, &maker->units, unit);
    }
}

static void units_read(ProofMaker *maker, const YamlNode *node) {
    if (!yaml_is_sequence(node, maker->diag)) return;
    for (size_t i = 0; i < node->count; i++) glued_read(maker, node->items[i]);
}

/* "«» ()": of each pair what opens and what closes. */
static void pairs_read(ProofMaker *maker, const YamlNode *node) {
    Str text = {0}, rest = {0};
    yaml_text(node, &text, maker->diag);
    rest = text;
    maker->rules->closers = ARENA_ARRAY(maker->arena, Str, text.length);
    for (Str pair = word_cut(&rest); pair.length > 0; pair = word_cut(&rest)) {
        size_t at = 0;
        uint32_t opens = utf8_next(pair, &at);
        Str closer = str_slice(pair, at, pair.length);
        uint32_t closes = utf8_next(pair, &at);
        if (closes == 0 || at < pair.length) {
            diag_report(maker->diag, MESSAGE_LANGUAGE_PROOF_RULE, node->where, ARGS(pair));
            continue;
        }
        uint32_t number = (uint32_t)maker->rules->pair_count++;
        maker->rules->closers[number] = closer;
        ProofSign *sign = sign_of(maker, opens);
        sign->roles |= PROOF_OPENS;
        sign->pair = number;
        sign = sign_of(maker, closes);
        sign->roles |= PROOF_CLOSES;
        sign->pair = number;
    }
}

static void raised_read(ProofMaker *maker, const YamlNode *node) {
    Str text = {0}, raised, plain;
    yaml_text(node, &text, maker->diag);
    for (Str entry = word_cut(&text); entry.length > 0; entry = word_cut(&text)) {
        size_t at = 0;
        if (change_cut(maker, entry, node->where, &raised, &plain))
            sign_of(maker, utf8_next(raised, &at))->plain = plain;
    }
}

/* ",>،": a mark of another script, and the one of this script. */
static void twins_read(ProofMaker *maker, const YamlNode *node) {
    Str text = {0}, typed, right;
    yaml_text(node, &text, maker->diag);
    for (Str entry = word_cut(&text); entry.length > 0; entry = word_cut(&text)) {
        size_t at = 0;
        if (!change_cut(maker, entry, node->where, &typed, &right)) continue;
        ProofSign *sign = sign_of(maker, utf8_next(typed, &at));
        sign->roles |= PROOF_TWIN;
        sign->twin = right;
    }
}

static int sign_compare(const void *a, const void *b) {
    uint32_t left = ((const ProofSign *)a)->codepoint, right = ((const ProofSign *)b)->codepoint;
    return (left > right) - (left < right);
}

const ProofSign *proof_sign(const ProofRules *rules, uint32_t codepoint) {
    static const ProofSign NONE;
    ProofSign wanted = {.codepoint = codepoint};
    if (rules->sign_count == 0) return &NONE;
    const ProofSign *sign =
        bsearch(&wanted, rules->signs, rules->sign_count, sizeof wanted, sign_compare);
    return sign ? sign : &NONE;
}

/* ---- words ---- */

static bool holds_capital(Str text) {
    for (size_t at = 0; at < text.length;) {
        if (u_isupper((UChar32)utf8_next(text, &at))) return true;
    }
    return false;
}

/* "^A_la>À la", "Etat*>État", "*coeur*>cœur". */
static void word_read(ProofMaker *maker, Str entry, MessageCode code, Span where) {
    ProofWord word = {.code = code};
    if (!change_cut(maker, entry, where, &word.wrong, &word.right)) return;
    bool anywhere = str_starts_with(word.wrong, STR("*"));
    word.starts_sentence = str_starts_with(word.wrong, STR("^"));
    word.goes_on = str_ends_with(word.wrong, STR("*"));
    word.wrong = str_slice(word.wrong, anywhere || word.starts_sentence ? 1 : 0,
                           word.wrong.length - (word.goes_on ? 1 : 0));
    word.wrong = spaces_put(maker->arena, word.wrong);
    word.right = spaces_put(maker->arena, word.right);
    word.holds_capital = holds_capital(word.wrong);
    size_t at = 0;
    word.first = (uint32_t)u_tolower((UChar32)utf8_next(word.wrong, &at));
    if (anywhere)
        VEC_PUSH(maker->arena, &maker->contents, word);
    else
        VEC_PUSH(maker->arena, &maker->words, word);
}

static void words_read(ProofMaker *maker, const YamlNode *node) {
    static const char *const KEYS[] = {"ligatures", "accents", "abbreviations", "spelling", NULL};
    static const MessageCode CODES[] = {MESSAGE_PROOF_LIGATURE, MESSAGE_PROOF_ACCENT,
                                        MESSAGE_PROOF_ABBREVIATION, MESSAGE_PROOF_SPELLING};
    yaml_check_keys(node, KEYS, maker->diag);
    for (size_t i = 0; KEYS[i]; i++) {
        const YamlNode *list = yaml_find(node, KEYS[i]);
        Str text = {0};
        yaml_text(list, &text, maker->diag);
        for (Str entry = word_cut(&text); entry.length > 0; entry = word_cut(&text))
            word_read(maker, entry, CODES[i], list->where);
    }
}

/* ---- the rest ---- */

/* Two texts, of what opens and what closes. */
static void two_read(const ProofMaker *maker, const YamlNode *node, Str two[2]) {
    if (!yaml_is_sequence(node, maker->diag)) return;
    for (size_t i = 0; i < 2 && i < node->count; i++)
        yaml_text(node->items[i], &two[i], maker->diag);
}

static void marks_read(ProofMaker *maker, const YamlNode *node) {
    static const char *const QUOTES[] = {"typed", "outer", "inner", NULL};
    static const char *const POINTS[] = {"typed", "right", "most", "except", NULL};
    const YamlNode *quotes = yaml_find(node, "quotes"), *points = yaml_find(node, "points");
    ProofRules *rules = maker->rules;
    yaml_check_keys(quotes, QUOTES, maker->diag);
    yaml_check_keys(points, POINTS, maker->diag);
    roles_read(maker, yaml_find(quotes, "typed"), PROOF_QUOTE);
    two_read(maker, yaml_find(quotes, "outer"), rules->outer);
    two_read(maker, yaml_find(quotes, "inner"), rules->inner);
    roles_read(maker, yaml_find(points, "typed"), PROOF_POINT);
    roles_read(maker, yaml_find(points, "right"), PROOF_SUSPENSION);
    yaml_text(yaml_find(points, "right"), &rules->suspension, maker->diag);
    yaml_int(yaml_find(points, "most"), 3, 1000, &rules->points_most, maker->diag);
    rules->suspending = set_read(maker, yaml_find(points, "except"));
    roles_read(maker, yaml_find(node, "separators"), PROOF_SEPARATOR);
    roles_read(maker, yaml_find(node, "once"), PROOF_ONCE);
    roles_read(maker, yaml_find(node, "code"), PROOF_CODE);
}

static void dashes_read(ProofMaker *maker, const YamlNode *node) {
    static const char *const DASHES[] = {"marks", "typed", "right", "longest", "glued", NULL};
    static const char *const RANGES[] = {"dash", "pages", "codes", NULL};
    const YamlNode *dashes = yaml_find(node, "dashes"), *ranges = yaml_find(node, "ranges");
    yaml_check_keys(dashes, DASHES, maker->diag);
    yaml_check_keys(ranges, RANGES, maker->diag);
    roles_read(maker, yaml_find(dashes, "marks"), PROOF_DASH);
    roles_read(maker, yaml_find(dashes, "typed"), PROOF_HYPHEN);
    yaml_text(yaml_find(dashes, "right"), &maker->rules->dash, maker->diag);
    yaml_bool(yaml_find(dashes, "glued"), &maker->rules->dash_glued, maker->diag);
    yaml_int(yaml_find(dashes, "longest"), 1, 1000, &maker->rules->incise_longest, maker->diag);
    yaml_text(yaml_find(ranges, "dash"), &maker->rules->range_dash, maker->diag);
    maker->rules->pages = set_read(maker, yaml_find(ranges, "pages"));
    maker->rules->codes = set_read(maker, yaml_find(ranges, "codes"));
}

static void numbers_read(ProofMaker *maker, const YamlNode *node) {
    static const char *const KEYS[] = {"decimal", "plural-from", "singulars", "ordinals",
                                       "roman",   "raised",      "amounts",   NULL};
    const YamlNode *numbers = yaml_find(node, "numbers");
    ProofRules *rules = maker->rules;
    Str decimal = {0};
    size_t at = 0;
    yaml_check_keys(numbers, KEYS, maker->diag);
    yaml_text(yaml_find(numbers, "decimal"), &decimal, maker->diag);
    rules->decimal_mark = utf8_next(decimal, &at);
    yaml_int(yaml_find(numbers, "plural-from"), 0, 9, &rules->plural_from, maker->diag);
    rules->singulars = changes_read(maker, yaml_find(numbers, "singulars"));
    rules->amounts = changes_read(maker, yaml_find(numbers, "amounts"));
    rules->ordinals = changes_read(maker, yaml_find(numbers, "ordinals"));
    yaml_text(yaml_find(numbers, "roman"), &rules->roman, maker->diag);
    raised_read(maker, yaml_find(numbers, "raised"));
}

ProofRules *proof_rules_read(Arena *arena, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {
        "units",  "separators", "once",         "code",         "pairs",     "quotes", "points",
        "dashes", "ranges",     "behind-calls", "before-calls", "item-ends", "twice",  "starters",
        "words",  "numbers",    "acronyms",     "twins",        NULL};
    if (!node || !yaml_is_mapping(node, diag)) return NULL;
    yaml_check_keys(node, KEYS, diag);
    ProofRules *rules = ARENA_NEW(arena, ProofRules);
    ProofMaker maker = {.arena = arena, .rules = rules, .diag = diag};
    units_read(&maker, yaml_find(node, "units"));
    pairs_read(&maker, yaml_find(node, "pairs"));
    twins_read(&maker, yaml_find(node, "twins"));
    marks_read(&maker, node);
    dashes_read(&maker, node);
    numbers_read(&maker, node);
    roles_read(&maker, yaml_find(node, "behind-calls"), PROOF_BEHIND_CALL);
    roles_read(&maker, yaml_find(node, "before-calls"), PROOF_BEFORE_CALL);
    roles_read(&maker, yaml_find(node, "item-ends"), PROOF_ITEM_END);
    rules->twice = set_read(&maker, yaml_find(node, "twice"));
    rules->starters = set_read(&maker, yaml_find(node, "starters"));
    yaml_int(yaml_find(node, "acronyms"), 2, 9, &rules->acronym_least, diag);
    words_read(&maker, yaml_find(node, "words"));
    rules->signs = maker.signs.items;
    rules->sign_count = maker.signs.count;
    if (rules->sign_count > 0)
        qsort(rules->signs, rules->sign_count, sizeof *rules->signs, sign_compare);
    rules->words = (ProofWords){maker.words.items, maker.words.count};
    rules->contents = (ProofWords){maker.contents.items, maker.contents.count};
    rules->units = (ProofUnits){maker.units.items, maker.units.count};
    return rules;
}
