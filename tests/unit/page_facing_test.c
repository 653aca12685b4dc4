/* Facing pages: what they cost beside each other, and the bound on it that the search relies on. */
#include "page/page_facing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ROWS 12

static Flow make_flow(int32_t weight, uint32_t first_page) {
    Flow flow = {.rows = ROWS, .columns = 1, .first_page = first_page};
    flow.evils[EVIL_FACING] = weight;
    return flow;
}

static int64_t cost_of(const Flow *flow, uint32_t facing, int32_t depth) {
    Toll toll = {0};
    facing_next(flow, facing, depth, &toll);
    return toll_sum(&toll);
}

static void first_page_is_left_or_right(void **state) {
    (void)state;
    Flow left = make_flow(20, 2), right = make_flow(20, 3), single = make_flow(20, 0),
         free = make_flow(0, 2);
    assert_int_equal(facing_first(&left), FACING_LEFT);
    assert_int_equal(facing_first(&right), FACING_RIGHT);
    assert_int_equal(facing_first(&single), FACING_NOTHING);
    assert_int_equal(facing_first(&free), FACING_NOTHING);
}

/* Pages of a spread are as deep as each other; beyond four rows all differences are alike. */
static void right_page_is_compared_with_the_left_one(void **state) {
    (void)state;
    Flow flow = make_flow(20, 2);
    Toll toll = {0};
    uint32_t right = facing_next(&flow, FACING_LEFT, 10, &toll);
    assert_int_equal(toll_sum(&toll), 0);
    assert_int_equal(cost_of(&flow, right, 10), 0);
    assert_int_equal(cost_of(&flow, right, 8), 20 * 4);
    assert_int_equal(cost_of(&flow, right, 12), 20 * 4);
    assert_int_equal(cost_of(&flow, right, 3), 20 * 16);
    assert_int_equal(cost_of(&flow, right, 0), 0); /* boxes alone */
    assert_int_equal(facing_next(&flow, right, 8, &toll), FACING_LEFT);
    assert_int_equal(facing_next(&flow, FACING_LEFT, 0, &toll), FACING_RIGHT);
    assert_int_equal(facing_next(&flow, FACING_NOTHING, 8, &toll), FACING_NOTHING);
}

/* Of any two right pages, whatever stands on them; and no less than the worst of it. */
static void bound_holds_for_every_depth(void **state) {
    (void)state;
    static const int32_t weights[] = {20, EVIL_FORBID};
    for (size_t w = 0; w < 2; w++) {
        Flow flow = make_flow(weights[w], 2);
        for (uint32_t one = FACING_RIGHT; one <= FACING_RIGHT_DEPTH + ROWS; one++) {
            for (uint32_t other = FACING_RIGHT; other <= FACING_RIGHT_DEPTH + ROWS; other++) {
                int64_t most = 0, bound = facing_more(&flow, one, other);
                for (int32_t depth = 0; depth <= ROWS; depth++) {
                    int64_t more = cost_of(&flow, one, depth) - cost_of(&flow, other, depth);
                    if (more > most) most = more;
                }
                assert_true(most <= bound);
            }
        }
    }
}

static void left_and_right_are_not_compared(void **state) {
    (void)state;
    Flow flow = make_flow(20, 2);
    assert_true(facing_more(&flow, FACING_LEFT, FACING_RIGHT) == INT64_MAX);
    assert_true(facing_more(&flow, FACING_RIGHT, FACING_LEFT) == INT64_MAX);
    assert_true(facing_more(&flow, FACING_LEFT, FACING_LEFT) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_page_is_left_or_right),
        cmocka_unit_test(right_page_is_compared_with_the_left_one),
        cmocka_unit_test(bound_holds_for_every_depth),
        cmocka_unit_test(left_and_right_are_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
