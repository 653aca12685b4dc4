/* In: units of two languages. Out: how alike they are, and the best alignment of two stretches.
 *
 * The alignment is the usual dynamic programme over pairs of prefixes (Needleman and Wunsch, 1970)
 * with nothing to pay for what stays alone: a pair counts only if it is likely. */
#include "translation/likeness.h"

#include <stdlib.h>

enum {
    /* What speaks for or against a pair. Found by trying on the brochures with parts left out. */
    SCORE_KIND = 10,
    SCORE_PLACE = 3,
    SCORE_LENGTH = 6,
    SCORE_HELD = 5,
    SCORE_LACKING = -2,
    LACKING_MOST = 4,
    SCORE_SAME = 12,
    SHORT_TEXT = 10, /* characters added to both lengths: of short texts they say little */

    CELLS_MOST = 250000, /* of a table that is filled whole */
    BAND = 64            /* cells to either side of the diagonal in a larger one */
};

static int hash_compare(const void *left, const void *right) {
    const uint64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void traits_of(Arena *arena, const TextUnit *unit, UnitTraits *traits) {
    traits->unit = unit;
    traits->characters = utf8_count(unit->text);
    traits->held = ARENA_ARRAY(arena, uint64_t, unit->holding_count);
    for (size_t i = 0; i < unit->holding_count; i++) {
        const Holding *holding = &unit->holdings[i];
        if (holding->kind < HOLDS_CURRENCY)
            traits->held[traits->held_count++] = str_hash(holding->value) + (uint64_t)holding->kind;
    }
    if (traits->held_count == 0) return;
    qsort(traits->held, traits->held_count, sizeof *traits->held, hash_compare);
    traits->signature = (uint64_t)unit->kind + 1;
    for (size_t i = 0; i < traits->held_count; i++)
        traits->signature = traits->signature * UINT64_C(1099511628211) ^ traits->held[i];
}

UnitTraits *traits_make(Arena *arena, const TextUnits *units) {
    UnitTraits *traits = ARENA_ARRAY(arena, UnitTraits, units->count);
    for (size_t i = 0; i < units->count; i++) traits_of(arena, &units->items[i], &traits[i]);
    return traits;
}

static int held_score(const UnitTraits *a, const UnitTraits *b) {
    int common = 0, lacking = 0;
    size_t i = 0, j = 0;
    while (i < a->held_count && j < b->held_count) {
        if (a->held[i] == b->held[j]) {
            common++, i++, j++;
        } else if (a->held[i] < b->held[j]) {
            lacking++, i++;
        } else {
            lacking++, j++;
        }
    }
    size_t left = a->held_count - i + b->held_count - j;
    lacking = left > LACKING_MOST || lacking > LACKING_MOST ? LACKING_MOST : lacking + (int)left;
    if (lacking > LACKING_MOST) lacking = LACKING_MOST;
    return common * SCORE_HELD + lacking * SCORE_LACKING;
}

static int length_score(size_t a, size_t b) {
    size_t least = (a < b ? a : b) + SHORT_TEXT, most = (a < b ? b : a) + SHORT_TEXT;
    return (int)(least * SCORE_LENGTH / most);
}

int units_likeness(const UnitTraits *a, const UnitTraits *b) {
    const TextUnit *x = a->unit, *y = b->unit;
    if (x->kind != y->kind || !str_equal(x->name, y->name)) return 0;
    int score = SCORE_KIND + held_score(a, b) + length_score(a->characters, b->characters);
    bool same_box = str_equal(x->box, y->box) && x->depth == y->depth;
    score += same_box ? SCORE_PLACE : -SCORE_PLACE;
    if (x->kind == UNIT_HEADING) score += x->level == y->level ? SCORE_PLACE : -2 * SCORE_PLACE;
    if (str_equal(x->fingerprint, y->fingerprint)) score += SCORE_SAME;
    return score;
}

/* ---- alignment ---- */

typedef enum Step { STEP_NONE, STEP_PAIR, STEP_LEFT, STEP_RIGHT } Step;

/* A table of which each row holds the columns [start, start + width). */
typedef struct Table {
    const UnitTraits *const *a, *const *b;
    size_t a_count, b_count, width;
    unsigned char *steps;
    Arena *arena;
} Table;

/* The first column of a row: all of them, or those around the diagonal. */
static size_t row_start(const Table *table, size_t row) {
    if (table->width > table->b_count) return 0;
    size_t middle = table->a_count == 0 ? 0 : row * table->b_count / table->a_count;
    size_t start = middle > BAND ? middle - BAND : 0;
    size_t last = table->b_count + 1 - table->width;
    return start < last ? start : last;
}

static unsigned char *step_at(const Table *table, size_t row, size_t column) {
    return &table->steps[row * table->width + (column - row_start(table, row))];
}

static bool in_row(const Table *table, size_t row, size_t column) {
    size_t start = row_start(table, row);
    return column >= start && column < start + table->width;
}

enum { OUTSIDE = INT32_MIN / 2 };

static int score_of(const Table *table, const int *scores, size_t row, size_t column) {
    return in_row(table, row, column) ? scores[column - row_start(table, row)] : OUTSIDE;
}

/* Fills a row from the one above it. */
static void row_fill(const Table *table, size_t row, const int *above, int *scores) {
    size_t start = row_start(table, row);
    for (size_t column = start; column < start + table->width; column++) {
        int best = row == 0 && column == 0 ? 0 : OUTSIDE;
        Step step = STEP_NONE;
        if (row > 0 && score_of(table, above, row - 1, column) > best) {
            best = score_of(table, above, row - 1, column);
            step = STEP_LEFT;
        }
        if (column > start && scores[column - 1 - start] > best) {
            best = scores[column - 1 - start];
            step = STEP_RIGHT;
        }
        int before = row > 0 && column > 0 ? score_of(table, above, row - 1, column - 1) : OUTSIDE;
        if (before > OUTSIDE) {
            int likeness = units_likeness(table->a[row - 1], table->b[column - 1]);
            if (likeness > 0 && before + likeness >= best) {
                best = before + likeness;
                step = STEP_PAIR;
            }
        }
        scores[column - start] = best;
        *step_at(table, row, column) = (unsigned char)step;
    }
}

static void walk_back(const Table *table, size_t *match) {
    size_t row = table->a_count, column = table->b_count;
    while (row > 0 || column > 0) {
        switch ((Step)*step_at(table, row, column)) {
        case STEP_PAIR: match[--row] = --column; break;
        case STEP_LEFT: row--; break;
        case STEP_RIGHT: column--; break;
        case STEP_NONE: return; /* the band was left: what comes before stays alone */
        }
    }
}

void stretches_align(const UnitTraits *const *a, size_t a_count, const UnitTraits *const *b,
                     size_t b_count, size_t *match) {
    for (size_t i = 0; i < a_count; i++) match[i] = SIZE_MAX;
    if (a_count == 0 || b_count == 0) return;
    Table table = {.a = a, .b = b, .a_count = a_count, .b_count = b_count, .width = b_count + 1};
    if (b_count > CELLS_MOST / a_count) {
        /* Rows must overlap where the diagonal is steep. */
        size_t slope = b_count / a_count + 1, wanted = 2 * BAND + slope;
        if (wanted < table.width) table.width = wanted;
    }
    table.arena = arena_open();
    size_t rows = a_count + 1;
    table.steps = arena_take(table.arena, table.width, rows);
    int *above = ARENA_ARRAY(table.arena, int, table.width);
    int *scores = ARENA_ARRAY(table.arena, int, table.width);
    for (size_t row = 0; row < rows; row++) {
        row_fill(&table, row, above, scores);
        int *swap = above;
        above = scores;
        scores = swap;
    }
    walk_back(&table, match);
    arena_close(table.arena);
}
