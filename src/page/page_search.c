/* The walk over the states; see page_search.h. */
#include "page/page_search.h"
#include "page/column_best.h"
#include "page/page_facing.h"

#include <assert.h>
#include <string.h>

#define FLOATS_CROWD        2
#define FLOATS_CROWD_ACROSS (8 * PAGE_FLOATS_MOST)

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
        bool shorter = flex->alt_end - flex->alt_first < flex->end - flex->first;
        if (shorter) s->lost_rows[flex->first] = 1;
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

/* The state of a page start behind so many pages, new or known. */
static uint32_t find_state(Search *s, PageStart start, uint32_t pages) {
    size_t numbers[5] = {start.unit, start.note, start.first_float, start.facing,
                         counted(s, pages)};
    uint32_t *held = map_find(&s->known, (Str){(const char *)numbers, sizeof numbers});
    if (held != NULL) return *held;
    size_t *key = ARENA_ARRAY(s->arena, size_t, 5);
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

/* Where the page behind an offer stands; charges what it costs beside the one it faces. The last
 * page may be of any depth. */
static uint32_t face_next(const Search *s, const State *from, const PageOffer *offer, Toll *toll) {
    if (search_is_end(s->flow, &offer->next)) return FACING_NOTHING;
    return facing_next(s->flow, from->start.facing, offer->depth, toll);
}

PagePlan search_page(const Search *s, Arena *arena, const State *state) {
    PagePlan page = state->page->plan;
    face_next(s, &s->states.items[state->previous], state->page, &page.toll);
    page.cost = toll_sum(&page.toll);
    page.forced = page.forced || page.toll.broken > 0;
    page.slots = copy_slots(arena, &page);
    return page;
}

/* An offer as long as the search lives. */
static const PageOffer *keep_offer(Search *s, const PageOffer *offer) {
    PageOffer *kept = ARENA_NEW(s->arena, PageOffer);
    *kept = *offer;
    kept->plan.slots = copy_slots(s->arena, &offer->plan);
    return kept;
}

/* What a page may cost behind a state. */
static int64_t page_most(const Search *s, const State *state) {
    if (s->most == INT64_MAX) return INT64_MAX;
    return s->most - state->cost - beam_later_debt(s->flow, &state->start);
}

/* kept: the offer, once a state has taken it. False if it is too dear from this state. */
static bool take_offer(Search *s, uint32_t from, const PageOffer *offer, const PageOffer **kept) {
    const State *left = &s->states.items[from];
    Toll toll = offer->plan.toll;
    PageStart next = offer->next;
    next.facing = face_next(s, left, offer, &toll);
    uint32_t pages = left->pages + 1;
    int64_t cost = left->cost + toll_sum(&toll);
    if (toll_sum(&toll) > page_most(s, left)) return false;
    if (!can_end(s, &next, pages)) return true;
    uint32_t to = find_state(s, next, pages);
    if (s->explains) {
        Edge edge = {from, to, toll};
        VEC_PUSH(s->arena, &s->edges, edge);
    }
    State *state = &s->states.items[to];
    if (cost > state->cost || (cost == state->cost && pages >= state->pages)) return true;
    if (*kept == NULL) *kept = keep_offer(s, offer);
    state->cost = cost;
    state->pages = pages;
    state->previous = from;
    state->page = *kept;
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
        const PageOffer *kept = NULL;
        for (size_t g = 0; g < s->group.count; g++) {
            uint32_t from = s->group.items[g];
            if (!advances(&s->states.items[from].start, &offers->items[i].next)) continue;
            if (take_offer(s, from, &offers->items[i], &kept)) taken++;
        }
    }
    return taken;
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
    taken = take_offers(s, &offers);
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

/* Leaves the states in work: the first of them costs least. What may stand on the page is the same
 * for all. */
static void leave_group(Search *s) {
    const State *first = &s->states.items[s->group.items[0]];
    PageStart start = first->start;
    size_t taken = 0;
    /* A forced page breaks a rule. */
    int64_t most = page_most(s, first);
    int last = most < COST_BROKEN_RULE ? 0 : 1;
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

bool search_is_end(const Flow *flow, const PageStart *start) {
    return start->unit == flow->unit_count && start->note == flow->note_count &&
           start->first_float == flow->float_count;
}

/* Keeps a state in which all is set, and learns from one that has too many pages. */
static bool is_last(Search *s, uint32_t number) {
    const State *state = &s->states.items[number];
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
    const State *state = &s->states.items[number];
    if (s->columns && is_outdone(s, number)) return false;
    return beam_keeps(&s->beam, &state->start, counted(s, state->pages), state->cost);
}

/* Whether one state in work makes another needless: it costs so much less that it does not matter
 * what page the next one faces. */
static bool outdoes(const Search *s, const State *one, const State *other) {
    if (s->explains || counted(s, one->pages) != counted(s, other->pages)) return false;
    return facing_more(s->flow, one->start.facing, other->start.facing) <= other->cost - one->cost;
}

/* Adds a state to those in work, the one that costs least first. */
static void join_group(Search *s, uint32_t number) {
    const State *state = &s->states.items[number];
    size_t kept = 0;
    for (size_t g = 0; g < s->group.count; g++) {
        const State *other = &s->states.items[s->group.items[g]];
        if (outdoes(s, other, state)) return;
    }
    for (size_t g = 0; g < s->group.count; g++) {
        uint32_t other = s->group.items[g];
        if (!outdoes(s, state, &s->states.items[other])) s->group.items[kept++] = other;
    }
    s->group.count = kept;
    VEC_PUSH(s->arena, &s->group, number);
    uint32_t *items = s->group.items;
    if (s->states.items[items[0]].cost > state->cost) {
        items[kept] = items[0];
        items[0] = number;
    }
}

/* Whether the next state to be left stands at the place of those in work. */
static bool group_goes_on(const Search *s) {
    if (s->open.count == 0) return false;
    const PageStart *a = &s->states.items[s->group.items[0]].start;
    const PageStart *b = &s->states.items[s->open.items[0]].start;
    return a->unit == b->unit && a->note == b->note && a->first_float == b->first_float;
}

/* Walks over the states; false if all solutions cost too much. */
static bool search_run(Search *s) {
    bool found = false;
    uint32_t at = find_state(s, (PageStart){.facing = facing_first(s->flow)}, 0);
    s->states.items[at].cost = 0;
    while (s->open.count > 0) {
        at = open_pop(s);
        if (is_last(s, at)) {
            found = found || search_is_end(s->flow, &s->states.items[at].start);
            if (!s->counts) return true;
        } else if (goes_on(s, at)) {
            join_group(s, at);
        }
        if (s->group.count == 0 || group_goes_on(s)) continue;
        leave_group(s);
        s->group.count = 0;
    }
    /* A forced page always sets something. */
    assert(found || s->counts || s->most < INT64_MAX || s->beam.width > 0);
    return found;
}

void search_close(Search *search) {
    arena_close(search->scratch);
    arena_close(search->arena);
}

bool search_flow(const Flow *flow, const Search *like, Search *search) {
    *search = *like;
    search->flow = flow;
    search->arena = search->known.arena = search->beside.arena = arena_open();
    search->scratch = arena_open();
    for (size_t i = 0; i < flow->float_count; i++)
        search->columns = search->columns || flow->floats[i].columns > 0;
    for (size_t u = 0; u < flow->unit_count; u++)
        search->across = search->across || (flow->units[u].page_notes > 0 && !flow->units[u].span);
    search->beam = beam_make(search->arena, flow, like->beam.width);
    search->lacking = INT64_MAX;
    search->memo = column_memo_make(search->arena);
    size_t ends = search->counts ? search->most_pages - search->least_pages + 1 : 1;
    search->ends = ARENA_ARRAY(search->arena, uint32_t, ends);
    for (size_t i = 0; i < ends; i++) search->ends[i] = NO_STATE;
    if (search->counts) count_rows(search);
    return search_run(search);
}
