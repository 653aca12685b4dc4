/* A page as SVG: each glyph is defined once, what is written is well-formed XML, and it draws what
 * the display list says. */
#include "output/page_svg.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "pages.h"

static size_t count_of(Str text, Str needle) {
    size_t count = 0;
    for (size_t at = 0; (at = str_find(text, needle, at)) != SIZE_MAX; at += needle.length) count++;
    return count;
}

static Str draw(Pages *pages, const SvgOptions *options, SvgGlyphs *glyphs) {
    StrBuilder out = {.arena = pages->arena};
    Arena *scratch = arena_open();
    pages_end(pages);
    page_svg_write(&pages->page, options, glyphs, scratch, &out);
    arena_close(scratch);
    return builder_text(&out);
}

static Pages page_of_words(const char *words) {
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    pages_words(&pages, str_from_c(words));
    pages_line(&pages);
    return pages;
}

static void test_glyphs_are_defined_once(void **state) {
    (void)state;
    Pages pages = page_of_words("non non");
    SvgGlyphs glyphs = {.known = {.arena = pages.arena}};
    SvgOptions options = {.title = STR("page 1")};
    Str svg = draw(&pages, &options, &glyphs);
    assert_int_equal(count_of(svg, STR("<path id=")), 2); /* n and o */
    assert_int_equal(count_of(svg, STR("<use ")), 6);
    assert_int_equal(count_of(svg, STR("<g transform=")), 1);
    svg = draw(&pages, &options, &glyphs); /* a second page of the same file */
    assert_int_equal(count_of(svg, STR("<path id=")), 0);
    assert_int_equal(count_of(svg, STR("<use ")), 6);
    pages_close(&pages);
}

/* The second glyph stands its advance, in units of the font, behind the first. */
static void test_places_are_font_units(void **state) {
    (void)state;
    Pages pages = page_of_words("nn");
    SvgGlyphs glyphs = {.known = {.arena = pages.arena}};
    SvgOptions options = {0};
    Str svg = draw(&pages, &options, &glyphs);
    const Face *face = pages.font.face;
    StrBuilder second = {.arena = pages.arena};
    builder_add_format(&second, "<use href=\"#g1\"/><use href=\"#g1\" x=\"%d\"/>",
                       face_advance(face, face_glyph(face, 'n')));
    assert_true(str_find(svg, builder_text(&second), 0) != SIZE_MAX);
    assert_true(str_find(svg, STR("translate(40 60) scale(.01 -.01)"), 0) != SIZE_MAX);
    pages_close(&pages);
}

static void test_is_well_formed(void **state) {
    (void)state;
    Pages pages = page_of_words("l·l & <b>");
    Colour red = {.rgb = {215, 38, 61}};
    DisplayRect rect = {.x = POINTS(10),
                        .y = POINTS(-3),
                        .width = POINTS(20),
                        .height = POINTS(5),
                        .radius = POINTS(2),
                        .fill = &red};
    PathPoint points[] = {{.verb = PATH_LINE, .x = {1}, .y = {1}}, /* has no start: left out */
                          {.verb = PATH_MOVE, .x = {0}, .y = {0}},
                          {.verb = PATH_CURVE, .x = {1, 2, POINTS(3)}, .y = {1, 2, POINTS(3)}},
                          {.verb = PATH_CLOSE}};
    DisplayPath path = {.points = points, .point_count = 4, .fill = &red, .even_odd = true};
    Image picture = {
        .bytes = STR("abcd"), .kind = IMAGE_PNG, .width = 1, .height = 1, .channels = 3};
    DisplayImage image = {.width = POINTS(9),
                          .height = POINTS(9),
                          .image = &picture,
                          .alternative = STR("a \"b\" < c \x01")};
    pages_item(&pages, ITEM_RECT, ROLE_ARTIFACT, &rect);
    pages_item(&pages, ITEM_PATH, ROLE_ARTIFACT, &path);
    pages_item(&pages, ITEM_IMAGE, ROLE_FIGURE, &image);
    DisplayFrame frames[] = {{.name = STR("column 1")}, {.name = STR("encadre <a&b>")}};
    pages.page.frames = frames;
    pages.page.frame_count = 2;
    SvgMark mark = {.colour = "#c02020", .label = STR("widow & more")};
    SvgOptions options = {.title = STR("page \"1\" <&>"),
                          .language = STR("fr"),
                          .frames = true,
                          .pictures = true,
                          .grid_first = POINTS(20),
                          .grid_leading = POINTS(12),
                          .grid_rows = 3,
                          .marks = &mark,
                          .mark_count = 1};
    SvgGlyphs glyphs = {.known = {.arena = pages.arena}};
    Str svg = draw(&pages, &options, &glyphs);
    assert_true(pdf_says(pages.arena, svg,
                         "python3 -c 'import sys,xml.dom.minidom as m; "
                         "print(m.parse(sys.argv[1]).documentElement.tagName)' $F",
                         "svg"));
    assert_true(str_find(svg, STR("fill=\"#d7263d\""), 0) != SIZE_MAX);
    assert_true(str_find(svg, STR("<path d=\"M0 0C"), 0) != SIZE_MAX);
    assert_true(str_find(svg, STR("base64,YWJjZA==\""), 0) != SIZE_MAX);
    options.pictures = false;
    assert_true(str_find(draw(&pages, &options, &glyphs), STR("base64"), 0) == SIZE_MAX);
    pages_close(&pages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_glyphs_are_defined_once),
        cmocka_unit_test(test_places_are_font_units),
        cmocka_unit_test(test_is_well_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
