/* Readings of inclusive forms: the cases of spec/readings.txt (their form is told at its top), the
 * reports of broken rules, and input that nobody would write. */
#include "base/file.h"
#include "text/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "spec.h"

typedef struct Bench {
    Arena *arena;
    Diag diag;
    Language *french, *english;
} Bench;

static Language *open_text(Bench *bench, Str text) {
    Source *source = ARENA_NEW(bench->arena, Source);
    *source = (Source){.path = STR("rules.yaml"), .text = text};
    YamlNode *rules = yaml_read(bench->arena, source, 0, text.length, &bench->diag);
    assert_non_null(rules);
    Language *language = language_open(bench->arena, rules, &bench->diag);
    assert_non_null(language);
    return language;
}

static Language *open_file(Bench *bench, const char *path) {
    Str text;
    assert_true(file_read(bench->arena, str_from_c(path), &text, &bench->diag, (Span){0}));
    return open_text(bench, text);
}

static int open_bench(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->arena = arena_open();
    bench->diag.arena = bench->arena;
    bench->french = open_file(bench, MAQUETTE_SOURCE_DIR "/layouts/languages/fr.yaml");
    bench->english = open_file(bench, MAQUETTE_SOURCE_DIR "/layouts/languages/en.yaml");
    assert_int_equal(bench->diag.reports.count, 0);
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    language_close(bench->french);
    language_close(bench->english);
    arena_close(bench->arena);
    free(bench);
    return 0;
}

/* ---- cases as text ---- */

typedef struct Part {
    Str name;
    int64_t least; /* of a hundred cases */
    int64_t cases, right;
} Part;

/* True if enough cases of the part came out right. */
static bool close_part(const Part *part) {
    if (part->name.length == 0) return true;
    print_message("%.*s: %d of %d\n", (int)part->name.length, part->name.bytes, (int)part->right,
                  (int)part->cases);
    return part->cases > 0 && part->right * 100 >= part->cases * part->least;
}

/* Runs "form => reading"; true if it came out as written. */
static bool run_case(const Bench *bench, const Spec *spec) {
    static const char *const SIGNS[] = {" => ", " ?> ", " !> "};
    for (size_t i = 0; i < 3; i++) {
        size_t at = str_find(spec->line, str_from_c(SIGNS[i]), 0);
        if (at == SIZE_MAX) continue;
        Str wanted = str_slice(spec->line, at + 4, spec->line.length);
        Reading reading = reading_expand(bench->french, bench->arena, str_slice(spec->line, 0, at));
        bool holds = spec_holds(spec->name, spec->number, wanted, reading.text);
        if (reading.is_form != (i < 2) || reading.is_doubtful != (i == 1)) {
            print_error("%s:%d: form %d, doubt %d\n", spec->name, spec->number, reading.is_form,
                        (int)reading.doubt);
            return false;
        }
        return holds;
    }
    fail_msg("%s:%d: no case", spec->name, spec->number);
    return false;
}

static void test_readings(void **state) {
    const Bench *bench = *state;
    Spec spec = spec_open("readings.txt");
    Part part = {0};
    int64_t cases = 0;
    bool enough = true;
    while (spec_next(&spec)) {
        Str line = spec.line;
        if (spec_key(&line, "part ")) {
            enough &= close_part(&part);
            part = (Part){.name = spec_word(&line)};
            part.least = spec_int(&spec, spec_word(&line));
            continue;
        }
        cases++;
        part.cases++;
        part.right += run_case(bench, &spec);
    }
    enough &= close_part(&part);
    spec_close(&spec);
    assert_true(enough);
    assert_true(cases > 226 + 60);
}

/* ---- doubts ---- */

static void test_doubts(void **state) {
    const Bench *bench = *state;
    static const struct {
        const char *form;
        ReadingDoubt doubt;
    } CASES[] = {
        {"usager·ère·s", READING_SURE},
        {"journaliste·e", READING_EPICENE},
        {"acteur·ère·s", READING_MISFIT},
        {"maison·bleu", READING_UNKNOWN},
        {"consommateur·tice·s", READING_MISSPELT},
        {"policier·iere·s", READING_ACCENT},
        {"citoyen·e·s", READING_SHORT},
        {"usager·s·ère", READING_PLURAL_PLACE},
        {"autrice·teur·s", READING_FEMININE_FIRST},
        {"un·e petit·e·s", READING_NUMBER},
        {"tous les étudiant·e·s", READING_ONE_GENDER},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Reading reading = reading_expand(bench->french, bench->arena, str_from_c(CASES[i].form));
        assert_true(reading.is_form);
        assert_int_equal(reading.doubt, CASES[i].doubt);
        assert_int_equal(reading.is_doubtful, CASES[i].doubt != READING_SURE);
    }
}

/* ---- rules ---- */

static void test_no_rules(void **state) {
    const Bench *bench = *state;
    Reading reading = reading_expand(bench->english, bench->arena, STR("usager·ère·s"));
    assert_false(reading.is_form || reading.is_doubtful);
    assert_true(str_equal(reading.text, STR("usager·ère·s")));
}

static void test_rules_report(void **state) {
    Bench *bench = *state;
    static const struct {
        const char *rules;
        MessageCode code;
        const char *argument;
    } CASES[] = {
        {"{plural: et, plurale: et}", MESSAGE_YAML_UNKNOWN_KEY, "plurale"},
        {"{feminines: {e: \"a>b c\"}}", MESSAGE_LANGUAGE_READING_RULE, "c"},
        {"{plurals: \"a!b\"}", MESSAGE_LANGUAGE_READING_RULE, "a!b"},
        {"{nouns: \"roi/\"}", MESSAGE_LANGUAGE_READING_RULE, "roi/"},
        {"{exceptions: \"tous\"}", MESSAGE_LANGUAGE_READING_RULE, ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        StrBuilder text = {.arena = bench->arena};
        builder_add_c(&text, "language: xx\ninclusive: {separators: \"·\", readings: ");
        builder_add_c(&text, CASES[i].rules);
        builder_add_c(&text, "}\n");
        language_close(open_text(bench, builder_text(&text)));
        assert_int_equal(bench->diag.reports.count, 1);
        const Report *report = &bench->diag.reports.items[0];
        assert_int_equal(report->code, CASES[i].code);
        assert_string_equal(str_to_c(bench->arena, report->arguments[0]), CASES[i].argument);
        bench->diag.reports.count = 0;
    }
}

/* ---- hostile ---- */

static Str repeat(Arena *arena, const char *text, size_t count) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < count; i++) builder_add_c(&out, text);
    return builder_text(&out);
}

/* Each a megabyte or so: far over the time limit if any step were quadratic. */
static void test_long(void **state) {
    const Bench *bench = *state;
    static const char *const PIECES[] = {
        "a",          "·",           "a·", "e·e·", "(e)", "-e",      "un·e ",
        "un·e très ", "au·à la ",    "’",  "(",    "aE",  "é\u0301", "tous les un·e ",
        "a)(",        "un·e un·e·s "};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        ArenaMark mark = arena_mark(bench->arena);
        size_t count = 1000000 / strlen(PIECES[i]) / 4;
        Str text = repeat(bench->arena, PIECES[i], count);
        Reading reading = reading_expand_group(bench->french, bench->arena, text);
        assert_true(reading.text.length > 0);
        arena_release(bench->arena, mark);
    }
    Str dots = repeat(bench->arena, "·", 1000);
    assert_false(reading_expand(bench->french, bench->arena, dots).is_form);
    assert_int_equal(reading_expand(bench->french, bench->arena, (Str){0}).text.length, 0);
}

/* What is no form comes out as it went in, whatever the bytes. */
static void test_random(void **state) {
    const Bench *bench = *state;
    static const char *const PIECES[] = {"·",
                                         "e",
                                         "s",
                                         "é",
                                         "er",
                                         "ère",
                                         "teur",
                                         "-",
                                         "’",
                                         " ",
                                         "E",
                                         "(",
                                         ")",
                                         "l",
                                         "\xCC\x81",
                                         "\xFF",
                                         "\xC3",
                                         "日",
                                         "\xF0\x9F\x98\x80",
                                         "x",
                                         "au",
                                         "d’",
                                         "S",
                                         ".",
                                         "\xC2\xA0"};
    uint64_t seed = 20;
    for (int round = 0; round < 20000; round++) {
        ArenaMark mark = arena_mark(bench->arena);
        StrBuilder text = {.arena = bench->arena};
        for (uint32_t length = random_below(&seed, 14); length > 0; length--)
            builder_add_c(&text, PIECES[random_below(&seed, sizeof PIECES / sizeof *PIECES)]);
        Str typed = builder_text(&text);
        Reading reading = reading_expand_group(bench->french, bench->arena, typed);
        assert_true(reading.is_form || str_equal(reading.text, typed));
        assert_true(reading.is_form || !reading.is_doubtful);
        arena_release(bench->arena, mark);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings), cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_no_rules), cmocka_unit_test(test_rules_report),
        cmocka_unit_test(test_long),     cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
