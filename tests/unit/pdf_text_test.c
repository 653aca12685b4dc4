/* Text in a PDF: that it stands where it should, and that readers copy what was typed. */
#include "output/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pages.h"

#define MUTOOL  "mutool draw -q -F txt $F | tr -s '\n'"
#define TABLES  "qpdf --qdf $F - | grep -a '^<'"
#define POPPLER "pdftotext -raw $F -"

static bool both_copy(Arena *arena, Str pdf, const char *wanted) {
    return pdf_says(arena, pdf, MUTOOL, wanted) && pdf_says(arena, pdf, POPPLER, wanted);
}

static void copies_what_was_typed_in_every_face(void **state) {
    (void)state;
    static const char *const families[] = {"Vollkorn", "Linux Libertine", "Inter"};
    for (int i = 0; i < 3; i++) {
        Pages pages = pages_open();
        pages_font(&pages, families[i], POINTS(10));
        pages_words(&pages, STR("L’affiche d’été : 20 % efficace, fin-de-siècle, «"));
        pages_space(&pages, STR("\u00A0"), POINTS(2));
        pages_word(&pages, STR("oui"));
        pages_space(&pages, STR("\u202F"), POINTS(2));
        pages_words(&pages, STR("! Vrai-"));
        pages_line(&pages);
        Str pdf = pages_pdf(&pages, PDF_SCREEN);
        assert_true(both_copy(pages.arena, pdf,
                              "L’affiche d’été : 20 % efficace, fin-de-siècle, « oui ! Vrai-"));
        /* Both readers make ordinary spaces of all; the file knows which they are. */
        assert_true(pdf_says(pages.arena, pdf, TABLES, "><00A0>"));
        assert_true(pdf_says(pages.arena, pdf, TABLES, "><202F>"));
        assert_true(
            pdf_says(pages.arena, pdf, "qpdf --check $F", "No syntax or stream encoding errors"));
        pages_close(&pages);
    }
}

/* The hyphen's one glyph stands for what was typed, U+00AD and U+2010: three font objects, one font
 * file. */
static void hyphens_keep_their_meaning(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    pages_words(&pages, STR("arc-en-ciel consom"));
    pages_word(&pages, STR("-"))->copied = STR("\u00AD");
    pages_line(&pages);
    pages_words(&pages, STR("mateur socio"));
    pages_word(&pages, STR("-"))->copied = STR("\u2010");
    pages_line(&pages);
    pages_words(&pages, STR("économique"));
    pages_line(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(
        both_copy(pages.arena, pdf, "arc-en-ciel consom\u00AD\nmateur socio\u2010\néconomique"));
    assert_true(pdf_says(pages.arena, pdf, "pdffonts $F | grep -c Vollkorn", "3\n"));
    assert_true(pdf_says(pages.arena, pdf, "qpdf --qdf $F - | grep -ac FontFile2", "1\n"));
    pages_close(&pages);
}

static void ligatures_and_clusters_give_their_letters(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Linux Libertine", POINTS(10));
    Piece *piece = pages_word(&pages, STR("efficace"));
    assert_true(piece->run->count < 8); /* ffi is one glyph */
    pages_space(&pages, STR(" "), POINTS(3));
    piece = pages_word(&pages, STR("x^y"));
    Glyph glyphs[3];
    memcpy(glyphs, piece->run->glyphs, sizeof glyphs);
    glyphs[1].cluster = 0;
    glyphs[2].cluster = 3;
    GlyphRun run = *piece->run;
    run.glyphs = glyphs;
    piece->run = &run;
    piece->text = STR("x\u0302y"); /* as many characters as glyphs: each tells its own */
    pages_line(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(both_copy(pages.arena, pdf, "efficace x\u0302y"));
    assert_true(pdf_says(pages.arena, pdf, "qpdf --qdf $F - | grep -ac ActualText", "0\n"));
    pages_close(&pages);
    pages = pages_open();
    pages_font(&pages, "Linux Libertine", POINTS(10));
    piece = pages_word(&pages, STR("x^y"));
    memcpy(glyphs, piece->run->glyphs, sizeof glyphs);
    glyphs[1].cluster = 0;
    glyphs[2].cluster = 1;
    run = *piece->run;
    run.glyphs = glyphs;
    piece->run = &run;
    piece->text = STR("xy"); /* two glyphs for one character */
    pages_line(&pages);
    pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(
        pdf_says(pages.arena, pdf, "qpdf --qdf $F - | grep -a Span", "/ActualText<feff0078>"));
    pages_close(&pages);
}

/* A word whose characters come from two faces is one text in two runs. */
static void fallback_faces_share_a_text(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Inter", POINTS(10));
    Piece *first = pages_word(&pages, STR("abc"));
    pages_font(&pages, "Vollkorn", POINTS(10));
    Piece *second = pages_word(&pages, STR("abc"));
    first = second - 1;
    GlyphRun start = *first->run, end = *second->run;
    start.count = 1;
    end.glyphs += 1;
    end.count -= 1;
    second->x = first->x + start.glyphs[0].advance;
    first->run = &start;
    second->run = &end;
    second->text = first->text;
    pages_line(&pages);
    assert_true(both_copy(pages.arena, pages_pdf(&pages, PDF_SCREEN), "abc\n"));
    pages_close(&pages);
}

/* A text that turns every trick on: no more than 16 font objects, and the words are still copied.
 */
static void readings_of_one_glyph_are_bounded(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    for (uint32_t i = 0; i < 40; i++) {
        StrBuilder text = {.arena = pages.arena};
        builder_add_char(&text, 0x3B1 + i % 17);
        builder_add_char(&text, 0x410 + i);
        pages_word(&pages, STR("a"))->copied = builder_text(&text);
    }
    pages_line(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(pdf_says(pages.arena, pdf, "pdffonts $F | grep -c Vollkorn", "16\n"));
    assert_true(pdf_says(pages.arena, pdf, POPPLER, "αАβБγВδГ"));
    assert_true(pdf_says(pages.arena, pdf, POPPLER, "ζз"));
    pages_close(&pages);
}

static void hidden_letters_are_copied_not_painted(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    pages_word(&pages, STR("D"))->invisible = true;
    pages_word(&pages, STR("epuis"));
    pages_space(&pages, STR(" "), POINTS(3));
    pages_line(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(both_copy(pages.arena, pdf, "Depuis"));
    Str content = pdf_ask(pages.arena, pdf, "qpdf --qdf $F - | grep -a ' Tr'");
    assert_true(str_equal(content, STR("3 Tr\n0 Tr\n")));
    pages_close(&pages);
}

/* ---- places ---- */

/* The x of the next character of MuPDF's structured text, in thousandths of a point; false at the
 * end. */
static bool next_x(Str text, size_t *at, int64_t *x) {
    size_t found = str_find(text, STR("<char "), *at);
    if (found == SIZE_MAX) return false;
    found = str_find(text, STR(" x=\""), found) + 4;
    *at = found;
    *x = (int64_t)(strtod(text.bytes + found, NULL) * 1000 + 0.5);
    return true;
}

/* Compares every glyph of the page's lines with the place that MuPDF reads. */
static void assert_places(Pages *pages, Str pdf) {
    StrBuilder zero_ended = {.arena = pages->arena};
    builder_add(&zero_ended, pdf_ask(pages->arena, pdf, "mutool draw -q -F stext $F"));
    builder_add_byte(&zero_ended, '\0');
    Str text = builder_text(&zero_ended);
    size_t at = 0, compared = 0;
    for (size_t i = 0; i < pages->items.count; i++) {
        const DisplayLine *line = pages->items.items[i].as.line;
        for (size_t p = 0; p < line->piece_count; p++) {
            const Piece *piece = &line->pieces[p];
            size_t count = piece->kind == PIECE_SPACE ? 1 : piece->run->count;
            int64_t sum = 0, x = 0;
            for (size_t g = 0; g < count; g++) {
                assert_true(next_x(text, &at, &x));
                int64_t place =
                    (int64_t)line->x + piece->x + round_ratio(sum, piece->scaling, 10000);
                int64_t off = x - round_ratio(place, 1000, UNIT_PER_POINT);
                if (off < -4 || off > 4)
                    fail_msg("line %zu, piece %zu, glyph %zu: off by %d/1000 pt", i, p, g,
                             (int)off);
                if (piece->kind == PIECE_GLYPHS)
                    sum += piece->run->glyphs[g].advance + piece->tracking;
                compared++;
            }
        }
    }
    assert_true(compared > 200);
}

static void glyphs_stand_where_they_should(void **state) {
    (void)state;
    static const char *const families[] = {"Inter", "Vollkorn", "Linux Libertine"};
    Pages pages = pages_open();
    for (int i = 0; i < 6; i++) {
        pages_font(&pages, families[i % 3], 668467 + i * 7919); /* 10.2 pt and a little more */
        pages_words(&pages, STR("Traité, Vauban et Toulouse : quarante-trois mots ou presque"));
        DisplayLine *line = pages_line(&pages);
        line->x += i * 1237;
        if (i < 3) continue;
        Unit x = 0;
        for (size_t p = 0; p < line->piece_count; p++) {
            Piece *piece = &line->pieces[p];
            piece->x = x;
            if (piece->kind == PIECE_GLYPHS) {
                piece->tracking = 3571 - 1500 * i;
                piece->scaling = 10149 - 70 * i;
                int64_t advance =
                    piece->width + (int64_t)piece->tracking * (int64_t)piece->run->count;
                piece->width = unit_from(round_ratio(advance, piece->scaling, 10000));
            }
            x += piece->width + (piece->kind == PIECE_SPACE ? 12345 : 0);
        }
    }
    assert_places(&pages, pages_pdf(&pages, PDF_SCREEN));
    pages_close(&pages);
}

static void rise_and_size_change_within_a_line(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    pages_word(&pages, STR("note"));
    pages_font(&pages, "Vollkorn", POINTS(6));
    pages_word(&pages, STR("12"))->rise = POINTS(3);
    pages_font(&pages, "Vollkorn", POINTS(10));
    pages_word(&pages, STR("."));
    pages_line(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    Str text = pdf_ask(pages.arena, pdf, "mutool draw -q -F stext $F | grep -o 'x=.* c=.*'");
    assert_true(
        str_find(text,
                 STR("y=\"57\" bidi=\"0\" color=\"#000000\" alpha=\"#ff\" flags=\"0\" c=\"1\""),
                 0) != SIZE_MAX ||
        str_find(text, STR("y=\"57\" color=\"#000000\" c=\"1\""), 0) != SIZE_MAX);
    assert_true(str_find(text, STR("y=\"60\""), 0) != SIZE_MAX);
    /* One text object for the line. */
    assert_true(pdf_says(pages.arena, pdf, "qpdf --qdf $F - | grep -ac '^BT'", "1\n"));
    pages_close(&pages);
}

static void broken_pages_are_still_written(void **state) {
    (void)state;
    Pages pages = pages_open();
    pages_font(&pages, "Vollkorn", POINTS(10));
    Piece *piece = pages_word(&pages, STR("abc"));
    static const Glyph stray[] = {
        {.id = 0, .advance = POINTS(5)},
        {.id = 4000000, .cluster = 1, .advance = UNIT_MAX},
        {.id = 40, .cluster = 900, .advance = UNIT_MAX, .x_offset = UNIT_MAX},
        {.id = 41, .cluster = 1, .advance = INT32_MIN}};
    GlyphRun run = *piece->run;
    run.glyphs = stray;
    run.count = 4;
    piece->run = &run;
    piece->scaling = 0;
    pages_word(&pages, STR("abc"))->size = 0;
    pages_word(&pages, STR("abc"))->face = NULL;
    pages_word(&pages, STR("x"))->text = STR("\uFEFF\uFFFE");
    pages_space(&pages, STR(""), 0);
    pages_line(&pages);
    pages_line(&pages);
    Str pdf = pages_pdf(&pages, PDF_SCREEN);
    assert_true(
        pdf_says(pages.arena, pdf, "qpdf --check $F", "No syntax or stream encoding errors"));
    pages_close(&pages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_what_was_typed_in_every_face),
        cmocka_unit_test(hyphens_keep_their_meaning),
        cmocka_unit_test(ligatures_and_clusters_give_their_letters),
        cmocka_unit_test(fallback_faces_share_a_text),
        cmocka_unit_test(readings_of_one_glyph_are_bounded),
        cmocka_unit_test(hidden_letters_are_copied_not_painted),
        cmocka_unit_test(glyphs_stand_where_they_should),
        cmocka_unit_test(rise_and_size_change_within_a_line),
        cmocka_unit_test(broken_pages_are_still_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
