/* Pictures scaled into a band of pixels.
 *
 * Each pixel is a sum of the samples near it, weighted by a tent one sample wide where the picture
 * is enlarged (bilinear) and one pixel wide where it is made smaller. Rows are summed first, then
 * columns. Pixels that the area's edge cuts are mixed by the part that lies within. */
#include "output/raster.h"

#include <math.h>

enum { CHANNELS = 4 }; /* red, green, blue times alpha, and alpha */

/* The samples that make up one pixel along one side. */
typedef struct Taps {
    size_t first, count;
    double centre, reach; /* in samples */
    double sum;           /* of the weights */
} Taps;

/* How pixels lie on samples along one side. */
typedef struct Side {
    double begin, end; /* of the area, in pixels */
    size_t samples;
} Side;

static Side side_of(const Raster *raster, Unit from, Unit length, size_t samples) {
    double pixel = 72.0 * UNIT_PER_POINT / raster_dpi(raster);
    return (Side){(double)from / pixel, ((double)from + (double)length) / pixel, samples};
}

static double tap_weight(const Taps *taps, size_t sample) {
    double distance = fabs((double)sample + 0.5 - taps->centre);
    return distance < taps->reach ? 1 - distance / taps->reach : 0;
}

static Taps taps_at(const Side *side, int32_t pixel) {
    double step = (double)side->samples / (side->end - side->begin);
    Taps taps = {.centre = (pixel + 0.5 - side->begin) * step, .reach = step > 1 ? step : 1};
    double last = (double)side->samples - 0.5; /* an edge's sample goes on outwards */
    if (taps.centre < 0.5) taps.centre = 0.5;
    if (taps.centre > last) taps.centre = last;
    double first = floor(taps.centre - taps.reach), end = ceil(taps.centre + taps.reach);
    if (first < 0) first = 0;
    if (end > (double)side->samples) end = (double)side->samples;
    taps.first = (size_t)first;
    taps.count = (size_t)(end - first);
    for (size_t i = 0; i < taps.count; i++) taps.sum += tap_weight(&taps, taps.first + i);
    return taps;
}

/* The part of a pixel that lies within the area. */
static double cover_at(const Side *side, int32_t pixel) {
    double from = side->begin > pixel ? side->begin : pixel;
    double to = side->end < pixel + 1.0 ? side->end : pixel + 1.0;
    return to > from ? to - from : 0;
}

static void add_samples(double *sums, const Pixels *pixels, size_t row, double weight) {
    size_t colours = pixels->channels - (pixels->alpha ? 1 : 0);
    const uint8_t *sample = pixels->bytes + row * pixels->width * pixels->channels;
    for (size_t x = 0; x < pixels->width; x++, sums += CHANNELS, sample += pixels->channels) {
        double alpha = pixels->alpha ? weight * sample[colours] / 255 : weight;
        for (size_t c = 0; c < 3; c++) sums[c] += alpha * sample[colours == 3 ? c : 0];
        sums[3] += alpha;
    }
}

/* Mixes one row of pixels out of the row sums. */
static void mix_row(Raster *raster, const double *sums, const Side *across, const int32_t edges[4],
                    int32_t y, double cover) {
    for (int32_t x = edges[0]; x < edges[2]; x++) {
        Taps taps = taps_at(across, x);
        double total[CHANNELS] = {0};
        for (size_t i = 0; i < taps.count; i++) {
            double weight = tap_weight(&taps, taps.first + i) / taps.sum;
            for (size_t c = 0; c < CHANNELS; c++)
                total[c] += weight * sums[(taps.first + i) * CHANNELS + c];
        }
        uint8_t rgb[3] = {0};
        if (total[3] > 0) {
            for (int c = 0; c < 3; c++) {
                double value = floor(total[c] / total[3] + 0.5);
                rgb[c] = value > 255 ? 255 : (uint8_t)value;
            }
        }
        double coverage = floor(255 * total[3] * cover * cover_at(across, x) + 0.5);
        raster_mix(raster, x, y, rgb, coverage > 255 ? 255 : (uint32_t)coverage);
    }
}

void raster_picture(Raster *raster, const DisplayImage *area, const Pixels *pixels,
                    Arena *scratch) {
    int32_t edges[4];
    raster_clip(raster, area, edges);
    if (area->width <= 0 || area->height <= 0 || edges[0] >= edges[2] || edges[1] >= edges[3])
        return;
    ArenaMark mark = arena_mark(scratch);
    Side across = side_of(raster, area->x, area->width, pixels->width);
    Side down = side_of(raster, area->y, area->height, pixels->height);
    double *sums = ARENA_ARRAY(scratch, double, pixels->width *CHANNELS);
    for (int32_t y = edges[1]; y < edges[3]; y++) {
        Taps taps = taps_at(&down, y);
        for (size_t i = 0; i < pixels->width * CHANNELS; i++) sums[i] = 0;
        for (size_t i = 0; i < taps.count; i++)
            add_samples(sums, pixels, taps.first + i, tap_weight(&taps, taps.first + i) / taps.sum);
        mix_row(raster, sums, &across, edges, y, cover_at(&down, y));
    }
    arena_release(scratch, mark);
}
