/* Paths, shadings and colours of content streams (ISO 32000-1, 8.5, 8.6, 8.7.4). */
#include "preflight/content_state.h"
#include "preflight/number_map.h"

/* ---- paths ---- */

static void widen(Rectangle *box, double x, double y) {
    if (x < box->left) box->left = x;
    if (x > box->right) box->right = x;
    if (y < box->bottom) box->bottom = y;
    if (y > box->top) box->top = y;
}

static void add_point(Interpreter *interpreter, size_t index) {
    Path *path = &interpreter->path;
    double x, y;
    matrix_apply(&interpreter->state.matrix, operand_number(interpreter, index),
                 operand_number(interpreter, index + 1), &x, &y);
    if (!path->begun) path->box = (Rectangle){x, y, x, y};
    path->begun = path->shaped = true;
    widen(&path->box, x, y);
}

static void add_rectangle(Interpreter *interpreter) {
    Path *path = &interpreter->path;
    const Matrix *matrix = &interpreter->state.matrix;
    double x = operand_number(interpreter, 0), y = operand_number(interpreter, 1);
    Rectangle box = matrix_box(matrix, (Rectangle){x, y, x + operand_number(interpreter, 2),
                                                   y + operand_number(interpreter, 3)});
    bool turned = (matrix->b != 0 || matrix->c != 0) && (matrix->a != 0 || matrix->d != 0);
    if (!path->begun) {
        path->box = box;
        path->shaped = turned;
    } else {
        path->shaped = true;
        widen(&path->box, box.left, box.bottom);
        widen(&path->box, box.right, box.top);
    }
    path->begun = true;
}

static Rectangle intersect(Rectangle a, Rectangle b) {
    return (Rectangle){a.left > b.left ? a.left : b.left, a.bottom > b.bottom ? a.bottom : b.bottom,
                       a.right < b.right ? a.right : b.right, a.top < b.top ? a.top : b.top};
}

static void finish_path(Interpreter *interpreter, bool fill, bool stroke) {
    Path *path = &interpreter->path;
    GraphicsState *state = &interpreter->state;
    if (path->begun && (fill || stroke)) {
        Mark mark = mark_make(interpreter, MARK_PATH);
        mark.filled = fill;
        mark.stroked = stroke;
        mark.box = intersect(path->box, state->clip);
        mark.flat = !path->shaped && !state->clip_shaped;
        mark_add(interpreter, mark);
    }
    if (path->begun && path->clips) {
        state->clip = intersect(path->box, state->clip);
        state->clip_shaped |= path->shaped;
    }
    *path = (Path){0};
}

static void add_shading(Interpreter *interpreter, const Cos *shading) {
    Mark mark = mark_make(interpreter, MARK_SHADING);
    const Cos *space = cos_find(interpreter->file, shading, "ColorSpace");
    mark.filled = true;
    mark.fill.space = space_read(interpreter->file, interpreter->resources, space);
    mark.box = interpreter->state.clip;
    mark_add(interpreter, mark);
}

/* A pattern's marks lie within what is painted with it, wherever its cells begin. */
void pattern_show(Interpreter *interpreter, const Cos **pattern, Rectangle area) {
    const Cos *shown = *pattern;
    *pattern = NULL;
    if (shown == NULL) return;
    Map *known = &interpreter->content->patterns_shown;
    int64_t page = interpreter->apart ? -interpreter->page : interpreter->page;
    if (shown->object != 0 && number_map_put(known, shown->object, page, known) != NULL) return;
    Interpreter within = *interpreter;
    within.state.clip = intersect(area, within.state.clip);
    within.state.clip_shaped = true;
    if (shown->stream)
        stream_show(&within, shown, "scn");
    else
        add_shading(&within, cos_find(interpreter->file, shown, "Shading"));
}

bool paint_operate(Interpreter *interpreter, uint32_t operator) {
    switch (operator) {
    case OPERATOR('m', 0, 0):
    case OPERATOR('l', 0, 0): add_point(interpreter, 0); return true;
    case OPERATOR('c', 0, 0):
        for (size_t i = 0; i < 6; i += 2) add_point(interpreter, i);
        return true;
    case OPERATOR('v', 0, 0):
    case OPERATOR('y', 0, 0):
        for (size_t i = 0; i < 4; i += 2) add_point(interpreter, i);
        return true;
    case OPERATOR('h', 0, 0): return true;
    case OPERATOR('r', 'e', 0): add_rectangle(interpreter); return true;
    case OPERATOR('S', 0, 0):
    case OPERATOR('s', 0, 0): finish_path(interpreter, false, true); return true;
    case OPERATOR('f', 0, 0):
    case OPERATOR('F', 0, 0):
    case OPERATOR('f', '*', 0): finish_path(interpreter, true, false); return true;
    case OPERATOR('B', 0, 0):
    case OPERATOR('B', '*', 0):
    case OPERATOR('b', 0, 0):
    case OPERATOR('b', '*', 0): finish_path(interpreter, true, true); return true;
    case OPERATOR('n', 0, 0): finish_path(interpreter, false, false); return true;
    case OPERATOR('W', 0, 0):
    case OPERATOR('W', '*', 0): interpreter->path.clips = true; return true;
    case OPERATOR('s', 'h', 0):
        add_shading(interpreter, resource_find(interpreter, "Shading", &interpreter->operands[0]));
        return true;
    default: return false;
    }
}

/* ---- colours ---- */

static Paint initial_paint(const Space *space) {
    Paint paint = {.space = space};
    if (space->family == SPACE_CMYK) paint.values[3] = 1; /* black in each (8.6.3 to 8.6.6) */
    if (space->family == SPACE_SEPARATION || space->family == SPACE_DEVICE_N) paint.values[0] = 1;
    return paint;
}

/* Resources are asked once for each name: a page sets colours thousands of times. */
static const Space *find_space(Interpreter *interpreter, const Cos *name) {
    Content *content = interpreter->content;
    StrBuilder key = {.arena = interpreter->scratch};
    builder_add_format(&key, "%p ", (const void *)interpreter->resources);
    builder_add(&key, name->text);
    const Space *space = map_find(&content->spaces_by_key, builder_text(&key));
    if (space != NULL) return space;
    space = space_read(interpreter->file, interpreter->resources, name);
    Str kept = str_copy(interpreter->arena, builder_text(&key));
    map_put(&content->spaces_by_key, kept, (void *)(uintptr_t)space);
    return space;
}

static const Cos **pattern_of(Interpreter *interpreter, const Paint *paint) {
    GraphicsState *state = &interpreter->state;
    return paint == &state->fill ? &state->fill_pattern : &state->stroke_pattern;
}

static void set_space(Interpreter *interpreter, Paint *paint) {
    *pattern_of(interpreter, paint) = NULL;
    if (interpreter->operand_count > 0)
        *paint = initial_paint(find_space(interpreter, &interpreter->operands[0]));
}

static void set_values(Interpreter *interpreter, Paint *paint) {
    for (size_t i = 0; i < TINT_COMPONENTS; i++) paint->values[i] = operand_number(interpreter, i);
}

/* In a pattern space the last operand names a pattern. */
static void set_paint(Interpreter *interpreter, Paint *paint) {
    set_values(interpreter, paint);
    if (interpreter->operand_count == 0) return;
    const Cos *last = &interpreter->operands[interpreter->operand_count - 1];
    const Cos *found = &cos_null;
    if (last->kind == COS_NAME) found = resource_find(interpreter, "Pattern", last);
    *pattern_of(interpreter, paint) = found->kind == COS_DICTIONARY ? found : NULL;
}

static void set_device(Interpreter *interpreter, Paint *paint, const char *device) {
    *pattern_of(interpreter, paint) = NULL;
    Cos name = {.kind = COS_NAME, .text = str_from_c(device)};
    paint->space = find_space(interpreter, &name);
    set_values(interpreter, paint);
}

bool colour_operate(Interpreter *interpreter, uint32_t operator) {
    Paint *fill = &interpreter->state.fill, *stroke = &interpreter->state.stroke;
    switch (operator) {
    case OPERATOR('g', 0, 0): set_device(interpreter, fill, "DeviceGray"); return true;
    case OPERATOR('G', 0, 0): set_device(interpreter, stroke, "DeviceGray"); return true;
    case OPERATOR('r', 'g', 0): set_device(interpreter, fill, "DeviceRGB"); return true;
    case OPERATOR('R', 'G', 0): set_device(interpreter, stroke, "DeviceRGB"); return true;
    case OPERATOR('k', 0, 0): set_device(interpreter, fill, "DeviceCMYK"); return true;
    case OPERATOR('K', 0, 0): set_device(interpreter, stroke, "DeviceCMYK"); return true;
    case OPERATOR('c', 's', 0): set_space(interpreter, fill); return true;
    case OPERATOR('C', 'S', 0): set_space(interpreter, stroke); return true;
    case OPERATOR('s', 'c', 0):
    case OPERATOR('s', 'c', 'n'): set_paint(interpreter, fill); return true;
    case OPERATOR('S', 'C', 0):
    case OPERATOR('S', 'C', 'N'): set_paint(interpreter, stroke); return true;
    default: return false;
    }
}
