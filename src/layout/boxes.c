/* The box styles of a layout: what a fenced div of a class looks like.
 *
 * In: `boxes:`. Out: for each name a style in which everything is decided; text styles that are not
 * named are those of the box's text. A box that holds a chart says how under `chart:`. */
#include "layout/reader.h"

static const char *const BOX_KEYS[] = {
    "like",      "span",   "background", "inset",  "radius",       "rule-top",    "rule-bottom",
    "rule-left", "title",  "text",       "list",   "note",         "caption",     "place",
    "notes",     "breaks", "columns",    "gutter", "space-before", "space-after", "chart",
    "width",     "gap",    "wrap",       NULL};
static const char *const CHART_KEYS[] = {"bar",        "bar-other", "axis",        "label", "value",
                                         "bar-height", "bar-gap",   "label-width", NULL};

/* In the order of the enums. */
static const char *const PLACE_WORDS[] = {"here", "top", "bottom", "page", "margin", NULL};
static const char *const NOTES_WORDS[] = {"column", "page", "inside", NULL};
static const char *const WRAP_WORDS[] = {"none", "left", "right", NULL};
static const char *const SPAN_WORDS[] = {"column", "columns", NULL};

/* `inset:` is one length, [top and bottom, sides], or [top, right, bottom, left]. */
static void inset_read(LayoutReader *reader, const YamlNode *node, LengthContext context,
                       BoxStyle *box) {
    if (!node) return;
    Unit *sides[] = {&box->inset_top, &box->inset_right, &box->inset_bottom, &box->inset_left};
    if (node->kind == YAML_SCALAR) {
        for (size_t i = 0; i < 4; i++) value_length(reader, node, context, RANGE_ROOM, sides[i]);
        return;
    }
    size_t count = node->kind == YAML_SEQUENCE && node->count == 2 ? 2 : 4;
    if (!value_list(reader, node, count)) return;
    for (size_t i = 0; i < 4; i++)
        value_length(reader, node->items[i % count], context, RANGE_ROOM, sides[i]);
}

static void box_styles_read(LayoutReader *reader, const Entry *entry, BoxStyle *box) {
    box->text = reader->first_style;
    value_style(reader, entry_value(entry, "text"), &box->text);
    box->title = box->list = box->note = box->caption = box->text;
    value_style(reader, entry_value(entry, "title"), &box->title);
    value_style(reader, entry_value(entry, "list"), &box->list);
    value_style(reader, entry_value(entry, "note"), &box->note);
    value_style(reader, entry_value(entry, "caption"), &box->caption);
}

static void box_frame_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                           BoxStyle *box) {
    value_colour(reader, entry_value(entry, "background"), &box->background);
    inset_read(reader, entry_value(entry, "inset"), context, box);
    value_length(reader, entry_value(entry, "radius"), context, RANGE_ROOM, &box->radius);
    value_rule(reader, entry_value(entry, "rule-top"), context, &box->rule_top);
    value_rule(reader, entry_value(entry, "rule-bottom"), context, &box->rule_bottom);
    value_rule(reader, entry_value(entry, "rule-left"), context, &box->rule_left);
    value_length(reader, entry_value(entry, "space-before"), context, RANGE_ROOM,
                 &box->space_before);
    value_length(reader, entry_value(entry, "space-after"), context, RANGE_ROOM, &box->space_after);
}

/* `span:` is column, columns, or a number of columns. */
static void span_read(LayoutReader *reader, const YamlNode *node, BoxStyle *box) {
    int word;
    box->span = 1;
    bool number = node && node->kind == YAML_SCALAR && node->scalar.length > 0 &&
                  node->scalar.bytes[0] >= '0' && node->scalar.bytes[0] <= '9';
    if (number) {
        value_int(reader, node, 1, 6, &box->span);
    } else if (yaml_word(node, SPAN_WORDS, &word, reader->diag)) {
        box->span_columns = word == 1;
    }
}

static void box_flow_read(LayoutReader *reader, const Entry *entry, BoxStyle *box) {
    int word;
    span_read(reader, entry_value(entry, "span"), box);
    if (yaml_word(entry_value(entry, "place"), PLACE_WORDS, &word, reader->diag))
        box->place = (Place)word;
    if (yaml_word(entry_value(entry, "notes"), NOTES_WORDS, &word, reader->diag))
        box->notes = (NotePlace)word;
    if (yaml_word(entry_value(entry, "wrap"), WRAP_WORDS, &word, reader->diag))
        box->wrap = (Wrap)word;
    yaml_bool(entry_value(entry, "breaks"), &box->breaks, reader->diag);
}

/* `width:` is a length, or a percentage of the room that the place of the box has. */
static void box_width_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                           BoxStyle *box) {
    const YamlNode *node = entry_value(entry, "width");
    const Layout *layout = reader->layout;
    box->gap = layout->gutter > 0 ? layout->gutter / 2 : layout->leading / 2;
    value_length(reader, entry_value(entry, "gap"), context, RANGE_ROOM, &box->gap);
    if (node && node->kind == YAML_SCALAR && str_ends_with(str_trim(node->scalar), STR("%"))) {
        value_percent(reader, node, 100, 10000, &box->width_share);
    } else {
        value_length(reader, node, context, RANGE_ROOM, &box->width);
    }
}

/* A box's columns and insets must leave room for text between the layout's margins. */
static void box_columns_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                             BoxStyle *box) {
    const Layout *layout = reader->layout;
    box->columns = 1;
    box->gutter = layout->gutter;
    value_int(reader, entry_value(entry, "columns"), 1, 6, &box->columns);
    value_length(reader, entry_value(entry, "gutter"), context, RANGE_ROOM, &box->gutter);
    Unit width = layout->width - layout->inside - layout->outside;
    Unit column;
    if (!box->span_columns) (void)columns_fit(width, layout->columns, layout->gutter, &width);
    if (box->span > 1)
        width = unit_from((int64_t)width * box->span + (int64_t)layout->gutter * (box->span - 1));
    int64_t inner = (int64_t)width - box->inset_left - box->inset_right;
    if (columns_fit(unit_from(inner), box->columns, box->gutter, &column)) return;
    report_narrow(reader, entry->where, entry->name, column);
    box->columns = 1;
    box->inset_left = box->inset_right = 0;
}

static void chart_read(LayoutReader *reader, const YamlNode *node, const BoxStyle *box,
                       const ChartStyle **result) {
    if (value_is_word(node, "none") || !value_mapping(reader, node, CHART_KEYS)) return;
    ChartStyle *chart = ARENA_NEW(reader->arena, ChartStyle);
    *chart = (ChartStyle){.bar = reader->black, .axis = reader->black, .label = box->text};
    value_ink(reader, yaml_find(node, "bar"), &chart->bar);
    chart->bar_other = chart->bar;
    value_ink(reader, yaml_find(node, "bar-other"), &chart->bar_other);
    value_ink(reader, yaml_find(node, "axis"), &chart->axis);
    value_style(reader, yaml_find(node, "label"), &chart->label);
    chart->value = chart->label;
    value_style(reader, yaml_find(node, "value"), &chart->value);
    LengthContext context = length_context(reader, chart->label);
    chart->bar_height = chart->label->leading;
    chart->bar_gap = chart->label->leading / 2;
    value_length(reader, yaml_find(node, "bar-height"), context, RANGE_ROOM, &chart->bar_height);
    value_length(reader, yaml_find(node, "bar-gap"), context, RANGE_ROOM, &chart->bar_gap);
    value_length(reader, yaml_find(node, "label-width"), context, RANGE_ROOM, &chart->label_width);
    *result = chart;
}

void boxes_read(LayoutReader *reader, const YamlNode *section) {
    EntryList list = entries_read(reader, section, BOX_KEYS, MESSAGE_UNKNOWN_BOX);
    entries_inherit(&list);
    BoxStyle *boxes = ARENA_ARRAY(reader->arena, BoxStyle, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const Entry *entry = &list.items[i];
        BoxStyle *box = &boxes[i];
        box->name = entry->name;
        box->where = entry->where;
        box_styles_read(reader, entry, box);
        LengthContext context = length_context(reader, box->text);
        box_frame_read(reader, entry, context, box);
        box_flow_read(reader, entry, box);
        box_columns_read(reader, entry, context, box);
        box_width_read(reader, entry, context, box);
        chart_read(reader, entry_value(entry, "chart"), box, &box->chart);
        map_put(&reader->layout->boxes, box->name, box);
    }
}
