/* The catalogue: what fonts.yaml may say, how a face is chosen, and what is said when a file is
 * wrong. */
#include "font/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "fonts.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

/* A catalogue of one family with these lines of faces. */
#define ONE_FAMILY(faces)           \
    "roots: [/usr/share/fonts]\n"   \
    "families:\n"                   \
    "  Vollkorn:\n"                 \
    "    package: fonts-vollkorn\n" \
    "    faces:\n"                  \
    "      - {file: " faces "}\n"

static void assert_chosen(Fonts *fonts, const char *family, int weight, bool italic,
                          const char *name) {
    const Face *face = fonts_face(fonts, family, weight, italic);
    assert_true(str_equal(face_postscript_name(face), str_from_c(name)));
}

static void test_nearest_weight_as_css_orders_them(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    assert_chosen(&fonts, "Vollkorn", 400, false, "Vollkorn-Regular");
    assert_chosen(&fonts, "Vollkorn", 700, true, "Vollkorn-BoldItalic");
    assert_chosen(&fonts, "Vollkorn", 100, false, "Vollkorn-Regular");
    assert_chosen(&fonts, "Vollkorn", 450, false, "Vollkorn-Medium"); /* up to 500 first */
    assert_chosen(&fonts, "Vollkorn", 650, false, "Vollkorn-Bold");   /* heavier before lighter */
    assert_chosen(&fonts, "Vollkorn", 1000, false, "Vollkorn-Black");
    assert_chosen(&fonts, "Lato", 350, false, "Lato-Light"); /* lighter before heavier */
    assert_chosen(&fonts, "Linux Libertine", 500, false, "LinLibertineO"); /* lighter before bold */
    assert_chosen(&fonts, "Linux Biolinum", 700, true, "LinBiolinumOI");   /* slant before weight */
    assert_int_equal(fonts.diag.reports.count, 0);
    fonts_close(&fonts);
}

static void test_faces_are_opened_once_and_listed_in_order(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    assert_int_equal(catalogue_face_count(fonts.catalogue), 0);
    const Face *lato = fonts_face(&fonts, "Lato", 900, false);
    const Face *bold = fonts_face(&fonts, "Vollkorn", 700, false);
    assert_ptr_equal(fonts_face(&fonts, "Lato", 900, false), lato);
    assert_int_equal(catalogue_face_count(fonts.catalogue), 2);
    assert_ptr_equal(catalogue_face(fonts.catalogue, 0), bold);
    assert_ptr_equal(catalogue_face(fonts.catalogue, 1), lato);
    assert_null(catalogue_face(fonts.catalogue, 2));
    fonts_close(&fonts);
}

/* Every file that the project names is the one of Debian 12's package. */
static void test_all_files_of_the_project_open(void **state) {
    (void)state;
    static const char *const families[] = {"Vollkorn",       "Lato",  "Linux Libertine",
                                           "Linux Biolinum", "Inter", "Roboto Condensed",
                                           "Amiri"};
    Fonts fonts = fonts_open();
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (int weight = 100; weight <= 900; weight += 100)
            for (int italic = 0; italic < 2; italic++)
                fonts_face(&fonts, families[i], weight, italic == 1);
    assert_int_equal(fonts.diag.reports.count, 0);
    assert_true(catalogue_face_count(fonts.catalogue) >= 60);
    fonts_close(&fonts);
}

static void test_fallback_is_of_like_weight_and_slant(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    const Face *bold = fonts_face(&fonts, "Lato", 700, true);
    const Face *fallback =
        catalogue_find_fallback(fonts.catalogue, bold, 0x2163, &fonts.diag); /* Ⅳ */
    assert_non_null(fallback);
    assert_true(str_equal(face_postscript_name(fallback), STR("Inter-BoldItalic")));
    assert_null(catalogue_find_fallback(fonts.catalogue, bold, 0x2603, &fonts.diag));
    assert_int_equal(fonts.diag.reports.count, 0);
    fonts_close(&fonts);
}

static void test_unknown_family_names_the_nearest(void **state) {
    (void)state;
    Fonts fonts = fonts_open();
    assert_false(catalogue_has_family(fonts.catalogue, STR("Volkorn")));
    assert_true(catalogue_has_family(fonts.catalogue, STR("Vollkorn")));
    assert_true(
        str_equal(catalogue_nearest_family(fonts.catalogue, STR("Volkorn")), STR("Vollkorn")));
    assert_null(
        catalogue_find_face(fonts.catalogue, STR("Volkorn"), 400, false, (Span){0}, &fonts.diag));
    assert_true(only_report_is(&fonts.diag, MESSAGE_FONT_FAMILY_UNKNOWN_NEAR));
    assert_true(str_equal(fonts.diag.reports.items[0].arguments[1], STR("Vollkorn")));
    assert_null(
        catalogue_find_face(fonts.catalogue, STR("Zapfino"), 400, false, (Span){0}, &fonts.diag));
    assert_int_equal(fonts.diag.reports.items[1].code, MESSAGE_FONT_FAMILY_UNKNOWN);
    fonts_close(&fonts);
}

/* ---- files that are not what they should be ---- */

/* Asks twice for a face that cannot be had: one report, where it was first asked for or, of a file
 * that changed, at its number in fonts.yaml. */
static void assert_face_refused(const char *text, MessageCode code) {
    Fonts fonts = fonts_read(text);
    assert_non_null(fonts.catalogue);
    Source layout = {.path = STR("layout.yaml"), .text = STR("font: Vollkorn")};
    Span where = span_at(&layout, 6, 8);
    bool changed = code == MESSAGE_FONT_FILE_CHANGED; /* told by catalogue_verify */
    for (int i = 0; i < 2; i++) {
        const Face *face =
            catalogue_find_face(fonts.catalogue, STR("Vollkorn"), 400, false, where, &fonts.diag);
        assert_int_equal(face != NULL, changed);
    }
    assert_int_equal(catalogue_verify(fonts.catalogue, &fonts.diag), !changed);
    assert_true(only_report_is(&fonts.diag, code));
    bool in_layout = fonts.diag.reports.items[0].where.source == &layout;
    assert_int_equal(in_layout, !changed);
    assert_true(str_equal(fonts.diag.reports.items[0].arguments[0], STR("Vollkorn")));
    assert_int_equal(catalogue_face_count(fonts.catalogue), changed ? 1 : 0);
    fonts_close(&fonts);
}

static void test_missing_file_names_the_package(void **state) {
    (void)state;
    assert_face_refused(ONE_FAMILY("truetype/vollkorn/None.ttf, sha256: " ZEROS),
                        MESSAGE_FONT_FILE_MISSING);
    Fonts fonts = fonts_read(ONE_FAMILY("truetype/None.ttf, sha256: " ZEROS));
    catalogue_find_face(fonts.catalogue, STR("Vollkorn"), 400, false, (Span){0}, &fonts.diag);
    Str hint = report_hint(&fonts.diag, fonts.arena, &fonts.diag.reports.items[0]);
    assert_true(str_equal(hint, STR("install the package fonts-vollkorn")));
    fonts_close(&fonts);
}

static void test_other_file_is_refused(void **state) {
    (void)state;
    assert_face_refused(ONE_FAMILY("truetype/vollkorn/Vollkorn-Regular.ttf, sha256: " ZEROS),
                        MESSAGE_FONT_FILE_CHANGED);
}

static void test_folder_is_no_font_file(void **state) {
    (void)state;
    assert_face_refused(ONE_FAMILY("truetype/vollkorn, sha256: " ZEROS), MESSAGE_FONT_FILE_MISSING);
}

/* ---- fonts.yaml with faults ---- */

static void assert_catalogue_refused(const char *text, MessageCode code, uint32_t line) {
    Fonts fonts = fonts_read(text);
    assert_null(fonts.catalogue);
    assert_true(fonts.diag.reports.count >= 1);
    assert_int_equal(fonts.diag.reports.items[0].code, code);
    assert_int_equal(fonts.diag.reports.items[0].where.line, line);
    fonts_close(&fonts);
}

static void test_paths_stay_below_the_roots(void **state) {
    (void)state;
    static const char *const texts[] = {
        ONE_FAMILY("../../etc/passwd, sha256: " ZEROS),
        ONE_FAMILY("a/../../b, sha256: " ZEROS),
        ONE_FAMILY("/etc/passwd, sha256: " ZEROS),
        ONE_FAMILY("'', sha256: " ZEROS),
    };
    for (size_t i = 0; i < 4; i++) assert_catalogue_refused(texts[i], MESSAGE_FONT_PATH_UNSAFE, 6);
    assert_catalogue_refused(
        "roots: [fonts]\nfamilies: {A: {package: p, faces: [{file: a, sha256: " ZEROS "}]}}\n",
        MESSAGE_FONT_ROOT_UNSAFE, 1);
    assert_catalogue_refused("roots: [/usr/../etc]\nfamilies: {}\n", MESSAGE_FONT_ROOT_UNSAFE, 1);
    assert_catalogue_refused("roots: [/]\nfamilies: {}\n", MESSAGE_FONT_ROOT_UNSAFE, 1);
}

static void test_checksums_have_one_form(void **state) {
    (void)state;
    assert_catalogue_refused(ONE_FAMILY("a.ttf, sha256: abc"), MESSAGE_FONT_CHECKSUM_MALFORMED, 6);
    assert_catalogue_refused(
        ONE_FAMILY("a.ttf, sha256: "
                   "0000000000000000000000000000000000000000000000000000000000000A00"),
        MESSAGE_FONT_CHECKSUM_MALFORMED, 6);
}

static void test_what_must_be_there(void **state) {
    (void)state;
    assert_catalogue_refused("", MESSAGE_FONT_KEY_MISSING, 1);
    assert_catalogue_refused("roots: /usr/share/fonts\n", MESSAGE_FONT_KEY_MISSING, 1);
    assert_catalogue_refused("roots: []\n", MESSAGE_FONT_KEY_MISSING, 1);
    assert_catalogue_refused("- a\n", MESSAGE_FONT_KEY_MISSING, 1);
    assert_catalogue_refused("roots: [/a]\nfamilies: [a]\n", MESSAGE_FONT_KEY_MISSING, 1);
    assert_catalogue_refused("roots: [/a]\nfamilies:\n  A: x\n", MESSAGE_FONT_KEY_MISSING, 3);
    assert_catalogue_refused("roots: [/a]\nfamilies:\n  A: {package: p, faces: []}\n",
                             MESSAGE_FONT_KEY_MISSING, 3);
    assert_catalogue_refused("roots: [/a]\nfamilies:\n  A: {package: p, faces: [b]}\n",
                             MESSAGE_FONT_KEY_MISSING, 3);
    assert_catalogue_refused(ONE_FAMILY("a.ttf"), MESSAGE_FONT_KEY_MISSING, 6);
    Fonts fonts = fonts_read(ONE_FAMILY("a.ttf, weight: 5000, style: bold, sha256: " ZEROS));
    assert_null(fonts.catalogue);
    assert_int_equal(fonts.diag.reports.count, 2); /* both are said */
    fonts_close(&fonts);
}

static void test_fallbacks_are_families(void **state) {
    (void)state;
    assert_catalogue_refused("roots: [/a]\n"
                             "families:\n"
                             "  Aa:\n"
                             "    package: p\n"
                             "    fallback: [Bbbbb]\n"
                             "    faces: [{file: a, sha256: " ZEROS "}]\n",
                             MESSAGE_FONT_FAMILY_UNKNOWN, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest_weight_as_css_orders_them),
        cmocka_unit_test(test_faces_are_opened_once_and_listed_in_order),
        cmocka_unit_test(test_all_files_of_the_project_open),
        cmocka_unit_test(test_fallback_is_of_like_weight_and_slant),
        cmocka_unit_test(test_unknown_family_names_the_nearest),
        cmocka_unit_test(test_missing_file_names_the_package),
        cmocka_unit_test(test_other_file_is_refused),
        cmocka_unit_test(test_folder_is_no_font_file),
        cmocka_unit_test(test_paths_stay_below_the_roots),
        cmocka_unit_test(test_checksums_have_one_form),
        cmocka_unit_test(test_what_must_be_there),
        cmocka_unit_test(test_fallbacks_are_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
