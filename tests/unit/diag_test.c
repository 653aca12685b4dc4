/* Reports: exact texts in both languages, JSON, order, repeated and very many reports. */
#include "base/columns.h"
#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uchar.h>

#define TABLE_UNICODE 14 /* whose data columns.def is made of */

/* A diag of its own arena; sources live in the tests. */
static Diag diag_open(DiagLanguage language) {
    return (Diag){.arena = arena_open(), .language = language};
}

static void assert_written(const Diag *diag, DiagFormat format, const char *expected) {
    StrBuilder out = {.arena = diag->arena};
    diag_write(diag, format, &out);
    assert_string_equal(str_to_c(diag->arena, builder_text(&out)), expected);
}

static void report_bad_byte(Diag *diag, const Source *source, size_t byte, uint32_t length) {
    diag_report(diag, MESSAGE_TEXT_NOT_UTF8, span_at(source, byte, length), ARGS(STR("0xE9")));
}

static void test_text_in_english(void **state) {
    (void)state;
    Source source = {.path = STR("a.md"), .text = STR("one\n\tdéjà vu\n")};
    Diag diag = diag_open(DIAG_ENGLISH);
    report_bad_byte(&diag, &source, str_find(source.text, STR("vu"), 0), 2);
    diag_report(&diag, MESSAGE_FILE_UNREADABLE, (Span){0}, ARGS(STR("b.md"), STR("gone")));
    assert_written(&diag, DIAG_TEXT,
                   "maquette: error: cannot read b.md: gone\n"
                   "a.md:2:7: error: this text is not UTF-8: byte 0xE9\n"
                   "  \tdéjà vu\n"
                   "  \t     ^~\n"
                   "  hint: save the file as UTF-8\n");
    arena_close(diag.arena);
}

/* Marks take no column, wide characters two: the caret stands under the character it means. */
static void test_caret_behind_marks(void **state) {
    (void)state;
    Source source = {.path = STR("a.md"), .text = STR("يتكلّم 漢字 x\n")};
    Diag diag = diag_open(DIAG_ENGLISH);
    report_bad_byte(&diag, &source, str_find(source.text, STR("漢"), 0), 2);
    report_bad_byte(&diag, &source, str_find(source.text, STR("x"), 0), 1);
    assert_written(&diag, DIAG_TEXT,
                   "a.md:1:8: error: this text is not UTF-8: byte 0xE9\n"
                   "  يتكلّم 漢字 x\n"
                   "        ^~~~\n"
                   "  hint: save the file as UTF-8\n"
                   "a.md:1:11: error: this text is not UTF-8: byte 0xE9\n"
                   "  يتكلّم 漢字 x\n"
                   "             ^\n"
                   "  hint: save the file as UTF-8\n");
    arena_close(diag.arena);
}

/* columns.def against ICU: whatever both of them know. */
static void test_columns_are_those_of_unicode(void **state) {
    (void)state;
    for (UChar32 c = 0x300; c < 0x110000; c++) {
        int category = u_charType(c);
        bool mark = category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK;
        int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
        bool wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
        UVersionInfo age;
        u_charAge(c, age);
        if (age[0] == 0 || age[0] > TABLE_UNICODE) continue;
        if (mark && character_columns((uint32_t)c) != 0) fail_msg("U+%04X is a mark", (unsigned)c);
        if (wide && !mark && character_columns((uint32_t)c) != 2)
            fail_msg("U+%04X is wide", (unsigned)c);
        if (u_isalpha(c) && !mark && !wide && width != U_EA_NEUTRAL)
            assert_int_equal(character_columns((uint32_t)c), 1);
    }
}

static void test_text_in_french(void **state) {
    (void)state;
    Source source = {.path = STR("a.md"), .text = STR("x")};
    Diag diag = diag_open(DIAG_FRENCH);
    report_bad_byte(&diag, &source, 0, 1);
    assert_written(&diag, DIAG_TEXT,
                   "a.md:1:1: erreur\u00A0: ce texte n’est pas en UTF-8\u00A0: octet 0xE9\n"
                   "  x\n"
                   "  ^\n"
                   "  piste\u00A0: enregistrez le fichier en UTF-8\n");
    arena_close(diag.arena);
}

static void test_source_without_a_line(void **state) {
    (void)state;
    Source source = {.path = STR("a.md"), .text = STR("x")};
    Diag diag = diag_open(DIAG_ENGLISH);
    diag_report(&diag, MESSAGE_FILE_UNREADABLE, (Span){.source = &source},
                ARGS(STR("b"), STR("gone")));
    assert_written(&diag, DIAG_TEXT, "a.md: error: cannot read b: gone\n");
    arena_close(diag.arena);
}

static void test_control_characters_are_not_shown(void **state) {
    (void)state;
    Source source = {.path = STR("a\x1B.md"), .text = STR("\x1B[2Jx")};
    Diag diag = diag_open(DIAG_ENGLISH);
    diag_report(&diag, MESSAGE_TEXT_NOT_UTF8, span_at(&source, 4, 1), ARGS(STR("\x1B")));
    assert_written(&diag, DIAG_TEXT,
                   "a\uFFFD.md:1:5: error: this text is not UTF-8: byte \uFFFD\n"
                   "  \uFFFD[2Jx\n"
                   "      ^\n"
                   "  hint: save the file as UTF-8\n");
    arena_close(diag.arena);
}

static void test_underline_ends_with_the_line(void **state) {
    (void)state;
    Source source = {.path = STR("a.md"), .text = STR("ab\ncd")};
    Diag diag = diag_open(DIAG_ENGLISH);
    report_bad_byte(&diag, &source, 1, 99);
    report_bad_byte(&diag, &source, 5, 99);
    assert_written(&diag, DIAG_TEXT,
                   "a.md:1:2: error: this text is not UTF-8: byte 0xE9\n"
                   "  ab\n"
                   "   ^\n"
                   "  hint: save the file as UTF-8\n"
                   "a.md:2:3: error: this text is not UTF-8: byte 0xE9\n"
                   "  cd\n"
                   "    ^\n"
                   "  hint: save the file as UTF-8\n");
    arena_close(diag.arena);
}

/* A line of what is written, without its indentation. */
static Str written_line(const Diag *diag, size_t number) {
    StrBuilder out = {.arena = diag->arena};
    diag_write(diag, DIAG_TEXT, &out);
    Source written = {.path = STR(""), .text = builder_text(&out)};
    Str line = source_line(&written, (uint32_t)number);
    return str_slice(line, 2, line.length);
}

static void test_long_lines_are_cut_around_the_caret(void **state) {
    (void)state;
    char text[1000];
    memset(text, '-', sizeof text);
    memcpy(text + 500, "XYZ", 3);
    Source source = {.path = STR("a.md"), .text = {text, sizeof text}};
    Diag diag = diag_open(DIAG_ENGLISH);
    report_bad_byte(&diag, &source, 500, 3);
    Str line = written_line(&diag, 2), caret = written_line(&diag, 3);
    assert_int_equal(utf8_count(line), 122);
    assert_true(str_starts_with(line, STR("…---")));
    assert_true(str_ends_with(line, STR("---…")));
    size_t at = str_find(line, STR("XYZ"), 0);
    assert_int_equal(utf8_count(str_slice(line, 0, at)), str_find(caret, STR("^~~"), 0));
    arena_close(diag.arena);
}

static void test_line_of_120_columns_is_whole(void **state) {
    (void)state;
    char text[120];
    memset(text, '-', sizeof text);
    Source source = {.path = STR("a.md"), .text = {text, sizeof text}};
    for (size_t byte = 0; byte < sizeof text; byte += 119) {
        Diag diag = diag_open(DIAG_ENGLISH);
        report_bad_byte(&diag, &source, byte, 1);
        assert_true(str_equal(written_line(&diag, 2), source.text));
        arena_close(diag.arena);
    }
}

static void test_order_is_by_path_then_place_then_time(void **state) {
    (void)state;
    Source a = {.path = STR("a"), .text = STR("1\n2\n3")}, b = {.path = STR("b"), .text = STR("1")};
    Diag diag = diag_open(DIAG_ENGLISH);
    const struct {
        const Source *source;
        size_t byte;
        const char *argument;
    } reports[] = {{&b, 0, "6"}, {&a, 4, "5"}, {&a, 2, "3"},
                   {&a, 2, "4"}, {&a, 1, "2"}, {&a, 0, "1"}};
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        diag_report(&diag, MESSAGE_TEXT_NOT_UTF8, span_at(reports[i].source, reports[i].byte, 1),
                    ARGS(str_from_c(reports[i].argument)));
    StrBuilder out = {.arena = diag.arena};
    diag_write(&diag, DIAG_TEXT, &out);
    size_t at = 0;
    for (char digit = '1'; digit <= '6'; digit++) {
        char text[] = {'b', 'y', 't', 'e', ' ', digit};
        at = str_find(builder_text(&out), (Str){text, sizeof text}, at);
        assert_true(at != SIZE_MAX);
    }
    arena_close(diag.arena);
}

static void test_json(void **state) {
    (void)state;
    Source source = {.path = STR("a\"b.md"), .text = STR("xé")};
    Diag diag = diag_open(DIAG_FRENCH);
    assert_written(&diag, DIAG_JSON, "[]\n");
    diag_report(&diag, MESSAGE_TEXT_NOT_UTF8, span_at(&source, 1, 1), ARGS(STR("\\\n\xFF")));
    diag_report(&diag, MESSAGE_FILE_UNREADABLE, (Span){0}, ARGS(STR("b"), STR("c")));
    assert_written(&diag, DIAG_JSON,
                   "[\n"
                   "  {\"code\": \"file-unreadable\", \"level\": \"error\", \"path\": null, "
                   "\"line\": null, \"column\": null, \"length\": null, "
                   "\"text\": \"impossible de lire b\u00A0: c\", \"hint\": \"\"},\n"
                   "  {\"code\": \"text-not-utf8\", \"level\": \"error\", \"path\": \"a\\\"b.md\", "
                   "\"line\": 1, \"column\": 2, \"length\": 1, "
                   "\"text\": \"ce texte n’est pas en UTF-8\u00A0: octet \\\\\\u000a\uFFFD\", "
                   "\"hint\": \"enregistrez le fichier en UTF-8\"}\n"
                   "]\n");
    arena_close(diag.arena);
}

static void test_equal_reports_are_kept_once(void **state) {
    (void)state;
    Source source = {.path = STR("a"), .text = STR("ab")};
    Diag diag = diag_open(DIAG_ENGLISH);
    assert_int_equal(diag_worst(&diag), -1);
    for (int i = 0; i < 3; i++) {
        report_bad_byte(&diag, &source, 0, 1);
        report_bad_byte(&diag, &source, 1, 1);
        diag_report(&diag, MESSAGE_FILE_UNREADABLE, (Span){0}, ARGS(STR("a"), STR("bc")));
        diag_report(&diag, MESSAGE_FILE_UNREADABLE, (Span){0}, ARGS(STR("ab"), STR("c")));
    }
    assert_int_equal(diag.reports.count, 4);
    assert_int_equal(diag_count(&diag, DIAG_ERROR), 4);
    assert_int_equal(diag_count(&diag, DIAG_NOTE), 0);
    assert_int_equal(diag_worst(&diag), DIAG_ERROR);
    arena_close(diag.arena);
}

static void test_arguments_are_copied(void **state) {
    (void)state;
    Diag diag = diag_open(DIAG_ENGLISH);
    char name[] = "a.md";
    diag_report(&diag, MESSAGE_FILE_UNREADABLE, (Span){0}, ARGS(str_from_c(name), STR("gone")));
    memset(name, 'x', sizeof name - 1);
    assert_written(&diag, DIAG_TEXT, "maquette: error: cannot read a.md: gone\n");
    arena_close(diag.arena);
}

static void test_very_many_reports_are_counted(void **state) {
    (void)state;
    enum { REPORTED = 100000 };
    char text[REPORTED + 1];
    memset(text, 'x', sizeof text);
    Source source = {.path = STR("a"), .text = {text, sizeof text}};
    Diag diag = diag_open(DIAG_ENGLISH);
    SourceCursor cursor = {.source = &source};
    for (size_t i = 0; i < REPORTED; i++)
        diag_report(&diag, MESSAGE_TEXT_NOT_UTF8, cursor_span_at(&cursor, i, 1), ARGS(STR("0xE9")));
    assert_int_equal(diag.reports.count, DIAG_KEPT_PER_CODE);
    assert_int_equal(diag_count(&diag, DIAG_ERROR), REPORTED);
    StrBuilder out = {.arena = diag.arena};
    diag_write(&diag, DIAG_TEXT, &out);
    assert_true(str_ends_with(
        builder_text(&out),
        STR("maquette: note: 99000 more reports of the kind “text-not-utf8” are not shown\n")));
    arena_close(diag.arena);
}

/* {1} in the hint is the nearest key: without one there is nothing to hint at. */
static void test_hint_without_its_argument_is_left_out(void **state) {
    (void)state;
    Diag diag = diag_open(DIAG_ENGLISH);
    diag_report(&diag, MESSAGE_YAML_UNKNOWN_KEY, (Span){0}, ARGS(STR("siez"), STR("size")));
    diag_report(&diag, MESSAGE_YAML_UNKNOWN_KEY, (Span){0}, ARGS(STR("xyz")));
    assert_written(&diag, DIAG_TEXT,
                   "maquette: error: unknown key “siez”\n"
                   "  hint: did you mean “size”?\n"
                   "maquette: error: unknown key “xyz”\n");
    arena_close(diag.arena);
}

/* Each message speaks both languages, and of the same arguments. */
static void test_catalogue_is_whole(void **state) {
    (void)state;
    for (int code = 0; code < MESSAGE_COUNT; code++) {
        Report report = {.code = (MessageCode)code,
                         .arguments = {STR("\x01"), STR("\x02"), STR("\x03"), STR("\x04")}};
        Diag english = diag_open(DIAG_ENGLISH);
        Diag french = {.arena = english.arena, .language = DIAG_FRENCH};
        Str texts[] = {report_text(&english, english.arena, &report),
                       report_text(&french, english.arena, &report)};
        Str hints[] = {report_hint(&english, english.arena, &report),
                       report_hint(&french, english.arena, &report)};
        assert_true(texts[0].length > 0 && texts[1].length > 0);
        assert_int_equal(hints[0].length > 0, hints[1].length > 0);
        for (char argument = 1; argument <= 4; argument++) {
            Str mark = {&argument, 1};
            assert_int_equal(str_find(texts[0], mark, 0) == SIZE_MAX,
                             str_find(texts[1], mark, 0) == SIZE_MAX);
        }
        arena_close(english.arena);
    }
}

static void test_places_and_lines(void **state) {
    (void)state;
    Source source = {.path = STR("a"), .text = STR("é\nxyz\n")};
    Span end = span_at(&source, 99, 0);
    assert_int_equal(end.line, 3);
    assert_int_equal(end.column, 1);
    Span z = span_at(&source, 5, 1);
    assert_int_equal(z.line, 2);
    assert_int_equal(z.column, 3);
    SourceCursor cursor = {.source = &source};
    cursor_span_at(&cursor, 5, 1);
    assert_int_equal(cursor_span_at(&cursor, 2, 1).column, 2); /* backwards */
    assert_true(str_equal(source_line(&source, 1), STR("é")));
    assert_true(str_equal(source_line(&source, 2), STR("xyz")));
    assert_int_equal(source_line(&source, 3).length, 0);
    assert_int_equal(source_line(&source, 4000).length, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_in_english),
        cmocka_unit_test(test_caret_behind_marks),
        cmocka_unit_test(test_columns_are_those_of_unicode),
        cmocka_unit_test(test_text_in_french),
        cmocka_unit_test(test_source_without_a_line),
        cmocka_unit_test(test_control_characters_are_not_shown),
        cmocka_unit_test(test_underline_ends_with_the_line),
        cmocka_unit_test(test_long_lines_are_cut_around_the_caret),
        cmocka_unit_test(test_line_of_120_columns_is_whole),
        cmocka_unit_test(test_order_is_by_path_then_place_then_time),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_equal_reports_are_kept_once),
        cmocka_unit_test(test_arguments_are_copied),
        cmocka_unit_test(test_very_many_reports_are_counted),
        cmocka_unit_test(test_hint_without_its_argument_is_left_out),
        cmocka_unit_test(test_catalogue_is_whole),
        cmocka_unit_test(test_places_and_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
