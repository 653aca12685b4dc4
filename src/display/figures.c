/* Template figures; see figures.h. Circles are four cubic curves, off by less than 0.03 % of the
 * radius. */
#include "display/figures.h"

#define CIRCLE_HANDLE 5522847 /* of 10 000 000: 4/3 (sqrt 2 - 1) */

static void add_rect(Arena *arena, DisplayItems *items, DisplayRect rect) {
    DisplayRect *kept = ARENA_NEW(arena, DisplayRect);
    *kept = rect;
    DisplayItem item = {.kind = ITEM_RECT, .role = ROLE_ARTIFACT, .as.rect = kept};
    VEC_PUSH(arena, items, item);
}

static void add_path(Arena *arena, DisplayItems *items, const Draw *draw, PathPoint *points,
                     size_t count) {
    DisplayPath *path = ARENA_NEW(arena, DisplayPath);
    *path = (DisplayPath){.points = points,
                          .point_count = count,
                          .fill = draw->fill,
                          .stroke = draw->stroke,
                          .stroke_width = draw->stroke_width};
    DisplayItem item = {.kind = ITEM_PATH, .role = ROLE_ARTIFACT, .as.path = path};
    VEC_PUSH(arena, items, item);
}

static PathPoint curve(int64_t x1, int64_t y1, int64_t x2, int64_t y2, int64_t x, int64_t y) {
    return (PathPoint){.verb = PATH_CURVE,
                       .x = {unit_from(x1), unit_from(x2), unit_from(x)},
                       .y = {unit_from(y1), unit_from(y2), unit_from(y)}};
}

static void paint_ellipse(Arena *arena, DisplayItems *items, const Draw *draw, int64_t x, int64_t y,
                          int64_t width, int64_t height) {
    int64_t rx = width / 2, ry = height / 2, cx = x + rx, cy = y + ry;
    int64_t hx = round_ratio(rx, CIRCLE_HANDLE, 10000000),
            hy = round_ratio(ry, CIRCLE_HANDLE, 10000000);
    PathPoint *points = ARENA_ARRAY(arena, PathPoint, 6);
    points[0] = (PathPoint){.verb = PATH_MOVE, .x = {unit_from(cx + rx)}, .y = {unit_from(cy)}};
    points[1] = curve(cx + rx, cy + hy, cx + hx, cy + ry, cx, cy + ry);
    points[2] = curve(cx - hx, cy + ry, cx - rx, cy + hy, cx - rx, cy);
    points[3] = curve(cx - rx, cy - hy, cx - hx, cy - ry, cx, cy - ry);
    points[4] = curve(cx + hx, cy - ry, cx + rx, cy - hy, cx + rx, cy);
    points[5] = (PathPoint){.verb = PATH_CLOSE};
    add_path(arena, items, draw, points, 6);
}

static void paint_line(Arena *arena, DisplayItems *items, const Draw *draw, int64_t x, int64_t y,
                       int64_t width, int64_t height) {
    PathPoint *points = ARENA_ARRAY(arena, PathPoint, 2);
    points[0] = (PathPoint){.verb = PATH_MOVE, .x = {unit_from(x)}, .y = {unit_from(y)}};
    points[1] =
        (PathPoint){.verb = PATH_LINE, .x = {unit_from(x + width)}, .y = {unit_from(y + height)}};
    add_path(arena, items, draw, points, 2);
}

static void paint_polygon(Arena *arena, DisplayItems *items, const Draw *draw, int64_t dx,
                          int64_t dy) {
    size_t corners = draw->point_count / 2;
    if (corners < 2) return;
    PathPoint *points = ARENA_ARRAY(arena, PathPoint, corners + 1);
    for (size_t i = 0; i < corners; i++) {
        points[i] = (PathPoint){.verb = i == 0 ? PATH_MOVE : PATH_LINE,
                                .x = {unit_from(draw->points[2 * i] + dx)},
                                .y = {unit_from(draw->points[2 * i + 1] + dy)}};
    }
    points[corners] = (PathPoint){.verb = PATH_CLOSE};
    add_path(arena, items, draw, points, corners + 1);
}

/* One repetition: column i, row j. Growing keeps the figure's centre. */
static void paint_once(Arena *arena, DisplayItems *items, const Draw *draw, int64_t i, int64_t j) {
    int64_t grow_x = draw->grow_x * (i + j), grow_y = draw->grow_y * (i + j);
    int64_t width = (int64_t)draw->width + grow_x, height = (int64_t)draw->height + grow_y;
    int64_t dx = i * draw->step_x, dy = j * draw->step_y;
    int64_t x = draw->x + dx - grow_x / 2, y = draw->y + dy - grow_y / 2;
    if (draw->kind != DRAW_LINE && draw->kind != DRAW_POLYGON && (width <= 0 || height <= 0))
        return;
    switch (draw->kind) {
    case DRAW_RECT:
        add_rect(arena, items,
                 (DisplayRect){unit_from(x), unit_from(y), unit_from(width), unit_from(height),
                               draw->radius, draw->fill, draw->stroke, draw->stroke_width, NULL});
        break;
    case DRAW_CIRCLE: paint_ellipse(arena, items, draw, x, y, width, height); break;
    case DRAW_LINE: paint_line(arena, items, draw, x, y, width, height); break;
    case DRAW_POLYGON: paint_polygon(arena, items, draw, dx, dy); break;
    }
}

void figures_paint(Arena *arena, const Layout *layout, const Template *template,
                   DisplayItems *items) {
    if (template->background != NULL) {
        Unit bleed = layout->bleed;
        add_rect(arena, items,
                 (DisplayRect){.x = -bleed,
                               .y = -bleed,
                               .width = layout->width + 2 * bleed,
                               .height = layout->height + 2 * bleed,
                               .fill = template->background});
    }
    for (size_t d = 0; d < template->draw_count; d++) {
        const Draw *draw = &template->draws[d];
        for (int j = 0; j < draw->repeat_y; j++) {
            for (int i = 0; i < draw->repeat_x; i++) paint_once(arena, items, draw, i, j);
        }
    }
}
