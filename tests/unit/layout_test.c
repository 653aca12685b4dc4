/* The reader of layouts: the brochure's own layout and its values, each mistake with its exact
 * report (tests/spec/layout.txt), and texts mutated at random. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/file.h"
#include "layout/layout.h"

#define MUTATIONS 1500
#define FENCE     "````````````````````````````````"

typedef struct Reading {
    Arena *arena;
    Diag diag;
    Source source;
    Layout *layout;
} Reading;

static bool family_known(const void *context, Str family) {
    (void)context;
    return str_equal(family, STR("Vollkorn")) || str_equal(family, STR("Lato")) ||
           str_equal(family, STR("Amiri"));
}

static Str family_nearest(const void *context, Str family) {
    (void)context;
    Str names[] = {STR("Vollkorn"), STR("Lato")};
    return str_nearest(family, names, 2);
}

static const FamilyCheck families = {family_known, family_nearest, NULL};

/* The reading keeps pointers into itself: it must not be copied. */
static void reading_open_in(Reading *reading, Str text, Str script) {
    *reading = (Reading){.arena = arena_open()};
    reading->diag.arena = reading->arena;
    reading->source = (Source){.path = STR("layouts/test.yaml"), .text = text};
    reading->layout =
        layout_read(reading->arena, &reading->source, &families, script, &reading->diag);
}

static void reading_open(Reading *reading, Str text) {
    reading_open_in(reading, text, STR("Latn"));
}

static void reading_close(Reading *reading) {
    arena_close(reading->arena);
}

static Str reading_reports(Reading *reading) {
    StrBuilder out = {.arena = reading->arena};
    diag_write(&reading->diag, DIAG_TEXT, &out);
    return builder_text(&out);
}

static void assert_reports(Reading *reading, Str expected) {
    Str reports = reading_reports(reading);
    if (!str_equal(reports, expected))
        print_error("---- expected\n%.*s---- reported\n%.*s", (int)expected.length, expected.bytes,
                    (int)reports.length, reports.bytes ? reports.bytes : "");
    assert_true(str_equal(reports, expected));
}

static Str file_text(Arena *arena, const char *path) {
    Diag diag = {.arena = arena};
    Source *source = source_read(arena, str_from_c(path), str_from_c(path), &diag, (Span){0});
    assert_non_null(source);
    return source->text;
}

static Unit millimetres(int64_t n) {
    return (Unit)round_ratio(n * UNIT_PER_POINT, 360, 127);
}

#define assert_text(actual, expected) assert_true(str_equal((actual), STR(expected)))

/* ---- the brochure ---- */

static const char brochure_path[] = MAQUETTE_SOURCE_DIR "/layouts/brochure-a4.yaml";

static void brochure_open(Reading *reading, Arena *arena) {
    reading_open(reading, file_text(arena, brochure_path));
    assert_reports(reading, (Str){0});
}

static void brochure_has_its_measures(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Reading reading;
    brochure_open(&reading, arena);
    const Layout *layout = reading.layout;
    assert_int_equal(layout->width, millimetres(210));
    assert_int_equal(layout->height, millimetres(297));
    assert_int_equal(layout->bleed, millimetres(3));
    assert_true(layout->facing);
    assert_int_equal(layout->leading, POINTS(14));
    const Template *chapter = layout_find_template(layout, STR("chapter"));
    assert_int_equal(chapter->columns, 2);
    assert_in_range(layout_row_count(layout, chapter), 46, 48);
    /* Sums of rounded lengths: within a few 1/65536 pt of 77 mm. */
    assert_true(abs(layout_column_width(layout, chapter) - millimetres(77)) < 4);
    const Template *plain = layout_find_template(layout, STR("plain"));
    assert_int_equal(layout_column_width(layout, plain), millimetres(122));
    assert_int_equal(layout->evils[EVIL_NOTE_FAR], EVIL_FORBID);
    assert_int_equal(layout->evils[EVIL_WIDOW], 400);
    assert_int_equal(layout->screen.standards, STANDARD_UA_1 | STANDARD_A_2A);
    assert_int_equal(layout->print.marks, PRINT_MARK_CROP | PRINT_MARK_REGISTRATION);
    assert_int_equal(layout->print.ink_limit, 30000);
    assert_int_equal(layout->print.resolution, 300);
    reading_close(&reading);
    arena_close(arena);
}

static void brochure_has_its_styles(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Reading reading;
    brochure_open(&reading, arena);
    const Layout *layout = reading.layout;
    const TextStyle *body = layout_find_style(layout, STR("body"));
    assert_text(body->family, "Vollkorn");
    assert_int_equal(body->size, round_ratio(POINTS(102), 1, 10));
    assert_int_equal(body->leading, POINTS(14));
    assert_true(body->on_grid && body->hyphenate && body->hang);
    assert_int_equal(body->align, ALIGN_JUSTIFY);
    assert_int_equal(body->figures, STYLE_FIGURES_OLDSTYLE);
    assert_int_equal(body->slack_tracking, 120);
    assert_int_equal(body->slack_scaling, 90);
    assert_int_equal(body->indent_first, body->size);
    const TextStyle *note = layout_find_style(layout, STR("note"));
    assert_text(note->family, "Vollkorn");
    assert_false(note->on_grid);
    assert_int_equal(note->leading, POINTS(19) / 2);
    const TextStyle *title = layout_find_style(layout, STR("title"));
    assert_int_equal(title->weight, 900);
    assert_int_equal(title->leading, POINTS(28));
    assert_true(title->span_columns);
    assert_int_equal(title->keep_next, 2);
    assert_text(title->colour->name, "accent");
    const TextStyle *list = layout_find_style(layout, STR("list"));
    assert_text(list->bullet, "–");
    reading_close(&reading);
    arena_close(arena);
}

static void brochure_has_its_boxes_and_templates(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Reading reading;
    brochure_open(&reading, arena);
    const Layout *layout = reading.layout;
    const BoxStyle *encadre = layout_find_box(layout, STR("encadre"));
    assert_text(encadre->background->name, "tint");
    assert_int_equal(encadre->inset_left, POINTS(12));
    assert_int_equal(encadre->place, PLACE_BOTTOM);
    assert_int_equal(encadre->notes, NOTES_PAGE);
    assert_false(encadre->breaks);
    assert_text(encadre->title->name, "box-title");
    assert_text(layout_find_box(layout, STR("chapeau"))->text->name, "lead");
    assert_non_null(layout_find_box(layout, STR("chart"))->chart);
    const Template *chapter = layout_find_template(layout, STR("chapter"));
    assert_int_equal(chapter->opening.drop_cap_lines, 4);
    assert_int_equal(chapter->section_break_level, 2);
    assert_text(chapter->headings[2]->name, "subheading");
    assert_ptr_equal(chapter->headings[5], chapter->headings[2]);
    assert_int_equal(chapter->line_count, 3);
    assert_text(chapter->lines[2].text, "{folio}");
    assert_int_equal(chapter->lines[2].align, ALIGN_OUTSIDE);
    const Template *plain = layout_find_template(layout, STR("plain"));
    assert_int_equal(plain->opening.drop_cap_lines, 0);
    assert_int_equal(plain->line_count, 3);
    const Template *cover = layout_find_template(layout, STR("cover"));
    assert_false(cover->numbered);
    assert_int_equal(cover->frame_count, 5);
    assert_true(cover->frames[2].body);
    assert_text(layout_nearest_box(layout, STR("encadré")), "encadre");
    assert_text(layout_nearest_template(layout, STR("chaptre")), "chapter");
    reading_close(&reading);
    arena_close(arena);
}

/* ---- values ---- */

#define TAIL "text: {body: {font: Vollkorn}}\ntemplates: {page: {}}\n"

static const Colour *colour_of(const Reading *reading, const char *name) {
    return map_find(&reading->layout->colours, str_from_c(name));
}

static void colours_fill_both_forms(void **state) {
    (void)state;
    Reading reading;
    reading_open(&reading, STR("colours:\n"
                               "  screen: {rgb: \"#ff8000\"}\n"
                               "  press: {cmyk: [0, 100, 50, 20]}\n"
                               "  light: {of: half, at: 50%}\n"
                               "  half: {of: ink, at: 50%}\n"
                               "  ink: {cmyk: [0, 80, 0, 33.35], spot: Red}\n" TAIL));
    assert_reports(&reading, (Str){0});
    const Colour *screen = colour_of(&reading, "screen");
    const int32_t expected[4] = {0, 4980, 10000, 0};
    assert_memory_equal(screen->cmyk, expected, sizeof expected);
    const Colour *press = colour_of(&reading, "press");
    const uint8_t light[3] = {204, 0, 102};
    assert_memory_equal(press->rgb, light, sizeof light);
    const Colour *tint = colour_of(&reading, "light");
    assert_int_equal(tint->cmyk[1], 2000);
    assert_int_equal(tint->tint, 2500);
    assert_text(tint->spot, "Red");
    assert_int_equal(colour_of(&reading, "ink")->cmyk[3], 3335);
    reading_close(&reading);
}

static void em_is_the_size_of_the_style_that_inherits(void **state) {
    (void)state;
    Reading reading;
    reading_open(
        &reading,
        STR("grid: {leading: 12pt}\n"
            "text:\n"
            "  body: {font: Lato, size: 10pt, indent: {first: 1.5em}, space-before: 2 lines}\n"
            "  small: {like: body, size: 8pt, widow: 3 lines}\n"
            "templates: {page: {}}\n"));
    assert_reports(&reading, (Str){0});
    const TextStyle *small = layout_find_style(reading.layout, STR("small"));
    assert_int_equal(small->indent_first, POINTS(12));
    assert_int_equal(small->space_before, POINTS(24));
    assert_int_equal(small->widow, 3);
    reading_close(&reading);
}

static void shapes_reach_the_bleed_and_repeat(void **state) {
    (void)state;
    Reading reading;
    reading_open(&reading, STR("sheet: {size: [100mm, 200mm], bleed: 5mm}\n"
                               "colours: {a: {rgb: \"#000000\"}}\n"
                               "text: {body: {font: Lato}}\n"
                               "templates:\n"
                               "  page:\n"
                               "    shapes:\n"
                               "      - rect: {x: bleed, y: 50%, width: bleed, height: bleed}\n"
                               "        fill: a\n"
                               "      - circle: {x: 50mm, y: 0, radius: 10%}\n"
                               "        stroke: a\n"
                               "        repeat: [3, 4]\n"
                               "        step: [12pt, -1pt]\n"
                               "      - polygon: [[bleed, 0], [far-bleed, 0], [0, -2mm]]\n"
                               "        fill: a\n"));
    assert_reports(&reading, (Str){0});
    const Template *page = layout_find_template(reading.layout, STR("page"));
    assert_int_equal(page->draw_count, 3);
    const Draw *rect = &page->draws[0], *circle = &page->draws[1], *polygon = &page->draws[2];
    assert_int_equal(rect->x, -millimetres(5));
    assert_int_equal(rect->x + rect->width, reading.layout->width + millimetres(5));
    assert_int_equal(rect->y + rect->height, reading.layout->height + millimetres(5));
    assert_int_equal(circle->x, millimetres(50) - millimetres(10));
    assert_int_equal(circle->repeat_y, 4);
    assert_int_equal(circle->step_y, POINTS(-1));
    assert_int_equal(polygon->y, -millimetres(2));
    assert_int_equal(polygon->points[2], reading.layout->width + millimetres(5));
    reading_close(&reading);
}

static void templates_keep_to_the_grid(void **state) {
    (void)state;
    Reading reading;
    reading_open(
        &reading,
        STR("margins: {top: 60pt, bottom: 60pt}\n"
            "grid: {leading: 14pt, first-baseline: 70pt}\n"
            "text: {body: {font: Lato}, small: {like: body, size: 8pt}}\n"
            "templates:\n"
            "  low: {margins: {top: 75pt}, foot: {left: a, folio: right, rule: {gap: 2pt}}}\n"
            "  base: {notes: page, opening: {drop-cap: 3 lines, style: small}}\n"
            "  like: {like: base, section-break: {level: 1}, headings: {2: small}}\n"));
    assert_reports(&reading, (Str){0});
    const Template *low = layout_find_template(reading.layout, STR("low"));
    assert_int_equal(low->first_baseline, POINTS(98)); /* two rows further */
    assert_int_equal(low->lines[0].rule.thickness, POINTS(1) / 2);
    assert_int_equal(low->lines[1].rule.thickness, 0);
    const Template *like = layout_find_template(reading.layout, STR("like"));
    assert_int_equal(like->notes, NOTES_PAGE);
    assert_int_equal(like->opening.drop_cap_lines, 3);
    assert_int_equal(like->section_break_level, 1);
    assert_text(like->headings[0]->name, "body");
    assert_text(like->headings[5]->name, "small");
    reading_close(&reading);
}

/* ---- mistakes ---- */

/* The lines from *at up to the line that is the given mark. */
static Str lines_until(Str text, size_t *at, Str mark) {
    size_t start = *at;
    while (*at < text.length) {
        size_t end = str_find(text, STR("\n"), *at);
        if (end == SIZE_MAX) end = text.length;
        Str line = str_slice(text, *at, end);
        size_t line_start = *at;
        *at = end + 1;
        if (str_equal(line, mark)) return str_slice(text, start, line_start);
    }
    return (Str){0};
}

static bool has_section(Str text, Str key) {
    return str_starts_with(text, key) || str_find(text, key, 0) != SIZE_MAX;
}

/* What this layer reports: each has an example. */
static const MessageCode reported[] = {MESSAGE_BRACE_UNPAIRED,
                                       MESSAGE_CMYK_EXPECTED,
                                       MESSAGE_COLOUR_WITHOUT_VALUE,
                                       MESSAGE_COLUMNS_TOO_NARROW,
                                       MESSAGE_EVIL_EXPECTED,
                                       MESSAGE_FRAME_CONTENT,
                                       MESSAGE_GRID_WITHOUT_ROWS,
                                       MESSAGE_INK_EXCESS,
                                       MESSAGE_LAYOUT_KEY_MISSING,
                                       MESSAGE_LIKE_CIRCLE,
                                       MESSAGE_LINES_EXPECTED,
                                       MESSAGE_LINE_TOO_THIN,
                                       MESSAGE_LIST_OF_EXPECTED,
                                       MESSAGE_MARGINS_TOO_WIDE,
                                       MESSAGE_MEASURE_TOO_WIDE,
                                       MESSAGE_POLYGON_EXPECTED,
                                       MESSAGE_RGB_EXPECTED,
                                       MESSAGE_SHAPES_TOO_MANY,
                                       MESSAGE_SHAPE_EXPECTED,
                                       MESSAGE_SHAPE_INVISIBLE,
                                       MESSAGE_SPOT_AMBIGUOUS,
                                       MESSAGE_STEPS_TOO_FAR,
                                       MESSAGE_STYLE_WITHOUT_FONT,
                                       MESSAGE_TINT_WITH_COLOUR,
                                       MESSAGE_UNKNOWN_BOX,
                                       MESSAGE_UNKNOWN_COLOUR,
                                       MESSAGE_UNKNOWN_TEMPLATE,
                                       MESSAGE_UNKNOWN_TEXT_STYLE,
                                       MESSAGE_WORD_SPACE_ORDER,
                                       MESSAGE_FONT_FAMILY_UNKNOWN,
                                       MESSAGE_FONT_FAMILY_UNKNOWN_NEAR};

static void assert_each_is_reported(const bool seen[MESSAGE_COUNT], Arena *arena) {
    for (size_t i = 0; i < sizeof reported / sizeof *reported; i++) {
        if (seen[reported[i]]) continue;
        Str name = message_name(arena, reported[i]);
        fail_msg("no example in tests/spec/layout.txt reports %.*s", (int)name.length, name.bytes);
    }
}

/* Reads one example's layout, completed, and compares what is reported. */
static bool example_passes(Arena *arena, Str text, Str expected, bool seen[MESSAGE_COUNT]) {
    StrBuilder yaml = {.arena = arena};
    builder_add(&yaml, text);
    if (!has_section(text, STR("text:"))) builder_add_c(&yaml, "text: {body: {font: Vollkorn}}\n");
    if (!has_section(text, STR("templates:"))) builder_add_c(&yaml, "templates: {page: {}}\n");
    Reading reading;
    reading_open(&reading, builder_text(&yaml));
    for (size_t i = 0; i < reading.diag.reports.count; i++)
        seen[reading.diag.reports.items[i].code] = true;
    Str reports = reading_reports(&reading);
    bool passes = str_equal(reports, expected);
    if (!passes)
        print_error("---- layout\n%.*s---- expected\n%.*s---- reported\n%.*s", (int)text.length,
                    text.bytes, (int)expected.length, expected.bytes, (int)reports.length,
                    reports.bytes ? reports.bytes : "");
    reading_close(&reading);
    return passes;
}

static void each_mistake_is_reported_exactly(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str spec = file_text(arena, MAQUETTE_SOURCE_DIR "/tests/spec/layout.txt");
    bool seen[MESSAGE_COUNT] = {false};
    size_t at = 0, failed = 0;
    while (at < spec.length) {
        (void)lines_until(spec, &at, STR(FENCE " example"));
        Str text = lines_until(spec, &at, STR("."));
        Str expected = lines_until(spec, &at, STR(FENCE));
        if (text.length > 0) failed += !example_passes(arena, text, expected, seen);
    }
    assert_int_equal(failed, 0);
    assert_each_is_reported(seen, arena);
    arena_close(arena);
}

static void sections_and_mappings_are_bounded(void **state) {
    (void)state;
    Arena *arena = arena_open();
    StrBuilder yaml = {.arena = arena};
    builder_add_c(&yaml, "templates: {page: {head: {");
    for (int i = 0; i < 51; i++) builder_add_format(&yaml, "k%d: 1, ", i);
    builder_add_c(&yaml, "}}}\ntext:\n  s0: {font: Lato}\n");
    for (int i = 1; i <= 500; i++) builder_add_format(&yaml, "  s%d: {like: s%d}\n", i, i - 1);
    Reading reading;
    reading_open(&reading, builder_text(&yaml));
    assert_int_equal(reading.diag.reports.count, 2);
    assert_int_equal(reading.diag.reports.items[0].code, MESSAGE_ENTRIES_TOO_MANY);
    assert_int_equal(reading.layout->styles.count, 500);
    assert_text(layout_find_style(reading.layout, STR("s499"))->family, "Lato");
    reading_close(&reading);
    arena_close(arena);
}

/* A layout is usable whatever its text holds. */
static void assert_usable(const Layout *layout) {
    if (!layout) return;
    assert_true(layout->leading > 0 && layout->columns >= 1);
    for (size_t i = 0; i < layout->templates.count; i++) {
        const Template *page = layout->templates.entries[i].value;
        assert_true(layout_row_count(layout, page) >= 1);
        assert_true(layout_column_width(layout, page) > 0);
        assert_non_null(page->text);
        assert_non_null(page->headings[5]);
        assert_non_null(page->opening.drop_cap);
    }
    for (size_t i = 0; i < layout->styles.count; i++) {
        const TextStyle *style = layout->styles.entries[i].value;
        assert_true(style->size > 0 && style->leading > 0);
        assert_non_null(style->colour);
    }
}

/* xorshift, seeded: the same texts on every machine. */
static uint32_t random_next(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Changes, doubles or drops a stretch; the pieces put in are those that matter to the reader. */
static Str text_mutate(Arena *arena, Str text, uint32_t *seed) {
    static const char *const pieces[] = {
        "0", "-1",  "99999999pt", "none", "{",    "}",     "[",  "]",       ": ",      "like: body",
        "%", "1e9", "body",       "\n",   "grid", "bleed", "\"", "2 lines", "-0.001em"};
    size_t start = random_next(seed) % text.length;
    size_t end = start + random_next(seed) % 24;
    StrBuilder out = {.arena = arena};
    builder_add(&out, str_slice(text, 0, start));
    if (random_next(seed) % 4 == 0) builder_add(&out, str_slice(text, start / 2, start));
    builder_add_c(&out, pieces[random_next(seed) % (sizeof pieces / sizeof *pieces)]);
    builder_add(&out, str_slice(text, end, text.length));
    return builder_text(&out);
}

static void any_text_gives_a_usable_layout(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str text = file_text(arena, brochure_path);
    uint32_t seed = 20250415;
    size_t read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
        ArenaMark mark = arena_mark(arena);
        Str mutated = text_mutate(arena, text, &seed);
        if (i % 3 == 0) mutated = text_mutate(arena, mutated, &seed);
        Reading reading;
        reading_open(&reading, mutated);
        read += reading.layout != NULL;
        assert_usable(reading.layout);
        reading_close(&reading);
        arena_release(arena, mark);
    }
    arena_close(arena);
    assert_true(read > MUTATIONS / 4);
}

/* ---- editions in another script ---- */

static const char *const SCRIPTED =
    "grid: {leading: 14pt, first-baseline: 80pt}\n"
    "text:\n"
    "  body: {font: Vollkorn, size: 10pt, leading: grid}\n"
    "  note: {like: body, size: 8pt, leading: 9pt}\n"
    "templates: {plain: {text: body, note: note}}\n"
    "scripts:\n"
    "  Arab:\n"
    "    Vollkorn: {font: Lato, size: 110%}\n"
    "    edition: {grid: {leading: 16pt}, text: {note: {leading: 12pt}}}\n";

static const TextStyle *layout_style(const Reading *reading, const char *name) {
    return map_find(&reading->layout->styles, str_from_c(name));
}

static void editions_of_a_script_have_its_grid(void **state) {
    (void)state;
    Reading latin, arabic;
    reading_open_in(&latin, str_from_c(SCRIPTED), STR("Latn"));
    reading_open_in(&arabic, str_from_c(SCRIPTED), STR("Arab"));
    assert_reports(&latin, STR(""));
    assert_reports(&arabic, STR(""));
    assert_int_equal(latin.layout->leading, POINTS(14));
    assert_int_equal(arabic.layout->leading, POINTS(16));
    assert_int_equal(arabic.layout->first_baseline, POINTS(80)); /* what it does not say stays */
    assert_int_equal(layout_style(&arabic, "body")->leading, POINTS(16));
    assert_true(layout_style(&arabic, "body")->on_grid);
    assert_int_equal(layout_style(&arabic, "note")->size, POINTS(8));
    assert_int_equal(layout_style(&arabic, "note")->leading, POINTS(12));
    assert_int_equal(layout_style(&latin, "note")->leading, POINTS(9));
    assert_int_equal(latin.layout->scripts.count, 1); /* `edition` is no font */
    reading_close(&latin);
    reading_close(&arabic);
}

static void mistakes_under_edition_are_told_where_they_stand(void **state) {
    (void)state;
    static const char *const text = "text: {body: {font: Vollkorn}}\n"
                                    "templates: {plain: {text: body}}\n"
                                    "scripts: {Arab: {edition: {gird: {leading: 9pt}}},\n"
                                    "          Hebr: {edition: 16pt}}\n";
    Reading reading;
    reading_open_in(&reading, str_from_c(text), STR("Arab"));
    assert_int_equal(reading.diag.reports.count, 2);
    assert_int_equal(reading.diag.reports.items[0].where.line, 3);
    assert_int_equal(reading.diag.reports.items[1].where.line, 4);
    reading_close(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(editions_of_a_script_have_its_grid),
        cmocka_unit_test(mistakes_under_edition_are_told_where_they_stand),
        cmocka_unit_test(brochure_has_its_measures),
        cmocka_unit_test(brochure_has_its_styles),
        cmocka_unit_test(brochure_has_its_boxes_and_templates),
        cmocka_unit_test(colours_fill_both_forms),
        cmocka_unit_test(em_is_the_size_of_the_style_that_inherits),
        cmocka_unit_test(shapes_reach_the_bleed_and_repeat),
        cmocka_unit_test(templates_keep_to_the_grid),
        cmocka_unit_test(each_mistake_is_reported_exactly),
        cmocka_unit_test(sections_and_mappings_are_bounded),
        cmocka_unit_test(any_text_gives_a_usable_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
