/* One face: measures, names, outlines, and files that are broken on purpose. */
#include "font/face.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "font/subset.h"
#include "fonts.h"

#define LIBERTINE "/usr/share/fonts/opentype/linux-libertine/LinLibertine_R.otf"
#define VOLLKORN  "/usr/share/fonts/truetype/vollkorn/Vollkorn-Regular.ttf"

static void test_metrics(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const FaceMetrics *vollkorn = face_metrics(fonts_face(&fonts, "Vollkorn", 400, false));
    assert_int_equal(vollkorn->units_per_em, 1000);
    assert_int_equal(vollkorn->ascender, 952);
    assert_int_equal(vollkorn->descender, -441);
    assert_int_equal(vollkorn->cap_height, 676);
    assert_int_equal(vollkorn->x_height, 458);
    assert_int_equal(vollkorn->weight, 400);
    assert_int_equal(vollkorn->italic_angle, 0);
    assert_false(vollkorn->is_cff);
    assert_false(vollkorn->italic);
    const FaceMetrics *slanted = face_metrics(fonts_face(&fonts, "Linux Libertine", 400, true));
    assert_true(slanted->is_cff);
    assert_true(slanted->italic);
    assert_true(slanted->serif);
    assert_int_equal(slanted->italic_angle, -12 * 65536);
    const FaceMetrics *inter = face_metrics(fonts_face(&fonts, "Inter", 400, false));
    assert_int_equal(inter->units_per_em, 2816);
    assert_false(inter->serif);
    fonts_close(&fonts);
}

static void test_names_and_glyphs(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Lato", 900, false);
    assert_true(str_equal(face_family(face), STR("Lato")));
    assert_true(str_equal(face_file_name(face), STR("truetype/lato/Lato-Black.ttf")));
    assert_true(str_equal(face_postscript_name(face), STR("Lato-Black")));
    assert_int_equal(face_sha256(face).length, 64);
    assert_int_not_equal(face_glyph(face, 0x00B7), 0);
    assert_int_equal(face_glyph(face, 0x2603), 0);
    assert_int_equal(face_scale(face, 2000, POINTS(12)), POINTS(12));
    assert_int_equal(face_scale(face, -500, POINTS(12)), -POINTS(3));
    fonts_close(&fonts);
}

static void test_outline_is_made_of_closed_contours(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const char *const families[] = {"Vollkorn", "Linux Libertine"}; /* glyf, CFF */
    for (size_t i = 0; i < 2; i++) {
        const Face *face = fonts_face(&fonts, families[i], 400, false);
        PathStep *steps = NULL;
        size_t count = 0, moves = 0, closes = 0;
        assert_true(face_outline(face, face_glyph(face, 'O'), fonts.arena, &steps, &count));
        for (size_t j = 0; j < count; j++) {
            moves += steps[j].verb == PATH_MOVE;
            closes += steps[j].verb == PATH_CLOSE;
        }
        assert_int_equal(moves, 2);
        assert_int_equal(closes, 2);
        assert_int_equal(steps[0].verb, PATH_MOVE);
        assert_int_equal(steps[count - 1].verb, PATH_CLOSE);
        assert_true(face_outline(face, face_glyph(face, ' '), fonts.arena, &steps, &count));
        assert_int_equal(count, 0);
        assert_false(face_outline(face, 999999, fonts.arena, &steps, &count));
    }
    fonts_close(&fonts);
}

static void test_bounds_and_extent(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Lato", 900, false);
    int32_t box[4], left = 0, right = 0;
    uint32_t letter = face_glyph(face, 'L');
    face_glyph_bounds(face, letter, box);
    assert_int_equal(box[1], 0);
    assert_int_equal(box[3], face_metrics(face)->cap_height);
    assert_true(face_glyph_extent(face, letter, box[1], box[3], &left, &right));
    assert_int_equal(left, box[0]);
    assert_int_equal(right, box[2]);
    /* Above its foot an L is only its stem. */
    assert_true(face_glyph_extent(face, letter, box[3] / 2, box[3], &left, &right));
    assert_int_equal(left, box[0]);
    assert_true(right < box[0] + (box[2] - box[0]) / 2);
    assert_false(face_glyph_extent(face, letter, box[3] + 1, box[3] + 500, &left, &right));
    assert_false(face_glyph_extent(face, face_glyph(face, ' '), 0, 500, &left, &right));
    face_glyph_bounds(face, face_glyph(face, ' '), box);
    assert_int_equal(box[0] | box[1] | box[2] | box[3], 0);
    fonts_close(&fonts);
}

/* Chords stay within a two hundredth of the curve: an O's ink is found to its edge. */
static void test_extent_of_curves(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Linux Libertine", 400, false);
    int32_t box[4], left = 0, right = 0;
    uint32_t letter = face_glyph(face, 'O');
    face_glyph_bounds(face, letter, box);
    int32_t middle = (box[1] + box[3]) / 2;
    assert_true(face_glyph_extent(face, letter, middle - 10, middle + 10, &left, &right));
    assert_in_range(left - box[0] + 3, 0, 6);
    assert_in_range(right - box[2] + 3, 0, 6);
    int32_t low_left = 0, low_right = 0;
    assert_true(face_glyph_extent(face, letter, box[1], box[1] + 20, &low_left, &low_right));
    assert_true(low_left > left + 50 && low_right < right - 50);
    fonts_close(&fonts);
}

/* ---- broken files ---- */

typedef struct Broken {
    Arena *arena;
    Diag diag;
    Str bytes; /* may be written to */
    char *data;
} Broken;

static Broken broken_open(const char *path) {
    Arena *arena = arena_open();
    Broken broken = {.arena = arena, .diag = {.arena = arena}};
    assert_true(file_read(arena, str_from_c(path), &broken.bytes, &broken.diag, (Span){0}));
    broken.data = ARENA_ARRAY(arena, char, broken.bytes.length);
    memcpy(broken.data, broken.bytes.bytes, broken.bytes.length);
    broken.bytes.bytes = broken.data;
    return broken;
}

static Face *broken_face(Broken *broken, size_t length) {
    return face_open(broken->arena, STR("V"), STR("v.ttf"), str_slice(broken->bytes, 0, length), 0,
                     STR(""), (Span){0}, &broken->diag);
}

/* The byte at which a table starts. */
static size_t table_start(const Broken *broken, const char *tag) {
    const unsigned char *entry = (const unsigned char *)broken->data + 12;
    while (memcmp(entry, tag, 4) != 0) entry += 16;
    return (size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11];
}

static void test_bytes_that_are_no_font(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    assert_null(
        face_open(arena, STR("V"), STR("v.ttf"), STR("%PDF-1.7"), 0, STR(""), (Span){0}, &diag));
    assert_null(face_open(arena, STR("W"), STR("w.ttf"), (Str){0}, 0, STR(""), (Span){0}, &diag));
    assert_int_equal(diag.reports.count, 2);
    assert_int_equal(diag.reports.items[0].code, MESSAGE_FONT_BROKEN);
    arena_close(arena);
}

static void test_embedding_that_is_forbidden(void **state) {
    (void)state;
    Broken broken = broken_open(VOLLKORN);
    size_t embedding = table_start(&broken, "OS/2") + 8;
    broken.data[embedding + 1] = 8; /* editable: allowed */
    Face *face = broken_face(&broken, SIZE_MAX);
    assert_non_null(face);
    face_close(face);
    broken.data[embedding + 1] = 2;
    assert_null(broken_face(&broken, SIZE_MAX));
    assert_true(only_report_is(&broken.diag, MESSAGE_FONT_EMBEDDING_FORBIDDEN));
    arena_close(broken.arena);
}

/* Heights that the font does not state are those of H and x; its name is the file's. */
static void test_measures_that_are_not_stated(void **state) {
    (void)state;
    Broken broken = broken_open(VOLLKORN);
    memset(broken.data + table_start(&broken, "OS/2") + 86, 0, 4);
    memset(broken.data + table_start(&broken, "name"), 0, 6);
    Face *face = broken_face(&broken, SIZE_MAX);
    assert_non_null(face);
    int32_t bounds[4];
    face_glyph_bounds(face, face_glyph(face, 'H'), bounds);
    assert_int_equal(face_metrics(face)->cap_height, bounds[3]);
    face_glyph_bounds(face, face_glyph(face, 'x'), bounds);
    assert_int_equal(face_metrics(face)->x_height, bounds[3]);
    assert_true(str_equal(face_postscript_name(face), STR("v")));
    face_close(face);
    arena_close(broken.arena);
}

static void test_outlines_that_cannot_be_cut_down(void **state) {
    (void)state;
    Broken broken = broken_open(LIBERTINE);
    memset(broken.data + table_start(&broken, "CFF "), 0, 400);
    Face *face = broken_face(&broken, SIZE_MAX);
    assert_non_null(face);
    uint32_t used[] = {face_glyph(face, 'a')};
    Subset subset;
    assert_false(face_subset(face, used, 1, broken.arena, &subset, &broken.diag));
    assert_true(only_report_is(&broken.diag, MESSAGE_FONT_SUBSET_FAILED));
    face_close(face);
    arena_close(broken.arena);
}

/* Everything that reads a font, on a font that may be broken anywhere. */
static void face_exercise(Broken *broken, const Face *face) {
    Subset subset;
    PathStep *steps;
    size_t count;
    int32_t left, right, bounds[4];
    uint32_t used[] = {face_glyph(face, 'e'), face_glyph(face, 0xE9), 7};
    face_subset(face, used, 3, broken->arena, &subset, &broken->diag);
    face_outline(face, used[0], broken->arena, &steps, &count);
    face_glyph_extent(face, used[1], -100, 500, &left, &right);
    face_glyph_bounds(face, used[1], bounds);
    Shaper *shaper = shaper_open(broken->arena, NULL, &broken->diag);
    Font font = {.face = face, .size = POINTS(10), .language = STR("fr")};
    shape_text(shaper, &font, STR("affé·e"), (Span){0});
    shaper_close(shaper);
}

static void test_damaged_fonts_do_no_harm(void **state) {
    (void)state;
    uint32_t random = 12345;
    for (int round = 0; round < 60; round++) {
        Broken broken = broken_open(round % 2 == 0 ? VOLLKORN : LIBERTINE);
        for (int i = 0; i < 20; i++) {
            random = random * 1664525 + 1013904223;
            /* Half of the faults in the tables' directory and the small tables at the start. */
            size_t range = i % 2 == 0 ? broken.bytes.length : 2000;
            broken.data[(random >> 8) % range] = (char)(random >> 3);
        }
        size_t length = round % 3 == 0 ? (random >> 4) % broken.bytes.length : SIZE_MAX;
        Face *face = broken_face(&broken, length);
        if (face != NULL) face_exercise(&broken, face);
        face_close(face);
        arena_close(broken.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metrics),
        cmocka_unit_test(test_names_and_glyphs),
        cmocka_unit_test(test_outline_is_made_of_closed_contours),
        cmocka_unit_test(test_bounds_and_extent),
        cmocka_unit_test(test_extent_of_curves),
        cmocka_unit_test(test_bytes_that_are_no_font),
        cmocka_unit_test(test_embedding_that_is_forbidden),
        cmocka_unit_test(test_measures_that_are_not_stated),
        cmocka_unit_test(test_outlines_that_cannot_be_cut_down),
        cmocka_unit_test(test_damaged_fonts_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
