/* Paragraphs in the project's fonts, as the lines that a reader sees: tests/spec/lines.txt, and
 * what such cases cannot show. */
#include "page/stack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "setters.h"
#include "spec.h"

static int open_setters(void **state) {
    *state = setters_open();
    return 0;
}

static int close_setters(void **state) {
    setters_close(*state);
    return 0;
}

/* ---- cases as text ---- */

/* The style and request of a case, as those of a brochure's body. */
static void case_begin(Setters *s) {
    s->style.align = ALIGN_JUSTIFY;
    s->style.hyphenate = s->style.hang = true;
    s->style.indent_first = s->style.size;
    s->style.space_least = 1800;
    s->style.space_best = 2100;
    s->style.space_most = 3300;
    s->rooms[0] = (LineRoom){0, POINTS(150)};
    s->request = (ParagraphRequest){.style = &s->style, .rooms = s->rooms, .room_count = 1};
}

static void read_setting(const Spec *spec, Setters *s, Str setting) {
    if (str_equal(setting, STR("heading"))) {
        s->style.align = ALIGN_LEFT;
        s->request.balanced = s->request.no_hyphen = true;
    } else if (str_equal(setting, STR("drop-cap"))) {
        s->request.from = 1;
    } else if (str_equal(setting, STR("ragged"))) {
        s->style.align = ALIGN_LEFT;
    } else {
        fail_msg("%s:%d: unknown setting", spec->name, spec->number);
    }
}

/* What is copied, but for the space that a break replaces; an inserted hyphen as ¬. */
static Str line_shown(Setters *s, const SetLine *line) {
    Str copied = str_trim(line_copied(s->arena, line));
    if (!str_ends_with(copied, STR("\u00AD"))) return copied;
    StrBuilder shown = {.arena = s->arena};
    builder_add(&shown, str_slice(copied, 0, copied.length - 2));
    builder_add_c(&shown, "¬");
    return builder_text(&shown);
}

static int check_lines(Spec *spec, Setters *s, Str text) {
    if (s->request.from > 0) s->request.hidden = str_slice(text, 0, s->request.from);
    Paragraph paragraph = setters_set(s, str_to_c(s->arena, text));
    int failures = 0;
    size_t line = 0;
    for (Spec ahead = *spec; spec_next(&ahead) && spec_key(&ahead.line, "line "); *spec = ahead) {
        Str found =
            line < paragraph.line_count ? line_shown(s, &paragraph.lines[line]) : STR("(no line)");
        failures += !spec_holds(spec->name, ahead.number, str_trim(ahead.line), found);
        line++;
    }
    for (; line < paragraph.line_count; line++) {
        failures += !spec_holds(spec->name, spec->number, STR("(no line)"),
                                line_shown(s, &paragraph.lines[line]));
    }
    return failures;
}

static void test_cases_of_the_specification(void **state) {
    Setters *s = *state;
    Spec spec = spec_open("lines.txt");
    int cases = 0, failures = 0;
    while (spec_next(&spec)) {
        Str line = spec.line;
        if (spec_key(&line, "case ")) {
            case_begin(s);
            cases++;
        } else if (spec_key(&line, "set ")) {
            while (line.length > 0) read_setting(&spec, s, spec_word(&line));
        } else if (spec_key(&line, "width ")) {
            assert_true(unit_read(str_trim(line), &s->rooms[0].width));
        } else if (spec_key(&line, "text ")) {
            failures += check_lines(&spec, s, str_trim(line));
        } else {
            fail_msg("%s:%d: not understood", spec.name, spec.number);
        }
    }
    s->fonts.diag.reports.count = 0;
    spec_close(&spec);
    assert_true(cases >= 10);
    assert_int_equal(failures, 0);
}

/* ---- every width ---- */

static const char PROSE[] =
    "Depuis 1970, les procédures ouvertes pour simple usage ont augmenté deux fois plus vite que "
    "celles qui visent le trafic : les consommateur·trice·s, les usager·ère·s et les élu·e·s le "
    "savent, les professionnel·le·s du soin aussi. La politique suivie coûte plus d’un milliard "
    "d’euros par an, sans que l’offre recule ; c’est-à-dire qu’elle échoue, et qu’il faudrait, "
    "peut-être, en changer.";

/* A4.9: justified spaces are never tighter than the style's least, and letters give no more than
 * its slack. */
static void test_spaces_and_letters_keep_their_limits(void **state) {
    Setters *s = *state;
    case_begin(s);
    for (Unit width = POINTS(110); width < POINTS(260); width += POINTS(3)) {
        s->rooms[0].width = width;
        Paragraph paragraph = setters_set(s, PROSE);
        for (size_t i = 0; i < paragraph.line_count; i++) {
            const SetLine *line = &paragraph.lines[i];
            if (!line->justified || line->overfull > 0) continue;
            Unit most = unit_scale(s->style.size, s->style.slack_tracking, 10000);
            assert_in_range(line->tracking + POINTS(1), POINTS(1) - most, POINTS(1) + most);
            assert_in_range(line->scaling, 10000 - s->style.slack_scaling,
                            10000 + s->style.slack_scaling);
            for (size_t p = 0; p + 1 < line->part_count; p++) {
                const LinePart *part = &line->parts[p];
                if (part->run != PART_SPACE || part->fixed) continue;
                assert_true(part->width >= unit_scale(s->style.size, 17, 100));
            }
        }
    }
    s->fonts.diag.reports.count = 0;
}

/* Letters and digits of what a line shows. */
static size_t letters_of(Setters *s, const SetLine *line) {
    Str copied = line_copied(s->arena, line);
    size_t letters = 0;
    for (size_t at = 0; at < copied.length;) {
        uint32_t character = utf8_next(copied, &at);
        bool mark = character < 0x80 && strchr(" .,;:!?-", (int)character) != NULL;
        letters += !mark && character != 0xAD && character != 0xB7 && character != 0x2019;
    }
    return letters;
}

/* A5.7, A6.3 and A6.4 where the measure is wide enough for all rules. */
static void test_last_lines_and_hyphens_at_every_width(void **state) {
    Setters *s = *state;
    case_begin(s);
    for (Unit width = POINTS(150); width < POINTS(280); width += POINTS(2)) {
        s->rooms[0].width = width;
        Paragraph paragraph = setters_set(s, PROSE);
        size_t run = 0, last = paragraph.line_count - 1;
        for (size_t i = 0; i < paragraph.line_count; i++) {
            run = paragraph.lines[i].hyphen ? run + 1 : 0;
            assert_true(run <= 2);
        }
        assert_true(letters_of(s, &paragraph.lines[last]) >= 5);
    }
    s->fonts.diag.reports.count = 0;
}

/* ---- columns ---- */

/* B4.6: a column that ends inside an inclusive form costs as much as a hyphen at its foot. */
static void test_a_column_ends_in_no_inclusive_form(void **state) {
    Setters *s = *state;
    case_begin(s);
    Layout layout = {.leading = s->style.leading};
    layout.evils[EVIL_HYPHEN_AT_FOOT] = 77;
    Stacker stacker = {.work = s->arena, .setter = &s->setter, .layout = &layout};
    Block block = {.kind = BLOCK_PARAGRAPH, .text = *setters_text(s, PROSE)};
    size_t parted = 0;
    for (stacker.width = POINTS(110); stacker.width < POINTS(220); stacker.width += POINTS(5)) {
        stacker_init(&stacker);
        s->style.widow = s->style.orphan = 0;
        stack_paragraph(&stacker, &block, &s->style, SLAB_PARAGRAPH);
        for (size_t i = 1; i < stacker.lines.count; i++) {
            const SetLine *before = stacker.lines.items[i - 1].slab->items.items[0].as.text.line;
            assert_int_equal(stacker.lines.items[i].cost, before->parts_form ? 77 : 0);
            parted += before->parts_form;
        }
    }
    assert_true(parted > 0);
    s->fonts.diag.reports.count = 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cases_of_the_specification, open_setters,
                                        close_setters),
        cmocka_unit_test_setup_teardown(test_spaces_and_letters_keep_their_limits, open_setters,
                                        close_setters),
        cmocka_unit_test_setup_teardown(test_last_lines_and_hyphens_at_every_width, open_setters,
                                        close_setters),
        cmocka_unit_test_setup_teardown(test_a_column_ends_in_no_inclusive_form, open_setters,
                                        close_setters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
