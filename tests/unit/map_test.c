/* The table from texts to pointers: finding, replacing, order, many keys. */
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void test_find_and_replace(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Map map = {.arena = arena};
    int one = 1, two = 2;
    assert_null(map_find(&map, STR("a")));
    assert_null(map_put(&map, STR("a"), &one));
    assert_null(map_put(&map, STR(""), &two));
    assert_ptr_equal(map_find(&map, STR("a")), &one);
    assert_ptr_equal(map_find(&map, (Str){0}), &two);
    assert_ptr_equal(map_put(&map, STR("a"), &two), &one);
    assert_ptr_equal(map_find(&map, STR("a")), &two);
    assert_null(map_find(&map, STR("b")));
    assert_int_equal(map.count, 2);
    arena_close(arena);
}

static void test_entries_keep_the_order_of_adding(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Map map = {.arena = arena};
    for (int i = 0; i < 20000; i++) {
        StrBuilder key = {.arena = arena};
        builder_add_format(&key, "key %d", i);
        assert_null(map_put(&map, builder_text(&key), &map));
    }
    assert_int_equal(map.count, 20000);
    for (int i = 0; i < 20000; i++) {
        char key[32];
        snprintf(key, sizeof key, "key %d", i);
        assert_true(str_equal(map.entries[i].key, str_from_c(key)));
        assert_ptr_equal(map_find(&map, str_from_c(key)), &map);
    }
    assert_null(map_find(&map, STR("key 20000")));
    arena_close(arena);
}

/* The hash may end up in stored data: it must never change. */
static void test_hash_is_the_same_everywhere(void **state) {
    (void)state;
    assert_true(str_hash(STR("")) == UINT64_C(0xEFD01F60BA992926));
    assert_true(str_hash(STR("maquette")) == UINT64_C(0x4FE8677D0BE592C1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_and_replace),
        cmocka_unit_test(test_entries_keep_the_order_of_adding),
        cmocka_unit_test(test_hash_is_the_same_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
