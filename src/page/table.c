/* Tables in the flow; see table.h.
 *
 * On the grid a row is a whole number of grid rows high, and the first line of its cells stands on
 * the first of them, so that the text of all columns of the page keeps one grid:
 *
 *     top ─────────────────────     A row's origin is D above its bottom, where the last grid row
 *                  ↕ A              of it has its baseline. A and D put a line's capitals in the
 *     first line ── baseline        middle of a grid row: A + D = leading.
 *     origin ------------------
 *                  ↕ D
 *     bottom ──────────────────
 *
 * Off the grid (boxes, fixed frames) a row is as high as its lines and insets. */
#include "page/table.h"

#include "page/figure.h"
#include "page/page_breaker.h"
#include "page/table_columns.h"

/* Rows at the start and end of a table that stay together, where they are not too high for it. */
#define ROWS_KEPT 2
/* Part of the page's height that rows kept together, or a repeated head, may take: 1/3. */
#define KEPT_PART 3

/* A row that is set but not yet placed. */
typedef struct SetRow {
    const Block *block;
    Paragraph *cells;
    bool head, divided;
    size_t lines; /* of its highest cell, at least 1 */
    Unit leading; /* of its lines */
    Unit above;   /* A: from its top to the first baseline */
    Unit below;   /* D: from its origin to its bottom */
    Unit height;
} SetRow;

typedef struct RowPlace {
    size_t number, count;   /* of the body's rows */
    bool head, first, last; /* of the table's rows */
} RowPlace;

static Arena *table_arena(const Table *table) {
    return table->stacker->setter->arena;
}

/* ---- setting a row ---- */

static Unit row_height(const Table *table, const SetRow *row, const TextStyle *style) {
    Unit grid = table->stacker->grid;
    int64_t insets = 2 * (int64_t)table->style->inset_vertical;
    if (grid == 0) return unit_from((int64_t)row->lines * row->leading + insets);
    int64_t ink = ((int64_t)row->lines - 1) * row->leading + style->size + insets;
    /* Lines closer than the grid's end anywhere in the last row: they keep clear of its rule. */
    if (row->lines > 1) ink += (grid - usual_ascent(style)) / 2;
    return unit_from((int64_t)rows_of(ink, grid) * grid);
}

/* Where the first line stands: its capitals in the middle of its line, or of the grid's. */
static void place_lines(const Table *table, SetRow *row, const TextStyle *style) {
    Unit grid = table->stacker->grid;
    Unit line = grid > 0 ? grid : row->leading;
    Unit inset = grid > 0 ? 0 : table->style->inset_vertical;
    Unit capitals = usual_ascent(style);
    row->below = unit_from((int64_t)inset + (line - capitals) / 2);
    row->above = unit_from((int64_t)inset + line - (line - capitals) / 2);
    if (grid == 0) return;
    /* Rows that the insets ask for stand above and below. */
    int64_t spare = (int64_t)row->height / grid - rows_of((int64_t)row->lines * row->leading, grid);
    if (spare > 0) row->above = unit_from(row->above + spare / 2 * grid);
}

static SetRow set_row(const Table *table, const Block *block, bool head) {
    const TextStyle *style = head ? table->columns[0].head : table->columns[0].body;
    SetRow row = {.block = block, .head = head, .lines = 1, .leading = style->leading};
    row.cells = ARENA_ARRAY(table->stacker->work, Paragraph, block->child_count);
    for (size_t c = 0; c < block->child_count; c++) {
        row.cells[c] = table_cell_set(table, block, c);
        if (row.cells[c].line_count > row.lines) row.lines = row.cells[c].line_count;
    }
    row.height = row_height(table, &row, style);
    Unit tallest = table->stacker->tallest;
    row.divided = tallest > 0 && row.height > tallest;
    place_lines(table, &row, style);
    return row;
}

/* ---- drawing a row; places are from its origin ---- */

static void draw_rule(const Table *table, Slab *slab, Unit y, const Rule *rule) {
    slab_add_rule(table_arena(table), slab, table->left, y, table->width, rule);
}

static void draw_ground(const Table *table, Slab *slab, Unit top, Unit height, RowPlace place) {
    bool striped = !place.head && place.number % 2 == 1;
    const Colour *ground = place.head ? table->style->head_background
                           : striped  ? table->style->stripe
                                      : NULL;
    if (ground == NULL) return;
    slab_add_rect(table_arena(table), slab, table->left, top, table->width, height, 0, ground);
}

static void draw_rules(const Table *table, Slab *slab, Unit top, Unit bottom, RowPlace place) {
    const TableStyle *style = table->style;
    if (place.first) draw_rule(table, slab, top, &style->rule_top);
    if (place.head) draw_rule(table, slab, bottom - style->rule_head.thickness, &style->rule_head);
    if (!place.head && place.number > 0) draw_rule(table, slab, top, &style->rule_row);
    if (place.last)
        draw_rule(table, slab, bottom - style->rule_bottom.thickness, &style->rule_bottom);
}

/* The lines [from, to) of all cells; the first of the highest stands at y. What stands in a head
 * stands at its foot. */
static void add_cells(const Table *table, const SetRow *row, size_t from, size_t to, Unit y,
                      Slab *slab, StackLine *line) {
    VEC(Note *) notes = {0};
    for (size_t c = 0; c < row->block->child_count; c++) {
        const Paragraph *cell = &row->cells[c];
        Unit x = table_cell_x(table, row->block, c, cell);
        size_t lower = row->head && !row->divided ? row->lines - cell->line_count : 0;
        for (size_t i = from; i < to && i < cell->line_count; i++) {
            Unit at = unit_from(y + (int64_t)row->leading * (int64_t)(i + lower - from));
            slab_add_line(table_arena(table), slab, x, at, &cell->lines[i], SLAB_CELL,
                          row->block->children[c], i + 1 == cell->line_count);
            for (size_t n = 0; n < cell->lines[i].note_count; n++)
                VEC_PUSH(table_arena(table), &notes, cell->lines[i].notes[n]);
        }
    }
    line->notes = notes.items;
    line->note_count = notes.count;
}

static StackLine draw_row(const Table *table, const SetRow *row, RowPlace place) {
    Slab *slab = ARENA_NEW(table_arena(table), Slab);
    slab->block = row->block;
    Unit top = unit_from((int64_t)row->below - row->height);
    StackLine line = {.slab = slab,
                      .height = row->height,
                      .ascent = -top,
                      .span = table->span,
                      .whole_rows = table->stacker->grid > 0,
                      .off_grid = table->stacker->grid == 0};
    draw_ground(table, slab, top, row->height, place);
    draw_rules(table, slab, top, row->below, place);
    Unit first = unit_from((int64_t)top + row->above);
    if (row->head) first = unit_scale(-row->leading, (int64_t)row->lines - 1, 1);
    add_cells(table, row, 0, row->lines, first, slab, &line);
    return line;
}

/* ---- the head ---- */

/* The head as it is drawn again: seen, not read a second time, and nothing leads to it. */
static const Slab *head_again(const Table *table, const Slab *head) {
    Slab *again = ARENA_NEW(table_arena(table), Slab);
    slab_add_slab(table_arena(table), again, 0, 0, head);
    for (size_t i = 0; i < again->items.count; i++) {
        again->items.items[i].role = SLAB_ARTIFACT;
        again->items.items[i].block = NULL;
    }
    return again;
}

static bool takes_too_much(const Stacker *s, int64_t height) {
    return s->tallest > 0 && height > s->tallest / KEPT_PART;
}

/* ---- the caption ---- */

/* Sets the caption at the table's measure; its slab's origin is its top left corner. */
static bool make_caption(const Table *table, StackLine *joined) {
    const Block *caption = table->block->caption;
    Stacker own = *table->stacker;
    if (caption == NULL) return false;
    own.left = table->left;
    if (table->span) own.width = own.span_width;
    if (table->style->caption != NULL) own.styles.caption = table->style->caption;
    return figure_caption(&own, caption, joined);
}

static void add_notes(const Table *table, StackLine *line, const StackLine *other) {
    VEC(Note *) notes = {0};
    for (size_t n = 0; n < other->note_count; n++)
        VEC_PUSH(table_arena(table), &notes, other->notes[n]);
    for (size_t n = 0; n < line->note_count; n++)
        VEC_PUSH(table_arena(table), &notes, line->notes[n]);
    line->notes = notes.items;
    line->note_count = notes.count;
}

/* The caption above the first row is one with it. */
static void add_caption_above(const Table *table, StackLine *line) {
    Unit grid = table->stacker->grid;
    StackLine caption = {0};
    if (table->style->caption_below || !make_caption(table, &caption)) return;
    Slab *slab = ARENA_NEW(table_arena(table), Slab);
    slab->block = table->block->caption;
    slab_add_slab(table_arena(table), slab, 0, unit_from(-(int64_t)line->ascent - caption.height),
                  caption.slab);
    slab_add_slab(table_arena(table), slab, 0, 0, line->slab);
    int64_t height = (int64_t)line->height + caption.height;
    line->height = unit_from(grid > 0 ? (int64_t)rows_of(height, grid) * grid : height);
    line->ascent = unit_from((int64_t)line->ascent + caption.height);
    line->slab = slab;
    add_notes(table, line, &caption);
}

static void stack_caption_below(const Table *table) {
    Stacker *s = table->stacker;
    StackLine caption = {0};
    if (!table->style->caption_below || !make_caption(table, &caption)) return;
    Slab *slab = ARENA_NEW(table_arena(table), Slab);
    Unit rows =
        s->grid > 0 ? unit_scale(s->grid, rows_of(caption.height, s->grid), 1) : caption.height;
    Unit below = table->columns[0].body->size / 2;
    slab->block = table->block->caption;
    slab_add_slab(table_arena(table), slab, 0, unit_from((int64_t)below - rows), caption.slab);
    caption.slab = slab;
    caption.height = caption.ascent = rows;
    caption.cost = EVIL_FORBID;
    caption.span = table->span;
    caption.whole_rows = s->grid > 0;
    caption.off_grid = s->grid == 0;
    stack_push(s, caption);
}

/* ---- rows one below the other ---- */

/* Rows at either end stay together, where they are not too high for it; a low table is parted as
 * dearly as if its rows were the last line of a paragraph. */
static void weigh_break(const Stacker *s, RowPlace place, Unit height, int64_t all,
                        StackLine *line) {
    bool low = !takes_too_much(s, (int64_t)height * (ROWS_KEPT + 1));
    bool near_end = place.number < ROWS_KEPT || place.count - place.number < ROWS_KEPT;
    bool kept = near_end && place.count > ROWS_KEPT && low;
    int64_t cost = 0;
    line->orphan = near_end;
    line->widow = !takes_too_much(s, all);
    if (line->orphan) cost += s->layout->evils[EVIL_ORPHAN];
    if (line->widow) cost += s->layout->evils[EVIL_WIDOW];
    if (place.number == 0 || kept || cost >= EVIL_FORBID) cost = EVIL_FORBID;
    line->cost = (int32_t)cost;
}

/* A row higher than a page goes line by line, each on rows of its own. */
static void stack_divided(const Table *table, const SetRow *row, RowPlace place, StackLine like) {
    Stacker *s = table->stacker;
    Unit grid = s->grid;
    Unit height = grid > 0 ? unit_scale(grid, rows_of(row->leading, grid), 1) : row->leading;
    for (size_t i = 0; i < row->lines; i++) {
        RowPlace at = place;
        at.first = place.first && i == 0;
        at.last = place.last && i + 1 == row->lines;
        Slab *slab = ARENA_NEW(table_arena(table), Slab);
        StackLine line = like;
        line.slab = slab;
        line.height = height;
        line.ascent = unit_from((int64_t)height - row->below);
        line.cost = i == 0 ? like.cost : 0;
        if (i == 0) slab->block = row->block;
        draw_ground(table, slab, -line.ascent, height, place);
        if (i > 0) at.number = 0; /* no rule within a row */
        at.head = false;
        draw_rules(table, slab, -line.ascent, row->below, at);
        Unit first = unit_from((int64_t)row->below - height + row->above);
        add_cells(table, row, i, i + 1, first > 0 || grid == 0 ? 0 : first, slab, &line);
        stack_push(s, line);
    }
}

static void stack_row(const Table *table, size_t number, const StackLine *head, int64_t all) {
    Stacker *s = table->stacker;
    size_t count = table->block->child_count;
    RowPlace place = {.number = number > 0 ? number - 1 : 0,
                      .count = count - 1,
                      .head = number == 0,
                      .first = number == (table->headed ? 0 : 1), /* an empty head is not set */
                      .last = number + 1 == count};
    SetRow row = set_row(table, table->block->children[number], place.head);
    StackLine line = draw_row(table, &row, place);
    if (!place.head && !place.first) weigh_break(s, place, row.height, all, &line);
    if (!place.head && head != NULL) {
        line.head = head->slab;
        line.head_height = head->height;
        line.head_ascent = head->ascent;
    }
    if (row.divided || (s->tallest > 0 && row.height > s->tallest - line.head_height)) {
        stack_divided(table, &row, place, line);
        return;
    }
    if (place.first) add_caption_above(table, &line);
    stack_push(s, line);
}

/* What all rows take if each were one line high: enough to tell a low table. */
static int64_t least_height(const Table *table) {
    return (int64_t)table->columns[0].body->leading * (int64_t)table->block->child_count;
}

static void stack_rows(const Table *table) {
    Stacker *s = table->stacker;
    StackLine head = {0};
    const StackLine *repeated = NULL;
    int64_t all = least_height(table);
    if (table->headed) {
        SetRow row = set_row(table, table->block->children[0], /*head*/ true);
        RowPlace place = {.head = true, .first = true};
        head = draw_row(table, &row, place);
        head.slab = head_again(table, head.slab);
        if (!takes_too_much(s, head.height)) repeated = &head;
    }
    for (size_t r = table->headed ? 0 : 1; r < table->block->child_count; r++)
        stack_row(table, r, repeated, all);
}

/* ---- the table ---- */

static const TableStyle *find_style(const Stacker *s, const Block *block) {
    const Attributes *attributes = &block->attributes;
    const TableStyle *found = NULL;
    for (size_t i = 0; i < attributes->class_count; i++) {
        Str name = attributes->classes[i].key;
        const TableStyle *style = layout_find_table(s->layout, name);
        if (found == NULL) found = style;
        if (style == NULL && !str_equal(name, STR("wide")))
            diag_report(s->setter->diag, MESSAGE_UNKNOWN_TABLE, attributes->classes[i].where,
                        ARGS(name, layout_nearest_table(s->layout, name)));
    }
    if (found != NULL) return found;
    return s->styles.tables != NULL ? s->styles.tables : s->layout->first_table;
}

static void widen_space(Stacker *s, Unit space) {
    if (s->space_after < space) s->space_after = space;
}

static Unit space_of(Unit table, Unit text, Unit line) {
    return table >= 0 ? table : text > 0 ? text : line;
}

void stack_table(Stacker *s, const Block *block) {
    Table table = {.stacker = s, .block = block, .style = find_style(s, block)};
    if (block->child_count == 0 || !table_columns_make(&table)) return;
    const TextStyle *text = table.columns[0].body;
    widen_space(s, space_of(table.style->space_before, text->space_before, text->leading));
    stack_rows(&table);
    stack_caption_below(&table);
    widen_space(s, space_of(table.style->space_after, text->space_after, text->leading));
    s->opens = false;
    s->flush = true;
}
