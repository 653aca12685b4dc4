/* What a template draws and frames at fixed places: shapes and frames.
 *
 * In: `shapes:` and `frames:` of a template. Out: figures and areas in Units from the trim box's
 * top left corner. A coordinate is a length, a percentage of the sheet (of its width along x, of
 * its height along y), or an edge of the bleed: `bleed` is the near one (left, top), `far-bleed`
 * the other. As a width or height, `bleed` means "as far as the far bleed edge". */
#include "layout/reader.h"

#define SHAPES_MOST  500   /* of one template */
#define POINTS_MOST  1000  /* of one polygon */
#define REPEATS_MOST 500   /* in one direction */
#define FIGURES_MOST 20000 /* of one template, repetitions counted: bounds a page's size */
#define FRAMES_MOST  100   /* of one template */
#define FRAME_LEAST  POINTS(5)
#define SHEETS_AWAY  100000 /* most percent of the sheet in 1/10000: ten sheets */

static const char *const SHAPE_KEYS[] = {"rect",  "circle", "line", "polygon", "fill", "stroke",
                                         "width", "repeat", "step", "grow",    NULL};
static const char *const RECT_KEYS[] = {"x", "y", "width", "height", "radius", NULL};
static const char *const CIRCLE_KEYS[] = {"x", "y", "radius", NULL};
static const char *const LINE_KEYS[] = {"from", "to", NULL};
static const char *const FRAME_KEYS[] = {"at",      "size",     "style", "text",
                                         "content", "vertical", NULL};

static const char *const CONTENT_WORDS[] = {"body", NULL};
static const char *const VERTICAL_WORDS[] = {"top", "centre", "bottom", NULL};

typedef enum Axis { AXIS_X, AXIS_Y } Axis;

static Unit axis_extent(const LayoutReader *reader, Axis axis) {
    return axis == AXIS_X ? reader->layout->width : reader->layout->height;
}

/* A length, or a percentage of the sheet along the axis. */
static bool distance_read(LayoutReader *reader, const YamlNode *node, Axis axis, LengthRange range,
                          Unit *distance) {
    if (node && node->kind == YAML_SCALAR && str_ends_with(str_trim(node->scalar), STR("%"))) {
        int32_t part;
        int32_t lowest = range.lowest < 0 ? -SHEETS_AWAY : 0;
        if (!value_percent(reader, node, lowest, SHEETS_AWAY, &part)) return false;
        *distance = unit_scale(axis_extent(reader, axis), part, 10000);
        return true;
    }
    return value_length(reader, node, length_context(reader, NULL), range, distance);
}

static bool coordinate_read(LayoutReader *reader, const YamlNode *node, Axis axis, Unit *value) {
    Unit bleed = reader->layout->bleed;
    if (value_is_word(node, "bleed")) {
        *value = -bleed;
        return true;
    }
    if (value_is_word(node, "far-bleed")) {
        *value = axis_extent(reader, axis) + bleed;
        return true;
    }
    return distance_read(reader, node, axis, RANGE_OFFSET, value);
}

/* A width or height of what starts at a coordinate. */
static bool extent_read(LayoutReader *reader, const YamlNode *node, Axis axis, Unit start,
                        Unit *value) {
    if (!value_is_word(node, "bleed")) return distance_read(reader, node, axis, RANGE_ROOM, value);
    int64_t extent = (int64_t)axis_extent(reader, axis) + reader->layout->bleed - start;
    *value = extent > 0 ? unit_from(extent) : 0;
    return true;
}

static bool point_read(LayoutReader *reader, const YamlNode *node, Unit *x, Unit *y) {
    if (!value_list(reader, node, 2)) return false;
    bool has_x = coordinate_read(reader, node->items[0], AXIS_X, x);
    return coordinate_read(reader, node->items[1], AXIS_Y, y) && has_x;
}

static void report_missing(LayoutReader *reader, Span where, Str owner, const char *key) {
    diag_report(reader->diag, MESSAGE_LAYOUT_KEY_MISSING, where, ARGS(owner, str_from_c(key)));
}

static bool rect_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    if (!value_mapping(reader, node, RECT_KEYS)) return false;
    const YamlNode *width = yaml_find(node, "width"), *height = yaml_find(node, "height");
    draw->kind = DRAW_RECT;
    coordinate_read(reader, yaml_find(node, "x"), AXIS_X, &draw->x);
    coordinate_read(reader, yaml_find(node, "y"), AXIS_Y, &draw->y);
    distance_read(reader, yaml_find(node, "radius"), AXIS_X, RANGE_ROOM, &draw->radius);
    if (!width) report_missing(reader, node->where, STR("rect"), "width");
    if (!height) report_missing(reader, node->where, STR("rect"), "height");
    return extent_read(reader, width, AXIS_X, draw->x, &draw->width) &&
           extent_read(reader, height, AXIS_Y, draw->y, &draw->height);
}

/* x and y are the centre. */
static bool circle_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    if (!value_mapping(reader, node, CIRCLE_KEYS)) return false;
    Unit x = 0, y = 0, radius;
    draw->kind = DRAW_CIRCLE;
    coordinate_read(reader, yaml_find(node, "x"), AXIS_X, &x);
    coordinate_read(reader, yaml_find(node, "y"), AXIS_Y, &y);
    if (!yaml_find(node, "radius")) report_missing(reader, node->where, STR("circle"), "radius");
    if (!distance_read(reader, yaml_find(node, "radius"), AXIS_X, RANGE_ROOM, &radius))
        return false;
    draw->x = unit_from((int64_t)x - radius);
    draw->y = unit_from((int64_t)y - radius);
    draw->width = draw->height = unit_from((int64_t)radius * 2);
    draw->radius = radius;
    return true;
}

static bool line_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    if (!value_mapping(reader, node, LINE_KEYS)) return false;
    Unit to_x = 0, to_y = 0;
    draw->kind = DRAW_LINE;
    if (!yaml_find(node, "from")) report_missing(reader, node->where, STR("line"), "from");
    if (!yaml_find(node, "to")) report_missing(reader, node->where, STR("line"), "to");
    if (!point_read(reader, yaml_find(node, "from"), &draw->x, &draw->y)) return false;
    if (!point_read(reader, yaml_find(node, "to"), &to_x, &to_y)) return false;
    draw->width = unit_from((int64_t)to_x - draw->x);
    draw->height = unit_from((int64_t)to_y - draw->y);
    return true;
}

/* The bounding box goes into x, y, width, height. */
static void polygon_bound(Draw *draw) {
    Unit low[2] = {draw->points[0], draw->points[1]}, high[2] = {low[0], low[1]};
    for (size_t i = 0; i < draw->point_count; i++) {
        Unit value = draw->points[i];
        if (value < low[i % 2]) low[i % 2] = value;
        if (value > high[i % 2]) high[i % 2] = value;
    }
    draw->x = low[0];
    draw->y = low[1];
    draw->width = unit_from((int64_t)high[0] - low[0]);
    draw->height = unit_from((int64_t)high[1] - low[1]);
}

static bool polygon_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    if (node->kind != YAML_SEQUENCE || node->count < 3 || node->count > POINTS_MOST) {
        diag_report(reader->diag, MESSAGE_POLYGON_EXPECTED, node->where, NO_ARGS);
        return false;
    }
    draw->kind = DRAW_POLYGON;
    draw->points = ARENA_ARRAY(reader->arena, Unit, node->count * 2);
    draw->point_count = node->count * 2;
    for (size_t i = 0; i < node->count; i++)
        if (!point_read(reader, node->items[i], &draw->points[2 * i], &draw->points[2 * i + 1]))
            return false;
    polygon_bound(draw);
    return true;
}

/* Exactly one of the four figures. */
static bool figure_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    static bool (*const readers[])(LayoutReader *, const YamlNode *,
                                   Draw *) = {rect_read, circle_read, line_read, polygon_read};
    int kind = -1;
    for (int i = 0; i < 4; i++) {
        if (!yaml_find(node, SHAPE_KEYS[i])) continue;
        if (kind >= 0) {
            kind = -1;
            break;
        }
        kind = i;
    }
    if (kind < 0) {
        diag_report(reader->diag, MESSAGE_SHAPE_EXPECTED, node->where, NO_ARGS);
        return false;
    }
    return readers[kind](reader, yaml_find(node, SHAPE_KEYS[kind]), draw);
}

/* [x, y] of lengths or percentages, such that times repetitions stay within reach. */
static void steps_read(LayoutReader *reader, const YamlNode *node, const Draw *draw, Unit *x,
                       Unit *y) {
    if (!value_list(reader, node, 2)) return;
    Unit read_x = 0, read_y = 0;
    if (!distance_read(reader, node->items[0], AXIS_X, RANGE_OFFSET, &read_x)) return;
    if (!distance_read(reader, node->items[1], AXIS_Y, RANGE_OFFSET, &read_y)) return;
    int64_t times = draw->repeat_x > draw->repeat_y ? draw->repeat_x : draw->repeat_y;
    int64_t reach = RANGE_OFFSET.highest;
    if (times * read_x > reach || times * read_x < -reach || times * read_y > reach ||
        times * read_y < -reach) {
        diag_report(reader->diag, MESSAGE_STEPS_TOO_FAR, node->where, NO_ARGS);
        return;
    }
    *x = read_x;
    *y = read_y;
}

static void repeat_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    const YamlNode *repeat = yaml_find(node, "repeat");
    if (value_list(reader, repeat, 2)) {
        value_int(reader, repeat->items[0], 1, REPEATS_MOST, &draw->repeat_x);
        value_int(reader, repeat->items[1], 1, REPEATS_MOST, &draw->repeat_y);
    }
    steps_read(reader, yaml_find(node, "step"), draw, &draw->step_x, &draw->step_y);
    steps_read(reader, yaml_find(node, "grow"), draw, &draw->grow_x, &draw->grow_y);
}

static bool shape_read(LayoutReader *reader, const YamlNode *node, Draw *draw) {
    if (!value_mapping(reader, node, NULL)) return false;
    *draw = (Draw){.repeat_x = 1, .repeat_y = 1, .stroke_width = UNIT_PER_POINT};
    if (!figure_read(reader, node, draw)) return false;
    if (!value_mapping(reader, node, SHAPE_KEYS)) return false;
    value_colour(reader, yaml_find(node, "fill"), &draw->fill);
    value_colour(reader, yaml_find(node, "stroke"), &draw->stroke);
    value_thickness(reader, yaml_find(node, "width"), length_context(reader, NULL),
                    &draw->stroke_width);
    repeat_read(reader, node, draw);
    if (!draw->fill && !draw->stroke)
        diag_report(reader->diag, MESSAGE_SHAPE_INVISIBLE, node->where, NO_ARGS);
    return true;
}

void shapes_read(LayoutReader *reader, const YamlNode *shapes, Template *page) {
    if (!shapes) return;
    if (shapes->kind != YAML_SEQUENCE) {
        diag_report(reader->diag, MESSAGE_SHAPE_EXPECTED, shapes->where, NO_ARGS);
        return;
    }
    size_t count = shapes->count < SHAPES_MOST ? shapes->count : SHAPES_MOST;
    int64_t figures = 0;
    bool all = count == shapes->count;
    page->draws = ARENA_ARRAY(reader->arena, Draw, count);
    for (size_t i = 0; i < count; i++) {
        Draw draw;
        if (!shape_read(reader, shapes->items[i], &draw)) continue;
        figures += (int64_t)draw.repeat_x * draw.repeat_y;
        all = all && figures <= FIGURES_MOST;
        if (figures <= FIGURES_MOST) page->draws[page->draw_count++] = draw;
    }
    if (!all) diag_report(reader->diag, MESSAGE_SHAPES_TOO_MANY, shapes->where, ARGS(page->name));
}

/* A frame's side: enough for a letter. */
static void side_read(LayoutReader *reader, const YamlNode *node, Axis axis, Unit start,
                      Unit *side) {
    Unit read;
    if (!extent_read(reader, node, axis, start, &read)) return;
    if (read >= FRAME_LEAST)
        *side = read;
    else
        diag_report(reader->diag, MESSAGE_YAML_NUMBER_RANGE, node->where,
                    ARGS(node->scalar, STR("5pt"), STR("2m")));
}

static void frame_place_read(LayoutReader *reader, const YamlNode *node, Frame *frame) {
    frame->width = reader->layout->width;
    frame->height = reader->layout->height;
    const YamlNode *at = yaml_find(node, "at"), *size = yaml_find(node, "size");
    if (!at) report_missing(reader, frame->where, frame->name, "at");
    if (!size) report_missing(reader, frame->where, frame->name, "size");
    point_read(reader, at, &frame->x, &frame->y);
    if (!value_list(reader, size, 2)) return;
    side_read(reader, size->items[0], AXIS_X, frame->x, &frame->width);
    side_read(reader, size->items[1], AXIS_Y, frame->y, &frame->height);
}

static void frame_read(LayoutReader *reader, const YamlPair *pair, const TextStyle *style,
                       Frame *frame) {
    const YamlNode *node = pair->value;
    *frame = (Frame){.name = pair->key, .where = pair->key_where, .style = style};
    frame_place_read(reader, node, frame);
    value_style(reader, yaml_find(node, "style"), &frame->style);
    value_template_text(reader, yaml_find(node, "text"), &frame->text, &frame->text_where);
    int word;
    if (yaml_word(yaml_find(node, "content"), CONTENT_WORDS, &word, reader->diag))
        frame->body = true;
    if (yaml_word(yaml_find(node, "vertical"), VERTICAL_WORDS, &word, reader->diag))
        frame->vertical = (VerticalAlign)word;
    bool text = yaml_find(node, "text"), content = yaml_find(node, "content");
    if (text == content)
        diag_report(reader->diag, MESSAGE_FRAME_CONTENT, pair->key_where, ARGS(pair->key));
    if (frame->body) frame->text = (Str){0};
}

void frames_read(LayoutReader *reader, const YamlNode *frames, Template *page) {
    if (!value_mapping(reader, frames, NULL)) return;
    size_t count = count_limit(reader, frames, FRAMES_MOST);
    page->frames = ARENA_ARRAY(reader->arena, Frame, count);
    for (size_t i = 0; i < count; i++) {
        const YamlPair *pair = &frames->pairs[i];
        if (!value_mapping(reader, pair->value, FRAME_KEYS)) continue;
        frame_read(reader, pair, page->text, &page->frames[page->frame_count++]);
    }
}
