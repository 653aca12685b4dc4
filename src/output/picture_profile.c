/* What pictures bring along: PNG specification, 11.3 (chunks); ITU-T T.81, annex B (segments);
 * ICC.1:2010, annex B.4 (profiles in JPEG). */
#include "output/picture_profile.h"

#include <lcms2.h>
#include <string.h>
#include <zlib.h>

#define PROFILE_MOST ((size_t)4 << 20)          /* larger ones are none, or a trap */
#define JPEG_MARK    ((Str){"ICC_PROFILE", 12}) /* with its zero byte */

enum {
    PNG_SIGNATURE = 8,
    PNG_CHUNK = 12,
    JPEG_SIGNATURE = 2,
    JPEG_HEAD = 14,
    VERSION_AT = 8,
    HEADER_BYTES = 128
};

static uint32_t big_endian(Str bytes, size_t at, size_t length) {
    uint32_t value = 0;
    for (size_t i = 0; i < length; i++) value = value << 8 | (unsigned char)bytes.bytes[at + i];
    return value;
}

/* ---- PNG ---- */

/* The chunk at *at, its length, type and checksum included, and moves behind it; false at the end.
 */
static bool png_chunk(Str png, size_t *at, Str *chunk, Str *type) {
    if (png.length < *at + PNG_CHUNK) return false;
    size_t length = big_endian(png, *at, 4);
    if (length > png.length - *at - PNG_CHUNK) return false;
    *chunk = str_slice(png, *at, *at + PNG_CHUNK + length);
    *type = str_slice(*chunk, 4, 8);
    *at += PNG_CHUNK + length;
    return true;
}

static Str inflate_data(Str packed, Arena *arena) {
    for (size_t room = packed.length * 4 + 4096; room <= 4 * PROFILE_MOST; room *= 4) {
        ArenaMark mark = arena_mark(arena);
        size_t most = room < PROFILE_MOST ? room : PROFILE_MOST;
        uLongf length = (uLongf)most;
        char *bytes = ARENA_ARRAY(arena, char, most);
        int status =
            uncompress((Bytef *)bytes, &length, (const Bytef *)packed.bytes, (uLong)packed.length);
        if (status == Z_OK) return (Str){bytes, length};
        arena_release(arena, mark);
        if (status != Z_BUF_ERROR) break;
    }
    return STR("");
}

static Str png_profile(Str png, Arena *arena) {
    Str chunk, type;
    for (size_t at = PNG_SIGNATURE; png_chunk(png, &at, &chunk, &type);) {
        if (str_equal(type, STR("IDAT"))) break;
        if (!str_equal(type, STR("iCCP"))) continue;
        Str data = str_slice(chunk, 8, chunk.length - 4);
        size_t name_end = str_find(data, (Str){"", 1}, 0);
        if (name_end == SIZE_MAX || name_end + 2 > data.length || data.bytes[name_end + 1] != 0)
            break;
        return inflate_data(str_slice(data, name_end + 2, data.length), arena);
    }
    return STR("");
}

Str picture_png_plain(Str png, Arena *arena) {
    StrBuilder out = {.arena = arena};
    Str chunk, type;
    size_t at = PNG_SIGNATURE, end = at;
    builder_add(&out, str_slice(png, 0, PNG_SIGNATURE));
    while (png_chunk(png, &at, &chunk, &type)) {
        end = at;
        bool meaning = str_equal(type, STR("gAMA")) || str_equal(type, STR("cHRM")) ||
                       str_equal(type, STR("sRGB")) || str_equal(type, STR("iCCP"));
        if (!meaning) builder_add(&out, chunk);
    }
    builder_add(&out, str_slice(png, end, png.length)); /* what is broken stays so */
    return builder_text(&out);
}

/* What a decoder needs: the chunks it must know, which begin with a capital, and colours. */
static Str png_bare(Str png, Arena *arena) {
    static const char *const drawn[] = {"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT"};
    StrBuilder out = {.arena = arena};
    Str chunk, type;
    builder_add(&out, str_slice(png, 0, PNG_SIGNATURE));
    for (size_t at = PNG_SIGNATURE; png_chunk(png, &at, &chunk, &type);) {
        bool needed = type.bytes[0] >= 'A' && type.bytes[0] <= 'Z';
        for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++)
            needed |= str_equal(type, str_from_c(drawn[i]));
        if (needed) builder_add(&out, chunk);
        if (str_equal(type, STR("IEND"))) break;
    }
    return builder_text(&out);
}

/* ---- JPEG ---- */

/* The segment at *at, its marker and length included, and moves behind it; false where the samples
 * begin, or what is no segment. */
static bool jpeg_segment(Str jpeg, size_t *at, Str *segment, unsigned char *marker) {
    size_t start = *at;
    while (start + 4 <= jpeg.length && (unsigned char)jpeg.bytes[start + 1] == 0xFF) start++;
    if (start + 4 > jpeg.length || (unsigned char)jpeg.bytes[start] != 0xFF) return false;
    size_t length = big_endian(jpeg, start + 2, 2);
    *marker = (unsigned char)jpeg.bytes[start + 1];
    if (*marker == 0xDA || length < 2 || length > jpeg.length - start - 2) return false;
    *segment = str_slice(jpeg, start, start + 2 + length);
    *at = start + 2 + length;
    return true;
}

/* Segments come in order in every file seen; one that is out of order makes the profile unreadable,
 * which is found out. */
static Str jpeg_profile(Str jpeg, Arena *arena) {
    StrBuilder out = {.arena = arena};
    Str segment;
    unsigned char marker;
    for (size_t at = JPEG_SIGNATURE; jpeg_segment(jpeg, &at, &segment, &marker);) {
        Str data = str_slice(segment, 4, segment.length);
        if (marker == 0xE2 && str_starts_with(data, JPEG_MARK) && data.length > JPEG_HEAD &&
            out.length < PROFILE_MOST)
            builder_add(&out, str_slice(data, JPEG_HEAD, data.length));
    }
    return builder_text(&out);
}

/* The place behind the end of the picture whose samples begin at a place: phones put a film or a
 * second picture there, with all that is told about it. */
static size_t jpeg_end(Str jpeg, size_t at) {
    while (at + 2 <= jpeg.length) {
        const char *found = memchr(jpeg.bytes + at, 0xFF, jpeg.length - at - 1);
        if (found == NULL) break;
        at = (size_t)(found - jpeg.bytes);
        unsigned char marker = (unsigned char)jpeg.bytes[at + 1];
        bool restart = marker >= 0xD0 && marker <= 0xD7;
        if (marker == 0xD9) return at + 2;
        at += marker == 0xFF ? 1 : 2;
        if (marker == 0 || marker == 0xFF || restart) continue; /* among the samples */
        if (at + 2 <= jpeg.length) at += big_endian(jpeg, at, 2);
    }
    return jpeg.length;
}

static Str jpeg_bare(Str jpeg, bool with_profile, Arena *arena) {
    StrBuilder out = {.arena = arena};
    Str segment;
    unsigned char marker;
    size_t at = JPEG_SIGNATURE;
    builder_add(&out, str_slice(jpeg, 0, JPEG_SIGNATURE));
    while (jpeg_segment(jpeg, &at, &segment, &marker)) {
        bool drawn = marker == 0xE0 || marker == 0xEE; /* JFIF, and Adobe's kind of colours */
        if (marker == 0xE2 && str_starts_with(str_slice(segment, 4, segment.length), JPEG_MARK))
            drawn = with_profile;
        bool told = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
        if (drawn || !told) builder_add(&out, segment);
    }
    builder_add(&out, str_slice(jpeg, at, jpeg_end(jpeg, at)));
    return builder_text(&out);
}

Str picture_jpeg_plain(Str jpeg, Arena *arena) {
    return jpeg_bare(jpeg, /*with_profile*/ false, arena);
}

/* ---- both ---- */

Str picture_bare(Str picture, bool jpeg, Arena *arena) {
    return jpeg ? jpeg_bare(picture, /*with_profile*/ true, arena) : png_bare(picture, arena);
}

static bool profile_fits(Str profile, int channels) {
    if (profile.length < HEADER_BYTES || (unsigned char)profile.bytes[VERSION_AT] > 4) return false;
    cmsHPROFILE opened = cmsOpenProfileFromMem(profile.bytes, (cmsUInt32Number)profile.length);
    if (opened == NULL) return false;
    cmsProfileClassSignature kind = cmsGetDeviceClass(opened);
    cmsColorSpaceSignature space = cmsGetColorSpace(opened);
    cmsCloseProfile(opened);
    bool device = kind == cmsSigInputClass || kind == cmsSigDisplayClass ||
                  kind == cmsSigOutputClass || kind == cmsSigColorSpaceClass;
    return device && ((channels == 1 && space == cmsSigGrayData) ||
                      (channels == 3 && space == cmsSigRgbData) ||
                      (channels == 4 && space == cmsSigCmykData));
}

Str picture_profile(const Image *image, Arena *arena) {
    Str profile = image->kind == IMAGE_JPEG ? jpeg_profile(image->bytes, arena)
                                            : png_profile(image->bytes, arena);
    return profile_fits(profile, image->channels) ? profile : STR("");
}
