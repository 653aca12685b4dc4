/* Paragraphs with the project's fonts: where their lines end, and what a reader copies of them. */
#include "data/yaml_merge.h"
#include "paragraph/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "setters.h"

static const char TEXT[] =
    "En 2023, les usagers·ères des transports, qu’ils ou elles soient étudiant·es ou salarié·es, "
    "ont "
    "reçu plus de 600 000 amendes forfaitaires : une contravention socio-économique, dit l’avocat, "
    "que personne ne conteste. « Incroyable ! » répond la préfecture, sans autre commentaire, "
    "avant "
    "de publier des statistiques départementales incompréhensibles.";

static int open_setters(void **state) {
    *state = setters_open();
    return 0;
}

static int close_setters(void **state) {
    setters_close(*state);
    return 0;
}

/* The right end of the last painted piece but a closing space, from the left of the measure. */
static int64_t ink_end(Arena *arena, const SetLine *line) {
    size_t count = 0;
    const Piece *pieces = line_pieces(line, arena, &count);
    while (count > 0 && pieces[count - 1].kind == PIECE_SPACE) count--;
    return count > 0 ? (int64_t)pieces[count - 1].x + pieces[count - 1].width : 0;
}

static bool ends_with(Arena *arena, const SetLine *line, const char *end) {
    return str_ends_with(line_copied(arena, line), str_from_c(end));
}

/* True if there is a space to stretch inside the line. */
static bool has_inner_space(Arena *arena, const SetLine *line) {
    return str_find(str_trim(line_copied(arena, line)), STR(" "), 0) != SIZE_MAX;
}

/* ---- where lines end ---- */

static void test_justified_lines_end_exactly_at_their_room(void **state) {
    Setters *s = *state;
    s->style.hang = false;
    for (Unit width = POINTS(90); width < POINTS(320); width += 700001) {
        s->rooms[0].width = width;
        Paragraph paragraph = setters_set(s, TEXT);
        assert_true(paragraph.line_count >= 2);
        for (size_t i = 0; i < paragraph.line_count; i++) {
            const SetLine *line = &paragraph.lines[i];
            bool last = i + 1 == paragraph.line_count;
            if (line->overfull > 0 || !has_inner_space(s->arena, line)) continue;
            if (last)
                assert_true(ink_end(s->arena, line) <= width);
            else
                assert_int_equal(ink_end(s->arena, line), width);
            assert_int_equal(line->end, ink_end(s->arena, line));
        }
    }
}

static void test_the_indent_belongs_to_the_room(void **state) {
    Setters *s = *state;
    s->style.hang = false;
    s->rooms[0] = (LineRoom){POINTS(20), POINTS(130)};
    s->rooms[1] = (LineRoom){0, POINTS(150)};
    s->request.room_count = 2;
    Paragraph paragraph = setters_set(s, TEXT);
    assert_int_equal(paragraph.lines[0].start, POINTS(20));
    assert_int_equal(paragraph.lines[1].start, 0);
    for (size_t i = 0; i < 4; i++) assert_int_equal(paragraph.lines[i].end, POINTS(150));
}

static void test_ragged_lines_stay_inside(void **state) {
    Setters *s = *state;
    s->style.align = ALIGN_LEFT;
    s->style.hang = false;
    Paragraph paragraph = setters_set(s, TEXT);
    bool shorter = false;
    for (size_t i = 0; i < paragraph.line_count; i++) {
        const SetLine *line = &paragraph.lines[i];
        assert_true(line->end <= POINTS(150));
        assert_int_equal(line->end - line->start, line->natural);
        shorter = shorter || line->end < POINTS(145);
    }
    assert_true(shorter);
}

static void test_alignment(void **state) {
    Setters *s = *state;
    s->style.hang = false;
    s->style.align = ALIGN_RIGHT;
    SetLine *right = setters_set(s, "Paris").lines;
    assert_int_equal(right->end, POINTS(150));
    s->style.align = ALIGN_CENTRE;
    SetLine *centre = setters_set(s, "Paris").lines;
    assert_int_equal(centre->start, (POINTS(150) - centre->natural) / 2);
    s->style.align = ALIGN_JUSTIFY;
    assert_int_equal(setters_set(s, "Paris").lines->start, 0);
}

/* The longest row of lines that end with a hyphen. */
static size_t hyphens_in_row(const Paragraph *paragraph) {
    size_t row = 0, longest = 0;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        row = paragraph->lines[i].hyphen ? row + 1 : 0;
        if (row > longest) longest = row;
    }
    return longest;
}

/* A7: three hyphens in a row in German, two in the other languages (A6.3). */
static void test_hyphens_in_a_row_are_the_language_s(void **state) {
    static const char text[] =
        "Die Bekämpfung der Kriminalität beschäftigt Polizei, Staatsanwaltschaft und Gerichte seit "
        "Jahrzehnten, ohne dass sich der Drogenhandel verringert hätte; die Verhältnismäßigkeit "
        "der "
        "Mittel bleibt umstritten, und die Gesundheitsversorgung der Betroffenen verbessert sich "
        "kaum, obwohl Krankenkassen und Beratungsstellen seit langem Vorschläge dafür machen.";
    Setters *s = *state;
    size_t most[2] = {0};
    Language *german = setters_language(s, "de");
    assert_int_equal(language_hyphens_in_row(german), 3);
    const char *two[] = {"fr", "en", "en-GB", "es"};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(language_hyphens_in_row(setters_language(s, two[i])), 2);
    YamlNode *rules = language_rules_find(s->arena, STR(MAQUETTE_SOURCE_DIR), STR("de"), (Span){0},
                                          s->setter.diag);
    Source *stricter = ARENA_NEW(s->arena, Source);
    *stricter = (Source){.path = STR("stricter.yaml"), .text = STR("{hyphenation: {in-row: 2}}")};
    YamlNode *own = yaml_read(s->arena, stricter, 0, stricter->text.length, s->setter.diag);
    Language *strict =
        language_open(s->arena, yaml_laid_over(s->arena, own, rules), s->setter.diag);
    map_put(&s->languages, STR("strict"), strict); /* to be closed with the others */
    const Language *languages[] = {german, strict};
    for (Unit width = POINTS(170); width < POINTS(330); width += POINTS(1)) {
        for (size_t i = 0; i < 2; i++) {
            s->setter.languages.main = languages[i];
            s->rooms[0].width = width;
            Paragraph paragraph = setters_set(s, text);
            size_t row = hyphens_in_row(&paragraph);
            if (row > most[i]) most[i] = row;
        }
    }
    assert_int_equal(most[0], 3);
    assert_int_equal(most[1], 2);
}

/* A hyphen hangs by 7/10 of its width, says the language; a letter by nothing. */
static void test_hyphens_and_stops_hang_out(void **state) {
    Setters *s = *state;
    bool hung = false;
    for (Unit width = POINTS(100); width < POINTS(200); width += POINTS(3)) {
        s->rooms[0].width = width;
        Paragraph paragraph = setters_set(s, TEXT);
        for (size_t i = 0; i + 1 < paragraph.line_count; i++) {
            const SetLine *line = &paragraph.lines[i];
            int64_t out = ink_end(s->arena, line) - width;
            if (line->overfull > 0) continue;
            assert_true(out >= 0);
            if (!line->hyphen) continue;
            assert_true(out > POINTS(1) && out < POINTS(5));
            hung = true;
        }
    }
    assert_true(hung);
    s->rooms[0].width = POINTS(150);
    assert_true(setters_set(s, "« Non »").lines[0].start < 0); /* the quote hangs out to the left */
}

/* Too wide words and code would stand on what is beside them: they are cut; a form not at its dots.
 */
static void test_what_sticks_out_too_far_is_cut(void **state) {
    Setters *s = *state;
    static const struct {
        const char *text;
        bool code;
    } cases[] = {{"la CONSTITUTIONNALITÉ ici", false},
                 {"un·e CONSTITUTIONNEL·LE", false},
                 {"int main\n    return_nothing_at_all(here);", true}};
    s->rooms[0].width = POINTS(40);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        s->request.verbatim = cases[c].code;
        Paragraph paragraph = setters_set(s, cases[c].text);
        assert_true(paragraph.line_count > 2);
        for (size_t i = 0; i < paragraph.line_count; i++) {
            const SetLine *line = &paragraph.lines[i];
            assert_true(line->overfull < UNIT_PER_POINT);
            assert_true(str_find(line_copied(s->arena, line), STR("·"), 0) != 0);
            if (i > 0) assert_true(line->from >= paragraph.lines[i - 1].to);
        }
        assert_int_equal(paragraph.lines[paragraph.line_count - 1].to, strlen(cases[c].text));
        assert_true(s->fonts.diag.reports.count > 0);
        for (size_t r = 0; r < s->fonts.diag.reports.count; r++)
            assert_int_equal(s->fonts.diag.reports.items[r].code, MESSAGE_LINE_CUT);
        s->fonts.diag.reports.count = 0;
    }
    s->request.verbatim = false;
}

static void test_an_overfull_line_is_reported_once_with_its_excess(void **state) {
    Setters *s = *state;
    s->rooms[0].width = POINTS(40);
    s->request.keeps_words = true;
    Paragraph paragraph = setters_set(s, "la CONSTITUTIONNALITÉ ici");
    s->request.keeps_words = false;
    size_t overfull = 0;
    for (size_t i = 0; i < paragraph.line_count; i++) overfull += paragraph.lines[i].overfull > 0;
    assert_int_equal(overfull, 1);
    assert_true(only_report_is(&s->fonts.diag, MESSAGE_LINE_OVERFULL));
    Unit excess = 0;
    assert_true(unit_read(s->fonts.diag.reports.items[0].arguments[0], &excess));
    assert_in_range(excess, POINTS(30), POINTS(120));
    s->fonts.diag.reports.count = 0;
}

/* Where the spaces allow it: they do at some widths. */
static void test_looseness_gives_a_line_more_or_less(void **state) {
    Setters *s = *state;
    size_t more = 0;
    for (Unit width = POINTS(150); width < POINTS(320); width += POINTS(5)) {
        s->rooms[0].width = width;
        s->request.looseness = 0;
        size_t usual = setters_set(s, TEXT).line_count;
        s->request.looseness = 1;
        size_t looser = setters_set(s, TEXT).line_count;
        s->request.looseness = -1;
        size_t tighter = setters_set(s, TEXT).line_count;
        assert_in_range(looser, usual, usual + 1);
        assert_in_range(tighter, usual - 1, usual);
        more += looser > usual;
    }
    s->request.looseness = 0;
    assert_true(more > 0);
}

static void test_balanced_lines_are_alike(void **state) {
    Setters *s = *state;
    s->style.align = ALIGN_LEFT;
    s->request.balanced = s->request.no_hyphen = true;
    Paragraph paragraph = setters_set(s, "Les amendes forfaitaires dans les transports publics");
    assert_int_equal(paragraph.line_count, 2);
    Unit difference = paragraph.lines[0].natural - paragraph.lines[1].natural;
    assert_in_range(difference + POINTS(40), 0, POINTS(80));
}

/* ---- what a reader copies ---- */

/* All lines' copied text in a row is the author's text, but for hyphens at line ends. */
static void test_the_copied_text_is_the_authors(void **state) {
    Setters *s = *state;
    for (Unit width = POINTS(60); width < POINTS(300); width += POINTS(7)) {
        s->rooms[0].width = width;
        Paragraph paragraph = setters_set(s, TEXT);
        StrBuilder all = {.arena = s->arena};
        for (size_t i = 0; i < paragraph.line_count; i++) {
            const SetLine *line = &paragraph.lines[i];
            Str copied = line_copied(s->arena, line);
            bool last = i + 1 == paragraph.line_count;
            bool soft = str_ends_with(copied, STR("\u00AD")),
                 hard = str_ends_with(copied, STR("\u2010"));
            assert_int_equal(line->hyphen, soft || hard);
            assert_int_equal(str_ends_with(copied, STR(" ")), !last && !line->hyphen);
            assert_false(str_ends_with(copied, STR("  ")));
            if (soft) copied.length -= 2;
            if (hard) copied.length -= 3;
            builder_add(&all, copied);
            if (hard) builder_add_byte(&all, '-');
        }
        assert_true(str_equal(builder_text(&all), str_from_c(TEXT)));
    }
    s->fonts.diag.reports.count = 0;
}

static void test_a_forced_break_ends_a_line_as_it_is(void **state) {
    Setters *s = *state;
    Paragraph paragraph = setters_set(s, "Paris\nLyon");
    assert_int_equal(paragraph.line_count, 2);
    assert_true(ends_with(s->arena, &paragraph.lines[0], "Paris"));
    assert_int_equal(paragraph.lines[0].end - paragraph.lines[0].start, paragraph.lines[0].natural);
}

static Str call_text(const void *context, const InlineRun *object) {
    (void)context;
    return object->kind == INLINE_NOTE_CALL ? STR("12") : STR("345");
}

static void test_objects_show_their_text_and_lines_know_their_notes(void **state) {
    Setters *s = *state;
    Note note = {.number = 12};
    Text *text = setters_text(s, "trafic\uFFFC, page \uFFFC.");
    InlineRun *call = setters_cut(s, text, 6);
    call->kind = INLINE_NOTE_CALL;
    call->note = &note;
    setters_cut(s, text, 9)->kind = INLINE_TEXT;
    setters_cut(s, text, 16)->kind = INLINE_PAGE_REFERENCE;
    setters_cut(s, text, 19)->kind = INLINE_TEXT;
    s->request.text = text;
    s->request.objects = (ObjectTexts){.text = call_text};
    Paragraph paragraph = paragraph_set(&s->setter, &s->request);
    assert_int_equal(paragraph.line_count, 1);
    assert_int_equal(paragraph.lines[0].note_count, 1);
    assert_ptr_equal(paragraph.lines[0].notes[0], &note);
    Str copied = line_copied(s->arena, &paragraph.lines[0]);
    assert_memory_equal(copied.bytes, "trafic12, page 345.", copied.length);
    size_t count = 0;
    const Piece *pieces = line_pieces(&paragraph.lines[0], s->arena, &count);
    assert_true(count >= 6);
    assert_int_equal(pieces[1].origin->kind, INLINE_NOTE_CALL);
}

/* English parts devel-opment, French does not. */
static void test_a_span_is_set_in_its_language(void **state) {
    Setters *s = *state;
    Text *french = setters_text(s, "xx development"),
         *english = setters_text(s, "xx development of what is said in another language");
    setters_cut(s, english, 3)->language = STR("en");
    bool parted = false;
    for (Unit width = POINTS(20); width < POINTS(60); width += POINTS(1)) {
        s->rooms[0].width = width;
        s->request.text = french;
        Paragraph paragraph = paragraph_set(&s->setter, &s->request);
        for (size_t i = 0; i < paragraph.line_count; i++)
            assert_int_not_equal(paragraph.lines[i].to, 8);
        s->request.text = english;
        paragraph = paragraph_set(&s->setter, &s->request);
        for (size_t i = 0; i < paragraph.line_count; i++)
            parted = parted || paragraph.lines[i].to == 8;
    }
    assert_true(parted);
    s->fonts.diag.reports.count = 0;
}

static void test_marks_change_the_face(void **state) {
    Setters *s = *state;
    Text *text = setters_text(s, "un deux");
    setters_cut(s, text, 3)->marks = MARK_EMPHASIS;
    s->request.text = text;
    Paragraph paragraph = paragraph_set(&s->setter, &s->request);
    size_t count = 0;
    const Piece *pieces = line_pieces(&paragraph.lines[0], s->arena, &count);
    assert_int_equal(count, 3);
    assert_ptr_not_equal(pieces[0].face, pieces[2].face);
    assert_true(str_ends_with(face_file_name(pieces[2].face), STR("Vollkorn-Italic.ttf")));
}

static void test_the_letters_of_a_drop_cap_are_copied_not_painted(void **state) {
    Setters *s = *state;
    s->request.hidden = STR("L’");
    s->request.from = (uint32_t)s->request.hidden.length;
    s->rooms[0] = (LineRoom){POINTS(40), POINTS(110)};
    s->rooms[1] = (LineRoom){0, POINTS(150)};
    s->request.room_count = 2;
    Paragraph paragraph =
        setters_set(s, "L’amende est une information publique des contrevenants.");
    assert_true(paragraph.line_count >= 2);
    size_t count = 0;
    const Piece *pieces = line_pieces(&paragraph.lines[0], s->arena, &count);
    assert_true(pieces[0].invisible);
    assert_false(pieces[1].invisible);
    assert_int_equal(pieces[1].x, POINTS(40));
    assert_true(pieces[0].x < POINTS(40));
    assert_true(str_starts_with(line_copied(s->arena, &paragraph.lines[0]), STR("L’amende ")));
    assert_false(paragraph.lines[0].hyphen);
}

static void test_verbatim_text_keeps_its_spaces_and_lines(void **state) {
    Setters *s = *state;
    s->request.verbatim = true;
    Paragraph paragraph = setters_set(s, "if x :\n    return !");
    assert_int_equal(paragraph.line_count, 2);
    assert_true(str_equal(line_copied(s->arena, &paragraph.lines[0]), STR("if x :")));
    assert_true(str_equal(line_copied(s->arena, &paragraph.lines[1]), STR("    return !")));
    Look look = look_make(&s->setter, &s->style, NULL);
    size_t count = 0;
    const Piece *pieces = line_pieces(&paragraph.lines[1], s->arena, &count);
    assert_int_equal(pieces[0].kind, PIECE_SPACE);
    assert_int_equal(pieces[0].width, 4 * font_space(&look.font));
}

/* ---- odd texts ---- */

static void test_odd_texts(void **state) {
    Setters *s = *state;
    assert_int_equal(setters_set(s, "").line_count, 0);
    assert_true(setters_set(s, " ").line_count <= 1);
    assert_true(setters_set(s, "\n").line_count <= 2);
    assert_true(setters_set(s, "a\n\n\nb").line_count >= 2);
    assert_true(setters_set(s, "\u00AD\u00AD\u200B").line_count <= 2);
    assert_true(setters_set(s, "…………………… ////// ------ ······").line_count >= 1);
    s->rooms[0].width = 1;
    assert_true(setters_set(s, TEXT).line_count > 20);
    s->fonts.diag.reports.count = 0;
}

static void test_the_same_paragraph_is_lent(void **state) {
    Setters *s = *state;
    Map paragraphs = {.arena = s->arena};
    s->setter.paragraphs = &paragraphs;
    s->request.text = setters_text(s, TEXT);
    const SetLine *lines = paragraph_set(&s->setter, &s->request).lines;
    assert_ptr_equal(paragraph_set(&s->setter, &s->request).lines, lines);
    s->rooms[0].width = POINTS(151);
    assert_ptr_not_equal(paragraph_set(&s->setter, &s->request).lines, lines);
    s->rooms[0].width = POINTS(150);
    TextStyle other = s->style;
    s->request.style = &other;
    assert_ptr_not_equal(paragraph_set(&s->setter, &s->request).lines, lines);
}

static void test_a_label_is_one_line(void **state) {
    Setters *s = *state;
    SetLine line = label_set(&s->setter, STR("12"), &s->style, (Span){0});
    assert_int_equal(line.start, 0);
    assert_true(line.end > POINTS(5) && line.end < POINTS(15));
    assert_true(str_equal(line_copied(s->arena, &line), STR("12")));
    assert_int_equal(label_set(&s->setter, STR(""), &s->style, (Span){0}).part_count, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_setters, close_setters)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_justified_lines_end_exactly_at_their_room),
        CASE(test_hyphens_in_a_row_are_the_language_s),
        CASE(test_the_indent_belongs_to_the_room),
        CASE(test_ragged_lines_stay_inside),
        CASE(test_alignment),
        CASE(test_hyphens_and_stops_hang_out),
        CASE(test_what_sticks_out_too_far_is_cut),
        CASE(test_an_overfull_line_is_reported_once_with_its_excess),
        CASE(test_looseness_gives_a_line_more_or_less),
        CASE(test_balanced_lines_are_alike),
        CASE(test_the_copied_text_is_the_authors),
        CASE(test_a_forced_break_ends_a_line_as_it_is),
        CASE(test_objects_show_their_text_and_lines_know_their_notes),
        CASE(test_a_span_is_set_in_its_language),
        CASE(test_marks_change_the_face),
        CASE(test_the_letters_of_a_drop_cap_are_copied_not_painted),
        CASE(test_verbatim_text_keeps_its_spaces_and_lines),
        CASE(test_odd_texts),
        CASE(test_the_same_paragraph_is_lent),
        CASE(test_a_label_is_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
