/* How letters are drawn inside a paragraph: raised endings, small capitals, figures, fractions,
 * dots, italics within italics. */
#include "paragraph/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "setters.h"

static int open_setters(void **state) {
    *state = setters_open();
    return 0;
}

static int close_setters(void **state) {
    setters_close(*state);
    return 0;
}

/* The piece of the first line that shows the text; NULL if none shows just that. */
static const Piece *piece_showing(Setters *s, const Paragraph *paragraph, const char *text) {
    size_t count = 0;
    const Piece *pieces = line_pieces(&paragraph->lines[0], s->arena, &count);
    for (size_t i = 0; i < count; i++) {
        if (str_equal(pieces[i].text, str_from_c(text))) return &pieces[i];
    }
    return NULL;
}

static void test_the_end_of_an_ordinal_is_raised(void **state) {
    Setters *s = *state;
    static const StyleCaps CAPS[] = {STYLE_CAPS_NONE, STYLE_CAPS_UPPER, STYLE_CAPS_SMALL};
    for (size_t i = 0; i < 3; i++) {
        s->style.caps = CAPS[i];
        Paragraph paragraph = setters_set(s, "le 1er mars");
        const Piece *ending = piece_showing(s, &paragraph, "er");
        assert_non_null(ending);
        assert_true(ending->size < s->style.size && ending->rise > 0);
        assert_int_equal(piece_showing(s, &paragraph, "1")->rise, 0);
        Str copied = line_copied(s->arena, &paragraph.lines[0]);
        assert_true(str_equal(copied, STR("le 1er mars")));
    }
    s->style.family = STR("Lato"); /* has superior letters of its own */
    s->style.caps = STYLE_CAPS_NONE;
    Paragraph paragraph = setters_set(s, "le 1er mars");
    const Piece *ending = piece_showing(s, &paragraph, "er");
    assert_int_equal(ending->size, s->style.size);
    assert_int_not_equal(ending->run->glyphs[0].id, face_glyph(ending->face, 'e'));
}

static void test_no_line_ends_inside_an_ordinal(void **state) {
    Setters *s = *state;
    const char *text = "le 1er et le 2e ou XXe";
    s->request.keeps_words = true;
    for (Unit width = 1; width < POINTS(80); width += POINTS(2)) {
        s->rooms[0].width = width;
        Paragraph paragraph = setters_set(s, text);
        for (size_t i = 0; i < paragraph.line_count; i++)
            assert_true(text[paragraph.lines[i].to] == ' ' || text[paragraph.lines[i].to] == '\0');
    }
    s->request.keeps_words = false;
    s->fonts.diag.reports.count = 0;
}

static void test_code_has_no_ordinals(void **state) {
    Setters *s = *state;
    Text *text = setters_text(s, "1er 2e");
    setters_cut(s, text, 3)->marks = MARK_CODE;
    s->request.text = text;
    Paragraph paragraph = paragraph_set(&s->setter, &s->request);
    assert_non_null(piece_showing(s, &paragraph, "er"));
    assert_null(piece_showing(s, &paragraph, "e"));
    s->request.verbatim = true;
    paragraph = setters_set(s, "1er");
    assert_null(piece_showing(s, &paragraph, "er"));
}

static void test_centuries_are_small_where_a_style_asks(void **state) {
    Setters *s = *state;
    Paragraph plain = setters_set(s, "au XXe siècle");
    assert_int_equal(piece_showing(s, &plain, "XX")->run->glyphs[0].id,
                     face_glyph(piece_showing(s, &plain, "XX")->face, 'X'));
    s->style.small_centuries = true;
    Paragraph small = setters_set(s, "au XXe siècle, Louis XIV");
    const Piece *numeral = piece_showing(s, &small, "XX");
    assert_int_not_equal(numeral->run->glyphs[0].id, face_glyph(numeral->face, 'X'));
    assert_int_equal(piece_showing(s, &small, "XIV")->run->glyphs[0].id,
                     face_glyph(numeral->face, 'X'));
    Str copied = line_copied(s->arena, &small.lines[0]);
    assert_true(str_equal(copied, STR("au XXe siècle, Louis XIV")));
    s->style.caps = STYLE_CAPS_UPPER;
    Paragraph upper = setters_set(s, "au XXe siècle");
    assert_int_equal(piece_showing(s, &upper, "XX")->run->glyphs[0].id,
                     face_glyph(numeral->face, 'X'));
}

/* A2.8: only where a class says so. */
static void test_a_fraction_is_one_where_it_is_said(void **state) {
    Setters *s = *state;
    Text *text = setters_text(s, "1/2 1/2");
    setters_cut(s, text, 4)->class_name = STR("fraction");
    s->request.text = text;
    Paragraph paragraph = paragraph_set(&s->setter, &s->request);
    size_t count = 0;
    const Piece *pieces = line_pieces(&paragraph.lines[0], s->arena, &count);
    assert_int_equal(pieces[0].run->glyphs[1].id, face_glyph(pieces[0].face, '/'));
    assert_true(pieces[2].run->count < 3 ||
                pieces[2].run->glyphs[1].id != face_glyph(pieces[2].face, '/'));
}

/* A2.9: figures of one width, of the height asked for; lining among capitals. */
static void test_figures(void **state) {
    Setters *s = *state;
    uint32_t ids[STYLE_FIGURES_TABULAR_LINING + 1];
    for (int figures = STYLE_FIGURES_FONT; figures <= STYLE_FIGURES_TABULAR_LINING; figures++) {
        s->style.figures = (StyleFigures)figures;
        Paragraph paragraph = setters_set(s, "1234567890");
        const GlyphRun *run = shaper_run(s->setter.shaper, paragraph.lines[0].parts[0].run);
        ids[figures] = run->glyphs[3].id;
        for (size_t i = 1; i < run->count && figures >= STYLE_FIGURES_TABULAR; i++)
            assert_int_equal(run->glyphs[i].advance, run->glyphs[0].advance);
    }
    assert_int_not_equal(ids[STYLE_FIGURES_OLDSTYLE], ids[STYLE_FIGURES_LINING]);
    assert_int_not_equal(ids[STYLE_FIGURES_TABULAR_OLDSTYLE], ids[STYLE_FIGURES_TABULAR_LINING]);
    s->style.figures = STYLE_FIGURES_OLDSTYLE;
    s->style.caps = STYLE_CAPS_UPPER;
    Paragraph upper = setters_set(s, "ab1234");
    const GlyphRun *run = shaper_run(s->setter.shaper, upper.lines[0].parts[0].run);
    assert_int_equal(run->glyphs[5].id, ids[STYLE_FIGURES_LINING]);
}

static void test_a_style_may_leave_the_dot_to_the_font(void **state) {
    Setters *s = *state;
    s->style.family = STR("Roboto Condensed"); /* draws it for capitals */
    static const StyleDotHeight heights[] = {STYLE_DOT_HEIGHT_X, STYLE_DOT_HEIGHT_FONT,
                                             STYLE_DOT_HEIGHT_CAPS};
    Unit offsets[3];
    for (size_t i = 0; i < 3; i++) {
        s->style.dot_height = heights[i];
        Paragraph paragraph = setters_set(s, "un·e");
        offsets[i] =
            shaper_run(s->setter.shaper, paragraph.lines[0].parts[0].run)->glyphs[2].y_offset;
    }
    assert_true(offsets[0] < 0);
    assert_int_equal(offsets[1], 0);
    assert_true(offsets[2] > offsets[0]);
}

/* A3.8: what is emphasised within an italic text is roman. */
static void test_emphasis_within_italic_is_roman(void **state) {
    Setters *s = *state;
    InlineRun run = {.marks = MARK_EMPHASIS};
    assert_false(face_metrics(look_make(&s->setter, &s->style, NULL).font.face)->italic);
    assert_true(face_metrics(look_make(&s->setter, &s->style, &run).font.face)->italic);
    s->style.italic = true;
    assert_true(face_metrics(look_make(&s->setter, &s->style, NULL).font.face)->italic);
    assert_false(face_metrics(look_make(&s->setter, &s->style, &run).font.face)->italic);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_setters, close_setters)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_the_end_of_an_ordinal_is_raised),
        CASE(test_no_line_ends_inside_an_ordinal),
        CASE(test_code_has_no_ordinals),
        CASE(test_centuries_are_small_where_a_style_asks),
        CASE(test_a_fraction_is_one_where_it_is_said),
        CASE(test_figures),
        CASE(test_a_style_may_leave_the_dot_to_the_font),
        CASE(test_emphasis_within_italic_is_roman),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
