/* The table styles of a layout: what a table of a class looks like, the first one being that of all
 * others.
 *
 * In: `tables:`. Out: for each name a style in which everything is decided but the text styles that
 * it leaves to the place of the table. Without any, rules above, below the head and below: a table
 * needs no others. */
#include "layout/reader.h"

static const char *const TABLE_KEYS[] = {
    "like",     "text",      "head",         "head-background", "caption",    "caption-place",
    "rule-top", "rule-head", "rule-row",     "rule-bottom",     "stripe",     "cell-inset",
    "width",    "span",      "space-before", "space-after",     "least-size", NULL};

/* Of a table whose words do not fit, where the layout says nothing: 8.8 pt become 7. */
#define LEAST_SIZE 8000

/* In the order that the code below asks for. */
static const char *const CAPTION_WORDS[] = {"above", "below", NULL};
static const char *const WIDTH_WORDS[] = {"measure", "content", NULL};
static const char *const SPAN_WORDS[] = {"column", "columns", NULL};

static TableStyle table_default(const LayoutReader *reader) {
    Rule heavy = {.thickness = UNIT_PER_POINT * 3 / 4, .colour = reader->black};
    Rule light = {.thickness = UNIT_PER_POINT / 2, .colour = reader->black};
    return (TableStyle){.rule_top = heavy,
                        .rule_head = light,
                        .rule_bottom = heavy,
                        .least_size = LEAST_SIZE,
                        .space_before = -1,
                        .space_after = -1};
}

/* `cell-inset:` is one length, or [above and below, sides]. */
static void cell_inset_read(LayoutReader *reader, const YamlNode *node, LengthContext context,
                            TableStyle *table) {
    if (!node) return;
    bool one = node->kind == YAML_SCALAR;
    if (!one && !value_list(reader, node, 2)) return;
    const YamlNode *side = one ? node : node->items[1];
    value_length(reader, one ? node : node->items[0], context, RANGE_ROOM, &table->inset_vertical);
    table->inset_given = value_length(reader, side, context, RANGE_ROOM, &table->inset_side);
}

static void rules_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                       TableStyle *table) {
    value_rule(reader, entry_value(entry, "rule-top"), context, &table->rule_top);
    value_rule(reader, entry_value(entry, "rule-head"), context, &table->rule_head);
    value_rule(reader, entry_value(entry, "rule-row"), context, &table->rule_row);
    value_rule(reader, entry_value(entry, "rule-bottom"), context, &table->rule_bottom);
    value_colour(reader, entry_value(entry, "head-background"), &table->head_background);
    value_colour(reader, entry_value(entry, "stripe"), &table->stripe);
}

static void words_read(LayoutReader *reader, const Entry *entry, TableStyle *table) {
    int word;
    if (yaml_word(entry_value(entry, "caption-place"), CAPTION_WORDS, &word, reader->diag))
        table->caption_below = word == 1;
    if (yaml_word(entry_value(entry, "width"), WIDTH_WORDS, &word, reader->diag))
        table->content_width = word == 1;
    if (yaml_word(entry_value(entry, "span"), SPAN_WORDS, &word, reader->diag))
        table->spans = word == 1;
}

static void table_read(LayoutReader *reader, const Entry *entry, TableStyle *table) {
    *table = table_default(reader);
    table->name = entry->name;
    table->where = entry->where;
    value_style(reader, entry_value(entry, "text"), &table->text);
    value_style(reader, entry_value(entry, "head"), &table->head);
    value_style(reader, entry_value(entry, "caption"), &table->caption);
    LengthContext context =
        length_context(reader, table->text != NULL ? table->text : reader->first_style);
    rules_read(reader, entry, context, table);
    cell_inset_read(reader, entry_value(entry, "cell-inset"), context, table);
    words_read(reader, entry, table);
    value_percent(reader, entry_value(entry, "least-size"), 2500, 10000, &table->least_size);
    value_length(reader, entry_value(entry, "space-before"), context, RANGE_ROOM,
                 &table->space_before);
    value_length(reader, entry_value(entry, "space-after"), context, RANGE_ROOM,
                 &table->space_after);
}

void tables_read(LayoutReader *reader, const YamlNode *section) {
    EntryList list = entries_read(reader, section, TABLE_KEYS, MESSAGE_UNKNOWN_TABLE);
    entries_inherit(&list);
    TableStyle *tables = ARENA_ARRAY(reader->arena, TableStyle, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        table_read(reader, &list.items[i], &tables[i]);
        map_put(&reader->layout->tables, tables[i].name, &tables[i]);
    }
    if (list.count == 0) tables[0] = table_default(reader);
    reader->layout->first_table = &tables[0];
}

bool value_table(LayoutReader *reader, const YamlNode *node, const TableStyle **table) {
    Str name;
    if (!yaml_text(node, &name, reader->diag)) return false;
    const TableStyle *found = layout_find_table(reader->layout, name);
    if (found == NULL) {
        report_unknown(reader, MESSAGE_UNKNOWN_TABLE, node->where, name, &reader->layout->tables);
        return false;
    }
    *table = found;
    return true;
}
