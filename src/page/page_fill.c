/* The ways to fill one page: see page_fill.h.
 *
 * A page is filled from its top in bands: a unit across the columns, or a run of column units. A
 * run that fits whole is balanced over the columns and the next band begins below it; a run that
 * does not fit fills the columns, and the page ends in it. For each column only the few best ends
 * are tried. */
#include "page/filling.h"

#define COLUMN_ENDS_MOST 4
/* A box before its call weighs so much more than one a page after it. */
#define EARLY_TIMES 6
/* A last page of fewer rows is a runt, or of less than a third where pages are low. */
#define RUNT_ROWS 8

/* A note continues in the next column with no fewer lines than this in each (A4.6 of the French
 * rules). */
#define NOTE_LINES_LEAST 2

/* The note lines that fit below `rows` of text. */
static size_t fitting_notes(const Filling *f, int32_t column, size_t to, int32_t rows,
                            int32_t room) {
    size_t fit = f->note;
    while (fit < to && rows + filling_added_notes(f, column, fit + 1) <= room) fit++;
    return fit;
}

/* True if a unit and the notes it calls, or those carried to it, fill more than a whole column:
 * they must be divided. */
static bool must_divide(const Filling *f, size_t unit) {
    const Flow *flow = f->flow;
    size_t first = unit > f->unit ? filling_notes_due(flow, unit) : f->note;
    size_t due = flow->units[unit].notes_due;
    if (due <= first) return false;
    int64_t height = flow->note_tops[due] - flow->note_tops[first];
    return flow->units[unit].rows + filling_note_rows(flow, height) > flow->rows;
}

/* Every combination of the columns' ends is an offer: many columns have few ends each. */
static size_t ends_most(const Filling *f) {
    static const size_t most[PAGE_COLUMNS_MOST + 1] = {
        1, COLUMN_ENDS_MOST, COLUMN_ENDS_MOST, 2, 2, 1, 1};
    return most[f->flow->columns];
}

/* Keeps the best few ends, best first. */
static size_t keep_end(ColumnEnd *ends, size_t count, size_t most, ColumnEnd end) {
    size_t at = count;
    while (at > 0 && ends[at - 1].cost > end.cost) at--;
    if (at == most) return count;
    if (count < most) count++;
    for (size_t i = count - 1; i > at; i--) ends[i] = ends[i - 1];
    ends[at] = end;
    return count;
}

/* The best ends of a column of at most `room` rows that begins at the present unit and goes no
 * further than `stop`. Ends too far from full are not worth trying. */
static size_t find_ends(const Filling *f, int32_t column, size_t stop, int32_t room,
                        bool last_column, ColumnEnd ends[COLUMN_ENDS_MOST]) {
    const Flow *flow = f->flow;
    size_t count = 0;
    int32_t rows = 0;
    for (size_t u = f->unit; u < stop; u++) {
        rows += flow->units[u].rows + (u > f->unit ? flow->units[u].space : 0);
        size_t due = flow->units[u].notes_due;
        int32_t taken = rows + filling_added_notes(f, column, due);
        bool fits = taken <= room;
        bool forced = f->forced && u == f->unit && count == 0;
        if (!fits && !forced && !must_divide(f, u)) break;
        ColumnEnd end = {.unit = u + 1, .note = due, .rows = rows};
        if (!fits) {
            end.note = fitting_notes(f, column, due, rows, room);
            if (!forced && end.note < f->note + NOTE_LINES_LEAST) break;
            end.cost = filling_weight(f, EVIL_NOTE_FAR);
            taken = room;
        }
        if (!filling_may_end(f, u + 1)) continue;
        int32_t free_rows = room - taken;
        end.cost += filling_end_cost(f, u + 1, last_column) +
                    filling_square(free_rows) * filling_weight(f, EVIL_UNEVEN);
        count = keep_end(ends, count, ends_most(f), end);
    }
    return count;
}

/* ---- ending a page ---- */

/* Boxes that should stand here by now but do not. */
static int64_t float_cost(const Filling *f) {
    int64_t late = 0;
    for (size_t i = f->plan.end_float; i < f->flow->float_count; i++) {
        if (f->flow->floats[i].anchor > f->unit) break;
        late++;
    }
    return late * filling_weight(f, EVIL_BOX_FAR);
}

/* A box may stand a little before its call, but not pages before. */
static bool floats_are_called(const Filling *f, int64_t *cost) {
    const Flow *flow = f->flow;
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++) {
        if (flow->floats[i].anchor <= f->unit) continue;
        int64_t rows = 0, most = (int64_t)flow->rows * flow->columns;
        for (size_t u = f->unit; u < flow->floats[i].anchor && rows <= most; u++)
            rows += flow->units[u].rows;
        if (rows > most && !f->forced) return false;
        *cost += EARLY_TIMES * filling_weight(f, EVIL_BOX_FAR);
    }
    return true;
}

/* Offers the page as it stands. */
static void offer_page(const Filling *f, int64_t cost) {
    if (!floats_are_called(f, &cost)) return;
    PageOffer offer = {.plan = f->plan};
    offer.plan.slots = ARENA_ARRAY(f->arena, PageSlot, f->slots.count);
    for (size_t i = 0; i < f->slots.count; i++) offer.plan.slots[i] = f->slots.items[i];
    offer.plan.slot_count = f->slots.count;
    offer.plan.end_unit = f->unit;
    offer.plan.page_note_rows = filling_page_note_rows(f);
    offer.plan.cost = cost + float_cost(f);
    offer.plan.forced = f->forced || f->note < filling_notes_due(f->flow, f->unit);
    offer.next = (PageStart){.unit = f->unit, .note = f->note, .first_float = f->plan.end_float};
    VEC_PUSH(f->arena, f->offers, offer);
}

/* Columns that are all short by the same rows are less of an evil than uneven ones. */
static int64_t foot_cost(const Filling *f) {
    int32_t least = f->short_rows[0], most = f->short_rows[0];
    int64_t squares = 0;
    for (int32_t c = 0; c < f->flow->columns; c++) {
        if (f->short_rows[c] < least) least = f->short_rows[c];
        if (f->short_rows[c] > most) most = f->short_rows[c];
        squares += filling_square(f->short_rows[c]);
    }
    return filling_square(most - least) * filling_weight(f, EVIL_UNEVEN) +
           squares * filling_weight(f, EVIL_SHORT_PAGE) / f->flow->columns;
}

/* Fills this column and those right of it; every combination of the best ends is an offer. */
static void fill_columns(const Filling *f, int32_t column, size_t stop, int64_t cost) {
    if (column == f->flow->columns) {
        offer_page(f, cost + foot_cost(f));
        return;
    }
    ColumnEnd ends[COLUMN_ENDS_MOST];
    int32_t room = filling_column_room(f, column) - f->shorten;
    bool last = column + 1 == f->flow->columns;
    size_t count = find_ends(f, column, stop, room, last, ends);
    if (count == 0) {
        size_t due = filling_notes_due(f->flow, f->unit);
        if (!f->forced && f->unit < stop && f->note == due) return;
        Filling empty = filling_copy(f); /* notes alone, or nothing left */
        ColumnEnd none = {.unit = f->unit, .note = f->note};
        if (due > f->note) none.note = fitting_notes(f, column, due, 0, room);
        filling_place(&empty, column, &none);
        empty.short_rows[column] = room + f->shorten;
        fill_columns(&empty, column + 1, stop, cost);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        Filling next = filling_copy(f);
        int32_t left = room - ends[i].rows - filling_added_notes(f, column, ends[i].note);
        if (left < 0) left = 0;
        next.short_rows[column] = left + f->shorten;
        filling_place(&next, column, &ends[i]);
        int64_t free_cost = filling_square(left) * filling_weight(f, EVIL_UNEVEN);
        fill_columns(&next, column + 1, stop, cost + ends[i].cost - free_cost);
    }
}

/* ---- bands ---- */

/* Rows that a page may leave free so that the next one is no runt, or holds text beside its box. */
static const int32_t shortenings[] = {0, 3, 6, 10};
#define SHORTENING_COUNT (sizeof shortenings / sizeof shortenings[0])

/* True where the next page may be nearly empty: the flow ends soon, or boxes wait. */
static bool next_is_thin(const Filling *f) {
    const Flow *flow = f->flow;
    int64_t rows = 0, most = 2 * (int64_t)flow->rows * flow->columns;
    for (size_t u = f->unit; u < flow->unit_count && rows <= most; u++)
        rows += flow->units[u].rows + flow->units[u].space;
    return rows <= most || f->plan.end_float < flow->float_count;
}

/* The run goes on on the next page: full columns, and shorter ones where that may serve it. */
static void fill_page(Filling *f, size_t stop, int64_t cost) {
    size_t count = f->forced || !next_is_thin(f) ? 1 : SHORTENING_COUNT;
    for (size_t i = 0; i < count; i++) {
        f->shorten = shortenings[i];
        fill_columns(f, 0, stop, cost);
    }
    f->shorten = 0;
}

/* The end of a run of column units. No page holds more units than rows: a longer run is not
 * followed further. */
static size_t run_end(const Flow *flow, size_t unit) {
    size_t most = unit + (size_t)flow->rows * (size_t)flow->columns + 1;
    while (unit < flow->unit_count && unit < most && !flow->units[unit].span) unit++;
    return unit;
}

/* The most rows that the columns' notes take: what stands across must end above them. */
static int32_t deepest_notes(const Filling *f) {
    int32_t rows = 0;
    for (int32_t c = 0; c < f->flow->columns; c++) {
        int32_t column = filling_note_rows(f->flow, f->note_heights[c]);
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
    int32_t room = f->height - filling_page_note_rows(&trial) - f->row - deepest_notes(f);
    bool only = f->forced && f->slots.count == 0;
    bool fits = space + unit->rows <= room;
    if (!fits && !only) return false;
    f->page_notes = trial.page_notes;
    PageSlot slot = {.column = -1, .row = f->row + space, .first = f->unit, .end = f->unit + 1};
    VEC_PUSH(f->arena, &f->slots, slot);
    f->row += fits ? space + unit->rows : room; /* too tall: nothing stands below it */
    f->unit++;
    return true;
}

/* A page of boxes only: as it should be for a box that wants a page, else dear by what it leaves
 * empty. */
static int64_t boxes_alone_cost(const Filling *f) {
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++) {
        if (f->flow->floats[i].place == PLACE_PAGE) return 0;
    }
    return filling_square(f->height) * filling_weight(f, EVIL_SHORT_PAGE) / 4;
}

/* A page that ends where it stands, before the next band; free rows count once for the page. */
static void end_page_early(const Filling *f, int64_t cost) {
    bool done = f->unit == f->flow->unit_count && f->note == f->flow->note_count;
    bool nothing = f->slots.count == 0 && f->plan.end_float == f->plan.first_float;
    if (nothing || !filling_may_end(f, f->unit)) return;
    int64_t free_rows = f->height - f->row;
    if (f->slots.count == 0) {
        offer_page(f, cost + boxes_alone_cost(f));
        return;
    }
    if (done) {
        /* The last page: short is normal, but not a few lines alone. */
        int64_t lines = (int64_t)f->row + f->plan.top_rows + f->plan.bottom_rows;
        int64_t runt = f->flow->rows / 3 < RUNT_ROWS ? f->flow->rows / 3 : RUNT_ROWS;
        cost += lines < runt ? 2 * filling_square(runt - lines) * filling_weight(f, EVIL_SHORT_PAGE)
                             : 0;
        offer_page(f, cost);
        return;
    }
    offer_page(f, cost + filling_end_cost(f, f->unit, true) +
                      filling_square(free_rows) * filling_weight(f, EVIL_SHORT_PAGE) / 4);
}

static void fill_bands(Filling *f, int64_t cost) {
    while (f->unit < f->flow->unit_count) {
        if (f->flow->units[f->unit].span) {
            if (f->slots.count > 0) end_page_early(f, cost);
            if (!place_span(f)) return;
            if (f->forced && f->row >= f->height - filling_page_note_rows(f)) {
                offer_page(f, cost + COST_BROKEN_RULE);
                return;
            }
            continue;
        }
        size_t stop = run_end(f->flow, f->unit);
        Filling whole = filling_copy(f);
        int64_t whole_cost = cost;
        bool fits = f->note == filling_notes_due(f->flow, f->unit) &&
                    filling_balance(&whole, stop, &whole_cost);
        bool boxes_wait = f->plan.end_float < f->flow->float_count;
        if (!fits || boxes_wait) fill_page(f, stop, cost);
        if (!fits) return;
        *f = whole;
        cost = whole_cost;
    }
    if (f->note < f->flow->note_count && f->note < filling_notes_due(f->flow, f->unit)) {
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
    if (filling.height < filling_page_note_rows(&filling) && !alone) return;
    if (float_count > 0 && (forced || start.unit > 0 || start.unit == flow->unit_count)) {
        end_page_early(&filling, 0); /* boxes only */
    }
    if (filling.height - filling_page_note_rows(&filling) > 0) fill_bands(&filling, 0);
}
