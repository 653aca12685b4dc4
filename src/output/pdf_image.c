/* Image objects (ISO 32000-1, 8.9.5).
 *
 * For the screen a JPEG's samples go into the file as they are (DCTDecode); a PNG is decoded to 8
 * bits a channel and compressed again, each row filtered as in a PNG (Predictor 15), its
 * transparency as a soft mask. Where a picture brings a profile along, that is its colour space.
 *
 * For the press RGB is turned into inks by the profiles; grey stays black ink, and inks stay
 * as they are. Where nothing may be see-through, pictures are laid on white.
 *
 * Damaged files are reported where they are shown and left out. */
#include "output/pdf_image.h"

#include <stdlib.h>
#include <string.h>

#include "output/pdf_standard.h"
#include "output/picture_convert.h"
#include "output/picture_profile.h"
#include "output/pixels.h"

enum { OPAQUE = 255 };

void pdf_add_image_name(StrBuilder *out, const PdfImageObject *image) {
    builder_add(out, STR("/I"));
    builder_add_int(out, (int64_t)image->number + 1);
}

/* ---- channels ---- */

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

/* A picture on its way into the file. */
typedef struct Work {
    PdfImages *images;
    const Image *image;
    Span where;
    Str profile; /* the picture's own; may be empty */
    Arena *scratch;
} Work;

static bool report(const Work *work, MessageCode code, Str detail) {
    diag_report(work->images->diag, code, work->where, ARGS(work->image->path, detail));
    return false;
}

static PdfObject profile_object(PdfImages *images, Str bytes, size_t channels) {
    for (size_t i = 0; i < images->profiles.count; i++) {
        if (str_equal(images->profiles.items[i].bytes, bytes))
            return images->profiles.items[i].object;
    }
    StrBuilder entries = {.arena = images->arena};
    builder_add_format(&entries, "/N %zu", channels);
    PdfImageProfile added = {
        str_copy(images->arena, bytes),
        pdf_stream_new(images->file, builder_text(&entries), bytes, PDF_FLATE)};
    VEC_PUSH(images->arena, &images->profiles, added);
    return added.object;
}

static void add_space(StrBuilder *out, PdfImages *images, size_t channels, Str profile) {
    builder_add(out, STR("/ColorSpace"));
    if (profile.length > 0) {
        builder_add(out, STR("[/ICCBased "));
        pdf_add_reference(out, profile_object(images, profile, channels));
        builder_add_byte(out, ']');
    } else {
        builder_add_c(out, channels == 1   ? "/DeviceGray"
                           : channels == 4 ? "/DeviceCMYK"
                                           : "/DeviceRGB");
    }
}

static void add_image_entries(StrBuilder *out, size_t width, size_t height) {
    builder_add_format(out, "/Type/XObject/Subtype/Image/Width %zu/Height %zu", width, height);
    builder_add(out, STR("/BitsPerComponent 8"));
}

static PdfObject pixels_write(PdfImages *images, const Pixels *pixels, Str profile, PdfObject mask,
                              Arena *scratch) {
    StrBuilder out = {.arena = images->arena};
    add_image_entries(&out, pixels->width, pixels->height);
    add_space(&out, images, pixels->channels, profile);
    builder_add_format(&out, "/DecodeParms[<</Predictor 15/Colors %zu/Columns %zu>>]",
                       pixels->channels, pixels->width);
    if (mask != NULL) {
        builder_add(&out, STR("/SMask "));
        pdf_add_reference(&out, mask);
    }
    return pdf_stream_new(images->file, builder_text(&out), rows_filter(pixels, scratch),
                          PDF_FLATE);
}

static bool pixels_read(const Work *work, Pixels *pixels) {
    Str reason;
    Image plain = *work->image;
    bool png = plain.kind == IMAGE_PNG;
    if (png && work->profile.length > 0)
        plain.bytes = picture_png_plain(plain.bytes, work->scratch);
    bool read = png ? pixels_read_png(&plain, work->scratch, pixels, &reason)
                    : pixels_read_jpeg(&plain, work->scratch, pixels, &reason);
    return read ? true : report(work, MESSAGE_IMAGE_DAMAGED, reason);
}

static PdfObject jpeg_write(const Work *work) {
    const Image *image = work->image;
    if (!pdf_file_has_room(work->images->file, image->bytes.length)) return NULL;
    size_t channels = image->channels == 1 || image->channels == 4 ? (size_t)image->channels : 3;
    StrBuilder out = {.arena = work->images->arena};
    add_image_entries(&out, image->width, image->height);
    add_space(&out, work->images, channels, work->profile);
    if (channels == 4 && image->inverted_cmyk) builder_add(&out, STR("/Decode[1 0 1 0 1 0 1 0]"));
    Str plain = picture_jpeg_plain(image->bytes, work->scratch);
    return pdf_stream_new(work->images->file, builder_text(&out), plain, PDF_DCT);
}

/* Takes the alpha off the pixels: as a soft mask, or by laying them on white. */
static PdfObject alpha_take(const Work *work, Pixels *pixels) {
    if (!pixels->alpha) return NULL;
    Pixels alpha = pixels_part(pixels, /* alpha */ true, work->scratch);
    if (!pdf_standard_allows_transparency(work->images->options->standards)) {
        *pixels = picture_flatten(pixels, work->scratch);
        return NULL;
    }
    *pixels = pixels_part(pixels, /* alpha */ false, work->scratch);
    if (is_opaque(&alpha)) return NULL;
    return pixels_write(work->images, &alpha, STR(""), NULL, work->scratch);
}

/* ---- screen ---- */

/* In a file to be kept all colours are said by profiles; inks without one become RGB (A3). */
static PdfObject screen_write(const Work *work) {
    Pixels pixels;
    bool kept = (work->images->options->standards & STANDARD_A_2A) != 0;
    bool bare_inks = work->image->channels == 4 && work->profile.length == 0;
    bool jpeg = work->image->kind == IMAGE_JPEG;
    if (jpeg && !(kept && bare_inks)) return jpeg_write(work);
    if (!pixels_read(work, &pixels)) return NULL;
    if (jpeg && pixels.channels == 4) pixels = picture_from_inks(&pixels, work->scratch);
    PdfObject mask = alpha_take(work, &pixels);
    return pixels_write(work->images, &pixels, work->profile, mask, work->scratch);
}

/* ---- print ---- */

static void check_inks(const Work *work, const Pixels *inks) {
    int limit = work->images->options->ink_limit / 100, most = picture_most_ink(inks);
    if (limit == 0 || most <= limit) return;
    StrBuilder said = {.arena = work->scratch}, allowed = {.arena = work->scratch};
    builder_add_int(&said, most);
    builder_add_int(&allowed, limit);
    diag_report(work->images->diag, MESSAGE_IMAGE_INK_EXCESS, work->where,
                ARGS(work->image->path, builder_text(&said), builder_text(&allowed)));
}

static PdfObject rgb_write(const Work *work, Pixels *pixels) {
    const PdfOptions *options = work->images->options;
    PdfObject mask = alpha_take(work, pixels);
    if (options->standards == 0)
        return pixels_write(work->images, pixels, work->profile, mask, work->scratch);
    Pixels inks;
    if (options->intent.profile.length == 0) {
        report(work, MESSAGE_IMAGE_WITHOUT_INKS, STR(""));
        return NULL;
    }
    if (!picture_to_inks(pixels, work->profile, options->intent.profile, work->scratch, &inks)) {
        report(work, MESSAGE_IMAGE_DAMAGED, STR("ICC"));
        return NULL;
    }
    check_inks(work, &inks);
    return pixels_write(work->images, &inks, STR(""), mask, work->scratch);
}

static PdfObject print_write(Work *work) {
    Pixels pixels;
    if (!pixels_read(work, &pixels)) return NULL;
    if (pixels.channels == 4 && !pixels.alpha) check_inks(work, &pixels);
    if (pixels.channels - (pixels.alpha ? 1 : 0) == 3) return rgb_write(work, &pixels);
    work->profile = STR(""); /* grey and inks are what the plates get */
    if (work->image->kind == IMAGE_JPEG) return jpeg_write(work);
    PdfObject mask = alpha_take(work, &pixels);
    return pixels_write(work->images, &pixels, STR(""), mask, work->scratch);
}

void pdf_image_check_resolution(PdfImages *images, const DisplayImage *image) {
    int least = images->options->resolution;
    if (least == 0 || image->width <= 0 || image->height <= 0) return;
    int64_t across = (int64_t)image->image->width * POINTS(72) / image->width;
    int64_t down = (int64_t)image->image->height * POINTS(72) / image->height;
    int64_t found = across < down ? across : down;
    if (found >= least || found < images->reported_ppi) return;
    Arena *scratch = arena_open();
    StrBuilder said = {.arena = scratch}, wanted = {.arena = scratch};
    builder_add_int(&said, found);
    builder_add_int(&wanted, least);
    diag_report(images->diag, MESSAGE_IMAGE_RESOLUTION, image->source,
                ARGS(image->image->path, builder_text(&said), builder_text(&wanted)));
    arena_close(scratch);
}

static PdfObject image_write(PdfImages *images, const Image *image, Span where) {
    Arena *scratch = arena_open();
    Work work = {images, image, where, picture_profile(image, scratch), scratch};
    bool print = images->options->kind == PDF_PRINT;
    PdfObject object = print ? print_write(&work) : screen_write(&work);
    arena_close(scratch);
    return object;
}

/* Mostly one file is where it was; else two files may be the same picture. */
static bool is_same(Str a, Str b) {
    return a.length == b.length && (a.bytes == b.bytes || str_equal(a, b));
}

PdfImageObject *pdf_image_find(PdfImages *images, const Image *image, Span where) {
    for (size_t i = 0; i < images->objects.count; i++) {
        if (is_same(images->objects.items[i]->bytes, image->bytes)) return images->objects.items[i];
    }
    PdfImageObject *added = ARENA_NEW(images->arena, PdfImageObject);
    added->bytes = image->bytes;
    added->number = images->objects.count;
    VEC_PUSH(images->arena, &images->objects, added);
    added->object = image_write(images, image, where);
    return added;
}
