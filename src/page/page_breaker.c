/* Searches for plans, and what is told of them; see page_breaker.h. */
#include "page/page_search.h"

static PagePlans collect_plans(Search *s, Arena *arena, uint32_t end) {
    const State *last = &s->states.items.items[end];
    PagePlans plans = {.count = last->pages, .cost = last->cost};
    plans.pages = ARENA_ARRAY(arena, PagePlan, plans.count);
    size_t page = plans.count;
    for (uint32_t at = end; page > 0; at = s->states.items.items[at].previous)
        plans.pages[--page] = search_page(s, arena, search_edge_to(s, at));
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
        int64_t cost = edge->cost + to_go[edge->to];
        if (cost < to_go[edge->from]) to_go[edge->from] = cost;
    }
    return to_go;
}

/* What the pages cost from each one to the last. */
static const int64_t *costs_from(const Search *s, const PagePlans *plans) {
    int64_t *from = ARENA_ARRAY(s->arena, int64_t, plans->count + 1);
    for (size_t p = plans->count; p > 0; p--) from[p - 1] = from[p] + plans->pages[p - 1].cost;
    return from;
}

/* The cheapest ways to end a page elsewhere, before what they are is known. */
typedef struct Elsewhere {
    const Edge *edge; /* NULL: there is none */
    int64_t more;
} Elsewhere;

static void find_elsewhere(const Search *s, uint32_t end, const PagePlans *plans,
                           Elsewhere *others) {
    const int64_t *to_go = costs_to_go(s, end), *from = costs_from(s, plans);
    uint32_t *page_of =
        ARENA_ARRAY(s->arena, uint32_t, s->states.items.count); /* from 1; 0: none */
    for (uint32_t p = 0; p < plans->count; p++) {
        uint32_t start = search_find_start(s, &plans->pages[p], p);
        if (start != NO_STATE) page_of[start] = p + 1;
    }
    for (size_t i = 0; i < s->edges.count; i++) {
        const Edge *edge = &s->edges.items[i];
        if (page_of[edge->from] == 0 || to_go[edge->to] == INT64_MAX) continue;
        size_t page = page_of[edge->from] - 1;
        size_t place = flow_place(s->flow, s->states.items.items[edge->to].start.unit);
        if (place == plans->pages[page].end_place) continue;
        int64_t more = edge->cost + to_go[edge->to] - from[page];
        if (more < 0) more = 0; /* the best pages of many boxes may be missed: page_beam.h */
        if (others[page].edge != NULL && others[page].more <= more) continue;
        others[page] = (Elsewhere){edge, more};
    }
}

static void find_runners_up(Search *s, Arena *arena, uint32_t end, PagePlans *plans) {
    Elsewhere *others = ARENA_ARRAY(s->arena, Elsewhere, plans->count);
    find_elsewhere(s, end, plans, others);
    for (size_t p = 0; p < plans->count; p++) {
        if (others[p].edge == NULL) continue;
        PagePlan page = search_page(s, s->arena, *others[p].edge);
        PageRunnerUp *found = ARENA_NEW(arena, PageRunnerUp);
        *found = (PageRunnerUp){page.end_place, others[p].more, page.toll};
        plans->pages[p].runner_up = found;
    }
}

/* ---- searches ---- */

/* One search for the plans of its only number of pages, or of any. */
static bool search_plans(Arena *arena, const Flow *flow, const Search *like, PagePlans *plans) {
    Search search;
    bool found = search_flow(flow, like, &search) && search.ends[0] != NO_STATE;
    if (found) *plans = collect_plans(&search, arena, search.ends[0]);
    search_close(&search);
    return found;
}

/* What a quick search finds, with one end of each column, bounds what the full one looks at;
 * INT64_MAX if it finds nothing. */
static int64_t bound_cost(const Flow *flow, size_t width) {
    Search narrow = {.most = INT64_MAX, .narrow = true, .beam.width = width}, search;
    bool found = search_flow(flow, &narrow, &search);
    int64_t cost = found ? search.states.items.items[search.ends[0]].cost : INT64_MAX;
    search_close(&search);
    return cost;
}

/* For the number of pages that is wanted. */
static Search search_wanted(const Flow *flow) {
    const PageWanted *wanted = &flow->wanted;
    return (Search){.most = wanted->cost,
                    .counts = true,
                    .least_pages = (uint32_t)wanted->pages,
                    .most_pages = (uint32_t)wanted->pages,
                    .beam.width = beam_width(flow)};
}

static bool wants_pages(const Flow *flow) {
    return flow->wanted.pages > 0 && flow->wanted.pages < NO_STATE;
}

/* False if no number is wanted, or it cannot be had for what it may cost. */
static bool break_wanted(Arena *arena, const Flow *flow, PagePlans *plans) {
    Search search = search_wanted(flow);
    return wants_pages(flow) && search_plans(arena, flow, &search, plans);
}

static bool is_empty(const Flow *flow) {
    PageStart origin = {0};
    return search_is_end(flow, &origin);
}

PagePlans break_pages(Arena *arena, const Flow *flow) {
    PagePlans plans = {0};
    if (is_empty(flow) || break_wanted(arena, flow, &plans)) return plans;
    size_t width = beam_width(flow);
    Search search = {.most = bound_cost(flow, width), .beam.width = width};
    if (search_plans(arena, flow, &search, &plans)) return plans;
    search.most = INT64_MAX; /* the bound came from pages that are not offered here */
    search_plans(arena, flow, &search, &plans);
    return plans;
}

PagePlans break_pages_again(Arena *arena, const Flow *flow, const PagePlans *known) {
    PagePlans plans = *known;
    if (is_empty(flow) || break_wanted(arena, flow, &plans)) return plans;
    Search search = {.most = known->cost, .beam.width = beam_width(flow)};
    search_plans(arena, flow, &search, &plans);
    return plans;
}

void plans_explain(Arena *arena, const Flow *flow, PagePlans *plans) {
    if (is_empty(flow)) return;
    Search like = {.beam.width = beam_width(flow)}, search;
    if (wants_pages(flow) && plans->count == flow->wanted.pages) like = search_wanted(flow);
    like.most = INT64_MAX;
    like.explains = true;
    if (search_flow(flow, &like, &search) && search.ends[0] != NO_STATE)
        find_runners_up(&search, arena, search.ends[0], plans);
    search_close(&search);
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
