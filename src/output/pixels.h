/* Pictures as samples. */
#ifndef MAQUETTE_OUTPUT_PIXELS_H
#define MAQUETTE_OUTPUT_PIXELS_H

#include "display/display.h"

/* 8-bit samples of an image, rows without padding. */
typedef struct Pixels {
    size_t width, height;
    size_t channels; /* of colour, then one of alpha if there is any */
    bool alpha;
    uint8_t *bytes;
} Pixels;

/* More than 90 million RGB pixels, A4 at 900 dpi, is a mistake or a trap. */
#define PIXEL_BYTES_MOST ((size_t)1 << 28)

/* Decodes a PNG into the arena: gray or RGB. False, with the library's reason in the arena, where
 * it is damaged or too large. */
bool pixels_read_png(const Image *image, Arena *arena, Pixels *pixels, Str *reason);

/* Decodes a JPEG likewise: gray, RGB or CMYK, the inks as they are laid (pixels_jpeg.c). */
bool pixels_read_jpeg(const Image *image, Arena *arena, Pixels *pixels, Str *reason);

#endif
