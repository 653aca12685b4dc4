/* Searches for plans, and what is told of them; see page_breaker.h. */
#include "page/page_search.h"

static PagePlans collect_plans(Search *s, Arena *arena, uint32_t end) {
    const State *last = &s->states.items.items[end];
    PagePlans plans = {.count = last->pages, .cost = last->cost};
    plans.pages = ARENA_ARRAY(arena, PagePlan, plans.count);
    size_t page = plans.count;
    for (uint32_t at = end; page > 0; at = s->states.items.items[at].previous)
        plans.pages[--page] = search_page(s, arena, at);
    return plans;
}

/* ---- explanations ---- */

/* The least cost from each state to the end: an edge leads to a state left later, whose own edges
 * stand behind it. */
static const int64_t *costs_to_go(const Search *s, uint32_t end) {
    int64_t *to_go = ARENA_ARRAY(s->arena, int64_t, s->states.items.count);
    for (size_t i = 0; i < s->states.items.count; i++) to_go[i] = INT64_MAX;
    to_go[end] = 0;
    for (size_t i = s->edges.count; i > 0; i--) {
        const Edge *edge = &s->edges.items[i - 1];
        if (to_go[edge->to] == INT64_MAX) continue;
        int64_t cost = toll_sum(&edge->toll) + to_go[edge->to];
        if (cost < to_go[edge->from]) to_go[edge->from] = cost;
    }
    return to_go;
}

static void find_runners_up(const Search *s, Arena *arena, uint32_t end, PagePlans *plans) {
    const int64_t *to_go = costs_to_go(s, end);
    uint32_t *page_of =
        ARENA_ARRAY(s->arena, uint32_t, s->states.items.count); /* from 1; 0: none */
    size_t page = plans->count;
    for (uint32_t n = s->states.items.items[end].previous; n != NO_STATE;
         n = s->states.items.items[n].previous) {
        page_of[n] = (uint32_t)page--;
    }
    for (size_t i = 0; i < s->edges.count; i++) {
        const Edge *edge = &s->edges.items[i];
        if (page_of[edge->from] == 0 || to_go[edge->to] == INT64_MAX) continue;
        PagePlan *plan = &plans->pages[page_of[edge->from] - 1];
        size_t place = flow_place(s->flow, s->states.items.items[edge->to].start.unit);
        if (place == plan->end_place) continue;
        int64_t more = toll_sum(&edge->toll) + to_go[edge->to] - to_go[edge->from];
        if (plan->runner_up != NULL && plan->runner_up->more <= more) continue;
        PageRunnerUp *found = ARENA_NEW(arena, PageRunnerUp);
        *found = (PageRunnerUp){place, more, edge->toll};
        plan->runner_up = found;
    }
}

/* ---- searches ---- */

/* One search for the plans of its only number of pages, or of any. */
static bool search_plans(Arena *arena, const Flow *flow, const Search *like, PagePlans *plans) {
    Search search;
    bool found = search_flow(flow, like, &search);
    if (found) *plans = collect_plans(&search, arena, search.ends[0]);
    if (found && search.explains) find_runners_up(&search, arena, search.ends[0], plans);
    search_close(&search);
    return found;
}

/* What a quick search finds, with one end of each column, bounds what the full one looks at;
 * INT64_MAX if it finds nothing. */
static int64_t bound_cost(const Flow *flow, size_t width) {
    PagePlans plans = {0};
    Search narrow = {.most = INT64_MAX, .narrow = true, .beam.width = width};
    Arena *arena = arena_open();
    bool found = search_plans(arena, flow, &narrow, &plans);
    arena_close(arena);
    return found ? plans.cost : INT64_MAX;
}

/* The best pages of any number. */
static PagePlans search_any(Arena *arena, const Flow *flow, int64_t most, bool explains) {
    PagePlans plans = {0};
    size_t width = beam_width(flow);
    if (!explains && most == INT64_MAX) most = bound_cost(flow, width);
    Search search = {
        .most = explains ? INT64_MAX : most, .explains = explains, .beam.width = width};
    if (search_plans(arena, flow, &search, &plans)) return plans;
    search.most = INT64_MAX; /* the bound came from pages that are not offered here */
    search_plans(arena, flow, &search, &plans);
    return plans;
}

/* Searches for the number of pages that is wanted; false if there is no such solution. */
static bool search_wanted(Arena *arena, const Flow *flow, bool explains, PagePlans *plans) {
    const PageWanted *wanted = &flow->wanted;
    if (wanted->pages == 0 || wanted->pages >= NO_STATE) return false;
    Search search = {.most = explains ? INT64_MAX : wanted->cost,
                     .explains = explains,
                     .counts = true,
                     .least_pages = (uint32_t)wanted->pages,
                     .most_pages = (uint32_t)wanted->pages,
                     .beam.width = beam_width(flow)};
    return search_plans(arena, flow, &search, plans);
}

static PagePlans break_flow(Arena *arena, const Flow *flow, int64_t most, bool explains) {
    PageStart origin = {0};
    PagePlans plans = {0};
    if (search_is_end(flow, &origin)) return plans;
    if (search_wanted(arena, flow, explains, &plans)) return plans;
    return search_any(arena, flow, most, explains);
}

PagePlans break_pages(Arena *arena, const Flow *flow) {
    return break_flow(arena, flow, INT64_MAX, /*explains*/ false);
}

PagePlans break_pages_again(Arena *arena, const Flow *flow, int64_t most) {
    return break_flow(arena, flow, most, /*explains*/ false);
}

PagePlans break_pages_explained(Arena *arena, const Flow *flow) {
    return break_flow(arena, flow, INT64_MAX, /*explains*/ true);
}

int64_t plans_flexed_cost(const PagePlans *plans) {
    int64_t cost = 0;
    for (size_t p = 0; p < plans->count; p++) cost += plans->pages[p].toll.evils[EVIL_FLEXED];
    return cost;
}

PageForms break_pages_counted(Arena *arena, const Flow *flow, size_t least, size_t most,
                              int64_t cost) {
    PageForms forms = {.least = least, .most = most};
    forms.forms = ARENA_ARRAY(arena, PageForm, most - least + 1);
    Search like = {.most = cost,
                   .counts = true,
                   .least_pages = (uint32_t)least,
                   .most_pages = (uint32_t)most,
                   .beam.width = beam_width(flow)};
    Search search;
    search_flow(flow, &like, &search);
    for (size_t i = 0; i <= most - least; i++) {
        uint32_t end = search.ends[i];
        if (end == NO_STATE) continue;
        PagePlans plans = collect_plans(&search, search.arena, end);
        forms.forms[i] = (PageForm){true, plans.cost, plans_flexed_cost(&plans)};
    }
    forms.lacking = search.lacking;
    search_close(&search);
    return forms;
}
