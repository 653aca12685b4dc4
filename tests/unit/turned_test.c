/* Lines from the right: order and places of their pieces, joins across looks, fonts of scripts. */
#include "languages.h"
#include "setters.h"

static const ScriptFont arabic[] = {
    {.script = {"Arab", 4}, .replaced = {"Vollkorn", 8}, .family = {"Amiri", 5}, .size = 12000}};
static const ScriptFonts scripts = {(ScriptFont *)arabic, 1};

/* A setter of an Arabic edition. */
static Setters *arabic_open(void) {
    Setters *s = setters_open();
    s->setter.languages.main = setters_language(s, "ar");
    s->style.scripts = &scripts;
    return s;
}

static Piece *pieces_of(Setters *s, const SetLine *line, size_t *count) {
    return line_pieces(line, s->arena, count);
}

/* The piece that begins at a byte of the text. */
static const Piece *piece_at(const Piece *pieces, size_t count, uint32_t at) {
    for (size_t i = 0; i < count; i++)
        if (pieces[i].at == at) return &pieces[i];
    fail_msg("no piece begins at %u", (unsigned)at);
    return NULL;
}

static void test_order(void **state) {
    (void)state;
    Setters *s = arabic_open();
    const char *typed = "من Le Monde قال";
    Paragraph paragraph = setters_set(s, typed);
    assert_int_equal(paragraph.line_count, 1);
    size_t count;
    const Piece *pieces = pieces_of(s, &paragraph.lines[0], &count);
    assert_int_equal(count, 7);
    assert_string_equal(str_to_c(s->arena, line_copied(s->arena, &paragraph.lines[0])), typed);
    /* From the start, which is the right: the first word, then Monde, Le, the last word. */
    const Piece *first = piece_at(pieces, count, 0), *le = piece_at(pieces, count, 5),
                *monde = piece_at(pieces, count, 8), *last = piece_at(pieces, count, 14);
    assert_true(first->x < monde->x && monde->x < le->x && le->x < last->x);
    assert_int_equal(first->x, paragraph.lines[0].start);
    setters_close(s);
}

static void test_fonts(void **state) {
    (void)state;
    Setters *s = arabic_open();
    Paragraph paragraph = setters_set(s, "من OFDT، 2021 قال");
    size_t count;
    const Piece *pieces = pieces_of(s, &paragraph.lines[0], &count);
    static const uint32_t amiri[] = {0, 9, 12};
    for (size_t i = 0; i < 3; i++) {
        const Piece *piece = piece_at(pieces, count, amiri[i]);
        assert_true(str_equal(face_family(piece->face), STR("Amiri")));
        assert_int_equal(piece->size, POINTS(12));
    }
    const Piece *latin = piece_at(pieces, count, 5);
    assert_true(str_equal(face_family(latin->face), STR("Vollkorn")));
    assert_int_equal(latin->size, POINTS(10));
    setters_close(s);
}

/* Letters from the left have fonts by their script as well. */
static void test_greek(void **state) {
    (void)state;
    static const ScriptFont greek = {.script = {"Grek", 4},
                                     .replaced = {"Vollkorn", 8},
                                     .family = {"Linux Libertine", 15},
                                     .size = 9000};
    const ScriptFonts fonts = {(ScriptFont *)&greek, 1};
    Setters *s = setters_open();
    s->style.scripts = &fonts;
    Paragraph paragraph = setters_set(s, "le λόγος, « œuvre »");
    size_t count;
    const Piece *pieces = pieces_of(s, &paragraph.lines[0], &count);
    assert_true(str_equal(face_family(piece_at(pieces, count, 3)->face), STR("Linux Libertine")));
    assert_int_equal(piece_at(pieces, count, 3)->size, POINTS(9));
    assert_true(str_equal(face_family(piece_at(pieces, count, 0)->face), STR("Vollkorn")));
    setters_close(s);
}

/* A prefix in another look than its word: both have the forms that they have in one. */
static void test_joins_across_looks(void **state) {
    (void)state;
    Setters *s = arabic_open();
    size_t count;
    Paragraph whole = setters_set(s, "بكتاب");
    const GlyphRun *one = pieces_of(s, &whole.lines[0], &count)[0].run;
    s->request.text = setters_text(s, "بكتاب");
    setters_cut(s, (Text *)s->request.text, 2)->marks = MARK_EMPHASIS;
    Paragraph cut = paragraph_set(&s->setter, &s->request);
    const Piece *pieces = pieces_of(s, &cut.lines[0], &count);
    assert_int_equal(count, 2);
    assert_int_equal(pieces[0].run->glyphs[0].id, one->glyphs[one->count - 1].id);
    /* Behind a letter that joins nothing, a word begins anew. */
    s->request.text = setters_text(s, "وكتاب");
    setters_cut(s, (Text *)s->request.text, 2)->marks = MARK_STRONG;
    cut = paragraph_set(&s->setter, &s->request);
    const GlyphRun *after = pieces_of(s, &cut.lines[0], &count)[1].run;
    s->style.weight = 700;
    Paragraph alone = setters_set(s, "كتاب");
    const GlyphRun *initial = pieces_of(s, &alone.lines[0], &count)[0].run;
    assert_int_equal(after->glyphs[after->count - 1].id, initial->glyphs[initial->count - 1].id);
    setters_close(s);
}

/* A7: slack and tracking never pull joined letters apart. */
static void test_joined_letters_stay(void **state) {
    (void)state;
    Setters *s = arabic_open();
    s->style.slack_tracking = 500;
    s->rooms[0].width = POINTS(140);
    Paragraph paragraph = setters_set(
        s, "فمنذ عام زادت الإجراءات المتخذة بسبب مجرد الاستخدام ZZ أي الاستخدام وحده دون سواه");
    size_t latin = 0;
    for (size_t i = 0; i < paragraph.line_count; i++) {
        size_t count;
        const Piece *pieces = pieces_of(s, &paragraph.lines[i], &count);
        for (size_t k = 0; k < count; k++) {
            if (pieces[k].kind != PIECE_GLYPHS) continue;
            if (pieces[k].run->joined) assert_int_equal(pieces[k].tracking, 0);
            latin += pieces[k].tracking != 0;
        }
    }
    assert_int_equal(latin, 1);
    s->style.tracking = POINTS(1);
    Paragraph tracked = setters_set(s, "كتاب");
    s->style.tracking = 0;
    Paragraph plain = setters_set(s, "كتاب");
    assert_int_equal(tracked.lines[0].natural, plain.lines[0].natural);
    setters_close(s);
}

/* A paragraph in a language from the right begins at the end of its rooms, in an edition from the
 * left too; who gave the rooms turns them over (page/turned). */
static void test_turned_paragraph(void **state) {
    (void)state;
    Setters *s = setters_open();
    setters_language(s, "ar");
    s->style.scripts = &scripts;
    s->style.indent_first = POINTS(8);
    s->rooms[0] = (LineRoom){POINTS(8), POINTS(142)};
    s->rooms[1] = (LineRoom){0, POINTS(150)};
    s->request.room_count = 2;
    s->request.text = setters_text(s, "فمنذ عام");
    s->request.text->runs[0].language = STR("ar");
    Paragraph paragraph = paragraph_set(&s->setter, &s->request);
    size_t count;
    const Piece *pieces = pieces_of(s, &paragraph.lines[0], &count);
    assert_int_equal(pieces[0].x + pieces[0].width, POINTS(150));
    assert_true(pieces[2].x < pieces[0].x);
    setters_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_fonts),
        cmocka_unit_test(test_greek),
        cmocka_unit_test(test_joins_across_looks),
        cmocka_unit_test(test_joined_letters_stay),
        cmocka_unit_test(test_turned_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
