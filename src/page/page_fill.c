/* The ways to fill one page: see page_fill.h.
 *
 * A page is filled from its top in bands: a unit across the columns, or a run of column units. A
 * run that fits whole is balanced over the columns and the next band begins below it; a run that
 * does not fit fills the columns, and the page ends in it. For each column only the few best ends
 * are tried, apart for those with a flexed paragraph and those without. */
#include "page/column_best.h"

/* A last page of fewer rows is a runt, or of less than a third where pages are low. */
#define RUNT_ROWS 8
/* How often a page is filled with more room for notes across it that its columns call. */
#define RESERVES_MOST 5

/* ---- the columns ---- */

static void fill_columns(const Filling *f, int32_t column, size_t stop);

static void fill_behind(const Filling *f, int32_t column, size_t stop, int32_t room,
                        const EndList *list) {
    for (size_t i = 0; i < list->count; i++) {
        const ColumnEnd *end = &list->ends[i];
        Toll toll = f->plan.toll;
        filling_charge_end(f, end, column + 1 == f->flow->columns, &toll);
        /* One with notes across the page may still tell what room is lacking. */
        if (!f->across && toll_sum(&toll) > f->most) continue;
        Filling next = filling_copy(f);
        next.plan.toll = toll;
        next.short_rows[column] = column_rows_left(f, column, room, end) + f->shorten;
        filling_place(&next, column, end);
        fill_columns(&next, column + 1, stop);
    }
}

/* A forced page must set something. */
static bool nothing_stands(const Filling *f) {
    return f->forced && f->slots.count == 0 && f->plan.end_float == f->plan.first_float;
}

/* A column of notes alone, or of nothing. */
static void fill_empty(const Filling *f, int32_t column, size_t stop, int32_t room) {
    size_t due = filling_notes_due(f->flow, f->unit);
    bool boxes = f->heads[column] + f->feet[column] > 0;
    if (!f->forced && !boxes && flow_place(f->flow, f->unit) < stop && f->note == due) return;
    if (f->last != NO_UNIT && !filling_may_end(f, f->unit)) return;
    Filling empty = filling_copy(f);
    ColumnEnd none = {.unit = f->unit, .note = f->note, .last = NO_UNIT};
    if (due > f->note) none.note = column_fitting_notes(f, column, due, 0, room);
    if (none.note == f->note && due > f->note && nothing_stands(f)) { /* lower than a note's line */
        none.note++;
        none.overfull = true;
    }
    filling_charge_end(f, &none, column + 1 == f->flow->columns, &empty.plan.toll);
    filling_place(&empty, column, &none);
    empty.short_rows[column] = room + f->shorten;
    fill_columns(&empty, column + 1, stop);
}

/* Fills this column and those right of it; every combination of the best ends is an offer. */
static void fill_columns(const Filling *f, int32_t column, size_t stop) {
    const Flow *flow = f->flow;
    if (column == flow->columns) {
        Toll toll = f->plan.toll;
        filling_charge_feet(f, &toll);
        filling_offer(f, &toll);
        return;
    }
    int32_t room = filling_column_room(f, column) - f->shorten;
    EndSearch search = {
        .column = column, .room = room, .most = room, .stop = stop, .divides = true};
    EndList lists[2];
    column_best_ends(f, &search, f->stop_matters, lists);
    if (lists[0].count + lists[1].count == 0) {
        fill_empty(f, column, stop, room);
        return;
    }
    for (int i = 0; i < 2; i++) fill_behind(f, column, stop, room, &lists[i]);
}

/* ---- bands ---- */

/* Rows that a page may leave free so that the next one is no runt, or holds text beside its box. */
static const int32_t shortenings[] = {0, 3, 6, 10};
#define SHORTENING_COUNT (sizeof shortenings / sizeof shortenings[0])

/* The place that two pages of text from here lead to. */
static size_t place_soon(const Filling *f) {
    const Flow *flow = f->flow;
    int64_t rows = 0, most = 2 * (int64_t)flow->rows * flow->columns;
    size_t u = f->unit;
    for (; u != flow->unit_count && rows <= most; u = flow_next(flow, u))
        rows += flow->units[u].rows + flow->units[u].space;
    return flow_place(flow, u);
}

/* True where a box waits, or one is called on the next pages. */
static bool box_waits(const Filling *f) {
    const Flow *flow = f->flow;
    if (f->plan.end_float == flow->float_count) return false;
    return flow->thorough || flow->floats[f->plan.end_float].anchor <= place_soon(f);
}

/* True where the next page may be nearly empty: the flow ends soon, or boxes wait. */
static bool next_is_thin(const Filling *f) {
    return place_soon(f) == f->flow->unit_count || box_waits(f);
}

/* The run goes on on the next page: full columns, and shorter ones where that may serve it. */
static void fill_page(Filling *f, size_t stop) {
    bool one = f->forced || f->narrow || f->flow->thorough || !next_is_thin(f);
    size_t count = one ? 1 : SHORTENING_COUNT;
    for (size_t i = 0; i < count; i++) {
        f->shorten = shortenings[i];
        fill_columns(f, 0, stop);
    }
    f->shorten = 0;
}

/* A run of column units, up to a normal one. */
typedef struct Run {
    size_t end;
    bool whole; /* a page may hold it */
} Run;

/* No page holds units of more rows than it has, and one more in each column where a paragraph is
 * set shorter, and one for the paragraph that goes on from the page before: a longer run is not
 * followed further. */
static Run find_run(const Flow *flow, size_t unit) {
    int64_t rows = 0, most = ((int64_t)flow->rows + 1) * flow->columns + 2;
    Run run = {.end = flow_place(flow, unit)};
    while (run.end < flow->unit_count && rows < most && !flow->units[run.end].span)
        rows += flow->units[run.end++].rows;
    run.whole = rows < most;
    return run;
}

/* The most rows that the columns' notes and boxes take: what stands across must end above them. */
static int32_t deepest_notes(const Filling *f) {
    int32_t rows = 0;
    for (int32_t c = 0; c < f->flow->columns; c++) {
        int32_t column = filling_note_rows(f->flow, f->note_heights[c]) + f->heads[c] + f->feet[c];
        if (column > rows) rows = column;
    }
    return rows;
}

/* A slot for the unit across the columns; those of one box share theirs. */
static void add_across(Filling *f, int32_t row) {
    bool goes_on = f->slots.count > 0 && f->flow->units[f->unit].in_box;
    if (goes_on) {
        f->slots.items[f->slots.count - 1].end++;
        return;
    }
    PageSlot slot = {.column = -1, .row = row, .first = f->unit, .end = f->unit + 1};
    VEC_PUSH(f->arena, &f->slots, slot);
}

/* Sets the unit across the columns if it fits below the present row. */
static bool place_span(Filling *f) {
    const FlowUnit *unit = &f->flow->units[f->unit];
    int32_t space = f->row > 0 ? unit->space : unit->head_rows;
    Filling trial = *f;
    trial.page_notes = unit_from((int64_t)f->page_notes + unit->page_notes);
    int32_t room = f->height - filling_page_note_rows(&trial) - f->row - deepest_notes(f);
    bool fits = space + unit->rows <= room;
    if (!fits && !nothing_stands(f)) return false;
    f->page_notes = trial.page_notes;
    add_across(f, f->row > 0 ? f->row + space : f->row);
    f->row += fits ? space + unit->rows : room; /* too tall: nothing stands below it */
    f->depth = f->row;
    f->last = f->unit++;
    return true;
}

/* Fewer rows of text than this look left over. */
static int32_t runt_rows(const Flow *flow) {
    return flow->rows / 3 < RUNT_ROWS ? flow->rows / 3 : RUNT_ROWS;
}

/* A page of boxes only: dear by what it leaves empty. A box that wants a page may have it to itself
 * where hardly any text would find room, or none is left. */
static void charge_boxes_alone(const Filling *f, Toll *toll) {
    bool alone = f->height <= runt_rows(f->flow) || f->unit == f->flow->unit_count;
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++)
        if (alone && f->flow->floats[i].place == PLACE_PAGE) return;
    toll_add(toll, f->flow, EVIL_SHORT_PAGE, filling_square(f->height), 4);
}

/* The last page: short is normal, but not a few lines alone. */
static void charge_runt(const Filling *f, Toll *toll) {
    int64_t lines = (int64_t)f->row + f->plan.top_rows + f->plan.bottom_rows;
    int64_t runt = runt_rows(f->flow);
    if (lines < runt) toll_add(toll, f->flow, EVIL_SHORT_PAGE, 2 * filling_square(runt - lines), 1);
}

/* No column has text yet. */
static bool columns_are_new(const Filling *f) {
    for (size_t s = 0; s < f->slots.count; s++)
        if (f->slots.items[s].column >= 0) return false;
    return true;
}

/* A page that ends where it stands, before the next band; free rows count once for the page. */
static void end_page_early(Filling *f) {
    if (columns_are_new(f)) f->plan.float_row = f->row;
    bool done = f->unit == f->flow->unit_count && f->note == f->flow->note_count;
    bool nothing = f->slots.count == 0 && f->plan.end_float == f->plan.first_float;
    if (nothing || !filling_may_end(f, f->unit)) return;
    Toll toll = f->plan.toll;
    ColumnEnd end = {.unit = f->unit, .note = f->note, .last = f->last};
    filling_charge_end(f, &end, /*last_column*/ true, &toll);
    if (f->slots.count == 0) {
        charge_boxes_alone(f, &toll);
    } else if (done) {
        charge_runt(f, &toll);
    } else {
        toll_add(&toll, f->flow, EVIL_SHORT_PAGE, filling_square(f->height - f->row), 4);
    }
    filling_offer(f, &toll);
}

/* Runs before what stands across the columns and may not be parted from them: how many places are
 * tried where the page may end instead. */
#define PARTINGS_MOST 3

/* The run fits, but what it holds to itself may not stand below it: the page may end, level, before
 * the last lines of the run. */
static void part_run(const Filling *f, size_t stop) {
    size_t left = f->flow->thorough ? SIZE_MAX : PARTINGS_MOST;
    size_t first = flow_place(f->flow, f->unit);
    for (size_t u = stop - 1; u > first && left > 0; u--) {
        if (!filling_may_end(f, u)) continue;
        left--;
        Filling part = filling_copy(f);
        if (filling_balance(&part, u)) end_page_early(&part);
    }
}

/* What stands across the columns may be the last on its page. */
static bool follows_across(const Filling *f) {
    return f->slots.count > 0 && f->slots.items[f->slots.count - 1].column < 0;
}

static void fill_bands(Filling *f) {
    const Flow *flow = f->flow;
    while (f->unit != flow->unit_count) {
        if (flow->units[f->unit].span) {
            if (f->slots.count > 0) end_page_early(f);
            if (!place_span(f)) return;
            if (f->forced && f->row >= f->height - filling_page_note_rows(f)) {
                toll_break(&f->plan.toll, PAGE_RULE_TALL);
                filling_offer(f, &f->plan.toll);
                return;
            }
            continue;
        }
        if (follows_across(f)) end_page_early(f);
        if (columns_are_new(f)) f->plan.float_row = f->row;
        Run run = find_run(flow, f->unit);
        Filling whole = filling_copy(f);
        bool fits = run.whole && f->note == filling_notes_due(flow, f->unit) &&
                    filling_balance(&whole, run.end);
        f->stop_matters = run.whole;
        if (!fits || box_waits(f)) fill_page(f, run.end);
        if (!fits) return;
        if (run.end < flow->unit_count && flow->units[run.end].held) part_run(f, run.end);
        *f = whole;
    }
    if (f->note < flow->note_count && f->note < filling_notes_due(flow, f->unit)) {
        fill_columns(f, 0, flow_place(flow, f->unit)); /* notes that are left over */
        return;
    }
    end_page_early(f);
}

/* Gives a box its rows: across the page, or in its columns, behind the boxes that they have. */
static void place_float(Filling *f, size_t number, int32_t column) {
    PagePlan *plan = &f->plan;
    const FlowFloat *box = &f->flow->floats[number];
    FloatSpot *spot = &plan->spots[number - plan->first_float];
    bool bottom = box->place == PLACE_BOTTOM;
    *spot = (FloatSpot){.column = column};
    if (column < 0) {
        *(bottom ? &plan->bottom_rows : &plan->top_rows) += box->rows;
        return;
    }
    int32_t *rows = bottom ? f->feet : f->heads, end = column + box->columns;
    for (int32_t c = column; c < end && c < f->flow->columns; c++)
        if (rows[c] > spot->row) spot->row = rows[c];
    for (int32_t c = column; c < end && c < f->flow->columns; c++) rows[c] = spot->row + box->rows;
    f->note_heights[column] += box->column_notes;
}

static bool columns_hold_floats(const Filling *f) {
    for (int32_t c = 0; c < f->flow->columns; c++) {
        bool has = f->heads[c] + f->feet[c] > 0;
        if (has && filling_column_room(f, c) < 0) return false;
    }
    return true;
}

/* lacking: see Filling; NULL: take what overlaps. */
static void fill_reserving(Arena *arena, const Flow *flow, PageStart start, const PageWish *wish,
                           Unit reserve, Unit *lacking, PageOffers *offers) {
    bool forced = wish->forced;
    size_t float_count = wish->floats;
    Filling filling = {
        .flow = flow,
        .arena = arena,
        .offers = offers,
        .forced = forced,
        .unit = start.unit,
        .note = start.note,
        .last = NO_UNIT,
        .most = wish->most,
        .narrow = wish->narrow,
        .across = wish->across,
        .memo = wish->memo,
        .stop_matters = true,
        .page_notes = reserve,
        .reserve = reserve,
        .lacking = lacking,
    };
    PagePlan *plan = &filling.plan;
    plan->first_float = start.first_float;
    plan->end_float = start.first_float + float_count;
    for (size_t i = plan->first_float; i < plan->end_float; i++) {
        const FlowFloat *box = &flow->floats[i];
        if (box->place != PLACE_BOTTOM)
            place_float(&filling, i, wish->columns[i - plan->first_float]);
        filling.page_notes = unit_from((int64_t)filling.page_notes + box->page_notes);
    }
    for (size_t i = plan->end_float; i > plan->first_float; i--) { /* the last one lowest */
        if (flow->floats[i - 1].place == PLACE_BOTTOM)
            place_float(&filling, i - 1, wish->columns[i - 1 - plan->first_float]);
    }
    bool opens = start.unit == 0 && flow->unit_count > 0 && flow->units[0].span;
    if (opens && plan->top_rows > 0 && !forced) return; /* no box above an opening */
    filling.height = flow->rows - plan->top_rows - plan->bottom_rows;
    bool fits = columns_hold_floats(&filling);
    bool alone = float_count == 1; /* a box too tall for a page is set alone, and reported */
    if (filling.height < filling_page_note_rows(&filling) && !alone) return;
    if (!fits && !(alone && forced)) return;
    if (float_count > 0 && (forced || start.unit > 0 || start.unit == flow->unit_count)) {
        end_page_early(&filling); /* boxes only */
    }
    if (filling.height - filling_page_note_rows(&filling) > 0) fill_bands(&filling);
}

/* No page was found whose columns call no more notes than there is room for: the more room, the
 * fewer lines stand above it. */
static void fill_halving(Arena *arena, const Flow *flow, PageStart start, const PageWish *wish,
                         PageOffers *offers) {
    int64_t low = 0, high = (int64_t)flow->rows * flow->leading;
    while (high - low > flow->leading / 2) {
        Unit lacking = 0, reserve = unit_from((low + high) / 2);
        fill_reserving(arena, flow, start, wish, reserve, &lacking, offers);
        if (lacking > reserve) {
            low = reserve;
        } else {
            high = reserve;
        }
    }
}

/* Notes that columns put across the page take room from all of them, but are known only once the
 * columns are filled: the page is filled again with the least room that was lacking. */
void page_fill(Arena *arena, const Flow *flow, PageStart start, const PageWish *wish,
               PageOffers *offers) {
    size_t before = offers->count;
    Unit reserve = 0, lacking = 0;
    for (int i = 0; i < RESERVES_MOST; i++) {
        lacking = 0;
        fill_reserving(arena, flow, start, wish, reserve, &lacking, offers);
        if (lacking <= reserve) break;
        reserve = lacking;
    }
    if (reserve > 0 && offers->count == before) fill_halving(arena, flow, start, wish, offers);
    if (wish->forced && offers->count == before)
        fill_reserving(arena, flow, start, wish, 0, NULL, offers);
}
