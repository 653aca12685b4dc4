/* The ink of a glyph between two heights: what a line beside a drop cap must keep clear of.
 *
 * Curves are cut into chords of equal parameter, chords are clipped to the band; all in whole
 * numbers. With 16 chords a curve is left by less than 1/200 of its own size. */
#include "font/outline.h"

enum { CHORD_COUNT = 16 };

/* Positions carry six binary places below the font's unit. */
enum { FINE = 64 };

typedef struct FinePoint {
    int64_t x, y;
} FinePoint;

typedef struct Band {
    int64_t bottom, top; /* [1/64 font unit] */
    int64_t left, right; /* of the ink found so far */
    bool found;
    FinePoint start, pen; /* of the contour, and where the last step ended */
} Band;

static void band_add(Band *band, int64_t x) {
    if (!band->found || x < band->left) band->left = x;
    if (!band->found || x > band->right) band->right = x;
    band->found = true;
}

/* Where a chord that is not level meets a height. */
static int64_t chord_cross(FinePoint a, FinePoint b, int64_t y) {
    return a.x + round_ratio(b.x - a.x, y - a.y, b.y - a.y);
}

static void band_chord(Band *band, FinePoint a, FinePoint b) {
    FinePoint low = a.y <= b.y ? a : b;
    FinePoint high = a.y <= b.y ? b : a;
    if (high.y < band->bottom || low.y > band->top) return;
    band_add(band, low.y >= band->bottom ? low.x : chord_cross(low, high, band->bottom));
    band_add(band, high.y <= band->top ? high.x : chord_cross(low, high, band->top));
}

/* One coordinate of a cubic at t/16: Bernstein's form. */
static int64_t cubic_at(int64_t a, int64_t b, int64_t c, int64_t d, int64_t t) {
    int64_t s = CHORD_COUNT - t;
    int64_t sum = a * s * s * s + 3 * b * s * s * t + 3 * c * s * t * t + d * t * t * t;
    return round_ratio(sum, 1, (int64_t)CHORD_COUNT * CHORD_COUNT * CHORD_COUNT);
}

static void band_curve(Band *band, const PathStep *step) {
    FinePoint from = band->pen;
    for (int64_t t = 1; t <= CHORD_COUNT; t++) {
        FinePoint to = {cubic_at(from.x, (int64_t)step->x[0] * FINE, (int64_t)step->x[1] * FINE,
                                 (int64_t)step->x[2] * FINE, t),
                        cubic_at(from.y, (int64_t)step->y[0] * FINE, (int64_t)step->y[1] * FINE,
                                 (int64_t)step->y[2] * FINE, t)};
        band_chord(band, band->pen, to);
        band->pen = to;
    }
}

static void band_visit(void *visitor, const PathStep *step) {
    Band *band = visitor;
    FinePoint to = {(int64_t)step->x[0] * FINE, (int64_t)step->y[0] * FINE};
    switch (step->verb) {
    case PATH_MOVE: band->start = band->pen = to; break;
    case PATH_LINE:
        band_chord(band, band->pen, to);
        band->pen = to;
        break;
    case PATH_CURVE: band_curve(band, step); break;
    case PATH_CLOSE: band_chord(band, band->pen, band->start); break;
    }
}

bool glyph_extent(Outliner *outliner, uint32_t glyph, int32_t bottom, int32_t top, int32_t *left,
                  int32_t *right) {
    Band band = {.bottom = (int64_t)bottom * FINE, .top = (int64_t)top * FINE};
    if (!outline_walk(outliner, glyph, band_visit, &band) || !band.found) return false;
    *left = (int32_t)(round_ratio(band.left, 1, FINE));
    *right = (int32_t)(round_ratio(band.right, 1, FINE));
    return true;
}
