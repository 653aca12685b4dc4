/* The ways to fill one page: see page_fill.h.
 *
 * A page is filled from its top in bands: a unit across the columns, or a run of column units. A run that fits whole is
 * balanced over the columns and the next band begins below it; a run that does not fit fills the columns, and the page
 * ends in it. For each column only the few best ends are tried. */
#include "page/page_fill.h"

/* Rows are summed over a whole flow. */
#define ROWS_MOST        1000000
#define COLUMN_ENDS_MOST 4
#define COST_BROKEN_RULE INT64_C(100000)
#define COST_SPLIT_NOTE  INT64_C(20000)
#define BALANCE_TRIES    4

/* A column's candidate end. */
typedef struct ColumnEnd {
    size_t unit, note;
    int32_t rows;  /* of text */
    int64_t cost;
} ColumnEnd;

/* A page in the making; copied at each choice. */
typedef struct Filling {
    const Flow *flow;
    Arena *arena;
    PageOffers *offers;
    bool forced;
    int32_t height; /* rows between the boxes at top and bottom */
    PagePlan plan;
    VEC(PageSlot) slots;
    size_t unit, note;
    int32_t row;
    Unit page_notes;
    int64_t note_heights[PAGE_COLUMNS_MOST]; /* of the note lines at each column's foot */
    int32_t short_rows[PAGE_COLUMNS_MOST]; /* of the last, page-ending band */
} Filling;

int32_t rows_of(int64_t height, Unit leading) {
    if (height <= 0) return 0;
    int64_t rows = (height + leading - 1) / leading;
    return rows < ROWS_MOST ? (int32_t)rows : ROWS_MOST;
}

static int64_t square(int64_t n) {
    return n * n;
}

static int64_t weight(const Filling *f, Evil evil) {
    int32_t w = f->flow->evils[evil];
    return w == EVIL_FORBID ? COST_BROKEN_RULE : w;
}

static int64_t notes_height(const Flow *flow, size_t first, size_t end) {
    return end > first ? flow->note_tops[end] - flow->note_tops[first] : 0;
}

/* Rows that notes take at a column's foot, with the room above them. */
static int32_t note_rows(const Flow *flow, int64_t height) {
    return height > 0 ? rows_of(height + flow->note_gap, flow->leading) : 0;
}

static size_t notes_due(const Flow *flow, size_t unit) {
    return unit == 0 ? 0 : flow->units[unit - 1].notes_due;
}

static int32_t page_note_rows(const Filling *f) {
    if (f->page_notes <= 0) return 0;
    return rows_of((int64_t)f->page_notes + f->flow->note_gap, f->flow->leading);
}

/* Rows free below the present row in a column, above the notes it already has. */
static int32_t column_room(const Filling *f, int32_t column) {
    return f->height - page_note_rows(f) - f->row - note_rows(f->flow, f->note_heights[column]);
}

/* Cost of a column that ends before a unit. */
static int64_t end_cost(const Filling *f, size_t unit, bool last_column) {
    const Flow *flow = f->flow;
    if (unit >= flow->unit_count) return 0;
    int64_t cost = flow->units[unit].cost == EVIL_FORBID ? COST_BROKEN_RULE : flow->units[unit].cost;
    if (unit > 0 && flow->units[unit - 1].hyphen) {
        int64_t hyphen = weight(f, EVIL_HYPHEN_AT_FOOT);
        cost += last_column ? hyphen : hyphen / 2;
    }
    return cost;
}

static bool may_end(const Filling *f, size_t unit) {
    return f->forced || unit >= f->flow->unit_count || f->flow->units[unit].cost != EVIL_FORBID;
}

/* The rows that note lines [from, to) add below a column that has some already. */
static int32_t added_note_rows(const Filling *f, int32_t column, size_t to) {
    int64_t had = f->note_heights[column];
    return note_rows(f->flow, had + notes_height(f->flow, f->note, to)) - note_rows(f->flow, had);
}

/* In a forced page, the note lines that fit below `rows` of text. */
static size_t fitting_notes(const Filling *f, int32_t column, size_t to, int32_t rows, int32_t room) {
    size_t fit = f->note;
    while (fit < to && rows + added_note_rows(f, column, fit + 1) <= room) fit++;
    return fit;
}

/* Keeps the best few ends, best first. */
static size_t keep_end(ColumnEnd *ends, size_t count, ColumnEnd end) {
    size_t at = count;
    while (at > 0 && ends[at - 1].cost > end.cost) at--;
    if (at == COLUMN_ENDS_MOST) return count;
    if (count < COLUMN_ENDS_MOST) count++;
    for (size_t i = count - 1; i > at; i--) ends[i] = ends[i - 1];
    ends[at] = end;
    return count;
}

/* The best ends of a column of at most `room` rows that begins at the present unit and goes no further than `stop`. Ends
 * too far from full are not worth trying. */
static size_t find_ends(const Filling *f, int32_t column, size_t stop, int32_t room, bool last_column,
                        ColumnEnd ends[COLUMN_ENDS_MOST]) {
    const Flow *flow = f->flow;
    size_t count = 0;
    int32_t rows = 0;
    for (size_t u = f->unit; u < stop; u++) {
        rows += flow->units[u].rows + (u > f->unit ? flow->units[u].space : 0);
        size_t due = flow->units[u].notes_due;
        int32_t taken = rows + added_note_rows(f, column, due);
        bool fits = taken <= room;
        if (!fits && !(f->forced && u == f->unit && count == 0)) break;
        ColumnEnd end = {.unit = u + 1, .note = due, .rows = rows};
        if (!fits) {
            end.note = fitting_notes(f, column, due, rows, room);
            end.cost = COST_SPLIT_NOTE;
            taken = room;
        }
        if (!may_end(f, u + 1)) continue;
        int32_t free_rows = room - taken;
        end.cost += end_cost(f, u + 1, last_column) + square(free_rows) * weight(f, EVIL_UNEVEN);
        count = keep_end(ends, count, end);
    }
    return count;
}

static void place_column(Filling *f, int32_t column, const ColumnEnd *end) {
    PageSlot slot = {column, f->row, f->unit, end->unit, f->note, end->note};
    if (end->unit > f->unit || end->note > f->note) VEC_PUSH(f->arena, &f->slots, slot);
    f->note_heights[column] += notes_height(f->flow, f->note, end->note);
    f->unit = end->unit;
    f->note = end->note;
}

/* ---- ending a page ---- */

/* Boxes that should stand here by now but do not. */
static int64_t float_cost(const Filling *f) {
    int64_t late = 0;
    for (size_t i = f->plan.end_float; i < f->flow->float_count; i++) {
        if (f->flow->floats[i].anchor > f->unit) break;
        late++;
    }
    return late * weight(f, EVIL_BOX_FAR);
}

static bool floats_are_called(const Filling *f) {
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++) {
        if (f->flow->floats[i].anchor > f->unit) return f->forced;
    }
    return true;
}

/* Offers the page as it stands. */
static void offer_page(const Filling *f, int64_t cost) {
    if (!floats_are_called(f)) return;
    PageOffer offer = {.plan = f->plan};
    offer.plan.slots = ARENA_ARRAY(f->arena, PageSlot, f->slots.count);
    for (size_t i = 0; i < f->slots.count; i++) offer.plan.slots[i] = f->slots.items[i];
    offer.plan.slot_count = f->slots.count;
    offer.plan.end_unit = f->unit;
    offer.plan.page_note_rows = page_note_rows(f);
    offer.plan.cost = cost + float_cost(f);
    offer.plan.forced = f->forced;
    offer.next = (PageStart){.unit = f->unit, .note = f->note, .first_float = f->plan.end_float};
    VEC_PUSH(f->arena, f->offers, offer);
}

/* A copy whose slots can grow apart from the original's. */
static Filling filling_copy(const Filling *f) {
    Filling copy = *f;
    copy.slots.items = NULL;
    copy.slots.count = copy.slots.capacity = 0;
    for (size_t i = 0; i < f->slots.count; i++) VEC_PUSH(f->arena, &copy.slots, f->slots.items[i]);
    return copy;
}

/* Columns that are all short by the same rows are less of an evil than uneven ones. */
static int64_t foot_cost(const Filling *f) {
    int32_t least = f->short_rows[0], most = f->short_rows[0];
    int64_t squares = 0;
    for (int32_t c = 0; c < f->flow->columns; c++) {
        if (f->short_rows[c] < least) least = f->short_rows[c];
        if (f->short_rows[c] > most) most = f->short_rows[c];
        squares += square(f->short_rows[c]);
    }
    return square(most - least) * weight(f, EVIL_UNEVEN) +
           squares * weight(f, EVIL_SHORT_PAGE) / f->flow->columns;
}

/* Fills this column and those right of it; every combination of the best ends is an offer. */
static void fill_columns(const Filling *f, int32_t column, size_t stop, int64_t cost) {
    if (column == f->flow->columns) {
        offer_page(f, cost + foot_cost(f));
        return;
    }
    ColumnEnd ends[COLUMN_ENDS_MOST];
    int32_t room = column_room(f, column);
    bool last = column + 1 == f->flow->columns;
    size_t count = find_ends(f, column, stop, room, last, ends);
    if (count == 0) {
        if (!f->forced && f->unit < stop) return;
        Filling empty = filling_copy(f); /* notes alone, or nothing left */
        ColumnEnd none = {.unit = f->unit, .note = f->note};
        size_t due = notes_due(f->flow, f->unit);
        if (due > f->note) none.note = fitting_notes(f, column, due, 0, room);
        place_column(&empty, column, &none);
        empty.short_rows[column] = room;
        fill_columns(&empty, column + 1, stop, cost);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        Filling next = filling_copy(f);
        int32_t left = room - ends[i].rows - added_note_rows(f, column, ends[i].note);
        next.short_rows[column] = left > 0 ? left : 0;
        place_column(&next, column, &ends[i]);
        int64_t free_cost = square(next.short_rows[column]) * weight(f, EVIL_UNEVEN);
        fill_columns(&next, column + 1, stop, cost + ends[i].cost - free_cost);
    }
}

/* ---- balancing ---- */

/* Fills all columns to at most `target` rows; true if the run is then set whole. */
static bool try_balance(Filling *f, size_t stop, int32_t target, int64_t *cost, int32_t *height) {
    int32_t least = INT32_MAX;
    *height = 0;
    *cost = 0;
    for (int32_t column = 0; column < f->flow->columns; column++) {
        ColumnEnd ends[COLUMN_ENDS_MOST];
        int32_t room = column_room(f, column);
        int32_t rows = 0, text_target = target;
        ColumnEnd end = {.unit = f->unit, .note = f->note};
        bool last = column + 1 == f->flow->columns, full = false;
        for (size_t u = f->unit; u < stop; u++) {
            rows += f->flow->units[u].rows + (u > f->unit ? f->flow->units[u].space : 0);
            full = rows + added_note_rows(f, column, f->flow->units[u].notes_due) > room;
            if (rows > text_target || full) break;
            if (u + 1 < stop && !may_end(f, u + 1)) continue;
            ends[0] = (ColumnEnd){.unit = u + 1, .note = f->flow->units[u].notes_due, .rows = rows};
            int64_t here = u + 1 < stop ? end_cost(f, u + 1, last) : 0;
            int64_t held = end.unit > f->unit ? end.cost : INT64_MAX / 2;
            /* a row less is better than a widow, but not two */
            if (here <= held + weight(f, EVIL_UNEVEN) * (rows - end.rows)) {
                end = ends[0];
                end.cost = here;
            }
        }
        place_column(f, column, &end);
        *cost += end.cost;
        if (end.rows > *height) *height = end.rows;
        bool down_to_notes = full && f->note_heights[column] > 0;
        if (end.rows < least && !down_to_notes) least = end.rows;
    }
    if (least < *height) *cost += square(*height - least) * weight(f, EVIL_UNEVEN);
    return f->unit == stop;
}

static int32_t run_rows(const Flow *flow, size_t first, size_t stop) {
    int32_t rows = 0;
    for (size_t u = first; u < stop; u++) rows += flow->units[u].rows + (u > first ? flow->units[u].space : 0);
    return rows;
}

/* Sets the run [unit, stop) level over the columns if it fits: the best of the lowest few heights. */
static bool balance_run(Filling *f, size_t stop, int64_t *cost) {
    int32_t columns = f->flow->columns;
    int32_t total = run_rows(f->flow, f->unit, stop);
    int32_t room = f->height - page_note_rows(f) - f->row;
    Filling best = {0};
    int64_t best_cost = INT64_MAX;
    int tries = 0;
    for (int32_t target = (total - f->flow->units[f->unit].space) / columns - 3; target <= room; target++) {
        if (target < 1) continue;
        Filling trial = filling_copy(f);
        int64_t trial_cost = 0;
        int32_t height = 0;
        if (!try_balance(&trial, stop, target, &trial_cost, &height)) continue;
        trial.row += height;
        trial_cost += height; /* of equals, the lower one */
        if (trial_cost < best_cost) {
            best = trial;
            best_cost = trial_cost;
        }
        if (columns == 1 || ++tries == BALANCE_TRIES) break;
    }
    if (best_cost == INT64_MAX) return false;
    *f = best;
    *cost += best_cost;
    return true;
}

/* ---- bands ---- */

/* The end of a run of column units. No page holds more units than rows: a longer run is not followed further. */
static size_t run_end(const Flow *flow, size_t unit) {
    size_t most = unit + (size_t)flow->rows * (size_t)flow->columns + 1;
    while (unit < flow->unit_count && unit < most && !flow->units[unit].span) unit++;
    return unit;
}

/* The most rows that the columns' notes take: what stands across must end above them. */
static int32_t deepest_notes(const Filling *f) {
    int32_t rows = 0;
    for (int32_t c = 0; c < f->flow->columns; c++) {
        int32_t column = note_rows(f->flow, f->note_heights[c]);
        if (column > rows) rows = column;
    }
    return rows;
}

/* Sets the unit across the columns if it fits below the present row. */
static bool place_span(Filling *f) {
    const FlowUnit *unit = &f->flow->units[f->unit];
    int32_t space = f->row > 0 ? unit->space : 0;
    Filling trial = *f;
    trial.page_notes = unit_from((int64_t)f->page_notes + unit->page_notes);
    int32_t room = f->height - page_note_rows(&trial) - f->row - deepest_notes(f);
    bool only = f->forced && f->row == 0;
    if (space + unit->rows > room && !only) return false;
    f->page_notes = trial.page_notes;
    PageSlot slot = {.column = -1, .row = f->row + space, .first = f->unit, .end = f->unit + 1};
    VEC_PUSH(f->arena, &f->slots, slot);
    f->row += space + unit->rows;
    f->unit++;
    return true;
}

/* A page that ends where it stands, before the next band; free rows count once for the page. */
static void end_page_early(const Filling *f, int64_t cost) {
    bool done = f->unit == f->flow->unit_count && f->note == f->flow->note_count;
    bool nothing = f->slots.count == 0 && f->plan.end_float == f->plan.first_float;
    if (nothing || !may_end(f, f->unit)) return;
    int64_t free_rows = f->height - f->row;
    if (done) {
        /* The last page: short is normal, but not a few lines alone. */
        int64_t lines = (int64_t)f->row + f->plan.top_rows + f->plan.bottom_rows;
        cost += lines < 6 ? square(6 - lines) * weight(f, EVIL_SHORT_PAGE) : 0;
        offer_page(f, cost);
        return;
    }
    offer_page(f, cost + end_cost(f, f->unit, true) + square(free_rows) * weight(f, EVIL_SHORT_PAGE) / 4);
}

static void fill_bands(Filling *f, int64_t cost) {
    while (f->unit < f->flow->unit_count) {
        if (f->flow->units[f->unit].span) {
            if (f->slots.count > 0) end_page_early(f, cost);
            if (!place_span(f)) return;
            continue;
        }
        size_t stop = run_end(f->flow, f->unit);
        Filling whole = filling_copy(f);
        int64_t whole_cost = cost;
        bool fits = f->note == notes_due(f->flow, f->unit) && balance_run(&whole, stop, &whole_cost);
        if (!fits) {
            fill_columns(f, 0, stop, cost);
            return;
        }
        *f = whole;
        cost = whole_cost;
    }
    if (f->note < f->flow->note_count && f->note < notes_due(f->flow, f->unit)) {
        fill_columns(f, 0, f->unit, cost); /* notes that are left over */
        return;
    }
    end_page_early(f, cost);
}

void page_fill(Arena *arena, const Flow *flow, PageStart start, size_t float_count, bool forced,
               PageOffers *offers) {
    Filling filling = {
        .flow = flow,
        .arena = arena,
        .offers = offers,
        .forced = forced,
        .unit = start.unit,
        .note = start.note,
    };
    PagePlan *plan = &filling.plan;
    plan->first_unit = start.unit;
    plan->first_float = start.first_float;
    plan->end_float = start.first_float + float_count;
    for (size_t i = plan->first_float; i < plan->end_float; i++) {
        const FlowFloat *box = &flow->floats[i];
        *(box->place == PLACE_BOTTOM ? &plan->bottom_rows : &plan->top_rows) += box->rows;
        filling.page_notes = unit_from((int64_t)filling.page_notes + box->page_notes);
    }
    bool opens = start.unit == 0 && flow->unit_count > 0 && flow->units[0].span;
    if (opens && plan->top_rows > 0 && !forced) return; /* no box above an opening */
    filling.height = flow->rows - plan->top_rows - plan->bottom_rows;
    bool alone = float_count == 1; /* a box too tall for a page is set alone, and reported */
    if (filling.height < page_note_rows(&filling) && !alone) return;
    if (float_count > 0 && (forced || start.unit > 0 || start.unit == flow->unit_count)) {
        end_page_early(&filling, 0); /* boxes only */
    }
    if (filling.height - page_note_rows(&filling) > 0) fill_bands(&filling, 0);
}
