/* A language: its rules and its dictionary, opened together.
 *
 * In: the YAML tree of LANG.yaml, which must live as long as the language. Out: answers to the
 * other rooms. The language itself never changes after it was opened, but for its dictionary, which
 * is parsed at first use. */
#include "text/language.h"

#include "text/language_rules.h"

/* So many hexadecimal digits tell two fingerprints apart in a snapshot's header. */
#define FINGERPRINT_DIGITS 16

static Str fingerprint_make(Arena *arena, const Language *language, const YamlNode *rules) {
    Str text = rules->where.source ? rules->where.source->text : (Str){0};
    StrBuilder fingerprint = {.arena = arena};
    builder_add(&fingerprint, STR("rules "));
    builder_add(&fingerprint, str_slice(digest_of(arena, text), 0, FINGERPRINT_DIGITS));
    if (language->hyphenation.dictionary) {
        Str digest = dictionary_digest(language->hyphenation.dictionary);
        builder_add(&fingerprint, STR(" dictionary "));
        builder_add(&fingerprint, str_slice(digest, 0, FINGERPRINT_DIGITS));
    }
    return builder_text(&fingerprint);
}

Language *language_open(Arena *arena, const YamlNode *rules, Diag *diag) {
    if (!rules) return NULL;
    Language *language = ARENA_NEW(arena, Language);
    language->arena = arena;
    if (!language_rules_read(language, rules, diag)) {
        language_close(language);
        return NULL;
    }
    language->fingerprint = fingerprint_make(arena, language, rules);
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

Str language_word(const Language *language, Str name) {
    const Str *word = map_find(&language->words, name);
    return word ? *word : (Str){0};
}

HangShare language_hang(const Language *language, uint32_t codepoint) {
    return language_sign(language, codepoint)->hang;
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

Str language_fingerprint(const Language *language) {
    return language->fingerprint;
}
