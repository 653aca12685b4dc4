/* From the data of agreement to rules; see agreement_rules.h. */
#include "text/agreement_rules.h"

/* "word=form" */
static Map corrections_read(Arena *arena, const YamlNode *node, Diag *diag) {
    Map map = {.arena = arena};
    WordList words = word_list_read(arena, node, diag);
    for (size_t i = 0; i < words.count; i++) {
        size_t equals = str_find(words.items[i], STR("="), 0);
        if (equals == 0 || equals == SIZE_MAX || equals + 1 == words.items[i].length) {
            diag_report(diag, MESSAGE_LANGUAGE_READING_RULE, node->where, ARGS(words.items[i]));
            continue;
        }
        Str *form = ARENA_NEW(arena, Str);
        Str told = str_slice(words.items[i], equals + 1, words.items[i].length);
        *form = word_spaces_put(arena, told);
        map_put(&map, str_slice(words.items[i], 0, equals), form);
    }
    return map;
}

AgreementRules *agreement_rules_read(Arena *arena, const YamlNode *node, Diag *diag) {
    static const char *const KEYS[] = {
        "quotes",       "vowels",   "usual",    "feminines", "one-gender", "before-article",
        "before-vowel", "pronouns", "singular", "plural",    "adjectives", "determiners",
        "name-links",   "clauses",  "copulas",  "adverbs",   "sentences",  NULL};
    if (!node || !yaml_is_mapping(node, diag)) return NULL;
    yaml_check_keys(node, KEYS, diag);
    AgreementRules *rules = ARENA_NEW(arena, AgreementRules);
    yaml_text(yaml_find(node, "quotes"), &rules->quotes, diag);
    yaml_text(yaml_find(node, "vowels"), &rules->vowels, diag);
    rules->usual = ending_rules_read(arena, yaml_find(node, "usual"), diag);
    rules->feminines = ending_rules_read(arena, yaml_find(node, "feminines"), diag);
    rules->one_gender = corrections_read(arena, yaml_find(node, "one-gender"), diag);
    rules->before_article = corrections_read(arena, yaml_find(node, "before-article"), diag);
    rules->before_vowel = word_set_read(arena, yaml_find(node, "before-vowel"), diag);
    rules->pronoun_elisions = word_set_read(arena, yaml_find(node, "pronouns"), diag);
    rules->singular = word_set_read(arena, yaml_find(node, "singular"), diag);
    rules->plural = word_set_read(arena, yaml_find(node, "plural"), diag);
    rules->adjectives = word_set_read(arena, yaml_find(node, "adjectives"), diag);
    rules->determiners = word_set_read(arena, yaml_find(node, "determiners"), diag);
    rules->name_links = word_set_read(arena, yaml_find(node, "name-links"), diag);
    rules->sentence_starts = word_set_read(arena, yaml_find(node, "sentences"), diag);
    rules->clause_starts = word_set_read(arena, yaml_find(node, "clauses"), diag);
    rules->copulas = word_set_read(arena, yaml_find(node, "copulas"), diag);
    rules->copula_adverbs = word_set_read(arena, yaml_find(node, "adverbs"), diag);
    return rules;
}
