/* One page as PNG; see page_png.h.
 *
 * In: a display page. Out: a PNG file. The items are painted in their order into one band of rows
 * after the other; a band is a few megabytes, so most pages at the resolution of a screen are one.
 */
#include "output/page_png.h"

#include "output/page_svg.h"
#include "output/pdf_number.h"
#include "output/picture_convert.h"
#include "output/png_file.h"

enum { BAND_BYTES = 1 << 24, NO_SCALING = 10000 };

/* A quarter of a circle as a cubic curve: its handles are 4/3 (sqrt 2 - 1) of the radius long. */
#define HANDLE_NUMERATOR   552285
#define HANDLE_DENOMINATOR 1000000

typedef struct Painting {
    Raster *raster;
    Diag *diag;
    Arena *pictures; /* holds the one decoded last */
    const Image *decoded;
    bool readable; /* it could be decoded */
    Pixels pixels;
} Painting;

static const uint8_t black[3] = {0, 0, 0};
static const uint8_t absent_fill[3] = {0xe6, 0xe6, 0xe6}, absent_stroke[3] = {0x88, 0x88, 0x88};

/* ---- text ---- */

static void draw_piece(Painting *painting, const DisplayLine *line, const Piece *piece) {
    int32_t scaling = piece->scaling > 0 ? piece->scaling : NO_SCALING;
    int64_t before = 0; /* unscaled advances */
    for (size_t i = 0; i < piece->run->count; i++) {
        const Glyph *glyph = &piece->run->glyphs[i];
        int64_t x = pdf_scale(before + glyph->x_offset, scaling, NO_SCALING);
        before += (int64_t)glyph->advance + piece->tracking;
        if (glyph->id == 0) continue; /* .notdef is never shown */
        RasterGlyph shown = {
            .face = piece->face,
            .glyph = glyph->id,
            .size = piece->size,
            .scaling = scaling,
            .x = (int64_t)line->x + piece->x + x,
            .y = (int64_t)line->baseline - piece->rise - glyph->y_offset,
        };
        raster_glyph(painting->raster, &shown, piece->colour != NULL ? piece->colour->rgb : black);
    }
}

static void draw_line(Painting *painting, const DisplayLine *line) {
    for (size_t i = 0; i < line->piece_count; i++) {
        const Piece *piece = &line->pieces[i];
        if (piece->kind != PIECE_GLYPHS || piece->run == NULL || piece->face == NULL ||
            piece->size <= 0 || piece->invisible)
            continue;
        draw_piece(painting, line, piece);
    }
}

/* ---- areas and paths ---- */

static void paint_path(Painting *painting, const DisplayPath *path) {
    if (path->fill != NULL) {
        raster_fill(painting->raster, path->points, path->point_count, path->even_odd,
                    path->fill->rgb);
    }
    if (path->stroke != NULL) {
        raster_stroke(painting->raster, path->points, path->point_count, path->stroke_width,
                      path->stroke->rgb);
    }
}

enum { RECT_POINTS = 10 };

/* A rectangle clockwise from the left end of its top side; gives the number of points. */
static size_t rect_points(const DisplayRect *rect, PathPoint points[RECT_POINTS]) {
    int64_t left = rect->x, right = left + rect->width;
    int64_t top = rect->y, bottom = top + rect->height;
    int64_t side = rect->width < rect->height ? rect->width : rect->height;
    int64_t radius = rect->radius < side / 2 ? rect->radius : side / 2;
    if (radius < 0) radius = 0;
    int64_t rest = radius - pdf_round(radius * HANDLE_NUMERATOR, HANDLE_DENOMINATOR);
    const int64_t corners[4][2] = {{right, top}, {right, bottom}, {left, bottom}, {left, top}};
    static const int along[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}}; /* of the side before it */
    size_t count = 0;
    points[count++] =
        (PathPoint){.verb = PATH_MOVE, .x = {unit_from(left + radius)}, .y = {unit_from(top)}};
    for (int i = 0; i < 4; i++) {
        const int *in = along[i], *out = along[(i + 1) % 4];
        const int64_t *corner = corners[i];
        points[count++] = (PathPoint){.verb = PATH_LINE,
                                      .x = {unit_from(corner[0] - in[0] * radius)},
                                      .y = {unit_from(corner[1] - in[1] * radius)}};
        if (radius == 0) continue;
        points[count++] = (PathPoint){
            .verb = PATH_CURVE,
            .x = {unit_from(corner[0] - in[0] * rest), unit_from(corner[0] + out[0] * rest),
                  unit_from(corner[0] + out[0] * radius)},
            .y = {unit_from(corner[1] - in[1] * rest), unit_from(corner[1] + out[1] * rest),
                  unit_from(corner[1] + out[1] * radius)}};
    }
    points[count++] = (PathPoint){.verb = PATH_CLOSE};
    return count;
}

static void draw_rect(Painting *painting, const DisplayRect *rect) {
    PathPoint points[RECT_POINTS];
    DisplayPath path = {.points = points,
                        .point_count = rect_points(rect, points),
                        .fill = rect->fill,
                        .stroke = rect->stroke,
                        .stroke_width = rect->stroke_width};
    paint_path(painting, &path);
}

/* ---- pictures ---- */

/* A crossed frame, where a picture cannot be shown. */
static void draw_absent(Painting *painting, const DisplayImage *area) {
    DisplayRect rect = {.x = area->x, .y = area->y, .width = area->width, .height = area->height};
    PathPoint points[RECT_POINTS];
    size_t count = rect_points(&rect, points);
    raster_fill(painting->raster, points, count, /* even_odd */ false, absent_fill);
    raster_stroke(painting->raster, points, count, POINTS(1) / 2, absent_stroke);
    Unit right = unit_from((int64_t)area->x + area->width);
    Unit bottom = unit_from((int64_t)area->y + area->height);
    const PathPoint cross[4] = {{.verb = PATH_MOVE, .x = {area->x}, .y = {area->y}},
                                {.verb = PATH_LINE, .x = {right}, .y = {bottom}},
                                {.verb = PATH_MOVE, .x = {right}, .y = {area->y}},
                                {.verb = PATH_LINE, .x = {area->x}, .y = {bottom}}};
    raster_stroke(painting->raster, cross, 4, POINTS(1) / 2, absent_stroke);
}

/* True if the picture's samples are in painting->pixels. */
static bool decode(Painting *painting, const DisplayImage *area) {
    const Image *image = area->image;
    if (painting->decoded == image) return painting->readable;
    if (painting->pictures != NULL) arena_close(painting->pictures);
    painting->pictures = arena_open();
    painting->decoded = image;
    Str reason = {0};
    bool jpeg = image->kind == IMAGE_JPEG;
    painting->readable = (jpeg ? pixels_read_jpeg : pixels_read_png)(image, painting->pictures,
                                                                     &painting->pixels, &reason);
    if (painting->readable && jpeg && painting->pixels.channels == 4)
        painting->pixels = picture_from_inks(&painting->pixels, painting->pictures);
    if (!painting->readable) {
        diag_report(painting->diag, MESSAGE_IMAGE_DAMAGED, area->source, ARGS(image->path, reason));
    }
    return painting->readable;
}

static void draw_image(Painting *painting, const DisplayImage *area) {
    if (!raster_reaches(painting->raster, area->y, (int64_t)area->y + area->height)) return;
    if (area->image == NULL || !decode(painting, area)) {
        draw_absent(painting, area);
        return;
    }
    raster_picture(painting->raster, area, &painting->pixels, painting->pictures);
}

/* ---- what explains ---- */

/* "#rrggbb" */
static void read_colour(const char *text, uint8_t rgb[3]) {
    for (int c = 0; c < 3; c++) {
        int value = 0;
        for (int i = 0; i < 2; i++) {
            char digit = text[1 + 2 * c + i];
            value = 16 * value + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        rgb[c] = (uint8_t)value;
    }
}

static void draw_grid(Painting *painting, const DisplayPage *page, const PngOptions *options) {
    uint8_t rgb[3];
    read_colour(SVG_GRID_COLOUR, rgb);
    if (options->grid_leading <= 0) return;
    for (int i = 0; i < options->grid_rows; i++) {
        Unit y = unit_from(options->grid_first + (int64_t)i * options->grid_leading);
        const PathPoint line[2] = {{.verb = PATH_MOVE, .x = {0}, .y = {y}},
                                   {.verb = PATH_LINE, .x = {page->width}, .y = {y}}};
        if (raster_reaches(painting->raster, y - POINTS(1), y + POINTS(1)))
            raster_stroke(painting->raster, line, 2, SVG_GRID_WIDTH, rgb);
    }
}

static void draw_frames(Painting *painting, const DisplayPage *page) {
    for (size_t i = 0; i < page->frame_count; i++) {
        const DisplayFrame *frame = &page->frames[i];
        const char *colour = svg_frame_colour(frame->name);
        if (colour == NULL) continue;
        uint8_t rgb[3];
        read_colour(colour, rgb);
        DisplayRect rect = {
            .x = frame->x, .y = frame->y, .width = frame->width, .height = frame->height};
        PathPoint points[RECT_POINTS];
        size_t count = rect_points(&rect, points);
        raster_stroke(painting->raster, points, count, SVG_FRAME_WIDTH, rgb);
    }
}

/* ---- the whole ---- */

static void draw_items(Painting *painting, const DisplayPage *page, const PngOptions *options) {
    for (size_t i = 0; i < page->item_count; i++) {
        const DisplayItem *item = &page->items[i];
        switch (item->kind) {
        case ITEM_LINE: draw_line(painting, item->as.line); break;
        case ITEM_RECT: draw_rect(painting, item->as.rect); break;
        case ITEM_PATH: paint_path(painting, item->as.path); break;
        case ITEM_IMAGE: draw_image(painting, item->as.image); break;
        }
    }
    draw_grid(painting, page, options);
    if (options->frames) draw_frames(painting, page);
}

static bool size_is_sound(const DisplayPage *page, const Raster *raster, Diag *diag) {
    int64_t width = raster_pixels(raster, page->width);
    int64_t height = raster_pixels(raster, page->height);
    if (width > 0 && height > 0 && width <= RASTER_SIDE_MOST && height <= RASTER_SIDE_MOST &&
        width * height <= PNG_PIXELS_MOST)
        return true;
    Arena *scratch = arena_open();
    StrBuilder across = {.arena = scratch}, down = {.arena = scratch}, dpi = {.arena = scratch};
    builder_add_int(&across, width);
    builder_add_int(&down, height);
    builder_add_int(&dpi, raster_dpi(raster));
    diag_report(diag, MESSAGE_PREVIEW_TOO_LARGE, (Span){0},
                ARGS(builder_text(&dpi), builder_text(&across), builder_text(&down)));
    arena_close(scratch);
    return false;
}

bool page_png_write(const DisplayPage *page, const PngOptions *options, Raster *raster, Diag *diag,
                    StrBuilder *out) {
    if (!size_is_sound(page, raster, diag)) return false;
    int32_t width = (int32_t)raster_pixels(raster, page->width);
    int32_t height = (int32_t)raster_pixels(raster, page->height);
    int32_t band = BAND_BYTES / (3 * width);
    Painting painting = {.raster = raster, .diag = diag};
    Arena *scratch = arena_open();
    PngFile *file =
        png_file_begin(scratch, out, (uint32_t)width, (uint32_t)height, raster_dpi(raster));
    for (int32_t top = 0; top < height; top += band) {
        ArenaMark mark = arena_mark(scratch);
        int32_t rows = height - top < band ? height - top : band;
        raster_begin(raster, scratch, width, top, rows);
        draw_items(&painting, page, options);
        for (int32_t y = top; y < top + rows; y++) png_file_add_row(file, raster_row(raster, y));
        arena_release(scratch, mark);
    }
    png_file_end(file);
    arena_close(scratch);
    if (painting.pictures != NULL) arena_close(painting.pictures);
    return true;
}
