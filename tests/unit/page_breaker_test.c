/* The page breaker: the cases of tests/spec/pages.txt, then what must be true of the pages of every
 * flow, on random flows, then long and hostile ones. */
#include "page/page_breaker.h"

#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "evils.h"
#include "spec.h"

/* A flow in the making. */
typedef struct Case {
    Arena *arena;
    Flow flow;
    VEC(FlowUnit) units;
    VEC(FlowFloat) floats;
    VEC(FlowFlex) flexes;    /* numbered from the first unit of a variant */
    VEC(FlowUnit) variants;  /* their units, behind those of the flow */
    VEC(size_t) note_firsts; /* the first line of each note */
    size_t notes;            /* note lines called so far */
    Unit note_line;          /* height of each */
    int keep;                /* so many next units stay with a heading */
} Case;

static void case_begin(Case *c) {
    *c = (Case){.arena = c->arena, .note_line = POINTS(9)};
    c->flow = (Flow){.rows = 10, .columns = 2, .leading = POINTS(12), .note_gap = POINTS(6)};
    memcpy(c->flow.evils, TEST_EVILS, sizeof TEST_EVILS);
}

static void add_unit(Case *c, FlowUnit unit) {
    if (c->keep > 0) {
        unit.held = true;
        c->keep--;
    }
    unit.notes_due = c->notes;
    VEC_PUSH(c->arena, &c->units, unit);
}

static void add_column_float(Case *c, Place place, int32_t rows, int32_t columns) {
    FlowFloat box = {.rows = rows, .place = place, .anchor = c->units.count, .columns = columns};
    VEC_PUSH(c->arena, &c->floats, box);
}

static void add_float(Case *c, Place place, int32_t rows) {
    add_column_float(c, place, rows, 0);
}

static FlowUnit paragraph_line(int64_t i, int64_t lines) {
    return (FlowUnit){.rows = 1, .orphan = i == 1, .widow = i > 0 && i + 1 == lines};
}

static void add_paragraph(Case *c, int64_t lines) {
    for (int64_t i = 0; i < lines; i++) add_unit(c, paragraph_line(i, lines));
}

/* A box that is cut: its frame takes a row, and one again at each column's head. */
static void add_cut_box(Case *c, int64_t lines, bool span) {
    for (int64_t i = 0; i < lines; i++) {
        bool first = i == 0;
        add_unit(c, (FlowUnit){.rows = first ? 2 : 1,
                               .space = first ? 1 : 0,
                               .head_rows = first ? 0 : 1,
                               .held = i == 1 || (i > 0 && i + 1 == lines),
                               .span = span,
                               .in_box = !first});
    }
}

/* The last `lines` units, a paragraph, may be set one line shorter (-1) or longer (1). Its notes
 * are called in the line of the same number, or in the last one. */
static void add_variant(Case *c, int64_t lines, int change, int64_t cost) {
    size_t first = c->units.count - (size_t)lines;
    FlowFlex flex = {first, c->units.count, c->variants.count,
                     c->variants.count + (size_t)(lines + change), cost};
    for (int64_t i = 0; i < lines + change; i++) {
        bool last = i + 1 == lines + change;
        size_t like = last || i >= lines ? c->units.count - 1 : first + (size_t)i;
        FlowUnit unit = paragraph_line(i, lines + change);
        unit.held = i < lines && c->units.items[first + (size_t)i].held;
        unit.place = like;
        unit.notes_due = c->units.items[like].notes_due;
        unit.flex = (uint32_t)c->flexes.count;
        if (i == 0) unit.space = c->units.items[first].space;
        VEC_PUSH(c->arena, &c->variants, unit);
    }
    VEC_PUSH(c->arena, &c->flexes, flex);
}

static void add_note(Case *c, size_t lines) {
    VEC_PUSH(c->arena, &c->note_firsts, c->notes);
    c->notes += lines;
    c->units.items[c->units.count - 1].notes_due = c->notes;
}

/* The flow of the units so far, which stay as they are. */
static void case_end(Case *c) {
    c->flow.unit_count = c->units.count;
    size_t base = c->units.count + 1;
    FlowUnit *units = ARENA_ARRAY(c->arena, FlowUnit, base + c->variants.count);
    for (size_t i = 0; i < c->units.count; i++) units[i] = c->units.items[i];
    for (size_t i = 0; i < c->variants.count; i++) units[base + i] = c->variants.items[i];
    FlowFlex *flexes = ARENA_ARRAY(c->arena, FlowFlex, c->flexes.count);
    for (size_t i = 0; i < c->flexes.count; i++) {
        flexes[i] = c->flexes.items[i];
        flexes[i].alt_first += base;
        flexes[i].alt_end += base;
    }
    c->flow.units = units;
    c->flow.flexes = flexes;
    c->flow.flex_count = c->flexes.count;
    c->flow.floats = c->floats.items;
    c->flow.float_count = c->floats.count;
    c->flow.note_count = c->notes;
    int64_t *tops = ARENA_ARRAY(c->arena, int64_t, c->notes + 1);
    for (size_t i = 1; i <= c->notes; i++) tops[i] = tops[i - 1] + c->note_line;
    c->flow.note_tops = tops;
    bool *begins = ARENA_ARRAY(c->arena, bool, c->notes);
    for (size_t i = 0; i < c->note_firsts.count; i++) begins[c->note_firsts.items[i]] = true;
    c->flow.note_begins = begins;
}

static PagePlans case_break(Case *c) {
    case_end(c);
    return break_pages(c->arena, &c->flow);
}

/* ---- the cases of the specification ---- */

/* What follows a colon changes the last unit of the word. */
static void read_suffix(const Spec *spec, Case *c, Str word, Str suffix) {
    FlowUnit *unit = &c->units.items[c->units.count - 1];
    if (spec_key(&suffix, "n")) {
        add_note(c, (size_t)spec_int(spec, suffix));
    } else if (spec_key(&suffix, "f")) {
        assert_true(unit_read(suffix, &unit->page_notes));
    } else if (spec_key(&suffix, "+")) {
        unit->space = (int32_t)spec_int(spec, suffix);
    } else if (str_equal(suffix, STR("-"))) {
        unit->hyphen = true;
    } else if (spec_key(&suffix, "<") || spec_key(&suffix, ">")) {
        add_variant(c, spec_int(spec, str_slice(word, 1, word.length)),
                    suffix.bytes[-1] == '<' ? -1 : 1, spec_int(spec, suffix));
    } else if (str_equal(suffix, STR("x"))) {
        unit->held = true;
    } else {
        fail_msg("%s:%d: unknown mark %.*s", spec->name, spec->number, (int)suffix.length,
                 suffix.bytes);
    }
}

static void read_units(const Spec *spec, Case *c, Str word) {
    char kind = word.bytes[0];
    Str number = str_slice(word, 1, word.length);
    int64_t count = number.length > 0 ? spec_int(spec, number) : 1;
    int32_t rows = (int32_t)count;
    switch (kind) {
    case 'l':
        for (int64_t i = 0; i < count; i++) add_unit(c, (FlowUnit){.rows = 1});
        break;
    case 'p': add_paragraph(c, count); break;
    case 'u': add_unit(c, (FlowUnit){.rows = rows}); break;
    case 'c': add_cut_box(c, count, /*span*/ false); break;
    case 'C': add_cut_box(c, count, /*span*/ true); break;
    case 's': add_unit(c, (FlowUnit){.rows = rows, .span = true}); break;
    case 'h':
    case 'S':
        add_unit(c, (FlowUnit){.rows = rows, .space = 1, .span = kind == 'S'});
        c->keep = 2;
        break;
    case 't': add_float(c, PLACE_TOP, rows); break;
    case 'b': add_float(c, PLACE_BOTTOM, rows); break;
    case 'g': add_float(c, PLACE_PAGE, rows); break;
    case 'T': add_column_float(c, PLACE_TOP, rows, 1); break;
    case 'B': add_column_float(c, PLACE_BOTTOM, rows, 1); break;
    case 'D': add_column_float(c, PLACE_TOP, rows, 2); break;
    default: fail_msg("%s:%d: unknown unit %c", spec->name, spec->number, kind);
    }
}

static void read_flow(const Spec *spec, Case *c, Str line) {
    while (line.length > 0) {
        Str word = spec_word(&line);
        Str units = spec_cut(&word, ':');
        read_units(spec, c, units);
        while (word.length > 0) read_suffix(spec, c, units, spec_cut(&word, ':'));
    }
}

static void read_setting(const Spec *spec, Case *c, Str setting) {
    Str value = setting, name = spec_cut(&value, '=');
    if (str_equal(name, STR("rows")))
        c->flow.rows = (int32_t)spec_int(spec, value);
    else if (str_equal(name, STR("columns")))
        c->flow.columns = (int32_t)spec_int(spec, value);
    else if (str_equal(name, STR("first-page")))
        c->flow.first_page = (uint32_t)spec_int(spec, value);
    else if (str_equal(name, STR("gap")))
        assert_true(unit_read(value, &c->flow.note_gap));
    else if (str_equal(name, STR("note")))
        assert_true(unit_read(value, &c->note_line));
    else {
        int evil = 0;
        while (evil < EVIL_COUNT && !str_equal(name, str_from_c(evil_name((Evil)evil)))) evil++;
        if (evil == EVIL_COUNT) fail_msg("%s:%d: unknown setting", spec->name, spec->number);
        c->flow.evils[evil] =
            str_equal(value, STR("forbid")) ? EVIL_FORBID : (int32_t)spec_int(spec, value);
    }
}

static void write_range(StrBuilder *out, size_t first, size_t end) {
    builder_add_int(out, (int64_t)first);
    if (end > first + 1) builder_add_byte(out, '-');
    if (end > first + 1) builder_add_int(out, (int64_t)end - 1);
}

/* Units of a variant: < or > for shorter or longer, and the normal units that they stand for. */
static void write_units(StrBuilder *out, const Flow *flow, const PageSlot *slot) {
    if (slot->first <= flow->unit_count) {
        write_range(out, slot->first, slot->end);
        return;
    }
    const FlowFlex *flex = &flow->flexes[flow->units[slot->first].flex];
    bool shorter = flex->alt_end - flex->alt_first < flex->end - flex->first;
    builder_add_byte(out, shorter ? '<' : '>');
    write_range(out, flow_place(flow, slot->first), flow_place(flow, slot->end - 1) + 1);
}

static void write_slot(StrBuilder *out, const Flow *flow, const PageSlot *slot) {
    builder_add_byte(out, slot->column < 0 ? '*' : (char)('A' + slot->column));
    if (slot->end > slot->first) write_units(out, flow, slot);
    if (slot->row > 0) builder_add_byte(out, '@');
    if (slot->row > 0) builder_add_int(out, slot->row);
    builder_add_byte(out, ' ');
    if (slot->end_note == slot->first_note) return;
    builder_add_format(out, "note-%c", 'A' + slot->column);
    write_range(out, slot->first_note, slot->end_note);
    builder_add_byte(out, ' ');
}

static Str page_write(Arena *arena, const Flow *flow, const PagePlan *page) {
    static const char *const rules[] = {"held", "tall", "note-room"}; /* from EVIL_COUNT on */
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < page->slot_count; i++) write_slot(&out, flow, &page->slots[i]);
    if (page->page_note_rows > 0) builder_add_format(&out, "foot%d ", (int)page->page_note_rows);
    if (page->end_float > page->first_float) {
        builder_add_c(&out, "box");
        write_range(&out, page->first_float, page->end_float);
        builder_add_byte(&out, ' ');
    }
    for (size_t i = page->first_float; i < page->end_float; i++) {
        const FloatSpot *spot = &page->spots[i - page->first_float];
        if (spot->column < 0) continue;
        builder_add_format(&out, "in-%c", 'A' + spot->column);
        if (spot->row > 0) builder_add_format(&out, "@%d", (int)spot->row);
        builder_add_byte(&out, ' ');
    }
    if (page->top_rows > 0) builder_add_format(&out, "top%d ", (int)page->top_rows);
    if (page->bottom_rows > 0) builder_add_format(&out, "bottom%d ", (int)page->bottom_rows);
    if (page->forced) builder_add_c(&out, "forced");
    for (int r = 0; r < PAGE_RULE_COUNT; r++) {
        const char *name = r < EVIL_COUNT ? evil_name((Evil)r) : rules[r - EVIL_COUNT];
        if (toll_breaks(&page->toll, r)) builder_add_format(&out, " %s", name);
    }
    return str_trim(builder_text(&out));
}

/* Breaks the case and compares it with the `page`s that follow in the file. */
static int check_pages(Spec *spec, Case *c) {
    PagePlans plans = case_break(c);
    int failures = 0, number = spec->number;
    size_t page = 0;
    for (Spec ahead = *spec; spec_next(&ahead) && spec_key(&ahead.line, "page"); *spec = ahead) {
        Str found = page < plans.count ? page_write(c->arena, &c->flow, &plans.pages[page])
                                       : STR("(no page)");
        failures += !spec_holds(spec->name, ahead.number, str_trim(ahead.line), found);
        page++;
    }
    for (; page < plans.count; page++) {
        Str found = page_write(c->arena, &c->flow, &plans.pages[page]);
        failures += !spec_holds(spec->name, number, STR("(no page)"), found);
    }
    return failures;
}

static void test_cases_of_the_specification(void **state) {
    (void)state;
    Spec spec = spec_open("pages.txt");
    Case c = {.arena = spec.arena};
    int cases = 0, failures = 0;
    while (spec_next(&spec)) {
        Str line = spec.line;
        if (spec_key(&line, "case ")) {
            case_begin(&c);
            cases++;
        } else if (spec_key(&line, "set ")) {
            while (line.length > 0) read_setting(&spec, &c, spec_word(&line));
        } else if (spec_key(&line, "flow ")) {
            read_flow(&spec, &c, line);
            failures += check_pages(&spec, &c);
        } else {
            fail_msg("%s:%d: not understood", spec.name, spec.number);
        }
    }
    spec_close(&spec);
    assert_true(cases >= 25);
    assert_int_equal(failures, 0);
}

/* ---- what is true of every page ---- */

#define CHECK(condition)                     \
    do {                                     \
        if (!(condition)) return #condition; \
    } while (0)

static int32_t rows_of_units(const Flow *flow, size_t first, size_t end) {
    int32_t rows = 0;
    for (size_t u = first; u < end; u++)
        rows += flow->units[u].rows + (u > first ? flow->units[u].space : 0);
    return rows;
}

static int32_t rows_of_notes(const Flow *flow, const PagePlan *page, int column) {
    int64_t height = 0;
    for (size_t i = 0; i < page->slot_count; i++) {
        const PageSlot *slot = &page->slots[i];
        if (slot->column == column)
            height += flow->note_tops[slot->end_note] - flow->note_tops[slot->first_note];
    }
    return height > 0 ? rows_of(height + flow->note_gap, flow->leading) : 0;
}

/* Whether a slot may begin with a unit after a place: with the one there, or a variant's first. */
static bool follows(const Flow *flow, size_t place, size_t first) {
    if (place == first) return true;
    if (first <= flow->unit_count) return false;
    const FlowFlex *flex = &flow->flexes[flow->units[first].flex];
    return first == flex->alt_first && place == flex->first;
}

/* Rows of the notes across a page that its units and boxes call. */
static int32_t rows_of_page_notes(const Flow *flow, const PagePlan *page) {
    int64_t height = 0;
    for (size_t i = 0; i < page->slot_count; i++)
        for (size_t u = page->slots[i].first; u < page->slots[i].end; u++)
            height += flow->units[u].page_notes;
    for (size_t i = page->first_float; i < page->end_float; i++)
        height += flow->floats[i].page_notes;
    return height > 0 ? rows_of(height + flow->note_gap, flow->leading) : 0;
}

/* NULL, or what is wrong with the places of the page's units. */
static const char *check_slots(const Flow *flow, const PagePlan *page, size_t *at) {
    int32_t height = flow->rows - page->top_rows - page->bottom_rows - page->page_note_rows;
    int32_t bottoms[PAGE_COLUMNS_MOST] = {0};
    size_t unit = *at;
    CHECK(page->page_note_rows == rows_of_page_notes(flow, page));
    for (size_t i = 0; i < page->slot_count; i++) {
        const PageSlot *slot = &page->slots[i];
        CHECK(follows(flow, unit, slot->first));
        CHECK(slot->end > slot->first || slot->end_note > slot->first_note);
        CHECK(!slot->goes_on || (i > 0 && page->slots[i - 1].column == slot->column));
        bool head = slot->column < 0 ? slot->row == 0 : !slot->goes_on;
        int32_t end_row = slot->row + rows_of_units(flow, slot->first, slot->end);
        if (head && slot->end > slot->first) end_row += flow->units[slot->first].head_rows;
        CHECK(slot->column >= -1 && slot->column < flow->columns);
        for (int c = 0; c < flow->columns; c++) {
            if (slot->column >= 0 && slot->column != c) continue;
            CHECK(slot->row >= bottoms[c]);
            bottoms[c] = end_row;
        }
        for (size_t u = slot->first; u < slot->end; u++)
            CHECK(flow->units[u].span == (slot->column < 0));
        bool last = i + 1 == page->slot_count; /* else a run goes on, or below a unit across */
        bool breaks = last || (slot->column >= 0 && page->slots[i + 1].column >= 0 &&
                               !page->slots[i + 1].goes_on);
        if (slot->end == slot->first) continue; /* notes alone */
        unit = flow_next(flow, slot->end - 1);
        CHECK(page->forced || !breaks || unit == flow->unit_count || !flow->units[unit].held);
    }
    CHECK(flow_place(flow, unit) == page->end_place);
    *at = unit;
    for (int c = 0; c < flow->columns; c++) {
        CHECK(page->forced || page->slot_count == 0 ||
              bottoms[c] + rows_of_notes(flow, page, c) <= height);
    }
    return NULL;
}

/* NULL, or what is wrong with the pages of a flow. */
static const char *check_pages_of(const Flow *flow, const PagePlans *plans) {
    size_t unit = 0, note = 0, box = 0;
    for (size_t p = 0; p < plans->count; p++) {
        const PagePlan *page = &plans->pages[p];
        size_t first = unit;
        CHECK(page->first_float == box);
        CHECK(page->cost == toll_sum(&page->toll));
        CHECK((page->toll.broken > 0) == (page->toll.rules != 0));
        for (size_t i = 0; i < page->slot_count; i++) {
            if (page->slots[i].end_note == page->slots[i].first_note) continue;
            CHECK(page->slots[i].first_note == note);
            note = page->slots[i].end_note;
        }
        const char *fault = check_slots(flow, page, &unit);
        if (fault != NULL) return fault;
        box = page->end_float;
        size_t due = unit > 0 ? flow->units[unit - 1].notes_due : 0;
        bool carries = first == unit; /* notes alone, of a line on a page before */
        CHECK(note <= due);
        CHECK(page->forced || carries || note == due || !flow->note_begins[note]);
        for (size_t i = page->first_float; i < box; i++) {
            size_t anchor = flow->floats[i].anchor; /* of its call: no more than a page ahead */
            bool near = anchor <= page->end_place || rows_of_units(flow, page->end_place, anchor) <=
                                                         2 * flow->rows * flow->columns;
            CHECK(page->forced || near);
        }
    }
    CHECK(unit == flow->unit_count && note == flow->note_count && box == flow->float_count);
    return NULL;
}

static void add_random(Case *c, uint64_t *seed) {
    uint32_t kind = random_below(seed, 20);
    if (kind < 12) {
        int64_t lines = 1 + random_below(seed, 9);
        add_paragraph(c, lines);
        c->units.items[c->units.count - 1 - random_below(seed, (uint32_t)lines)].hyphen = kind < 6;
        if (kind < 4) add_note(c, 1 + random_below(seed, 4));
        uint32_t variant = random_below(seed, 4);
        if (variant < 2 && lines > 1) add_variant(c, lines, variant == 0 ? -1 : 1, 10);
        if (variant == 2 && kind < 8) c->units.items[c->units.count - 1].page_notes = POINTS(20);
    } else if (kind < 14) {
        bool span = random_below(seed, 3) == 0;
        add_unit(c,
                 (FlowUnit){.rows = 1 + (int32_t)random_below(seed, 3), .space = 1, .span = span});
        c->keep = 2;
    } else if (kind < 15) {
        add_unit(c, (FlowUnit){.rows = 1 + (int32_t)random_below(seed, 14)}); /* may be too tall */
    } else if (kind < 17) {
        int32_t page_notes = random_below(seed, 3) == 0 ? POINTS(9) : 0;
        add_unit(c, (FlowUnit){.rows = 2, .space = 1, .span = true, .page_notes = page_notes});
    } else if (kind < 18) {
        add_cut_box(c, 2 + random_below(seed, 20), random_below(seed, 2) == 0);
    } else {
        Place places[] = {PLACE_TOP, PLACE_BOTTOM, PLACE_PAGE};
        add_float(c, places[random_below(seed, 3)], 1 + (int32_t)random_below(seed, 11));
    }
}

static void test_every_page_keeps_the_rules(void **state) {
    (void)state;
    uint64_t seed = 42;
    size_t pages = 0, forced = 0;
    int failures = 0;
    for (int n = 0; n < 500; n++) {
        Case c = {.arena = arena_open()};
        case_begin(&c);
        c.flow.columns = 1 + (int32_t)random_below(&seed, 3);
        c.flow.rows = 8 + (int32_t)random_below(&seed, 8);
        uint32_t count = random_below(&seed, 40);
        for (uint32_t i = 0; i < count; i++) add_random(&c, &seed);
        PagePlans plans = case_break(&c);
        const char *fault = check_pages_of(&c.flow, &plans);
        if (fault != NULL && failures++ < 5) print_error("flow %d: not true: %s\n", n, fault);
        for (size_t i = 0; i < plans.count; i++) forced += plans.pages[i].forced;
        pages += plans.count;
        arena_close(c.arena);
    }
    assert_int_equal(failures, 0);
    assert_true(pages > 1000 && forced > 0 && forced < pages / 3);
}

/* ---- long and hostile ---- */

static void check_in_time(Case *c, double most_seconds) {
    clock_t start = clock();
    PagePlans plans = case_break(c);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    const char *fault = check_pages_of(&c->flow, &plans);
    if (fault != NULL) fail_msg("not true: %s", fault);
    if (seconds > most_seconds) fail_msg("%zu units took %.2f s", c->units.count, seconds);
    arena_close(c->arena);
}

static void test_many_units(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    uint64_t seed = 3;
    case_begin(&c);
    c.flow.rows = 44;
    while (c.units.count < 50000) {
        add_paragraph(&c, 1 + random_below(&seed, 9));
        if (random_below(&seed, 6) == 0) add_note(&c, 1);
    }
    check_in_time(&c, 10);
}

/* Of so many rows, 0: of one to ten; of widths from `narrowest` columns on by turns, 0: across. */
static void check_a_hundred_boxes(int32_t columns, int32_t rows, int narrowest, int widths) {
    Case c = {.arena = arena_open()};
    case_begin(&c);
    c.flow.columns = columns;
    add_paragraph(&c, 5);
    for (int i = 0; i < 100; i++)
        add_column_float(&c, i % 2 == 0 ? PLACE_TOP : PLACE_BOTTOM, rows > 0 ? rows : 1 + i % 10,
                         narrowest + i % widths);
    add_paragraph(&c, 50);
    check_in_time(&c, 5);
}

static void test_a_hundred_boxes_at_one_place(void **state) {
    (void)state;
    check_a_hundred_boxes(2, 3, 0, 1);
    check_a_hundred_boxes(3, 0, 1, 3);
    check_a_hundred_boxes(2, 10, 0, 2); /* as high as a page: pages of boxes alone */
}

static void test_a_thousand_column_boxes_behind_paragraphs(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    c.flow.columns = 3;
    c.flow.rows = 44;
    for (int i = 0; i < 1000; i++) {
        add_paragraph(&c, 3 + i % 7);
        add_column_float(&c, i % 5 == 0 ? PLACE_BOTTOM : PLACE_TOP, 2 + i % 11, 1);
    }
    check_in_time(&c, 10);
}

/* Behind it every page start costs more than those before it, of which only the best go on. */
static void test_many_boxes_before_a_rule_that_must_be_broken(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    for (int i = 0; i < 200; i++) {
        add_paragraph(&c, 5);
        if (i % 2 == 0) add_column_float(&c, PLACE_TOP, 3, 1);
        if (i % 20 != 19) continue;
        add_unit(&c, (FlowUnit){.rows = 2, .space = 1, .span = true});
        add_unit(&c, (FlowUnit){.rows = 10, .space = 1, .span = true, .held = true});
    }
    check_in_time(&c, 20);
}

static void test_a_thousand_notes_in_one_line(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    add_paragraph(&c, 5);
    for (int i = 0; i < 1000; i++) add_note(&c, 1);
    c.units.items[2].notes_due = c.units.items[3].notes_due = c.notes;
    add_paragraph(&c, 50);
    check_in_time(&c, 5);
}

static void test_nothing_may_be_parted(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    for (int i = 0; i < 300; i++) add_unit(&c, (FlowUnit){.rows = 1, .held = i > 0});
    check_in_time(&c, 5);
}

static void test_nothing_and_too_tall(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    assert_int_equal(case_break(&c).count, 0);
    for (int i = 0; i < 20; i++) {
        add_unit(&c, (FlowUnit){.rows = 1000000, .span = i % 3 == 0});
        add_float(&c, PLACE_TOP, 1000000);
    }
    check_in_time(&c, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_the_specification),
        cmocka_unit_test(test_every_page_keeps_the_rules),
        cmocka_unit_test(test_many_units),
        cmocka_unit_test(test_a_hundred_boxes_at_one_place),
        cmocka_unit_test(test_a_thousand_column_boxes_behind_paragraphs),
        cmocka_unit_test(test_many_boxes_before_a_rule_that_must_be_broken),
        cmocka_unit_test(test_a_thousand_notes_in_one_line),
        cmocka_unit_test(test_nothing_may_be_parted),
        cmocka_unit_test(test_nothing_and_too_tall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
