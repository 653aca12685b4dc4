/* Bar charts; see chart.h.
 *
 * The longest bar takes what the widest value leaves of the measure; all others are in proportion
 * to it, from zero. */
#include "page/chart.h"

#define AXIS_WIDTH        (UNIT_PER_POINT / 2)
#define LABEL_GAP_PERCENT 45 /* between a bar and its label's baseline, of the label's size */

typedef struct Bar {
    SetLine label, value;
    int64_t amount; /* 1/1000 */
    const Block *table, *label_cell, *value_cell;
} Bar;

static bool is_group_space(uint32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

bool chart_number(Str text, int64_t *thousandths) {
    int64_t whole = 0, fraction = 0, scale = 1000;
    bool point = false, digits = false;
    text = str_trim(text);
    for (size_t at = 0; at < text.length;) {
        uint32_t c = utf8_next(text, &at);
        if (c >= '0' && c <= '9') {
            digits = true;
            if (whole > INT64_MAX / 100000) return false;
            if (!point) {
                whole = whole * 10 + (c - '0');
            } else if (scale > 1) {
                scale /= 10;
                fraction += (int64_t)(c - '0') * scale;
            }
        } else if ((c == ',' || c == '.') && !point && digits) {
            point = true;
        } else if (!is_group_space(c) || point) {
            return false;
        }
    }
    *thousandths = whole * 1000 + fraction;
    return digits;
}

static Str value_text(Stacker *s, Str value, const Attributes *attributes) {
    Str unit = attribute_find(attributes, STR("unit"));
    if (unit.length == 0) return value;
    StrBuilder text = {.arena = s->setter->arena};
    builder_add(&text, value);
    builder_add_c(&text, "\u202F");
    builder_add(&text, unit);
    return builder_text(&text);
}

/* The text of a cell; what has no letters of its own cannot stand in a drawing. */
static Str cell_text(Stacker *s, const Block *cell) {
    const Text *text = &cell->text;
    StrBuilder plain = {.arena = s->setter->arena};
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind == INLINE_TEXT) {
            builder_add(&plain, str_slice(text->bytes, run->start, run->end));
        } else {
            diag_report(s->setter->diag, MESSAGE_CHART_OBJECT, run->where, NO_ARGS);
        }
    }
    return text->run_count > 0 ? builder_text(&plain) : text->bytes;
}

static bool read_bar(Stacker *s, const Block *row, const Attributes *attributes,
                     const ChartStyle *style, Bar *bar) {
    if (row->child_count < 2) {
        diag_report(s->setter->diag, MESSAGE_CHART_COLUMN_MISSING, row->where, NO_ARGS);
        return false;
    }
    bar->label_cell = row->children[0];
    bar->value_cell = row->children[row->child_count - 1];
    Str value = cell_text(s, bar->value_cell);
    if (!chart_number(value, &bar->amount)) {
        diag_report(s->setter->diag, MESSAGE_CHART_NUMBER, bar->value_cell->where, ARGS(value));
        bar->amount = 0;
    }
    bar->label =
        label_set(s->setter, cell_text(s, bar->label_cell), style->label, bar->label_cell->where);
    bar->value = label_set(s->setter, value_text(s, value, attributes), style->value,
                           bar->value_cell->where);
    return true;
}

static SetLine *keep_line(Stacker *s, const SetLine *line) {
    SetLine *kept = ARENA_NEW(s->setter->arena, SetLine);
    *kept = *line;
    return kept;
}

/* A label is one line: too long a one is said. */
static void check_label(Stacker *s, const SetLine *label, Span where, const ChartStyle *style,
                        Unit room) {
    if (label->end <= room) return;
    StrBuilder excess = {.arena = s->setter->arena};
    unit_write_tenths(&excess, label->end - room, diag_decimal_point(s->setter->diag));
    diag_report(s->setter->diag, MESSAGE_LINE_OVERFULL, where,
                ARGS(builder_text(&excess), style->label->name));
}

/* Draws a bar, its label above it or in a column of its own; the slab's origin is the bar's foot.
 */
static void stack_bar(Stacker *s, const Bar *bar, const ChartStyle *style, Unit longest,
                      int64_t most, bool first) {
    Arena *arena = s->setter->arena;
    Slab *slab = ARENA_NEW(arena, Slab);
    Unit length = most > 0 ? unit_scale(longest, bar->amount, most) : 0;
    Unit left = style->label_width, label_gap = style->label->size * LABEL_GAP_PERCENT / 100;
    bool beside = left > 0;
    Unit label_y = beside ? -(style->bar_height - usual_ascent(style->label)) / 2
                          : -style->bar_height - label_gap;
    slab->block = bar->label_cell;
    slab_add_line(arena, slab, 0, label_y, keep_line(s, &bar->label), SLAB_CELL, bar->label_cell,
                  true);
    check_label(s, &bar->label, bar->label_cell->where, style, beside ? left : s->width);
    slab_add_rect(arena, slab, left, -style->bar_height, length, style->bar_height, 0,
                  first || style->bar_other == NULL ? style->bar : style->bar_other);
    Unit value_y = -(style->bar_height - usual_ascent(style->value)) / 2;
    slab_add_line(arena, slab, left + length + style->value->size / 2, value_y,
                  keep_line(s, &bar->value), SLAB_CELL, bar->value_cell, true);
    int64_t above = beside ? 0 : (int64_t)label_gap + usual_ascent(style->label);
    Unit ascent = unit_from(style->bar_height + above);
    if (style->axis != NULL) {
        Unit reach = style->bar_height / 5;
        slab_add_rect(arena, slab, left - AXIS_WIDTH, -style->bar_height - reach, AXIS_WIDTH,
                      style->bar_height + 2 * reach, 0, style->axis);
    }
    slab_mark_figure(slab, bar->table);
    stack_push(s, (StackLine){.slab = slab,
                              .height = ascent,
                              .ascent = ascent,
                              .space = style->bar_gap,
                              .cost = EVIL_FORBID,
                              .off_grid = true});
}

/* A line above the bars. */
static void push_head(Stacker *s, Slab *slab, const Block *row, const ChartStyle *style) {
    slab->block = row;
    stack_push(s, (StackLine){.slab = slab,
                              .height = style->label->leading,
                              .ascent = usual_ascent(style->label),
                              .cost = EVIL_FORBID,
                              .off_grid = true});
}

/* What labels and values are, from the table's head: above the bars, at either side; on two lines
 * if one is too narrow for both. */
static void stack_head(Stacker *s, const Block *row, const ChartStyle *style) {
    if (row->child_count < 2) return;
    const Block *label = row->children[0], *value = row->children[row->child_count - 1];
    TextStyle quiet = *style->label;
    if (style->axis != NULL) quiet.colour = style->axis;
    SetLine left = label_set(s->setter, cell_text(s, label), &quiet, label->where);
    SetLine right = label_set(s->setter, cell_text(s, value), &quiet, value->where);
    if (left.part_count == 0 && right.part_count == 0) return;
    check_label(s, &left, label->where, style, s->width);
    check_label(s, &right, value->where, style, s->width);
    Slab *slab = ARENA_NEW(s->setter->arena, Slab);
    slab_add_line(s->setter->arena, slab, 0, 0, keep_line(s, &left), SLAB_CELL, label, true);
    int64_t both = (int64_t)left.end + style->label->size / 2 + right.end;
    if (left.end > 0 && right.end > 0 && both > s->width) {
        push_head(s, slab, row, style);
        slab = ARENA_NEW(s->setter->arena, Slab);
    }
    slab_add_line(s->setter->arena, slab, s->width - right.end, 0, keep_line(s, &right), SLAB_CELL,
                  value, true);
    push_head(s, slab, row, style);
}

void stack_chart(Stacker *s, const Block *table, const Attributes *attributes,
                 const ChartStyle *style) {
    VEC(Bar) bars = {0};
    Unit widest = 0;
    int64_t most = 0;
    for (size_t r = 1; r < table->child_count; r++) {
        Bar bar = {.table = table};
        if (!read_bar(s, table->children[r], attributes, style, &bar)) continue;
        if (bar.value.end > widest) widest = bar.value.end;
        if (bar.amount > most) most = bar.amount;
        VEC_PUSH(s->setter->arena, &bars, bar);
    }
    Unit longest =
        unit_from((int64_t)s->width - style->label_width - widest - style->value->size / 2);
    if (longest < s->width / 4) longest = s->width / 4;
    if (table->child_count > 0) stack_head(s, table->children[0], style);
    for (size_t i = 0; i < bars.count; i++) {
        stack_bar(s, &bars.items[i], style, longest, most, i == 0);
    }
    s->space_after = style->bar_gap;
}

/* ---- checks ---- */

static bool holds_table(const Block *div) {
    for (size_t i = 0; i < div->child_count; i++) {
        if (div->children[i]->kind == BLOCK_TABLE) return true;
    }
    return false;
}

void chart_check(const Setter *setter, const Block *div) {
    const Attributes *attributes = &div->attributes;
    Str type = attribute_find(attributes, STR("type"));
    if (type.length > 0 && !str_equal(type, STR("bar"))) {
        diag_report(setter->diag, MESSAGE_CHART_TYPE, attribute_place(attributes, STR("type")),
                    ARGS(type));
    }
    if (!holds_table(div) && attribute_find(attributes, STR("src")).length == 0) {
        diag_report(setter->diag, MESSAGE_CHART_EMPTY, div->where, NO_ARGS);
    }
    if (attribute_find(attributes, STR("alt")).length == 0) {
        diag_report(setter->diag, MESSAGE_CHART_WITHOUT_TEXT, div->where, NO_ARGS);
    }
}
