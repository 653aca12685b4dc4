/* Areas, lines, glyphs and pictures as pixels: RGB over white, edges smoothed by coverage.
 *
 * A page is painted in bands of rows from its top down, so a poster at 1200 dpi needs no more room
 * than a leaflet. Places are Units from the page's top left corner, y down. */
#ifndef MAQUETTE_OUTPUT_RASTER_H
#define MAQUETTE_OUTPUT_RASTER_H

#include "display/display.h"
#include "output/pixels.h"

/* FreeType counts a row's pixels in 16 bits. */
enum { RASTER_SIDE_MOST = INT16_MAX };

typedef struct Raster Raster;

/* Keeps the outlines of glyphs for all pages; close it. The arena and the faces must outlive it. */
Raster *raster_open(Arena *arena, int dpi);
void raster_close(Raster *raster);
int raster_dpi(const Raster *raster);
/* The pixels that a length covers at least in part. */
int64_t raster_pixels(const Raster *raster, Unit length);

/* Begins a white band of the rows [top, top + rows), in the arena: it needs width * rows * 3 bytes.
 * It ends where the next begins. */
void raster_begin(Raster *raster, Arena *arena, int32_t width, int32_t top, int32_t rows);
/* A row of the band, as RGB. */
const uint8_t *raster_row(const Raster *raster, int32_t row);
/* False if nothing between two heights of the page lies in the band. */
bool raster_reaches(const Raster *raster, int64_t top, int64_t bottom);

/* A glyph at the place of its origin. */
typedef struct RasterGlyph {
    const Face *face;
    uint32_t glyph;
    Unit size;
    int32_t scaling; /* horizontal, 1/10000 */
    int64_t x, y;
} RasterGlyph;
void raster_glyph(Raster *raster, const RasterGlyph *glyph, const uint8_t rgb[3]);

/* Segments before the first move have no start and are left out. */
void raster_fill(Raster *raster, const PathPoint *points, size_t count, bool even_odd,
                 const uint8_t rgb[3]);
/* Butt ends and mitred corners, as in a PDF; no line is thinner than a pixel's half. */
void raster_stroke(Raster *raster, const PathPoint *points, size_t count, Unit width,
                   const uint8_t rgb[3]);

/* Scales a picture into an area: raster_picture.c. */
void raster_picture(Raster *raster, const DisplayImage *area, const Pixels *pixels, Arena *scratch);
/* Mixes a colour into a pixel of the band; coverage 0 to 255. */
void raster_mix(Raster *raster, int32_t x, int32_t y, const uint8_t rgb[3], uint32_t coverage);
/* The part of an area that the band can show, in whole pixels: left, top, right, bottom. */
void raster_clip(const Raster *raster, const DisplayImage *area, int32_t edges[4]);

#endif
