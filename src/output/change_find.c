/* The change behind changes; see change_find.h.
 *
 * In: changes of which no text and no file tells the cause. Out: the one that is most its own. A
 * box that goes from a page's foot to its top passes all paragraphs, each of which passes only the
 * box: it is the one whose place in the reading order differs most. */
#include "output/change_find.h"

#include <stdlib.h>

/* ---- links ---- */

/* To an address outside: a page that a link leads to moves with the text, and so does its number in
 * what is said of the link. */
static bool is_link(const Change *change) {
    return change->old != NULL && change->new != NULL && change->new->kind == ROW_LINK &&
           change->old->rows[0]->rest.length == 0 && change->new->rows[0]->rest.length == 0;
}

Str change_link_address(const SnapshotBlock *link) {
    return str_slice(link->text, 0, str_find(link->text, STR(" | "), 0));
}

const Change *change_find_link(const Change *changes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Change *change = &changes[i];
        if (!is_link(change)) continue;
        if (!str_equal(change_link_address(change->old), change_link_address(change->new)))
            return change;
    }
    return NULL;
}

const SnapshotBlock *change_link_place(Arena *arena, const Change *link, const Snapshot *snapshot) {
    const SnapshotRow *area = link->new->rows[0];
    SnapshotBlock *placed = ARENA_NEW(arena, SnapshotBlock);
    *placed = *link->new;
    for (size_t i = 0; i < snapshot->rows.count; i++) {
        const SnapshotRow *row = &snapshot->rows.items[i];
        bool beside = row->kind == ROW_LINE && row->page == area->page && row->file.length > 0 &&
                      row->y >= area->y && (int64_t)row->y <= (int64_t)area->y + area->height &&
                      row->x <= area->x && (int64_t)row->x + row->width > area->x;
        if (!beside) continue;
        placed->file = row->file;
        placed->line = row->line;
        break;
    }
    return placed;
}

/* ---- places ---- */

static bool is_authored(const Change *change) {
    return change->old != NULL && change->new != NULL && change->new->file.length > 0 &&
           (change->new->kind == ROW_LINE || change->new->kind == ROW_IMAGE);
}

typedef struct Ranked {
    size_t order, number;
} Ranked;

static int compare_ranked(const void *one, const void *other) {
    const Ranked *a = one, *b = other;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Notes stand where their calls are: they pass others because these do. */
static bool is_ranked(const Change *change) {
    return is_authored(change) && !str_equal(change->new->role, STR("note"));
}

/* How many places each change's block has passed among those that changed, to either side. */
static int64_t *count_passed(Arena *scratch, const Change *changes, size_t count) {
    int64_t *passed = ARENA_ARRAY(scratch, int64_t, count);
    Ranked *ranked = ARENA_ARRAY(scratch, Ranked, count);
    for (int side = 0; side < 2; side++) {
        size_t used = 0;
        for (size_t i = 0; i < count; i++) {
            if (!is_ranked(&changes[i])) continue;
            size_t order = (side == 0 ? changes[i].old : changes[i].new)->order;
            ranked[used++] = (Ranked){order, i};
        }
        if (used > 0) qsort(ranked, used, sizeof *ranked, compare_ranked);
        for (size_t rank = 0; rank < used; rank++)
            passed[ranked[rank].number] += side == 0 ? -(int64_t)rank : (int64_t)rank;
    }
    return passed;
}

/* How much a change speaks for itself; equal ones: the first in reading order. */
static int64_t weigh(const Change *change, int64_t passed) {
    enum { PICTURE = 4, PASSED = 3, MEASURE = 2, LINES = 1 };
    const int64_t step = INT64_C(1) << 40;
    const SnapshotRow *old = change->old->rows[0], *new = change->new->rows[0];
    bool resized = old->width != new->width;
    bool picture = change->new->kind == ROW_IMAGE && (resized || old->height != new->height);
    if (picture) return PICTURE * step;
    if (passed != 0) return PASSED * step + (passed < 0 ? -passed : passed);
    if (resized) return MEASURE * step;
    if (change->kind == CHANGE_REBROKEN) return LINES * step;
    return is_ranked(change) ? 1 : 0;
}

const Change *change_find_placed(Arena *scratch, const Change *changes, size_t count) {
    const Change *best = NULL;
    int64_t best_weight = -1;
    int64_t *passed = count_passed(scratch, changes, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_authored(&changes[i])) continue;
        int64_t weight = weigh(&changes[i], passed[i]);
        if (weight <= best_weight) continue;
        best_weight = weight;
        best = &changes[i];
    }
    return best;
}
