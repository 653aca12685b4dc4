/* What the text layer changes or draws otherwise: letterings (tests/spec/french-letters.txt) and
 * repairs (tests/spec/repair.txt), then any text at all. */
#include "text/repair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
    Analyser *analyser;
    Language *languages[5];
} Bench;

static const char *const TAGS[] = {"fr", "en", "de", "es", "it"};

static int open_bench(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->arena = arena_open();
    bench->diag.arena = bench->arena;
    bench->analyser = analyser_open(bench->arena, &bench->diag);
    for (size_t i = 0; i < 5; i++)
        bench->languages[i] = language_from_file(bench->arena, &bench->diag, TAGS[i]);
    assert_int_equal(bench->diag.reports.count, 0);
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    for (size_t i = 0; i < 5; i++) language_close(bench->languages[i]);
    analyser_close(bench->analyser);
    arena_close(bench->arena);
    free(bench);
    return 0;
}

/* ---- what must be true of every answer ---- */

static bool is_boundary(Str text, uint32_t at) {
    return at == text.length || (text.bytes[at] & 0xC0) != 0x80;
}

static void check_letterings(Str text, const TextAnalysis *analysis) {
    uint32_t done = 0;
    for (size_t i = 0; i < analysis->lettering_count; i++) {
        const Lettering *lettering = &analysis->letterings[i];
        assert_true(lettering->start >= done && lettering->end > lettering->start);
        assert_true(lettering->end <= text.length);
        assert_true(is_boundary(text, lettering->start) && is_boundary(text, lettering->end));
        done = lettering->end;
        for (size_t p = 0; p < analysis->point_count; p++) {
            uint32_t at = analysis->points[p].at;
            bool inside = at > lettering->start && at < lettering->end;
            bool cuts = lettering->kind == LETTERING_SUPERIOR && at == lettering->start;
            assert_false(inside || cuts);
        }
    }
}

/* The text with its edits made. */
static Str repaired(Arena *arena, Str text, const TextEdit *edits, size_t count) {
    StrBuilder out = {.arena = arena};
    uint32_t done = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(edits[i].at >= done);
        assert_true(edits[i].at + edits[i].removed <= text.length);
        assert_true(edits[i].removed > 0 || edits[i].put.length > 0);
        assert_true(is_boundary(text, edits[i].at));
        assert_true(is_boundary(text, edits[i].at + edits[i].removed));
        builder_add(&out, str_slice(text, done, edits[i].at));
        builder_add(&out, edits[i].put);
        done = edits[i].at + edits[i].removed;
    }
    builder_add(&out, str_slice(text, done, text.length));
    assert_int_equal(utf8_find_fault(builder_text(&out)), SIZE_MAX);
    return builder_text(&out);
}

/* ---- cases as text ---- */

static Str show_letterings(Arena *arena, Str text, const TextAnalysis *analysis) {
    static const char *const OPEN[] = {"⌈", "⌊"}, *const CLOSE[] = {"⌉", "⌋"};
    StrBuilder out = {.arena = arena};
    uint32_t done = 0;
    for (size_t i = 0; i < analysis->lettering_count; i++) {
        const Lettering *lettering = &analysis->letterings[i];
        builder_add(&out, str_slice(text, done, lettering->start));
        builder_add_c(&out, OPEN[lettering->kind]);
        builder_add(&out, str_slice(text, lettering->start, lettering->end));
        builder_add_c(&out, CLOSE[lettering->kind]);
        done = lettering->end;
    }
    builder_add(&out, str_slice(text, done, text.length));
    return builder_text(&out);
}

/* ~ is U+00A0, ^ is U+202F. */
static Str spaces_written(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '~')
            builder_add_char(&out, 0xA0);
        else if (text.bytes[i] == '^')
            builder_add_char(&out, 0x202F);
        else
            builder_add_byte(&out, text.bytes[i]);
    }
    return typed_case_read(arena, builder_text(&out)).text;
}

/* A text that was put right needs nothing more. */
static void check_settled(Bench *bench, Str text, const Language *language, bool spaces) {
    TextRequest request = {.text = text, .language = language};
    TextEdit *edits;
    assert_int_equal(repair_find(bench->arena, &request, spaces, &edits), 0);
}

typedef enum CaseKind { CASE_LETTERS, CASE_REPAIRS, CASE_SPACES } CaseKind;

static bool case_holds(Bench *bench, const Spec *spec, const Language *language, CaseKind kind) {
    size_t colon = str_find(spec->line, STR(": "), 0), arrow = str_find(spec->line, STR(" => "), 0);
    assert_true(colon != SIZE_MAX && arrow != SIZE_MAX && arrow > colon);
    TypedCase typed = typed_case_read(bench->arena, str_slice(spec->line, colon + 2, arrow));
    Str wanted = str_slice(spec->line, arrow + 4, spec->line.length), found;
    TextRequest request = typed_case_request(&typed, language);
    if (kind == CASE_LETTERS) {
        TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
        check_letterings(typed.text, &analysis);
        found = show_letterings(bench->arena, typed.text, &analysis);
        wanted = typed_case_read(bench->arena, wanted).text;
    } else {
        TextEdit *edits;
        size_t count = repair_find(bench->arena, &request, kind == CASE_SPACES, &edits);
        found = repaired(bench->arena, typed.text, edits, count);
        wanted = spaces_written(bench->arena, wanted);
        if (typed.codes.count == 0) check_settled(bench, found, language, kind == CASE_SPACES);
    }
    return spec_holds(spec->name, spec->number, wanted, found);
}

static void run_spec(Bench *bench, const char *name, CaseKind kind, int at_least) {
    Spec spec = spec_open(name);
    const Language *language = bench->languages[0];
    int cases = 0, failures = 0;
    while (spec_next(&spec)) {
        Str line = spec.line;
        if (spec_key(&line, "language ")) {
            for (size_t i = 0; i < 5; i++)
                if (str_equal(line, str_from_c(TAGS[i]))) language = bench->languages[i];
        } else if (str_equal(line, STR("spaces"))) {
            kind = CASE_SPACES;
        } else {
            cases++;
            failures += !case_holds(bench, &spec, language, kind);
        }
    }
    spec_close(&spec);
    assert_true(cases >= at_least);
    assert_int_equal(failures, 0);
}

static void test_letterings(void **state) {
    run_spec(*state, "french-letters.txt", CASE_LETTERS, 25);
}

static void test_repairs(void **state) {
    run_spec(*state, "repair.txt", CASE_REPAIRS, 35);
}

/* ---- what a case cannot say ---- */

/* French with some of its text replaced. */
static Language *french_with(Bench *bench, const char *const (*changes)[2], size_t count) {
    Str path = STR(MAQUETTE_SOURCE_DIR "/layouts/languages/fr.yaml"), rules;
    assert_true(file_read(bench->arena, path, &rules, &bench->diag, (Span){0}));
    for (size_t i = 0; i < count; i++) {
        Str from = str_from_c(changes[i][0]);
        size_t at = str_find(rules, from, 0);
        assert_true(at != SIZE_MAX);
        StrBuilder changed = {.arena = bench->arena};
        builder_add(&changed, str_slice(rules, 0, at));
        builder_add_c(&changed, changes[i][1]);
        builder_add(&changed, str_slice(rules, at + from.length, rules.length));
        rules = builder_text(&changed);
    }
    return language_from_rules(bench->arena, &bench->diag, str_to_c(bench->arena, rules));
}

/* A1.2, A1.3, A1.12: what a layout may choose otherwise, in the language's data alone. */
static void test_thin_spaces_are_an_option(void **state) {
    Bench *bench = *state;
    static const char *const CHANGES[][2] = {
        {"{marks: \"«‹\", after: bound}", "{marks: \"«‹\", after: thin}"},
        {"{marks: \"»›\", before: bound}", "{marks: \"»›\", before: thin}"},
        {"{marks: \":\", before: bound}", "{marks: \":\", before: thin}"},
        {"calls: {before: none", "calls: {before: thin"},
    };
    Language *thin = french_with(bench, CHANGES, sizeof CHANGES / sizeof *CHANGES);
    TypedCase typed = typed_case_read(bench->arena, STR("« oui » {call} : non"));
    TextRequest request = typed_case_request(&typed, thin);
    TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
    for (size_t i = 0, spaces = 0; i < analysis.token_count; i++) {
        const Token *token = &analysis.tokens[i];
        if (token->kind != TOKEN_SPACE || spaces++ == 4) continue;
        assert_int_equal(token->space, SPACE_FIXED);
        assert_int_equal(token->width_permille, 166);
        assert_int_equal(token->penalty, BREAK_NEVER);
    }
    request.text = STR("«oui»: non");
    request.call_count = 0;
    TextEdit *edits;
    size_t count = repair_find(bench->arena, &request, true, &edits);
    assert_true(str_equal(repaired(bench->arena, request.text, edits, count),
                          STR("«\u202Foui\u202F»\u202F: non")));
    language_close(thin);
}

static void test_a_twin_is_told_once_a_word(void **state) {
    Bench *bench = *state;
    TextRequest request = {.text = STR("usager‧ère‧s, l'élu•e"), .language = bench->languages[0]};
    TextEdit *edits;
    size_t count = repair_find(bench->arena, &request, false, &edits);
    assert_int_equal(count, 4);
    assert_true(str_equal(edits[0].told, STR("usager‧ère‧s,")));
    assert_int_equal(edits[1].told.length, 0);
    assert_int_equal(edits[2].told.length, 0); /* an apostrophe is silent */
    assert_true(str_equal(edits[3].told, STR("l'élu•e")));
}

static void test_a_run_of_another_language_keeps_its_rules(void **state) {
    Bench *bench = *state;
    Str text = STR("l'un [...] l'un [...] l'un");
    LanguageRun run = {11, 22, bench->languages[1]};
    TextRequest request = {
        .text = text, .language = bench->languages[0], .runs = &run, .run_count = 1};
    TextEdit *edits;
    size_t count = repair_find(bench->arena, &request, false, &edits);
    assert_true(
        str_equal(repaired(bench->arena, text, edits, count), STR("l’un […] l’un [...] l’un")));
}

static uint32_t random_character(uint64_t *seed) {
    static const uint32_t MARKED[] = {
        ' ',   ' ',  ' ',  0xA0, 0x202F, '\'', 0x2018, 0xB4, '[',    '.', '.', ']',    0x2027,
        0xB7,  'a',  'e',  'r',  'l',    'd',  'I',    'X',  'V',    '1', '2', '0',    '-',
        '/',   0xAB, 0xBB, '?',  '!',    ';',  ':',    '%',  0x20AC, '(', ')', 0xFFFC, 0x2013,
        0x301, '\n', 'M',  's',  '@',    '+',  0x2026, 0xE8, 0xAD,   '"'};
    if (random_below(seed, 12) > 0)
        return MARKED[random_below(seed, (uint32_t)(sizeof MARKED / sizeof *MARKED))];
    uint32_t c = random_below(seed, 0x110000);
    return c >= 0xD800 && c < 0xE000 ? 'x' : c;
}

static void test_any_text(void **state) {
    Bench *bench = *state;
    uint64_t seed = 42;
    for (size_t round = 0; round < 6000; round++) {
        ArenaMark mark = arena_mark(bench->arena);
        StrBuilder text = {.arena = bench->arena};
        uint32_t calls[64];
        size_t call_count = 0;
        for (uint32_t i = random_below(&seed, 40); i > 0; i--) {
            uint32_t c = random_character(&seed);
            if (c == 0xFFFC && i % 2 == 0) calls[call_count++] = (uint32_t)text.length;
            builder_add_char(&text, c);
        }
        LanguageRun run = {random_below(&seed, 40), random_below(&seed, 80),
                           bench->languages[random_below(&seed, 4)]};
        CodeRun code = {random_below(&seed, 40), random_below(&seed, 80)};
        Str bytes = builder_text(&text);
        TextRequest request = {.text = bytes,
                               .language = bench->languages[0],
                               .runs = &run,
                               .run_count = random_below(&seed, 2),
                               .calls = calls,
                               .call_count = call_count,
                               .codes = &code,
                               .code_count = random_below(&seed, 2)};
        TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
        check_letterings(bytes, &analysis);
        for (int spaces = 0; spaces < 2; spaces++) {
            TextEdit *edits;
            size_t count = repair_find(bench->arena, &request, spaces == 1, &edits);
            repaired(bench->arena, bytes, edits, count);
        }
        arena_release(bench->arena, mark);
    }
}

/* A step that looks at all of a word again and again would take hours here. */
static void test_endless_words(void **state) {
    Bench *bench = *state;
    static const char *const PARTS[] = {"'",   "a'",   "a‧",  "[...]", "[",   "1%", "?",    "«",
                                        "1er", "X",    "«a",  "a»",    "1e-", "I",  "XXe ", "– a ",
                                        "'a",  "XXe-", "et ", "+33 ",  "1 ",  "a;", "l'«",  "1er·"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        ArenaMark mark = arena_mark(bench->arena);
        StrBuilder text = {.arena = bench->arena};
        for (size_t n = 0; n < 100000; n++) builder_add_c(&text, PARTS[i]);
        builder_add_c(&text, " siècle");
        TextRequest request = {.text = builder_text(&text), .language = bench->languages[0]};
        TextEdit *edits;
        repair_find(bench->arena, &request, true, &edits);
        analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
        arena_release(bench->arena, mark);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thin_spaces_are_an_option),
        cmocka_unit_test(test_letterings),
        cmocka_unit_test(test_repairs),
        cmocka_unit_test(test_a_twin_is_told_once_a_word),
        cmocka_unit_test(test_a_run_of_another_language_keeps_its_rules),
        cmocka_unit_test(test_any_text),
        cmocka_unit_test(test_endless_words),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
