/* Fewer or more pages for an edition; see goals.h. */
#include "page/goals.h"

/* So many pages fewer or more are tried, in so many of the last parts. */
#define CHANGE_MOST 12
#define CHANGES     (2 * CHANGE_MOST + 1)
#define PARTS_MOST  48
/* A part's forms are searched together, which takes time by its pages and by how many numbers of
 * them are told apart: long parts are tried with few. */
#define PAGES_COUNTED 1800
/* A goal is worth so much for each page fewer or more: some widows, but no page half empty. */
#define CHANGE_COST_MOST 2000

/* Pages fewer or more that meet the goals. */
typedef struct Changes {
    int fewer, more; /* 0: none near */
} Changes;

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

/* The change by a step at a time that first meets the goals; 0 for none near. */
static int nearest_change(const PageGoals *goals, size_t pages, int step) {
    for (int change = step; change >= -CHANGE_MOST && change <= CHANGE_MOST; change += step) {
        int64_t made = (int64_t)pages + change;
        if (made >= 1 && goals_are_met(goals, (size_t)made)) return change;
    }
    return 0;
}

static Changes changes_make(const PageGoals *goals, size_t pages) {
    return (Changes){-nearest_change(goals, pages, -1), nearest_change(goals, pages, 1)};
}

int goals_change(const PageGoals *goals, size_t pages) {
    Changes changes = changes_make(goals, pages);
    bool fewer = changes.fewer > 0 && (changes.more == 0 || changes.fewer <= changes.more);
    return fewer ? -changes.fewer : changes.more;
}

/* ---- forms of the parts ---- */

/* What a part's pages may cost more: so much for each page changed, and as many flexed paragraphs
 * as a page has lines; never a broken rule. */
static int64_t cost_most(const Flow *flow, int changed) {
    int64_t lines = (int64_t)flow->rows * flow->columns;
    int64_t flexed = flow->flex_count > 0 ? 2 * lines * flow->evils[EVIL_FLEXED] : 0;
    int64_t most = changed * (CHANGE_COST_MOST + flexed);
    return most < COST_BROKEN_RULE ? most : COST_BROKEN_RULE - 1;
}

/* How many pages fewer and more of a part are tried together; one of either always is. */
static int changes_most(const GoalPart *part) {
    size_t count = part->plans->count;
    if (count == 0) return 0;
    size_t most = PAGES_COUNTED / count;
    if (most > CHANGE_MOST + 1) return CHANGE_MOST;
    return most > 2 ? (int)most - 1 : 1;
}

/* Those of the edition's changes that are tried of a part: the smaller one first. */
static Changes part_changes(const GoalPart *part, const Changes *all) {
    int most = changes_most(part);
    Changes own = {all->fewer < most ? all->fewer : most, all->more < most ? all->more : most};
    int *larger = own.fewer > own.more ? &own.fewer : &own.more;
    if (own.fewer + own.more > most) *larger -= own.fewer + own.more - most;
    if (own.fewer >= (int)part->plans->count) own.fewer = (int)part->plans->count - 1;
    return own;
}

/* Changes that all parts together cannot reach are not tried. */
static void drop_unreachable(Changes *changes, const GoalPart *parts, size_t count) {
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) most += changes_most(&parts[i]);
    if (changes->fewer > most) changes->fewer = 0;
    if (changes->more > most) changes->more = 0;
}

/* The part with as many pages as may be wanted of it; an empty one has none. */
static PageForms find_forms(Arena *arena, GoalPart *part, const Changes *changes) {
    size_t count = part->plans->count;
    if (count == 0) {
        PageForms none = {.forms = ARENA_NEW(arena, PageForm)};
        none.forms[0].known = true;
        return none;
    }
    Changes own = part_changes(part, changes);
    size_t fewer = (size_t)own.fewer;
    int changed = own.fewer > own.more ? own.fewer : own.more;
    const Flow *flow = &part->part->flow;
    PageForms forms = break_pages_counted(arena, flow, count - fewer, count + (size_t)own.more,
                                          part->plans->cost + cost_most(flow, changed));
    bool known = own.fewer == changes->fewer && fewer > 0 && forms.lacking < INT64_MAX;
    part->lacking = known ? forms.lacking : 0;
    forms.forms[fewer] = (PageForm){true, part->plans->cost, plans_flexed_cost(part->plans)};
    return forms;
}

/* ---- the cheapest combination ---- */

/* The cheapest way to a change of all parts so far. */
typedef struct Way {
    bool known;
    int64_t cost;   /* more than that of the parts as they are */
    int64_t flexed; /* part of it */
    size_t form;    /* of the last part */
} Way;

typedef struct Choosing {
    const GoalPart *parts;
    const PageForms *forms;
    size_t count;
    Way (*ways)[CHANGES]; /* one row a part, and a first one: by change + CHANGE_MOST */
} Choosing;

static int form_change(const Choosing *c, size_t part, size_t form) {
    return (int)(c->forms[part].least + form) - (int)c->parts[part].plans->count;
}

static void choose_part(Choosing *c, size_t part) {
    const PageForms *forms = &c->forms[part];
    const PagePlans *plans = c->parts[part].plans;
    int64_t flexed = plans_flexed_cost(plans);
    for (int sum = 0; sum < CHANGES; sum++) {
        for (size_t i = 0; i <= forms->most - forms->least; i++) {
            const PageForm *form = &forms->forms[i];
            int before = sum - form_change(c, part, i);
            if (!form->known || before < 0 || before >= CHANGES) continue;
            const Way *from = &c->ways[part][before];
            Way *way = &c->ways[part + 1][sum];
            int64_t cost = from->cost + form->cost - plans->cost;
            if (!from->known || (way->known && cost >= way->cost)) continue;
            *way = (Way){true, cost, from->flexed + form->flexed - flexed, i};
        }
    }
}

/* The cheapest change of the whole that meets the goals; CHANGES for none. */
static int choose_change(const Choosing *c, const PageGoals *goals, size_t pages) {
    int best = CHANGES;
    const Way *ways = c->ways[c->count];
    for (int sum = 0; sum < CHANGES; sum++) {
        int64_t made = (int64_t)pages + sum - CHANGE_MOST;
        int64_t changed = sum < CHANGE_MOST ? CHANGE_MOST - sum : sum - CHANGE_MOST;
        if (!ways[sum].known || made < 1 || !goals_are_met(goals, (size_t)made)) continue;
        int64_t flexed = ways[sum].flexed > 0 ? ways[sum].flexed : 0;
        if (ways[sum].cost - flexed > changed * CHANGE_COST_MOST) continue;
        if (best == CHANGES || ways[sum].cost < ways[best].cost) best = sum;
    }
    return best;
}

/* Goes back over the parts. */
static void take_forms(const Choosing *c, GoalPart *parts, int sum) {
    for (size_t i = c->count; i > 0; i--) {
        size_t form = c->ways[i][sum].form;
        int change = form_change(c, i - 1, form);
        const PageForms *forms = &c->forms[i - 1];
        if (change != 0)
            parts[i - 1].wanted = (PageWanted){forms->least + form, forms->forms[form].cost};
        sum -= change;
    }
}

bool goals_choose(const PageGoals *goals, size_t pages, GoalPart *parts, size_t count) {
    Changes changes = changes_make(goals, pages);
    size_t first = count > PARTS_MOST ? count - PARTS_MOST : 0;
    drop_unreachable(&changes, parts + first, count - first);
    if (changes.fewer == 0 && changes.more == 0) return false;
    Arena *arena = arena_open();
    Choosing choosing = {.parts = parts + first, .count = count - first};
    PageForms *forms = ARENA_ARRAY(arena, PageForms, choosing.count);
    choosing.forms = forms;
    choosing.ways = arena_take(arena, sizeof *choosing.ways, choosing.count + 1);
    choosing.ways[0][CHANGE_MOST].known = true;
    for (size_t i = 0; i < choosing.count; i++) {
        forms[i] = find_forms(arena, &parts[first + i], &changes);
        choose_part(&choosing, i);
    }
    int sum = choose_change(&choosing, goals, pages);
    if (sum < CHANGES) take_forms(&choosing, parts + first, sum);
    arena_close(arena);
    return sum < CHANGES;
}
