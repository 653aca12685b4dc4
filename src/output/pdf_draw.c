/* Rectangles, paths and images of a page (ISO 32000-1, 8.5). */
#include "output/pdf_canvas.h"
#include "output/pdf_number.h"

/* A quarter of a circle as a cubic curve: its handles are 4/3 (sqrt 2 - 1) of the radius long. */
#define HANDLE_NUMERATOR   552285
#define HANDLE_DENOMINATOR 1000000

static void add_operator(PdfCanvas *canvas, const char *name) {
    builder_add_c(&canvas->content, name);
    builder_add_byte(&canvas->content, '\n');
}

/* Sets the paint; false if there is nothing to draw. */
static bool paint_begin(PdfCanvas *canvas, const Colour *fill, const Colour *stroke, Unit width) {
    if (fill == NULL && stroke == NULL) return false;
    if (fill != NULL) canvas_fill_colour(canvas, fill);
    if (stroke != NULL) canvas_stroke(canvas, stroke, width);
    return true;
}

static void paint_end(PdfCanvas *canvas, bool fill, bool stroke, bool even_odd) {
    const char *name = fill && stroke ? "B" : fill ? "f" : "S";
    builder_add_c(&canvas->content, name);
    add_operator(canvas, fill && even_odd ? "*" : "");
}

static void add_curve(PdfCanvas *canvas, const int64_t x[3], const int64_t y[3]) {
    for (int i = 0; i < 3; i++) canvas_add_point(canvas, x[i], y[i]);
    add_operator(canvas, "c");
}

/* A corner: from (x0, y0) to (x1, y1) round the corner point, where both tangents meet. */
static void add_corner(PdfCanvas *canvas, const int64_t from[2], const int64_t corner[2],
                       const int64_t to[2]) {
    int64_t x[3], y[3];
    x[0] = from[0] + pdf_round((corner[0] - from[0]) * HANDLE_NUMERATOR, HANDLE_DENOMINATOR);
    y[0] = from[1] + pdf_round((corner[1] - from[1]) * HANDLE_NUMERATOR, HANDLE_DENOMINATOR);
    x[1] = to[0] + pdf_round((corner[0] - to[0]) * HANDLE_NUMERATOR, HANDLE_DENOMINATOR);
    y[1] = to[1] + pdf_round((corner[1] - to[1]) * HANDLE_NUMERATOR, HANDLE_DENOMINATOR);
    x[2] = to[0];
    y[2] = to[1];
    add_curve(canvas, x, y);
}

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* The outline clockwise from the left end of the top side. */
static void add_rounded(PdfCanvas *canvas, const DisplayRect *rect) {
    int64_t radius = least(rect->radius, least(rect->width, rect->height) / 2);
    int64_t left = rect->x, right = left + rect->width;
    int64_t top = rect->y, bottom = top + rect->height;
    const int64_t corners[4][2] = {{right, top}, {right, bottom}, {left, bottom}, {left, top}};
    static const int along[4][2] = {
        {1, 0}, {0, 1}, {-1, 0}, {0, -1}}; /* of the side that leads to it */
    canvas_add_point(canvas, left + radius, top);
    add_operator(canvas, "m");
    for (int i = 0; i < 4; i++) {
        const int *in = along[i], *out = along[(i + 1) % 4];
        int64_t from[2] = {corners[i][0] - in[0] * radius, corners[i][1] - in[1] * radius};
        int64_t to[2] = {corners[i][0] + out[0] * radius, corners[i][1] + out[1] * radius};
        canvas_add_point(canvas, from[0], from[1]);
        add_operator(canvas, "l");
        add_corner(canvas, from, corners[i], to);
    }
    add_operator(canvas, "h");
}

void canvas_draw_rect(PdfCanvas *canvas, const DisplayRect *rect) {
    if (!paint_begin(canvas, rect->fill, rect->stroke, rect->stroke_width)) return;
    if (rect->radius > 0 && rect->width > 0 && rect->height > 0) {
        add_rounded(canvas, rect);
    } else {
        canvas_add_point(canvas, rect->x, (int64_t)rect->y + rect->height);
        pdf_add_length(&canvas->content, rect->width);
        builder_add_byte(&canvas->content, ' ');
        pdf_add_length(&canvas->content, rect->height);
        add_operator(canvas, " re");
    }
    paint_end(canvas, rect->fill != NULL, rect->stroke != NULL, /* even_odd */ false);
}

static void add_path_point(PdfCanvas *canvas, const PathPoint *point) {
    switch (point->verb) {
    case PATH_MOVE:
        canvas_add_point(canvas, point->x[0], point->y[0]);
        add_operator(canvas, "m");
        break;
    case PATH_LINE:
        canvas_add_point(canvas, point->x[0], point->y[0]);
        add_operator(canvas, "l");
        break;
    case PATH_CURVE:
        for (int i = 0; i < 3; i++) canvas_add_point(canvas, point->x[i], point->y[i]);
        add_operator(canvas, "c");
        break;
    case PATH_CLOSE: add_operator(canvas, "h"); break;
    }
}

void canvas_draw_path(PdfCanvas *canvas, const DisplayPath *path) {
    /* Segments before the first move have no start. */
    size_t first = 0;
    while (first < path->point_count && path->points[first].verb != PATH_MOVE) first++;
    if (first == path->point_count) return;
    if (!paint_begin(canvas, path->fill, path->stroke, path->stroke_width)) return;
    for (size_t i = first; i < path->point_count; i++) add_path_point(canvas, &path->points[i]);
    paint_end(canvas, path->fill != NULL, path->stroke != NULL, path->even_odd);
}

void canvas_draw_image(PdfCanvas *canvas, const DisplayImage *image) {
    PdfImageObject *object = pdf_image_find(canvas->images, image->image, image->source);
    pdf_image_check_resolution(canvas->images, image);
    if (object->object == NULL) return;
    if (object->last_page != canvas->page_number) {
        object->last_page = canvas->page_number;
        VEC_PUSH(canvas->arena, &canvas->shown, object);
    }
    builder_add(&canvas->content, STR("q "));
    pdf_add_length(&canvas->content, image->width);
    builder_add(&canvas->content, STR(" 0 0 "));
    pdf_add_length(&canvas->content, image->height);
    builder_add_byte(&canvas->content, ' ');
    canvas_add_point(canvas, image->x, (int64_t)image->y + image->height);
    builder_add(&canvas->content, STR("cm "));
    pdf_add_image_name(&canvas->content, object);
    builder_add(&canvas->content, STR(" Do Q\n"));
}
