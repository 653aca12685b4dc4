/* Cutting editions into units, and giving units other texts: every example of tests/spec/units.txt,
 * and what must hold for all Markdown, that of the other examples and of the brochures. */
#include "examples.h"

#include "languages.h"
#include "reader_group.h"
#include "spec.h"
#include "translation/figures.h"
#include "translation/rewrite.h"

static const char *const HOLDING_SIGNS[HOLDING_KINDS] = {"#", "^",     "->",     "page ", "image ",
                                                         "",  "sign ", "month ", "lang "};

/* kind key @line:column "text" what it holds */
static void text_unit_write(const TextUnit *unit, StrBuilder *out) {
    builder_add(out, unit_kind_word(unit->kind));
    builder_add_byte(out, ' ');
    builder_add(out, unit->key);
    builder_add_format(out, " @%u:%u \"", (unsigned)unit->where.line, (unsigned)unit->where.column);
    for (size_t i = 0; i < unit->text.length; i++) {
        bool end = unit->text.bytes[i] == '\n';
        builder_add(out, end ? STR("\\n") : str_slice(unit->text, i, i + 1));
    }
    builder_add_c(out, unit->unspoken ? "\" unspoken" : "\"");
    for (size_t i = 0; i < unit->holding_count; i++) {
        const Holding *holding = &unit->holdings[i];
        builder_add_byte(out, ' ');
        builder_add_c(out, HOLDING_SIGNS[holding->kind]);
        builder_add(out, holding->value);
        if (holding->kind != HOLDS_NUMBER) continue;
        Span where = holding_place(holding);
        builder_add_format(out, "@%u:%u", (unsigned)where.line, (unsigned)where.column);
    }
    builder_add_byte(out, '\n');
}

static Str units_write(Arena *arena, const TextUnits *units) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < units->count; i++) text_unit_write(&units->items[i], &out);
    return builder_text(&out);
}

static void test_examples(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str text = read_file(arena, "tests/spec/units.txt");
    Diag diag = {.arena = arena};
    Language *french = language_from_file(arena, &diag, "fr");
    Example example;
    int failed = 0, count = 0;
    for (size_t at = 0; example_next(arena, text, &at, &example); count++) {
        Reading reading;
        reading_open(&reading);
        reading.document.language = french;
        read_body(&reading, example.input);
        TextUnits units = units_cut(reading.arena, &reading.document);
        failed += !spec_holds("units.txt", (int)example.line, example.expected,
                              units_write(reading.arena, &units));
        reading_close(&reading);
    }
    assert_true(count > 7);
    assert_int_equal(failed, 0);
    language_close(french);
    arena_close(arena);
}

/* ---- rewriting ---- */

/* The document of sources in memory. */
static Document *read_sources(Arena *arena, const EditionSources *sources, Diag *diag) {
    Document *document = document_open_sources(arena, sources, diag);
    if (document == NULL) return NULL;
    return document_read_sections(arena, document, STR("x"), diag) ? document : NULL;
}

/* A text without what may change: blanks, marks of quotations before lazy lines, back slashes. */
static Str loosely(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < text.length; i++) {
        bool loose = str_find(STR(" \t\n>\\"), str_slice(text, i, i + 1), 0) != SIZE_MAX;
        if (!loose) builder_add_byte(&out, text.bytes[i]);
    }
    return builder_text(&out);
}

/* Every unit given its own text is the same unit, and its Markdown does not change. */
static int check_same(Arena *arena, const EditionSources *sources, const char *name) {
    Diag diag = {.arena = arena};
    Document *document = read_sources(arena, sources, &diag);
    if (document == NULL) return 0;
    TextUnits units = units_cut(arena, document);
    UnitText *texts = ARENA_ARRAY(arena, UnitText, units.count);
    for (size_t i = 0; i < units.count; i++) texts[i] = (UnitText){true, units.items[i].text, {0}};
    EditionSources *made = units_rewrite(arena, &units, texts);
    int failed = 0;
    for (size_t i = 0; i < sources->section_count; i++) {
        Str old = sources->sections[i]->text, new = made->sections[i]->text;
        if (diag.counts[MESSAGE_ATTRIBUTE_MALFORMED] > 0) continue; /* a value that was no value */
        failed += !spec_holds(name, (int)i, loosely(arena, old), loosely(arena, new));
    }
    Document *again = read_sources(arena, made, &diag);
    assert_non_null(again);
    TextUnits rewritten = units_cut(arena, again);
    for (size_t i = 0; i < units.count && i < rewritten.count; i++)
        failed += !str_equal(loosely(arena, units.items[i].text),
                             loosely(arena, rewritten.items[i].text));
    return failed + (units.count != rewritten.count);
}

static void test_same(void **state) {
    (void)state;
    static const char *const EDITIONS[] = {"content/fr", "content/en", "content/de", "content/es"};
    int failed = 0;
    for (Markdowns all = {0}; markdown_next(&all);)
        failed += check_same(all.arena, edition_of(all.arena, all.markdown), all.file);
    for (size_t i = 0; i < sizeof EDITIONS / sizeof *EDITIONS; i++) {
        Arena *arena = arena_open();
        Diag diag = {.arena = arena};
        EditionSources *sources = edition_sources_read(arena, project_file(arena, EDITIONS[i]),
                                                       str_from_c(EDITIONS[i]), &diag);
        assert_non_null(sources);
        failed += check_same(arena, sources, EDITIONS[i]);
        arena_close(arena);
    }
    assert_int_equal(failed, 0);
}

static const char MARKDOWN[] =
    "# Titre {#t}\n\nUn texte[^n].\n\n- point\n- autre\n\n> citation\n> encore\n\n"
    "::: {.encadre alt=\"un \\\"mot\\\"\"}\n| a | b |\n|---|---|\n| c | d |\n\nTable: "
    "légende\n:::\n\n"
    "Souligné\n========\n\n[^n]: La note.\n";

/* No text turns a unit into something else. */
static void test_hostile(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        "- point",   "# titre",  "a\n\nb",     "::: {.x}",     "> cite",
        "1. un",     "2025. un", "***",        "---",          "a\n---",
        "a\n===",    "```",      "~~~ sh",     "[^n]: autre",  "[lien]: http://",
        ": légende", "   four",  "a\n    - b", "a\n| - | - |", "a\n|-|-|\nb",
        "+ x",       "_ _ _",    "C #",        "a \"b\" \\ c"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Arena *arena = arena_open();
        Diag diag = {.arena = arena}, again = {.arena = arena};
        Document *document = read_sources(arena, edition_of(arena, str_from_c(MARKDOWN)), &diag);
        TextUnits units = units_cut(arena, document);
        UnitText *texts = ARENA_ARRAY(arena, UnitText, units.count);
        for (size_t u = 0; u < units.count; u++) {
            bool whole = units.items[u].kind == UNIT_ROW || units.items[u].holding_count > 0;
            if (!whole) texts[u] = (UnitText){true, str_from_c(TEXTS[i]), {0}};
        }
        Document *made = read_sources(arena, units_rewrite(arena, &units, texts), &again);
        assert_non_null(made);
        TextUnits rewritten = units_cut(arena, made);
        if (rewritten.count != units.count)
            fail_msg("%s: %zu units, not %zu", TEXTS[i], rewritten.count, units.count);
        for (size_t u = 0; u < units.count; u++)
            assert_int_equal(units.items[u].kind, rewritten.items[u].kind);
        arena_close(arena);
    }
}

/* What is wrong with a new text is reported where that text stands; what is kept, where it stood.
 */
static void test_origins(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    EditionSources *sources =
        edition_of(arena, STR("Un.\n\nDeux\nlignes.\n\nTrois [lien](#nulle) et [lien](#rien).\n"));
    TextUnits units = units_cut(arena, read_sources(arena, sources, &diag));
    Source po = {.path = STR("de.po"), .text = STR("x")};
    UnitText *texts = ARENA_ARRAY(arena, UnitText, units.count);
    texts[1] = (UnitText){true, STR("Eins\nzwei\nmit [Link](#weg)."), {&po, 7, 9, 3}};
    assert_int_equal(units.count, 4);
    assert_true(str_equal(units.items[1].text, STR("Un.")));
    Diag found = {.arena = arena};
    EditionSources *made = units_rewrite(arena, &units, texts);
    assert_non_null(read_sources(arena, made, &found));
    size_t of_po = 0, kept = 0;
    for (size_t i = 0; i < found.reports.count; i++) {
        Span where = found.reports.items[i].where;
        if (where.source == &po) {
            assert_int_equal(where.line, 7);
            assert_int_equal(where.column, 9);
            of_po++;
        }
        if (where.source == sources->sections[0] && where.line == 9) {
            assert_true(where.column == 8 || where.column == 26);
            kept++;
        }
    }
    assert_int_equal(of_po, 1);
    assert_int_equal(kept, 2);
    arena_close(arena);
}

/* Inserted lines that are in step keep their own lines and columns, indented or not. */
static void test_in_step(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Source old = {.path = STR("a.md"), .text = STR("one\ntwo\nthree\n")};
    Source other = {.path = STR("b.md"), .text = STR("..\n.xx\nyy\nzz\n")};
    SourceEdit edits[] = {{.start = 4,
                           .end = 4,
                           .text = STR("xx\nyy\n"),
                           .origin = {&other, 2, 2, 1},
                           .in_step = true,
                           .indent = STR("> ")},
                          {.start = 8, .end = 13, .text = STR("3")}};
    Source *made = source_rewrite(arena, &old, STR("a.md"), edits, 2);
    assert_true(str_equal(made->text, STR("one\nxx\n> yy\ntwo\n3\n")));
    Span first = span_origin((Span){made, 2, 2, 1}), second = span_origin((Span){made, 3, 4, 1});
    assert_true(first.source == &other && first.line == 2 && first.column == 3);
    assert_true(second.source == &other && second.line == 3 && second.column == 2);
    Span kept = span_origin((Span){made, 4, 3, 1}), replaced = span_origin((Span){made, 5, 1, 9});
    assert_true(kept.source == &old && kept.line == 2 && kept.column == 3);
    assert_true(replaced.source == &old && replaced.line == 3 && replaced.column == 1);
    assert_int_equal(replaced.length, 5);
    arena_close(arena);
}

/* ---- numbers ---- */

/* Numbers are the same however a language writes them. */
static void test_figures(void **state) {
    (void)state;
    static const struct {
        uint32_t decimal;
        const char *text, *numbers;
    } CASES[] = {
        {',', "1 234,5", "1234.5"},
        {'.', "1,234.5", "1234.5"},
        {',', "1.234,5", "1234.5"},
        {',', "600 000 en 2022, 1,1 million", "600000 2022 1.1"},
        {'.', "600,000 in 2022, 1.1 million", "600000 2022 1.1"},
        {',', "1\u202F234\u202F567,80 €", "1234567.8"},
        {'.', "in 2018 585 million", "2018 585"},
        {',', "27.03.2025", "27 3 2025"},
        {',', "2.0 et 1.500", "2 1500"},
        {'.', "12,15 and 1,500", "12 15 1500"},
        {',', "L. 3421-1, art. 41", "3421 1 41"},
        {'.', "0.50 007 0", "0.5 7 0"},
        {0x66B, "\u0661\u0662\u0663\u066C\u0664\u0665\u0666\u066B\u0667", "123456.7"},
        {',', "12 3456", "12 3456"},
        {',', "Am 21. Mai", "21"},
        {',', "81 %, 2018–2024", "81% 2018 2024"},
        {'.', "7\u202F‰ 10–12% 5\u00A0 %", "7‰ 10 12% 5"},
        {0x66B, "\u0668\u0661\u066A", "81%"},
        {0, "1.5 1,5", "1.5 1 5"},
    };
    Arena *arena = arena_open();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        StrBuilder out = {.arena = arena};
        Figure figure;
        for (size_t at = 0;
             figure_next(arena, str_from_c(CASES[i].text), &at, CASES[i].decimal, &figure);) {
            if (out.length > 0) builder_add_byte(&out, ' ');
            builder_add(&out, figure.value);
        }
        assert_true(
            spec_holds(CASES[i].text, (int)i, str_from_c(CASES[i].numbers), builder_text(&out)));
    }
    arena_close(arena);
}

/* Spaces and line ends make no other text; a letter does. */
static void test_fingerprints(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str a = STR("un\n  mot\u00A0: ici "), b = STR(" un mot : ici");
    assert_true(text_same_words(a, b));
    assert_false(text_same_words(a, STR("un mot : icI")));
    assert_false(text_same_words(STR("unmot"), STR("un mot")));
    assert_true(str_equal(text_fingerprint(arena, a), text_fingerprint(arena, b)));
    assert_false(str_equal(text_fingerprint(arena, a), text_fingerprint(arena, STR("un mot"))));
    assert_true(str_equal(text_fingerprint(arena, STR("")), STR("e3b0c44298fc")));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),     cmocka_unit_test(test_same),
        cmocka_unit_test(test_hostile),      cmocka_unit_test(test_origins),
        cmocka_unit_test(test_in_step),      cmocka_unit_test(test_figures),
        cmocka_unit_test(test_fingerprints),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
