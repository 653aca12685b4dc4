/* Rows, costs and moves of a page in the making; see filling.h. */
#include "page/filling.h"

/* Rows are summed over a whole flow. */
#define ROWS_MOST 1000000

int32_t rows_of(int64_t height, Unit leading) {
    if (height <= 0) return 0;
    int64_t rows = (height + leading - 1) / leading;
    return rows < ROWS_MOST ? (int32_t)rows : ROWS_MOST;
}

int64_t filling_square(int64_t n) {
    return n * n;
}

int64_t filling_weight(const Filling *f, Evil evil) {
    int32_t w = f->flow->evils[evil];
    return w == EVIL_FORBID ? COST_BROKEN_RULE : w;
}

static int64_t notes_height(const Flow *flow, size_t first, size_t end) {
    return end > first ? flow->note_tops[end] - flow->note_tops[first] : 0;
}

int32_t filling_note_rows(const Flow *flow, int64_t height) {
    return height > 0 ? rows_of(height + flow->note_gap, flow->leading) : 0;
}

size_t filling_notes_due(const Flow *flow, size_t unit) {
    return unit == 0 ? 0 : flow->units[unit - 1].notes_due;
}

int32_t filling_page_note_rows(const Filling *f) {
    if (f->page_notes <= 0) return 0;
    return rows_of((int64_t)f->page_notes + f->flow->note_gap, f->flow->leading);
}

int32_t filling_column_room(const Filling *f, int32_t column) {
    return f->height - filling_page_note_rows(f) - f->row -
           filling_note_rows(f->flow, f->note_heights[column]);
}

int64_t filling_end_cost(const Filling *f, size_t unit, bool last_column) {
    const Flow *flow = f->flow;
    if (unit >= flow->unit_count) return 0;
    int64_t cost =
        flow->units[unit].cost == EVIL_FORBID ? COST_BROKEN_RULE : flow->units[unit].cost;
    if (unit > 0 && flow->units[unit - 1].hyphen) {
        int64_t hyphen = filling_weight(f, EVIL_HYPHEN_AT_FOOT);
        cost += last_column ? hyphen : hyphen / 2;
    }
    return cost;
}

bool filling_may_end(const Filling *f, size_t unit) {
    return f->forced || unit >= f->flow->unit_count || f->flow->units[unit].cost != EVIL_FORBID;
}

int32_t filling_added_notes(const Filling *f, int32_t column, size_t to) {
    int64_t had = f->note_heights[column];
    return filling_note_rows(f->flow, had + notes_height(f->flow, f->note, to)) -
           filling_note_rows(f->flow, had);
}

void filling_place(Filling *f, int32_t column, const ColumnEnd *end) {
    PageSlot slot = {column, f->row, f->unit, end->unit, f->note, end->note};
    if (end->unit > f->unit || end->note > f->note) VEC_PUSH(f->arena, &f->slots, slot);
    f->note_heights[column] += notes_height(f->flow, f->note, end->note);
    f->unit = end->unit;
    f->note = end->note;
}

Filling filling_copy(const Filling *f) {
    Filling copy = *f;
    copy.slots.items = NULL;
    copy.slots.count = copy.slots.capacity = 0;
    for (size_t i = 0; i < f->slots.count; i++) VEC_PUSH(f->arena, &copy.slots, f->slots.items[i]);
    return copy;
}
