/* Fewer or more pages for an edition; see goals.h. */
#include "page/goals.h"

/* So many pages fewer or more are tried, in so many of the last parts. */
#define CHANGE_MOST 12
#define CHANGES     (2 * CHANGE_MOST + 1)
#define PARTS_MOST  48
/* A goal is worth so much for each page fewer or more: some widows, but no page half empty. */
#define CHANGE_COST_MOST 2000

/* A best form of a part with another number of pages. */
typedef struct Form {
    bool known;
    int64_t more;      /* what it costs more than the part's cheapest form */
    int64_t page_cost; /* that gives it */
} Form;

typedef struct PartForms {
    Form by_change[CHANGES]; /* change + CHANGE_MOST */
} PartForms;

/* ---- goals ---- */

size_t goals_blank_pages(const PageGoals *goals, size_t pages) {
    if (!goals->fill_blank || goals->multiple_of <= 1) return 0;
    size_t multiple = (size_t)goals->multiple_of;
    return (multiple - pages % multiple) % multiple;
}

bool goals_are_met(const PageGoals *goals, size_t pages) {
    size_t all = pages + goals_blank_pages(goals, pages);
    if (goals->multiple_of > 0 && all % (size_t)goals->multiple_of != 0) return false;
    if (goals->most > 0 && all > (size_t)goals->most) return false;
    return all >= (size_t)goals->least;
}

/* ---- forms of the parts ---- */

/* What a page is made to cost: from a little to more than all soft evils of a page. */
static const int64_t page_costs[] = {50000, 20000, 8000, 3000, 1200, 500, 200, 80, 30};
#define PAGE_COST_COUNT (sizeof page_costs / sizeof page_costs[0])

/* Breaks the part with a page cost; gives the change of its pages. */
static int64_t try_form(const GoalPart *part, int64_t page_cost, PartForms *forms) {
    Arena *arena = arena_open();
    Flow flow = part->part->flow;
    flow.page_cost = page_cost;
    PagePlans plans = break_pages(arena, &flow);
    int64_t change = (int64_t)plans.count - (int64_t)part->plans->count;
    int64_t more = plans.cost - part->plans->cost;
    arena_close(arena);
    if (change < -CHANGE_MOST || change > CHANGE_MOST || more >= COST_BROKEN_RULE) return change;
    Form *form = &forms->by_change[change + CHANGE_MOST];
    if (!form->known || more < form->more) *form = (Form){true, more, page_cost};
    return change;
}

/* The forms on one side: none, if even the dearest (or cheapest) pages change nothing. */
static void find_side(const GoalPart *part, int sign, PartForms *forms) {
    for (size_t i = 0; i < PAGE_COST_COUNT; i++) {
        int64_t change = try_form(part, sign * page_costs[i], forms);
        if (change == 0) return; /* nor do smaller costs change anything */
    }
}

static PartForms find_forms(const GoalPart *part) {
    PartForms forms = {0};
    forms.by_change[CHANGE_MOST] = (Form){true, 0, part->page_cost};
    find_side(part, /*dear: fewer pages*/ 1, &forms);
    find_side(part, /*cheap: more pages*/ -1, &forms);
    return forms;
}

/* ---- the cheapest combination ---- */

typedef struct Choosing {
    PartForms *forms;
    size_t count;
    int64_t (*least)[CHANGES]; /* one row a part, and a first one: cost of each change so far */
    int (*taken)[CHANGES];     /* the part's own change on the way there */
} Choosing;

static void choose_part(Choosing *c, size_t part) {
    for (int sum = 0; sum < CHANGES; sum++) {
        c->least[part + 1][sum] = INT64_MAX;
        for (int own = 0; own < CHANGES; own++) {
            const Form *form = &c->forms[part].by_change[own];
            int before = sum - (own - CHANGE_MOST);
            if (!form->known || before < 0 || before >= CHANGES) continue;
            if (c->least[part][before] == INT64_MAX) continue;
            int64_t cost = c->least[part][before] + form->more;
            if (cost >= c->least[part + 1][sum]) continue;
            c->least[part + 1][sum] = cost;
            c->taken[part][sum] = own;
        }
    }
}

/* The cheapest change of the whole that meets the goals; CHANGES for none. */
static int choose_change(const Choosing *c, const PageGoals *goals, size_t pages) {
    int best = CHANGES;
    const int64_t *least = c->least[c->count];
    for (int sum = 0; sum < CHANGES; sum++) {
        int64_t made = (int64_t)pages + sum - CHANGE_MOST;
        int64_t changed = sum < CHANGE_MOST ? CHANGE_MOST - sum : sum - CHANGE_MOST;
        if (least[sum] > changed * CHANGE_COST_MOST || made < 1) continue;
        if (!goals_are_met(goals, (size_t)made)) continue;
        if (best == CHANGES || least[sum] < least[best]) best = sum;
    }
    return best;
}

bool goals_choose(const PageGoals *goals, size_t pages, GoalPart *parts, size_t count) {
    size_t first = count > PARTS_MOST ? count - PARTS_MOST : 0;
    Arena *arena = arena_open();
    Choosing choosing = {.count = count - first};
    choosing.forms = ARENA_ARRAY(arena, PartForms, choosing.count);
    choosing.least = arena_take(arena, sizeof *choosing.least, choosing.count + 1);
    choosing.taken = arena_take(arena, sizeof *choosing.taken, choosing.count + 1);
    for (int sum = 0; sum < CHANGES; sum++)
        choosing.least[0][sum] = sum == CHANGE_MOST ? 0 : INT64_MAX;
    for (size_t i = 0; i < choosing.count; i++) {
        choosing.forms[i] = find_forms(&parts[first + i]);
        choose_part(&choosing, i);
    }
    int sum = choose_change(&choosing, goals, pages);
    for (size_t i = choosing.count; sum < CHANGES && i > 0; i--) {
        int own = choosing.taken[i - 1][sum];
        parts[first + i - 1].page_cost = choosing.forms[i - 1].by_change[own].page_cost;
        sum -= own - CHANGE_MOST;
    }
    arena_close(arena);
    return sum < CHANGES;
}
