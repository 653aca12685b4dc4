/* A page as PNG: it can be read, it draws what the display list says, and what it cannot draw it
 * says. */
#include "output/page_png.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <turbojpeg.h>

#include "pages.h"

/* Draws the page and reads the picture. */
static Str draw(Pages *pages, const PngOptions *options, int dpi, Pixels *pixels) {
    StrBuilder out = {.arena = pages->arena};
    pages_end(pages);
    Raster *raster = raster_open(pages->arena, dpi);
    assert_true(page_png_write(&pages->page, options, raster, &pages->fonts.diag, &out));
    raster_close(raster);
    Image image = {.bytes = builder_text(&out), .kind = IMAGE_PNG};
    Str reason = {0};
    assert_true(pixels_read_png(&image, pages->arena, pixels, &reason));
    assert_int_equal(pixels->channels, 3);
    return builder_text(&out);
}

static bool is_white(const Pixels *pixels) {
    for (size_t i = 0; i < pixels->width * pixels->height * 3; i++) {
        if (pixels->bytes[i] != 255) return false;
    }
    return true;
}

static const uint8_t *pixel_at(const Pixels *pixels, size_t x, size_t y) {
    return pixels->bytes + (y * pixels->width + x) * 3;
}

static void test_draws_what_can_be_seen(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    pages_word(&pages, STR("non"))->invisible = true;
    DisplayLine *line = pages_line(&pages);
    PngOptions options = {0};
    Pixels pixels;
    draw(&pages, &options, 72, &pixels);
    assert_int_equal(pixels.width, 400);
    assert_int_equal(pixels.height, 300);
    assert_true(is_white(&pixels));
    line->pieces[0].invisible = false;
    Str once = draw(&pages, &options, 100, &pixels);
    assert_int_equal(pixels.width, 556); /* 555.6 */
    assert_false(is_white(&pixels));
    assert_true(str_equal(once, draw(&pages, &options, 100, &pixels)));
    pages_close(&pages);
}

static void test_overlays_have_the_colours_of_the_svg(void **state) {
    (void)state;
    Pages pages = pages_open();
    DisplayFrame frames[] = {{STR("column 1"), POINTS(100), POINTS(100), POINTS(50), POINTS(50)},
                             {STR("running"), POINTS(200), POINTS(100), POINTS(50), POINTS(50)}};
    pages.page.frames = frames;
    pages.page.frame_count = 2;
    PngOptions options = {.frames = true, .grid_first = POINTS(20), .grid_leading = POINTS(12)};
    options.grid_rows = 2;
    Pixels pixels;
    draw(&pages, &options, 720, &pixels); /* ten pixels a point */
    const uint8_t column[3] = {0x3a, 0x6e, 0xa5}, grid[3] = {0x9f, 0xc5, 0xe8};
    const uint8_t white[3] = {255, 255, 255};
    assert_memory_equal(pixel_at(&pixels, 1000, 1200), column, 3);
    assert_memory_equal(pixel_at(&pixels, 1010, 1200), white, 3);
    assert_memory_equal(pixel_at(&pixels, 2000, 1200), white, 3);
    assert_memory_equal(pixel_at(&pixels, 5, 200), grid, 3);
    assert_memory_equal(pixel_at(&pixels, 5, 320), grid, 3);
    assert_memory_equal(pixel_at(&pixels, 5, 440), white, 3);
    pages_close(&pages);
}

/* A JPEG of one colour: three samples of light, or four inks of a press, which such files keep
 * inverted. */
static Image jpeg_make(Arena *arena, const uint8_t *colour, bool inks) {
    enum { SIDE = 16 };
    size_t channels = inks ? 4 : 3;
    uint8_t samples[SIDE * SIDE * 4];
    for (size_t i = 0; i < SIDE * SIDE * channels; i++) samples[i] = colour[i % channels];
    unsigned char *made = NULL;
    unsigned long length = 0;
    tjhandle writer = tjInitCompress();
    assert_int_equal(tjCompress2(writer, samples, SIDE, 0, SIDE, inks ? TJPF_CMYK : TJPF_RGB, &made,
                                 &length, TJSAMP_444, 95, 0),
                     0);
    Str bytes = str_copy(arena, (Str){(const char *)made, length});
    tjFree(made);
    tjDestroy(writer);
    return (Image){.path = STR("a.jpg"), .bytes = bytes, .kind = IMAGE_JPEG, .inverted_cmyk = inks};
}

static void check_jpeg(const uint8_t *colour, bool inks, const uint8_t expected[3]) {
    Pages pages = pages_open();
    Image jpeg = jpeg_make(pages.fonts.arena, colour, inks);
    DisplayImage area = {.width = POINTS(40), .height = POINTS(40), .image = &jpeg};
    pages_item(&pages, ITEM_IMAGE, ROLE_FIGURE, &area);
    PngOptions options = {0};
    Pixels pixels;
    draw(&pages, &options, 72, &pixels);
    for (int c = 0; c < 3; c++)
        assert_in_range(pixel_at(&pixels, 20, 20)[c] + 4, expected[c], expected[c] + 8);
    assert_int_equal(pages.fonts.diag.reports.count, 0);
    pages_close(&pages);
}

static void test_a_jpeg_is_drawn(void **state) {
    (void)state;
    const uint8_t light[] = {215, 38, 61}, inks[] = {255, 155, 55, 235}, mixed[] = {235, 135, 35};
    check_jpeg(light, false, light);
    check_jpeg(inks, true, mixed);
}

static void test_a_damaged_picture_is_reported(void **state) {
    (void)state;
    Pages pages = pages_open();
    Image broken = {.path = STR("a.png"), .bytes = STR("abcd"), .kind = IMAGE_PNG};
    DisplayImage area = {.width = POINTS(40), .height = POINTS(40), .image = &broken};
    pages_item(&pages, ITEM_IMAGE, ROLE_FIGURE, &area);
    PngOptions options = {0};
    Pixels pixels;
    draw(&pages, &options, 72, &pixels);
    assert_int_equal(pages.fonts.diag.counts[MESSAGE_IMAGE_DAMAGED], 1);
    pages_close(&pages);
}

static void test_too_many_pixels_are_refused(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_end(&pages);
    PngOptions options = {0};
    StrBuilder out = {.arena = pages.arena};
    Raster *raster = raster_open(pages.arena, PNG_DPI_MOST);
    pages.page.width = POINTS(3000);
    assert_false(page_png_write(&pages.page, &options, raster, &pages.fonts.diag, &out));
    pages.page.width = pages.page.height = POINTS(1200); /* each side would do */
    assert_false(page_png_write(&pages.page, &options, raster, &pages.fonts.diag, &out));
    assert_int_equal(pages.fonts.diag.counts[MESSAGE_PREVIEW_TOO_LARGE], 2);
    assert_int_equal(out.length, 0);
    raster_close(raster);
    pages_close(&pages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws_what_can_be_seen),
        cmocka_unit_test(test_overlays_have_the_colours_of_the_svg),
        cmocka_unit_test(test_a_jpeg_is_drawn),
        cmocka_unit_test(test_a_damaged_picture_is_reported),
        cmocka_unit_test(test_too_many_pixels_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
