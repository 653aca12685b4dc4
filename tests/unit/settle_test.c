/* Page references: rounds end, what settles is true, and of what does not the best is kept and the
 * rest reported. The layout is played by functions. */
#include "page/settle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 40 };

/* An edition of one section whose references all mean one id, and the layout it has. */
typedef struct Play {
    Arena *arena;
    Diag diag;
    References references;
    uint32_t (*layout)(const References *references); /* the page of the id */
    int64_t (*cost)(const References *references);
    int rounds;
} Play;

static int64_t play_round(void *context) {
    Play *play = context;
    play->rounds++;
    play->references.real[0] = play->layout(&play->references);
    return play->cost != NULL ? play->cost(&play->references) : 0;
}

static const Source source = {.path = {"a.md", 4}, .text = {"", 0}};

static int play(Play *p, size_t count) {
    p->arena = arena_open();
    p->diag = (Diag){.arena = p->arena};
    InlineRun *runs = ARENA_ARRAY(p->arena, InlineRun, count);
    for (size_t i = 0; i < count; i++) {
        runs[i] = (InlineRun){.kind = INLINE_PAGE_REFERENCE,
                              .target = STR("#ici"),
                              .where = {&source, (uint32_t)i + 1, 1, 1}};
    }
    Block *block = ARENA_NEW(p->arena, Block);
    *block = (Block){.text = {.runs = runs, .run_count = count}};
    Block **blocks = ARENA_NEW(p->arena, Block *);
    blocks[0] = block;
    Section *section = ARENA_NEW(p->arena, Section);
    *section = (Section){.blocks = blocks, .block_count = 1};
    Document document = {.sections = section, .section_count = 1};
    p->references = references_find(p->arena, &document);
    assert_int_equal(p->references.count, count);
    assert_int_equal(p->references.target_count, 1);
    int rounds = references_settle(&p->references, play_round, p, &p->diag);
    assert_int_equal(rounds, p->rounds);
    assert_true(rounds <= SETTLE_ROUNDS_MOST + SETTLE_TRIES_MOST);
    return rounds;
}

static size_t count_wrong(const Play *p) {
    size_t wrong = 0;
    for (size_t i = 0; i < p->references.count; i++)
        wrong += p->references.items[i].shown != p->references.real[0];
    return wrong;
}

static size_t count_showing(const References *references, uint32_t page) {
    size_t count = 0;
    for (size_t i = 0; i < references->count; i++) count += references->items[i].shown == page;
    return count;
}

/* ---- layouts ---- */

static uint32_t always_three(const References *references) {
    (void)references;
    return 3;
}

/* The classical cause: as wide as 10 it stands on 9, as narrow as 9 it stands on 10. */
static uint32_t nine_or_ten(const References *references) {
    return references->items[0].shown >= 10 ? 9 : 10;
}

static int64_t nine_is_dear(const References *references) {
    return references->items[0].shown >= 10 ? 500 : 100;
}

static uint32_t by_majority(const References *references) {
    return count_showing(references, 10) > MANY / 3 ? 11 : 10;
}

static uint32_t for_ever(const References *references) {
    return references->items[0].shown + 1;
}

/* ---- tests ---- */

static void test_settles_at_once(void **state) {
    (void)state;
    Play p = {.layout = always_three};
    assert_int_equal(play(&p, 2), 2);
    assert_int_equal(count_wrong(&p), 0);
    references_are_set(&p.references, 0); /* nothing is set again until a number changes */
    assert_false(references_changed(&p.references, 0));
    p.references.items[1].shown = 4;
    assert_true(references_changed(&p.references, 0));
    assert_int_equal(p.diag.reports.count, 0);
    arena_close(p.arena);
}

static void test_nothing_refers(void **state) {
    (void)state;
    Play p = {.layout = always_three, .arena = arena_open()};
    Document document = {0};
    p.references = references_find(p.arena, &document);
    p.references.real = ARENA_NEW(p.arena, uint32_t);
    assert_int_equal(references_settle(&p.references, play_round, &p, &p.diag), 1);
    arena_close(p.arena);
}

static void test_cheaper_state_is_kept(void **state) {
    (void)state;
    Play p = {.layout = nine_or_ten, .cost = nine_is_dear};
    play(&p, 1);
    assert_int_equal(p.references.real[0], 10); /* shows 9, which costs 100 */
    assert_int_equal(p.diag.reports.count, 1);
    const Report *report = &p.diag.reports.items[0];
    assert_int_equal(report->code, MESSAGE_REFERENCE_UNSETTLED);
    assert_true(str_equal(report->arguments[0], STR("ici")));
    assert_true(str_equal(report->arguments[1], STR("9 or 10")));
    assert_true(str_equal(report->arguments[2], STR("9")));
    assert_true(str_equal(report->arguments[3], STR("10")));
    arena_close(p.arena);
}

/* As many numbers are right as leave the id where it is, and each other one is reported. */
static void test_most_are_put_right(void **state) {
    (void)state;
    Play p = {.layout = by_majority};
    play(&p, MANY);
    size_t wrong = count_wrong(&p);
    assert_in_range(wrong, 1, MANY * 2 / 3);
    assert_int_equal(p.diag.reports.count, wrong);
    arena_close(p.arena);
}

static void test_without_end(void **state) {
    (void)state;
    Play p = {.layout = for_ever};
    play(&p, 3);
    assert_true(p.diag.reports.count > 0);
    arena_close(p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settles_at_once),       cmocka_unit_test(test_nothing_refers),
        cmocka_unit_test(test_cheaper_state_is_kept), cmocka_unit_test(test_most_are_put_right),
        cmocka_unit_test(test_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
