/* The dynamic programme over page starts; see page_breaker.h. */
#include "page/page_breaker.h"

#include <assert.h>

#include "base/map.h"
#include "page/page_fill.h"

#define NO_STATE      UINT32_MAX
#define FLOATS_A_PAGE 3

typedef struct State {
    PageStart start;
    uint32_t previous; /* state the page before begins at */
    int64_t cost;
    PagePlan page; /* the page that leads here */
} State;

typedef struct Search {
    Arena *arena;   /* until the search ends */
    Arena *scratch; /* until a state is left */
    const Flow *flow;
    VEC(State) states;
    Map known;          /* the numbers of a PageStart -> state number */
    VEC(uint32_t) open; /* states not yet left, a heap by place in the flow */
} Search;

/* States are left in the order of what is set so far: each edge sets more, so a state is final when
 * it is left. */
static bool comes_before(const PageStart *a, const PageStart *b) {
    if (a->unit != b->unit) return a->unit < b->unit;
    if (a->note != b->note) return a->note < b->note;
    return a->first_float < b->first_float;
}

static bool open_before(const Search *s, size_t a, size_t b) {
    return comes_before(&s->states.items[s->open.items[a]].start,
                        &s->states.items[s->open.items[b]].start);
}

static void swap_open(Search *s, size_t a, size_t b) {
    uint32_t held = s->open.items[a];
    s->open.items[a] = s->open.items[b];
    s->open.items[b] = held;
}

static void open_push(Search *s, uint32_t state) {
    VEC_PUSH(s->arena, &s->open, state);
    for (size_t at = s->open.count - 1; at > 0 && open_before(s, at, (at - 1) / 2);
         at = (at - 1) / 2) {
        swap_open(s, at, (at - 1) / 2);
    }
}

static uint32_t open_pop(Search *s) {
    uint32_t first = s->open.items[0];
    s->open.items[0] = s->open.items[--s->open.count];
    for (size_t at = 0;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < s->open.count; child++) {
            if (open_before(s, child, least)) least = child;
        }
        if (least == at) return first;
        swap_open(s, at, least);
        at = least;
    }
}

/* The state of a page start, new or known. */
static uint32_t find_state(Search *s, PageStart start) {
    size_t *key = ARENA_ARRAY(s->arena, size_t, 3);
    key[0] = start.unit;
    key[1] = start.note;
    key[2] = start.first_float;
    Str name = {(const char *)key, 3 * sizeof *key};
    uint32_t *held = map_find(&s->known, name);
    if (held != NULL) return *held;
    held = ARENA_NEW(s->arena, uint32_t);
    *held = (uint32_t)s->states.count;
    map_put(&s->known, name, held);
    State state = {.start = start, .previous = NO_STATE, .cost = INT64_MAX};
    VEC_PUSH(s->arena, &s->states, state);
    open_push(s, *held);
    return *held;
}

static PageSlot *copy_slots(Arena *arena, const PagePlan *plan) {
    PageSlot *slots = ARENA_ARRAY(arena, PageSlot, plan->slot_count);
    for (size_t i = 0; i < plan->slot_count; i++) slots[i] = plan->slots[i];
    return slots;
}

static void take_offer(Search *s, uint32_t from, const PageOffer *offer) {
    uint32_t to = find_state(s, offer->next);
    int64_t cost = s->states.items[from].cost + offer->plan.cost + 1; /* of equals, fewer pages */
    State *state = &s->states.items[to];
    if (cost >= state->cost) return;
    state->cost = cost;
    state->previous = from;
    state->page = offer->plan;
    state->page.slots = copy_slots(s->arena, &offer->plan);
}

static bool advances(const PageStart *from, const PageStart *to) {
    return to->unit > from->unit || to->note > from->note || to->first_float > from->first_float;
}

static void leave_state(Search *s, uint32_t number) {
    PageStart start = s->states.items[number].start;
    size_t waiting = s->flow->float_count - start.first_float;
    size_t taken = 0;
    for (int forced = 0; forced <= 1 && taken == 0; forced++) {
        for (size_t floats = 0; floats <= waiting && floats <= FLOATS_A_PAGE; floats++) {
            ArenaMark mark = arena_mark(s->scratch);
            PageOffers offers = {0};
            page_fill(s->scratch, s->flow, start, floats, forced == 1, &offers);
            for (size_t i = 0; i < offers.count; i++) {
                if (!advances(&start, &offers.items[i].next)) continue;
                take_offer(s, number, &offers.items[i]);
                taken++;
            }
            arena_release(s->scratch, mark);
        }
    }
}

static bool is_end(const Flow *flow, const PageStart *start) {
    return start->unit == flow->unit_count && start->note == flow->note_count &&
           start->first_float == flow->float_count;
}

PagePlans break_pages(Arena *arena, const Flow *flow) {
    PagePlans plans = {0};
    PageStart origin = {0};
    if (is_end(flow, &origin)) return plans;
    Arena *own = arena_open();
    Search search = {.arena = own, .scratch = arena_open(), .flow = flow, .known = {.arena = own}};
    uint32_t at = find_state(&search, origin);
    search.states.items[at].cost = 0;
    while (search.open.count > 0) {
        at = open_pop(&search);
        if (is_end(flow, &search.states.items[at].start)) break;
        leave_state(&search, at);
    }
    assert(is_end(flow, &search.states.items[at].start)); /* a forced page always sets something */
    plans.cost = search.states.items[at].cost;
    for (uint32_t n = at; search.states.items[n].previous != NO_STATE;
         n = search.states.items[n].previous) {
        plans.count++;
    }
    plans.pages = ARENA_ARRAY(arena, PagePlan, plans.count);
    size_t page = plans.count;
    for (uint32_t n = at; search.states.items[n].previous != NO_STATE;
         n = search.states.items[n].previous) {
        plans.pages[--page] = search.states.items[n].page;
        plans.pages[page].slots = copy_slots(arena, &search.states.items[n].page);
    }
    arena_close(search.scratch);
    arena_close(own);
    return plans;
}
