/* A PNG's samples, decoded by libpng's simplified interface (libpng manual, VI). */
#include "output/pixels.h"

#include <png.h>

static bool refuse(Arena *arena, Str *reason, const char *text) {
    *reason = str_copy(arena, str_from_c(text));
    return false;
}

bool pixels_read_png(const Image *image, Arena *arena, Pixels *pixels, Str *reason) {
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, image->bytes.bytes, image->bytes.length))
        return refuse(arena, reason, png.message);
    png.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
    pixels->alpha = (png.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    pixels->channels = PNG_IMAGE_SAMPLE_CHANNELS(png.format);
    pixels->width = png.width;
    pixels->height = png.height;
    if (pixels->width > PIXEL_BYTES_MOST / pixels->channels / pixels->height) {
        png_image_free(&png);
        return refuse(arena, reason, "too many pixels");
    }
    pixels->bytes = ARENA_ARRAY(arena, uint8_t, pixels->width * pixels->height * pixels->channels);
    if (!png_image_finish_read(&png, NULL, pixels->bytes, 0, NULL))
        return refuse(arena, reason, png.message);
    return true;
}
