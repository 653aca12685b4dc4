/* Numbers, strings and names as a PDF spells them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/pdf_number.h"
#include "output/pdf_string.h"

#define assert_written(out, wanted)                                                 \
    do {                                                                            \
        assert_string_equal(str_to_c((out).arena, builder_text(&(out))), (wanted)); \
        (out).length = 0;                                                           \
    } while (0)

#define assert_bytes_written(out, expected)                     \
    do {                                                        \
        assert_true(str_equal(builder_text(&(out)), expected)); \
        (out).length = 0;                                       \
    } while (0)

static void decimals_are_short_and_exact(void **state) {
    (void)state;
    static const struct {
        int64_t digits;
        int decimals;
        const char *text;
    } cases[] = {{0, 0, "0"},
                 {0, 3, "0"},
                 {5, 0, "5"},
                 {-5, 0, "-5"},
                 {500, 3, ".5"},
                 {-500, 3, "-.5"},
                 {1250, 3, "1.25"},
                 {7, 3, ".007"},
                 {12000, 3, "12"},
                 {1000, 0, "1000"},
                 {-1005, 2, "-10.05"},
                 {1, 9, ".000000001"},
                 {INT64_MIN, 0, "-9223372036854775808"},
                 {INT64_MAX, 3, "9223372036854775.807"}};
    StrBuilder out = {.arena = arena_open()};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pdf_add_decimal(&out, cases[i].digits, cases[i].decimals);
        assert_written(out, cases[i].text);
    }
    arena_close(out.arena);
}

static void lengths_round_to_a_thousandth(void **state) {
    (void)state;
    StrBuilder out = {.arena = arena_open()};
    pdf_add_length(&out, POINTS(12));
    assert_written(out, "12");
    pdf_add_length(&out, 668467); /* 10.2 pt */
    assert_written(out, "10.2");
    pdf_add_length(&out, -33); /* 0.00050354 pt: away from zero */
    assert_written(out, "-.001");
    pdf_add_length(&out, 32);
    assert_written(out, "0");
    pdf_add_length(&out, 2 * (int64_t)UNIT_MAX);
    assert_written(out, "65536");
    assert_int_equal(pdf_nanopoints(POINTS(1)), 1000000000);
    assert_int_equal(pdf_nanopoints(1), 15259);
    arena_close(out.arena);
}

static void rounding_is_half_away_from_zero(void **state) {
    (void)state;
    assert_int_equal(pdf_round(5, 2), 3);
    assert_int_equal(pdf_round(-5, 2), -3);
    assert_int_equal(pdf_round(4, 3), 1);
    assert_int_equal(pdf_round(-4, 3), -1);
    assert_int_equal(pdf_round(INT64_MAX, 1000), 9223372036854776);
    assert_int_equal(pdf_scale(INT64_MAX / 8, 8000, 1000), INT64_MAX / 8 * 8);
}

static void strings_hold_any_text(void **state) {
    (void)state;
    StrBuilder out = {.arena = arena_open()};
    pdf_add_text(&out, STR("a (b) \\ c"));
    assert_written(out, "(a \\(b\\) \\\\ c)");
    pdf_add_text(&out, STR("é\U0001F600\uFEFF"));
    assert_bytes_written(out, STR("(\xFE\xFF\0\xE9\xD8=\xDE\0)"));
    pdf_add_text(&out, STR("\r\u2829"));
    assert_bytes_written(out, STR("(\xFE\xFF\0\\r\\(\\))"));
    pdf_add_string_byte(&out, '\r');
    assert_written(out, "\\r");
    pdf_add_name(&out, STR("PANTONE 199 C/é#"));
    assert_written(out, "/PANTONE#20199#20C#2F#C3#A9#23");
    pdf_add_uri(&out, STR("https://a.fr/é (1)"));
    assert_written(out, "(https://a.fr/%C3%A9%20\\(1\\))");
    arena_close(out.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_short_and_exact),
        cmocka_unit_test(lengths_round_to_a_thousandth),
        cmocka_unit_test(rounding_is_half_away_from_zero),
        cmocka_unit_test(strings_hold_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
