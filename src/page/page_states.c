/* States by place, and a heap of the open ones; see page_states.h. */
#include "page/page_states.h"

/* ---- the order ---- */

/* Two places of one variant may stand for the same normal unit; then their own order counts. */
static bool comes_before(const Flow *flow, const PageStart *a, const PageStart *b) {
    size_t place_a = flow_place(flow, a->unit), place_b = flow_place(flow, b->unit);
    if (place_a != place_b) return place_a < place_b;
    if (a->note != b->note) return a->note < b->note;
    if (a->first_float != b->first_float) return a->first_float < b->first_float;
    if (a->unit != b->unit) return a->unit < b->unit;
    return a->facing < b->facing;
}

static bool open_before(const States *s, size_t a, size_t b) {
    const State *first = &s->items.items[s->open.items[a]];
    const State *second = &s->items.items[s->open.items[b]];
    if (first->progress != second->progress) return first->progress < second->progress;
    return comes_before(s->flow, &first->start, &second->start);
}

static void swap_open(States *s, size_t a, size_t b) {
    uint32_t held = s->open.items[a];
    s->open.items[a] = s->open.items[b];
    s->open.items[b] = held;
}

void states_open(States *s, uint32_t state) {
    VEC_PUSH(s->arena, &s->open, state);
    for (size_t at = s->open.count - 1; at > 0 && open_before(s, at, (at - 1) / 2);
         at = (at - 1) / 2) {
        swap_open(s, at, (at - 1) / 2);
    }
}

bool states_next(const States *s, uint32_t *number) {
    if (s->open.count == 0) return false;
    *number = s->open.items[0];
    return true;
}

uint32_t states_leave(States *s) {
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

/* ---- by place ---- */

States states_make(Arena *arena, const Flow *flow, bool counts, bool compares) {
    States states = {.arena = arena, .flow = flow, .counts = counts, .compares = compares};
    states.beside.arena = arena;
    size_t units = flow->unit_count;
    for (size_t i = 0; i < flow->flex_count; i++)
        if (flow->flexes[i].alt_end > units) units = flow->flexes[i].alt_end;
    states.head_count = units + flow->note_count + flow->float_count + 1;
    states.heads = ARENA_ARRAY(arena, uint32_t, states.head_count);
    for (size_t i = 0; i < states.head_count; i++) states.heads[i] = NO_STATE;
    return states;
}

static uint32_t *beside_of(States *s, const PageStart *start) {
    size_t key[2] = {start->unit, start->note};
    Str name = {(const char *)key, sizeof key};
    uint32_t *held = map_find(&s->beside, name);
    if (held != NULL) return held;
    held = ARENA_NEW(s->arena, uint32_t);
    *held = NO_STATE;
    map_put(&s->beside, str_copy(s->arena, name), held);
    return held;
}

uint32_t states_beside(const States *s, const PageStart *start) {
    size_t key[2] = {start->unit, start->note};
    const uint32_t *held = map_find(&s->beside, (Str){(const char *)key, sizeof key});
    return held != NULL ? *held : NO_STATE;
}

static bool is_at(const States *s, const State *state, const PageStart *start, uint32_t pages) {
    return starts_alike(&state->start, start) && state->start.facing == start->facing &&
           (!s->counts || state->pages == pages);
}

static uint32_t *head_of(const States *s, const PageStart *start) {
    return &s->heads[start->unit + start->note + start->first_float];
}

uint32_t states_known(const States *s, const PageStart *start, uint32_t pages) {
    uint32_t n = *head_of(s, start);
    while (n != NO_STATE && !is_at(s, &s->items.items[n], start, pages))
        n = s->items.items[n].alike;
    return n;
}

uint32_t states_find(States *s, const PageStart *start, uint32_t pages, int64_t progress) {
    uint32_t known = states_known(s, start, pages), *head = head_of(s, start);
    if (known != NO_STATE) return known;
    State state = {.start = *start,
                   .progress = progress,
                   .cost = INT64_MAX,
                   .previous = NO_STATE,
                   .pages = pages,
                   .alike = *head,
                   .beside = NO_STATE};
    uint32_t number = (uint32_t)s->items.count;
    *head = number;
    if (s->compares) {
        uint32_t *beside = beside_of(s, start);
        state.beside = *beside;
        *beside = number;
    }
    VEC_PUSH(s->arena, &s->items, state);
    states_open(s, number);
    return number;
}
