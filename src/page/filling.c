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

/* ---- places ---- */

size_t filling_notes_due(const Flow *flow, size_t unit) {
    return unit == 0 ? 0 : flow->units[unit - 1].notes_due;
}

/* ---- costs ---- */

int64_t toll_sum(const Toll *toll) {
    int64_t sum = toll->broken;
    for (int e = 0; e < EVIL_COUNT; e++) sum += toll->evils[e];
    return sum;
}

int64_t toll_broken_count(const Toll *toll) {
    return (toll->broken + COST_BROKEN_RULE - 1) / COST_BROKEN_RULE;
}

bool toll_breaks(const Toll *toll, int rule) {
    return (toll->rules >> rule & 1) != 0;
}

_Static_assert(PAGE_RULE_COUNT <= 32, "a toll has a bit for each rule");

static void add_broken(Toll *toll, int64_t cost, int rule) {
    if (cost == 0) return;
    toll->broken += cost;
    toll->rules |= UINT32_C(1) << rule;
}

void toll_break(Toll *toll, PageRule rule) {
    add_broken(toll, COST_BROKEN_RULE, (int)rule);
}

int64_t evil_cost(const Flow *flow, Evil evil, int64_t times, int64_t share) {
    int32_t weight = flow->evils[evil];
    return (weight == EVIL_FORBID ? COST_BROKEN_RULE : weight) * times / share;
}

void toll_add(Toll *toll, const Flow *flow, Evil evil, int64_t times, int64_t share) {
    int64_t cost = evil_cost(flow, evil, times, share);
    if (flow->evils[evil] == EVIL_FORBID) {
        add_broken(toll, cost, (int)evil);
    } else {
        toll->evils[evil] += cost;
    }
}

static bool begins_note(const Flow *flow, size_t line) {
    return flow->note_begins == NULL || flow->note_begins[line];
}

/* Notes that are called but wait for the next column: one that has begun is divided, the others are
 * far from their calls. */
static void charge_waiting_notes(const Filling *f, size_t note, size_t due, Toll *toll) {
    if (note < due && !begins_note(f->flow, note)) toll_add(toll, f->flow, EVIL_SPLIT_NOTE, 1, 1);
    for (size_t n = note; n < due; n++) {
        if (!begins_note(f->flow, n)) continue;
        toll_add(toll, f->flow, EVIL_NOTE_FAR, 1, 1);
        return;
    }
}

void filling_charge_end(const Filling *f, const ColumnEnd *end, bool last_column, Toll *toll) {
    const Flow *flow = f->flow;
    if (end->overfull) toll_break(toll, PAGE_RULE_TALL);
    if (end->flex != NULL) toll->evils[EVIL_FLEXED] += end->flex->cost;
    size_t due = end->last == NO_UNIT ? filling_notes_due(flow, end->unit)
                                      : flow->units[end->last].notes_due;
    charge_waiting_notes(f, end->note, due, toll);
    if (end->unit == flow->unit_count || end->last == NO_UNIT) return;
    const FlowUnit *next = &flow->units[end->unit];
    if (next->held) toll_break(toll, PAGE_RULE_HELD);
    if (next->orphan) toll_add(toll, flow, EVIL_ORPHAN, 1, 1);
    if (next->widow) toll_add(toll, flow, EVIL_WIDOW, 1, 1);
    if (next->in_form) toll_add(toll, flow, EVIL_HYPHEN_AT_FOOT, 1, 1);
    if (next->in_box) toll_add(toll, flow, EVIL_SPLIT_BOX, 1, 1);
    if (flow->units[end->last].hyphen) {
        toll_add(toll, flow, EVIL_HYPHEN_AT_FOOT, 1, last_column ? 1 : 2);
    }
}

bool filling_may_end(const Filling *f, size_t unit) {
    const Flow *flow = f->flow;
    if (f->forced || unit == flow->unit_count) return true;
    const FlowUnit *next = &flow->units[unit];
    return !next->held && !(next->orphan && flow->evils[EVIL_ORPHAN] == EVIL_FORBID) &&
           !(next->widow && flow->evils[EVIL_WIDOW] == EVIL_FORBID) &&
           !(next->in_box && flow->evils[EVIL_SPLIT_BOX] == EVIL_FORBID);
}

/* ---- rows ---- */

static int64_t notes_height(const Flow *flow, size_t first, size_t end) {
    return end > first ? flow->note_tops[end] - flow->note_tops[first] : 0;
}

int32_t filling_note_rows(const Flow *flow, int64_t height) {
    return height > 0 ? rows_of(height + flow->note_gap, flow->leading) : 0;
}

int32_t filling_page_note_rows(const Filling *f) {
    if (f->page_notes <= 0) return 0;
    return rows_of((int64_t)f->page_notes + f->flow->note_gap, f->flow->leading);
}

int32_t filling_column_room(const Filling *f, int32_t column) {
    return f->height - filling_page_note_rows(f) - f->row - f->heads[column] - f->feet[column] -
           filling_note_rows(f->flow, f->note_heights[column]);
}

int32_t filling_added_notes(const Filling *f, int32_t column, size_t to) {
    int64_t had = f->note_heights[column];
    if (to <= f->note) return 0;
    return filling_note_rows(f->flow, had + notes_height(f->flow, f->note, to)) -
           filling_note_rows(f->flow, had);
}

/* ---- moves ---- */

/* Unit by unit along the end's path, from a slot's beginning on; a slot for each stretch of units
 * whose numbers follow one another. */
static PageSlot place_path(Filling *f, PageSlot slot, const ColumnEnd *end) {
    const Flow *flow = f->flow;
    int32_t row = slot.row;
    bool at_head = true;
    for (size_t u = f->unit; u != end->unit; u = flow_next(flow, u)) {
        if (end->flex != NULL && u == end->flex->first) u = end->flex->alt_first;
        bool first = slot.end == slot.first;
        if (first) slot.first = slot.end = u;
        if (u != slot.end) {
            VEC_PUSH(f->arena, &f->slots, slot);
            slot = (PageSlot){slot.column, row + flow->units[u].space, u, u, end->note, end->note,
                              true};
        }
        row += flow->units[u].rows + (at_head ? flow->units[u].head_rows : flow->units[u].space);
        at_head = false;
        slot.end = u + 1;
    }
    return slot;
}

/* All the notes stand with the first slot. */
void filling_place(Filling *f, int32_t column, const ColumnEnd *end) {
    PageSlot slot = {.column = column,
                     .row = f->row + f->heads[column],
                     .first = f->unit,
                     .end = f->unit,
                     .first_note = f->note,
                     .end_note = end->note};
    if (end->flex == NULL && f->unit <= f->flow->unit_count) {
        slot.end = end->unit; /* no variant: one stretch */
    } else {
        slot = place_path(f, slot, end);
    }
    if (slot.end > slot.first || end->note > f->note) VEC_PUSH(f->arena, &f->slots, slot);
    int32_t foot = f->row + f->heads[column] + end->rows;
    if (foot > f->depth && end->rows > 0) f->depth = foot;
    f->note_heights[column] += notes_height(f->flow, f->note, end->note);
    f->unit = end->unit;
    f->note = end->note;
    if (end->last != NO_UNIT) f->last = end->last;
}

Filling filling_copy(const Filling *f) {
    Filling copy = *f;
    copy.slots.items = NULL;
    copy.slots.count = copy.slots.capacity = 0;
    for (size_t i = 0; i < f->slots.count; i++) VEC_PUSH(f->arena, &copy.slots, f->slots.items[i]);
    return copy;
}
