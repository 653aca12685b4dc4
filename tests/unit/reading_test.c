/* Readings of inclusive forms: the cases of spec/readings.txt and spec/reading-spans.txt (their
 * form is told at the top of each), the reports of broken rules, and input that nobody would write.
 */
#include "base/file.h"
#include "text/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "languages.h"
#include "spec.h"
#include "typed_case.h"

typedef struct Bench {
    Arena *arena;
    Diag diag;
    Language *french, *english, *german, *spanish, *italian, *arabic;
} Bench;

static int open_bench(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->arena = arena_open();
    bench->diag.arena = bench->arena;
    bench->french = language_from_file(bench->arena, &bench->diag, "fr");
    bench->english = language_from_file(bench->arena, &bench->diag, "en");
    bench->german = language_from_file(bench->arena, &bench->diag, "de");
    bench->spanish = language_from_file(bench->arena, &bench->diag, "es");
    bench->italian = language_from_file(bench->arena, &bench->diag, "it");
    bench->arabic = language_from_file(bench->arena, &bench->diag, "ar");
    assert_int_equal(bench->diag.reports.count, 0);
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    language_close(bench->french);
    language_close(bench->english);
    language_close(bench->german);
    language_close(bench->spanish);
    language_close(bench->italian);
    language_close(bench->arabic);
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
static bool run_case(const Bench *bench, const Language *language, const Spec *spec) {
    static const char *const SIGNS[] = {" => ", " ?> ", " !> "};
    for (size_t i = 0; i < 3; i++) {
        size_t at = str_find(spec->line, str_from_c(SIGNS[i]), 0);
        if (at == SIZE_MAX) continue;
        Str wanted = str_slice(spec->line, at + 4, spec->line.length);
        Reading reading = reading_expand(language, bench->arena, str_slice(spec->line, 0, at));
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

static void run_readings(const Bench *bench, const Language *language, const char *file,
                         int64_t least) {
    Spec spec = spec_open(file);
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
        part.right += run_case(bench, language, &spec);
    }
    enough &= close_part(&part);
    spec_close(&spec);
    assert_true(enough);
    assert_true(cases >= least);
}

static void test_readings(void **state) {
    const Bench *bench = *state;
    run_readings(bench, bench->french, "readings.txt", 226 + 60);
}

/* B6: signs and cases that French does not have. */
static void test_german_readings(void **state) {
    const Bench *bench = *state;
    run_readings(bench, bench->german, "german-readings.txt", 110);
}

/* B6: forms with a slash, bases in the plural, conjunctions that change. */
static void test_spanish_readings(void **state) {
    const Bench *bench = *state;
    run_readings(bench, bench->spanish, "spanish-readings.txt", 60);
}

/* B6: forms with a slash, and signs in the place of an ending: tutt*, tuttə. */
static void test_italian_readings(void **state) {
    const Bench *bench = *state;
    run_readings(bench, bench->italian, "italian-readings.txt", 50);
}

/* B6: forms with a slash, and words that are one with an article, a preposition or a conjunction.
 */
static void test_arabic_readings(void **state) {
    const Bench *bench = *state;
    run_readings(bench, bench->arabic, "arabic-readings.txt", 150);
}

/* ---- groups in running text ---- */

/* What must be true of all that is found. */
static void check_groups(Str text, const FormReading *found, size_t count) {
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        const FormReading *group = &found[i];
        assert_true(group->start >= end && group->end > group->start);
        assert_true(group->end <= text.length && group->text.length > 0);
        assert_true(group->form_count > 0);
        assert_int_equal(group->forms[0].start, group->start);
        assert_int_equal(group->forms[group->form_count - 1].end, group->end);
        for (size_t n = 1; n < group->form_count; n++)
            assert_true(group->forms[n - 1].end < group->forms[n].start);
        end = group->end;
    }
}

static size_t find_groups(const Bench *bench, const TextRequest *request, FormReading **found) {
    size_t count = reading_find(bench->arena, request, found);
    check_groups(request->text, *found, count);
    return count;
}

/* The text with each group as <bytes|reading>. */
static Str show_groups(Arena *arena, Str text, const FormReading *found, size_t count) {
    StrBuilder out = {.arena = arena};
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        builder_add(&out, str_slice(text, at, found[i].start));
        builder_add_c(&out, found[i].doubt != READING_SURE ? "<?" : "<");
        builder_add(&out, str_slice(text, found[i].start, found[i].end));
        builder_add_byte(&out, '|');
        builder_add(&out, found[i].text);
        builder_add_byte(&out, '>');
        at = found[i].end;
    }
    builder_add(&out, str_slice(text, at, text.length));
    return builder_text(&out);
}

static void test_groups(void **state) {
    const Bench *bench = *state;
    Spec spec = spec_open("reading-spans.txt");
    bool right = true;
    int cases = 0;
    for (; spec_next(&spec); cases++) {
        size_t arrow = str_find(spec.line, STR(" => "), 0);
        if (arrow == SIZE_MAX) fail_msg("%s:%d: no case", spec.name, spec.number);
        TypedCase typed = typed_case_read(bench->arena, str_slice(spec.line, 0, arrow));
        Str wanted = typed_case_read(bench->arena, str_slice(spec.line, arrow + 4, SIZE_MAX)).text;
        TextRequest request = typed_case_request(&typed, bench->french);
        FormReading *found;
        size_t count = find_groups(bench, &request, &found);
        right &= spec_holds(spec.name, spec.number, wanted,
                            show_groups(bench->arena, typed.text, found, count));
    }
    spec_close(&spec);
    assert_true(right);
    assert_true(cases > 50);
}

/* Each stretch is read by its own language; a group does not reach over the edge of one. */
static void test_language_runs(void **state) {
    const Bench *bench = *state;
    Str text = STR("un·e élu·e un·e élu·e");
    LanguageRun runs[] = {{14, 19, bench->english}};
    TextRequest request = {.text = text, .language = bench->french, .runs = runs, .run_count = 1};
    FormReading *found;
    size_t count = find_groups(bench, &request, &found);
    Str shown = show_groups(bench->arena, text, found, count);
    assert_string_equal(str_to_c(bench->arena, shown),
                        "<un·e élu·e|un élu ou une élue> un·e <élu·e|élu ou élue>");
    request.language = bench->english;
    runs[0].language = bench->french;
    count = find_groups(bench, &request, &found);
    assert_int_equal(count, 1);
    assert_int_equal(found[0].start, 14);
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
        {"{beginnings: \"و\"}", MESSAGE_LANGUAGE_READING_RULE, "و"},
        {"{conjunctions: [{becomes: e, at: i}]}", MESSAGE_YAML_UNKNOWN_KEY, "at"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        StrBuilder text = {.arena = bench->arena};
        builder_add_c(&text, "language: xx\ninclusive: {separators: \"·\", readings: ");
        builder_add_c(&text, CASES[i].rules);
        builder_add_c(&text, "}\n");
        language_close(language_from_rules(bench->arena, &bench->diag,
                                           str_to_c(bench->arena, builder_text(&text))));
        assert_int_equal(bench->diag.reports.count, 1);
        const Report *report = &bench->diag.reports.items[0];
        assert_int_equal(report->code, CASES[i].code);
        assert_string_equal(str_to_c(bench->arena, report->arguments[0]), CASES[i].argument);
        bench->diag.reports.count = 0;
    }
}

/* ---- hostile ---- */

/* Each a megabyte or so: far over the time limit if any step were quadratic. */
static void test_long(void **state) {
    const Bench *bench = *state;
    static const char *const PIECES[] = {"a",        "·",
                                         "a·",       "e·e·",
                                         "(e)",      "-e",
                                         "un·e ",    "un·e très ",
                                         "au·à la ", "’",
                                         "(",        "aE",
                                         "é\u0301",  "tous les un·e ",
                                         "a)(",      "un·e un·e·s ",
                                         "/e",       "élu.e-",
                                         "il/",      "il/elle",
                                         "le·la é",  "tous·tes les ",
                                         "/ة",       "و/ات",
                                         "قضاة/",    "طالب/طالبة"};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        ArenaMark mark = arena_mark(bench->arena);
        size_t count = 1000000 / strlen(PIECES[i]) / 4;
        Str text = text_repeat(bench->arena, PIECES[i], count);
        const Language *languages[] = {bench->french, bench->arabic};
        for (size_t j = 0; j < 2; j++) {
            Reading reading = reading_expand_group(languages[j], bench->arena, text);
            assert_true(reading.text.length > 0);
        }
        arena_release(bench->arena, mark);
    }
    Str dots = text_repeat(bench->arena, "·", 1000);
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
        TextRequest request = {.text = typed, .language = bench->french};
        FormReading *found;
        assert_int_equal(find_groups(bench, &request, &found) > 0, reading.is_form);
        assert_true(reading.is_form || str_equal(reading.text, typed));
        assert_true(reading.is_form || !reading.is_doubtful);
        arena_release(bench->arena, mark);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_german_readings),
        cmocka_unit_test(test_arabic_readings),
        cmocka_unit_test(test_spanish_readings),
        cmocka_unit_test(test_italian_readings),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_language_runs),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_no_rules),
        cmocka_unit_test(test_rules_report),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
