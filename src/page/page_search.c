/* The walk over the states; see page_search.h. */
#include "page/page_search.h"
#include "page/column_best.h"
#include "page/page_facing.h"

#include <assert.h>

#define FLOATS_CROWD        2
#define FLOATS_CROWD_ACROSS (8 * PAGE_FLOATS_MOST)

/* Pages, where their number tells states apart. */
static uint32_t counted(const Search *s, uint32_t pages) {
    return s->counts ? pages : 0;
}

/* ---- numbers of pages ---- */

/* What is taller than a page is set on one, and reported. */
static int64_t rows_taken(const Flow *flow, int32_t rows, int32_t columns) {
    return (int64_t)(rows < flow->rows ? rows : flow->rows) *
           (columns > 0 ? columns : flow->columns);
}

static void count_rows(Search *s) {
    const Flow *flow = s->flow;
    s->text_rows = ARENA_ARRAY(s->arena, int64_t, flow->unit_count + 1);
    s->lost_rows = ARENA_ARRAY(s->arena, int64_t, flow->unit_count + 1);
    s->box_rows = ARENA_ARRAY(s->arena, int64_t, flow->float_count + 1);
    for (size_t i = 0; i < flow->flex_count; i++) {
        const FlowFlex *flex = &flow->flexes[i];
        if (flex_is_shorter(flex)) s->lost_rows[flex->first] = 1;
    }
    for (size_t u = flow->unit_count; u > 0; u--) {
        const FlowUnit *unit = &flow->units[u - 1];
        s->text_rows[u - 1] = s->text_rows[u] + rows_taken(flow, unit->rows, unit->span ? 0 : 1);
        s->lost_rows[u - 1] += s->lost_rows[u];
    }
    for (size_t i = flow->float_count; i > 0; i--) {
        const FlowFloat *box = &flow->floats[i - 1];
        s->box_rows[i - 1] = s->box_rows[i] + rows_taken(flow, box->rows, box->columns);
    }
}

/* Rows that are left behind the pages up to a place. */
static int64_t rows_behind(const Search *s, const PageStart *start) {
    const Flow *flow = s->flow;
    int64_t notes = flow->note_tops[flow->note_count] - flow->note_tops[start->note];
    return s->text_rows[flow_place(flow, start->unit)] + rows_of(notes, flow->leading) +
           s->box_rows[start->first_float];
}

/* Whether what is left behind so many pages fits those that are left, if all pages are full and
 * every paragraph is as short as can be, the one that goes on, too. */
static bool can_end(const Search *s, const PageStart *start, uint32_t pages) {
    if (!s->counts) return true;
    const Flow *flow = s->flow;
    int64_t rows = rows_behind(s, start) - s->lost_rows[flow_place(flow, start->unit)] - 1;
    int64_t left = (int64_t)s->most_pages - pages;
    return rows <= left * flow->rows * flow->columns;
}

/* ---- the pages between states ---- */

/* Where the page behind an offer stands; charges what it costs beside the one it faces. The last
 * page may be of any depth. */
static uint32_t face_next(const Search *s, const State *from, const PageOffer *offer, Toll *toll) {
    if (search_is_end(s->flow, &offer->next)) return FACING_NOTHING;
    return facing_next(s->flow, from->start.facing, offer->depth, toll);
}

/* What a page may cost behind a state. */
static int64_t page_most(const Search *s, const State *state) {
    if (s->most == INT64_MAX) return INT64_MAX;
    return s->most - state->cost - beam_later_debt(s->flow, &state->start);
}

/* False if the offer is too dear from this state. */
static bool take_offer(Search *s, uint32_t from, const PageOffer *offer) {
    const State *left = &s->states.items.items[from];
    Toll toll = offer->plan.toll;
    PageStart next = offer->next;
    next.facing = face_next(s, left, offer, &toll);
    uint32_t pages = left->pages + 1;
    int64_t cost = left->cost + toll_sum(&toll);
    if (toll_sum(&toll) > page_most(s, left)) return false;
    if (!can_end(s, &next, pages)) return true;
    uint32_t to = states_find(&s->states, &next, pages, beam_progress(&s->beam, &next));
    if (s->explains) {
        Edge edge = {from, to, toll_sum(&toll)};
        VEC_PUSH(s->arena, &s->edges, edge);
    }
    State *state = &s->states.items.items[to];
    if (state->left || cost > state->cost) return true;
    if (cost == state->cost && pages >= state->pages) return true;
    state->cost = cost;
    state->pages = pages;
    state->previous = from;
    beam_see(&s->beam, &state->start, counted(s, pages), cost);
    return true;
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

/* Takes the offers from all states in work; gives how many were taken. */
static size_t take_offers(Search *s, const PageOffers *offers) {
    size_t taken = 0;
    for (size_t i = 0; i < offers->count; i++) {
        for (size_t g = 0; g < s->group.count; g++) {
            uint32_t from = s->group.items[g];
            if (!advances(&s->states.items.items[from].start, &offers->items[i].next)) continue;
            if (take_offer(s, from, &offers->items[i])) taken++;
        }
    }
    return taken;
}

/* Takes an offer over if it is the page that is sought. */
static void meet_offer(Search *s, const PageOffer *offer) {
    const Edge *edge = &s->sought.edge;
    const State *from = &s->states.items.items[edge->from];
    const PageStart *to = &s->states.items.items[edge->to].start;
    PagePlan page = offer->plan;
    PageStart next = offer->next;
    next.facing = face_next(s, from, offer, &page.toll);
    page.cost = toll_sum(&page.toll);
    bool same = starts_alike(&next, to) && next.facing == to->facing;
    if (!same || page.cost != edge->cost) return;
    page.forced = page.forced || page.toll.broken > 0;
    page.slots = ARENA_ARRAY(s->sought.arena, PageSlot, page.slot_count);
    for (size_t i = 0; i < page.slot_count; i++) page.slots[i] = offer->plan.slots[i];
    *s->sought.page = page;
    s->sought.met = true;
}

static size_t meet_offers(Search *s, const PageOffers *offers) {
    for (size_t i = 0; i < offers->count && !s->sought.met; i++) meet_offer(s, &offers->items[i]);
    return s->sought.met ? 1 : 0;
}

/* Fills the page with its boxes in the columns of their calls and the next ones, the later boxes in
 * no earlier column than those before: two columns a box keep the ways to fill a page few. Gives
 * how many offers were taken. */
static size_t fill_with(Search *s, const PageStart *start, PageWish *wish, size_t at,
                        int32_t column) {
    size_t taken = 0;
    if (at < wish->floats) {
        const FlowFloat *box = &s->flow->floats[start->first_float + at];
        wish->columns[at] = -1;
        if (box->columns == 0) return fill_with(s, start, wish, at + 1, column);
        int32_t last = s->flow->columns - box->columns;
        int32_t first = column_of_call(s->flow, start, box);
        if (first < column) first = column;
        if (first > last) first = last > 0 ? last : 0;
        int32_t tried = wish->narrow ? first : first + 1;
        for (int32_t c = first; c <= tried && (c <= last || c == first); c++) {
            wish->columns[at] = c;
            taken += fill_with(s, start, wish, at + 1, c);
        }
        return taken;
    }
    ArenaMark mark = arena_mark(s->scratch);
    PageOffers offers = {0};
    page_fill(s->scratch, s->flow, *start, wish, &offers);
    taken = s->sought.on ? meet_offers(s, &offers) : take_offers(s, &offers);
    arena_release(s->scratch, mark);
    return taken;
}

/* True if another state has set the same text and more boxes, and costs no more: what is left to do
 * from there is less. Without this, boxes that wait for columns make states without number. */
static bool is_outdone(Search *s, uint32_t number) {
    const State *state = &s->states.items.items[number];
    for (uint32_t n = states_beside(&s->states, &state->start); n != NO_STATE;
         n = s->states.items.items[n].beside) {
        const State *other = &s->states.items.items[n];
        bool alike = counted(s, other->pages) == counted(s, state->pages);
        if (alike && other->start.first_float > state->start.first_float &&
            other->cost <= state->cost)
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

/* The first place that no box on a page that begins at start may be called behind: what the page
 * holds and what may lie between it and the call fill two pages, and paragraphs are flexed. */
static size_t farthest_call(const Flow *flow, const PageStart *start) {
    int64_t rows = 0, most = 2 * ((int64_t)flow->rows + 2) * flow->columns;
    size_t u = flow_place(flow, start->unit);
    while (u < flow->unit_count && rows <= most) rows += flow->units[u++].rows;
    return u;
}

/* How many boxes are tried at most on a page. */
static size_t floats_most(const Flow *flow, const PageStart *start, bool forced) {
    size_t most = flow->float_count - start->first_float, far = farthest_call(flow, start);
    if (most > PAGE_FLOATS_MOST) most = PAGE_FLOATS_MOST;
    while (most > 0 && !forced && flow->floats[start->first_float + most - 1].anchor > far) most--;
    return most;
}

/* Fills the page that begins at a state in every way; it may cost so much. */
static void fill_ways(Search *s, const State *state, int64_t most) {
    PageStart start = state->start;
    size_t taken = 0;
    /* A page that is only found by force mostly breaks a rule. */
    int last = most < COST_BROKEN_RULE && !s->sought.on ? 0 : 1;
    for (int forced = 0; forced <= last && taken == 0; forced++) {
        size_t floats = floats_most(s->flow, &start, forced == 1);
        bool crowded = is_crowded(s, &start);
        for (size_t i = 0; i <= floats && !(crowded && taken > 0); i++) {
            PageWish wish = {.floats = crowded ? floats - i : i,
                             .forced = forced == 1,
                             .across = s->across,
                             .narrow = s->narrow || crowded,
                             .most = most,
                             .memo = s->memo};
            taken += fill_with(s, &start, &wish, 0, 0);
        }
    }
}

/* Leaves the states in work: the first of them costs least. What may stand on the page is the same
 * for all. */
static void leave_group(Search *s) {
    const State *first = &s->states.items.items[s->group.items[0]];
    for (size_t g = 0; g < s->group.count; g++)
        s->states.items.items[s->group.items[g]].left = true;
    fill_ways(s, first, page_most(s, first));
    s->group.count = 0;
}

uint32_t search_find_start(const Search *s, const PagePlan *plan, uint32_t pages) {
    PageStart start = {plan->first_unit, plan->first_note, plan->first_float, plan->facing};
    return states_known(&s->states, &start, pages);
}

Edge search_edge_to(const Search *s, uint32_t number) {
    const State *state = &s->states.items.items[number];
    return (Edge){state->previous, number,
                  state->cost - s->states.items.items[state->previous].cost};
}

PagePlan search_page(Search *s, Arena *arena, Edge edge) {
    const State *from = &s->states.items.items[edge.from];
    PagePlan page = {0};
    s->sought = (Sought){.on = true, .edge = edge, .page = &page, .arena = arena};
    fill_ways(s, from, s->most == INT64_MAX ? INT64_MAX : edge.cost);
    if (!s->sought.met)
        fill_ways(s, from, INT64_MAX); /* the room for notes follows what is tried */
    assert(s->sought.met);
    s->sought.on = false;
    page.first_unit = from->start.unit;
    page.first_note = from->start.note;
    page.facing = from->start.facing;
    return page;
}

bool search_is_end(const Flow *flow, const PageStart *start) {
    return start->unit == flow->unit_count && start->note == flow->note_count &&
           start->first_float == flow->float_count;
}

/* Keeps a state in which all is set, and learns from one that has too many pages. */
static bool is_last(Search *s, uint32_t number) {
    const State *state = &s->states.items.items[number];
    bool end = search_is_end(s->flow, &state->start);
    if (!s->counts) {
        if (end) s->ends[0] = number;
        return end;
    }
    if (end && state->pages >= s->least_pages) s->ends[state->pages - s->least_pages] = number;
    if (end && state->pages <= s->least_pages) s->lacking = 0;
    if (!end && state->pages == s->least_pages) {
        int64_t rows = rows_behind(s, &state->start);
        if (rows < s->lacking) s->lacking = rows;
    }
    return end || state->pages == s->most_pages;
}

/* Whether a state is worth going on from. */
static bool goes_on(Search *s, uint32_t number) {
    const State *state = &s->states.items.items[number];
    if (state->revived) return true;
    if (s->columns && is_outdone(s, number)) return false;
    if (beam_keeps(&s->beam, &state->start, counted(s, state->pages), state->cost)) return true;
    VEC_PUSH(s->arena, &s->dropped, number);
    return false;
}

/* Where all pages from some place on break a rule, those behind it cost so much more than those
 * before it that none is kept: the farthest ones go on all the same. False if there are none. */
static bool revive_farthest(Search *s, int64_t progress) {
    bool any = false;
    while (!s->counts && s->dropped.count > 0) {
        uint32_t number = s->dropped.items[s->dropped.count - 1];
        State *state = &s->states.items.items[number];
        if (state->progress < progress) break;
        state->revived = any = true;
        s->dropped.count--;
        states_open(&s->states, number);
    }
    return any;
}

/* Whether one state in work makes another needless: it costs so much less that it does not matter
 * what page the next one faces. */
static bool outdoes(const Search *s, const State *one, const State *other) {
    if (s->explains || counted(s, one->pages) != counted(s, other->pages)) return false;
    return facing_more(s->flow, one->start.facing, other->start.facing) <= other->cost - one->cost;
}

/* Adds a state to those in work, the one that costs least first. */
static void join_group(Search *s, uint32_t number) {
    const State *state = &s->states.items.items[number];
    size_t kept = 0;
    for (size_t g = 0; g < s->group.count; g++) {
        const State *other = &s->states.items.items[s->group.items[g]];
        if (outdoes(s, other, state)) return;
    }
    for (size_t g = 0; g < s->group.count; g++) {
        uint32_t other = s->group.items[g];
        if (!outdoes(s, state, &s->states.items.items[other])) s->group.items[kept++] = other;
    }
    s->group.count = kept;
    VEC_PUSH(s->arena, &s->group, number);
    uint32_t *items = s->group.items;
    if (s->states.items.items[items[0]].cost > state->cost) {
        items[kept] = items[0];
        items[0] = number;
    }
}

/* Whether the next state to be left stands at the place of those in work. */
static bool group_goes_on(const Search *s) {
    uint32_t next;
    if (!states_next(&s->states, &next)) return false;
    return starts_alike(&s->states.items.items[s->group.items[0]].start,
                        &s->states.items.items[next].start);
}

/* Walks over the states; false if all solutions cost too much. */
static bool search_run(Search *s) {
    bool found = false;
    int64_t progress = 0; /* of the state left last: none is behind it */
    PageStart origin = {.facing = facing_first(s->flow)};
    uint32_t at = states_find(&s->states, &origin, 0, beam_progress(&s->beam, &origin));
    s->states.items.items[at].cost = 0;
    while (states_next(&s->states, &at) || revive_farthest(s, progress)) {
        at = states_leave(&s->states);
        progress = s->states.items.items[at].progress;
        if (is_last(s, at)) {
            found = found || search_is_end(s->flow, &s->states.items.items[at].start);
            if (!s->counts) return true;
        } else if (goes_on(s, at)) {
            join_group(s, at);
        }
        if (s->group.count > 0 && !group_goes_on(s)) leave_group(s);
    }
    /* A forced page always sets something. */
    assert(found || s->counts || s->most < INT64_MAX);
    return found;
}

void search_close(Search *search) {
    arena_close(search->scratch);
    arena_close(search->arena);
}

bool search_flow(const Flow *flow, const Search *like, Search *search) {
    *search = *like;
    search->flow = flow;
    search->arena = arena_open();
    search->scratch = arena_open();
    for (size_t i = 0; i < flow->float_count; i++)
        search->columns = search->columns || flow->floats[i].columns > 0;
    for (size_t u = 0; u < flow->unit_count; u++)
        search->across = search->across || (flow->units[u].page_notes > 0 && !flow->units[u].span);
    search->beam = beam_make(search->arena, flow, like->beam.width);
    search->lacking = INT64_MAX;
    search->memo = column_memo_make(search->arena, flow);
    search->states = states_make(search->arena, flow, search->counts, search->columns);
    size_t ends = search->counts ? search->most_pages - search->least_pages + 1 : 1;
    search->ends = ARENA_ARRAY(search->arena, uint32_t, ends);
    for (size_t i = 0; i < ends; i++) search->ends[i] = NO_STATE;
    if (search->counts) count_rows(search);
    return search_run(search);
}
