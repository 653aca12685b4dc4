/* YAML: trees with their places, faults with exact words in both languages, typed values, and any
 * bytes whatever without a crash or a leak. */
#include "data/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A text being read: everything lives in one arena. */
typedef struct Reading {
    Arena *arena;
    Source source;
    Diag diag;
    YamlNode *root;
} Reading;

static Reading *reading_open(const char *text, DiagLanguage language) {
    Arena *arena = arena_open();
    Reading *reading = ARENA_NEW(arena, Reading);
    reading->arena = arena;
    reading->source = (Source){.path = STR("a.yaml"), .text = str_from_c(text)};
    reading->diag = (Diag){.arena = arena, .language = language};
    reading->root = yaml_read(arena, &reading->source, 0, SIZE_MAX, &reading->diag);
    return reading;
}

static void assert_reports(Reading *reading, const char *expected) {
    StrBuilder out = {.arena = reading->arena};
    diag_write(&reading->diag, DIAG_TEXT, &out);
    assert_string_equal(str_to_c(reading->arena, builder_text(&out)), expected);
}

static void assert_refused(const char *text, const char *english, const char *french) {
    Reading *reading = reading_open(text, DIAG_ENGLISH);
    assert_null(reading->root);
    assert_reports(reading, english);
    reading->diag.language = DIAG_FRENCH;
    if (french != NULL) assert_reports(reading, french);
    arena_close(reading->arena);
}

static void assert_scalar(const YamlNode *node, const char *text, bool quoted) {
    assert_non_null(node);
    assert_int_equal(node->kind, YAML_SCALAR);
    assert_true(str_equal(node->scalar, str_from_c(text)));
    assert_int_equal(node->quoted, quoted);
}

static void assert_place(Span where, uint32_t line, uint32_t column, uint32_t length) {
    assert_int_equal(where.line, line);
    assert_int_equal(where.column, column);
    assert_int_equal(where.length, length);
}

static void test_tree_and_places(void **state) {
    (void)state;
    Reading *reading = reading_open("é: plain text\n"
                                    "b: [1, {c: 'd''e'}, f: g]\n"
                                    "empty:\n"
                                    "block: |\n"
                                    "  one\n"
                                    "  two\n"
                                    "\"q\": \"x\\ty\"\n",
                                    DIAG_ENGLISH);
    const YamlNode *root = reading->root;
    assert_int_equal(root->kind, YAML_MAPPING);
    assert_int_equal(root->count, 5);
    assert_scalar(yaml_find(root, "é"), "plain text", false);
    assert_place(root->pairs[0].key_where, 1, 1, 1);
    assert_place(root->pairs[0].value->where, 1, 4, 10);
    const YamlNode *list = yaml_find(root, "b");
    assert_int_equal(list->kind, YAML_SEQUENCE);
    assert_int_equal(list->count, 3);
    assert_place(list->where, 2, 4, 1);
    assert_scalar(yaml_find(list->items[1], "c"), "d'e", true);
    assert_place(yaml_find(list->items[1], "c")->where, 2, 12, 6);
    assert_scalar(yaml_find(list->items[2], "f"), "g", false);
    assert_place(list->items[2]->where, 2, 21, 1);
    assert_scalar(yaml_find(root, "empty"), "", false);
    assert_place(yaml_find(root, "empty")->where, 3, 1, 5);
    assert_scalar(yaml_find(root, "block"), "one\ntwo\n", true);
    assert_place(yaml_find(root, "block")->where, 5, 3, 3);
    assert_scalar(yaml_find(root, "q"), "x\ty", true);
    assert_place(root->pairs[4].key_where, 7, 1, 3);
    assert_place(root->pairs[4].value->where, 7, 6, 6);
    assert_null(yaml_find(root, "missing"));
    assert_null(yaml_find(list, "b"));
    assert_null(yaml_find(NULL, "b"));
    assert_reports(reading, "");
    arena_close(reading->arena);
}

static void test_slice_of_a_source_keeps_its_places(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Source source = {.path = STR("a.md"), .text = STR("---\ntemplate: é\n---\n# Titre: [\n")};
    Diag diag = {.arena = arena};
    YamlNode *root = yaml_read(arena, &source, 4, 17, &diag);
    assert_int_equal(diag_worst(&diag), -1);
    assert_scalar(yaml_find(root, "template"), "é", false);
    assert_place(root->where, 2, 1, 1);
    assert_place(yaml_find(root, "template")->where, 2, 11, 1);
    arena_close(arena);
}

static void test_empty_text_is_an_empty_mapping(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n\n", "# nothing\n", "---\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Reading *reading = reading_open(texts[i], DIAG_ENGLISH);
        assert_non_null(reading->root);
        assert_int_equal(reading->root->kind, YAML_MAPPING);
        assert_int_equal(reading->root->count, 0);
        assert_reports(reading, "");
        arena_close(reading->arena);
    }
}

static void test_broken_syntax(void **state) {
    (void)state;
    assert_refused("é: 1\nb: {c: 1\n",
                   "a.yaml:2:4: error: this “{” is never closed\n  b: {c: 1\n     ^\n"
                   "  hint: close it with }\n",
                   "a.yaml:2:4: erreur\u00A0: ce «\u00A0{\u00A0» n’est jamais refermé\n"
                   "  b: {c: 1\n     ^\n  piste\u00A0: refermez-le par }\n");
    assert_refused("b: {c: #1}\nd: 2\n",
                   "a.yaml:1:4: error: this “{” is never closed: what follows the # is a comment\n"
                   "  b: {c: #1}\n     ^\n"
                   "  hint: put a value that begins with # in quotes, as \"#d7263d\"\n",
                   NULL);
    assert_refused("é: \"b\n",
                   "a.yaml:1:4: error: this quote is never closed\n  é: \"b\n     ^\n"
                   "  hint: end the text with the same sign\n",
                   "a.yaml:1:4: erreur\u00A0: ce guillemet n’est jamais refermé\n  é: \"b\n     ^\n"
                   "  piste\u00A0: terminez le texte par le même signe\n");
    assert_refused(
        "a:\n  b: 1\n c: 2\n",
        "a.yaml:3:2: error: this line does not line up with those it belongs to\n"
        "   c: 2\n   ^\n"
        "  hint: indent the keys of one group by the same number of spaces\n",
        "a.yaml:3:2: erreur\u00A0: cette ligne n’est pas alignée avec celles de son groupe\n"
        "   c: 2\n   ^\n"
        "  piste\u00A0: mettez le même nombre d’espaces devant toutes les clés d’un groupe\n");
    assert_refused("a:\n\tb: 1\n",
                   "a.yaml:2:1: error: a tab cannot indent YAML\n  \tb: 1\n  ^\n"
                   "  hint: use spaces\n",
                   NULL);
    assert_refused(
        "titre: La loi : un débat\n",
        "a.yaml:1:15: error: a second “: ” stands on this line\n"
        "  titre: La loi : un débat\n                ^\n"
        "  hint: put the text in quotes\n",
        "a.yaml:1:15: erreur\u00A0: un second «\u00A0:\u00A0» se trouve sur cette ligne\n"
        "  titre: La loi : un débat\n                ^\n"
        "  piste\u00A0: mettez le texte entre guillemets\n");
    assert_refused("a: 1\nb\n",
                   "a.yaml:2:1: error: this text belongs to no key\n  b\n  ^\n"
                   "  hint: a “:” is missing behind it, or quotes around it\n",
                   NULL);
    assert_refused("a: [1]]\n",
                   "a.yaml:1:7: error: this bracket closes nothing\n  a: [1]]\n        ^\n"
                   "  hint: delete it, or put the text in quotes\n",
                   NULL);
    assert_refused(
        "a: - b\n",
        "a.yaml:1:4: error: this is not valid YAML (block sequence on the same line as a "
        "mapping key)\n  a: - b\n     ^\n"
        "  hint: check the indentation, the “:” and the quotes around here\n",
        NULL);
}

static void test_what_is_not_allowed(void **state) {
    (void)state;
    assert_refused(
        "a: 1\nb: 2\na: 3\n",
        "a.yaml:3:1: error: the key “a” is written twice, first on line 1\n  a: 3\n  ^\n"
        "  hint: keep one of the two\n",
        "a.yaml:3:1: erreur\u00A0: la clé «\u00A0a\u00A0» est écrite deux fois, d’abord à la "
        "ligne 1\n  a: 3\n  ^\n  piste\u00A0: gardez l’une des deux\n");
    const char *alias = "anchors and aliases (& and *) are not allowed here\n";
    const char *alias_hint = "  hint: write the value out, or put it in quotes if it is a text\n";
    char expected[400];
    snprintf(expected, sizeof expected, "a.yaml:1:4: error: %s  é: &x 1\n     ^\n%s", alias,
             alias_hint);
    assert_refused("é: &x 1\nb: *x\n", expected, NULL);
    snprintf(expected, sizeof expected, "a.yaml:1:5: error: %s  a: [*x]\n      ^\n%s", alias,
             alias_hint);
    assert_refused("a: [*x]\n", expected, NULL);
    assert_refused("a: !!str 1\n",
                   "a.yaml:1:4: error: tags (!) are not allowed here\n  a: !!str 1\n     ^\n"
                   "  hint: put the text in quotes if it begins with !\n",
                   NULL);
    assert_refused("a: 1\n---\nb: 2\n",
                   "a.yaml:2:1: error: a second YAML document begins here\n  ---\n  ^\n"
                   "  hint: delete this line “---”\n",
                   NULL);
    assert_refused("%TAG ! x\n---\na: 1\n",
                   "a.yaml:1:1: error: a line cannot begin with % here\n  %TAG ! x\n  ^\n"
                   "  hint: put the text in quotes, or indent it\n",
                   NULL);
    assert_refused("a: x\xE9",
                   "a.yaml:1:5: error: this text is not UTF-8: byte 0xE9\n  a: x\uFFFD\n      ^\n"
                   "  hint: save the file as UTF-8\n",
                   NULL);
    assert_refused("? [a]\n: b\n",
                   "a.yaml:1:3: error: a key must be a text, not a list or a mapping\n  ? [a]\n"
                   "    ^\n",
                   NULL);
    assert_refused("a: x\x7Fy\n",
                   "a.yaml:1:5: error: the invisible character U+007F is not allowed in YAML\n"
                   "  a: x\uFFFDy\n      ^\n  hint: delete it\n",
                   NULL);
}

/* As many opening brackets, and then as many closing ones. */
static YamlNode *read_nested(Arena *arena, size_t depth, Diag *diag) {
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < depth; i++) builder_add_byte(&text, '[');
    for (size_t i = 0; i < depth; i++) builder_add_byte(&text, ']');
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = STR("a.yaml"), .text = builder_text(&text)};
    return yaml_read(arena, source, 0, SIZE_MAX, diag);
}

static void test_depth_is_bounded(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    assert_non_null(read_nested(arena, 64, &diag));
    assert_int_equal(diag.reports.count, 0);
    assert_null(read_nested(arena, 65, &diag));
    assert_int_equal(diag.reports.items[0].code, MESSAGE_YAML_TOO_DEEP);
    assert_place(diag.reports.items[0].where, 1, 65, 1);
    assert_null(read_nested(arena, 200000, &diag));
    arena_close(arena);
}

static YamlNode *read_list(Arena *arena, size_t count, Diag *diag) {
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < count; i++) builder_add_c(&text, i == 0 ? "[x" : ", x");
    builder_add_byte(&text, ']');
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = STR("a.yaml"), .text = builder_text(&text)};
    return yaml_read(arena, source, 0, SIZE_MAX, diag);
}

static void test_number_of_values_is_bounded(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    YamlNode *list = read_list(arena, 99999, &diag);
    assert_non_null(list);
    assert_int_equal(list->count, 99999);
    assert_place(list->items[99998]->where, 1, 2 + 3 * 99998, 1);
    assert_null(read_list(arena, 100000, &diag));
    assert_int_equal(diag.reports.items[0].code, MESSAGE_YAML_TOO_LARGE);
    arena_close(arena);
}

static void test_unknown_keys(void **state) {
    (void)state;
    static const char *const known[] = {"size", "bleed", "facing", NULL};
    Reading *reading = reading_open("size: 1\nbleeds: 2\nxyz: 3\n", DIAG_ENGLISH);
    yaml_check_keys(reading->root, known, &reading->diag);
    yaml_check_keys(NULL, known, &reading->diag);
    assert_reports(reading, "a.yaml:2:1: error: unknown key “bleeds”\n  bleeds: 2\n  ^~~~~~\n"
                            "  hint: did you mean “bleed”?\n"
                            "a.yaml:3:1: error: unknown key “xyz”\n  xyz: 3\n  ^~~\n");
    reading->diag.reports.count = 1;
    reading->diag.language = DIAG_FRENCH;
    assert_reports(reading, "a.yaml:2:1: erreur\u00A0: clé inconnue\u00A0: «\u00A0bleeds\u00A0»\n"
                            "  bleeds: 2\n  ^~~~~~\n"
                            "  piste\u00A0: vouliez-vous dire «\u00A0bleed\u00A0»\u00A0?\n");
    arena_close(reading->arena);
}

static const LengthContext GRID = {.em = POINTS(10), .line = POINTS(14)};

static void assert_length(const char *text, Unit expected) {
    Reading *reading = reading_open(text, DIAG_ENGLISH);
    Unit value = -77;
    assert_true(yaml_length(yaml_find(reading->root, "a"), GRID, &value, &reading->diag));
    assert_reports(reading, "");
    assert_int_equal(value, expected);
    arena_close(reading->arena);
}

static void test_lengths(void **state) {
    (void)state;
    assert_length("a: 12pt", POINTS(12));
    assert_length("a: -12 pt", -POINTS(12));
    assert_length("a: '12pt'", POINTS(12));
    assert_length("a: 10.2pt", 668467);
    assert_length("a: 1in", POINTS(72));
    assert_length("a: 25.4mm", POINTS(72));
    assert_length("a: 2.54cm", POINTS(72));
    assert_length("a: 210mm", 39011981); /* 210 * 360 / 127 * 65536 = 39011981.10… */
    assert_length("a: 1.5em", POINTS(15));
    assert_length("a: 3 lines", POINTS(42));
    assert_length("a: 1\u00A0line", POINTS(14));
    assert_length("a: 0", 0);
    assert_length("a: 0.000000001pt", 0);
    assert_length("a: -32768pt", INT32_MIN);
}

/* Reads the value of the key a, which is wrong, as a length. */
static void assert_wrong_length(const char *text, LengthContext context, const char *expected) {
    Reading *reading = reading_open(text, DIAG_ENGLISH);
    Unit value = -77;
    assert_false(yaml_length(yaml_find(reading->root, "a"), context, &value, &reading->diag));
    assert_int_equal(value, -77);
    assert_reports(reading, expected);
    arena_close(reading->arena);
}

static void test_wrong_lengths(void **state) {
    (void)state;
    const char *units =
        "  hint: lengths are in pt, mm, cm, in, em or lines, with a point for decimals\n";
    char expected[400];
    assert_wrong_length("a: 12", GRID,
                        "a.yaml:1:4: error: the length “12” has no unit\n  a: 12\n     ^~\n"
                        "  hint: write 12pt or 12mm\n");
    snprintf(expected, sizeof expected,
             "a.yaml:1:4: error: unknown unit “px” in “12px”\n  a: 12px\n     ^~~~\n%s", units);
    assert_wrong_length("a: 12px", GRID, expected);
    snprintf(expected, sizeof expected,
             "a.yaml:1:4: error: unknown unit “,5pt” in “1,5pt”\n  a: 1,5pt\n     ^~~~~\n%s",
             units);
    assert_wrong_length("a: 1,5pt", GRID, expected);
    assert_wrong_length("a: wide", GRID,
                        "a.yaml:1:4: error: expected a length, not “wide”\n  a: wide\n     ^~~~\n"
                        "  hint: a length is a number and a unit: 12pt, 8mm, 1.5em, 3 lines\n");
    assert_wrong_length(
        "a: 2em", (LengthContext){0},
        "a.yaml:1:4: error: “2em” cannot be measured in em here\n  a: 2em\n     ^~~\n"
        "  hint: use pt, mm, cm or in\n");
    assert_wrong_length("a: 32768pt", GRID,
                        "a.yaml:1:4: error: “32768pt” is too large\n  a: 32768pt\n     ^~~~~~~\n");
    assert_wrong_length("a: 999999999in", GRID,
                        "a.yaml:1:4: error: “999999999in” is too large\n  a: 999999999in\n"
                        "     ^~~~~~~~~~~\n");
    assert_wrong_length(
        "a: [1pt]", GRID,
        "a.yaml:1:4: error: expected one value, not a list or a mapping\n  a: [1pt]\n"
        "     ^\n");
    assert_wrong_length("b: 1pt", GRID, ""); /* a key that is not written is no mistake */
}

static void test_texts_and_words(void **state) {
    (void)state;
    static const char *const words[] = {"here", "top", "bottom", NULL};
    Reading *reading =
        reading_open("text: 2025\nempty:\nquoted: \"\"\nplace: bottom\nbad: botom\n", DIAG_ENGLISH);
    Str text = STR("unchanged");
    int index = -1;
    assert_false(yaml_text(yaml_find(reading->root, "empty"), &text, &reading->diag));
    assert_true(str_equal(text, STR("unchanged")));
    assert_true(yaml_text(yaml_find(reading->root, "quoted"), &text, &reading->diag));
    assert_int_equal(text.length, 0);
    assert_true(yaml_text(yaml_find(reading->root, "text"), &text, &reading->diag));
    assert_true(str_equal(text, STR("2025")));
    assert_false(yaml_word(yaml_find(reading->root, "bad"), words, &index, &reading->diag));
    assert_int_equal(index, -1);
    assert_true(yaml_word(yaml_find(reading->root, "place"), words, &index, &reading->diag));
    assert_int_equal(index, 2);
    assert_reports(reading,
                   "a.yaml:2:1: error: a text is missing here\n  empty:\n  ^~~~~\n"
                   "  hint: write \"\" for a text that is meant to be empty\n"
                   "a.yaml:5:6: error: expected one of here, top, bottom; “botom” is none of them\n"
                   "  bad: botom\n       ^~~~~\n  hint: did you mean “bottom”?\n");
    arena_close(reading->arena);
}

static void test_numbers_and_truth(void **state) {
    (void)state;
    Reading *reading = reading_open("a: 7\nb: \"7\"\nc: 12\nd: true\ne: yes\n", DIAG_ENGLISH);
    Diag *diag = &reading->diag;
    int64_t number = 0;
    bool truth = false;
    assert_true(yaml_int(yaml_find(reading->root, "a"), 1, 9, &number, diag));
    assert_int_equal(number, 7);
    assert_false(yaml_int(yaml_find(reading->root, "b"), 1, 9, &number, diag));
    assert_false(yaml_int(yaml_find(reading->root, "c"), 1, 9, &number, diag));
    assert_int_equal(number, 7);
    assert_true(yaml_bool(yaml_find(reading->root, "d"), &truth, diag));
    assert_true(truth);
    assert_false(yaml_bool(yaml_find(reading->root, "e"), &truth, diag));
    assert_reports(reading, "a.yaml:2:4: error: expected a whole number, not “7”\n"
                            "  b: \"7\"\n     ^~~\n  hint: write digits only, without quotes\n"
                            "a.yaml:3:4: error: 12 is not between 1 and 9\n  c: 12\n     ^~\n"
                            "a.yaml:5:4: error: expected true or false, not “yes”\n"
                            "  e: yes\n     ^~~\n  hint: write true or false without quotes\n");
    arena_close(reading->arena);
}

static void test_percentages(void **state) {
    (void)state;
    Reading *reading =
        reading_open("a: 12%\nb: 1.25 %\nc: -5\u202F%\nd: 12\ne: 999999999%\n", DIAG_ENGLISH);
    Diag *diag = &reading->diag;
    int32_t permyriad = 0;
    assert_true(yaml_percent(yaml_find(reading->root, "a"), &permyriad, diag));
    assert_int_equal(permyriad, 1200);
    assert_true(yaml_percent(yaml_find(reading->root, "b"), &permyriad, diag));
    assert_int_equal(permyriad, 125);
    assert_true(yaml_percent(yaml_find(reading->root, "c"), &permyriad, diag));
    assert_int_equal(permyriad, -500);
    assert_false(yaml_percent(yaml_find(reading->root, "d"), &permyriad, diag));
    assert_false(yaml_percent(yaml_find(reading->root, "e"), &permyriad, diag));
    assert_int_equal(permyriad, -500);
    assert_reports(reading, "a.yaml:4:4: error: expected a percentage, not “12”\n  d: 12\n     ^~\n"
                            "  hint: write a number and %, with a point for decimals: 12%, 1.5%\n"
                            "a.yaml:5:4: error: “999999999%” is too large\n  e: 999999999%\n"
                            "     ^~~~~~~~~~\n");
    arena_close(reading->arena);
}

static void test_long_values_are_shown_in_part(void **state) {
    (void)state;
    Reading *reading =
        reading_open("a: ééééééééééééééééééééééééééééééééééééééééxyz\n", DIAG_ENGLISH);
    bool truth;
    assert_false(yaml_bool(yaml_find(reading->root, "a"), &truth, &reading->diag));
    Str text = report_text(&reading->diag, reading->arena, &reading->diag.reports.items[0]);
    assert_true(str_ends_with(text, STR("not “éééééééééééééééééééééééééééééééééééééééé…”")));
    arena_close(reading->arena);
}

/* What libfyaml thinks of broken bytes is its affair; that they end in a tree or a report is ours.
 */
static void read_bytes(const char *bytes, size_t length) {
    Arena *arena = arena_open();
    Source source = {.path = STR("a.yaml"), .text = {bytes, length}};
    Diag diag = {.arena = arena};
    YamlNode *root = yaml_read(arena, &source, 0, length, &diag);
    assert_int_equal(root == NULL, diag_worst(&diag) == DIAG_ERROR);
    StrBuilder out = {.arena = arena};
    diag_write(&diag, DIAG_TEXT, &out);
    diag_write(&diag, DIAG_JSON, &out);
    arena_close(arena);
}

static const char SAMPLE[] = "é: {b: [1, 'x''y', \"\\u00e9\"], c: &d e}\n"
                             "f: |\n  text\n  more\n"
                             "? g\n: - h\n  - *d\n"
                             "i: !t >-\n  folded\n# end\n";

static void test_truncated_texts(void **state) {
    (void)state;
    for (size_t length = 0; length < sizeof SAMPLE; length++) {
        char *exact = test_malloc(length + 1); /* a read past the end is seen by the sanitizer */
        memcpy(exact, SAMPLE, length);
        read_bytes(exact, length);
        test_free(exact);
    }
}

/* A small generator of fixed sequence: the same bytes in every run. */
static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void test_changed_and_random_texts(void **state) {
    (void)state;
    static const char alphabet[] = "ab:- \n\t[]{},'\"|>#&*!?%@\\\xFF";
    const uint32_t letter_count = sizeof alphabet - 1;
    uint32_t seed = 1;
    char text[sizeof SAMPLE - 1];
    for (int round = 0; round < 4000; round++) {
        memcpy(text, SAMPLE, sizeof text);
        size_t changes = round % 2 == 0 ? 1 + next_random(&seed) % 4 : sizeof text;
        for (size_t i = 0; i < changes; i++) {
            size_t at = changes == sizeof text ? i : next_random(&seed) % sizeof text;
            /* Broken UTF-8, the last letter, ends a reading at once: only some rounds have it. */
            text[at] = alphabet[next_random(&seed) % (letter_count - (round % 8 > 0))];
        }
        read_bytes(text, 1 + next_random(&seed) % sizeof text);
    }
}

static void test_what_is_quoted_is_read_as_it_was(void **state) {
    (void)state;
    const char *const texts[] = {"", "plain", "a: b # c", "\"\\\"\\", "two\n\tlines", "été ’"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Arena *arena = arena_open();
        Str quoted = yaml_quoted(arena, str_from_c(texts[i]));
        StrBuilder line = {.arena = arena};
        builder_add_c(&line, "key: ");
        builder_add(&line, quoted);
        Reading *reading = reading_open(str_to_c(arena, builder_text(&line)), DIAG_ENGLISH);
        assert_scalar(yaml_find(reading->root, "key"), texts[i], true);
        arena_close(reading->arena);
        arena_close(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree_and_places),
        cmocka_unit_test(test_slice_of_a_source_keeps_its_places),
        cmocka_unit_test(test_empty_text_is_an_empty_mapping),
        cmocka_unit_test(test_broken_syntax),
        cmocka_unit_test(test_what_is_not_allowed),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_number_of_values_is_bounded),
        cmocka_unit_test(test_unknown_keys),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_wrong_lengths),
        cmocka_unit_test(test_texts_and_words),
        cmocka_unit_test(test_numbers_and_truth),
        cmocka_unit_test(test_percentages),
        cmocka_unit_test(test_long_values_are_shown_in_part),
        cmocka_unit_test(test_what_is_quoted_is_read_as_it_was),
        cmocka_unit_test(test_truncated_texts),
        cmocka_unit_test(test_changed_and_random_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
