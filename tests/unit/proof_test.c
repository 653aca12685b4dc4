/* Proofreading: the cases of spec/proof.txt (their form is told at its top), places of reports,
 * other languages, broken rules, and input that nobody would write. */
#include "document_reading.h"

#include "document/wording.h"
#include "text/language_rules.h"
#include "text/proof.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "spec.h"

#define LANGUAGES MAQUETTE_SOURCE_DIR "/layouts/languages/"

typedef struct Bench {
    Arena *arena;
    Diag diag;
    Language *french, *english;
    Map others;
    LanguageSet languages;
} Bench;

static Language *open_language(Bench *bench, Str text) {
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
    return open_language(bench, text);
}

static int open_bench(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    document_reader_open();
    bench->arena = arena_open();
    bench->diag.arena = bench->arena;
    bench->french = open_file(bench, LANGUAGES "fr.yaml");
    bench->english = open_file(bench, LANGUAGES "en.yaml");
    assert_int_equal(bench->diag.reports.count, 0);
    bench->others.arena = bench->arena;
    map_put(&bench->others, STR("en"), bench->english);
    bench->languages = (LanguageSet){.main = bench->french, .others = &bench->others};
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    language_close(bench->french);
    language_close(bench->english);
    arena_close(bench->arena);
    document_reader_close();
    free(bench);
    return 0;
}

/* ---- cases as text ---- */

/* ¶ and {XXXX} of a case. */
static Str unescape(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        unsigned code;
        char digits[5] = {0};
        if (c == '{' && start + 6 <= text.length && text.bytes[start + 5] == '}') {
            memcpy(digits, text.bytes + start + 1, 4);
            if (sscanf(digits, "%4X", &code) == 1) {
                builder_add_char(&out, code);
                at = start + 6;
                continue;
            }
        }
        builder_add_char(&out, c == 0xB6 ? '\n' : c);
    }
    return builder_text(&out);
}

static void show_argument(StrBuilder *out, Str argument) {
    for (size_t at = 0; at < argument.length;) {
        uint32_t c = utf8_next(argument, &at);
        builder_add_char(out, c == 0xA0 ? '~' : c == 0x202F ? '^' : c);
    }
}

static Str show_reports(Reading *reading) {
    StrBuilder out = {.arena = reading->arena};
    Diag *diag = &reading->diag;
    if (diag->reports.count == 0) return STR("-");
    qsort(diag->reports.items, diag->reports.count, sizeof(Report), compare_reports);
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        Str name = message_name(reading->arena, report->code);
        if (i > 0) builder_add_c(&out, " | ");
        bool proof = str_starts_with(name, STR("proof-"));
        builder_add(&out, str_slice(name, proof ? 6 : 0, name.length));
        if (report->arguments[0].length > 0) builder_add_c(&out, ": ");
        show_argument(&out, report->arguments[0]);
        if (report->arguments[1].length > 0) builder_add_c(&out, " → ");
        show_argument(&out, report->arguments[1]);
    }
    return builder_text(&out);
}

static void proofread(const Bench *bench, Reading *reading, Str body) {
    StrBuilder text = {.arena = reading->arena};
    builder_add(&text, body);
    for (int number = 1; number <= 2; number++) {
        char call[8];
        snprintf(call, sizeof call, "[^%d]", number);
        if (str_find(body, str_from_c(call), 0) == SIZE_MAX) continue;
        builder_add_format(&text, "\n\n%s: Note.", call);
    }
    read_body(reading, builder_text(&text));
    document_repair(reading->arena, &reading->document, &bench->languages);
    document_report_repairs(&reading->document, &reading->diag);
    document_proofread(&reading->document, &bench->languages, &reading->diag);
}

static bool run_case(const Bench *bench, const Spec *spec) {
    size_t rule = str_find(spec->line, STR(": "), 0);
    size_t sign = str_find(spec->line, STR(" => "), 0);
    if (rule == SIZE_MAX || sign == SIZE_MAX || rule > sign) {
        fail_msg("%s:%d: no case", spec->name, spec->number);
    }
    Reading reading;
    reading_open(&reading);
    Str body = unescape(reading.arena, str_slice(spec->line, rule + 2, sign));
    proofread(bench, &reading, body);
    Str wanted = str_slice(spec->line, sign + 4, spec->line.length);
    bool holds = spec_holds(spec->name, spec->number, wanted, show_reports(&reading));
    reading_close(&reading);
    return holds;
}

static int run_cases(const Bench *bench, const char *file) {
    Spec spec = spec_open(file);
    int cases = 0, right = 0;
    while (spec_next(&spec)) {
        cases++;
        right += run_case(bench, &spec);
    }
    spec_close(&spec);
    assert_int_equal(right, cases);
    return cases;
}

static void test_cases(void **state) {
    assert_true(run_cases(*state, "proof.txt") > 100);
}

/* A7: marks of another script, and words that stand apart. */
static void test_arabic_cases(void **state) {
    const Bench *bench = *state;
    Bench arabic = *bench;
    Language *language = open_file(&arabic, LANGUAGES "ar.yaml");
    arabic.others = (Map){.arena = bench->arena};
    map_put(&arabic.others, STR("fr"), bench->french);
    arabic.languages = (LanguageSet){.main = language, .others = &arabic.others};
    assert_true(run_cases(&arabic, "arabic-proof.txt") > 30);
    language_close(language);
}

/* ---- places ---- */

static void test_places(void **state) {
    const Bench *bench = *state;
    Reading reading;
    reading_open(&reading);
    proofread(bench, &reading, STR("Un *mot* et son\ncoeur, **2ème** fois de de.\n"));
    StrBuilder shown = {.arena = reading.arena};
    write_reports(&reading, &shown);
    assert_true(spec_holds("places", 0,
                           STR("! 5:1+5 proof-ligature coeur cœur\n! 5:11+3 proof-ordinal 2ème 2e\n"
                               "! 5:22+5 proof-word-twice de de de\n"),
                           builder_text(&shown)));
    reading_close(&reading);
}

/* ---- languages ---- */

/* A language without rules for proofreading. */
static void test_other_language(void **state) {
    const Bench *bench = *state;
    Bench other = *bench;
    Reading reading;
    reading_open(&reading);
    Language *silent = open_language(&other, STR("language: xx\n"));
    other.languages.main = silent;
    proofread(&other, &reading, STR("# A title.\n\nThe the coeur... \"so\" (50%: why?\n"));
    assert_int_equal(reading.diag.reports.count, 0);
    language_close(silent);
    reading_close(&reading);
}

static void test_broken_rules(void **state) {
    (void)state;
    static const char *const RULES[][2] = {
        {"{pairs: \"() abc\"}", "abc"},
        {"{words: {accents: \"Etat>État Ecole\"}}", "Ecole"},
        {"{numbers: {singulars: \"ans>\"}}", "ans>"},
        {"{numbers: {raised: \">e\"}}", ">e"},
    };
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        Bench bench = {.arena = arena_open()};
        bench.diag.arena = bench.arena;
        StrBuilder text = {.arena = bench.arena};
        builder_add_c(&text, "language: xx\nproof: ");
        builder_add_c(&text, RULES[i][0]);
        language_close(open_language(&bench, builder_text(&text)));
        assert_int_equal(bench.diag.reports.count, 1);
        assert_int_equal(bench.diag.reports.items[0].code, MESSAGE_LANGUAGE_PROOF_RULE);
        assert_true(str_equal(bench.diag.reports.items[0].arguments[0], str_from_c(RULES[i][1])));
        arena_close(bench.arena);
    }
}

/* ---- hostile input ---- */

static Proof proof_of(const Bench *bench, Arena *arena, Str text) {
    ProofRequest request = {.text = {.text = text, .language = bench->french}};
    return proof_text(arena, &request);
}

/* Rows of one thing and of two by turns, 100 000 and more, in time that grows with them only. */
static void test_rows(void **state) {
    const Bench *bench = *state;
    static const char *const ROWS[] = {
        "a",       ".",       "…",   "\"",  "« ",     "«",  "»",       "(",      ")",  "[",
        "]",       "“",       "- ",  "– ",  "–",      ":",  ";",       ",",      "!?", "?;",
        ". ",      ".»",      "»[",  "(«",  "·",      "a·", "a,",      "aa,bb ", "1 ", "1-",
        "p. 1-2 ", "de ",     "A. ", "A.",  "1ᵉ",     "É",  "e\u0301", "’",      "l’", ":)",
        "etc",     "etc... ", "a@",  "://", "\u00A0", "\n", "a\n",     "«\n",
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *arena = arena_open();
        StrBuilder text = {.arena = arena};
        Str row = str_from_c(ROWS[i]);
        size_t times = row.length == 1 && ROWS[i][0] == 'a' ? 1000000 : 100000;
        for (size_t n = 0; n < times; n++) builder_add(&text, row);
        clock_t begin = clock();
        Proof proof = proof_of(bench, arena, builder_text(&text));
        int64_t milliseconds = (int64_t)(clock() - begin) * 1000 / CLOCKS_PER_SEC;
        if (milliseconds > 5000) fail_msg("row of “%s”: %d ms", ROWS[i], (int)milliseconds);
        for (size_t n = 0; n < proof.doubt_count; n++) {
            const TextDoubt *doubt = &proof.doubts[n];
            assert_true(doubt->start <= doubt->end && doubt->end <= text.length);
            assert_true(n == 0 || proof.doubts[n - 1].start <= doubt->start);
            assert_true(doubt->arguments[0].length < 1000);
        }
        arena_close(arena);
    }
}

/* Marks and words thrown together: nothing is read outside the text, whatever the order. */
static void test_random(void **state) {
    const Bench *bench = *state;
    static const char *const PARTS[] = {
        "a",  "mot", "É", "Etat", "coeur", " ",   " ",      " ",  "\u00A0",  "\n",
        ".",  ",",   ";", ":",    "!",     "?",   "…",      "«",  "»",       "(",
        ")",  "[",   "]", "“",    "”",     "\"",  "’",      "-",  "–",       "—",
        "·",  "‧",   "1", "2018", "1,2",   "ème", "ᵉ",      "%",  "€",       "n°",
        "p.", "etc", "A", "M.",   "/",     "@",   "\uFFFC", ":)", "http://",
    };
    enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };
    uint64_t seed = 20250415;
    for (int round = 0; round < 20000; round++) {
        Arena *arena = arena_open();
        StrBuilder text = {.arena = arena};
        VEC(uint32_t) calls = {0};
        for (uint32_t n = random_below(&seed, 14); n > 0; n--) {
            const char *part = PARTS[random_below(&seed, PART_COUNT)];
            bool object = strcmp(part, "\uFFFC") == 0;
            if (object && n % 2 == 0) VEC_PUSH(arena, &calls, (uint32_t)text.length);
            builder_add_c(&text, part);
        }
        /* its own bytes, so that the sanitizer sees what is read behind them */
        char *bytes = malloc(text.length + 1);
        assert_non_null(bytes);
        if (text.length > 0) memcpy(bytes, text.bytes, text.length);
        Str *ids = ARENA_ARRAY(arena, Str, calls.count);
        ProofRequest request = {.text = {.text = {bytes, text.length},
                                         .language = bench->french,
                                         .calls = calls.items,
                                         .call_count = calls.count},
                                .call_ids = ids,
                                .quote_open = round % 3 == 0};
        Proof proof = proof_text(arena, &request);
        for (size_t i = 0; i < proof.doubt_count; i++)
            assert_true(utf8_find_fault(proof.doubts[i].arguments[1]) == SIZE_MAX);
        free(bytes);
        arena_close(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),        cmocka_unit_test(test_places),
        cmocka_unit_test(test_arabic_cases), cmocka_unit_test(test_other_language),
        cmocka_unit_test(test_broken_rules), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
