/* A PDF file as other programs see it: its structure, boxes, links, outline, images. */
#include "output/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <png.h>

#include "pages.h"

#define CONTENT "qpdf --qdf --object-streams=disable $F -"

static void add_three_faces(Pages *pages) {
    static const char *const families[] = {"Vollkorn", "Linux Libertine", "Inter"};
    for (int i = 0; i < 3; i++) {
        pages_font(pages, families[i], POINTS(11));
        pages_words(pages, STR("Des usagers·ères professionnel·le·s : l’affiche"));
        pages_line(pages);
    }
}

static void is_valid_and_embeds_its_fonts(void **state) {
    (void)state;
    Pages pages = pages_open();
    add_three_faces(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(
        pdf_says(pages.arena, pdf, "qpdf --check $F", "No syntax or stream encoding errors"));
    Str fonts = pdf_ask(pages.arena, pdf, "pdffonts $F");
    assert_true(str_find(fonts, STR("+Vollkorn-Regular"), 0) != SIZE_MAX);
    assert_true(str_find(fonts, STR("+LinLibertine"), 0) != SIZE_MAX);
    assert_true(str_find(fonts, STR("+Inter-Regular"), 0) != SIZE_MAX);
    assert_true(str_find(fonts, STR("CID TrueType"), 0) != SIZE_MAX);
    assert_true(str_find(fonts, STR("CID Type 0C"), 0) != SIZE_MAX);
    /* One font object each: every glyph has one text. */
    assert_true(pdf_says(pages.arena, pdf, "pdffonts $F | grep -c 'yes yes yes'", "3\n"));
    assert_true(pdf_says(pages.arena, pdf, "mutool draw -F txt $F", "professionnel·le·s"));
    assert_true(pdf.length < 40000);
    pages_close(&pages);
}

static void same_pages_give_same_bytes(void **state) {
    (void)state;
    Str made[2];
    Pages pages[2];
    for (int i = 0; i < 2; i++) {
        pages[i] = pages_open();
        add_three_faces(&pages[i]);
        made[i] = pages_pdf(&pages[i], PDF_SCREEN);
    }
    assert_true(str_equal(made[0], made[1]));
    pages[1].document.edition.title = STR("Another title");
    Str other = pages_pdf(&pages[1], PDF_SCREEN);
    Str id = pdf_ask(pages[0].arena, made[0], "grep -a -A1 '^/ID' $F");
    assert_true(id.length > 60);
    assert_false(str_equal(id, pdf_ask(pages[1].arena, other, "grep -a -A1 '^/ID' $F")));
    for (int i = 0; i < 2; i++) pages_close(&pages[i]);
}

static void tells_its_title_and_dates(void **state) {
    (void)state;
    Pages pages = pages_open();
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    Str info = pdf_ask(pages.arena, pdf, "TZ=UTC pdfinfo -isodates $F; pdfinfo -meta $F");
    static const char *const wanted[] = {
        "Les usagers·ères\n", "Sub (title)",          "Collectif",
        "maquette",           "2025-04-15T00:00:00Z", "<dc:language><rdf:Bag><rdf:li>fr"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (str_find(info, str_from_c(wanted[i]), 0) == SIZE_MAX)
            fail_msg("no %s in %.*s", wanted[i], (int)info.length, info.bytes);
    }
    assert_true(pdf_says(pages.arena, pdf, "mutool show $F trailer/Root", "/Lang (fr)"));
    assert_true(pdf_says(pages.arena, pdf, "mutool show $F trailer/Root", "/DisplayDocTitle true"));
    pages_close(&pages);
}

static void print_has_boxes_and_inks(void **state) {
    (void)state;
    Pages pages = pages_open();
    const Colour ink = {.cmyk = {0, 8800, 6200, 0}, .spot = STR("PANTONE 199 C"), .tint = 10000};
    Colour tint = ink;
    tint.tint = 1200;
    const Colour mixed = {.cmyk = {10000, 2500, 0, 125}};
    DisplayRect rects[3] = {{.x = -POINTS(9),
                             .y = -POINTS(9),
                             .width = POINTS(418),
                             .height = POINTS(318),
                             .fill = &tint},
                            {.x = POINTS(20),
                             .y = POINTS(20),
                             .width = POINTS(50),
                             .height = POINTS(30),
                             .fill = &mixed},
                            {.x = POINTS(20),
                             .y = POINTS(60),
                             .width = POINTS(50),
                             .height = POINTS(30),
                             .radius = POINTS(5),
                             .stroke = &ink,
                             .stroke_width = POINTS(1) / 2}};
    for (int i = 0; i < 3; i++) pages_item(&pages, ITEM_RECT, ROLE_ARTIFACT, &rects[i]);
    Str pdf = pages_pdf(&pages, PDF_PRINT);
    Str boxes = pdf_ask(pages.arena, pdf, "pdfinfo -box $F | tr -s ' '");
    assert_true(str_find(boxes, STR("MediaBox: 0.00 0.00 418.00 318.00"), 0) != SIZE_MAX);
    assert_true(str_find(boxes, STR("BleedBox: 0.00 0.00 418.00 318.00"), 0) != SIZE_MAX);
    assert_true(str_find(boxes, STR("TrimBox: 9.00 9.00 409.00 309.00"), 0) != SIZE_MAX);
    Str content = pdf_ask(pages.arena, pdf, CONTENT);
    assert_true(str_find(content, STR("/Artifact BMC\n/S0 cs .12 scn\n0 0 418 318 re\nf\n"), 0) !=
                SIZE_MAX);
    assert_true(str_find(content, STR("1 .25 0 .0125 k\n29 259 50 30 re\nf\n.5 w\n/S0 CS 1 SCN\n"),
                         0) != SIZE_MAX);
    assert_true(pdf_says(pages.arena, pdf, "mutool show $F pages/1/Resources/ColorSpace",
                         "PANTONE#20199#20C"));
    assert_true(
        pdf_says(pages.arena, pdf, "qpdf --check $F", "No syntax or stream encoding errors"));
    Str screen = pages_pdf(&pages, PDF_SCREEN);
    assert_true(pdf_says(pages.arena, screen, "pdfinfo -box $F | tr -s ' '",
                         "MediaBox: 0.00 0.00 400.00 300.00"));
    pages_close(&pages);
}

/* C8: a link has a colour on screen alone; black alone overprints, and only as text. */
static void links_are_plain_on_paper(void **state) {
    (void)state;
    Pages pages = pages_open();
    static const Colour blue = {.cmyk = {10000, 10000, 0, 0}, .rgb = {0, 0, 255}, .tint = 10000};
    static const Colour black = {.cmyk = {0, 0, 0, 10000}, .tint = 10000};
    DisplayRect rect = {.width = POINTS(9), .height = POINTS(9), .fill = &black};
    pages_item(&pages, ITEM_RECT, ROLE_ARTIFACT, &rect);
    pages_font(&pages, "Vollkorn", POINTS(10));
    Piece *piece = pages_word(&pages, STR("lien"));
    piece->colour = &blue;
    piece->print_colour = &black;
    pages_line(&pages);
    pages_item(&pages, ITEM_RECT, ROLE_ARTIFACT, &rect);
    Str print = pdf_ask(pages.arena, pages_pdf(&pages, PDF_PRINT), CONTENT);
    assert_true(str_find(print, STR("1 1 0 0 k"), 0) == SIZE_MAX);
    size_t over = str_find(print, STR("/O1 gs\n"), 0), text = str_find(print, STR("BT\n"), 0);
    assert_true(over < text && str_find(print, STR("re\nf\n"), 0) < over);
    assert_true(str_find(print, STR("/O0 gs\n"), text) != SIZE_MAX);
    Str screen = pdf_ask(pages.arena, pages_pdf(&pages, PDF_SCREEN), CONTENT);
    assert_true(str_find(screen, STR("0 0 1 rg"), 0) != SIZE_MAX);
    assert_true(str_find(screen, STR(" gs\n"), 0) == SIZE_MAX);
    pages_close(&pages);
}

static void links_and_outline_lead_somewhere(void **state) {
    (void)state;
    Pages pages = pages_open();
    DisplayPage sheets[3];
    DisplayLink links[2] = {{.x = POINTS(40),
                             .y = POINTS(50),
                             .width = POINTS(60),
                             .height = POINTS(12),
                             .number = 1,
                             .address = STR("https://exemple.fr/é?a=(b)")},
                            {.x = POINTS(40),
                             .y = POINTS(90),
                             .width = POINTS(60),
                             .height = POINTS(12),
                             .number = 2,
                             .page = 2,
                             .target_y = POINTS(100),
                             .contents = STR("Note 7")}};
    Bookmark bookmarks[4] = {{STR("Préface"), 1, 0, POINTS(20)},
                             {STR("Trafic"), 1, 1, POINTS(20)},
                             {STR("La loi"), 2, 1, POINTS(120)},
                             {STR("Annexes"), 1, 2, 0}};
    for (int i = 0; i < 3; i++) sheets[i] = pages.page;
    sheets[0].links = links;
    sheets[0].link_count = 2;
    sheets[1].number = 2;
    sheets[2].number = 7;
    pages.list = (DisplayList){
        .pages = sheets, .page_count = 3, .bookmarks = bookmarks, .bookmark_count = 4};
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(
        pdf_says(pages.arena, pdf, "qpdf --check $F", "No syntax or stream encoding errors"));
    assert_true(pdf_says(pages.arena, pdf, "pdfinfo -url $F", "https://exemple.fr/%C3%A9?a=(b)"));
    assert_true(
        pdf_says(pages.arena, pdf, "mutool show $F pages/1/Annots/1/Rect", "[ 40 238 100 250 ]"));
    assert_true(pdf_says(pages.arena, pdf, "mutool show $F pages/1/Annots/2/Contents", "Note 7"));
    assert_true(
        pdf_says(pages.arena, pdf, "mutool show $F pages/1/Annots/2/Dest", "/XYZ 0 200 null"));
    Str outline = pdf_ask(pages.arena, pdf, "mutool show $F outline");
    assert_true(str_find(outline, STR("Préface"), 0) < str_find(outline, STR("Trafic"), 0));
    assert_true(str_find(outline, STR("\t\t\"La loi\""), 0) != SIZE_MAX);
    assert_true(str_find(outline, STR("\t\"Annexes\""), 0) != SIZE_MAX);
    assert_true(
        pdf_says(pages.arena, pdf, "mutool show $F trailer/Root/PageLabels/Nums/4", "/St 7"));
    Str print = pages_pdf(&pages, PDF_PRINT);
    Str said = pdf_ask(pages.arena, print, "pdfinfo -url $F; mutool show $F outline");
    assert_true(str_find(said, STR("exemple"), 0) == SIZE_MAX);
    assert_true(str_find(said, STR("Trafic"), 0) == SIZE_MAX);
    pages_close(&pages);
}

/* A PNG of 16 by 8 pixels: red, the right half half transparent. */
static Str png_make(Arena *arena) {
    static const uint8_t dots[2][4] = {{255, 0, 0, 255}, {255, 0, 0, 128}};
    uint8_t *pixels = ARENA_ARRAY(arena, uint8_t, 16 * 8 * 4);
    for (int i = 0; i < 16 * 8; i++) memcpy(pixels + 4 * i, dots[i % 16 / 8], 4);
    png_image png = {
        .version = PNG_IMAGE_VERSION, .width = 16, .height = 8, .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = 0;
    assert_true(png_image_write_get_memory_size(png, size, 0, pixels, 0, NULL));
    char *bytes = ARENA_ARRAY(arena, char, size);
    assert_true(png_image_write_to_memory(&png, bytes, &size, 0, pixels, 0, NULL));
    return (Str){bytes, size};
}

static void images_are_shown_and_damage_is_told(void **state) {
    (void)state;
    Pages pages = pages_open();
    Str png = png_make(pages.arena);
    Image whole = {.path = STR("rouge.png"), .bytes = png, .width = 16, .height = 8, .channels = 3};
    Image broken = whole;
    broken.path = STR("casse.png");
    broken.bytes.length -= 30;
    /* Not a picture, but a file is not read when it goes through as it is. */
    Image jpeg = {.path = STR("photo.jpg"),
                  .bytes = STR("\xFF\xD8\xFF\xD9"),
                  .kind = IMAGE_JPEG,
                  .width = 3,
                  .height = 2,
                  .channels = 4,
                  .inverted_cmyk = true};
    const Image *files[] = {&whole, &whole, &broken, &jpeg};
    DisplayImage images[4];
    for (int i = 0; i < 4; i++) {
        images[i] = (DisplayImage){
            .x = POINTS(40 * i), .width = POINTS(30), .height = POINTS(15), .image = files[i]};
        pages_item(&pages, ITEM_IMAGE, ROLE_FIGURE, &images[i]);
    }
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(only_report_is(&pages.fonts.diag, MESSAGE_IMAGE_DAMAGED));
    Str list = pdf_ask(pages.arena, pdf, "pdfimages -list $F | tr -s ' '");
    assert_true(str_find(list, STR("image 16 8 rgb 3 8 image"), 0) != SIZE_MAX);
    assert_true(str_find(list, STR("smask 16 8 gray 1 8 image"), 0) != SIZE_MAX);
    assert_true(str_find(list, STR("image 3 2 cmyk 4 8 jpeg"), 0) != SIZE_MAX);
    assert_true(pdf_says(pages.arena, pdf, CONTENT, "q 30 0 0 15 40 285 cm /I1 Do Q\n"));
    /* Red, and red at half strength on white. */
    Str dots = pdf_ask(pages.arena, pdf,
                       "mutool draw -q -r 72 -F ppm -o - $F 1 | od -An -v -tu1 -w1200 -j15 | "
                       "head -5 | tail -1 | tr -s ' ' | cut -d' ' -f17-19,77-79");
    assert_true(str_find(dots, STR("255 0 0 255 12"), 0) != SIZE_MAX);
    pages_close(&pages);
}

/* libharu cannot count as far: refused before a byte behind its head is read. */
static void a_file_too_large_is_told(void **state) {
    (void)state;
    Pages pages = pages_open();
    Image huge = {.path = STR("huge.jpg"),
                  .bytes = {"\xFF\xD8\xFF\xDA\0\2", (size_t)UINT32_MAX},
                  .kind = IMAGE_JPEG};
    DisplayImage image = {.width = POINTS(30), .height = POINTS(15), .image = &huge};
    pages_item(&pages, ITEM_IMAGE, ROLE_FIGURE, &image);
    pages_end(&pages);
    PdfOptions options = {.kind = PDF_SCREEN};
    Str bytes = {0};
    assert_false(pdf_make(&pages.list, &options, pages.arena, &bytes, &pages.fonts.diag));
    assert_true(only_report_is(&pages.fonts.diag, MESSAGE_PDF_LIBRARY_FAILED));
    pages_close(&pages);
}

static void paths_keep_their_points(void **state) {
    (void)state;
    Pages pages = pages_open();
    PathPoint points[] = {
        {PATH_LINE, {1}, {1}}, /* no start: left out */
        {PATH_MOVE, {POINTS(10)}, {POINTS(10)}},
        {PATH_LINE, {POINTS(20)}, {POINTS(10)}},
        {PATH_CURVE, {POINTS(21), POINTS(22), POINTS(23)}, {POINTS(11), POINTS(12), POINTS(13)}},
        {PATH_CLOSE, {0}, {0}}};
    DisplayPath path = {.points = points, .point_count = 5, .fill = &BLACK, .even_odd = true};
    DisplayPath empty = {.points = points, .point_count = 1, .fill = &BLACK};
    pages_item(&pages, ITEM_PATH, ROLE_ARTIFACT, &path);
    pages_item(&pages, ITEM_PATH, ROLE_ARTIFACT, &empty);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    Str content = pdf_ask(pages.arena, pdf, CONTENT);
    Str wanted = STR("/Artifact<</Type/Layout>>BDC\n0 0 0 rg\n10 290 m\n20 290 l\n21 289 22 288 23 "
                     "287 c\nh\nf*\nEMC\n");
    assert_true(str_find(content, wanted, 0) != SIZE_MAX);
    pages_close(&pages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_valid_and_embeds_its_fonts),
        cmocka_unit_test(same_pages_give_same_bytes),
        cmocka_unit_test(tells_its_title_and_dates),
        cmocka_unit_test(print_has_boxes_and_inks),
        cmocka_unit_test(links_are_plain_on_paper),
        cmocka_unit_test(links_and_outline_lead_somewhere),
        cmocka_unit_test(images_are_shown_and_damage_is_told),
        cmocka_unit_test(a_file_too_large_is_told),
        cmocka_unit_test(paths_keep_their_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
