/* The snapshot of hand-made pages, and where two snapshots differ. */
#include "output/snapshot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pages.h"

#define INVARIANTS                                                              \
    "\ninvariants\ninvariant notes 0\ninvariant grid 0\ninvariant overflow 0\n" \
    "invariant overlaps 0\ninvariant glyphs 0\ninvariant widows 0\ninvariant orphans 0\n"

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

static Str snapshot_at(Pages *pages, SnapshotLevel level) {
    static Str fingerprints[] = {{"font Vollkorn-Regular.ttf 33c0", 30}};
    SnapshotHeader header = {STR("brochure-a4"), STR("fr"), fingerprints, 1, level, NULL};
    StrBuilder out = {.arena = pages->arena};
    pages_end(pages);
    snapshot_write(&pages->list, &header, &out);
    return builder_text(&out);
}

static Str snapshot(Pages *pages) {
    return snapshot_at(pages, SNAPSHOT_LINES);
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
        "maquette-snapshot 4\nlevel lines\nlayout brochure-a4\nlanguage fr\nfont "
        "Vollkorn-Regular.ttf "
        "33c0\npages 1\n\n"
        "page 4 plain 400 300 bleed 9\n"
        "frame 1 40 50 320 200 | column 1\n"
        "line 30-trafic.md:12 paragraph block 7 frame 1 x 40 baseline 60 width 320 natural 300 "
        "stretch -0.2505"
        " | {D}epuis l’été consom¬\n"
        "line 30-trafic.md:12 paragraph block 7 frame 1 x 40 baseline 80 width 320 natural 10.25 "
        "stretch 0 end"
        " | mateur\u00A0!\n"
        "line - artifact block 0 frame 1 x 40 baseline 100 width 320 natural 5 stretch 0 | "
        "2\n" INVARIANTS);
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
    assert_int_equal(snapshot_compare(before, after, &one, &other), 9);
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
                                "bookmark 1 page 1 y 20 | Trafic\n" INVARIANTS)));
    pages_close(&pages);
}

static void levels_tell_more_and_more(void **state) {
    (void)state;
    Pages pages = pages_open();
    DisplayFrame frame = {STR("column 1"), POINTS(40), POINTS(50), POINTS(320), POINTS(200)};
    pages.page.frames = &frame;
    pages.page.frame_count = 1;
    add_text(&pages);
    Str text = str_copy(pages.arena, snapshot_at(&pages, SNAPSHOT_PAGES));
    assert_true(str_find(text, STR("\nframe 1 "), 0) != SIZE_MAX);
    assert_true(str_find(text, STR("été"), 0) == SIZE_MAX);
    text = str_copy(pages.arena, snapshot_at(&pages, SNAPSHOT_BLOCKS));
    assert_true(str_find(text,
                         STR("\nblock 30-trafic.md:12 paragraph block 7 frame 1 lines 2 x 40 "
                             "baseline 60 last 80 width 320 end | {D}epuis l’été "
                             "consommateur\u00A0!\n"),
                         0) != SIZE_MAX);
    text = snapshot_at(&pages, SNAPSHOT_GLYPHS);
    assert_true(str_find(text, STR("\nglyphs "), 0) != SIZE_MAX);
    SnapshotLevel level;
    assert_true(snapshot_find_level(text, &level) && level == SNAPSHOT_GLYPHS);
    assert_false(snapshot_find_level(STR("maquette-snapshot 1\nlayout x\n"), &level));
    pages_close(&pages);
}

/* A paragraph of three lines, the last of them alone on the next page; a note that stands there. */
static void what_must_hold_is_counted(void **state) {
    (void)state;
    Pages pages = pages_open();
    Layout layout = {.leading = POINTS(20), .first_baseline = POINTS(65)};
    pages.list.layout = &layout;
    DisplayFrame frame = {STR("column 1"), POINTS(40), POINTS(50), POINTS(320), POINTS(200)};
    DisplayLink call = {.number = 1, .note = true, .page = 1, .contents = STR("Note 7")};
    pages.page.frames = &frame;
    pages.page.frame_count = 1;
    pages.page.links = &call;
    pages.page.link_count = 1;
    pages_font(&pages, "Vollkorn", POINTS(10));
    for (int i = 0; i < 2; i++) {
        pages_words(&pages, STR("une ligne"));
        DisplayLine *line = pages_line(&pages);
        line->block = 1;
        line->source = (Span){&SOURCE, 12, 1, 0};
    }
    pages_end(&pages);
    DisplayPage both[2] = {pages.page, pages.page};
    both[1].number = 2;
    both[1].item_count = 1;
    both[1].link_count = 0;
    DisplayLine last = *both[1].items[0].as.line;
    last.ends_block = true;
    DisplayItem item = {.kind = ITEM_LINE, .as.line = &last};
    both[1].items = &item;
    pages.list.pages = both;
    pages.list.page_count = 2;
    Diag diag = {.arena = pages.arena};
    diag_report(&diag, MESSAGE_LINE_OVERFULL, (Span){&SOURCE, 30, 1, 0}, ARGS(STR("3"), STR("x")));
    SnapshotHeader header = {STR("l"), STR("fr"), NULL, 0, SNAPSHOT_LINES, &diag};
    StrBuilder out = {.arena = pages.arena};
    snapshot_write(&pages.list, &header, &out);
    Str text = builder_text(&out);
    size_t at = str_find(text, STR("\ninvariants\n"), 0);
    assert_string_equal(str_to_c(pages.arena, str_slice(text, at, text.length)),
                        "\ninvariants\n"
                        "fault grid page 1 30-trafic.md:12 | une ligne\n"
                        "fault notes page 1 - | Note 7\n"
                        "fault widows page 2 30-trafic.md:12 | une ligne\n"
                        "fault overflow page 0 30-trafic.md:30 | this line sticks out by 3 pt "
                        "(style x)\n"
                        "invariant notes 1\ninvariant grid 1\ninvariant overflow 1\n"
                        "invariant overlaps 0\ninvariant glyphs 0\ninvariant widows 1\n"
                        "invariant orphans 0\n");
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
        cmocka_unit_test(levels_tell_more_and_more),
        cmocka_unit_test(what_must_hold_is_counted),
        cmocka_unit_test(the_first_difference_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
