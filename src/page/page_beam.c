/* The best page starts of each stretch of text; see page_beam.h. */
#include "page/page_beam.h"

/* Flows of fewer boxes are searched whole. */
#define BEAM_BOXES 12
#define BEAM_WIDTH 16
/* Stretches in a column. */
#define BEAM_STRETCHES 4
/* Numbers of pages that are told apart at a stretch. */
#define BEAM_COUNTS 4

size_t beam_width(const Flow *flow) {
    return flow->float_count > BEAM_BOXES ? BEAM_WIDTH : 0;
}

/* Boxes across all columns take pages from the text; those of a column stand beside it. */
static int64_t float_rows(const Flow *flow, const FlowFloat *box) {
    return box->columns == 0 ? (int64_t)box->rows * flow->columns : 0;
}

Beam beam_make(Arena *arena, const Flow *flow, size_t width) {
    Beam beam = {.arena = arena, .flow = flow, .width = width};
    if (width == 0) return beam;
    beam.rows = 1 + flow->rows / BEAM_STRETCHES;
    int64_t *text = ARENA_ARRAY(arena, int64_t, flow->unit_count + 1);
    int64_t *boxes = ARENA_ARRAY(arena, int64_t, flow->float_count + 1);
    for (size_t u = 0; u < flow->unit_count; u++) {
        int64_t rows = (int64_t)flow->units[u].rows + flow->units[u].space;
        text[u + 1] = text[u] + rows * (flow->units[u].span ? flow->columns : 1);
    }
    for (size_t i = 0; i < flow->float_count; i++)
        boxes[i + 1] = boxes[i] + float_rows(flow, &flow->floats[i]);
    int64_t all = text[flow->unit_count] + boxes[flow->float_count];
    beam.text_rows = text;
    beam.box_rows = boxes;
    beam.stretches = ARENA_ARRAY(arena, BeamStretch, BEAM_COUNTS * ((size_t)(all / beam.rows) + 1));
    return beam;
}

int64_t beam_progress(const Beam *beam, const PageStart *start) {
    if (beam->width == 0) return 0;
    return beam->text_rows[flow_place(beam->flow, start->unit)] +
           beam->box_rows[start->first_float];
}

/* Boxes called before a place. */
static size_t called_before(const Flow *flow, size_t place) {
    size_t low = 0, high = flow->float_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (flow->floats[middle].anchor <= place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static int64_t debt_of(const Flow *flow, int64_t waiting) {
    if (flow->evils[EVIL_BOX_FAR] == EVIL_FORBID || waiting <= 0) return 0;
    /* They go by so many a page: the sum of what is left each time. */
    int64_t pages = waiting / PAGE_FLOATS_MOST;
    int64_t sum = (pages + 1) * waiting - PAGE_FLOATS_MOST * pages * (pages + 1) / 2;
    return sum * flow->evils[EVIL_BOX_FAR];
}

static int64_t boxes_waiting(const Flow *flow, const PageStart *start) {
    return (int64_t)called_before(flow, flow_place(flow, start->unit)) -
           (int64_t)start->first_float;
}

int64_t beam_debt(const Flow *flow, const PageStart *start) {
    return debt_of(flow, boxes_waiting(flow, start) - PAGE_FLOATS_MOST);
}

int64_t beam_later_debt(const Flow *flow, const PageStart *start) {
    return debt_of(flow, boxes_waiting(flow, start) - 2 * PAGE_FLOATS_MOST);
}

static BeamStretch *stretch_of(const Beam *beam, const PageStart *start, uint32_t pages) {
    bool all = beam->width == 0 || flow_place(beam->flow, start->unit) == beam->flow->unit_count;
    if (all) return NULL;
    int64_t stretch = beam_progress(beam, start) / beam->rows;
    return &beam->stretches[stretch * BEAM_COUNTS + pages % BEAM_COUNTS];
}

static void sink(BeamStretch *stretch, size_t at) {
    for (;;) {
        size_t worst = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < stretch->count; child++)
            if (stretch->ranks[child] > stretch->ranks[worst]) worst = child;
        if (worst == at) return;
        int64_t held = stretch->ranks[at];
        stretch->ranks[at] = stretch->ranks[worst];
        stretch->ranks[worst] = held;
        at = worst;
    }
}

void beam_see(Beam *beam, const PageStart *start, uint32_t pages, int64_t cost) {
    BeamStretch *stretch = stretch_of(beam, start, pages);
    if (stretch == NULL) return;
    if (stretch->ranks == NULL) stretch->ranks = ARENA_ARRAY(beam->arena, int64_t, beam->width);
    int64_t rank = cost + beam_debt(beam->flow, start);
    if (stretch->count == beam->width) {
        if (rank >= stretch->ranks[0]) return;
        stretch->ranks[0] = rank;
        sink(stretch, 0);
        return;
    }
    stretch->ranks[stretch->count++] = rank;
    if (stretch->count < beam->width) return;
    for (size_t at = stretch->count; at > 0; at--) sink(stretch, at - 1);
}

bool beam_keeps(const Beam *beam, const PageStart *start, uint32_t pages, int64_t cost) {
    const BeamStretch *stretch = stretch_of(beam, start, pages);
    if (stretch == NULL || stretch->count < beam->width) return true;
    return cost + beam_debt(beam->flow, start) <= stretch->ranks[0];
}
