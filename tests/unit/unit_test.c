/* Lengths: rounding half away from zero, clamping, and decimals that read back exactly. */
#include "base/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_rounding(void **state) {
    (void)state;
    assert_int_equal(round_ratio(5, 1, 2), 3);
    assert_int_equal(round_ratio(-5, 1, 2), -3);
    assert_int_equal(round_ratio(5, 1, -2), -3);
    assert_int_equal(round_ratio(4, 1, 3), 1);
    assert_int_equal(round_ratio(-4, 1, 3), -1);
    assert_int_equal(round_ratio(0, 7, 3), 0);
    /* The product needs more than 64 bits. */
    assert_true(round_ratio(INT64_MAX, INT64_MAX, INT64_MAX) == INT64_MAX);
    assert_true(round_ratio(INT64_MIN, INT64_MAX, INT64_MAX) == INT64_MIN);
}

static void test_clamping(void **state) {
    (void)state;
    assert_int_equal(unit_from(INT64_C(1) << 40), UNIT_MAX);
    assert_int_equal(unit_from(-(INT64_C(1) << 40)), INT32_MIN);
    assert_int_equal(unit_scale(POINTS(10), 3, 4), POINTS(15) / 2);
    assert_int_equal(unit_scale(POINTS(20000), 2, 1), UNIT_MAX);
}

static void assert_written(Arena *arena, Unit length, const char *expected) {
    StrBuilder out = {.arena = arena};
    unit_write(&out, length);
    assert_string_equal(str_to_c(arena, builder_text(&out)), expected);
}

static void test_shortest_decimals(void **state) {
    (void)state;
    Arena *arena = arena_open();
    assert_written(arena, 0, "0");
    assert_written(arena, POINTS(12), "12");
    assert_written(arena, -POINTS(12), "-12");
    assert_written(arena, 668467, "10.2");
    assert_written(arena, POINTS(1) / 2, "0.5");
    assert_written(arena, -1, "-0.00002");
    assert_written(arena, 1, "0.00002");
    assert_written(arena, POINTS(1) - 1, "0.99998");
    assert_written(arena, UNIT_MAX, "32767.99998");
    assert_written(arena, INT32_MIN, "-32768");
    arena_close(arena);
}

static void test_tenths(void **state) {
    (void)state;
    Arena *arena = arena_open();
    StrBuilder out = {.arena = arena};
    static const Unit LENGTHS[] = {0, POINTS(12), POINTS(1) / 2, 66749235, -POINTS(1) / 4, 1};
    for (size_t i = 0; i < sizeof LENGTHS / sizeof *LENGTHS; i++) {
        unit_write_tenths(&out, LENGTHS[i], i % 2 == 0 ? '.' : ',');
        builder_add_byte(&out, ' ');
    }
    assert_string_equal(str_to_c(arena, builder_text(&out)), "0 12 0.5 1018,5 -0.3 0 ");
    arena_close(arena);
}

static void assert_reads_back(Arena *arena, Unit length) {
    ArenaMark mark = arena_mark(arena);
    StrBuilder out = {.arena = arena};
    unit_write(&out, length);
    Unit read = ~length;
    assert_true(unit_read(builder_text(&out), &read));
    assert_int_equal(read, length);
    arena_release(arena, mark);
}

static void test_every_fraction_reads_back(void **state) {
    (void)state;
    Arena *arena = arena_open();
    for (Unit fraction = 0; fraction < UNIT_PER_POINT; fraction++) {
        assert_reads_back(arena, fraction);
        assert_reads_back(arena, -fraction);
        assert_reads_back(arena, UNIT_MAX - fraction);
        assert_reads_back(arena, INT32_MIN + fraction);
    }
    arena_close(arena);
}

static void test_wrong_numbers_are_refused(void **state) {
    (void)state;
    static const char *const wrong[] = {"",      "-",        ".5",     "5.",    "+5",  "1e3",
                                        "1,5",   " 1",       "1 ",     "1.2.3", "--1", "0.123456",
                                        "32768", "-32768.1", "999999", "0x10",  "nan"};
    Unit length = 17;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(unit_read(str_from_c(wrong[i]), &length));
    assert_int_equal(length, 17);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounding),
        cmocka_unit_test(test_clamping),
        cmocka_unit_test(test_shortest_decimals),
        cmocka_unit_test(test_tenths),
        cmocka_unit_test(test_every_fraction_reads_back),
        cmocka_unit_test(test_wrong_numbers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
