/* Level columns: see filling_balance in filling.h.
 *
 * For a few heights from the least possible one on, every column but the last tries its ends just
 * below that height, the last one takes the rest, and the cheapest combination wins: a break that
 * costs a little, or a flexed paragraph, is taken where it makes the columns level. */
#include "page/filling.h"

/* Heights tried after the first at which the run fits, and how far below each a column may end. */
#define HEIGHT_TRIES 4
#define BELOW_MOST   3

/* How many places are remembered at which the last column was to begin. */
#define LAST_COLUMNS 16

/* What the last column may be if it begins there: none if the rest of the run is too long. */
typedef struct LastColumn {
    bool known;
    size_t unit, note;
    ColumnEnds ends;
} LastColumn;

typedef struct Balance {
    size_t stop;
    LastColumn last[LAST_COLUMNS]; /* by their units: heights that are tried share them */
    Filling best;
    int64_t best_cost; /* INT64_MAX: none fits */
    int32_t best_rows;
    int32_t target;
} Balance;

/* The columns so far: their deepest and highest foot, but for those that stand on their notes or
 * boxes. */
typedef struct Feet {
    int32_t most, least;
} Feet;

/* One column of a combination, while its ends are found. */
typedef struct Column {
    Balance *balance;
    const Filling *f;
    int32_t number, room;
    Feet feet;
} Column;

static void fill_from(Balance *b, const Filling *f, int32_t column, Feet feet);

static void feet_add(Feet *feet, const Column *c, const ColumnEnd *end) {
    const Filling *f = c->f;
    const Flow *flow = f->flow;
    int32_t foot = f->heads[c->number] + end->rows;
    if (foot > feet->most) feet->most = foot;
    const FlowUnit *next = end->unit != flow->unit_count ? &flow->units[end->unit] : NULL;
    int32_t taken = end->rows + filling_added_notes(f, c->number, end->note);
    bool on_notes =
        end->note > f->note && next != NULL && taken + next->space + next->rows > c->room;
    bool ends = end->unit == c->balance->stop || next == NULL;
    int32_t more = ends ? 1 : next->space + next->rows;
    bool on_box = f->feet[c->number] > 0 && taken + more > c->room;
    if (foot < feet->least && !on_notes && !on_box) feet->least = foot;
}

static void keep_best(Balance *b, const Filling *f, const Feet *feet) {
    Filling whole = *f;
    int32_t uneven = feet->least < feet->most ? feet->most - feet->least : 0;
    toll_add(&whole.plan.toll, f->flow, EVIL_UNEVEN, filling_square(uneven), 1);
    int64_t cost = toll_sum(&whole.plan.toll);
    bool worse = cost > b->best_cost || (cost == b->best_cost && feet->most > b->best_rows);
    if (worse) return; /* of equals, the lower one, then that whose left column is longer */
    b->best = whole;
    b->best.row += feet->most;
    b->best_cost = cost;
    b->best_rows = feet->most;
}

/* What the columns cost with this one. */
static Toll charge_column(const Column *c, const ColumnEnd *end) {
    const Flow *flow = c->f->flow;
    Toll toll = c->f->plan.toll;
    bool last = c->number + 1 == flow->columns;
    ColumnEnd charged = *end;
    if (end->unit == c->balance->stop)
        charged.last = NO_UNIT; /* what follows is not parted from it */
    filling_charge_end(c->f, &charged, /*last_column*/ false, &toll);
    /* A single line of several alone in its column reads as a stray. */
    if (end->rows == 1 && (last || flow_next(flow, c->f->unit) != c->balance->stop))
        toll_add(&toll, flow, EVIL_WIDOW, 1, 1);
    return toll;
}

/* Sets the column, and all that are left, unless it alone is dearer than the best of them all. */
static void place_end(Column *c, const ColumnEnd *end) {
    Toll toll = charge_column(c, end);
    if (toll_sum(&toll) > c->balance->best_cost) return;
    Feet feet = c->feet;
    feet_add(&feet, c, end);
    Filling next = filling_copy(c->f);
    next.plan.toll = toll;
    filling_place(&next, c->number, end);
    if (c->number + 1 == c->f->flow->columns) {
        keep_best(c->balance, &next, &feet);
    } else {
        fill_from(c->balance, &next, c->number + 1, feet);
    }
}

/* No text stands in the column, at most boxes at its head. */
static void leave_empty(const Column *c) {
    Feet feet = c->feet;
    int32_t foot = c->f->heads[c->number];
    if (foot > feet.most) feet.most = foot;
    if (foot < feet.least) feet.least = foot;
    fill_from(c->balance, c->f, c->number + 1, feet);
}

/* Whether the rest of the run has more rows than the column, even with a paragraph set shorter. */
static bool is_too_long(const Column *c) {
    const Flow *flow = c->f->flow;
    int32_t rows = -1;
    size_t u = c->f->unit;
    for (; flow_place(flow, u) < c->balance->stop && rows <= c->room; u = flow_next(flow, u))
        rows += flow->units[u].rows;
    return rows > c->room;
}

/* The last column takes all that is left. */
static ColumnEnds last_column(const Column *c) {
    const Filling *f = c->f;
    LastColumn *last = &c->balance->last[f->unit % LAST_COLUMNS];
    if (last->known && last->unit == f->unit && last->note == f->note) return last->ends;
    *last = (LastColumn){.known = true, .unit = f->unit, .note = f->note};
    if (!f->forced && is_too_long(c)) return last->ends;
    EndSearch search = {.column = c->number,
                        .room = c->room,
                        .least = c->room + 1,
                        .most = c->room,
                        .stop = c->balance->stop};
    last->ends = column_ends(f, &search);
    return last->ends;
}

/* One of the columns before it, not much above the height that is tried. */
static ColumnEnds level_column(const Column *c) {
    const Filling *f = c->f;
    int32_t level = c->balance->target - f->heads[c->number];
    int32_t below = f->flow->thorough ? f->flow->rows : f->flow->columns > 3 ? 1 : BELOW_MOST;
    EndSearch search = {.column = c->number,
                        .room = c->room,
                        .least = level - below,
                        .most = c->room < level ? c->room : level,
                        .stop = c->balance->stop};
    if (f->heads[c->number] > 0 && search.most <= 0) leave_empty(c);
    return column_ends(f, &search);
}

static void fill_from(Balance *b, const Filling *f, int32_t column, Feet feet) {
    Column c = {b, f, column, filling_column_room(f, column), feet};
    if (f->unit == b->stop) { /* nothing left for this column */
        if (column + 1 < f->flow->columns) {
            leave_empty(&c);
            return;
        }
        ColumnEnd none = {.unit = f->unit, .note = f->note, .last = NO_UNIT};
        place_end(&c, &none);
        return;
    }
    bool last = column + 1 == f->flow->columns;
    ColumnEnds ends = last ? last_column(&c) : level_column(&c);
    for (size_t i = 0; i < ends.count; i++) {
        const ColumnEnd *end = &ends.items[i];
        if (end->unit == b->stop || (!last && filling_may_end(f, end->unit))) place_end(&c, end);
    }
}

/* The rows of a run; roomiest: the largest room above one of its units, which vanishes at a head.
 */
static int32_t run_rows(const Flow *flow, size_t first, size_t stop, int32_t *roomiest) {
    int32_t rows = 0;
    *roomiest = 0;
    for (size_t u = first; flow_place(flow, u) < stop; u = flow_next(flow, u)) {
        if (flow->units[u].space > *roomiest && u != first) *roomiest = flow->units[u].space;
        rows += flow->units[u].rows + (u != first ? flow->units[u].space : 0);
    }
    return rows;
}

bool filling_balance(Filling *f, size_t stop) {
    const Flow *flow = f->flow;
    int32_t roomiest;
    int32_t total = run_rows(flow, f->unit, stop, &roomiest);
    if (flow->flex_count > 0) total -= flow->columns; /* each may have a shortened paragraph */
    int32_t room = f->height - filling_page_note_rows(f) - f->row;
    for (int32_t c = 0; c < flow->columns; c++) total += f->heads[c];
    Balance balance = {.stop = stop, .best_cost = INT64_MAX};
    if (total - roomiest * (flow->columns - 1) > room * flow->columns) return false;
    int32_t first =
        (total + flow->columns - 1) / flow->columns - 1; /* spaces at heads may vanish */
    int tries = 0, most = flow->flex_count > 0 ? HEIGHT_TRIES + 1 : HEIGHT_TRIES;
    balance.target = first < 1 ? 1 : first;
    if (flow->thorough) balance.target = room;
    for (; balance.target <= room; balance.target++) {
        fill_from(&balance, f, 0, (Feet){.least = INT32_MAX});
        if (balance.best_cost < INT64_MAX && (flow->columns == 1 || ++tries == most)) break;
    }
    if (balance.best_cost == INT64_MAX) return false;
    *f = balance.best;
    for (int32_t c = 0; c < flow->columns; c++) f->heads[c] = 0;
    return true;
}
