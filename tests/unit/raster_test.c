/* Tiny shapes as pixels, at 72 dpi: a point is a pixel. */
#include "output/raster.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

#include "fonts.h"

enum { WIDTH = 8, HEIGHT = 6 };

static const uint8_t black[3] = {0, 0, 0};

static Raster *open_band(Arena *arena) {
    Raster *raster = raster_open(arena, 72);
    raster_begin(raster, arena, WIDTH, 0, HEIGHT);
    return raster;
}

/* The red of a pixel. */
static int red_at(const Raster *raster, int x, int y) {
    return raster_row(raster, y)[3 * x];
}

static PathPoint move_to(int32_t halves_x, int32_t halves_y) {
    return (PathPoint){.verb = PATH_MOVE, .x = {POINTS(halves_x) / 2}, .y = {POINTS(halves_y) / 2}};
}

static PathPoint line_to(int32_t halves_x, int32_t halves_y) {
    PathPoint point = move_to(halves_x, halves_y);
    point.verb = PATH_LINE;
    return point;
}

/* A square between two places on both axes, in half points. */
static void add_square(PathPoint points[5], int32_t from, int32_t to) {
    points[0] = move_to(from, from);
    points[1] = line_to(to, from);
    points[2] = line_to(to, to);
    points[3] = line_to(from, to);
    points[4] = (PathPoint){.verb = PATH_CLOSE};
}

static void test_coverage_is_the_area(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Raster *raster = open_band(arena);
    PathPoint square[5];
    add_square(square, 2, 7); /* 1 to 3.5 */
    raster_fill(raster, square, 5, false, (const uint8_t[3]){0, 100, 255});
    assert_int_equal(red_at(raster, 0, 1), 255);
    assert_int_equal(red_at(raster, 1, 1), 0);
    assert_int_equal(raster_row(raster, 1)[4], 100);
    assert_in_range(red_at(raster, 3, 1), 126, 129);
    assert_in_range(red_at(raster, 3, 3), 190, 193);
    assert_int_equal(red_at(raster, 4, 1), 255);
    assert_int_equal(red_at(raster, 2, 4), 255);
    raster_close(raster);
    arena_close(arena);
}

static void test_even_odd_leaves_a_hole(void **state) {
    (void)state;
    for (int even_odd = 0; even_odd < 2; even_odd++) {
        Arena *arena = arena_open();
        Raster *raster = open_band(arena);
        PathPoint points[10];
        add_square(points, 0, 10);
        add_square(points + 5, 4, 6);
        raster_fill(raster, points, 10, even_odd == 1, black);
        assert_int_equal(red_at(raster, 1, 1), 0);
        assert_int_equal(red_at(raster, 2, 2), even_odd == 1 ? 255 : 0);
        raster_close(raster);
        arena_close(arena);
    }
}

/* Butt ends do not reach beyond the line, mitred corners fill the corner's pixel. */
static void test_lines_have_ends_and_corners(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Raster *raster = open_band(arena);
    const PathPoint line[] = {move_to(4, 4), line_to(8, 4)};
    raster_stroke(raster, line, 2, POINTS(2), black);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            bool inside = x >= 2 && x < 4 && y >= 1 && y < 3;
            assert_int_equal(red_at(raster, x, y), inside ? 0 : 255);
        }
    }
    PathPoint square[5];
    add_square(square, 4, 8);
    raster_begin(raster, arena, WIDTH, 0, HEIGHT);
    raster_stroke(raster, square, 5, POINTS(2), black);
    assert_int_equal(red_at(raster, 1, 1), 0);
    assert_int_equal(red_at(raster, 4, 4), 0);
    assert_int_equal(red_at(raster, 0, 1), 255);
    assert_int_equal(red_at(raster, 5, 5), 255);
    raster_close(raster);
    arena_close(arena);
}

static void draw_scene(Raster *raster, const Face *face) {
    const PathPoint triangle[] = {{.verb = PATH_LINE, .x = {1}, .y = {1}}, /* has no start */
                                  move_to(1, 1),
                                  line_to(13, 3),
                                  line_to(5, 11)};
    const PathPoint far[] = {{.verb = PATH_MOVE, .x = {INT32_MAX}, .y = {INT32_MIN}},
                             {.verb = PATH_LINE, .x = {INT32_MIN}, .y = {INT32_MAX}},
                             {.verb = PATH_LINE, .x = {INT32_MIN}, .y = {0}}};
    raster_fill(raster, triangle, 4, false, (const uint8_t[3]){200, 30, 30});
    raster_stroke(raster, triangle, 4, POINTS(1), black);
    raster_fill(raster, far, 3, false, black);
    RasterGlyph glyph = {face, face_glyph(face, 'm'), POINTS(9), 10000, POINTS(0), POINTS(5)};
    raster_glyph(raster, &glyph, black);
}

/* What is painted in bands is what is painted at once. */
static void test_bands_fit_together(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Vollkorn", 400, false);
    Raster *raster = open_band(fonts.arena);
    draw_scene(raster, face);
    uint8_t whole[HEIGHT][3 * WIDTH];
    for (int y = 0; y < HEIGHT; y++) memcpy(whole[y], raster_row(raster, y), 3 * WIDTH);
    for (int32_t top = 0; top < HEIGHT; top += 2) {
        raster_begin(raster, fonts.arena, WIDTH, top, 2);
        draw_scene(raster, face);
        assert_memory_equal(raster_row(raster, top), whole[top], 3 * WIDTH);
        assert_memory_equal(raster_row(raster, top + 1), whole[top + 1], 3 * WIDTH);
    }
    raster_close(raster);
    fonts_close(&fonts);
}

/* A glyph blackens what its outline covers, at its place. */
static void test_glyph_stands_on_its_baseline(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Lato", 400, false);
    Raster *raster = open_band(fonts.arena);
    RasterGlyph glyph = {face, face_glyph(face, 'I'), POINTS(8), 20000, POINTS(2), POINTS(5)};
    int32_t bounds[4], em = face_metrics(face)->units_per_em;
    face_glyph_bounds(face, glyph.glyph, bounds);
    raster_glyph(raster, &glyph, black);
    int ink = 0;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) ink += 255 - red_at(raster, x, y);
    }
    /* The I of Lato is a rectangle, here twice as wide; what is above the band is cut off. */
    int32_t top = bounds[3] * 8 < 5 * em ? bounds[3] * 8 : 5 * em;
    int64_t area = (int64_t)255 * (bounds[2] - bounds[0]) * 8 * 2 * top / em / em;
    assert_in_range(ink, area - 20, area + 20);
    assert_int_equal(red_at(raster, 4, 5), 255); /* below the baseline */
    raster_close(raster);
    fonts_close(&fonts);
}

static void test_pictures_are_scaled(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Raster *raster = open_band(arena);
    uint8_t samples[] = {0, 100, 200, 100};
    Pixels gray = {.width = 2, .height = 2, .channels = 1, .bytes = samples};
    DisplayImage area = {.x = POINTS(1), .y = POINTS(1), .width = POINTS(2), .height = POINTS(2)};
    raster_picture(raster, &area, &gray, arena); /* one to one */
    assert_int_equal(red_at(raster, 1, 1), 0);
    assert_int_equal(red_at(raster, 2, 1), 100);
    assert_int_equal(red_at(raster, 1, 2), 200);
    assert_int_equal(red_at(raster, 3, 1), 255);
    area.x = POINTS(4);
    area.width = area.height = POINTS(1);
    raster_picture(raster, &area, &gray, arena); /* four samples to one pixel */
    assert_int_equal(red_at(raster, 4, 1), 100);
    assert_int_equal(red_at(raster, 5, 1), 255);
    uint8_t clear[] = {40, 0, 255, 0};
    Pixels veiled = {.width = 1, .height = 2, .channels = 2, .alpha = true, .bytes = clear};
    area = (DisplayImage){.x = POINTS(-1), .y = POINTS(4), .width = POINTS(9), .height = POINTS(2)};
    raster_picture(raster, &area, &veiled, arena);
    assert_int_equal(red_at(raster, 0, 4), 255); /* wholly transparent */
    raster_close(raster);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage_is_the_area),
        cmocka_unit_test(test_even_odd_leaves_a_hole),
        cmocka_unit_test(test_lines_have_ends_and_corners),
        cmocka_unit_test(test_bands_fit_together),
        cmocka_unit_test(test_glyph_stands_on_its_baseline),
        cmocka_unit_test(test_pictures_are_scaled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
