/* Arenas: zeroed and aligned memory, growing in place, release to a mark; vectors on top of them.
 */
#include "base/arena.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_zeroed(const unsigned char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) assert_int_equal(bytes[i], 0);
}

static void test_pieces_are_aligned_and_zeroed(void **state) {
    (void)state;
    Arena *arena = arena_open();
    for (size_t bytes = 0; bytes < 5000; bytes += 37) {
        unsigned char *piece = arena_take(arena, 1, bytes);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 16, 0);
        assert_zeroed(piece, bytes);
        memset(piece, 0xAA, bytes);
    }
    arena_close(arena);
}

static void test_released_memory_is_zeroed_again(void **state) {
    (void)state;
    Arena *arena = arena_open();
    ArenaMark mark = arena_mark(arena);
    memset(arena_take(arena, 1, 1000), 0xAA, 1000);
    memset(arena_take(arena, 1, 1000000), 0xAA, 1000000);
    arena_release(arena, mark);
    assert_zeroed(arena_take(arena, 1, 1000000), 1000000);
    arena_close(arena);
}

static void test_release_keeps_what_was_before_the_mark(void **state) {
    (void)state;
    Arena *arena = arena_open();
    int *kept = ARENA_NEW(arena, int);
    *kept = 42;
    ArenaMark mark = arena_mark(arena);
    for (int i = 0; i < 1000; i++) memset(arena_take(arena, 1, 777), 0xAA, 777);
    arena_release(arena, mark);
    assert_int_equal(*kept, 42);
    ArenaMark again = arena_mark(arena);
    assert_ptr_equal(again.block, mark.block);
    assert_int_equal(again.used, mark.used);
    arena_close(arena);
}

static void test_newest_piece_grows_in_place(void **state) {
    (void)state;
    Arena *arena = arena_open();
    int *numbers = ARENA_ARRAY(arena, int, 3);
    memset(numbers, 0xAA, 3 * sizeof *numbers);
    int *grown = arena_grow(arena, numbers, sizeof *numbers, 3, 100);
    assert_ptr_equal(grown, numbers);
    assert_zeroed((unsigned char *)(grown + 3), 97 * sizeof *grown);
    arena_close(arena);
}

static void test_older_piece_moves_when_it_grows(void **state) {
    (void)state;
    Arena *arena = arena_open();
    int *numbers = ARENA_ARRAY(arena, int, 2);
    numbers[1] = 7;
    int *other = ARENA_NEW(arena, int);
    int *grown = arena_grow(arena, numbers, sizeof *numbers, 2, 50);
    assert_ptr_not_equal(grown, numbers);
    assert_int_equal(grown[1], 7);
    assert_zeroed((unsigned char *)(grown + 2), 48 * sizeof *grown);
    assert_int_equal(*other, 0);
    arena_close(arena);
}

static void test_vector_keeps_its_items(void **state) {
    (void)state;
    Arena *arena = arena_open();
    VEC(size_t) squares = {0};
    for (size_t i = 0; i < 10000; i++) {
        VEC_PUSH(arena, &squares, i * i);
        ARENA_NEW(arena, char); /* keeps the vector from growing in place */
    }
    assert_int_equal(squares.count, 10000);
    for (size_t i = 0; i < squares.count; i++) assert_int_equal(squares.items[i], i * i);
    arena_close(arena);
}

/* The largest block is kept for the next round, the others are given back. */
static void test_bytes_are_what_the_arena_holds(void **state) {
    (void)state;
    Arena *arena = arena_open();
    ArenaMark mark = arena_mark(arena);
    assert_int_equal(arena_bytes(arena), 0);
    arena_take(arena, 1, 1000000);
    arena_take(arena, 1, 30000000);
    assert_in_range(arena_bytes(arena), 31000000, 34000000);
    arena_release(arena, mark);
    assert_in_range(arena_bytes(arena), 30000000, 31000000);
    arena_take(arena, 1, 1000000);
    assert_in_range(arena_bytes(arena), 30000000, 31000000);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_aligned_and_zeroed),
        cmocka_unit_test(test_released_memory_is_zeroed_again),
        cmocka_unit_test(test_release_keeps_what_was_before_the_mark),
        cmocka_unit_test(test_newest_piece_grows_in_place),
        cmocka_unit_test(test_older_piece_moves_when_it_grows),
        cmocka_unit_test(test_vector_keeps_its_items),
        cmocka_unit_test(test_bytes_are_what_the_arena_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
