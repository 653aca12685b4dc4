/* Filling through FreeType's smooth rasteriser; see raster.h.
 *
 * In: paths and glyph outlines. Out: a band of RGB rows. Outlines are brought to 1/64 of a pixel, y
 * down, and rendered as spans of coverage (FT_RASTER_FLAG_DIRECT), each mixed into the band: exact
 * coverage, whole numbers only, the same bytes everywhere. Lines become areas by FreeType's
 * stroker. */
#include "output/raster.h"

#include <ft2build.h>
#include <limits.h>
#include <string.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include "output/pdf_number.h"

enum {
    SUBPIXELS = 64, /* FreeType's 26.6 */
    POINTS_PER_INCH = 72,
    NO_SCALING = 10000,
    MITRE_LIMIT = 10, /* a PDF's (ISO 32000-1, 8.4.3.5) */
    FIXED_ONE = 65536,
    WHITE = 255,
};

typedef struct GlyphOutline {
    FT_Outline units; /* in font units, y up */
    FT_BBox bounds;
} GlyphOutline;

struct Raster {
    Arena *arena;
    FT_Library library;
    FT_Stroker stroker;
    int dpi;
    Map glyphs;         /* face and glyph -> GlyphOutline */
    FT_Vector *placed;  /* room for the points of a glyph on the page */
    size_t placed_room; /* points */
    int32_t width, top, rows;
    uint8_t *band;
    const uint8_t *colour; /* of what is being filled */
};

/* ---- the band ---- */

Raster *raster_open(Arena *arena, int dpi) {
    Raster *raster = ARENA_NEW(arena, Raster);
    raster->arena = arena;
    raster->dpi = dpi;
    raster->glyphs.arena = arena;
    /* Both fail for want of memory alone. */
    if (FT_Init_FreeType(&raster->library) != 0) arena_exhausted();
    if (FT_Stroker_New(raster->library, &raster->stroker) != 0) arena_exhausted();
    return raster;
}

void raster_close(Raster *raster) {
    FT_Stroker_Done(raster->stroker);
    FT_Done_FreeType(raster->library);
}

int raster_dpi(const Raster *raster) {
    return raster->dpi;
}

/* A length in 1/64 of a pixel. */
static FT_Pos place(const Raster *raster, int64_t length) {
    return (FT_Pos)pdf_round(length * raster->dpi,
                             (int64_t)POINTS_PER_INCH * UNIT_PER_POINT / SUBPIXELS);
}

int64_t raster_pixels(const Raster *raster, Unit length) {
    int64_t inch = (int64_t)POINTS_PER_INCH * UNIT_PER_POINT;
    return ((int64_t)length * raster->dpi + inch - 1) / inch;
}

void raster_begin(Raster *raster, Arena *arena, int32_t width, int32_t top, int32_t rows) {
    raster->width = width;
    raster->top = top;
    raster->rows = rows;
    size_t bytes = (size_t)width * (size_t)rows * 3;
    raster->band = ARENA_ARRAY(arena, uint8_t, bytes);
    memset(raster->band, WHITE, bytes);
}

const uint8_t *raster_row(const Raster *raster, int32_t row) {
    return raster->band + (size_t)(row - raster->top) * (size_t)raster->width * 3;
}

static bool rows_reach(const Raster *raster, FT_Pos top, FT_Pos bottom) {
    return bottom >= (FT_Pos)raster->top * SUBPIXELS &&
           top <= (FT_Pos)(raster->top + raster->rows) * SUBPIXELS;
}

bool raster_reaches(const Raster *raster, int64_t top, int64_t bottom) {
    return rows_reach(raster, place(raster, top), place(raster, bottom));
}

void raster_clip(const Raster *raster, const DisplayImage *area, int32_t edges[4]) {
    int64_t ends[4] = {area->x, area->y, (int64_t)area->x + area->width,
                       (int64_t)area->y + area->height};
    const int32_t least[2] = {0, raster->top};
    const int32_t most[2] = {raster->width, raster->top + raster->rows};
    for (int i = 0; i < 4; i++) {
        FT_Pos at = place(raster, ends[i]) + (i < 2 ? 0 : SUBPIXELS - 1);
        at = at < 0 ? -1 : at / SUBPIXELS;
        if (at < least[i % 2]) at = least[i % 2];
        if (at > most[i % 2]) at = most[i % 2];
        edges[i] = (int32_t)at;
    }
}

/* ---- mixing ---- */

static void mix(uint8_t *pixel, const uint8_t rgb[3], uint32_t coverage) {
    for (int c = 0; c < 3; c++) {
        uint32_t sum = pixel[c] * (255 - coverage) + rgb[c] * coverage;
        pixel[c] = (uint8_t)((sum + 127) / 255);
    }
}

void raster_mix(Raster *raster, int32_t x, int32_t y, const uint8_t rgb[3], uint32_t coverage) {
    size_t pixel = (size_t)(y - raster->top) * (size_t)raster->width + (size_t)x;
    mix(raster->band + pixel * 3, rgb, coverage);
}

static void mix_spans(int y, int count, const FT_Span *spans, void *user) {
    const Raster *raster = user;
    uint8_t *row = raster->band + (size_t)(y - raster->top) * (size_t)raster->width * 3;
    for (int i = 0; i < count; i++) {
        uint8_t *pixel = row + (size_t)spans[i].x * 3;
        for (int k = 0; k < spans[i].len; k++, pixel += 3)
            mix(pixel, raster->colour, spans[i].coverage);
    }
}

/* An outline that FreeType does not take, as one too far away, is not drawn. */
static void render(Raster *raster, FT_Outline *outline, const uint8_t rgb[3]) {
    raster->colour = rgb;
    FT_Raster_Params params = {
        .flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP,
        .gray_spans = mix_spans,
        .user = raster,
        .clip_box = {0, raster->top, raster->width, raster->top + raster->rows},
    };
    FT_Outline_Render(raster->library, outline, &params);
}

/* ---- outlines ---- */

/* An outline with room for so many points, each of which might begin a contour; false if that is
 * more than FreeType can count. */
static bool outline_begin(FT_Outline *outline, Arena *arena, size_t points, int flags) {
    *outline = (FT_Outline){.flags = flags};
    if (points > SHRT_MAX) return false;
    outline->points = ARENA_ARRAY(arena, FT_Vector, points);
    outline->tags = ARENA_ARRAY(arena, char, points);
    outline->contours = ARENA_ARRAY(arena, short, points);
    return true;
}

static void outline_add(FT_Outline *outline, FT_Pos x, FT_Pos y, char tag) {
    outline->points[outline->n_points] = (FT_Vector){x, y};
    outline->tags[outline->n_points++] = tag;
}

/* Ends the contour under way, if there is one. */
static void outline_end_contour(FT_Outline *outline) {
    short last = (short)(outline->n_points - 1);
    short before =
        (short)(outline->n_contours > 0 ? outline->contours[outline->n_contours - 1] : -1);
    if (last > before) outline->contours[outline->n_contours++] = last;
}

static bool read_glyph(const Raster *raster, const RasterGlyph *glyph, GlyphOutline *found) {
    Arena *scratch = arena_open();
    PathStep *steps = NULL;
    size_t count = 0;
    bool good = face_outline(glyph->face, glyph->glyph, scratch, &steps, &count) &&
                outline_begin(&found->units, raster->arena, 3 * count, FT_OUTLINE_NONE);
    for (size_t i = 0; good && i < count; i++) {
        const PathStep *step = &steps[i];
        if (step->verb == PATH_MOVE || step->verb == PATH_CLOSE) outline_end_contour(&found->units);
        if (step->verb == PATH_CLOSE) continue;
        int last = step->verb == PATH_CURVE ? 2 : 0;
        for (int p = 0; p <= last; p++) {
            outline_add(&found->units, step->x[p], step->y[p],
                        p < last ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_ON);
        }
    }
    arena_close(scratch);
    return good;
}

typedef struct GlyphKey { /* without padding */
    const Face *face;
    uint64_t glyph;
} GlyphKey;

static const GlyphOutline *find_glyph(Raster *raster, const RasterGlyph *glyph) {
    GlyphKey key = {glyph->face, glyph->glyph};
    GlyphOutline *found = map_find(&raster->glyphs, (Str){(const char *)&key, sizeof key});
    if (found != NULL) return found;
    GlyphKey *kept = ARENA_NEW(raster->arena, GlyphKey);
    *kept = key;
    found = ARENA_NEW(raster->arena, GlyphOutline);
    if (!read_glyph(raster, glyph, found)) found->units = (FT_Outline){0};
    FT_Outline_Get_CBox(&found->units, &found->bounds);
    map_put(&raster->glyphs, (Str){(const char *)kept, sizeof *kept}, found);
    return found;
}

void raster_glyph(Raster *raster, const RasterGlyph *glyph, const uint8_t rgb[3]) {
    const GlyphOutline *known = find_glyph(raster, glyph);
    if (known->units.n_contours == 0) return;
    /* Of a font unit, in 1/64 pixel times 2^16. */
    int64_t em = (int64_t)POINTS_PER_INCH * UNIT_PER_POINT / SUBPIXELS *
                 face_metrics(glyph->face)->units_per_em;
    int64_t scale_y = pdf_round((int64_t)glyph->size * raster->dpi * FIXED_ONE, em);
    int64_t scale_x = pdf_scale(scale_y, glyph->scaling, NO_SCALING);
    FT_Pos x = place(raster, glyph->x), y = place(raster, glyph->y);
    if (!rows_reach(raster, y - pdf_round(known->bounds.yMax * scale_y, FIXED_ONE),
                    y - pdf_round(known->bounds.yMin * scale_y, FIXED_ONE)))
        return;
    size_t count = (size_t)known->units.n_points;
    if (count > raster->placed_room) {
        raster->placed_room = 2 * count;
        raster->placed = ARENA_ARRAY(raster->arena, FT_Vector, raster->placed_room);
    }
    for (size_t i = 0; i < count; i++) {
        raster->placed[i].x = x + pdf_round(known->units.points[i].x * scale_x, FIXED_ONE);
        raster->placed[i].y = y - pdf_round(known->units.points[i].y * scale_y, FIXED_ONE);
    }
    FT_Outline outline = known->units;
    outline.points = raster->placed;
    render(raster, &outline, rgb);
}

/* ---- paths ---- */

static size_t first_move(const PathPoint *points, size_t count) {
    size_t first = 0;
    while (first < count && points[first].verb != PATH_MOVE) first++;
    return first;
}

static FT_Vector point_at(const Raster *raster, const PathPoint *point, int number) {
    return (FT_Vector){place(raster, point->x[number]), place(raster, point->y[number])};
}

void raster_fill(Raster *raster, const PathPoint *points, size_t count, bool even_odd,
                 const uint8_t rgb[3]) {
    Arena *scratch = arena_open();
    FT_Outline outline;
    FT_Vector start = {0, 0};
    bool open = false; /* a contour has begun */
    if (outline_begin(&outline, scratch, 4 * count,
                      even_odd ? FT_OUTLINE_EVEN_ODD_FILL : FT_OUTLINE_NONE)) {
        for (size_t i = first_move(points, count); i < count; i++) {
            const PathPoint *point = &points[i];
            if (point->verb == PATH_MOVE || point->verb == PATH_CLOSE) {
                outline_end_contour(&outline);
                open = false;
            }
            if (point->verb == PATH_MOVE) start = point_at(raster, point, 0);
            if (point->verb == PATH_MOVE || point->verb == PATH_CLOSE) continue;
            if (!open) outline_add(&outline, start.x, start.y, FT_CURVE_TAG_ON);
            open = true;
            int last = point->verb == PATH_CURVE ? 2 : 0;
            for (int p = 0; p <= last; p++) {
                FT_Vector at = point_at(raster, point, p);
                outline_add(&outline, at.x, at.y, p < last ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_ON);
            }
        }
        outline_end_contour(&outline);
        render(raster, &outline, rgb);
    }
    arena_close(scratch);
}

/* One part of a path from its move on; gives where the next begins. */
static size_t stroke_part(const Raster *raster, const PathPoint *points, size_t at, size_t count,
                          FT_Vector *start) {
    if (points[at].verb == PATH_MOVE) *start = point_at(raster, &points[at++], 0);
    size_t end = at;
    while (end < count && points[end].verb != PATH_MOVE && points[end].verb != PATH_CLOSE) end++;
    bool closed = end < count && points[end].verb == PATH_CLOSE;
    if (end > at) {
        FT_Stroker_BeginSubPath(raster->stroker, start, !closed);
        for (; at < end; at++) {
            FT_Vector to[3];
            for (int p = 0; p < 3; p++) to[p] = point_at(raster, &points[at], p);
            if (points[at].verb == PATH_CURVE) {
                FT_Stroker_CubicTo(raster->stroker, &to[0], &to[1], &to[2]);
            } else {
                FT_Stroker_LineTo(raster->stroker, &to[0]);
            }
        }
        FT_Stroker_EndSubPath(raster->stroker);
    }
    return closed ? end + 1 : end;
}

void raster_stroke(Raster *raster, const PathPoint *points, size_t count, Unit width,
                   const uint8_t rgb[3]) {
    FT_Pos radius = place(raster, width) / 2;
    if (radius < SUBPIXELS / 4) radius = SUBPIXELS / 4;
    FT_Stroker_Set(raster->stroker, radius, FT_STROKER_LINECAP_BUTT,
                   FT_STROKER_LINEJOIN_MITER_FIXED, MITRE_LIMIT * FIXED_ONE);
    FT_Vector start = {0, 0};
    for (size_t at = first_move(points, count); at < count;)
        at = stroke_part(raster, points, at, count, &start);
    FT_UInt point_count = 0, contour_count = 0;
    if (FT_Stroker_GetCounts(raster->stroker, &point_count, &contour_count) != 0) return;
    Arena *scratch = arena_open();
    FT_Outline outline;
    if (point_count >= contour_count &&
        outline_begin(&outline, scratch, point_count, FT_OUTLINE_NONE)) {
        FT_Stroker_Export(raster->stroker, &outline);
        render(raster, &outline, rgb);
    }
    arena_close(scratch);
}
