/* What stands between bytes and a verdict: values, text strings, colours, the claim of a file. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "preflight/colour.h"
#include "preflight/cos.h"
#include "preflight/preflight.h"
#include "preflight/xmp.h"

static Cos read_one(Arena *arena, Str text, bool *damaged) {
    CosStack stack = {.arena = arena};
    CosLexer lexer = {.arena = arena, .stack = &stack, .text = text};
    Cos value = {0};
    cos_next(&lexer, &value);
    *damaged = lexer.damaged;
    return value;
}

static void test_values(void **state) {
    Arena *arena = *state;
    bool damaged;
    Cos value =
        read_one(arena, STR("<< /A#20b [1 -2.5 (a\\(\\)\\101) <4 1> 12 0 R] /C true >>"), &damaged);
    assert_int_equal(value.kind, COS_DICTIONARY);
    assert_false(damaged);
    const Cos *array = cos_entry(&value, "A b");
    assert_int_equal(array->count, 5);
    assert_true(array->items[1].real < -2.49 && array->items[1].real > -2.51);
    assert_true(str_equal(array->items[2].text, STR("a()A")));
    assert_true(str_equal(array->items[3].text, STR("A")));
    assert_int_equal(array->items[4].kind, COS_REFERENCE);
    assert_int_equal(array->items[4].integer, 12);
    assert_int_equal(cos_entry(&value, "C")->integer, 1);
    assert_ptr_equal(cos_entry(&value, "none"), &cos_null);
}

/* ---- files in the plain form */

/* A file of a catalogue, a page and a stream; shift: how far the table is off for object 2. */
static Str plain_file(Arena *arena, const char *length, int shift) {
    static const char *const bodies[] = {
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Contents 4 0 R /MediaBox [0 0 9 9] >>", NULL, "6"};
    StrBuilder out = {.arena = arena};
    int places[5];
    builder_add_c(&out, "%PDF-1.7\n");
    for (int i = 0; i < 5; i++) {
        places[i] = (int)out.length + (i == 1 ? shift : 0);
        builder_add_format(&out, "%d 0 obj\n", i + 1);
        if (bodies[i] != NULL)
            builder_add_c(&out, bodies[i]);
        else
            builder_add_format(&out, "<< /Length %s >>\nstream\n0 0 m \nendstream", length);
        builder_add_c(&out, "\nendobj\n");
    }
    int table = (int)out.length;
    builder_add_c(&out, "xref\n0 6\n0000000000 65535 f \n");
    for (int i = 0; i < 5; i++) builder_add_format(&out, "%010d 00000 n \n", places[i]);
    builder_add_format(&out, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table);
    return builder_text(&out);
}

/* Reads a file and its stream; true if no qpdf was needed. */
static bool is_plain(Arena *arena, Str bytes, Str *data) {
    CosFile file;
    Diag diag = {.arena = arena};
    assert_true(cos_file_open(&file, arena, bytes, STR("file.pdf"), &diag));
    assert_int_equal(file.pages.count, 1);
    const Cos *stream = cos_find(&file, file.pages.items[0].dictionary, "Contents");
    *data = STR("");
    cos_stream(&file, stream, arena, data);
    bool plain = file.plain != NULL && file.library == NULL;
    cos_file_close(&file);
    return plain;
}

static void test_plain_file(void **state) {
    static const struct {
        const char *length;
        int shift;
        bool plain;
    } cases[] = {
        {"6", 0, true},      /* a length in place */
        {"5 0 R", 0, true},  /* and in an object of its own */
        {"4 0 R", 0, false}, /* a stream that says how long it is */
        {"9", 0, false},     /* into the word behind the data */
        {"60000", 0, false}, /* beyond the file */
        {"6", 3, false},     /* the table leads into the object */
    };
    Arena *arena = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Str data;
        bool plain = is_plain(arena, plain_file(arena, cases[i].length, cases[i].shift), &data);
        assert_int_equal(plain, cases[i].plain);
        if (cases[i].plain) assert_true(str_equal(data, STR("0 0 m ")));
    }
}

static void test_damage(void **state) {
    static const char *const broken[] = {"(never closed", "[1 2", "<< /a", "<zz>", "<< /odd >>"};
    Arena *arena = *state;
    bool damaged;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        read_one(arena, str_from_c(broken[i]), &damaged);
        assert_true(damaged);
    }
    StrBuilder deep = {.arena = arena};
    for (int i = 0; i < 100000; i++) builder_add_byte(&deep, '[');
    read_one(arena, builder_text(&deep), &damaged);
    assert_true(damaged);
}

static void test_text(void **state) {
    Arena *arena = *state;
    Cos utf16 = {.kind = COS_STRING,
                 .text = {"\xFE\xFF\x00\xE9\xD8\x35\xDC\x00\x00\x1B\x00"
                          "e\x00n\x00\x1B\x00!",
                          18}};
    assert_true(str_equal(cos_text(arena, &utf16), STR("é\U0001D400!")));
    Cos document = {.kind = COS_STRING, .text = STR("\x80\xE9\x9C")};
    assert_true(str_equal(cos_text(arena, &document), STR("•éœ")));
    Cos utf8 = {.kind = COS_STRING, .text = STR("\xEF\xBB\xBFœ")};
    assert_true(str_equal(cos_text(arena, &utf8), STR("œ")));
}

/* U15: the published ratios of WCAG's own examples. */
static void test_contrast(void **state) {
    (void)state;
    static const double white[3] = {1, 1, 1}, black[3] = {0, 0, 0}, grey[3] = {0.467, 0.467, 0.467};
    double paper = colour_luminance(white);
    assert_true(fabs(colour_contrast(paper, colour_luminance(black)) - 21) < 0.001);
    assert_true(fabs(colour_contrast(paper, colour_luminance(grey)) - 4.48) < 0.01);
    Paint paint = {.space = &space_cmyk, .values = {0, 1, 1, 0}};
    double rgb[3];
    assert_true(paint_to_rgb(&paint, rgb));
    assert_true(rgb[0] > 0.99 && rgb[1] < 0.01 && rgb[2] < 0.01);
}

static void test_xmp(void **state) {
    Arena *arena = *state;
    Xmp xmp = xmp_read(
        arena,
        STR("<?xpacket begin=''?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            "<rdf:Description xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/' pdfuaid:part='1'/>"
            "</rdf:RDF>"));
    assert_non_null(xmp.root);
    assert_true(str_equal(xmp_text(xmp_find(&xmp, XMP_PDFUA, "part")), STR("1")));
    Xmp entities = xmp_read(arena, STR("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"));
    assert_null(entities.root);
    assert_null(xmp_read(arena, STR("<a><b></a>")).root);
}

/* A page without tags that says it is PDF/UA-1; qpdf repairs the missing table of objects. */
#define LIAR                                                                             \
    "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>\nendobj\n"     \
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"                       \
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"             \
    "4 0 obj\n<< /Length 191 >>\nstream\n"                                               \
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description " \
    "xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/'><pdfuaid:part>1</pdfuaid:part>"    \
    "</rdf:Description></rdf:RDF>\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"

static void test_claims(void **state) {
    Arena *arena = *state;
    Diag diag = {.arena = arena};
    assert_true(preflight_claims_hold(STR("no claim"), STR("a.pdf"), arena, &diag));
    assert_int_equal(diag.reports.count, 0);
    assert_false(preflight_claims_hold(STR(LIAR), STR("a.pdf"), arena, &diag));
    assert_int_equal(diag.reports.items[0].code, MESSAGE_PREFLIGHT_FAILED);
    assert_true(str_equal(diag.reports.items[0].arguments[1], STR("pdf/ua-1")));
    assert_false(preflight_claims_hold(STR("GTS_PDFXVersion"), STR("a.pdf"), arena, &diag));
    assert_int_equal(diag.reports.items[1].code, MESSAGE_PREFLIGHT_UNREADABLE);
}

/* A string of a catalogue as long as no file's objects may be together. */
static void test_bounds(void **state) {
    static const char begin[] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /GTS_PDFXVersion (";
    static const char end[] = ") >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
    Arena *arena = *state;
    Diag diag = {.arena = arena};
    size_t length = (size_t)65 << 20;
    char *filler = ARENA_ARRAY(arena, char, length);
    memset(filler, 'a', length);
    StrBuilder file = {.arena = arena};
    builder_add_c(&file, begin);
    builder_add(&file, (Str){filler, length});
    builder_add_c(&file, end);
    assert_false(preflight_claims_hold(builder_text(&file), STR("a.pdf"), arena, &diag));
    assert_int_equal(diag.reports.items[0].code, MESSAGE_PREFLIGHT_TOO_LARGE);
}

static int open_arena(void **state) {
    *state = arena_open();
    return 0;
}

static int close_arena(void **state) {
    arena_close(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values), cmocka_unit_test(test_damage),
        cmocka_unit_test(test_text),   cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_xmp),    cmocka_unit_test(test_claims),
        cmocka_unit_test(test_bounds), cmocka_unit_test(test_plain_file),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
