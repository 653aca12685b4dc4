/* Goals for the number of pages: what meets them, and parts that give way for them. */
#include "page/goals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_met(void **state) {
    (void)state;
    PageGoals none = {0}, four = {.multiple_of = 4}, range = {.least = 8, .most = 12};
    assert_true(goals_are_met(&none, 1));
    assert_true(goals_are_met(&four, 32));
    assert_false(goals_are_met(&four, 33));
    assert_false(goals_are_met(&range, 7));
    assert_true(goals_are_met(&range, 8));
    assert_true(goals_are_met(&range, 12));
    assert_false(goals_are_met(&range, 13));
}

static void test_blank_pages(void **state) {
    (void)state;
    PageGoals goals = {.multiple_of = 4, .fill_blank = true};
    assert_int_equal(goals_blank_pages(&goals, 32), 0);
    assert_int_equal(goals_blank_pages(&goals, 33), 3);
    assert_true(goals_are_met(&goals, 33));
    goals.most = 33; /* with its blank pages it has 36 */
    assert_false(goals_are_met(&goals, 33));
    goals.fill_blank = false;
    assert_int_equal(goals_blank_pages(&goals, 33), 0);
}

enum { LINES = 22 };

/* One column of ten rows, and lines of text without any rule. */
static void make_part(Arena *arena, FlowPart *part, size_t lines) {
    FlowUnit *units = ARENA_ARRAY(arena, FlowUnit, lines);
    for (size_t i = 0; i < lines; i++) units[i] = (FlowUnit){.rows = 1};
    int64_t *tops = ARENA_NEW(arena, int64_t);
    *part = (FlowPart){.flow = {.units = units,
                                .unit_count = lines,
                                .note_tops = tops,
                                .rows = 10,
                                .columns = 1,
                                .leading = POINTS(12)}};
    part->flow.evils[EVIL_SHORT_PAGE] = 1;
    part->flow.evils[EVIL_UNEVEN] = 1;
}

static void test_more_pages(void **state) {
    (void)state;
    Arena *arena = arena_open();
    FlowPart part;
    make_part(arena, &part, LINES);
    PagePlans plans = break_pages(arena, &part.flow);
    assert_int_equal(plans.count, 3);
    PageGoals goals = {.least = 4};
    GoalPart parts[] = {{&part, &plans, 0}};
    assert_true(goals_choose(&goals, plans.count, parts, 1));
    assert_true(parts[0].page_cost < 0);
    part.flow.page_cost = parts[0].page_cost;
    PagePlans more = break_pages(arena, &part.flow);
    assert_int_equal(more.count, 4);
    int64_t sum = 0; /* what pages are made to cost is no toll of theirs */
    for (size_t i = 0; i < more.count; i++) sum += more.pages[i].cost;
    assert_int_equal(more.cost, sum);
    arena_close(arena);
}

static void test_cannot_be(void **state) {
    (void)state;
    Arena *arena = arena_open();
    FlowPart part;
    make_part(arena, &part, LINES);
    PagePlans plans = break_pages(arena, &part.flow);
    PageGoals goals = {.most = 2};
    GoalPart parts[] = {{&part, &plans, 0}};
    assert_false(goals_choose(&goals, plans.count, parts, 1));
    assert_int_equal(parts[0].page_cost, 0);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_met),
        cmocka_unit_test(test_blank_pages),
        cmocka_unit_test(test_more_pages),
        cmocka_unit_test(test_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
