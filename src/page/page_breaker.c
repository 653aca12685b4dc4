/* The dynamic programme over page starts; see page_breaker.h. */
#include "page/page_breaker.h"

#include <assert.h>
#include <string.h>

#include "base/map.h"
#include "page/page_beam.h"
#include "page/page_fill.h"

#define NO_STATE            UINT32_MAX
#define FLOATS_CROWD        2
#define FLOATS_CROWD_ACROSS (8 * PAGE_FLOATS_MOST)
/* Where none of the page starts that go on leads to the end, more do, and at last all. */
#define BEAM_WIDENING   8
#define BEAM_WIDTH_MOST 500

typedef struct State {
    PageStart start;
    int64_t progress;  /* of it: page_beam.h */
    uint32_t previous; /* state the page before begins at */
    uint32_t pages;    /* up to here */
    int64_t cost;
    PagePlan page;   /* the page that leads here */
    uint32_t beside; /* another state at the same unit and note, or NO_STATE */
} State;

/* An offer that was considered, for explanations. */
typedef struct Edge {
    uint32_t from, to;
    Toll toll;
} Edge;

typedef struct Search {
    Arena *arena;   /* until the search ends */
    Arena *scratch; /* until a state is left */
    const Flow *flow;
    VEC(State) states;
    Map known;          /* the numbers of a PageStart -> state number */
    Map beside;         /* unit and note -> the last state made there */
    bool columns;       /* some box stands in one or some columns */
    VEC(uint32_t) open; /* states not yet left, a heap by place in the flow */
    int64_t most;       /* what all pages may cost: more is known not to be the best */
    Beam beam;
    bool narrow; /* one end of each column is enough */
    bool explains;
    VEC(Edge) edges; /* all offers, if it explains: those of a state left earlier stand before */
} Search;

/* States are left in the order of what is set so far: each edge sets more, so a state is final when
 * it is left. Two places of one variant may stand for the same normal unit; then their own order
 * counts. */
static bool comes_before(const Flow *flow, const PageStart *a, const PageStart *b) {
    size_t place_a = flow_place(flow, a->unit), place_b = flow_place(flow, b->unit);
    if (place_a != place_b) return place_a < place_b;
    if (a->note != b->note) return a->note < b->note;
    if (a->first_float != b->first_float) return a->first_float < b->first_float;
    if (a->unit != b->unit) return a->unit < b->unit;
    return a->facing < b->facing;
}

static bool open_before(const Search *s, size_t a, size_t b) {
    const State *first = &s->states.items[s->open.items[a]];
    const State *second = &s->states.items[s->open.items[b]];
    if (first->progress != second->progress) return first->progress < second->progress;
    return comes_before(s->flow, &first->start, &second->start);
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

/* The states at a unit and note: the last one made leads to the others. */
static uint32_t *states_beside(Search *s, const PageStart *start) {
    size_t *key = ARENA_ARRAY(s->arena, size_t, 2);
    key[0] = start->unit;
    key[1] = start->note;
    Str name = {(const char *)key, 2 * sizeof *key};
    uint32_t *held = map_find(&s->beside, name);
    if (held == NULL) {
        map_put(&s->beside, name, held = ARENA_NEW(s->arena, uint32_t));
        *held = NO_STATE;
    }
    return held;
}

/* The state of a page start, new or known. */
static uint32_t find_state(Search *s, PageStart start) {
    size_t numbers[4] = {start.unit, start.note, start.first_float, start.facing};
    uint32_t *held = map_find(&s->known, (Str){(const char *)numbers, sizeof numbers});
    if (held != NULL) return *held;
    size_t *key = ARENA_ARRAY(s->arena, size_t, 4);
    memcpy(key, numbers, sizeof numbers);
    Str name = {(const char *)key, sizeof numbers};
    held = ARENA_NEW(s->arena, uint32_t);
    *held = (uint32_t)s->states.count;
    map_put(&s->known, name, held);
    State state = {.start = start,
                   .progress = beam_progress(&s->beam, &start),
                   .previous = NO_STATE,
                   .cost = INT64_MAX,
                   .beside = NO_STATE};
    if (s->columns) {
        uint32_t *beside = states_beside(s, &start);
        state.beside = *beside;
        *beside = *held;
    }
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
    if (s->explains) {
        Edge edge = {from, to, offer->plan.toll};
        VEC_PUSH(s->arena, &s->edges, edge);
    }
    int64_t cost = s->states.items[from].cost + offer->plan.cost + s->flow->page_cost;
    uint32_t pages = s->states.items[from].pages + 1;
    State *state = &s->states.items[to];
    if (cost > state->cost || (cost == state->cost && pages >= state->pages)) return;
    state->cost = cost;
    state->pages = pages;
    state->previous = from;
    state->page = offer->plan;
    state->page.slots = copy_slots(s->arena, &offer->plan);
    beam_see(&s->beam, &state->start, cost);
}

static bool advances(const PageStart *from, const PageStart *to) {
    return to->unit != from->unit || to->note > from->note || to->first_float > from->first_float;
}

/* About where on a page that begins at start the call of a box stands: its column, if nothing but
 * text filled the page. */
static int32_t column_of_call(const Flow *flow, const PageStart *start, const FlowFloat *box) {
    int64_t rows = 0, most = (int64_t)flow->rows * (flow->columns - 1);
    for (size_t u = flow_place(flow, start->unit); u < box->anchor && rows < most; u++)
        rows += flow->units[u].rows + flow->units[u].space;
    return (int32_t)((rows < most ? rows : most) / flow->rows);
}

/* Fills the page with its boxes in the columns of their calls and the next ones, the later boxes in
 * no earlier column than those before: two columns a box keep the ways to fill a page few. Gives
 * how many offers were taken. */
static size_t fill_with(Search *s, uint32_t number, PageWish *wish, size_t at, int32_t column) {
    PageStart start = s->states.items[number].start;
    size_t taken = 0;
    if (at < wish->floats) {
        const FlowFloat *box = &s->flow->floats[start.first_float + at];
        wish->columns[at] = -1;
        if (box->columns == 0) return fill_with(s, number, wish, at + 1, column);
        int32_t last = s->flow->columns - box->columns;
        int32_t first = column_of_call(s->flow, &start, box);
        if (first < column) first = column;
        if (first > last) first = last > 0 ? last : 0;
        int32_t tried = wish->narrow ? first : first + 1;
        for (int32_t c = first; c <= tried && (c <= last || c == first); c++) {
            wish->columns[at] = c;
            taken += fill_with(s, number, wish, at + 1, c);
        }
        return taken;
    }
    ArenaMark mark = arena_mark(s->scratch);
    PageOffers offers = {0};
    page_fill(s->scratch, s->flow, start, wish, &offers);
    for (size_t i = 0; i < offers.count; i++) {
        if (!advances(&start, &offers.items[i].next)) continue;
        take_offer(s, number, &offers.items[i]);
        taken++;
    }
    arena_release(s->scratch, mark);
    return taken;
}

/* True if another state has set the same text and more boxes, and costs no more: what is left to do
 * from there is less. Without this, boxes that wait for columns make states without number. */
static bool is_outdone(Search *s, uint32_t number) {
    const State *state = &s->states.items[number];
    for (uint32_t n = *states_beside(s, &state->start); n != NO_STATE;
         n = s->states.items[n].beside) {
        const State *other = &s->states.items[n];
        if (other->start.first_float > state->start.first_float && other->cost <= state->cost)
            return true;
    }
    return false;
}

/* True where so many boxes wait that were called before this page that the text goes faster than
 * they can be placed: of one column two, across them as many as eight pages hold. Then a page takes
 * as many as it can, fewer only where those do not fit, and one way to place them will do. */
static bool is_crowded(const Search *s, const PageStart *start) {
    if (!s->columns && s->beam.width == 0) return false;
    size_t crowd = s->columns ? FLOATS_CROWD : FLOATS_CROWD_ACROSS;
    size_t last = start->first_float + crowd - 1;
    return last < s->flow->float_count &&
           s->flow->floats[last].anchor <= flow_place(s->flow, start->unit);
}

static void leave_state(Search *s, uint32_t number) {
    PageStart start = s->states.items[number].start;
    size_t waiting = s->flow->float_count - start.first_float;
    size_t taken = 0;
    /* A forced page breaks a rule. */
    int64_t most = s->most == INT64_MAX
                       ? INT64_MAX
                       : s->most - s->states.items[number].cost - beam_later_debt(s->flow, &start);
    int last = most < COST_BROKEN_RULE ? 0 : 1;
    for (int forced = 0; forced <= last && taken == 0; forced++) {
        size_t floats_most = waiting < PAGE_FLOATS_MOST ? waiting : PAGE_FLOATS_MOST;
        bool crowded = is_crowded(s, &start);
        for (size_t i = 0; i <= floats_most && !(crowded && taken > 0); i++) {
            PageWish wish = {.floats = crowded ? floats_most - i : i,
                             .forced = forced == 1,
                             .narrow = s->narrow || crowded,
                             .most = most};
            taken += fill_with(s, number, &wish, 0, 0);
        }
    }
}

static bool is_end(const Flow *flow, const PageStart *start) {
    return start->unit == flow->unit_count && start->note == flow->note_count &&
           start->first_float == flow->float_count;
}

/* Where the first page stands: see PageStart. */
static uint32_t first_facing(const Flow *flow) {
    if (flow->first_page == 0 || flow->evils[EVIL_FACING] == 0) return FACING_NOTHING;
    return flow->first_page % 2 == 0 ? FACING_LEFT : FACING_RIGHT;
}

/* Walks over the states; gives the end, where all is set, or NO_STATE if that costs too much. */
static uint32_t search_run(Search *s) {
    uint32_t at = find_state(s, (PageStart){.facing = first_facing(s->flow)});
    s->states.items[at].cost = 0;
    while (s->open.count > 0) {
        at = open_pop(s);
        if (is_end(s->flow, &s->states.items[at].start)) return at;
        if (s->columns && is_outdone(s, at)) continue;
        if (!beam_keeps(&s->beam, &s->states.items[at].start, s->states.items[at].cost)) continue;
        leave_state(s, at);
    }
    assert(s->most < INT64_MAX || s->beam.width > 0); /* a forced page always sets something */
    return NO_STATE;
}

static PagePlans collect_plans(const Search *s, Arena *arena, uint32_t end) {
    const State *last = &s->states.items[end];
    int64_t wanted = (int64_t)last->pages * s->flow->page_cost; /* no toll of any page */
    PagePlans plans = {.count = last->pages, .cost = last->cost - wanted};
    plans.pages = ARENA_ARRAY(arena, PagePlan, plans.count);
    size_t page = plans.count;
    for (const State *state = last; state->previous != NO_STATE;
         state = &s->states.items[state->previous]) {
        plans.pages[--page] = state->page;
        plans.pages[page].slots = copy_slots(arena, &state->page);
    }
    return plans;
}

/* ---- explanations ---- */

/* The least cost from each state to the end: an edge leads to a state left later, whose own edges
 * stand behind it. */
static const int64_t *costs_to_go(const Search *s, uint32_t end) {
    int64_t *to_go = ARENA_ARRAY(s->arena, int64_t, s->states.count);
    for (size_t i = 0; i < s->states.count; i++) to_go[i] = INT64_MAX;
    to_go[end] = 0;
    for (size_t i = s->edges.count; i > 0; i--) {
        const Edge *edge = &s->edges.items[i - 1];
        if (to_go[edge->to] == INT64_MAX) continue;
        int64_t cost = toll_sum(&edge->toll) + s->flow->page_cost + to_go[edge->to];
        if (cost < to_go[edge->from]) to_go[edge->from] = cost;
    }
    return to_go;
}

static void find_runners_up(const Search *s, Arena *arena, uint32_t end, PagePlans *plans) {
    const int64_t *to_go = costs_to_go(s, end);
    uint32_t *page_of = ARENA_ARRAY(s->arena, uint32_t, s->states.count); /* from 1; 0: none */
    size_t page = plans->count;
    for (uint32_t n = s->states.items[end].previous; n != NO_STATE;
         n = s->states.items[n].previous) {
        page_of[n] = (uint32_t)page--;
    }
    for (size_t i = 0; i < s->edges.count; i++) {
        const Edge *edge = &s->edges.items[i];
        if (page_of[edge->from] == 0 || to_go[edge->to] == INT64_MAX) continue;
        PagePlan *plan = &plans->pages[page_of[edge->from] - 1];
        size_t place = flow_place(s->flow, s->states.items[edge->to].start.unit);
        if (place == plan->end_place) continue;
        int64_t more =
            toll_sum(&edge->toll) + s->flow->page_cost + to_go[edge->to] - to_go[edge->from];
        if (plan->runner_up != NULL && plan->runner_up->more <= more) continue;
        PageRunnerUp *found = ARENA_NEW(arena, PageRunnerUp);
        *found = (PageRunnerUp){place, more, edge->toll};
        plan->runner_up = found;
    }
}

/* One search; false if no solution costs that little. */
static bool search_flow(Arena *arena, const Flow *flow, const Search *like, PagePlans *plans) {
    Search search = *like;
    search.flow = flow;
    search.arena = search.known.arena = search.beside.arena = arena_open();
    for (size_t i = 0; i < flow->float_count; i++)
        search.columns = search.columns || flow->floats[i].columns > 0;
    search.beam = beam_make(search.arena, flow, like->beam.width);
    search.scratch = arena_open();
    uint32_t end = search_run(&search);
    if (end != NO_STATE) *plans = collect_plans(&search, arena, end);
    if (end != NO_STATE && search.explains) find_runners_up(&search, arena, end, plans);
    arena_close(search.scratch);
    arena_close(search.arena);
    return end != NO_STATE;
}

/* What a quick search finds, with one end of each column, bounds what the full one looks at;
 * INT64_MAX if it finds nothing. */
static int64_t bound_cost(const Flow *flow, size_t width) {
    PagePlans plans = {0};
    Search narrow = {.most = INT64_MAX, .narrow = true, .beam.width = width};
    Arena *arena = arena_open();
    bool found = search_flow(arena, flow, &narrow, &plans);
    arena_close(arena);
    return found ? plans.cost : INT64_MAX;
}

/* One search with so many page starts a stretch of text; false if none of them leads to the end. */
static bool search_width(Arena *arena, const Flow *flow, size_t width, int64_t most, bool explains,
                         PagePlans *plans) {
    bool bounded = flow->page_cost == 0 && !explains;
    if (bounded && most == INT64_MAX) most = bound_cost(flow, width);
    Search search = {.most = bounded ? most : INT64_MAX, .explains = explains, .beam.width = width};
    if (search_flow(arena, flow, &search, plans)) return true;
    if (search.most == INT64_MAX) return false;
    search.most = INT64_MAX; /* the bound came from pages that are not offered here */
    return search_flow(arena, flow, &search, plans);
}

static PagePlans break_flow(Arena *arena, const Flow *flow, int64_t most, bool explains) {
    PageStart origin = {0};
    PagePlans plans = {0};
    if (is_end(flow, &origin)) return plans;
    size_t width = beam_width(flow);
    while (!search_width(arena, flow, width, most, explains, &plans))
        width = width < BEAM_WIDTH_MOST ? width * BEAM_WIDENING : 0;
    return plans;
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
