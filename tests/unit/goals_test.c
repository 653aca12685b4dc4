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
    GoalPart parts[] = {{.part = &part, .plans = &plans}};
    assert_true(goals_choose(&goals, plans.count, parts, 1));
    assert_int_equal(parts[0].wanted.pages, 4);
    part.flow.wanted = parts[0].wanted;
    PagePlans more = break_pages(arena, &part.flow);
    assert_int_equal(more.count, 4);
    assert_int_equal(more.cost, parts[0].wanted.cost);
    plans_explain(arena, &part.flow, &more);
    assert_non_null(more.pages[0].runner_up);
    arena_close(arena);
}

static void test_change(void **state) {
    (void)state;
    PageGoals four = {.multiple_of = 4}, most = {.most = 30};
    assert_int_equal(goals_change(&four, 37), -1);
    assert_int_equal(goals_change(&four, 39), 1);
    assert_int_equal(goals_change(&most, 33), -3);
    assert_int_equal(goals_change(&most, 90), 0); /* too far */
}

/* Paragraphs of so many lines, all of which can be set a line shorter, each at its own cost. */
enum { PARAGRAPH_LINES = 4, PARAGRAPHS = 6 };

static void make_flexible(Arena *arena, FlowPart *part, const int64_t costs[PARAGRAPHS]) {
    make_part(arena, part, PARAGRAPHS * PARAGRAPH_LINES);
    size_t count = part->flow.unit_count, variants = PARAGRAPHS * (PARAGRAPH_LINES - 1);
    FlowUnit *units = ARENA_ARRAY(arena, FlowUnit, count + 1 + variants);
    FlowFlex *flexes = ARENA_ARRAY(arena, FlowFlex, PARAGRAPHS);
    for (size_t i = 0; i < count; i++) units[i].rows = 1;
    for (size_t p = 0; p < PARAGRAPHS; p++) {
        size_t first = p * PARAGRAPH_LINES, alt = count + 1 + p * (PARAGRAPH_LINES - 1);
        flexes[p] =
            (FlowFlex){first, first + PARAGRAPH_LINES, alt, alt + PARAGRAPH_LINES - 1, costs[p]};
        for (size_t i = 0; i + 1 < PARAGRAPH_LINES; i++)
            units[alt + i] = (FlowUnit){.rows = 1, .flex = (uint32_t)p, .place = first + i};
    }
    part->flow.units = units;
    part->flow.flexes = flexes;
    part->flow.flex_count = PARAGRAPHS;
    part->flow.rows = 11;
    part->flow.evils[EVIL_FLEXED] = 10;
}

/* 24 lines on pages of 11: two paragraphs must give a line, and the cheapest of each page do, dear
 * as they are beside the other evils. */
static void test_paragraphs_give_lines(void **state) {
    (void)state;
    const int64_t costs[PARAGRAPHS] = {1900, 1500, 1800, 1700, 1400, 1600};
    Arena *arena = arena_open();
    FlowPart part;
    make_flexible(arena, &part, costs);
    PagePlans plans = break_pages(arena, &part.flow);
    assert_int_equal(plans.count, 3);
    PageGoals goals = {.most = 2};
    GoalPart parts[] = {{.part = &part, .plans = &plans}};
    assert_false(goals_choose(&goals, plans.count, parts, 1)); /* far dearer than their weight */
    part.flow.evils[EVIL_FLEXED] = 1000;
    assert_true(goals_choose(&goals, plans.count, parts, 1));
    part.flow.wanted = parts[0].wanted;
    PagePlans fewer = break_pages(arena, &part.flow);
    assert_int_equal(fewer.count, 2);
    assert_int_equal(fewer.pages[0].toll.evils[EVIL_FLEXED], 1500);
    assert_int_equal(fewer.pages[1].toll.evils[EVIL_FLEXED], 1400);
    arena_close(arena);
}

/* Two pages cannot be had: so many lines lack for them, and nothing is asked of the part. */
static void check_missed(Arena *arena, FlowPart *part, int64_t lacking) {
    PagePlans plans = break_pages(arena, &part->flow);
    PageGoals goals = {.most = 2};
    GoalPart parts[] = {{.part = part, .plans = &plans}};
    assert_false(goals_choose(&goals, plans.count, parts, 1));
    assert_int_equal(parts[0].wanted.pages, 0);
    assert_int_equal(parts[0].lacking, lacking);
}

/* What is told of a goal that stays missed is what lacks when all that can be flexed is. */
static void test_lacking(void **state) {
    (void)state;
    const int64_t costs[PARAGRAPHS] = {10, 10, 10, 10, 10, 10};
    Arena *arena = arena_open();
    FlowPart part;
    make_flexible(arena, &part, costs);
    part.flow.rows = 10; /* 20 lines and the two that are won: two still lack */
    check_missed(arena, &part, 2);
    arena_close(arena);
}

static void test_cannot_be(void **state) {
    (void)state;
    Arena *arena = arena_open();
    FlowPart part;
    make_part(arena, &part, LINES);
    check_missed(arena, &part, 2);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_met),
        cmocka_unit_test(test_blank_pages),
        cmocka_unit_test(test_more_pages),
        cmocka_unit_test(test_change),
        cmocka_unit_test(test_paragraphs_give_lines),
        cmocka_unit_test(test_lacking),
        cmocka_unit_test(test_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
