/* Shaping: the lines of tests/spec/shape.txt, then the cache, cutting, missing characters, hostile
 * texts. */
#include "font/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fonts.h"

static bool option_is(Str option, const char *name, Str *value) {
    Str key = str_from_c(name);
    if (!str_starts_with(option, key)) return false;
    *value = str_slice(option, key.length, option.length);
    return true;
}

static void option_read(Font *font, Str option) {
    Str value = {0};
    if (option_is(option, "lang=", &value))
        font->language = value;
    else if (option_is(option, "tracking=", &value))
        assert_true(unit_read(value, &font->tracking));
    else if (str_equal(option, STR("upper")))
        font->features.caps = CAPS_UPPER;
    else if (str_equal(option, STR("small")))
        font->features.caps = CAPS_SMALL;
    else if (str_equal(option, STR("all-small")))
        font->features.caps = CAPS_ALL_SMALL;
    else if (str_equal(option, STR("dot-font")))
        font->features.dot_height = DOT_HEIGHT_FONT;
    else if (str_equal(option, STR("dot-caps")))
        font->features.dot_height = DOT_HEIGHT_CAPS;
    else if (str_equal(option, STR("fraction")))
        font->features.fraction = true;
    else if (str_equal(option, STR("oldstyle")))
        font->features.figures = FIGURES_OLDSTYLE;
    else if (str_equal(option, STR("lining")))
        font->features.figures = FIGURES_LINING;
    else if (str_equal(option, STR("tabular")))
        font->features.tabular = true;
    else if (str_equal(option, STR("superior")))
        font->features.superior = true;
    else if (str_equal(option, STR("no-ligatures")))
        font->features.no_ligatures = true;
    else if (str_equal(option, STR("rtl")))
        font->right_to_left = true;
    else
        fail_msg("unknown option %.*s", (int)option.length, option.bytes);
}

/* Cuts the text before a mark off and moves behind the mark. */
static Str field_next(Str *rest, char mark) {
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != mark) end++;
    Str field = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->length);
    return field;
}

/* "Vollkorn", "Vollkorn 700", "Linux Libertine 700 italic". */
static const Face *face_read(Fonts *fonts, Str name) {
    bool italic = str_ends_with(name, STR(" italic"));
    if (italic) name.length -= 7;
    int64_t weight = 400;
    if (name.length > 4 && str_to_int(str_slice(name, name.length - 3, name.length), &weight))
        name.length -= 4;
    return fonts_face(fonts, str_to_c(fonts->arena, name), (int)weight, italic);
}

static void glyph_write(StrBuilder *out, const GlyphRun *run, const Glyph *glyph) {
    char name[64];
    hb_font_t *font = hb_font_create(face_harfbuzz(run->face));
    hb_font_glyph_to_string(font, glyph->id, name, sizeof name);
    hb_font_destroy(font);
    if (glyph->unsafe_to_break) builder_add_byte(out, '!');
    builder_add_c(out, name);
    builder_add_byte(out, '=');
    builder_add_int(out, glyph->cluster);
    builder_add_byte(out, '+');
    unit_write(out, glyph->advance);
    if (glyph->x_offset == 0 && glyph->y_offset == 0) return;
    builder_add_byte(out, '@');
    unit_write(out, glyph->x_offset);
    builder_add_byte(out, ',');
    unit_write(out, glyph->y_offset);
}

/* "{Family size^rise}" before a run that is not in the font asked for, then its glyphs. */
static Str shape_write(Arena *arena, const Shape *shape) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < shape->run_count; i++) {
        const GlyphRun *run = &shape->runs[i];
        if (i > 0) builder_add_byte(&out, ' ');
        if (run->face != shape->font.face || run->size != shape->font.size) {
            builder_add_byte(&out, '{');
            builder_add(&out, face_family(run->face));
            builder_add_byte(&out, ' ');
            unit_write(&out, run->size);
            builder_add_byte(&out, '^');
            unit_write(&out, run->rise);
            builder_add_c(&out, "} ");
        } else if (i > 0) {
            builder_add_c(&out, "{} ");
        }
        for (size_t j = 0; j < run->count; j++) {
            if (j > 0) builder_add_byte(&out, ' ');
            glyph_write(&out, run, &run->glyphs[j]);
        }
    }
    if (shape->missing) builder_add_c(&out, " (missing)");
    return str_trim(builder_text(&out));
}

/* font;size;options;text;glyphs. */
static bool case_holds(Fonts *fonts, Shaper *shaper, Str line, int number) {
    Str rest = line, options, text, size;
    Font font = {.face = face_read(fonts, field_next(&rest, ';'))};
    size = field_next(&rest, ';');
    assert_true(unit_read(size, &font.size));
    options = field_next(&rest, ';');
    while (options.length > 0) option_read(&font, field_next(&options, ','));
    text = field_next(&rest, ';');
    Str found = shape_write(fonts->arena, shape_text(shaper, &font, text, (Span){0}));
    if (str_equal(found, rest)) return true;
    print_error("shape.txt:%d: %.*s\n  expected %.*s\n  found    %.*s\n", number, (int)text.length,
                text.bytes, (int)rest.length, rest.bytes, (int)found.length, found.bytes);
    return false;
}

static void test_cases_of_the_specification(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Str text = {0};
    assert_true(file_read(fonts.arena, STR(MAQUETTE_SOURCE_DIR "/tests/spec/shape.txt"), &text,
                          &fonts.diag, (Span){0}));
    int number = 0, cases = 0, failures = 0;
    while (text.length > 0) {
        Str line = field_next(&text, '\n');
        number++;
        if (line.length == 0 || line.bytes[0] == '#') continue;
        cases++;
        failures += !case_holds(&fonts, shaper, line, number);
    }
    shaper_close(shaper);
    fonts_close(&fonts);
    assert_true(cases > 40);
    assert_int_equal(failures, 0);
}

/* ---- what a line cannot say ---- */

static Font font_of(const Face *face) {
    return (Font){.face = face, .size = POINTS(10), .language = STR("fr")};
}

static void test_same_text_in_same_font_is_shaped_once(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Vollkorn", 400, false));
    char typed[] = "usager", tag[] = "fr";
    font.language = str_from_c(tag);
    const Shape *shape = shape_text(shaper, &font, str_from_c(typed), (Span){0});
    typed[0] = tag[0] = 'x'; /* the shaper keeps its own copies */
    font.language = STR("fr");
    assert_ptr_equal(shape_text(shaper, &font, STR("usager"), (Span){0}), shape);
    Font others[] = {font, font, font, font, font, font, font, font};
    others[0].size++;
    others[1].tracking = 1;
    others[2].language = STR("en");
    others[3].features.superior = true;
    others[4].features.caps = CAPS_UPPER;
    others[5].face = fonts_face(&fonts, "Vollkorn", 700, false);
    others[6].features.dot_height = DOT_HEIGHT_CAPS;
    others[7].features.fraction = true;
    for (size_t i = 0; i < 8; i++)
        assert_ptr_not_equal(shape_text(shaper, &others[i], STR("usager"), (Span){0}), shape);
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_cache_grows(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Vollkorn", 400, false));
    static const Shape *shapes[9000];
    char word[16];
    for (int i = 0; i < 9000; i++) {
        snprintf(word, sizeof word, "m%d", i);
        shapes[i] = shape_text(shaper, &font, str_from_c(word), (Span){0});
    }
    for (int i = 0; i < 9000; i++) {
        snprintf(word, sizeof word, "m%d", i);
        assert_ptr_equal(shape_text(shaper, &font, str_from_c(word), (Span){0}), shapes[i]);
    }
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_width_and_cuts(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Vollkorn", 400, false));
    const Shape *shape = shape_text(shaper, &font, STR("affiché·e"), (Span){0});
    assert_int_equal(shape_width(shape, 0, 11), shape->width);
    assert_int_equal(shape_width(shape, 0, 1), shape->glyphs[0].advance);
    /* ffi is one glyph of the three bytes 1 to 3; what lies inside it has no width of its own. */
    assert_int_equal(shape_width(shape, 1, 2), shape->glyphs[1].advance);
    assert_int_equal(shape_width(shape, 2, 4), 0);
    assert_int_equal(shape_width(shape, 4, 2), 0);
    assert_true(shape_may_cut(shape, 0));
    assert_true(shape_may_cut(shape, 4));
    assert_false(shape_may_cut(shape, 2)); /* inside the ligature */
    assert_false(shape_may_cut(shape, 8)); /* before and after the dot */
    assert_false(shape_may_cut(shape, 10));
    assert_true(shape_may_cut(shape, 11));
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_width_from_right_to_left(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Amiri", 400, false));
    font.right_to_left = true;
    font.language = STR("ar");
    const Shape *shape = shape_text(shaper, &font, STR("دار"), (Span){0});
    assert_int_equal(shape->glyph_count, 3);
    assert_int_equal(shape->glyphs[0].cluster, 4); /* visual order: the last letter comes first */
    assert_int_equal(shape_width(shape, 0, 2), shape->glyphs[2].advance);
    assert_int_equal(shape_width(shape, 2, 6), shape->glyphs[0].advance + shape->glyphs[1].advance);
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_halves_of_a_safe_cut_are_as_wide_as_the_whole(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Vollkorn", 400, true));
    static const char *const words[] = {"professionnel·le·s", "AVATAR·E", "difficile", "Tao’y"};
    for (size_t w = 0; w < 4; w++) {
        Str word = str_from_c(words[w]);
        const Shape *whole = shape_text(shaper, &font, word, (Span){0});
        for (uint32_t at = 1; at < word.length; at++) {
            if (!shape_may_cut(whole, at)) continue;
            const Shape *left = shape_text(shaper, &font, str_slice(word, 0, at), (Span){0});
            const Shape *right =
                shape_text(shaper, &font, str_slice(word, at, word.length), (Span){0});
            assert_int_equal(left->width + right->width, whole->width);
        }
    }
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_missing_character_is_reported_once(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Vollkorn", 400, false));
    Source source = {.path = STR("a.md"), .text = STR("x☃")};
    Span where = span_at(&source, 1, 1);
    assert_true(shape_text(shaper, &font, STR("x☃"), where)->missing);
    assert_true(shape_text(shaper, &font, STR("☃"), where)->missing);
    font.face = fonts_face(&fonts, "Vollkorn", 700, false);
    assert_true(shape_text(shaper, &font, STR("☃y"), where)->missing);
    assert_true(only_report_is(&fonts.diag, MESSAGE_GLYPH_MISSING));
    const Report *report = &fonts.diag.reports.items[0];
    assert_int_equal(report->where.column, 2);
    assert_true(str_equal(report->arguments[0], STR("☃ (U+2603)")));
    assert_true(str_equal(report->arguments[1], STR("Vollkorn")));
    font.face = fonts_face(&fonts, "Lato", 400, false);
    shape_text(shaper, &font, STR("☃"), where); /* another family: said again */
    assert_int_equal(fonts.diag.reports.count, 2);
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_empty_and_hostile_texts(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Vollkorn", 400, false));
    const Shape *shape = shape_text(shaper, &font, (Str){0}, (Span){0});
    assert_int_equal(shape->run_count, 0);
    assert_int_equal(shape->width, 0);
    assert_int_equal(shape_width(shape, 0, 9), 0);
    shape = shape_text(shaper, &font, STR("\xC2\xAD\t\n\x7F"), (Span){0}); /* nothing to draw */
    assert_int_equal(shape->glyph_count, 0);
    assert_false(shape->missing);
    shape = shape_text(shaper, &font, STR("\xFF\xC0"), (Span){0}); /* no UTF-8 */
    assert_int_equal(shape->text.length, 2);
    shape = shape_text(shaper, &font, STR("\u0301\u0301"), (Span){0}); /* marks without a base */
    assert_int_equal(shape->text.length, 4);
    shaper_close(shaper);
    fonts_close(&fonts);
}

/* A word of 60,000 letters, half of them dots between capitals: linear, not quadratic. */
static void test_endless_word(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Shaper *shaper = shaper_open(fonts.arena, fonts.catalogue, &fonts.diag);
    Font font = font_of(fonts_face(&fonts, "Linux Libertine", 400, false));
    StrBuilder word = {.arena = fonts.arena};
    for (int i = 0; i < 30000; i++) builder_add_c(&word, "A·");
    const Shape *shape = shape_text(shaper, &font, builder_text(&word), (Span){0});
    assert_int_equal(shape->glyph_count, 60000);
    assert_int_equal(shape->run_count, 1);
    for (uint32_t at = 0; at < word.length; at++) shape_width(shape, at, at + 1);
    word.length = 0;
    builder_add_c(&word, "e");
    for (int i = 0; i < 30000; i++) builder_add_c(&word, "\u0301");
    font.features.caps = CAPS_UPPER;
    shape = shape_text(shaper, &font, builder_text(&word), (Span){0});
    assert_true(shape->glyph_count > 0);
    shaper_close(shaper);
    fonts_close(&fonts);
}

static void test_word_space(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    Font font = font_of(fonts_face(&fonts, "Linux Libertine", 400, false));
    assert_int_equal(font_space(&font), POINTS(10) / 4);
    font.tracking = POINTS(1);
    assert_int_equal(font_space(&font), POINTS(10) / 4 + POINTS(1));
    fonts_close(&fonts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_the_specification),
        cmocka_unit_test(test_same_text_in_same_font_is_shaped_once),
        cmocka_unit_test(test_cache_grows),
        cmocka_unit_test(test_width_and_cuts),
        cmocka_unit_test(test_width_from_right_to_left),
        cmocka_unit_test(test_halves_of_a_safe_cut_are_as_wide_as_the_whole),
        cmocka_unit_test(test_missing_character_is_reported_once),
        cmocka_unit_test(test_empty_and_hostile_texts),
        cmocka_unit_test(test_endless_word),
        cmocka_unit_test(test_word_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
