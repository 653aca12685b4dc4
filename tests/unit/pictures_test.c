/* Colours of pictures: profiles they bring along, inks, paper. */
#include "output/picture_convert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>
#include <turbojpeg.h>
#include <zlib.h>

#include "base/file.h"
#include "output/pdf_intent.h"
#include "output/picture_profile.h"

#define PRESS STR("/usr/share/color/icc/ghostscript/default_cmyk.icc") /* of libgs-common */

static void add_number(StrBuilder *out, uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) builder_add_byte(out, (char)(number >> shift));
}

static void add_chunk(StrBuilder *out, Str type, Str data) {
    StrBuilder body = {.arena = out->arena};
    builder_add(&body, type);
    builder_add(&body, data);
    add_number(out, (uint32_t)data.length);
    builder_add(out, builder_text(&body));
    add_number(out, (uint32_t)crc32(0, (const Bytef *)body.bytes, (uInt)body.length));
}

/* A PNG of one RGB pixel; profile: in its iCCP chunk, unless empty; gamma: in gAMA, unless 0. */
static Str png_make(Arena *arena, const uint8_t rgb[3], Str profile, uint32_t gamma) {
    png_image png = {
        .version = PNG_IMAGE_VERSION, .width = 1, .height = 1, .format = PNG_FORMAT_RGB};
    char bytes[4096];
    png_alloc_size_t size = sizeof bytes;
    assert_true(png_image_write_to_memory(&png, bytes, &size, 0, rgb, 0, NULL));
    Str plain = picture_png_plain(str_copy(arena, (Str){bytes, size}), arena);
    StrBuilder out = {.arena = arena}, data = {.arena = arena}, number = {.arena = arena};
    builder_add(&out, str_slice(plain, 0, 33)); /* signature and IHDR */
    if (profile.length > 0) {
        char packed[8192];
        uLongf length = sizeof packed;
        assert_int_equal(
            compress((Bytef *)packed, &length, (const Bytef *)profile.bytes, (uLong)profile.length),
            Z_OK);
        builder_add(&data, (Str){"name\0", 6});
        builder_add(&data, (Str){packed, length});
        add_chunk(&out, STR("iCCP"), builder_text(&data));
    }
    add_number(&number, gamma);
    if (gamma > 0) add_chunk(&out, STR("gAMA"), builder_text(&number));
    builder_add(&out, str_slice(plain, 33, plain.length));
    return builder_text(&out);
}

static Image image_of(Str bytes, ImageKind kind, int channels) {
    return (Image){.path = STR("a"), .bytes = bytes, .kind = kind, .channels = channels};
}

/* sRGB under the class and colour space given. */
static Str profile_make(Arena *arena, const char *kind, const char *space) {
    Str profile = pdf_srgb_profile(arena);
    char *bytes = str_to_c(arena, profile);
    memcpy(bytes + 12, kind, 4);
    memcpy(bytes + 16, space, 4);
    return (Str){bytes, profile.length};
}

static void profiles_of_png_are_found(void **state) {
    (void)state;
    Arena *arena = arena_open();
    static const uint8_t red[3] = {255, 0, 0};
    Str profile = pdf_srgb_profile(arena);
    Image with = image_of(png_make(arena, red, profile, 0), IMAGE_PNG, 3);
    assert_true(str_equal(picture_profile(&with, arena), profile));
    Image without = image_of(png_make(arena, red, STR(""), 0), IMAGE_PNG, 3);
    assert_int_equal(picture_profile(&without, arena).length, 0);
    with.channels = 1; /* a profile for three channels */
    assert_int_equal(picture_profile(&with, arena).length, 0);
    Image link =
        image_of(png_make(arena, red, profile_make(arena, "link", "RGB "), 0), IMAGE_PNG, 3);
    assert_int_equal(picture_profile(&link, arena).length, 0);
    for (size_t end = 0; end < with.bytes.length; end++) { /* cut off anywhere */
        Image cut = image_of(str_copy(arena, str_slice(with.bytes, 0, end)), IMAGE_PNG, 3);
        picture_profile(&cut, arena);
        assert_true(picture_png_plain(cut.bytes, arena).length <= end);
    }
    arena_close(arena);
}

/* What a chunk says of gamma is left aside where a profile says it better. */
static void gamma_is_taken_out(void **state) {
    (void)state;
    Arena *arena = arena_open();
    static const uint8_t grey[3] = {100, 100, 100};
    Pixels pixels;
    Str reason;
    Image image = image_of(png_make(arena, grey, STR(""), 100000), IMAGE_PNG, 3);
    assert_true(pixels_read_png(&image, arena, &pixels, &reason));
    assert_true(pixels.bytes[0] > 120); /* linear light, as told */
    image.bytes = picture_png_plain(image.bytes, arena);
    assert_true(pixels_read_png(&image, arena, &pixels, &reason));
    assert_int_equal(pixels.bytes[0], 100);
    arena_close(arena);
}

static Str jpeg_make(Arena *arena, const uint8_t *pixels, int format, int sampling) {
    tjhandle handle = tjInitCompress();
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    assert_int_equal(tjCompress2(handle, pixels, 8, 0, 8, format, &bytes, &size, sampling, 100, 0),
                     0);
    Str jpeg = str_copy(arena, (Str){(const char *)bytes, size});
    tjFree(bytes);
    tjDestroy(handle);
    return jpeg;
}

static Str jpeg_segment(Arena *arena, char marker, Str data) {
    StrBuilder out = {.arena = arena};
    builder_add_byte(&out, (char)0xFF);
    builder_add_byte(&out, marker);
    builder_add_byte(&out, (char)((data.length + 2) >> 8));
    builder_add_byte(&out, (char)(data.length + 2));
    builder_add(&out, data);
    return builder_text(&out);
}

static bool holds(Str text, Str part) {
    return str_find(text, part, 0) != SIZE_MAX;
}

/* Place and time of a photograph, and the film that a phone puts behind it, are told to no one. */
static void what_is_told_of_a_photograph_stays_home(void **state) {
    (void)state;
    Arena *arena = arena_open();
    uint8_t samples[8 * 8 * 3] = {0};
    for (size_t i = 0; i < sizeof samples; i++) samples[i] = (uint8_t)(i * 37);
    Str jpeg = jpeg_make(arena, samples, TJPF_RGB, TJSAMP_444);
    Str profile = str_slice(pdf_srgb_profile(arena), 0, 128);
    StrBuilder data = {.arena = arena}, told = {.arena = arena};
    builder_add(&data, (Str){"ICC_PROFILE\0\1\1", 14});
    builder_add(&data, profile);
    builder_add(&told, str_slice(jpeg, 0, 2));
    builder_add(&told, jpeg_segment(arena, (char)0xE1, (Str){"Exif\0\0\xFF\xD9 48.8566 N", 18}));
    builder_add(&told, jpeg_segment(arena, (char)0xE2, (Str){"MPF\0 second", 11}));
    builder_add(&told, jpeg_segment(arena, (char)0xE2, builder_text(&data)));
    builder_add(&told, jpeg_segment(arena, (char)0xFE, STR("comment")));
    builder_add(&told, str_slice(jpeg, 2, jpeg.length));
    builder_add(&told, STR("behind 48.8566"));
    Str bare = picture_bare(builder_text(&told), /*jpeg*/ true, arena);
    assert_int_equal(bare.length, jpeg.length + 18 + 128);
    assert_true(holds(bare, profile));
    assert_true(str_equal(picture_jpeg_plain(builder_text(&told), arena), jpeg));
    assert_true(str_equal(picture_bare(jpeg, /*jpeg*/ true, arena), jpeg));
    for (size_t end = 2; end < told.length; end++) { /* cut off anywhere */
        Str cut = str_copy(arena, str_slice(builder_text(&told), 0, end));
        assert_true(picture_bare(cut, /*jpeg*/ true, arena).length <= end);
    }
    arena_close(arena);
}

static void what_is_told_of_a_png_stays_home(void **state) {
    (void)state;
    Arena *arena = arena_open();
    static const uint8_t red[3] = {255, 0, 0};
    Str png = png_make(arena, red, pdf_srgb_profile(arena), 0);
    StrBuilder told = {.arena = arena};
    builder_add(&told, str_slice(png, 0, 33)); /* signature and IHDR */
    add_chunk(&told, STR("eXIf"), STR("48.8566 N"));
    add_chunk(&told, STR("tEXt"), (Str){"Author\0Anne", 11});
    builder_add(&told, str_slice(png, 33, png.length));
    builder_add(&told, STR("behind"));
    assert_true(str_equal(picture_bare(builder_text(&told), /*jpeg*/ false, arena), png));
    arena_close(arena);
}

static void jpegs_are_read(void **state) {
    (void)state;
    Arena *arena = arena_open();
    uint8_t samples[8 * 8 * 4];
    for (size_t i = 0; i < sizeof samples; i++) samples[i] = i % 4 == 0 ? 200 : 40;
    Pixels pixels;
    Str reason;
    Image inks = image_of(jpeg_make(arena, samples, TJPF_CMYK, TJSAMP_444), IMAGE_JPEG, 4);
    assert_true(pixels_read_jpeg(&inks, arena, &pixels, &reason));
    assert_int_equal(pixels.channels, 4);
    assert_in_range(pixels.bytes[0], 197, 203);
    inks.inverted_cmyk = true;
    assert_true(pixels_read_jpeg(&inks, arena, &pixels, &reason));
    assert_in_range(pixels.bytes[0], 52, 58);
    Image grey = image_of(jpeg_make(arena, samples, TJPF_GRAY, TJSAMP_GRAY), IMAGE_JPEG, 1);
    assert_true(pixels_read_jpeg(&grey, arena, &pixels, &reason));
    assert_int_equal(pixels.channels, 1);
    grey.bytes = STR("\xFF\xD8\xFF\xD9");
    assert_false(pixels_read_jpeg(&grey, arena, &pixels, &reason));
    assert_true(reason.length > 0);
    for (size_t end = 0; end < inks.bytes.length; end += 7) {
        Image cut = image_of(str_copy(arena, str_slice(inks.bytes, 0, end)), IMAGE_JPEG, 4);
        pixels_read_jpeg(&cut, arena, &pixels, &reason);
        picture_profile(&cut, arena);
    }
    arena_close(arena);
}

/* A profile of a JPEG stands in APP2 segments. */
static void profiles_of_jpeg_are_found(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str profile = pdf_srgb_profile(arena);
    StrBuilder out = {.arena = arena};
    builder_add(&out, STR("\xFF\xD8"));
    for (int part = 0; part < 2; part++) {
        Str share =
            part == 0 ? str_slice(profile, 0, 200) : str_slice(profile, 200, profile.length);
        builder_add(&out, STR("\xFF\xE2"));
        builder_add_byte(&out, (char)((share.length + 16) >> 8));
        builder_add_byte(&out, (char)(share.length + 16));
        builder_add(&out, (Str){"ICC_PROFILE", 12});
        builder_add_byte(&out, (char)(part + 1));
        builder_add_byte(&out, 2);
        builder_add(&out, share);
    }
    builder_add(&out, STR("\xFF\xDA\0\2\xFF\xD9"));
    Image image = image_of(builder_text(&out), IMAGE_JPEG, 3);
    assert_true(str_equal(picture_profile(&image, arena), profile));
    arena_close(arena);
}

/* white is paper, black holds black ink, red is magenta on yellow. */
static void rgb_becomes_inks(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    Str press;
    assert_true(file_read(arena, PRESS, &press, &diag, (Span){0}));
    uint8_t samples[] = {255, 255, 255, 0, 0, 0, 255, 0, 0};
    Pixels rgb = {.width = 3, .height = 1, .channels = 3, .bytes = samples}, inks;
    assert_true(picture_to_inks(&rgb, STR(""), press, arena, &inks));
    for (int i = 0; i < 4; i++) assert_in_range(inks.bytes[i], 0, 3);
    assert_in_range(inks.bytes[7], 128, 255);
    const uint8_t *red = inks.bytes + 8;
    assert_true(red[1] > 200 && red[2] > 200 && red[0] < 40 && red[3] < 40);
    assert_false(picture_to_inks(&rgb, STR(""), pdf_srgb_profile(arena), arena, &inks));
    assert_false(picture_to_inks(&rgb, STR("x"), press, arena, &inks));
    arena_close(arena);
}

static void paper_and_ink_are_counted(void **state) {
    (void)state;
    Arena *arena = arena_open();
    uint8_t seen[] = {0, 0, 0, 255, 0, 0, 0, 0, 10, 20, 30, 128};
    Pixels see_through = {.width = 3, .height = 1, .channels = 4, .alpha = true, .bytes = seen};
    Pixels flat = picture_flatten(&see_through, arena);
    static const uint8_t wanted[] = {0, 0, 0, 255, 255, 255, 132, 137, 142};
    assert_int_equal(flat.channels, 3);
    assert_memory_equal(flat.bytes, wanted, sizeof wanted);
    uint8_t laid[2000 * 4] = {0};
    memset(laid, 255, 4);
    Pixels inks = {.width = 2000, .height = 1, .channels = 4, .bytes = laid};
    assert_int_equal(picture_most_ink(&inks), 0); /* one pixel of 2000 is noise */
    memset(laid, 204, 12);
    assert_int_equal(picture_most_ink(&inks), 320);
    Pixels rgb = picture_from_inks(&inks, arena);
    assert_int_equal(rgb.bytes[0], 0);
    assert_int_equal(rgb.bytes[9], 255);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_of_png_are_found),
        cmocka_unit_test(gamma_is_taken_out),
        cmocka_unit_test(what_is_told_of_a_photograph_stays_home),
        cmocka_unit_test(what_is_told_of_a_png_stays_home),
        cmocka_unit_test(jpegs_are_read),
        cmocka_unit_test(profiles_of_jpeg_are_found),
        cmocka_unit_test(rgb_becomes_inks),
        cmocka_unit_test(paper_and_ink_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
