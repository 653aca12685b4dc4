/* Boxes that are cut by the page breaker; see making_add_cut_box in flow_making.h.
 *
 * Each line of the box is a unit, with the notes that it has inside the box. A part of the box
 * stands from the capitals' height in its first row to the baseline of its last one, so that frames
 * are level with the text in the other columns. The first unit bears both insets and each further
 * one what its line adds: the rows of a part [0, j) are those of its height rounded up, whatever j
 * is. At a column's head a part has the insets again, and perhaps a table's head: its head_rows are
 * just so many that each part [i, j) fits. So the text keeps its own leading. */
#include "page/flow_making.h"

#include "page/box_part.h"

/* Lines that a part has at least, and that stand below a title. */
#define PART_LINES_LEAST 2

typedef struct Cutting {
    const BoxText *text;
    int64_t first;  /* from the first line's top ink to its baseline */
    int64_t filled; /* from the first line's baseline to the present one's foot: lines and notes */
    Unit insets;
    Unit leading;
    Unit below;   /* the least room from a part's foot to the capitals below it */
    int32_t rows; /* of the units so far */
} Cutting;

static Cutting cutting_begin(const FlowMaking *m, const BoxText *text) {
    const PageArea *area = &m->context->area;
    const BoxStyle *style = text->like.style;
    return (Cutting){.text = text,
                     .first = text->lines.items[0].ascent,
                     .insets = unit_from((int64_t)style->inset_top + style->inset_bottom),
                     .leading = area->leading,
                     .below = unit_from((int64_t)area->leading - area->cap_height)};
}

/* What a line adds to a part that it does not begin, without its notes. */
static int64_t line_adds(const Cutting *c, size_t line) {
    const StackLine *at = &c->text->lines.items[line];
    return line == 0 ? 0 : (int64_t)at->space + at->height;
}

/* Rows at a column's head above those that the line takes further down. */
static int32_t head_rows(const Cutting *c, size_t line) {
    if (line == 0) return 0;
    int64_t saved = c->first - box_part_ascent(c->text, line) + c->filled + line_adds(c, line);
    return rows_of((int64_t)c->rows * c->leading - saved, c->leading);
}

/* Rows that the line takes: those that the part up to its end has more than up to its beginning. */
static int32_t line_rows(Cutting *c, size_t line) {
    bool last = line + 1 == c->text->lines.count;
    Unit after = last ? c->text->like.style->space_after : 0;
    c->filled += line_adds(c, line) + box_line_notes(c->text, line);
    int64_t height = c->first + c->filled + c->insets + (after > c->below ? after : c->below);
    int32_t rows = rows_of(height, c->leading), before = c->rows;
    if (rows > before) c->rows = rows;
    return c->rows - before;
}

static bool is_heading(const StackLine *line) {
    return line->slab != NULL && line->slab->items.count > 0 &&
           line->slab->items.items[0].role == SLAB_HEADING;
}

/* No part of a single line, and no title with one alone. */
static bool *lines_held(const FlowMaking *m, const StackLines *lines) {
    bool *held = ARENA_ARRAY(m->context->work, bool, lines->count);
    size_t stay = PART_LINES_LEAST - 1;
    for (size_t i = 0; i < lines->count; i++) {
        held[i] = lines->items[i].cost == EVIL_FORBID || (i > 0 && stay > 0);
        if (i > 0 && stay > 0) stay--;
        if (is_heading(&lines->items[i])) stay = PART_LINES_LEAST;
        if (i > 0 && i + PART_LINES_LEAST > lines->count) held[i] = true;
    }
    return held;
}

/* The frame, and all that it says of a break before it, is the box's; the rest the line's. */
static FlowUnit cut_unit(const FlowMaking *m, const BoxText *text, size_t number,
                         const StackLine *at) {
    const StackLine *line = &text->lines.items[number];
    const BoxStyle *style = text->like.style;
    FlowUnit unit = making_unit_of(m, number == 0 ? at : line);
    unit.space = 0;
    if (number == 0)
        unit.space =
            making_space_rows(m, style->space_before > at->space ? style->space_before : at->space);
    unit.span = text->like.columns == 0 && m->context->area.columns > 1;
    unit.in_box = number > 0;
    unit.hyphen = line->hyphen;
    return unit;
}

void making_add_cut_box(FlowMaking *m, const BoxText *text, const StackLine *line) {
    const StackLines *lines = &text->lines;
    BoxText *kept = ARENA_NEW(m->context->flows, BoxText);
    *kept = *text;
    Cutting cutting = cutting_begin(m, kept);
    const bool *held = lines_held(m, lines);
    bool across = text->like.columns == 0 || !making_notes_in_column(m, text->like.style);
    for (size_t i = 0; i < lines->count; i++) {
        FlowUnit unit = cut_unit(m, text, i, line);
        unit.head_rows = head_rows(&cutting, i);
        unit.rows = line_rows(&cutting, i);
        unit.held = i > 0 ? held[i] : unit.held;
        const Slab *slab = lines->items[i].slab;
        FlowContent content = {.slab = slab != NULL ? slab : ARENA_NEW(making_arena(m), Slab),
                               .of = kept,
                               .number = i};
        making_take_notes(m, lines->items[i].notes, lines->items[i].note_count,
                          across && m->context->area.columns > 1, &unit, &content);
        making_push_unit(m, unit, content);
    }
    m->room_below = making_space_rows(m, text->like.style->space_after);
}
