/* Slices, UTF-8, numbers, the nearest name, and text under construction. */
#include "assert_str.h"

#include <string.h>

static void test_compare_and_cut(void **state) {
    (void)state;
    assert_true(str_equal(str_from_c(NULL), (Str){0}));
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_true(str_compare(STR("é"), STR("z")) > 0); /* bytes, not letters */
    assert_int_equal(str_compare(STR(""), (Str){0}), 0);
    assert_true(str_starts_with(STR("note.md"), STR("note")));
    assert_false(str_starts_with(STR("no"), STR("note")));
    assert_true(str_ends_with(STR("note.md"), STR(".md")));
    assert_str(str_slice(STR("abcdef"), 2, 4), "cd");
    assert_str(str_slice(STR("abc"), 2, 99), "c");
    assert_str(str_slice(STR("abc"), 5, 9), "");
    assert_str(str_trim(STR(" \t a b\r\n")), "a b");
    assert_str(str_trim(STR("  \n")), "");
}

static void test_find(void **state) {
    (void)state;
    assert_int_equal(str_find(STR("aab"), STR("ab"), 0), 1);
    assert_int_equal(str_find(STR("abab"), STR("ab"), 1), 2);
    assert_true(str_find(STR("aa"), STR("aaa"), 0) == SIZE_MAX);
    assert_true(str_find((Str){0}, STR("a"), 0) == SIZE_MAX);
    assert_true(str_find(STR("ab"), STR("b"), 7) == SIZE_MAX);
    assert_int_equal(str_find(STR("ab"), STR(""), 2), 2);
}

static void test_utf8_faults(void **state) {
    (void)state;
    assert_true(utf8_find_fault(STR("aé€😀\xF4\x8F\xBF\xBF")) == SIZE_MAX);
    assert_int_equal(utf8_find_fault(STR("ab\xE9")), 2);           /* Latin-1 */
    assert_int_equal(utf8_find_fault(STR("\xC0\x80")), 0);         /* overlong */
    assert_int_equal(utf8_find_fault(STR("\xE0\x9F\xBF")), 0);     /* overlong */
    assert_int_equal(utf8_find_fault(STR("\xF0\x8F\xBF\xBF")), 0); /* overlong */
    assert_int_equal(utf8_find_fault(STR("é\xED\xA0\x80")), 2);    /* surrogate */
    assert_int_equal(utf8_find_fault(STR("\xF4\x90\x80\x80")), 0); /* past U+10FFFF */
    assert_int_equal(utf8_find_fault(STR("x\x80")), 1);            /* no lead byte */
    assert_int_equal(utf8_find_fault(STR("\xE2\x82")), 0);         /* cut off */
}

static void test_utf8_walks_both_ways(void **state) {
    (void)state;
    const uint32_t expected[] = {'a', 0xE9, 0xFFFD, 0x20AC, 0x1F600, 0xFFFD, 0xFFFD};
    const size_t count = sizeof expected / sizeof *expected;
    Str text = STR("aé\xFF€😀\xE2\x82");
    size_t at = 0;
    for (size_t i = 0; i < count; i++) assert_int_equal(utf8_next(text, &at), expected[i]);
    assert_int_equal(at, text.length);
    assert_int_equal(utf8_next(text, &at), 0);
    for (size_t i = count; i > 0; i--) assert_int_equal(utf8_previous(text, &at), expected[i - 1]);
    assert_int_equal(at, 0);
    assert_int_equal(utf8_previous(text, &at), 0);
    assert_int_equal(utf8_count(text), count);
}

static void test_integers(void **state) {
    (void)state;
    int64_t value = 5;
    assert_true(str_to_int(STR("-9223372036854775808"), &value));
    assert_true(value == INT64_MIN);
    assert_true(str_to_int(STR("9223372036854775807"), &value));
    assert_true(value == INT64_MAX);
    assert_true(str_to_int(STR("007"), &value));
    assert_int_equal(value, 7);
    static const char *const wrong[] = {
        "", "-", "+1", "1 ", "0x1", "1.0", "--1", "9223372036854775808", "-9223372036854775809"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(str_to_int(str_from_c(wrong[i]), &value));
    assert_int_equal(value, 7);
}

static void test_nearest_name(void **state) {
    (void)state;
    const Str names[] = {STR("encadre"), STR("chapeau"), STR("cover"), STR("pt")};
    const size_t count = sizeof names / sizeof *names;
    assert_str(str_nearest(STR("encadré"), names, count), "encadre");
    assert_str(str_nearest(STR("chapaeu"), names, count), "chapeau"); /* a swap is one slip */
    assert_str(str_nearest(STR("covr"), names, count), "cover");
    assert_str(str_nearest(STR("px"), names, count), "pt");
    assert_str(str_nearest(STR("x"), names, count), "");
    assert_str(str_nearest(STR("table"), names, count), "");
    assert_str(str_nearest((Str){0}, names, count), "");
    assert_str(str_nearest(STR("cover"), NULL, 0), "");
}

static void test_very_long_names_have_no_nearest(void **state) {
    (void)state;
    char name[100000];
    memset(name, 'a', sizeof name);
    Str text = {name, sizeof name};
    assert_str(str_nearest(text, &text, 1), "");
}

static void test_builder(void **state) {
    (void)state;
    Arena *arena = arena_open();
    StrBuilder text = {.arena = arena};
    assert_int_equal(builder_text(&text).length, 0);
    builder_add(&text, STR("a"));
    builder_add_c(&text, "b");
    builder_add_byte(&text, '-');
    builder_add_char(&text, 0xE9);
    builder_add_char(&text, 0x20AC);
    builder_add_char(&text, 0x1F600);
    builder_add_char(&text, 0xD800); /* a surrogate is no character */
    builder_add_int(&text, INT64_MIN);
    builder_add_int(&text, 0);
    builder_add_format(&text, "[%d %s]", 7, "x");
    assert_str(builder_text(&text), "ab-é€😀\uFFFD-92233720368547758080[7 x]");
    for (int i = 0; i < 1000; i++) builder_add_format(&text, "%03d", i);
    assert_true(str_ends_with(builder_text(&text), STR("997998999")));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare_and_cut),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_utf8_faults),
        cmocka_unit_test(test_utf8_walks_both_ways),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_nearest_name),
        cmocka_unit_test(test_very_long_names_have_no_nearest),
        cmocka_unit_test(test_builder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
