/* Crop and fold marks, registration marks, colour bars.
 *
 * All but the bars are drawn in the ink of all plates: where plates do not meet, their copies of a
 * mark show by how much. They keep off the bleed, so that none is left on a page that is cut a
 * little wide. Measures are those usual in prepress. */
#include "output/pdf_marks.h"

#define MILLIMETRES(n) ((Unit)((int64_t)(n)*360 * UNIT_PER_POINT / 127))

#define HAIRLINE     (UNIT_PER_POINT / 4) /* the thinnest line that presses hold */
#define GAP          MILLIMETRES(1)       /* between the bleed and a mark */
#define LENGTH       MILLIMETRES(5)       /* of crop and fold marks */
#define ROOM         MILLIMETRES(10)
#define CENTRE       MILLIMETRES(5)       /* of a registration mark, from the bleed */
#define ARM          (MILLIMETRES(7) / 2) /* half of its cross */
#define RADIUS       MILLIMETRES(2)       /* of its circle */
#define PATCH        MILLIMETRES(5)       /* side of a colour bar's patch */
#define PATCHES_FROM (MILLIMETRES(5) / 2) /* the bleed */
#define DASH         MILLIMETRES(1)

enum { FULL = 10000, HALF = 5000 };

Unit pdf_marks_room(unsigned marks) {
    return marks != 0 ? ROOM : 0;
}

static void draw_line(PdfCanvas *canvas, Unit x0, Unit y0, Unit x1, Unit y1) {
    PathPoint points[2] = {{PATH_MOVE, {x0}, {y0}}, {PATH_LINE, {x1}, {y1}}};
    DisplayPath line = {
        .points = points, .point_count = 2, .stroke = &PDF_REGISTRATION, .stroke_width = HAIRLINE};
    canvas_draw_path(canvas, &line);
}

/* Two marks at each corner, in line with the cuts. */
static void draw_crop(PdfCanvas *canvas, const PdfMarkArea *area) {
    Unit near = area->bleed + GAP, far = near + LENGTH;
    for (int side = 0; side < 2; side++) {
        Unit x = side == 0 ? 0 : area->width, y = side == 0 ? 0 : area->height;
        draw_line(canvas, x, -far, x, -near);
        draw_line(canvas, x, area->height + near, x, area->height + far);
        draw_line(canvas, -far, y, -near, y);
        draw_line(canvas, area->width + near, y, area->width + far, y);
    }
}

/* Dashed, where the sheet is folded. */
static void draw_fold(PdfCanvas *canvas, const PdfMarkArea *area) {
    Unit near = area->bleed + GAP, x = area->width / 2;
    for (Unit at = near; at < near + LENGTH; at += 2 * DASH) {
        draw_line(canvas, x, -at - DASH, x, -at);
        draw_line(canvas, x, area->height + at, x, area->height + at + DASH);
    }
}

static void draw_cross(PdfCanvas *canvas, Unit x, Unit y) {
    DisplayRect circle = {.x = x - RADIUS,
                          .y = y - RADIUS,
                          .width = 2 * RADIUS,
                          .height = 2 * RADIUS,
                          .radius = RADIUS,
                          .stroke = &PDF_REGISTRATION,
                          .stroke_width = HAIRLINE};
    canvas_draw_rect(canvas, &circle);
    draw_line(canvas, x - ARM, y, x + ARM, y);
    draw_line(canvas, x, y - ARM, x, y + ARM);
}

/* In the middle of each side; beside the fold where there is one. */
static void draw_registration(PdfCanvas *canvas, const PdfMarkArea *area) {
    Unit off = area->bleed + CENTRE, x = area->folded ? area->width / 4 : area->width / 2;
    draw_cross(canvas, x, -off);
    draw_cross(canvas, x, area->height + off);
    draw_cross(canvas, -off, area->height / 2);
    draw_cross(canvas, area->width + off, area->height / 2);
}

Unit pdf_marks_slug_end(const PdfMarkArea *area) {
    return (area->folded ? area->width / 4 : area->width / 2) - ARM - GAP;
}

/* ---- colour bars ---- */

/* Patches in a row, from left to right; false where the next one would not fit. */
typedef struct PatchRow {
    PdfCanvas *canvas;
    Unit x, y, end;
} PatchRow;

static void draw_patch(PatchRow *row, const Colour *colour) {
    if (row->x + PATCH > row->end) return;
    DisplayRect patch = {.x = row->x, .y = row->y, .width = PATCH, .height = PATCH, .fill = colour};
    canvas_draw_rect(row->canvas, &patch);
    row->x += PATCH;
}

/* Solids of the four inks, overprints of two and three of them, half tints, the greys that are to
 * look alike (neutral of three inks, black alone), then the spot inks, whole and half. */
static void draw_bars(PdfCanvas *canvas, const PdfMarkArea *area) {
    static const Colour process[] = {{.cmyk = {FULL, 0, 0, 0}},    {.cmyk = {0, FULL, 0, 0}},
                                     {.cmyk = {0, 0, FULL, 0}},    {.cmyk = {0, 0, 0, FULL}},
                                     {.cmyk = {0, FULL, FULL, 0}}, {.cmyk = {FULL, 0, FULL, 0}},
                                     {.cmyk = {FULL, FULL, 0, 0}}, {.cmyk = {HALF, 0, 0, 0}},
                                     {.cmyk = {0, HALF, 0, 0}},    {.cmyk = {0, 0, HALF, 0}},
                                     {.cmyk = {0, 0, 0, HALF}},    {.cmyk = {HALF, 4000, 4000, 0}}};
    static const int32_t tints[] = {FULL, HALF};
    Unit middle = area->folded ? area->width / 4 : area->width / 2;
    PatchRow row = {.canvas = canvas,
                    .x = middle + ARM + GAP,
                    .y = area->height + area->bleed + PATCHES_FROM,
                    .end = (area->folded ? area->width / 2 : area->width) - GAP};
    for (size_t i = 0; i < sizeof process / sizeof process[0]; i++) draw_patch(&row, &process[i]);
    size_t spots = canvas->inks->spots.count; /* the patches use no new ones */
    for (size_t i = 0; i < 2 * spots; i++) {
        const PdfSpot *spot = &canvas->inks->spots.items[i / 2];
        if (str_equal(spot->name, PDF_REGISTRATION.spot)) continue;
        Colour *tint = ARENA_NEW(canvas->arena, Colour);
        *tint = (Colour){.spot = spot->name, .tint = tints[i % 2]};
        draw_patch(&row, tint);
    }
}

void pdf_marks_draw(PdfCanvas *canvas, const PdfMarkArea *area, unsigned marks) {
    if ((marks & PRINT_MARK_CROP) != 0) {
        draw_crop(canvas, area);
        if (area->folded) draw_fold(canvas, area);
    }
    if ((marks & PRINT_MARK_REGISTRATION) != 0) draw_registration(canvas, area);
    if ((marks & PRINT_MARK_COLOUR_BARS) != 0) draw_bars(canvas, area);
}
