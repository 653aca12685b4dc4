/* Columns inside a box; see box_columns.h.
 *
 * A run is filled column by column to a trial height; the least height at which it fits and no
 * column ends where it must not is found by trying the heights that a column can end at. */
#include "page/box_columns.h"

/* Heights are tried in steps of this; a box is not on the grid. */
#define HEIGHT_STEP UNIT_PER_POINT

static int64_t line_height(const StackLine *line, bool opens) {
    return opens ? line->ascent : (int64_t)line->space + line->height;
}

static int64_t run_height(const StackLines *lines, size_t first, size_t end) {
    int64_t height = 0;
    for (size_t i = first; i < end; i++) height += line_height(&lines->items[i], i == first);
    return height;
}

/* How the columns of a run are filled. */
typedef struct Trial {
    int64_t height; /* of the tallest column, in Units */
    int32_t worst;  /* the dearest break that a column may end with */
} Trial;

/* Behind the last line that fits a column and may end it; first itself if there is none. */
static size_t column_end(const StackLines *lines, size_t first, size_t end, Trial with) {
    size_t best = first;
    int64_t filled = 0;
    for (size_t i = first; i < end; i++) {
        filled += line_height(&lines->items[i], i == first);
        if (filled > with.height) break;
        if (i + 1 == end || lines->items[i + 1].cost <= with.worst) best = i + 1;
    }
    return best;
}

static bool run_fits(const StackLines *lines, size_t first, size_t end, int columns, Trial with) {
    for (int c = 0; c < columns && first < end; c++) {
        size_t next = column_end(lines, first, end, with);
        if (next == first) return false;
        first = next;
    }
    return first == end;
}

/* The height of the tallest column of a run that fits. */
static int64_t tallest_column(const StackLines *lines, size_t first, size_t end, Trial with) {
    int64_t tallest = 0;
    while (first < end) {
        size_t next = column_end(lines, first, end, with);
        int64_t height = run_height(lines, first, next);
        if (height > tallest) tallest = height;
        first = next;
    }
    return tallest;
}

/* The least height at which a run fits its columns; without widows and orphans if that can be. */
static Trial level_run(const StackLines *lines, size_t first, size_t end, int columns) {
    int64_t whole = run_height(lines, first, end);
    Trial high = {whole, 0};
    if (columns < 2) return high;
    Trial low = {0};
    if (!run_fits(lines, first, end, columns, high)) high.worst = low.worst = EVIL_FORBID - 1;
    while (high.height - low.height > HEIGHT_STEP) {
        Trial middle = {low.height + (high.height - low.height) / 2, high.worst};
        if (run_fits(lines, first, end, columns, middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high.height = tallest_column(lines, first, end, high);
    return high;
}

static size_t run_end(const StackLines *lines, size_t first, size_t end) {
    size_t next = first + 1;
    while (next < end && lines->items[next].span == lines->items[first].span) next++;
    return next;
}

/* Walks over the runs; with a slab it also pours. Gives the height. */
static Unit walk_runs(Arena *arena, const BoxStyle *style, const StackLines *lines, size_t first,
                      size_t end, Unit column_width, Slab *slab) {
    int64_t y = 0;
    for (size_t at = first; at < end;) {
        size_t next = run_end(lines, at, end);
        int columns = lines->items[at].span ? 1 : style->columns;
        if (at > first)
            y += lines->items[at].space + (lines->items[at].height - lines->items[at].ascent);
        Trial with = level_run(lines, at, next, columns);
        size_t line = at;
        for (int c = 0; slab != NULL && c < columns && line < next; c++) {
            size_t stop = c + 1 == columns ? next : column_end(lines, line, next, with);
            int64_t x = style->inset_left + (int64_t)c * ((int64_t)column_width + style->gutter);
            stack_pour(arena, lines, line, stop, slab, unit_from(x),
                       unit_from(y + style->inset_top));
            line = stop;
        }
        y += with.height;
        at = next;
    }
    return unit_from(y);
}

Unit columns_height(const BoxStyle *style, const StackLines *lines, size_t first, size_t end) {
    return walk_runs(NULL, style, lines, first, end, 0, NULL);
}

void columns_pour(Arena *arena, const BoxStyle *style, const StackLines *lines, size_t first,
                  size_t end, Unit column_width, Slab *slab) {
    walk_runs(arena, style, lines, first, end, column_width, slab);
}
