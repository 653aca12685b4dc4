/* The driver: a layout's text into a Layout, section by section.
 *
 * In: the YAML that a designer wrote. Out: plain data, complete whatever the text holds. Sections
 * are read in the order in which they need each other: sheet, margins and grid give the measures,
 * then colours, text styles, boxes and templates name what stands before them. */
#include "base/file.h"
#include "layout/reader.h"

#define COLUMN_LEAST     POINTS(24) /* narrower holds no word */
#define GRID_LEADING     POINTS(14) /* where the layout gives none */
#define EVIL_WEIGHT_MOST 10000

static const char *const LAYOUT_KEYS[] = {
    "sheet",        "margins",    "grid",  "colours", "text",     "boxes",   "tables", "templates",
    "note-numbers", "page-evils", "pages", "outputs", "pictures", "scripts", NULL};
/* In the order of NoteNumbering. */
static const char *const NUMBERING_WORDS[] = {"edition", "section", "page", NULL};
static const char *const PICTURE_KEYS[] = {"least-ppi", NULL};
/* Below it a picture is seen to be coarse in print, and on a screen that is enlarged. */
#define LEAST_PPI 150
static const char *const SHEET_KEYS[] = {"size", "bleed", "facing", NULL};
static const char *const MARGIN_KEYS[] = {"inside", "outside", "top", "bottom", NULL};
static const char *const GRID_KEYS[] = {"leading", "first-baseline", "columns", "gutter", NULL};
/* In the order of Evil. */
static const char *const EVIL_KEYS[] = {
    "note-far", "split-note", "widow",     "orphan",     "hyphen-at-foot", "uneven", "split-box",
    "flexed",   "box-far",    "box-early", "short-page", "facing",         NULL};
static const int32_t EVIL_WEIGHTS[EVIL_COUNT] = {EVIL_FORBID, 350, 400, 300, 120, 80,
                                                 300,         60,  60,  360, 40,  20};

static const LengthRange SHEET_RANGE = {MILLIMETRES(20), MILLIMETRES(2000), "20mm", "2m"};
static const LengthRange BLEED_RANGE = {0, POINTS(144), "0", "2in"};
static const LengthRange GRID_RANGE = {POINTS(2), POINTS(200), "2pt", "200pt"};

bool columns_fit(Unit width, int columns, Unit gutter, Unit *column) {
    *column = unit_from(((int64_t)width - (int64_t)gutter * (columns - 1)) / columns);
    return *column >= COLUMN_LEAST;
}

void report_narrow(LayoutReader *reader, Span where, Str name, Unit column) {
    StrBuilder width = {.arena = reader->arena};
    builder_add_int(&width, column > 0 ? round_ratio(column, 1, UNIT_PER_POINT) : 0);
    builder_add_c(&width, "pt");
    diag_report(reader->diag, MESSAGE_COLUMNS_TOO_NARROW, where, ARGS(name, builder_text(&width)));
}

static void sheet_read(LayoutReader *reader, const YamlNode *node) {
    Layout *layout = reader->layout;
    LengthContext none = {0};
    layout->width = unit_scale(POINTS(72), 2100, 254); /* A4 */
    layout->height = unit_scale(POINTS(72), 2970, 254);
    if (!value_mapping(reader, node, SHEET_KEYS)) return;
    const YamlNode *size = yaml_find(node, "size");
    if (value_list(reader, size, 2)) {
        value_length(reader, size->items[0], none, SHEET_RANGE, &layout->width);
        value_length(reader, size->items[1], none, SHEET_RANGE, &layout->height);
    }
    value_length(reader, yaml_find(node, "bleed"), none, BLEED_RANGE, &layout->bleed);
    yaml_bool(yaml_find(node, "facing"), &layout->facing, reader->diag);
}

static void margins_default(Layout *layout) {
    layout->inside = layout->outside = layout->width / 10;
    layout->top = layout->bottom = layout->height / 10;
}

static void margins_read(LayoutReader *reader, const YamlNode *node) {
    Layout *layout = reader->layout;
    LengthContext none = {0};
    margins_default(layout);
    if (!value_mapping(reader, node, MARGIN_KEYS)) return;
    value_length(reader, yaml_find(node, "inside"), none, RANGE_ROOM, &layout->inside);
    value_length(reader, yaml_find(node, "outside"), none, RANGE_ROOM, &layout->outside);
    value_length(reader, yaml_find(node, "top"), none, RANGE_ROOM, &layout->top);
    value_length(reader, yaml_find(node, "bottom"), none, RANGE_ROOM, &layout->bottom);
    int64_t room = (int64_t)layout->width - layout->inside - layout->outside;
    if (room >= COLUMN_LEAST) return;
    diag_report(reader->diag, MESSAGE_MARGINS_TOO_WIDE, node->where, NO_ARGS);
    margins_default(layout);
}

/* At least one baseline of the grid stands above the bottom margin; else usual margins replace it.
 * where: who is to blame. */
static void grid_rows_check(LayoutReader *reader, Span where) {
    Layout *layout = reader->layout;
    if ((int64_t)layout->first_baseline + layout->bottom <= layout->height) return;
    diag_report(reader->diag, MESSAGE_GRID_WITHOUT_ROWS, where, ARGS(layout->name));
    layout->top = layout->bottom = layout->height / 10;
    layout->leading = GRID_LEADING;
    layout->first_baseline = layout->top + layout->leading;
}

static void grid_columns_read(LayoutReader *reader, const YamlNode *node) {
    Layout *layout = reader->layout;
    layout->columns = 1;
    layout->gutter = GRID_LEADING;
    value_int(reader, yaml_find(node, "columns"), 1, 6, &layout->columns);
    value_length(reader, yaml_find(node, "gutter"), length_context(reader, NULL), RANGE_ROOM,
                 &layout->gutter);
    Unit column;
    Unit room = layout->width - layout->inside - layout->outside;
    if (columns_fit(room, layout->columns, layout->gutter, &column)) return;
    report_narrow(reader, node->where, layout->name, column);
    layout->columns = 1;
}

static void grid_read(LayoutReader *reader, const YamlNode *node, const YamlNode *margins) {
    Layout *layout = reader->layout;
    if (!value_mapping(reader, node, GRID_KEYS)) node = NULL;
    const YamlNode *first = yaml_find(node, "first-baseline");
    layout->leading = GRID_LEADING;
    value_length(reader, yaml_find(node, "leading"), (LengthContext){0}, GRID_RANGE,
                 &layout->leading);
    layout->first_baseline = unit_from((int64_t)layout->top + layout->leading);
    value_length(reader, first, length_context(reader, NULL), RANGE_ROOM, &layout->first_baseline);
    const YamlNode *blamed = first ? first : margins ? margins : node;
    grid_rows_check(reader, blamed ? blamed->where : (Span){.source = layout->source, .line = 1});
    grid_columns_read(reader, node);
}

const char *evil_name(Evil evil) {
    return EVIL_KEYS[evil];
}

static void evil_read(LayoutReader *reader, const YamlNode *node, int32_t *weight) {
    int64_t number;
    if (!node) return;
    if (value_is_word(node, "forbid"))
        *weight = EVIL_FORBID;
    else if (node->kind == YAML_SCALAR && str_to_int(node->scalar, &number) && number >= 0 &&
             number <= EVIL_WEIGHT_MOST)
        *weight = (int32_t)number;
    else
        diag_report(reader->diag, MESSAGE_EVIL_EXPECTED, node->where, NO_ARGS);
}

static void evils_read(LayoutReader *reader, const YamlNode *node) {
    for (int i = 0; i < EVIL_COUNT; i++) reader->layout->evils[i] = EVIL_WEIGHTS[i];
    if (!value_mapping(reader, node, EVIL_KEYS)) return;
    for (int i = 0; i < EVIL_COUNT; i++) {
        const YamlNode *weight = yaml_find(node, EVIL_KEYS[i]);
        evil_read(reader, weight, &reader->layout->evils[i]);
    }
}

static void pictures_read(LayoutReader *reader, const YamlNode *node) {
    int least = LEAST_PPI;
    if (value_mapping(reader, node, PICTURE_KEYS))
        value_int(reader, yaml_find(node, "least-ppi"), 0, 2400, &least);
    reader->layout->least_ppi = least;
}

static Layout *layout_new(Arena *arena, const Source *source) {
    Layout *layout = ARENA_NEW(arena, Layout);
    layout->source = source;
    layout->name = path_name(source->path);
    if (str_ends_with(layout->name, STR(".yaml")))
        layout->name = str_slice(layout->name, 0, layout->name.length - (sizeof ".yaml" - 1));
    layout->colours.arena = layout->styles.arena = arena;
    layout->boxes.arena = layout->tables.arena = layout->templates.arena = arena;
    return layout;
}

static const Colour *black_new(Arena *arena) {
    Colour *black = ARENA_NEW(arena, Colour);
    *black = (Colour){.name = STR("black"), .cmyk = {0, 0, 0, 10000}, .tint = 10000};
    return black;
}

/* A layout without text styles or templates can set nothing. */
static void sections_check(LayoutReader *reader, const YamlNode *root) {
    static const char *const needed[] = {"text", "templates"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const YamlNode *section = yaml_find(root, needed[i]);
        if (!section || (section->kind == YAML_MAPPING && section->count == 0))
            diag_report(reader->diag, MESSAGE_LAYOUT_KEY_MISSING,
                        section ? section->where : root->where,
                        ARGS(reader->layout->name, str_from_c(needed[i])));
    }
}

Layout *layout_read(Arena *arena, const Source *source, const FamilyCheck *families, Str script,
                    Diag *diag) {
    const YamlNode *root = yaml_read(arena, source, 0, source->text.length, diag);
    root = scripts_lay_over(arena, root, script);
    LayoutReader reader = {.arena = arena, .diag = diag, .families = families};
    if (!value_mapping(&reader, root, LAYOUT_KEYS)) return NULL;
    reader.layout = layout_new(arena, source);
    reader.layout->root = root;
    reader.black = black_new(arena);
    sections_check(&reader, root);
    sheet_read(&reader, yaml_find(root, "sheet"));
    margins_read(&reader, yaml_find(root, "margins"));
    grid_read(&reader, yaml_find(root, "grid"), yaml_find(root, "margins"));
    outputs_read(&reader, yaml_find(root, "outputs")); /* swatches keep to its limit of ink */
    colours_read(&reader, yaml_find(root, "colours"));
    scripts_read(&reader, yaml_find(root, "scripts"));
    styles_read(&reader, yaml_find(root, "text"));
    boxes_read(&reader, yaml_find(root, "boxes"));
    tables_read(&reader, yaml_find(root, "tables"));
    templates_read(&reader, yaml_find(root, "templates"));
    int numbering;
    if (yaml_word(yaml_find(root, "note-numbers"), NUMBERING_WORDS, &numbering, diag))
        reader.layout->note_numbers = (NoteNumbering)numbering;
    evils_read(&reader, yaml_find(root, "page-evils"));
    page_goals_read(yaml_find(root, "pages"), &reader.layout->goals, diag);
    pictures_read(&reader, yaml_find(root, "pictures"));
    return reader.layout;
}
