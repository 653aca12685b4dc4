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

/* Decodes a PNG into the arena: gray or RGB. False, with the library's reason in the arena, where
 * it is damaged or too large. */
bool pixels_read_png(const Image *image, Arena *arena, Pixels *pixels, Str *reason);

#endif
