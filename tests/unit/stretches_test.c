/* Words of the glossary in running text: found at their first use (X4), and whether the text itself
 * says what they stand for. */
#include "document_reading.h"

#include <string.h>

#include "document/stretches.h"

typedef struct Case {
    const char *text;
    const char *expected; /* the glossary's words found, "+" behind one that the text tells */
} Case;

static const Case cases[] = {
    {"L’OFDT et l’OFDT.", "OFDT"},
    {"OFDTS, xOFDT, OFDT2", ""},
    {"L’Observatoire français des drogues (OFDT) compte.", "OFDT+"},
    {"Des observatoires français des drogues, dont l’OFDT.", "OFDT+"},
    {"Un français, un observatoire : OFDT.", "OFDT"},
    {"Drug-law offences (ILS, infractions à la loi).", "ILS+"},
    {"Infraction à la : ILS.", "ILS"},
    {"ILS (OFDT, 2021)", "ILS OFDT"},
    {"Bien connu (ILS).", "ILS+"},
    {"é", ""},
    {"", ""},
};

static void add_meaning(Arena *arena, Map *glossary, const char *word, const char *meaning) {
    Str *kept = ARENA_NEW(arena, Str);
    *kept = str_from_c(meaning);
    map_put(glossary, str_from_c(word), kept);
}

static void check_text(Arena *arena, const Map *glossary, Map *met, Str text,
                       const char *expected) {
    InlineRun run = {.kind = INLINE_TEXT, .end = (uint32_t)text.length};
    Text whole = {.bytes = text, .runs = &run, .run_count = 1};
    StretchList list = stretches_find(arena, &whole, glossary, met);
    StrBuilder found = {.arena = arena};
    uint32_t at = 0;
    for (size_t i = 0; i < list.count; i++) {
        const Stretch *stretch = &list.items[i];
        assert_int_equal(stretch->start, at); /* without gaps */
        at = stretch->end;
        if (stretch->expansion == NULL) continue;
        if (found.length > 0) builder_add_byte(&found, ' ');
        builder_add(&found, str_slice(text, stretch->start, stretch->end));
        if (stretch->told) builder_add_byte(&found, '+');
    }
    assert_int_equal(at, text.length);
    assert_string_equal(str_to_c(arena, builder_text(&found)), expected);
}

static void test_words_are_found_once(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Map glossary = {.arena = arena};
    add_meaning(arena, &glossary, "OFDT", "Observatoire français des drogues");
    add_meaning(arena, &glossary, "ILS", "infraction à la loi, a drug-law offence");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Map met = {.arena = arena};
        check_text(arena, &glossary, &met, str_from_c(cases[i].text), cases[i].expected);
        check_text(arena, &glossary, &met, STR("é"), ""); /* met before */
        if (strlen(cases[i].expected) > 0)
            check_text(arena, &glossary, &met, str_from_c(cases[i].text), "");
    }
    arena_close(arena);
}

/* What stands far away tells a listener nothing, and costs no time. */
static void test_a_meaning_is_near(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Map glossary = {.arena = arena}, met = {.arena = arena};
    add_meaning(arena, &glossary, "ILS", "infraction à la loi");
    StrBuilder text = {.arena = arena};
    builder_add_c(&text, "infraction à la loi ");
    for (int i = 0; i < 1000; i++) builder_add_c(&text, "été ");
    builder_add_c(&text, "ILS");
    check_text(arena, &glossary, &met, builder_text(&text), "ILS");
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_found_once),
        cmocka_unit_test(test_a_meaning_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
