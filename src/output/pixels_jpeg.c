/* A JPEG's samples, decoded by libjpeg-turbo's TurboJPEG interface, which reports faults by a
 * status and needs no long jump. */
#include <turbojpeg.h>

#include "output/pixels.h"

static bool refuse(Arena *arena, Str *reason, const char *text) {
    *reason = str_copy(arena, str_from_c(text));
    return false;
}

static void pixels_invert(const Pixels *pixels) {
    size_t count = pixels->width * pixels->height * pixels->channels;
    for (size_t i = 0; i < count; i++) pixels->bytes[i] = (uint8_t)(UINT8_MAX - pixels->bytes[i]);
}

/* A fault that leaves a picture (bytes after its end, a lost one in its midst) is none. */
static bool is_fault(tjhandle handle, int status) {
    return status != 0 && tjGetErrorCode(handle) == TJERR_FATAL;
}

static bool read_with(tjhandle handle, const Image *image, Arena *arena, Pixels *pixels,
                      Str *reason) {
    const unsigned char *bytes = (const unsigned char *)image->bytes.bytes;
    unsigned long length = (unsigned long)image->bytes.length;
    int width, height, sampling, space;
    int status = tjDecompressHeader3(handle, bytes, length, &width, &height, &sampling, &space);
    if (is_fault(handle, status)) return refuse(arena, reason, tjGetErrorStr2(handle));
    bool inks = space == TJCS_CMYK || space == TJCS_YCCK;
    int format = inks ? TJPF_CMYK : space == TJCS_GRAY ? TJPF_GRAY : TJPF_RGB;
    *pixels = (Pixels){.width = (size_t)width,
                       .height = (size_t)height,
                       .channels = inks                 ? 4
                                   : space == TJCS_GRAY ? 1
                                                        : 3};
    if (width < 1 || height < 1 ||
        pixels->width > PIXEL_BYTES_MOST / pixels->channels / pixels->height)
        return refuse(arena, reason, "too many pixels");
    pixels->bytes = ARENA_ARRAY(arena, uint8_t, pixels->width * pixels->height * pixels->channels);
    status = tjDecompress2(handle, bytes, length, pixels->bytes, width, /* pitch */ 0, height,
                           format, TJFLAG_ACCURATEDCT);
    if (is_fault(handle, status)) return refuse(arena, reason, tjGetErrorStr2(handle));
    if (inks && image->inverted_cmyk) pixels_invert(pixels);
    return true;
}

bool pixels_read_jpeg(const Image *image, Arena *arena, Pixels *pixels, Str *reason) {
    tjhandle handle = tjInitDecompress();
    if (handle == NULL) return refuse(arena, reason, "no memory");
    bool done = read_with(handle, image, arena, pixels, reason);
    tjDestroy(handle);
    return done;
}
