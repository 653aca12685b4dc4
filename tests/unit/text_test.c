/* The text layer: cases as text under tests/spec (their form is told at the top of each file), and
 * what text cannot show: other languages, reports, hostile input. */
#include "base/file.h"
#include "text/analyse.h"
#include "text/dictionary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "languages.h"
#include "typed_case.h"

#define SPEC MAQUETTE_SOURCE_DIR "/tests/spec/"

typedef struct Bench {
    Arena *arena;
    Diag diag;
    Analyser *analyser;
    Language *french, *english, *british, *german, *spanish, *italian, *arabic;
    Language *narrow; /* French, where a line may end behind a dot */
} Bench;

static Language *open_rules(Bench *bench, const char *rules) {
    return language_from_rules(bench->arena, &bench->diag, rules);
}

/* The French rules with another number of letters behind a dot (B4.4). */
static Language *open_narrow(Bench *bench) {
    static const char rule[] = "break-after: 0";
    Str path = STR(MAQUETTE_SOURCE_DIR "/layouts/languages/fr.yaml"), text;
    assert_true(file_read(bench->arena, path, &text, &bench->diag, (Span){0}));
    char *rules = str_to_c(bench->arena, text), *found = strstr(rules, rule);
    assert_non_null(found);
    found[sizeof rule - 2] = '4';
    return open_rules(bench, rules);
}

static void print_reports(const Bench *bench) {
    StrBuilder out = {.arena = bench->arena};
    diag_write(&bench->diag, DIAG_TEXT, &out);
    fprintf(stderr, "%.*s", (int)out.length, out.bytes);
}

static int open_bench(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->arena = arena_open();
    bench->diag.arena = bench->arena;
    bench->analyser = analyser_open(bench->arena, &bench->diag);
    bench->french = language_from_file(bench->arena, &bench->diag, "fr");
    bench->english = language_from_file(bench->arena, &bench->diag, "en");
    bench->british = language_from_file(bench->arena, &bench->diag, "en-GB");
    bench->german = language_from_file(bench->arena, &bench->diag, "de");
    bench->spanish = language_from_file(bench->arena, &bench->diag, "es");
    bench->italian = language_from_file(bench->arena, &bench->diag, "it");
    bench->arabic = language_from_file(bench->arena, &bench->diag, "ar");
    bench->narrow = open_narrow(bench);
    if (bench->diag.reports.count > 0) print_reports(bench);
    assert_int_equal(bench->diag.reports.count, 0);
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    language_close(bench->french);
    language_close(bench->english);
    language_close(bench->british);
    language_close(bench->german);
    language_close(bench->spanish);
    language_close(bench->italian);
    language_close(bench->arabic);
    language_close(bench->narrow);
    analyser_close(bench->analyser);
    arena_close(bench->arena);
    free(bench);
    return 0;
}

/* ---- what must be true of every analysis ---- */

static void check_cover(Str text, const TextAnalysis *analysis) {
    uint32_t at = 0, points = 0;
    for (size_t i = 0; i < analysis->token_count; i++) {
        const Token *token = &analysis->tokens[i];
        assert_int_equal(token->start, at);
        assert_true(token->end > token->start);
        at = token->end;
        if (token->kind != TOKEN_WORD) assert_int_equal(token->point_count, 0);
        assert_int_equal(token->first_point, points);
        for (size_t p = 0; p < token->point_count; p++) {
            const BreakPoint *point = &analysis->points[points++];
            assert_true(point->at > token->start && point->at < token->end);
            assert_true(p == 0 || point[-1].at < point->at);
            assert_int_not_equal(text.bytes[point->at] & 0xC0, 0x80);
        }
    }
    assert_int_equal(at, text.length);
    assert_int_equal(points, analysis->point_count);
}

static TextAnalysis analyse(Bench *bench, Str text, const Language *language) {
    TextRequest request = {.text = text, .language = language};
    TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
    check_cover(text, &analysis);
    return analysis;
}

/* ---- cases as text ---- */

typedef struct Shown {
    bool spaces, breaks, hyphens;
} Shown;

static void show_space(StrBuilder *out, const Token *token) {
    if (token->space == SPACE_NONE) {
        builder_add_c(out, "¬");
    } else if (token->space == SPACE_WORD && token->penalty == BREAK_NEVER) {
        builder_add_byte(out, '~');
    } else if (token->space == SPACE_WORD) {
        builder_add_byte(out, '_');
        if (token->penalty > 0) builder_add_format(out, "(%d)", (int)token->penalty);
    } else {
        builder_add_byte(out, token->penalty == BREAK_NEVER ? '^' : '_');
        if (token->width_permille != 166)
            builder_add_format(out, "(%dm)", (int)token->width_permille);
    }
}

static void show_word(StrBuilder *out, Str text, const TextAnalysis *analysis, const Token *token,
                      Shown shown) {
    uint32_t at = token->start;
    for (size_t i = 0; i < token->point_count; i++) {
        const BreakPoint *point = &analysis->points[token->first_point + i];
        builder_add(out, str_slice(text, at, point->at));
        at = point->at;
        if (point->kind == BREAK_HYPHENATE && shown.hyphens) builder_add_c(out, "¦");
        if (point->kind == BREAK_AFTER && shown.breaks) {
            builder_add_c(out, point->hard_hyphen ? "‖" : "|");
        }
    }
    builder_add(out, str_slice(text, at, token->end));
}

static Str show(Arena *arena, Str text, const TextAnalysis *analysis, Shown shown) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < analysis->token_count; i++) {
        const Token *token = &analysis->tokens[i];
        if (token->kind == TOKEN_NEWLINE)
            builder_add_c(&out, "¶");
        else if (token->kind == TOKEN_WORD)
            show_word(&out, text, analysis, token, shown);
        else if (shown.spaces)
            show_space(&out, token);
        else
            builder_add_byte(&out, ' ');
    }
    return builder_text(&out);
}

static Shown shown_of(Str words) {
    return (Shown){.spaces = str_find(words, STR("spaces"), 0) != SIZE_MAX,
                   .breaks = str_find(words, STR("breaks"), 0) != SIZE_MAX,
                   .hyphens = str_find(words, STR("hyphens"), 0) != SIZE_MAX};
}

static const Language *language_of(const Bench *bench, Str tag) {
    const Language *languages[] = {bench->french,  bench->english, bench->british, bench->german,
                                   bench->spanish, bench->italian, bench->arabic};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (str_equal(language_tag(languages[i]), tag)) return languages[i];
    }
    fail_msg("no language %.*s", (int)tag.length, tag.bytes);
    return NULL;
}

/* Runs one line "RULE: input => shown"; true if it came out as written. */
static bool run_case(Bench *bench, Str line, const Language *language, Shown shown) {
    size_t colon = str_find(line, STR(": "), 0), arrow = str_find(line, STR(" => "), 0);
    if (colon == SIZE_MAX || arrow == SIZE_MAX || arrow < colon) return false;
    TypedCase typed = typed_case_read(bench->arena, str_slice(line, colon + 2, arrow));
    Str wanted = typed_case_read(bench->arena, str_slice(line, arrow + 4, line.length)).text;
    TextRequest request = typed_case_request(&typed, language);
    TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
    check_cover(typed.text, &analysis);
    Str found = show(bench->arena, typed.text, &analysis, shown);
    if (str_equal(found, wanted)) return true;
    fprintf(stderr, "%.*s\n    found: %.*s\n", (int)line.length, line.bytes, (int)found.length,
            found.bytes);
    return false;
}

static void run_spec(Bench *bench, const char *name, size_t at_least) {
    Str path = path_join(bench->arena, STR(SPEC), str_from_c(name)), text;
    assert_true(file_read(bench->arena, path, &text, &bench->diag, (Span){0}));
    size_t cases = 0, failures = 0;
    const Language *language = bench->french;
    Shown shown = {0};
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        end = str_find(text, STR("\n"), at);
        if (end == SIZE_MAX) end = text.length;
        Str line = str_slice(text, at, end);
        if (line.length == 0 || line.bytes[0] == '#') continue;
        if (str_starts_with(line, STR("show "))) {
            shown = shown_of(line);
        } else if (str_starts_with(line, STR("language "))) {
            language = language_of(bench, str_slice(line, 9, line.length));
        } else if (str_equal(line, STR("inclusive break-after=4"))) {
            language = bench->narrow;
        } else {
            cases++;
            if (!run_case(bench, line, language, shown)) failures++;
        }
    }
    if (failures > 0) fail_msg("%s: %zu of %zu cases failed", name, failures, cases);
    assert_true(cases >= at_least);
}

static void test_french_spaces(void **state) {
    run_spec(*state, "french-spaces.txt", 60);
}

static void test_breaks(void **state) {
    run_spec(*state, "breaks.txt", 30);
}

static void test_hyphens(void **state) {
    run_spec(*state, "hyphen.txt", 30);
}

static void test_inclusive_breaks(void **state) {
    run_spec(*state, "inclusive-breaks.txt", 15);
}

static void test_other_languages(void **state) {
    run_spec(*state, "other-languages.txt", 15);
}

/* ---- a language's answers ---- */

static void test_language_answers(void **state) {
    Bench *bench = *state;
    assert_true(str_equal(language_tag(bench->french), STR("fr")));
    assert_true(str_equal(language_word(bench->french, STR("page")), STR("page")));
    assert_int_equal(language_word(bench->french, STR("unheard")).length, 0);
    assert_int_equal(language_hang(bench->french, '-').right, 700);
    assert_int_equal(language_hang(bench->french, '-').left, 0);
    assert_int_equal(language_hang(bench->french, 'm').right, 0);
    assert_int_equal(language_hang(bench->french, 0x1F600).right, 0);
    assert_true(language_initial_before(bench->french, 0xAB));
    assert_false(language_initial_before(bench->french, 'L'));
    assert_true(language_initial_after(bench->french, 0x2019));
    Str file, digest, other;
    assert_true(language_dictionary(bench->french, &file, &digest));
    assert_true(str_equal(file, STR("hyph_fr.dic")));
    assert_true(language_dictionary(bench->english, &file, &other));
    assert_false(str_equal(digest, other));
    assert_true(str_equal(language_source(bench->french)->pairs[0].key, STR("language")));
}

static void test_penalties(void **state) {
    Bench *bench = *state;
    Str text = STR("socio-économiques constitution https://exemple.fr/page");
    TextAnalysis analysis = analyse(bench, text, bench->french);
    const BreakPoint *point = &analysis.points[0];
    assert_int_equal(point->at, 6);
    assert_int_equal(point->penalty, 50);
    assert_true(point->hard_hyphen);
    point = &analysis.points[analysis.tokens[2].first_point];
    assert_int_equal(point->kind, BREAK_HYPHENATE);
    assert_int_equal(point->penalty, 50);
    assert_false(point->hard_hyphen);
    point = &analysis.points[analysis.tokens[4].first_point];
    assert_int_equal(point->kind, BREAK_AFTER);
    assert_int_equal(point->penalty, 30);
}

/* Spaces and hyphens inside a run follow the run's language; of runs that overlap, the last. */
static void test_language_runs(void **state) {
    Bench *bench = *state;
    Str text = STR("Il dit consommation ? what consommation is, as it was put to us all ? Oui ?");
    LanguageRun runs[] = {{8, 75, bench->german}, {23, 70, bench->english}, {0, 22, bench->french}};
    TextRequest request = {.text = text, .language = bench->french, .runs = runs, .run_count = 3};
    TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
    check_cover(text, &analysis);
    Str found = show(bench->arena, text, &analysis, (Shown){.spaces = true, .hyphens = true});
    assert_string_equal(
        str_to_c(bench->arena, found),
        "Il_dit_consom¦ma¦tion^?_what_con¦som¦ma¦tion_is,_as_it_was_put_to_us_all¬?_Oui¬?");
}

/* A term in another language is not cut by that language's rules, nor by those around it. */
static void test_foreign_terms_stay_whole(void **state) {
    Bench *bench = *state;
    Str text = STR("la consommation dite consumption development");
    LanguageRun run = {21, 44, bench->english};
    TextRequest request = {.text = text, .language = bench->french, .runs = &run, .run_count = 1};
    TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &bench->diag);
    Str found = show(bench->arena, text, &analysis, (Shown){.spaces = true, .hyphens = true});
    assert_string_equal(str_to_c(bench->arena, found),
                        "la_consom¦ma¦tion_dite_consumption_development");
}

/* ---- reports ---- */

static void expect_report(const Bench *bench, MessageCode code, const char *argument) {
    for (size_t i = 0; i < bench->diag.reports.count; i++) {
        const Report *report = &bench->diag.reports.items[i];
        if (report->code == code && str_equal(report->arguments[0], str_from_c(argument))) return;
    }
    print_reports(bench);
    fail_msg("no report %d about %s", (int)code, argument);
}

static void test_rules_report(void **state) {
    Bench *bench = *state;
    assert_null(open_rules(bench, "words: {page: page}\n"));
    expect_report(bench, MESSAGE_LANGUAGE_KEY_MISSING, "language");
    const char *rules = "language: xx\n"
                        "spaces: {thin: {width: 166, break: never}}\n"
                        "lists: {months: [may]}\n"
                        "marks:\n"
                        "  - {marks: \"!\", before: thinn}\n"
                        "bind:\n"
                        "  - {left: numbr, right: months, space: thin}\n"
                        "  - {left: number, space: thin}\n"
                        "hyphens: {}\n";
    Language *language = open_rules(bench, rules);
    assert_non_null(language);
    language_close(language);
    expect_report(bench, MESSAGE_LANGUAGE_NAME_UNKNOWN, "thinn");
    expect_report(bench, MESSAGE_LANGUAGE_NAME_UNKNOWN, "numbr");
    expect_report(bench, MESSAGE_LANGUAGE_KEY_MISSING, "right");
    expect_report(bench, MESSAGE_YAML_UNKNOWN_KEY, "hyphens");
    bench->diag.reports.count = 0;
}

static void test_dictionary_report(void **state) {
    Bench *bench = *state;
    assert_null(open_rules(
        bench, "language: xx\nhyphenation: {dictionary: {file: ../x.dic, package: p}}\n"));
    expect_report(bench, MESSAGE_DICTIONARY_NAME, "../x.dic");
    assert_null(open_rules(
        bench, "language: xx\nhyphenation: {dictionary: {file: hyph_xx.dic, package: p}}\n"));
    expect_report(bench, MESSAGE_DICTIONARY_MISSING, "hyph_xx.dic");
    Language *language = open_rules(bench, "language: xx\nhyphenation: {dictionary: {file: "
                                           "hyph_fr.dic, package: p, sha256: \"00\"}}\n");
    assert_non_null(language);
    language_close(language);
    expect_report(bench, MESSAGE_DICTIONARY_CHANGED, "hyph_fr.dic");
    bench->diag.reports.count = 0;
}

static void test_lists_report(void **state) {
    Bench *bench = *state;
    StrBuilder rules = {.arena = bench->arena};
    builder_add_c(&rules, "language: xx\nlists:\n");
    for (int i = 0; i < 60; i++) builder_add_format(&rules, "  list%d: [word]\n", i);
    Language *language = open_rules(bench, str_to_c(bench->arena, builder_text(&rules)));
    assert_non_null(language);
    language_close(language);
    expect_report(bench, MESSAGE_LANGUAGE_LISTS_TOO_MANY, "51");
    bench->diag.reports.count = 0;
}

/* What libhyphen is given may be anything. */
static void test_dictionary_bytes(void **state) {
    Bench *bench = *state;
    uint32_t word[] = {'m', 'o', 't', 's'};
    assert_null(dictionary_from_bytes(bench->arena, STR("UTF-7\n"), STR("odd.dic"), (Span){0},
                                      &bench->diag));
    expect_report(bench, MESSAGE_DICTIONARY_BROKEN, "odd.dic");
    bench->diag.reports.count = 0;
    static const char *const BYTES[] = {"UTF-8", "UTF-8\n\n\n/\n0\n",
                                        "ISO8859-1\nLEFTHYPHENMIN\n%\n#\n",
                                        "UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\no1t\no1t\n"};
    for (size_t i = 0; i < sizeof BYTES / sizeof *BYTES; i++) {
        HyphenDictionary *dictionary = dictionary_from_bytes(bench->arena, str_from_c(BYTES[i]),
                                                             STR("x.dic"), (Span){0}, &bench->diag);
        assert_non_null(dictionary);
        assert_int_equal(dictionary_places(dictionary, word, 4), i == 3 ? 2 : 0);
        dictionary_close(dictionary);
    }
}

/* ICU without its data cannot be had in a test; its report can. */
static void test_breaks_report(void **state) {
    Bench *bench = *state;
    diag_report(&bench->diag, MESSAGE_BREAKS_UNAVAILABLE, (Span){0}, ARGS(STR("U_MISSING")));
    Str text = report_text(&bench->diag, bench->arena, &bench->diag.reports.items[0]);
    assert_true(str_find(text, STR("U_MISSING"), 0) != SIZE_MAX);
    bench->diag.reports.count = 0;
}

/* ---- hostile input ---- */

/* A quadratic step would make this take hours. */
static void test_long_words(void **state) {
    Bench *bench = *state;
    static const char *const PARTS[] = {
        "a",        ".",   "-",      "a-",  "·",  "a·",        "a-e-e",    "’",
        "l’",       "/",   "ab/",    " ",   " ,", "\u00AD",    "— ",       "a\u0301",
        "https://", "@a.", "\u200B", "語",  "ก",  "\uFFFC",    "« ",       "1 ",
        "\n",       "(",   ")",      "M. ", "e)", "a\u2060-b", "\u00A0… ", "X"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        ArenaMark mark = arena_mark(bench->arena);
        Diag quiet = {.arena = bench->arena};
        Str text = text_repeat(bench->arena, PARTS[i], 200000);
        TextRequest request = {.text = text, .language = bench->french};
        TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &quiet);
        check_cover(text, &analysis);
        arena_release(bench->arena, mark);
    }
}

static uint32_t next_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* Characters that rules speak of, and some of everywhere. */
static uint32_t random_character(uint64_t *seed) {
    static const uint32_t MARKED[] = {
        ' ',    ' ',    0xA0,   0x202F, 0x2009,  0xAD,   0x200B, 0x2060, '\n', '-', 0x2010, 0x2013,
        0x2014, 0xAB,   0xBB,   0x2019, 0xB7,    0x2027, '!',    '?',    ':',  ';', ',',    '.',
        0x2026, '/',    '@',    'w',    'M',     'e',    's',    '1',    '0',  '%', 0x20AC, 0xFFFC,
        0x0301, 0x30FB, 0x8A9E, 0x0E01, 0x1F600, '(',    ')',    'l',    0xE9};
    uint32_t dice = next_random(seed) % 8;
    if (dice < 6) return MARKED[next_random(seed) % (sizeof MARKED / sizeof *MARKED)];
    if (dice == 6) return next_random(seed) % 0x250;
    uint32_t c = next_random(seed) % 0x110000;
    return c >= 0xD800 && c < 0xE000 ? 'x' : c;
}

static void test_random_text(void **state) {
    Bench *bench = *state;
    uint64_t seed = 20250415;
    const Language *languages[] = {bench->french,  bench->english, bench->british, bench->german,
                                   bench->spanish, bench->italian, bench->arabic};
    for (size_t round = 0; round < 3000; round++) {
        ArenaMark mark = arena_mark(bench->arena);
        Diag quiet = {.arena = bench->arena};
        StrBuilder text = {.arena = bench->arena};
        size_t count = next_random(&seed) % 60;
        for (size_t i = 0; i < count; i++) builder_add_char(&text, random_character(&seed));
        LanguageRun runs[5];
        for (size_t i = 0; i < 5; i++) {
            runs[i].start = next_random(&seed) % 100;
            runs[i].end = next_random(&seed) % 100;
            runs[i].language = languages[next_random(&seed) % 5];
        }
        Str bytes = builder_text(&text);
        TextRequest request = {.text = bytes,
                               .language = bench->french,
                               .runs = runs,
                               .run_count = next_random(&seed) % 6};
        TextAnalysis analysis = analyse_text(bench->analyser, bench->arena, &request, &quiet);
        check_cover(bytes, &analysis);
        arena_release(bench->arena, mark);
    }
}

static void test_empty_text(void **state) {
    Bench *bench = *state;
    TextAnalysis analysis = analyse(bench, (Str){0}, bench->french);
    assert_int_equal(analysis.token_count, 0);
    analysis = analyse(bench, STR(" "), bench->french);
    assert_int_equal(analysis.token_count, 1);
    assert_int_equal(analysis.tokens[0].space, SPACE_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_french_spaces),   cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_hyphens),         cmocka_unit_test(test_inclusive_breaks),
        cmocka_unit_test(test_other_languages), cmocka_unit_test(test_language_answers),
        cmocka_unit_test(test_penalties),       cmocka_unit_test(test_language_runs),
        cmocka_unit_test(test_penalties),       cmocka_unit_test(test_foreign_terms_stay_whole),
        cmocka_unit_test(test_rules_report),    cmocka_unit_test(test_dictionary_report),
        cmocka_unit_test(test_lists_report),    cmocka_unit_test(test_dictionary_bytes),
        cmocka_unit_test(test_breaks_report),   cmocka_unit_test(test_empty_text),
        cmocka_unit_test(test_long_words),      cmocka_unit_test(test_random_text),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
