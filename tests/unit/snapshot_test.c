/* The snapshot of hand-made pages, and where two snapshots differ. */
#include "output/snapshot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pages.h"

static const Source SOURCE = {.path = {"content/fr/30-trafic.md", 23}};

static void add_text(Pages *pages) {
    pages_font(pages, "Vollkorn", POINTS(10));
    pages_word(pages, STR("D"))->invisible = true;
    pages_words(pages, STR("epuis l’été "));
    pages_word(pages, STR("consom"));
    pages_word(pages, STR("-"))->copied = STR("\u00AD");
    DisplayLine *line = pages_line(pages);
    line->source = (Span){&SOURCE, 12, 1, 0};
    line->block = 7;
    line->natural = POINTS(300);
    line->stretch = -2505;
    pages_words(pages, STR("mateur"));
    pages_space(pages, STR("\u00A0 "), POINTS(2));
    pages_word(pages, STR("!"));
    pages_space(pages, STR("  "), POINTS(2));
    line = pages_line(pages);
    line->source = (Span){&SOURCE, 12, 1, 0};
    line->block = 7;
    line->natural = 10 * UNIT_PER_POINT + UNIT_PER_POINT / 4;
    line->ends_block = true;
    pages_word(pages, STR("2"));
    line = pages_line(pages);
    line->role = ROLE_ARTIFACT;
    line->block = 0;
    line->natural = POINTS(5);
}

static Str snapshot(Pages *pages) {
    static Str fingerprints[] = {{"font Vollkorn-Regular.ttf 33c0", 30}};
    SnapshotHeader header = {STR("brochure-a4"), STR("fr"), fingerprints, 1};
    StrBuilder out = {.arena = pages->arena};
    pages_end(pages);
    snapshot_write(&pages->list, &header, &out);
    return builder_text(&out);
}

static void lines_are_keyed_by_their_source(void **state) {
    (void)state;
    Pages pages = pages_open();
    DisplayFrame frame = {STR("column 1"), POINTS(40), POINTS(50), POINTS(320), POINTS(200)};
    pages.page.frames = &frame;
    pages.page.frame_count = 1;
    pages.page.number = 4;
    add_text(&pages);
    assert_string_equal(
        str_to_c(pages.arena, snapshot(&pages)),
        "maquette-snapshot 1\nlayout brochure-a4\nlanguage fr\nfont Vollkorn-Regular.ttf "
        "33c0\npages 1\n\n"
        "page 4 plain 400 300 bleed 9\n"
        "frame 1 40 50 320 200 | column 1\n"
        "line 30-trafic.md:12 paragraph block 7 frame 1 x 40 baseline 60 width 320 natural 300 "
        "stretch -0.2505"
        " | {D}epuis l’été consom¬\n"
        "line 30-trafic.md:12 paragraph block 7 frame 1 x 40 baseline 80 width 320 natural 10.25 "
        "stretch 0 end"
        " | mateur\u00A0!\n"
        "line - artifact block 0 frame 1 x 40 baseline 100 width 320 natural 5 stretch 0 | 2\n");
    pages_close(&pages);
}

static void shapes_of_one_paint_are_counted(void **state) {
    (void)state;
    Pages pages = pages_open();
    const Colour accent = {.name = STR("accent")};
    DisplayRect rects[3];
    for (int i = 0; i < 3; i++) {
        rects[i] = (DisplayRect){.x = POINTS(10 * i),
                                 .y = POINTS(5),
                                 .width = POINTS(8),
                                 .height = POINTS(4),
                                 .fill = &accent};
        pages_item(&pages, ITEM_RECT, ROLE_ARTIFACT, &rects[i]);
    }
    Str before = str_copy(pages.arena, snapshot(&pages));
    assert_true(str_find(before, STR("\nrects 3 0 5 28 4 fill accent places "), 0) != SIZE_MAX);
    /* One that moves within the others' box is seen. */
    rects[1].x += 1;
    Str after = snapshot(&pages), one = {0}, other = {0};
    assert_int_equal(snapshot_compare(before, after, &one, &other), 8);
    rects[1].x -= 1;
    rects[1].stroke = &accent;
    rects[1].stroke_width = POINTS(2);
    after = snapshot(&pages);
    assert_true(str_find(after, STR("\nrects 1 10 5 8 4 fill accent stroke accent 2 places "), 0) !=
                SIZE_MAX);
    pages_close(&pages);
}

static void images_links_and_bookmarks_are_told(void **state) {
    (void)state;
    Pages pages = pages_open();
    Image file = {.path = STR("/home/x/content/fr/carte.png"), .width = 80, .height = 60};
    DisplayImage image = {.x = POINTS(1),
                          .y = POINTS(2),
                          .width = POINTS(3),
                          .height = POINTS(4),
                          .image = &file,
                          .alternative = STR("Carte\nde France")};
    DisplayLink links[2] = {{.number = 1, .address = STR("https://a.fr")},
                            {.number = 2, .target_y = POINTS(66), .contents = STR("Note 1")}};
    Bookmark bookmark = {STR("Trafic"), 1, 0, POINTS(20)};
    pages_item(&pages, ITEM_IMAGE, ROLE_FIGURE, &image);
    pages.page.links = links;
    pages.page.link_count = 2;
    pages.list.bookmarks = &bookmark;
    pages.list.bookmark_count = 1;
    Str text = snapshot(&pages);
    assert_true(
        str_ends_with(text, STR("image - 1 2 3 4 pixels 80 60 carte.png | Carte\\u{A}de France\n"
                                "link 1 0 0 0 0 to https://a.fr\n"
                                "link 2 0 0 0 0 to page 1 y 66 | Note 1\n\n"
                                "bookmark 1 page 1 y 20 | Trafic\n")));
    pages_close(&pages);
}

static void the_first_difference_is_found(void **state) {
    (void)state;
    Str one, other;
    assert_int_equal(snapshot_compare(STR("a\nb\n"), STR("a\nb\n"), &one, &other), 0);
    assert_int_equal(snapshot_compare(STR("a\nbc\nd"), STR("a\nbd\nd"), &one, &other), 2);
    assert_true(str_equal(one, STR("bc")) && str_equal(other, STR("bd")));
    assert_int_equal(snapshot_compare(STR("a\nb\n"), STR("a\nb\nc\n"), &one, &other), 3);
    assert_true(str_equal(one, STR("")) && str_equal(other, STR("c")));
    assert_int_equal(snapshot_compare(STR("a\nb"), STR("a\nb\n"), &one, &other), 2);
    assert_int_equal(snapshot_compare(STR(""), STR("x"), &one, &other), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_keyed_by_their_source),
        cmocka_unit_test(shapes_of_one_paint_are_counted),
        cmocka_unit_test(images_links_and_bookmarks_are_told),
        cmocka_unit_test(the_first_difference_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
