/* Subsets: numbering, what is inside, same bytes each time. */
#include "font/subset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fonts.h"

static void test_numbering(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Linux Libertine", 400, false);
    uint32_t a = face_glyph(face, 'a'), z = face_glyph(face, 'z');
    uint32_t used[] = {z, a, z, 1000000};
    Subset subset;
    assert_true(face_subset(face, used, 4, fonts.arena, &subset, &fonts.diag));
    assert_int_equal(subset.glyph_count, 3);
    assert_int_equal(subset.glyphs[0], 0);
    assert_int_equal(subset.glyphs[1], a);
    assert_int_equal(subset.glyphs[2], z);
    assert_int_equal(subset.new_id_count, z + 1);
    assert_int_equal(subset.new_ids[0], 0);
    assert_int_equal(subset.new_ids[a], 1);
    assert_int_equal(subset.new_ids[z], 2);
    assert_int_equal(subset.new_ids[a + 1], UINT32_MAX);
    fonts_close(&fonts);
}

/* A glyf subset is a font file: it opens, its glyphs have the advances and boxes of the old ones.
 */
static void test_glyf_subset_draws_the_same(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Vollkorn", 700, false);
    uint32_t used[] = {face_glyph(face, 0xE9), face_glyph(face, 'g'), face_glyph(face, 0xB7)};
    Subset subset;
    assert_true(face_subset(face, used, 3, fonts.arena, &subset, &fonts.diag));
    assert_true(subset.bytes.length < 4000); /* no hints, no tables for setting text */
    hb_blob_t *blob = hb_blob_create(subset.bytes.bytes, (unsigned)subset.bytes.length,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *small = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(small);
    assert_int_equal(hb_face_get_glyph_count(small), subset.glyph_count);
    for (size_t i = 0; i < 3; i++) {
        uint32_t id = subset.new_ids[used[i]];
        assert_int_equal(subset.glyphs[id], used[i]);
        assert_int_equal(hb_font_get_glyph_h_advance(font, id), face_advance(face, used[i]));
        hb_glyph_extents_t ink;
        int32_t bounds[4];
        assert_true(hb_font_get_glyph_extents(font, id, &ink));
        face_glyph_bounds(face, used[i], bounds);
        assert_int_equal(ink.x_bearing, bounds[0]);
        assert_int_equal(ink.y_bearing, bounds[3]);
    }
    hb_font_destroy(font);
    hb_face_destroy(small);
    hb_blob_destroy(blob);
    fonts_close(&fonts);
}

/* Of a CFF font only the table comes out: it starts with its version, 1.0. */
static void test_cff_subset_is_the_bare_table(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Inter", 400, false);
    uint32_t used[] = {face_glyph(face, 'a'), face_glyph(face, 'b')};
    Subset subset;
    assert_true(face_subset(face, used, 2, fonts.arena, &subset, &fonts.diag));
    assert_true(str_starts_with(subset.bytes, (Str){"\x01\x00", 2}));
    assert_true(subset.bytes.length < 2000);
    fonts_close(&fonts);
}

static void test_same_glyphs_same_bytes(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const char *const families[] = {"Vollkorn", "Linux Biolinum"};
    for (size_t i = 0; i < 2; i++) {
        const Face *face = fonts_face(&fonts, families[i], 400, false);
        uint32_t used[] = {30, 40, 50, 60}, turned[] = {60, 50, 30, 40, 30};
        Subset first, second;
        assert_true(face_subset(face, used, 4, fonts.arena, &first, &fonts.diag));
        assert_true(face_subset(face, turned, 5, fonts.arena, &second, &fonts.diag));
        assert_true(str_equal(first.bytes, second.bytes));
    }
    fonts_close(&fonts);
}

static void test_no_glyphs_at_all(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *face = fonts_face(&fonts, "Vollkorn", 400, false);
    Subset subset;
    assert_true(face_subset(face, NULL, 0, fonts.arena, &subset, &fonts.diag));
    assert_int_equal(subset.glyph_count, 1); /* .notdef */
    fonts_close(&fonts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbering),
        cmocka_unit_test(test_glyf_subset_draws_the_same),
        cmocka_unit_test(test_cff_subset_is_the_bare_table),
        cmocka_unit_test(test_same_glyphs_same_bytes),
        cmocka_unit_test(test_no_glyphs_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
