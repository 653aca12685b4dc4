/* Level columns: see filling_balance in filling.h.
 *
 * For a few heights from the least possible one on, every column but the last tries its ends just
 * below that height, the last one takes the rest, and the cheapest combination wins: a break that
 * costs a little is taken where it makes the columns level. */
#include "page/filling.h"

/* Heights tried after the first at which the run fits, and how far below each a column may end. */
#define HEIGHT_TRIES 4
#define BELOW_MOST   3

typedef struct Balance {
    size_t stop;
    Filling best;
    int64_t best_cost; /* INT64_MAX: none fits */
    int32_t target;
} Balance;

/* The columns so far: their deepest and highest foot, but for those that stand on their notes. */
typedef struct Feet {
    int32_t most, least;
    int64_t cost;
} Feet;

static void feet_add(Feet *feet, const Filling *f, int32_t column, const ColumnEnd *end,
                     int32_t room) {
    if (end->rows > feet->most) feet->most = end->rows;
    const FlowUnit *next = end->unit < f->flow->unit_count ? &f->flow->units[end->unit] : NULL;
    int32_t taken = end->rows + filling_added_notes(f, column, end->note);
    bool on_notes = end->note > f->note && next != NULL && taken + next->space + next->rows > room;
    if (end->rows < feet->least && !on_notes) feet->least = end->rows;
    feet->cost += end->cost;
}

static void keep_best(Balance *b, const Filling *f, const Feet *feet) {
    int64_t cost = feet->cost + feet->most; /* of equals, the lower one */
    if (feet->least < feet->most) {
        cost += filling_square(feet->most - feet->least) * filling_weight(f, EVIL_UNEVEN);
    }
    if (cost > b->best_cost)
        return; /* of equals, the one whose left column is longer: it comes later */
    b->best = *f;
    b->best.row += feet->most;
    b->best_cost = cost;
}

/* A single line of several alone in its column reads as a stray. */
static int64_t stray_cost(const Filling *f, const Balance *b, const ColumnEnd *end) {
    bool stray = end->rows == 1 && b->stop - f->unit > 1;
    return stray ? filling_weight(f, EVIL_WIDOW) : 0;
}

static void fill_last(Balance *b, const Filling *f, int32_t column, Feet feet) {
    int32_t room = filling_column_room(f, column);
    ColumnEnd end = {.unit = b->stop, .note = f->note};
    for (size_t u = f->unit; u < b->stop; u++) {
        end.rows += f->flow->units[u].rows + (u > f->unit ? f->flow->units[u].space : 0);
        if (end.rows > room) return;
    }
    if (b->stop > f->unit) end.note = filling_notes_due(f->flow, b->stop);
    if (end.rows + filling_added_notes(f, column, end.note) > room) return;
    if (end.rows == 1) end.cost = filling_weight(f, EVIL_WIDOW);
    feet_add(&feet, f, column, &end, room);
    Filling whole = filling_copy(f);
    filling_place(&whole, column, &end);
    keep_best(b, &whole, &feet);
}

static void fill_from(Balance *b, const Filling *f, int32_t column, Feet feet) {
    if (column + 1 == f->flow->columns) {
        fill_last(b, f, column, feet);
        return;
    }
    int32_t room = filling_column_room(f, column);
    ColumnEnd end = {0};
    for (size_t u = f->unit; u < b->stop; u++) {
        end.rows += f->flow->units[u].rows + (u > f->unit ? f->flow->units[u].space : 0);
        end.unit = u + 1;
        end.note = f->flow->units[u].notes_due;
        bool fits =
            end.rows <= b->target && end.rows + filling_added_notes(f, column, end.note) <= room;
        if (!fits) break;
        bool near = end.rows >= b->target - (f->flow->columns > 3 ? 1 : BELOW_MOST);
        if (u + 1 < b->stop && (!near || !filling_may_end(f, u + 1))) continue;
        end.cost = u + 1 < b->stop ? filling_end_cost(f, u + 1, /*last_column*/ false) : 0;
        end.cost += stray_cost(f, b, &end);
        Feet with = feet;
        feet_add(&with, f, column, &end, room);
        Filling next = filling_copy(f);
        filling_place(&next, column, &end);
        fill_from(b, &next, column + 1, with);
    }
}

static int32_t run_rows(const Flow *flow, size_t first, size_t stop) {
    int32_t rows = 0;
    for (size_t u = first; u < stop; u++)
        rows += flow->units[u].rows + (u > first ? flow->units[u].space : 0);
    return rows;
}

bool filling_balance(Filling *f, size_t stop, int64_t *cost) {
    int32_t total = run_rows(f->flow, f->unit, stop);
    int32_t room = f->height - filling_page_note_rows(f) - f->row;
    Balance balance = {.stop = stop, .best_cost = INT64_MAX};
    if (total > room * f->flow->columns) return false;
    int32_t first =
        (total + f->flow->columns - 1) / f->flow->columns - 1; /* spaces at heads may vanish */
    int tries = 0;
    for (balance.target = first < 1 ? 1 : first; balance.target <= room; balance.target++) {
        fill_from(&balance, f, 0, (Feet){.least = INT32_MAX});
        if (balance.best_cost < INT64_MAX && (f->flow->columns == 1 || ++tries == HEIGHT_TRIES))
            break;
    }
    if (balance.best_cost == INT64_MAX) return false;
    *f = balance.best;
    *cost += balance.best_cost;
    return true;
}
