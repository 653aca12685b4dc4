/* Image objects (ISO 32000-1, 8.9.5).
 *
 * A JPEG's bytes go into the file as they are (DCTDecode). A PNG is decoded to 8 bits a
 * channel and compressed again, each row filtered as in a PNG (Predictor 15), its transparency as a
 * soft mask. Damaged files are reported where they are shown and left out. */
#include "output/pdf_image.h"

#include <stdlib.h>
#include <string.h>

#include "output/pixels.h"

enum { OPAQUE = 255, MOST_CHANNELS = 4 };

void pdf_add_image_name(StrBuilder *out, const PdfImageObject *image) {
    builder_add(out, STR("/I"));
    builder_add_int(out, (int64_t)image->number + 1);
}

/* ---- PNG ---- */

/* The colour channels alone, or the alpha alone. */
static Pixels pixels_part(const Pixels *pixels, bool alpha, Arena *scratch) {
    size_t colours = pixels->channels - 1;
    Pixels part = {
        .width = pixels->width, .height = pixels->height, .channels = alpha ? 1 : colours};
    size_t count = pixels->width * pixels->height;
    part.bytes = ARENA_ARRAY(scratch, uint8_t, count * part.channels);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *from = pixels->bytes + i * pixels->channels + (alpha ? colours : 0);
        memcpy(part.bytes + i * part.channels, from, part.channels);
    }
    return part;
}

static bool is_opaque(const Pixels *alpha) {
    for (size_t i = 0; i < alpha->width * alpha->height; i++) {
        if (alpha->bytes[i] != OPAQUE) return false;
    }
    return true;
}

/* ---- rows (PNG specification, 9) ---- */

enum { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_COUNT };

/* Writes a filtered row; gives the sum of its differences' sizes: the smaller, the better it
 * compresses. */
static uint64_t row_filter(const Pixels *pixels, size_t row, int filter, uint8_t *to) {
    size_t length = pixels->width * pixels->channels;
    const uint8_t *from = pixels->bytes + row * length;
    uint64_t sum = 0;
    *to++ = (uint8_t)filter;
    for (size_t i = 0; i < length; i++) {
        uint8_t before = 0;
        if (filter == FILTER_SUB && i >= pixels->channels) before = from[i - pixels->channels];
        if (filter == FILTER_UP && row > 0) before = pixels->bytes[(row - 1) * length + i];
        to[i] = (uint8_t)(from[i] - before);
        sum += (uint64_t)abs((int8_t)to[i]);
    }
    return sum;
}

static Str rows_filter(const Pixels *pixels, Arena *scratch) {
    size_t length = pixels->width * pixels->channels + 1;
    uint8_t *all = ARENA_ARRAY(scratch, uint8_t, length * pixels->height);
    uint8_t *trial = ARENA_ARRAY(scratch, uint8_t, length);
    for (size_t row = 0; row < pixels->height; row++) {
        uint64_t best = UINT64_MAX;
        for (int filter = FILTER_NONE; filter < FILTER_COUNT; filter++) {
            uint64_t sum = row_filter(pixels, row, filter, trial);
            if (sum < best) memcpy(all + row * length, trial, length);
            if (sum < best) best = sum;
        }
    }
    return (Str){(const char *)all, length * pixels->height};
}

/* ---- objects ---- */

static void add_image_entries(StrBuilder *out, size_t width, size_t height, const char *space) {
    builder_add_format(out, "/Type/XObject/Subtype/Image/Width %zu/Height %zu", width, height);
    builder_add_format(out, "/BitsPerComponent 8/ColorSpace/%s", space);
}

static PdfObject pixels_write(PdfImages *images, const Pixels *pixels, PdfObject mask,
                              Arena *scratch) {
    StrBuilder out = {.arena = images->arena};
    add_image_entries(&out, pixels->width, pixels->height,
                      pixels->channels == 1 ? "DeviceGray" : "DeviceRGB");
    builder_add_format(&out, "/DecodeParms[<</Predictor 15/Colors %zu/Columns %zu>>]",
                       pixels->channels, pixels->width);
    if (mask != NULL) {
        builder_add(&out, STR("/SMask "));
        pdf_add_reference(&out, mask);
    }
    return pdf_stream_new(images->file, builder_text(&out), rows_filter(pixels, scratch),
                          PDF_FLATE);
}

static PdfObject png_write(PdfImages *images, const Image *image, Span where, Arena *scratch) {
    Pixels pixels;
    Str reason;
    if (!pixels_read_png(image, scratch, &pixels, &reason)) {
        diag_report(images->diag, MESSAGE_IMAGE_DAMAGED, where, ARGS(image->path, reason));
        return NULL;
    }
    if (!pixels.alpha) return pixels_write(images, &pixels, NULL, scratch);
    Pixels alpha = pixels_part(&pixels, /* alpha */ true, scratch);
    Pixels colour = pixels_part(&pixels, /* alpha */ false, scratch);
    PdfObject mask = is_opaque(&alpha) ? NULL : pixels_write(images, &alpha, NULL, scratch);
    return pixels_write(images, &colour, mask, scratch);
}

static PdfObject jpeg_write(PdfImages *images, const Image *image) {
    static const char *const spaces[MOST_CHANNELS + 1] = {"DeviceRGB", "DeviceGray", "DeviceRGB",
                                                          "DeviceRGB", "DeviceCMYK"};
    int channels = image->channels < 0 || image->channels > MOST_CHANNELS ? 0 : image->channels;
    StrBuilder out = {.arena = images->arena};
    add_image_entries(&out, image->width, image->height, spaces[channels]);
    if (channels == 4 && image->inverted_cmyk) builder_add(&out, STR("/Decode[1 0 1 0 1 0 1 0]"));
    return pdf_stream_new(images->file, builder_text(&out), image->bytes, PDF_DCT);
}

PdfImageObject *pdf_image_find(PdfImages *images, const Image *image, Span where) {
    for (size_t i = 0; i < images->objects.count; i++) {
        if (images->objects.items[i]->image == image) return images->objects.items[i];
    }
    PdfImageObject *added = ARENA_NEW(images->arena, PdfImageObject);
    added->image = image;
    added->number = images->objects.count;
    VEC_PUSH(images->arena, &images->objects, added);
    if (image->kind == IMAGE_JPEG) {
        added->object = jpeg_write(images, image);
    } else {
        Arena *scratch = arena_open();
        added->object = png_write(images, image, where, scratch);
        arena_close(scratch);
    }
    return added;
}
