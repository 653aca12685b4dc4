/* The walk over the states; see page_search.h. */
#include "page/page_search.h"

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

PageSlot *search_copy_slots(Arena *arena, const PagePlan *plan) {
    PageSlot *slots = ARENA_ARRAY(arena, PageSlot, plan->slot_count);
    for (size_t i = 0; i < plan->slot_count; i++) slots[i] = plan->slots[i];
    return slots;
}

static void take_offer(Search *s, uint32_t from, const PageOffer *offer) {
    uint32_t pages = s->states.items[from].pages + 1;
    uint32_t to = find_state(s, offer->next, pages);
    if (s->explains) {
        Edge edge = {from, to, offer->plan.toll};
        VEC_PUSH(s->arena, &s->edges, edge);
    }
    int64_t cost = s->states.items[from].cost + offer->plan.cost;
    State *state = &s->states.items[to];
    if (cost > state->cost || (cost == state->cost && pages >= state->pages)) return;
    state->cost = cost;
    state->pages = pages;
    state->previous = from;
    state->page = offer->plan;
    state->page.slots = search_copy_slots(s->arena, &offer->plan);
    beam_see(&s->beam, &state->start, counted(s, pages), cost);
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

static void leave_state(Search *s, uint32_t number) {
    PageStart start = s->states.items[number].start;
    size_t taken = 0;
    /* A forced page breaks a rule. */
    int64_t most = s->most == INT64_MAX
                       ? INT64_MAX
                       : s->most - s->states.items[number].cost - beam_later_debt(s->flow, &start);
    int last = most < COST_BROKEN_RULE ? 0 : 1;
    for (int forced = 0; forced <= last && taken == 0; forced++) {
        size_t floats = floats_most(s->flow, &start, forced == 1);
        bool crowded = is_crowded(s, &start);
        for (size_t i = 0; i <= floats && !(crowded && taken > 0); i++) {
            PageWish wish = {.floats = crowded ? floats - i : i,
                             .forced = forced == 1,
                             .across = s->across,
                             .narrow = s->narrow || crowded,
                             .most = most};
            taken += fill_with(s, number, &wish, 0, 0);
        }
    }
}

bool search_is_end(const Flow *flow, const PageStart *start) {
    return start->unit == flow->unit_count && start->note == flow->note_count &&
           start->first_float == flow->float_count;
}

/* Where the first page stands: see PageStart. */
static uint32_t first_facing(const Flow *flow) {
    if (flow->first_page == 0 || flow->evils[EVIL_FACING] == 0) return FACING_NOTHING;
    return flow->first_page % 2 == 0 ? FACING_LEFT : FACING_RIGHT;
}

/* Rows that are left behind the pages up to a state. */
static int64_t rows_behind(const Search *s, const State *state) {
    const Flow *flow = s->flow;
    const PageStart *start = &state->start;
    int64_t notes = flow->note_tops[flow->note_count] - flow->note_tops[start->note];
    int64_t rows = s->text_rows[flow_place(flow, start->unit)] + rows_of(notes, flow->leading);
    for (size_t i = start->first_float; i < flow->float_count; i++) {
        int32_t columns = flow->floats[i].columns;
        rows += (int64_t)flow->floats[i].rows * (columns > 0 ? columns : flow->columns);
    }
    return rows;
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
        int64_t rows = rows_behind(s, state);
        if (rows < s->lacking) s->lacking = rows;
    }
    return end || state->pages == s->most_pages;
}

/* Walks over the states; false if all solutions cost too much. */
static bool search_run(Search *s) {
    bool found = false;
    uint32_t at = find_state(s, (PageStart){.facing = first_facing(s->flow)}, 0);
    s->states.items[at].cost = 0;
    while (s->open.count > 0) {
        at = open_pop(s);
        const State *state = &s->states.items[at];
        if (is_last(s, at)) {
            found = found || search_is_end(s->flow, &state->start);
            if (!s->counts) return true;
            continue;
        }
        if (s->columns && is_outdone(s, at)) continue;
        if (!beam_keeps(&s->beam, &state->start, counted(s, state->pages), state->cost)) continue;
        leave_state(s, at);
    }
    /* A forced page always sets something. */
    assert(found || s->counts || s->most < INT64_MAX || s->beam.width > 0);
    return found;
}

void search_close(Search *search) {
    arena_close(search->scratch);
    arena_close(search->arena);
}

static void count_rows(Search *s) {
    const Flow *flow = s->flow;
    s->text_rows = ARENA_ARRAY(s->arena, int64_t, flow->unit_count + 1);
    for (size_t u = flow->unit_count; u > 0; u--) {
        const FlowUnit *unit = &flow->units[u - 1];
        s->text_rows[u - 1] =
            s->text_rows[u] + (int64_t)unit->rows * (unit->span ? flow->columns : 1);
    }
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
    size_t ends = search->counts ? search->most_pages - search->least_pages + 1 : 1;
    search->ends = ARENA_ARRAY(search->arena, uint32_t, ends);
    for (size_t i = 0; i < ends; i++) search->ends[i] = NO_STATE;
    if (search->counts) count_rows(search);
    return search_run(search);
}
