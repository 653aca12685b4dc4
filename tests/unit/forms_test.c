/* Checks of inclusive forms: the cases of spec/forms.txt (their form is told at its top), the
 * reports of broken rules, and input that nobody would write. */
#include "document_reading.h"

#include "document/forms_check.h"
#include "document/wording.h"
#include "languages.h"
#include "spec.h"

#include <stdio.h>
#include <string.h>

typedef struct Bench {
    Arena *arena;
    Diag diag;
    Language *french;
} Bench;

static const Language *language_of(void **state) {
    const Bench *bench = *state;
    return bench->french;
}

/* Reads Markdown, its forms, and checks them. */
static void check_body(Reading *reading, const Language *language, Str body) {
    LanguageSet languages = {.main = language};
    read_body(reading, body);
    document_read_forms(reading->arena, &reading->document, &languages, &reading->diag);
    document_check_forms(&reading->document, &languages, &reading->diag);
}

/* ---- cases as text ---- */

/* The reports as "form-short 2:31 citoyen·e·s | (×2) | …", paragraphs being two lines apart. */
static Str reports_text(Reading *reading) {
    enum { SETTINGS_LINES = 3, LINES_APART = 2 };
    Diag *diag = &reading->diag;
    StrBuilder out = {.arena = reading->arena};
    if (diag->reports.count > 1)
        qsort(diag->reports.items, diag->reports.count, sizeof(Report), compare_reports);
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        size_t last = 4;
        while (last > 0 && report->arguments[last - 1].length == 0) last--;
        builder_add(&out, message_name(reading->arena, report->code));
        builder_add_format(&out, " %u:%u",
                           (unsigned)(report->where.line - SETTINGS_LINES - 1) / LINES_APART + 1,
                           (unsigned)report->where.column);
        for (size_t n = 0; n < last; n++) {
            Str argument = str_trim(report->arguments[n]);
            builder_add_c(&out, n == 0 ? " " : argument.length > 0 ? " | " : " |");
            builder_add(&out, argument);
        }
        builder_add_byte(&out, '\n');
    }
    return builder_text(&out);
}

typedef struct Case {
    int number; /* of its first line */
    StrBuilder body, expected;
} Case;

static bool run_case(const Language *language, const Spec *spec, const Case *one) {
    if (one->number == 0) return true;
    Reading reading;
    reading_open(&reading);
    check_body(&reading, language, builder_text(&one->body));
    bool holds =
        spec_holds(spec->name, one->number, builder_text(&one->expected), reports_text(&reading));
    reading_close(&reading);
    return holds;
}

static void test_cases(void **state) {
    Spec spec = spec_open("forms.txt");
    Case one = {0};
    bool good = true;
    int cases = 0;
    while (spec_next(&spec)) {
        Str line = spec.line;
        if (spec_key(&line, "case ")) {
            good &= run_case(language_of(state), &spec, &one);
            one = (Case){.number = spec.number};
            one.body.arena = one.expected.arena = spec.arena;
            cases++;
        } else if (spec_key(&line, "text ")) {
            builder_add(&one.body, line);
            builder_add_c(&one.body, "\n\n");
        } else {
            builder_add(&one.expected, line);
            builder_add_byte(&one.expected, '\n');
        }
    }
    good &= run_case(language_of(state), &spec, &one);
    spec_close(&spec);
    assert_true(good);
    assert_true(cases > 30);
}

static void test_messages_seen(void **state) {
    (void)state;
    static const MessageCode CODES[] = {
        MESSAGE_FORM_ACCENT,         MESSAGE_FORM_EPICENE,   MESSAGE_FORM_FEMININE,
        MESSAGE_FORM_FEMININE_FIRST, MESSAGE_FORM_MASCULINE, MESSAGE_FORM_MISFIT,
        MESSAGE_FORM_MISSPELT,       MESSAGE_FORM_NUMBER,    MESSAGE_FORM_ONE_DOT,
        MESSAGE_FORM_ONE_GENDER,     MESSAGE_FORM_PLAIN,     MESSAGE_FORM_PLURAL_PLACE,
        MESSAGE_FORM_SEPARATOR,      MESSAGE_FORM_SHORT,     MESSAGE_FORM_TWO_DOTS,
        MESSAGE_FORM_UNKNOWN};
    check_messages_seen(CODES, sizeof CODES / sizeof *CODES);
}

/* ---- limits ---- */

/* A hundred uneven places are not a hundred reports. */
static void test_places_limited(void **state) {
    Reading reading;
    reading_open(&reading);
    StrBuilder body = {.arena = reading.arena};
    for (int i = 0; i < 120; i++) builder_add_c(&body, "Les élu·e·s.\n\n");
    for (int i = 0; i < 100; i++) builder_add_c(&body, "Les élu·es, les élu-e-s.\n\n");
    check_body(&reading, language_of(state), builder_text(&body));
    assert_int_equal(reading.diag.counts[MESSAGE_FORM_ONE_DOT], 10);
    assert_int_equal(reading.diag.counts[MESSAGE_FORM_SEPARATOR], 10);
    assert_string_equal(str_to_c(reading.arena, reading.diag.reports.items[0].arguments[1]), "100");
    reading_close(&reading);
}

/* A name that the glossary expands is nobody's slip. */
static void test_glossary(void **state) {
    static const char BODY[] = "Les usager·ère·s, un·e usager·ère. L’autosupport des usagers.\n";
    for (int told = 0; told < 2; told++) {
        Reading reading;
        reading_open(&reading);
        Str expansion = STR("autosupport des usagers");
        reading.document.edition.glossary.arena = reading.arena;
        if (told) map_put(&reading.document.edition.glossary, STR("ASU"), &expansion);
        check_body(&reading, language_of(state), str_from_c(BODY));
        assert_int_equal(reading.diag.counts[MESSAGE_FORM_PLAIN], told ? 0 : 1);
        reading_close(&reading);
    }
}

/* ---- rules ---- */

static void test_no_rules(void **state) {
    (void)state;
    Reading reading;
    reading_open(&reading);
    Language *english = language_from_file(reading.arena, &reading.diag, "en");
    check_body(&reading, english, STR("Les citoyen·e·s, tous les étudiant·e·s."));
    assert_int_equal(reading.diag.reports.count, 0);
    language_close(english);
    reading_close(&reading);
}

static void test_rules_report(void **state) {
    (void)state;
    static const struct {
        const char *rules, *argument;
        MessageCode code;
    } CASES[] = {
        {"{quote: x}", "quote", MESSAGE_YAML_UNKNOWN_KEY},
        {"{one-gender: \"un=un·e une=\"}", "une=", MESSAGE_LANGUAGE_READING_RULE},
        {"{before-article: \"tous\"}", "tous", MESSAGE_LANGUAGE_READING_RULE},
        {"{usual: \"eur\"}", "eur", MESSAGE_LANGUAGE_READING_RULE},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Arena *arena = arena_open();
        Diag diag = {.arena = arena};
        StrBuilder text = {.arena = arena};
        builder_add_c(&text, "language: xx\ninclusive: {separators: \"·\", agreement: ");
        builder_add_c(&text, CASES[i].rules);
        builder_add_c(&text, "}\n");
        language_close(language_from_rules(arena, &diag, str_to_c(arena, builder_text(&text))));
        assert_int_equal(diag.reports.count, 1);
        assert_int_equal(diag.reports.items[0].code, CASES[i].code);
        assert_string_equal(str_to_c(arena, diag.reports.items[0].arguments[0]), CASES[i].argument);
        arena_close(arena);
    }
}

/* ---- hostile ---- */

/* Each some hundred thousand forms or marks: far over the time limit if any step were quadratic. */
static void test_long(void **state) {
    static const char *const PIECES[] = {
        "les usager·ère·s ", "citoyen·e·s, ", "tous les élu·e·s ",     "un·e élu·e·s ",
        "élu·es élu·e·s ",   "« élu·e·s ",    "les élus élu·e·s ",     "l’élu·e·s ",
        "élu-e-s élu(e)s ",  "d’d’d’",        "les élu·e·s sont pas ", "(ÉLU·E·S) ",
        "Des élus élu·e "};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        Reading reading;
        reading_open(&reading);
        StrBuilder body = {.arena = reading.arena};
        for (int n = 0; n < 20000; n++) builder_add_c(&body, PIECES[i]);
        check_body(&reading, language_of(state), builder_text(&body));
        assert_true(reading.diag.reports.count < 10 * DIAG_KEPT_PER_CODE);
        reading_close(&reading);
    }
}

static void word_add(StrBuilder *out, uint32_t number) {
    for (int i = 0; i < 5; i++, number /= 20) {
        builder_add_byte(out, "bcdfghjklmnpqrtvwxz"[number % 19]);
        builder_add_byte(out, "aeiou"[number % 5]);
    }
}

/* As many words, each with a form, a feminine, a doubt and a masculine of its own. */
static void test_many_words(void **state) {
    Reading reading;
    reading_open(&reading);
    StrBuilder body = {.arena = reading.arena};
    static const char *const ENDS[] = {"leur·e·s ", "leur·euse·s, les ", "leurs, ", "en·e·s "};
    for (uint32_t n = 0; n < 20000; n++) {
        for (size_t i = 0; i < 4; i++) {
            word_add(&body, n);
            builder_add_c(&body, ENDS[i]);
        }
        builder_add_c(&body, n % 50 == 0 ? "\n\n" : " et ");
    }
    check_body(&reading, language_of(state), builder_text(&body));
    assert_true(reading.diag.counts[MESSAGE_FORM_FEMININE] > 1000);
    assert_true(reading.diag.counts[MESSAGE_FORM_SHORT] > 1000);
    reading_close(&reading);
}

static void test_random(void **state) {
    static const char *const PIECES[] = {
        "·",     "e",    "s",  "élu",   "er",    "ère",      "teur",
        "rice",  "-",    "’",  " ",     "E",     "(",        ")",
        "l",     " ",    ".",  "l’",    "d’",    "les ",     "un ",
        "sont ", "« ",   "»",  "\"",    "tous ", "\xC2\xA0", "[",
        "]",     "*",    "`",  "/",     "_",     "日",       "\xF0\x9F\x98\x80",
        "x",     "aux ", "\n", "Union "};
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        Reading reading;
        reading_open(&reading);
        StrBuilder body = {.arena = reading.arena};
        for (uint32_t length = random_below(&seed, 60); length > 0; length--)
            builder_add_c(&body, PIECES[random_below(&seed, sizeof PIECES / sizeof *PIECES)]);
        check_body(&reading, language_of(state), builder_text(&body));
        reading_close(&reading);
    }
}

static int open_bench(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->arena = bench->diag.arena = arena_open();
    bench->french = language_from_file(bench->arena, &bench->diag, "fr");
    assert_int_equal(bench->diag.reports.count, 0);
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    language_close(bench->french);
    arena_close(bench->arena);
    free(bench);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),          cmocka_unit_test(test_messages_seen),
        cmocka_unit_test(test_places_limited), cmocka_unit_test(test_glossary),
        cmocka_unit_test(test_no_rules),       cmocka_unit_test(test_rules_report),
        cmocka_unit_test(test_long),           cmocka_unit_test(test_many_words),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
