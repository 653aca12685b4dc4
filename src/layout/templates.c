/* The page templates of a layout.
 *
 * In: `templates:`. Out: for each name a template in which everything is decided: text styles that
 * are not named are those of the template's text, a heading level that has none takes that of the
 * level above, margins and columns are the layout's. What cannot be set (columns without width, a
 * page without a row of the grid) is reported and replaced. */
#include "layout/reader.h"

#define PAGE_LINES_MOST 6 /* what a head or a foot can hold: five places and the folio */

static const char *const TEMPLATE_KEYS[] = {
    "like",     "columns",  "gutter",        "measure",        "background", "shapes",   "frames",
    "headings", "text",     "list",          "note",           "quote",      "code",     "table",
    "caption",  "opening",  "section-break", "notes",          "note-rule",  "note-gap", "head",
    "foot",     "numbered", "margins",       "first-baseline", "tables",     NULL};
static const char *const HEADING_KEYS[] = {"1", "2", "3", "4", "5", "6", NULL};
static const char *const OPENING_KEYS[] = {"drop-cap", "style", "gap", "wrap", NULL};
static const char *const SECTION_BREAK_KEYS[] = {"level", NULL};
static const char *const TEMPLATE_MARGIN_KEYS[] = {"top", "bottom", NULL};
/* The first five are places of a text, in the order of PLACES, as are the words for the folio. */
static const char *const PAGE_LINE_KEYS[] = {"left",     "right", "centre",      "inside",
                                             "outside",  "folio", "folio-style", "style",
                                             "baseline", "rule",  NULL};

static const Align PLACES[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE, ALIGN_INSIDE, ALIGN_OUTSIDE};
static const char *const FOLIO_WORDS[] = {"left",    "right", "centre", "inside",
                                          "outside", "none",  NULL};
static const char *const WRAP_WORDS[] = {"box", "contour", NULL};
static const char *const NOTES_WORDS[] = {"column", "page", NULL}; /* in the order of NotePlace */

static void page_styles_read(LayoutReader *reader, const Entry *entry, Template *page) {
    page->text = reader->first_style;
    value_style(reader, entry_value(entry, "text"), &page->text);
    page->list = page->note = page->quote = page->code = page->text;
    page->table = page->caption = page->text;
    value_style(reader, entry_value(entry, "list"), &page->list);
    value_style(reader, entry_value(entry, "note"), &page->note);
    value_style(reader, entry_value(entry, "quote"), &page->quote);
    value_style(reader, entry_value(entry, "code"), &page->code);
    value_style(reader, entry_value(entry, "table"), &page->table);
    value_style(reader, entry_value(entry, "caption"), &page->caption);
    page->tables = reader->layout->first_table;
    value_table(reader, entry_value(entry, "tables"), &page->tables);
    const YamlNode *headings = entry_value(entry, "headings");
    if (!value_mapping(reader, headings, HEADING_KEYS)) headings = NULL;
    for (size_t level = 0; level < 6; level++) {
        page->headings[level] = level ? page->headings[level - 1] : page->text;
        value_style(reader, yaml_find(headings, HEADING_KEYS[level]), &page->headings[level]);
    }
}

/* The first baseline of a template with a top margin of its own stays on the layout's grid: pages
 * printed back to back keep their lines in register. */
static Unit baseline_below(const Layout *layout, Unit top) {
    int64_t moved = (int64_t)top - layout->top;
    int64_t rows =
        moved > 0 ? (moved + layout->leading - 1) / layout->leading : -(-moved / layout->leading);
    return unit_from(layout->first_baseline + rows * layout->leading);
}

static void page_margins_read(LayoutReader *reader, const Entry *entry, Template *page) {
    const Layout *layout = reader->layout;
    LengthContext context = length_context(reader, NULL);
    const YamlNode *margins = entry_value(entry, "margins");
    page->top = layout->top;
    page->bottom = layout->bottom;
    if (value_mapping(reader, margins, TEMPLATE_MARGIN_KEYS)) {
        value_length(reader, yaml_find(margins, "top"), context, RANGE_ROOM, &page->top);
        value_length(reader, yaml_find(margins, "bottom"), context, RANGE_ROOM, &page->bottom);
    }
    page->first_baseline = baseline_below(layout, page->top);
    value_length(reader, entry_value(entry, "first-baseline"), context, RANGE_ROOM,
                 &page->first_baseline);
    if (layout_row_count(layout, page) >= 1) return;
    diag_report(reader->diag, MESSAGE_GRID_WITHOUT_ROWS, entry->where, ARGS(entry->name));
    page->top = layout->top;
    page->bottom = layout->bottom;
    page->first_baseline = layout->first_baseline;
}

static void page_columns_read(LayoutReader *reader, const Entry *entry, Template *page) {
    const Layout *layout = reader->layout;
    LengthContext context = length_context(reader, NULL);
    Unit room = layout->width - layout->inside - layout->outside;
    page->columns = layout->columns;
    page->gutter = layout->gutter;
    value_int(reader, entry_value(entry, "columns"), 1, 6, &page->columns);
    value_length(reader, entry_value(entry, "gutter"), context, RANGE_ROOM, &page->gutter);
    value_length(reader, entry_value(entry, "measure"), context, RANGE_ROOM, &page->measure);
    if (page->measure > room) {
        diag_report(reader->diag, MESSAGE_MEASURE_TOO_WIDE, entry_value(entry, "measure")->where,
                    ARGS(entry->name));
        page->measure = 0;
    }
    Unit column;
    if (columns_fit(layout_measure(layout, page), page->columns, page->gutter, &column)) return;
    report_narrow(reader, entry->where, entry->name, column);
    page->columns = 1;
    page->measure = 0;
}

static void opening_read(LayoutReader *reader, const Entry *entry, Template *page) {
    const YamlNode *node = entry_value(entry, "opening");
    page->opening.drop_cap = page->text;
    if (value_is_word(node, "none") || !value_mapping(reader, node, OPENING_KEYS)) return;
    Opening *opening = &page->opening;
    value_lines(reader, yaml_find(node, "drop-cap"), 10, &opening->drop_cap_lines);
    value_style(reader, yaml_find(node, "style"), &opening->drop_cap);
    opening->drop_cap_gap = page->text->size / 3;
    value_length(reader, yaml_find(node, "gap"), length_context(reader, page->text), RANGE_ROOM,
                 &opening->drop_cap_gap);
    int word;
    if (yaml_word(yaml_find(node, "wrap"), WRAP_WORDS, &word, reader->diag))
        opening->drop_cap_contour = word == 1;
}

/* `none`, `page` (each subtitle, level 2, opens a page), or {level: N}. */
static void section_break_read(LayoutReader *reader, const YamlNode *node, Template *page) {
    static const char *const words[] = {"none", "page", NULL};
    int word;
    if (node && node->kind == YAML_MAPPING) {
        if (value_mapping(reader, node, SECTION_BREAK_KEYS))
            value_int(reader, yaml_find(node, "level"), 1, 6, &page->section_break_level);
    } else if (yaml_word(node, words, &word, reader->diag)) {
        page->section_break_level = word == 1 ? 2 : 0;
    }
}

static void page_notes_read(LayoutReader *reader, const Entry *entry, Template *page) {
    LengthContext context = length_context(reader, page->note);
    int word;
    if (yaml_word(entry_value(entry, "notes"), NOTES_WORDS, &word, reader->diag))
        page->notes = (NotePlace)word;
    value_rule(reader, entry_value(entry, "note-rule"), context, &page->note_rule);
    page->note_gap = reader->layout->leading / 2;
    value_length(reader, entry_value(entry, "note-gap"), context, RANGE_ROOM, &page->note_gap);
}

static void page_line_add(Template *page, PageLine model, Align align) {
    model.align = align;
    if (page->line_count > 0 && page->lines[page->line_count - 1].baseline == model.baseline)
        model.rule = (Rule){.colour = model.rule.colour}; /* one rule a head, drawn by its first */
    page->lines[page->line_count++] = model;
}

/* A head or foot: a text at each place that is named, and the folio. */
static void page_lines_read(LayoutReader *reader, const YamlNode *node, Unit baseline,
                            Template *page) {
    if (value_is_word(node, "none") || !value_mapping(reader, node, PAGE_LINE_KEYS)) return;
    PageLine model = {.style = page->text, .baseline = baseline, .rule = {.colour = reader->black}};
    value_style(reader, yaml_find(node, "style"), &model.style);
    LengthContext context = length_context(reader, model.style);
    value_length(reader, yaml_find(node, "baseline"), context, RANGE_ROOM, &model.baseline);
    value_rule(reader, yaml_find(node, "rule"), context, &model.rule);
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        const YamlNode *text = yaml_find(node, PAGE_LINE_KEYS[i]);
        if (value_template_text(reader, text, &model.text, &model.text_where))
            page_line_add(page, model, PLACES[i]);
    }
    int place;
    const YamlNode *folio = yaml_find(node, "folio");
    value_style(reader, yaml_find(node, "folio-style"), &model.style);
    if (!yaml_word(folio, FOLIO_WORDS, &place, reader->diag)) return;
    if (!FOLIO_WORDS[place + 1]) return; /* none, the last */
    model.text = STR("{folio}");
    model.text_where = folio->where;
    page_line_add(page, model, PLACES[place]);
}

/* Inherited shapes are those of the parent: a drawing is read once. */
static void page_shapes_read(LayoutReader *reader, const EntryList *list, const Entry *entry,
                             const Template *pages, Template *page) {
    const YamlNode *shapes = entry_value(entry, "shapes");
    size_t parent = entry->parent;
    if (parent == ENTRY_NONE || entry_value(&list->items[parent], "shapes") != shapes) {
        shapes_read(reader, shapes, page);
        return;
    }
    page->draws = pages[parent].draws;
    page->draw_count = pages[parent].draw_count;
}

static void page_furniture_read(LayoutReader *reader, const Entry *entry, Template *page) {
    const Layout *layout = reader->layout;
    page->numbered = true;
    yaml_bool(entry_value(entry, "numbered"), &page->numbered, reader->diag);
    page->lines = ARENA_ARRAY(reader->arena, PageLine, 2 * PAGE_LINES_MOST);
    page_lines_read(reader, entry_value(entry, "head"), page->top / 2, page);
    page_lines_read(reader, entry_value(entry, "foot"), layout->height - page->bottom / 2, page);
    value_colour(reader, entry_value(entry, "background"), &page->background);
    frames_read(reader, entry_value(entry, "frames"), page);
}

void templates_read(LayoutReader *reader, const YamlNode *section) {
    EntryList list = entries_read(reader, section, TEMPLATE_KEYS, MESSAGE_UNKNOWN_TEMPLATE);
    entries_inherit(&list);
    Template *pages = ARENA_ARRAY(reader->arena, Template, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const Entry *entry = &list.items[list.order[i]];
        Template *page = &pages[list.order[i]];
        page->name = entry->name;
        page->where = entry->where;
        page_styles_read(reader, entry, page);
        page_margins_read(reader, entry, page);
        page_columns_read(reader, entry, page);
        opening_read(reader, entry, page);
        section_break_read(reader, entry_value(entry, "section-break"), page);
        page_notes_read(reader, entry, page);
        page_furniture_read(reader, entry, page);
        page_shapes_read(reader, &list, entry, pages, page);
    }
    for (size_t i = 0; i < list.count; i++)
        map_put(&reader->layout->templates, pages[i].name, &pages[i]);
}
