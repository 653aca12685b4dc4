/* A language: its rules and its dictionary, opened together.
 *
 * In: the YAML tree of LANG.yaml, which must live as long as the language. Out: answers to the
 * other rooms. The language itself never changes after it was opened, but for its dictionary, which
 * is parsed at first use. */
#include "text/language.h"

#include "text/language_rules.h"

Language *language_open(Arena *arena, const YamlNode *rules, Diag *diag) {
    if (!rules) return NULL;
    Language *language = ARENA_NEW(arena, Language);
    language->arena = arena;
    if (!language_rules_read(language, rules, diag)) {
        language_close(language);
        return NULL;
    }
    language->source = rules;
    return language;
}

void language_begin(Language *language) {
    if (language->hyphenation.dictionary) dictionary_begin(language->hyphenation.dictionary);
}

void language_close(Language *language) {
    if (!language) return;
    dictionary_close(language->hyphenation.dictionary);
    language->hyphenation.dictionary = NULL;
}

const Language *language_find(const LanguageSet *set, Str tag) {
    const Language *language =
        tag.length > 0 && set->others != NULL ? map_find(set->others, tag) : NULL;
    return language != NULL ? language : set->main;
}

Str language_tag(const Language *language) {
    return language->tag;
}

bool language_is_right_to_left(const Language *language) {
    return language->right_to_left;
}

Str language_script(const Language *language) {
    return language->script;
}

Str language_word(const Language *language, Str name) {
    const Str *word = map_find(&language->words, name);
    return word ? *word : (Str){0};
}

Str language_word_or(const Language *language, Str name, Str usual) {
    Str word = language_word(language, name);
    return word.length > 0 ? word : usual;
}

HangShare language_hang(const Language *language, uint32_t codepoint) {
    return language_sign(language, codepoint)->hang;
}

int32_t language_hyphens_in_row(const Language *language) {
    return (int32_t)language->hyphenation.in_row;
}

bool language_closes(const Language *language, uint32_t codepoint) {
    return language_sign(language, codepoint)->roles & SIGN_CLOSING;
}

bool language_initial_before(const Language *language, uint32_t codepoint) {
    return language_sign(language, codepoint)->roles & SIGN_INITIAL_BEFORE;
}

bool language_initial_after(const Language *language, uint32_t codepoint) {
    return language_sign(language, codepoint)->roles & SIGN_INITIAL_AFTER;
}

uint32_t language_decimal_mark(const Language *language) {
    return language->proof == NULL ? 0 : language->proof->decimal_mark;
}

Str language_amount(const Language *language, Str word) {
    if (language->proof == NULL) return STR("");
    const Str *meaning = map_find(&language->proof->amounts, word);
    return meaning != NULL ? *meaning : STR("");
}

const YamlNode *language_source(const Language *language) {
    return language->source;
}

bool language_dictionary(const Language *language, Str *file, Str *digest) {
    const HyphenDictionary *dictionary = language->hyphenation.dictionary;
    if (!dictionary) return false;
    *file = dictionary_file(dictionary);
    *digest = dictionary_digest(dictionary);
    return true;
}
