/* The small rooms of the page layer: numbers of charts, fields, picture headers, columns in boxes,
 * drop caps, tables. */
#include "page/box_columns.h"
#include "page/chart.h"
#include "page/fields.h"
#include "page/initial.h"
#include "page/picture.h"
#include "page/table.h"
#include "page/table_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "setters.h"

/* ---- chart_number ---- */

static void check_number(const char *text, int64_t thousandths) {
    int64_t found = -1;
    if (!chart_number(str_from_c(text), &found)) fail_msg("%s is no number", text);
    assert_int_equal(found, thousandths);
}

static void test_numbers_as_authors_write_them(void **state) {
    (void)state;
    check_number("0", 0);
    check_number("12", 12000);
    check_number(" 12 ", 12000);
    check_number("1,2", 1200);
    check_number("1.25", 1250);
    check_number("0,0019", 1);
    check_number("600 000", 600000000);
    check_number("600\u202F000", 600000000);
    check_number("1\u00A0234\u00A0567,8", INT64_C(1234567800));
    static const char *const none[] = {"",
                                       " ",
                                       "-3",
                                       "beaucoup",
                                       "12 %",
                                       "1,2,3",
                                       ",5",
                                       "1,2 3",
                                       "१२",
                                       "1e5",
                                       "99999999999999999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        int64_t found;
        if (chart_number(str_from_c(none[i]), &found))
            fail_msg("%s is taken for a number", none[i]);
    }
}

/* ---- fields_fill ---- */

static void check_fields(Setters *s, const char *text, const char *expected) {
    static const char yaml[] = "title: Les amendes\nstamp: {place: Paris}\n";
    Source *source = ARENA_NEW(s->arena, Source);
    *source = (Source){.path = STR("edition.yaml"), .text = STR(yaml)};
    Edition edition = {.root = yaml_read(s->arena, source, 0, sizeof yaml - 1, &s->fonts.diag),
                       .title = STR("Les amendes")};
    PageFields page = {.folio = STR("7"), .section = STR("Trafic")};
    Str found = fields_fill(s->arena, str_from_c(text), &edition, &page, (Span){0}, &s->fonts.diag);
    if (!str_equal(found, str_from_c(expected)))
        fail_msg("%s gives %.*s, not %s", text, (int)found.length, found.bytes, expected);
}

static void test_fields(void **state) {
    Setters *s = *state;
    check_fields(s, "", "");
    check_fields(s, "page {folio}", "page 7");
    check_fields(s, "{section} – {title}", "Trafic – Les amendes");
    check_fields(s, "[{subsection}]", "[]");
    check_fields(s, "{stamp.place}", "Paris");
    check_fields(s, "{{folio}", "{folio}");
    check_fields(s, "a { b", "a { b");
    check_fields(s, "}", "}");
    assert_int_equal(s->fonts.diag.reports.count, 0);
    check_fields(s, "({nonsense})", "()");
    assert_true(only_report_is(&s->fonts.diag, MESSAGE_FIELD_UNKNOWN));
    s->fonts.diag.reports.count = 0;
}

/* ---- picture_measure ---- */

#define PNG_HEAD  "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\1\0\0\0\0\x40\x08"
#define JPEG_HEAD "\xFF\xD8\xFF\xE0\0\4JF\xFF\xFF\xFF\xC2\0\x11\x08\0\x30\0\x20"

static bool measure(const char *bytes, size_t length, Picture *picture) {
    *picture = (Picture){0};
    return picture_measure((Str){bytes, length}, picture);
}

static void test_sizes_of_pictures(void **state) {
    (void)state;
    static const char png[] = PNG_HEAD "\2\0\0\0", grey[] = PNG_HEAD "\4\0\0\0";
    static const char jpeg[] = JPEG_HEAD "\3\1\x22\0\2\x11\1\3\x11\1\xFF\xD9";
    static const char cmyk[] = "\xFF\xD8\xFF\xEE\0\x0E"
                               "Adobe\0\x64\0\0\0\0\2"
                               "\xFF\xC0\0\x14\x08\0\1\0\1\4"
                               "\1\x11\0\2\x11\0\3\x11\0\4\x11\0\xFF\xD9";
    Picture picture;
    assert_true(measure(png, sizeof png - 1, &picture));
    assert_int_equal(picture.width, 256);
    assert_int_equal(picture.height, 64);
    assert_int_equal(picture.channels, 3);
    assert_false(picture.jpeg);
    assert_true(measure(grey, sizeof grey - 1, &picture));
    assert_int_equal(picture.channels, 1);
    assert_true(measure(jpeg, sizeof jpeg - 1, &picture));
    assert_int_equal(picture.width, 32);
    assert_int_equal(picture.height, 48);
    assert_true(picture.jpeg);
    assert_true(measure(cmyk, sizeof cmyk - 1, &picture));
    assert_int_equal(picture.channels, 4);
    assert_true(picture.inverted);
}

/* Cut anywhere, a header gives no picture and reads nothing behind its end: each piece stands at
 * the end of memory of its own, so that the sanitizer sees. */
static void test_truncated_pictures(void **state) {
    (void)state;
    static const char png[] = PNG_HEAD "\2", jpeg[] = JPEG_HEAD "\3";
    Picture picture;
    for (int kind = 0; kind < 2; kind++) {
        const char *whole = kind == 0 ? png : jpeg;
        size_t length = kind == 0 ? sizeof png - 1 : sizeof jpeg - 1;
        for (size_t cut = 0; cut < length; cut++) {
            char *piece = test_malloc(cut + 1);
            memcpy(piece + 1, whole, cut);
            assert_false(measure(piece + 1, cut, &picture));
            test_free(piece);
        }
    }
}

static void test_hostile_pictures(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } pictures[] = {
#define BYTES(text) {text, sizeof(text) - 1}
        BYTES("GIF89a\1\0\1\0"),
        BYTES("\x89PNG\r\n\x1a\n\0\0\0\x0dJUNK\0\0\1\0\0\0\1\0\x08\2\0\0\0"),
        BYTES("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\1\0\x08\2\0\0\0"), /* no width */
        BYTES(
            "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\xFF\xFF\xFF\xFF\0\0\1\0\x08\2\0\0\0"), /* four thousand
                                                                                       million */
        BYTES("\xFF\xD8\xFF\xE0\0\0\xFF\xC0\0\x11\x08\0\1\0\1\3\0\0\0\0\0\0\0\0\0"), /* a segment of
                                                                                        length 0 */
        BYTES("\xFF\xD8\xFF\xE0\xFF\xFF"),
        BYTES("\xFF\xD8\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        BYTES("\xFF\xD8\xFF\xC0\0\4\x08\0"),
        BYTES("\xFF\xD8\xFF\xC0\0\x11\x08\0\1\0\1\7\0\0\0\0\0\0\0\0\0\0"), /* seven channels */
#undef BYTES
    };
    Picture picture;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        if (measure(pictures[i].bytes, pictures[i].length, &picture))
            fail_msg("picture %zu is taken", i);
    }
}

/* ---- columns in boxes ---- */

static StackLines lines_make(Arena *arena, size_t count) {
    StackLines lines = {0};
    for (size_t i = 0; i < count; i++) {
        StackLine line = {
            .slab = ARENA_NEW(arena, Slab), .height = POINTS(10), .ascent = POINTS(7)};
        Slab *slab = ARENA_NEW(arena, Slab);
        slab_add_rect(arena, slab, 0, 0, POINTS(1), POINTS(1), 0, NULL);
        line.slab = slab;
        VEC_PUSH(arena, &lines, line);
    }
    return lines;
}

static void test_columns_in_a_box_are_level(void **state) {
    (void)state;
    Arena *arena = arena_open();
    BoxStyle style = {
        .columns = 2, .gutter = POINTS(8), .inset_left = POINTS(5), .inset_top = POINTS(4)};
    StackLines lines = lines_make(arena, 6);
    assert_int_equal(columns_height(&style, &lines, 0, 6), POINTS(27)); /* 7 + 10 + 10 */
    assert_int_equal(columns_height(&style, &lines, 0, 5), POINTS(27));
    Slab slab = {0};
    columns_pour(arena, &style, &lines, 0, 6, POINTS(50), &slab);
    assert_int_equal(slab.items.count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(slab.items.items[i].x, i < 3 ? POINTS(5) : POINTS(63));
        assert_int_equal(slab.items.items[i].y, POINTS(11) + (Unit)(i % 3) * POINTS(10));
    }
    style.columns = 1;
    assert_int_equal(columns_height(&style, &lines, 0, 6), POINTS(57));
    assert_int_equal(columns_height(&style, &lines, 2, 2), 0);
    arena_close(arena);
}

static void test_columns_in_a_box_keep_what_belongs_together(void **state) {
    (void)state;
    Arena *arena = arena_open();
    BoxStyle style = {.columns = 2};
    StackLines lines = lines_make(arena, 6);
    lines.items[3].cost = EVIL_FORBID; /* not between the third and the fourth */
    assert_int_equal(columns_height(&style, &lines, 0, 6), POINTS(37));
    for (size_t i = 1; i < 6; i++) lines.items[i].cost = EVIL_FORBID; /* nowhere: one column */
    assert_int_equal(columns_height(&style, &lines, 0, 6), POINTS(57));
    arena_close(arena);
}

static void test_lines_across_stand_above_the_columns(void **state) {
    (void)state;
    Arena *arena = arena_open();
    BoxStyle style = {.columns = 2, .gutter = POINTS(8)};
    StackLines lines = lines_make(arena, 5);
    lines.items[0].span = true;
    Slab slab = {0};
    columns_pour(arena, &style, &lines, 0, 5, POINTS(50), &slab);
    assert_int_equal(slab.items.count, 5);
    assert_int_equal(slab.items.items[0].y, POINTS(7));
    assert_int_equal(slab.items.items[1].y, POINTS(17));
    assert_int_equal(slab.items.items[3].y, POINTS(17));
    assert_int_equal(slab.items.items[3].x, POINTS(58));
    arena_close(arena);
}

/* ---- drop caps ---- */

static bool make_initial(Setters *s, const char *text, int lines, Initial *initial) {
    Opening opening = {.drop_cap_lines = lines, .drop_cap = &s->style, .drop_cap_gap = POINTS(3)};
    s->request.text = setters_text(s, text);
    return initial_make(&s->setter, &s->request, &opening, initial);
}

static void test_what_a_drop_cap_takes(void **state) {
    Setters *s = *state;
    Initial initial;
    static const char *const cases[][2] = {
        {"Depuis 2023", "D"}, {"État civil", "É"}, {"L’amende", "L’"},
        {"« Non »", "« N"},   {"A", "A"},          {"E\u0301tat", "E\u0301"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!make_initial(s, cases[i][0], 3, &initial)) fail_msg("no drop cap for %s", cases[i][0]);
        if (!str_equal(initial.text, str_from_c(cases[i][1])))
            fail_msg("%s: %.*s", cases[i][0], (int)initial.text.length, initial.text.bytes);
        assert_int_equal(initial.bytes, initial.text.length);
    }
    static const char *const none[] = {"", "2023", "…", "«", "- A"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (make_initial(s, none[i], 3, &initial)) fail_msg("a drop cap for %s", none[i]);
    }
    s->fonts.diag.reports.count = 0;
}

static void test_lines_make_room_for_a_drop_cap(void **state) {
    Setters *s = *state;
    Initial initial;
    assert_true(make_initial(s, "Depuis", 3, &initial));
    assert_int_equal(initial.room_count, 4);
    for (size_t i = 0; i < 3; i++) {
        assert_true(initial.rooms[i].indent > POINTS(15) && initial.rooms[i].indent < POINTS(45));
        assert_int_equal(initial.rooms[i].indent + initial.rooms[i].width, POINTS(150));
    }
    assert_int_equal(initial.rooms[3].indent, 0);
    assert_int_equal(initial.rooms[3].width, POINTS(150));
    assert_int_equal(initial.item.kind, SLAB_PATH);
    assert_true(initial.item.as.path.step_count > 4);
    assert_true(
        make_initial(s, "Quand", 3, &initial)); /* Vollkorn's tail reaches below the third line */
    assert_true(initial.room_count >= 4);
}

/* Text beside a letter as wide as the column would stand in the next one. */
static void test_no_drop_cap_takes_the_whole_line(void **state) {
    Setters *s = *state;
    Initial initial;
    int lines = 3;
    while (lines < 40 && make_initial(s, "Mais", lines, &initial)) {
        for (size_t i = 0; i < initial.room_count; i++)
            assert_int_equal(initial.rooms[i].indent + initial.rooms[i].width, POINTS(150));
        lines++;
    }
    assert_true(lines > 5 && lines < 40 && initial.too_wide);
}

/* ---- tables ---- */

static Block *cell_make(Setters *s, const char *text) {
    Block *cell = ARENA_NEW(s->arena, Block);
    *cell = (Block){.kind = BLOCK_CELL, .text = *setters_text(s, text)};
    return cell;
}

static Block *table_make(Setters *s, const char *const *texts, size_t rows, size_t columns) {
    Block *table = ARENA_NEW(s->arena, Block);
    *table = (Block){
        .kind = BLOCK_TABLE, .children = ARENA_ARRAY(s->arena, Block *, rows), .child_count = rows};
    for (size_t r = 0; r < rows; r++) {
        Block *row = table->children[r] = ARENA_NEW(s->arena, Block);
        *row = (Block){.kind = BLOCK_ROW,
                       .children = ARENA_ARRAY(s->arena, Block *, columns),
                       .child_count = columns};
        for (size_t c = 0; c < columns; c++)
            row->children[c] = cell_make(s, texts[r * columns + c]);
    }
    return table;
}

static Stacker stacker_make(Setters *s, const Layout *layout) {
    Stacker stacker = {.work = s->arena,
                       .setter = &s->setter,
                       .layout = layout,
                       .width = POINTS(150),
                       .span_width = POINTS(150)};
    stacker.styles.table = stacker.styles.text = &s->style;
    stacker_init(&stacker);
    return stacker;
}

static void test_a_table_is_a_line_a_row(void **state) {
    Setters *s = *state;
    static const char *const texts[] = {"Année", "Amendes", "2022", "600 000", "2023", "beaucoup"};
    TableStyle plain = {.content_width = true};
    Layout layout = {.first_table = &plain};
    Stacker stacker = stacker_make(s, &layout);
    stack_table(&stacker, table_make(s, texts, 3, 2));
    assert_int_equal(stacker.lines.count, 3);
    assert_int_equal(stacker.lines.items[1].cost,
                     EVIL_FORBID); /* the head stays with its first row */
    assert_int_equal(stacker.lines.items[2].cost, 0);
    const SlabItems *head = &stacker.lines.items[0].slab->items,
                    *row = &stacker.lines.items[1].slab->items;
    assert_int_equal(head->count, 2);
    assert_int_equal(row->count, 2);
    assert_int_equal(head->items[0].x, row->items[0].x);
    assert_int_equal(head->items[1].x, row->items[1].x);
    assert_true(row->items[1].x > POINTS(30) && row->items[1].x < POINTS(60));
    assert_int_equal(stacker.lines.items[1].height, POINTS(12));
}

static void test_a_table_too_wide_is_shared_out(void **state) {
    Setters *s = *state;
    static const char *const texts[] = {
        "Titre", "Texte", "court",
        "un texte trop long pour une seule ligne de cette colonne étroite"};
    TableStyle plain = {.content_width = true};
    Layout layout = {.first_table = &plain};
    Stacker stacker = stacker_make(s, &layout);
    stack_table(&stacker, table_make(s, texts, 2, 2));
    const StackLine *row = &stacker.lines.items[1];
    assert_true(row->slab->items.count >= 3);
    assert_true(row->height >= POINTS(24));
    for (size_t i = 0; i < row->slab->items.count; i++) {
        const SlabItem *item = &row->slab->items.items[i];
        assert_true((int64_t)item->x + item->as.text.line->end <= POINTS(151));
        assert_true(item->y <= 0 &&
                    item->y > -row->height); /* the row's origin is its last baseline */
    }
    stack_table(&stacker, table_make(s, NULL, 0, 0));
    assert_int_equal(stacker.lines.count, 2);
}

static void test_on_the_grid_a_row_is_whole_rows(void **state) {
    Setters *s = *state;
    static const char *const texts[] = {"Titre", "court", "un texte trop long pour une seule ligne",
                                        "a"};
    TableStyle plain = {.rule_top = {.thickness = UNIT_PER_POINT}};
    Layout layout = {.first_table = &plain};
    Stacker stacker = stacker_make(s, &layout);
    stacker.grid = POINTS(14);
    stack_table(&stacker, table_make(s, texts, 4, 1));
    for (size_t i = 0; i < stacker.lines.count; i++) {
        const StackLine *line = &stacker.lines.items[i];
        assert_true(line->whole_rows);
        assert_int_equal(line->height % POINTS(14), 0);
        assert_int_equal(line->slab->items.items[0].y % POINTS(14), 0); /* its first baseline */
        assert_true(i == 0 ? line->head == NULL : line->head->items.items[0].role == SLAB_ARTIFACT);
    }
}

static void test_a_table_spans_where_a_column_is_too_narrow(void **state) {
    Setters *s = *state;
    static const char *const texts[] = {"mm", "mm", "mm", "mm", "mm", "mm"};
    TableStyle plain = {0};
    Layout layout = {.first_table = &plain};
    Stacker stacker = stacker_make(s, &layout);
    stacker.width = POINTS(60);
    stack_table(&stacker, table_make(s, texts, 1, 6));
    stack_table(&stacker, table_make(s, texts, 1, 2));
    assert_true(stacker.lines.items[0].span);
    assert_false(stacker.lines.items[1].span);
}

/* ---- numbers in tables ---- */

static void check_point(const char *const *texts, size_t count, bool numbers, char point) {
    NumberColumn column = {0};
    char found;
    for (size_t i = 0; i < count; i++) number_column_add(&column, str_from_c(texts[i]));
    assert_int_equal(number_column_ends(&column, &found), numbers);
    if (numbers) assert_int_equal(found, point);
}

static void test_a_column_tells_its_decimal_sign(void **state) {
    (void)state;
    check_point((const char *[]){"12,5", "3", "−0,25 %"}, 3, true, ',');
    check_point((const char *[]){"1,234", "12", "1,234,567"}, 3, true, 0);
    check_point((const char *[]){"1,234.5", "12"}, 2, true, '.');
    check_point((const char *[]){"1.234,5", "", "12"}, 3, true, ',');
    check_point((const char *[]){"12 000", "7", "–"}, 3, true, 0);
    check_point((const char *[]){"12", "un", "deux"}, 3, false, 0);
    check_point((const char *[]){"12", "", ""}, 3, false, 0);
}

static void test_the_end_of_whole_figures(void **state) {
    (void)state;
    size_t end;
    assert_true(number_find(STR("12,5 %"), ',', &end));
    assert_int_equal(end, 2);
    assert_true(number_find(STR("1 234 EUR"), ',', &end));
    assert_int_equal(end, 5);
    assert_true(number_find(STR("- 1.234,5"), ',', &end));
    assert_int_equal(end, 7);
    assert_false(number_find(STR("12 + 13"), ',', &end));
    assert_false(number_find(STR(""), ',', &end));
    assert_false(number_find(STR(",5"), ',', &end));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_setters, close_setters)

static int open_setters(void **state) {
    *state = setters_open();
    return 0;
}

static int close_setters(void **state) {
    setters_close(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_as_authors_write_them),
        CASE(test_fields),
        cmocka_unit_test(test_sizes_of_pictures),
        cmocka_unit_test(test_truncated_pictures),
        cmocka_unit_test(test_hostile_pictures),
        cmocka_unit_test(test_columns_in_a_box_are_level),
        cmocka_unit_test(test_columns_in_a_box_keep_what_belongs_together),
        cmocka_unit_test(test_lines_across_stand_above_the_columns),
        CASE(test_what_a_drop_cap_takes),
        CASE(test_lines_make_room_for_a_drop_cap),
        CASE(test_no_drop_cap_takes_the_whole_line),
        CASE(test_a_table_is_a_line_a_row),
        CASE(test_a_table_too_wide_is_shared_out),
        CASE(test_on_the_grid_a_row_is_whole_rows),
        CASE(test_a_table_spans_where_a_column_is_too_narrow),
        CASE(test_a_column_tells_its_decimal_sign),
        CASE(test_the_end_of_whole_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
