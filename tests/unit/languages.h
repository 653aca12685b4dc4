/* Languages in tests: those of layouts/languages/, or rules written in the test. */
#ifndef MAQUETTE_TESTS_LANGUAGES_H
#define MAQUETTE_TESTS_LANGUAGES_H

#include "base/file.h"
#include "text/language.h"
#include "text/language_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline Language *language_from_source(Arena *arena, Diag *diag, Source *source) {
    assert_non_null(source);
    YamlNode *rules = yaml_read(arena, source, 0, source->text.length, diag);
    assert_non_null(rules);
    return language_open(arena, rules, diag);
}

/* The rules written as text; NULL where they are unusable. */
static inline Language *language_from_rules(Arena *arena, Diag *diag, const char *rules) {
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = STR("rules.yaml"), .text = str_from_c(rules)};
    return language_from_source(arena, diag, source);
}

/* The language of layouts/languages/TAG.yaml. */
static inline Language *language_from_file(Arena *arena, Diag *diag, const char *tag) {
    YamlNode *rules =
        language_rules_find(arena, STR(MAQUETTE_SOURCE_DIR), str_from_c(tag), (Span){0}, diag);
    Language *language = language_open(arena, rules, diag);
    assert_non_null(language);
    return language;
}

/* The part so many times. */
static inline Str text_repeat(Arena *arena, const char *part, size_t count) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < count; i++) builder_add_c(&out, part);
    return builder_text(&out);
}

#endif
