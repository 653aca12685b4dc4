/* The best ends of a column; see column_best.h. */
#include "page/column_best.h"

#define COLUMN_ENDS_MOST 4
/* Columns that are remembered: those of some pages that begin a line apart, with boxes in several
 * ways. A short flow needs fewer. */
#define REMEMBERED_LEAST 64
#define REMEMBERED_MOST  2048

/* Everything that the ends of a column depend on in one flow. */
typedef struct MemoKey {
    size_t unit, note, stop;
    int64_t note_height;
    int32_t room;
    bool last, narrow, shorter;
} MemoKey;

typedef struct Memo {
    bool known;
    MemoKey key;
    size_t counts[2];
    ColumnEnd ends[2][COLUMN_ENDS_MOST];
    int64_t ranks[2][COLUMN_ENDS_MOST];
} Memo;

struct ColumnMemo {
    size_t count;
    Memo *columns;
};

ColumnMemo *column_memo_make(Arena *arena, const Flow *flow) {
    ColumnMemo *memo = ARENA_NEW(arena, ColumnMemo);
    size_t wanted = flow->float_count > 0 ? 2 * flow->unit_count : flow->unit_count / 4;
    memo->count = REMEMBERED_LEAST;
    while (memo->count < wanted && memo->count < REMEMBERED_MOST) memo->count *= 2;
    memo->columns = ARENA_ARRAY(arena, Memo, memo->count);
    return memo;
}

/* ---- the best of all ends ---- */

/* Every combination of the columns' ends is an offer: many columns have few ends each, and those of
 * a page that is left short on purpose two. */
static size_t ends_most(const Filling *f, size_t found, bool flexed) {
    static const size_t most[PAGE_COLUMNS_MOST + 1] = {
        1, COLUMN_ENDS_MOST, COLUMN_ENDS_MOST, 2, 2, 1, 1};
    if (f->narrow) return flexed ? 0 : 1;
    if (f->flow->thorough) return found;
    if (f->shorten > 0) return flexed ? 0 : 2;
    return flexed ? (most[f->flow->columns] + 1) / 2 : most[f->flow->columns];
}

/* Ends come from the last one on: of equals, the first one stands first. */
static void keep_end(EndList *list, const ColumnEnd *end, int64_t rank) {
    size_t at = list->count;
    while (at > 0 && list->ranks[at - 1] >= rank) at--;
    if (at == list->most) return;
    if (list->count < list->most) list->count++;
    for (size_t i = list->count - 1; i > at; i--) {
        list->ends[i] = list->ends[i - 1];
        list->ranks[i] = list->ranks[i - 1];
    }
    list->ends[at] = *end;
    list->ranks[at] = rank;
}

int32_t column_rows_left(const Filling *f, int32_t column, int32_t room, const ColumnEnd *end) {
    int32_t left = room - end->rows - filling_added_notes(f, column, end->note);
    return left > 0 ? left : 0;
}

static EndList make_list(const Filling *f, size_t found, bool flexed) {
    size_t most = ends_most(f, found, flexed);
    return (EndList){.most = most,
                     .ends = ARENA_ARRAY(f->arena, ColumnEnd, most),
                     .ranks = ARENA_ARRAY(f->arena, int64_t, most)};
}

static void find_best(const Filling *f, const EndSearch *search, EndList lists[2]) {
    ColumnEnds found = column_ends(f, search);
    for (int i = 0; i < 2; i++) lists[i] = make_list(f, found.count, i > 0);
    bool last = search->column + 1 == f->flow->columns;
    for (size_t i = found.count; i > 0; i--) {
        const ColumnEnd *end = &found.items[i - 1];
        EndList *list = &lists[end->flex != NULL];
        int64_t left = column_rows_left(f, search->column, search->room, end);
        int64_t rank = evil_cost(f->flow, EVIL_UNEVEN, filling_square(left), 1);
        bool full = list->count == list->most;
        if (full && (list->most == 0 || rank > list->ranks[list->most - 1])) continue;
        if (!filling_may_end(f, end->unit)) continue;
        Toll toll = {0};
        filling_charge_end(f, end, last, &toll);
        keep_end(list, end, rank + toll_sum(&toll));
    }
}

/* ---- what is remembered ---- */

static bool keys_are_equal(const MemoKey *a, const MemoKey *b) {
    return a->unit == b->unit && a->note == b->note && a->stop == b->stop &&
           a->note_height == b->note_height && a->room == b->room && a->last == b->last &&
           a->narrow == b->narrow && a->shorter == b->shorter;
}

/* Columns with the same beginning and different room lie apart. */
static size_t place_of(const MemoKey *key) {
    return key->unit + 67 * (size_t)key->room + 31 * (size_t)key->note + key->shorter;
}

static void recall(const Filling *f, const Memo *memo, EndList lists[2]) {
    for (int i = 0; i < 2; i++) {
        lists[i] = make_list(f, 0, i > 0);
        lists[i].count = memo->counts[i];
        for (size_t e = 0; e < lists[i].count; e++) {
            lists[i].ends[e] = memo->ends[i][e];
            lists[i].ranks[e] = memo->ranks[i][e];
        }
    }
}

static void remember(Memo *memo, const MemoKey *key, const EndList lists[2]) {
    *memo = (Memo){.known = true, .key = *key};
    for (int i = 0; i < 2; i++) {
        memo->counts[i] = lists[i].count;
        for (size_t e = 0; e < lists[i].count; e++) {
            memo->ends[i][e] = lists[i].ends[e];
            memo->ranks[i][e] = lists[i].ranks[e];
        }
    }
}

void column_best_ends(const Filling *f, const EndSearch *search, bool stop_matters,
                      EndList lists[2]) {
    if (f->memo == NULL || f->forced || f->flow->thorough) {
        find_best(f, search, lists);
        return;
    }
    MemoKey key = {.unit = f->unit,
                   .note = f->note,
                   .stop = stop_matters ? search->stop : NO_UNIT,
                   .note_height = f->note_heights[search->column],
                   .room = search->room,
                   .last = search->column + 1 == f->flow->columns,
                   .narrow = f->narrow,
                   .shorter = f->shorten > 0};
    Memo *memo = &f->memo->columns[place_of(&key) % f->memo->count];
    if (memo->known && keys_are_equal(&memo->key, &key)) {
        recall(f, memo, lists);
        return;
    }
    find_best(f, search, lists);
    remember(memo, &key, lists);
}
