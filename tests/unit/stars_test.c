/* Asterisks between letters: those of forms are letters, all others are Markdown's (rule B6). */
#include "document/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "languages.h"

/* The section's tree as text; a star of emphasis is gone from it. */
static Str section_text(Arena *arena, const Language *language, const char *markdown) {
    Diag diag = {.arena = arena};
    StrBuilder bytes = {.arena = arena}, out = {.arena = arena};
    builder_add_c(&bytes, "---\ntemplate: t\n---\n\n");
    builder_add_c(&bytes, markdown);
    Source source = {.path = STR("a.md"), .text = builder_text(&bytes)};
    Document document = {.language = language, .section_count = 1};
    document.sections = ARENA_ARRAY(arena, Section, 1);
    assert_true(section_read(arena, &source, &document, &document.sections[0], &diag));
    document_write(&document, &out);
    return builder_text(&out);
}

static void check(const Language *language, Arena *arena, const char *markdown, const char *wanted,
                  bool emphasis) {
    Str text = section_text(arena, language, markdown);
    bool found = str_find(text, str_from_c(wanted), 0) != SIZE_MAX;
    bool marked = str_find(text, STR("emphasis"), 0) != SIZE_MAX;
    if (!found || marked != emphasis)
        print_error("%s\n%.*s\n", markdown, (int)text.length, text.bytes);
    assert_true(found);
    assert_int_equal(marked, emphasis);
}

static void test_stars(void **state) {
    (void)state;
    document_reader_open();
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    Language *german = language_from_file(arena, &diag, "de");
    check(german, arena, "Nutzer*innen und Ärzt*innen, jede*r",
          "Nutzer*innen und Ärzt*innen, jede*r", false);
    check(german, arena, "der*die Nutzer*in", "der*die Nutzer*in", false);
    check(german, arena, "Lehrer*innenzimmer und Schüler*innen",
          "Lehrer*innenzimmer und Schüler*innen", false);
    check(german, arena, "*Nutzer*innen* sind", "Nutzer*innen", true);
    check(german, arena, "Ein *Wort*, kein Nutzer*innenwort*, *zwei*", "Nutzer*innenwort*", true);
    check(german, arena, "In*form*ation", "form", true);
    check(german, arena, "`Nutzer*innen`", "Nutzer*innen", false);
    check(german, arena, "[Nutzer*innen](https://a.example/Nutzer*innen)", "a.example/Nutzer*innen",
          false);
    check(german, arena,
          "| Nutzer*innen | Ärzt*innen |\n|---|---|\n| Nutzer*innen | Ärzt*innen |\n", "Ärzt*innen",
          false);
    check(german, arena, "## Nutzer*innen {#n}\n\n```\nNutzer*innen und Ärzt*innen\n```\n",
          "Nutzer*innen und Ärzt*innen", false);
    check(german, arena, "![Nutzer*innen und Ärzt*innen](b.png \"Nutzer*innen\")",
          "Nutzer*innen und Ärzt*innen", false);
    check(NULL, arena, "Nutzer*innen und Ärzt*innen", "innen und Ärzt", true);
    language_close(german);
    arena_close(arena);
    document_reader_close();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stars)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
