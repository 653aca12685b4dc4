/* The middle dot in every face of the catalogue: rules B3.1 to B3.8 of the domain, as they are told
 * in src/font/dot.c. Exact glyphs of some faces stand in tests/spec/shape.txt.
 *
 * The program takes the locale of its environment, as maquette does not: under a Catalan one
 * HarfBuzz would take Catalan for a text without a language (tests/cli/locale.sh runs it so). */
#include "font/shape.h"

#include <hb-subset.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fonts.h"

enum { DOT = 0xB7, CATALAN_L = 0x140, CATALAN_CAPITAL_L = 0x13F };

#define EM POINTS(1000) /* so that lengths read as thousandths of it */

typedef struct Bench {
    Fonts fonts;
    Shaper *shaper;
    VEC(const Face *) faces; /* all of the catalogue */
    size_t families;
} Bench;

static void faces_open(Bench *bench) {
    Arena *arena = bench->fonts.arena;
    Str path = STR(MAQUETTE_SOURCE_DIR "/fonts/fonts.yaml");
    Source *source = source_read(arena, path, path, &bench->fonts.diag, (Span){0});
    YamlNode *root = yaml_read(arena, source, 0, source->text.length, &bench->fonts.diag);
    const YamlNode *families = yaml_find(root, "families");
    for (size_t i = 0; i < families->count; i++, bench->families++) {
        const YamlNode *faces = yaml_find(families->pairs[i].value, "faces");
        for (size_t n = 0; n < faces->count; n++) {
            int64_t weight = 400;
            Str style = {0};
            yaml_int(yaml_find(faces->items[n], "weight"), 1, 1000, &weight, &bench->fonts.diag);
            yaml_text(yaml_find(faces->items[n], "style"), &style, &bench->fonts.diag);
            const Face *face =
                catalogue_find_face(bench->fonts.catalogue, families->pairs[i].key, (int)weight,
                                    str_equal(style, STR("italic")), (Span){0}, &bench->fonts.diag);
            assert_non_null(face);
            VEC_PUSH(arena, &bench->faces, face);
        }
    }
}

static int open_bench(void **state) {
    static Bench bench;
    bench = (Bench){.fonts = fonts_open()};
    bench.shaper = shaper_open(bench.fonts.arena, bench.fonts.catalogue, &bench.fonts.diag);
    faces_open(&bench);
    assert_true(bench.families >= 7 && bench.faces.count >= 40);
    *state = &bench;
    return 0;
}

static int close_bench(void **state) {
    Bench *bench = *state;
    shaper_close(bench->shaper);
    fonts_close(&bench->fonts);
    return 0;
}

static Font font_of(const Face *face) {
    return (Font){.face = face, .size = EM, .language = STR("fr")};
}

static const Shape *shape(Bench *bench, const Font *font, const char *text) {
    const Shape *made = shape_text(bench->shaper, font, str_from_c(text), (Span){0});
    assert_false(made->missing);
    return made;
}

/* The glyph that stands for the byte, alone. */
static const Glyph *glyph_at(const Shape *made, uint32_t byte) {
    const Glyph *found = NULL;
    for (size_t i = 0; i < made->glyph_count; i++) {
        if (made->glyphs[i].cluster != byte) continue;
        assert_null(found);
        found = &made->glyphs[i];
    }
    assert_non_null(found);
    return found;
}

static void fail_of(const Face *face, const char *what, int64_t found) {
    Str file = face_file_name(face);
    fail_msg("%.*s: %s: %lld", (int)file.length, file.bytes, what, (long long)found);
}

/* Thousandths of the em from the baseline to the middle of the dot's ink. */
static int64_t dot_centre(const Face *face, const Glyph *glyph) {
    int32_t bounds[4];
    face_glyph_bounds(face, glyph->id, bounds);
    int64_t drawn = face_scale(face, bounds[1] + bounds[3], EM);
    return (drawn / 2 + glyph->y_offset) / UNIT_PER_POINT;
}

static int64_t permille(const Face *face, int32_t font_units) {
    return face_scale(face, font_units, EM) / UNIT_PER_POINT;
}

#define EACH_FACE(bench, face)                                                      \
    for (size_t face_number = 0; face_number < (bench)->faces.count; face_number++) \
        for (const Face *face = (bench)->faces.items[face_number]; face != NULL; face = NULL)

/* ---- B3.1, B3.2: which glyph ---- */

/* Every feature set that a style can ask for. */
static size_t feature_sets(FeatureSet *sets) {
    size_t count = 0;
    for (int caps = CAPS_NONE; caps <= CAPS_ALL_SMALL; caps++) {
        for (int figures = FIGURES_FONT; figures <= FIGURES_LINING; figures++) {
            for (int bits = 0; bits < 4; bits++) {
                sets[count++] = (FeatureSet){.caps = (Caps)caps,
                                             .figures = (Figures)figures,
                                             .tabular = (bits & 1) != 0,
                                             .no_ligatures = (bits & 2) != 0};
            }
        }
    }
    return count;
}

/* Not joined with an l, not the Catalan dot. */
static void check_own_glyph(Bench *bench, const Font *font, const char *text, uint32_t byte) {
    const Shape *made = shape(bench, font, text);
    const Glyph *dot = glyph_at(made, byte);
    const Face *face = font->face;
    glyph_at(made, byte - 1);
    glyph_at(made, byte + 2);
    uint32_t catalan[] = {face_glyph(face, CATALAN_L), face_glyph(face, CATALAN_CAPITAL_L)};
    for (size_t i = 0; i < made->glyph_count; i++) {
        for (size_t n = 0; n < 2; n++) {
            if (catalan[n] != 0 && made->glyphs[i].id == catalan[n])
                fail_of(face, "a Catalan l", made->glyphs[i].id);
        }
    }
    if (dot->advance < EM / 10) fail_of(face, "a dot without room", dot->advance);
    bool small = font->features.caps == CAPS_NONE && text[byte - 1] == 'l';
    if (small && dot->id != face_glyph(face, DOT))
        fail_of(face, "a dot that is not U+00B7", dot->id);
}

static void test_b3_2_the_dot_is_its_own_glyph(void **state) {
    Bench *bench = *state;
    FeatureSet sets[64];
    size_t count = feature_sets(sets);
    EACH_FACE(bench, face) {
        for (size_t i = 0; i < count; i++) {
            Font font = font_of(face);
            font.features = sets[i];
            check_own_glyph(bench, &font, "professionnel·le·s", 13);
            check_own_glyph(bench, &font, "l·l", 1);
            check_own_glyph(bench, &font, "L·L", 1);
        }
    }
}

/* A text without a language is not the locale's. */
static void test_b3_1_the_locale_decides_nothing(void **state) {
    Bench *bench = *state;
    EACH_FACE(bench, face) {
        Font font = font_of(face), none = font_of(face);
        none.language = STR("");
        check_own_glyph(bench, &none, "l·l", 1);
        const Shape *french = shape(bench, &font, "l·l"), *unsaid = shape(bench, &none, "l·l");
        assert_int_equal(french->glyph_count, unsaid->glyph_count);
        for (size_t i = 0; i < french->glyph_count; i++)
            assert_memory_equal(&french->glyphs[i], &unsaid->glyphs[i], sizeof(Glyph));
    }
}

/* ---- B3.3, B3.4: how high ---- */

static void test_b3_3_between_capitals_the_dot_goes_up(void **state) {
    Bench *bench = *state;
    EACH_FACE(bench, face) {
        Font font = font_of(face), upper = font_of(face);
        upper.features.caps = CAPS_UPPER;
        const Glyph *typed = glyph_at(shape(bench, &font, "R·È"), 1);
        const Glyph *mapped = glyph_at(shape(bench, &upper, "r·è"), 1);
        const Glyph *among_lower = glyph_at(shape(bench, &font, "r·è"), 1);
        int64_t centre = dot_centre(face, typed);
        int64_t off = centre - permille(face, face_metrics(face)->cap_height) / 2;
        if (off > 60 || off < -60) fail_of(face, "off half the capitals", off);
        if (centre <= dot_centre(face, among_lower)) fail_of(face, "not raised", centre);
        assert_int_equal(dot_centre(face, mapped), centre);
    }
}

static void test_b3_4_between_small_letters_it_stands_at_half_of_x(void **state) {
    Bench *bench = *state;
    EACH_FACE(bench, face) {
        Font font = font_of(face);
        static const char *const texts[] = {"n·e", "E·e", "e·E"};
        for (size_t i = 0; i < 3; i++) {
            int64_t off = dot_centre(face, glyph_at(shape(bench, &font, texts[i]), 1)) -
                          permille(face, face_metrics(face)->x_height) / 2;
            if (off > 31 || off < -31) fail_of(face, "off half of x", off);
        }
    }
}

static void test_b3_4_a_style_may_ask_for_another_height(void **state) {
    Bench *bench = *state;
    EACH_FACE(bench, face) {
        Font font = font_of(face), caps = font_of(face);
        font.features.dot_height = DOT_HEIGHT_FONT;
        caps.features.dot_height = DOT_HEIGHT_CAPS;
        assert_int_equal(glyph_at(shape(bench, &font, "n·e"), 1)->y_offset, 0);
        assert_int_equal(glyph_at(shape(bench, &font, "R·È"), 1)->y_offset, 0);
        int64_t off = dot_centre(face, glyph_at(shape(bench, &caps, "n·e"), 1)) -
                      permille(face, face_metrics(face)->cap_height) / 2;
        if (off > 2 || off < -2) fail_of(face, "off half the capitals", off);
    }
}

/* ---- B3.5, B3.6: how wide ---- */

static void test_b3_5_the_dot_is_not_wide(void **state) {
    Bench *bench = *state;
    EACH_FACE(bench, face) {
        Font font = font_of(face);
        const Glyph *dot = glyph_at(shape(bench, &font, "n·e"), 1);
        int64_t advance = dot->advance / UNIT_PER_POINT;
        int32_t bounds[4];
        face_glyph_bounds(face, dot->id, bounds);
        int64_t left = permille(face, bounds[0]) + dot->x_offset / UNIT_PER_POINT;
        int64_t right = advance - permille(face, bounds[2]) - dot->x_offset / UNIT_PER_POINT;
        int64_t beside = left < right ? left : right;
        bool tight = beside <= 21; /* a black face's dot is all ink */
        if (advance < 140 || (advance > 260 && !tight)) fail_of(face, "room for the dot", advance);
        if (beside < 19 && dot->x_offset != 0) fail_of(face, "beside the dot", beside);
    }
}

static void test_b3_6_all_dots_are_spaced_alike(void **state) {
    Bench *bench = *state;
    static const char *const letters[] = {"l", "e", "n", "r", "t", "è", "f", "v"};
    EACH_FACE(bench, face) {
        Font font = font_of(face);
        Unit advance = glyph_at(shape(bench, &font, "n·n"), 1)->advance;
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
            char text[16];
            snprintf(text, sizeof text, "%s·%s", letters[i], letters[i]);
            uint32_t at = (uint32_t)strlen(letters[i]);
            const Shape *made = shape(bench, &font, text);
            assert_int_equal(glyph_at(made, at)->advance, advance);
            const Glyph *left = glyph_at(made, 0);
            assert_int_equal(left->advance, face_scale(face, face_advance(face, left->id), EM));
        }
    }
}

/* ---- B3.7: letterspacing and ligatures ---- */

static void test_b3_7_half_the_letterspacing_and_no_ligature(void **state) {
    Bench *bench = *state;
    EACH_FACE(bench, face) {
        Font plain = font_of(face), spaced = font_of(face);
        spaced.tracking = POINTS(40);
        plain.features.no_ligatures = true;
        const Shape *without = shape(bench, &plain, "un·en"),
                    *with = shape(bench, &spaced, "un·en");
        static const Unit more[] = {POINTS(40), POINTS(20), POINTS(20), POINTS(40), POINTS(40)};
        assert_int_equal(with->glyph_count, 5);
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(with->glyphs[i].advance - without->glyphs[i].advance, more[i]);
        Font font = font_of(face);
        static const char *const texts[] = {"f·f", "f·i", "s·t", "c·t"};
        for (size_t i = 0; i < 4; i++)
            assert_int_equal(shape(bench, &font, texts[i])->glyph_count, 3);
    }
}

/* ---- B3.8: a font without the dot ---- */

/* The face without U+00B7. */
static const Face *face_without_dot(Bench *bench, const Face *face) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_add_range(hb_subset_input_unicode_set(input), 0x20, 0x7E);
    hb_face_t *made = hb_subset_or_fail(face_harfbuzz(face), input);
    assert_non_null(made);
    hb_blob_t *blob = hb_face_reference_blob(made);
    unsigned length = 0;
    const char *data = hb_blob_get_data(blob, &length);
    Str bytes = str_copy(bench->fonts.arena, (Str){data, length});
    hb_blob_destroy(blob);
    hb_face_destroy(made);
    hb_subset_input_destroy(input);
    return face_open(bench->fonts.arena, face_family(face), STR("dotless"), bytes, 0, STR(""),
                     (Span){0}, &bench->fonts.diag);
}

static void test_b3_8_a_missing_dot_is_an_error(void **state) {
    Bench *bench = *state;
    const Face *whole = fonts_face(&bench->fonts, "Vollkorn", 400, false);
    Face *face = (Face *)(uintptr_t)face_without_dot(bench, whole);
    assert_non_null(face);
    Font font = font_of(face);
    Source source = {.path = STR("a.md"), .text = STR("un·e")};
    const Shape *made = shape_text(bench->shaper, &font, STR("un·e"), span_at(&source, 2, 1));
    assert_true(made->missing);
    assert_int_equal(made->glyph_count, 3); /* no dot of another font */
    assert_int_equal(made->run_count, 1);
    assert_true(only_report_is(&bench->fonts.diag, MESSAGE_GLYPH_MISSING));
    assert_int_equal(message_level(MESSAGE_GLYPH_MISSING), DIAG_ERROR);
    bench->fonts.diag.reports.count = 0;
    face_close(face);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_b3_1_the_locale_decides_nothing),
        cmocka_unit_test(test_b3_2_the_dot_is_its_own_glyph),
        cmocka_unit_test(test_b3_3_between_capitals_the_dot_goes_up),
        cmocka_unit_test(test_b3_4_between_small_letters_it_stands_at_half_of_x),
        cmocka_unit_test(test_b3_4_a_style_may_ask_for_another_height),
        cmocka_unit_test(test_b3_5_the_dot_is_not_wide),
        cmocka_unit_test(test_b3_6_all_dots_are_spaced_alike),
        cmocka_unit_test(test_b3_7_half_the_letterspacing_and_no_ligature),
        cmocka_unit_test(test_b3_8_a_missing_dot_is_an_error),
    };
    const char *locale = setlocale(LC_ALL, "");
    if (locale != NULL) print_message("locale %s\n", locale);
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
