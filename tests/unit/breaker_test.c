/* The line breaker: the cases of tests/spec/breaking.txt, then every set of breaks of small random
 * paragraphs against its optimum, then long and hostile lists. */
#include "paragraph/breaker.h"

#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "spec.h"

#define ROOMS_MOST 8
#define RATIO_ONE  10000
#define TOLERANCE \
    2000 /* of the first pass: nothing worse is taken where something so good exists */
#define OUT_OF_REACH INT64_MAX
/* What the last pass pays for a line that sticks out, and for a hyphen too many. */
#define OVERFULL    INT64_C(10000000000000)
#define BARRED      INT64_C(5000000000000)
#define LAST_RESORT INT64_C(10000000)

typedef VEC(LineItem) Items;

/* A paragraph to break. */
typedef struct Case {
    Arena *arena;
    BreakParameters with;
    LineRoom rooms[ROOMS_MOST];
    Items items;
    Str text;
    Unit slack, hang;
    Unit space, stretch, shrink;
    int number; /* line of its text in the file */
} Case;

static void case_begin(Case *c) {
    *c = (Case){.arena = c->arena, .with = break_parameters_make()};
    c->space = POINTS(10);
    c->stretch = POINTS(5);
    c->shrink = POINTS(3);
}

static LineBreaks case_break(Case *c) {
    c->with.rooms = c->rooms;
    return break_lines(c->arena, c->items.items, c->items.count, &c->with);
}

/* ---- the cases of the specification ---- */

static void add_item(Case *c, LineItem item, size_t at, size_t end) {
    item.end = (uint32_t)at;
    item.at = (uint32_t)end;
    VEC_PUSH(c->arena, &c->items, item);
}

static void add_sign(Case *c, size_t at) {
    LineItem penalty = {.kind = LINE_PENALTY, .penalty = 50, .hyphen = true, .hang_end = c->hang};
    LineItem glue = {LINE_GLUE, .width = c->space, .stretch = c->stretch, .shrink = c->shrink};
    char sign = c->text.bytes[at];
    if (at > 0 && c->text.bytes[at - 1] == '.') glue.hang_end = c->hang;
    switch (sign) {
    case ' ': add_item(c, glue, at, at + 1); break;
    case '~':
        penalty.inserted = true;
        penalty.before = POINTS(5);
        add_item(c, penalty, at, at + 1);
        break;
    case '-':
        add_item(c, (LineItem){LINE_BOX, .width = POINTS(5), .slack = c->slack}, at, at);
        add_item(c, penalty, at + 1, at + 1);
        break;
    case '/': add_item(c, (LineItem){.kind = LINE_PENALTY}, at, at + 1); break;
    case '!':
        add_item(c, (LineItem){.kind = LINE_PENALTY, .penalty = LINE_FORCED}, at, at + 1);
        break;
    default: add_item(c, (LineItem){LINE_BOX, .width = POINTS(10), .slack = c->slack}, at, at);
    }
}

static void read_text(Case *c, Str text) {
    c->text = text;
    for (size_t at = 0; at < text.length; at++) add_sign(c, at);
}

static LineRoom read_room(Str text) {
    LineRoom room = {0};
    Str first = spec_cut(&text, '+');
    assert_true(unit_read(text.length > 0 ? first : STR("0"), &room.indent));
    assert_true(unit_read(text.length > 0 ? text : first, &room.width));
    return room;
}

static void read_space(Case *c, Str value) {
    assert_true(unit_read(spec_cut(&value, '+'), &c->space));
    assert_true(unit_read(spec_cut(&value, '-'), &c->stretch));
    assert_true(unit_read(value, &c->shrink));
}

static void read_setting(const Spec *spec, Case *c, Str setting) {
    Str value = setting, name = spec_cut(&value, '=');
    if (str_equal(name, STR("slack")))
        assert_true(unit_read(value, &c->slack));
    else if (str_equal(name, STR("hang")))
        assert_true(unit_read(value, &c->hang));
    else if (str_equal(name, STR("space")))
        read_space(c, value);
    else if (str_equal(name, STR("ragged")))
        assert_true(unit_read(value, &c->with.ragged));
    else if (str_equal(name, STR("least-last")))
        assert_true(unit_read(value, &c->with.least_last));
    else if (str_equal(name, STR("balanced")))
        c->with.balanced = true;
    else if (str_equal(name, STR("hyphens")))
        c->with.hyphens_in_row = (int32_t)spec_int(spec, value);
    else if (str_equal(name, STR("unhyphenated")))
        c->with.unhyphenated = (uint32_t)spec_int(spec, value);
    else if (str_equal(name, STR("looseness")))
        c->with.looseness = (int32_t)spec_int(spec, value);
    else if (str_equal(name, STR("short-last")))
        c->with.short_last_demerits = (int32_t)spec_int(spec, value);
    else
        fail_msg("%s:%d: unknown setting", spec->name, spec->number);
}

/* A line's text: without what vanishes at its ends, with the hyphen that its break inserts. */
static Str line_write(const Case *c, const LineBreaks *breaks, size_t line) {
    StrBuilder out = {.arena = c->arena};
    size_t from = line > 0 ? c->items.items[breaks->lines[line - 1].item].at : 0;
    uint32_t end = breaks->lines[line].item;
    bool last = end == c->items.count;
    size_t to = last ? c->text.length : c->items.items[end].end;
    builder_add_c(&out, breaks->lines[line].overfull ? "OVERFULL " : "");
    if (!breaks->lines[line].overfull) builder_add_int(&out, breaks->lines[line].ratio);
    if (!breaks->lines[line].overfull) builder_add_byte(&out, ' ');
    for (size_t at = from; at < to; at++) {
        if (strchr("~/!", c->text.bytes[at]) == NULL) builder_add_byte(&out, c->text.bytes[at]);
    }
    if (!last && c->items.items[end].inserted) builder_add_byte(&out, '-');
    return str_trim(builder_text(&out));
}

/* Breaks the case and compares it with the `line`s that follow in the file. */
static int check_lines(Spec *spec, Case *c) {
    LineBreaks breaks = case_break(c);
    int failures = 0;
    size_t line = 0;
    for (Spec ahead = *spec; spec_next(&ahead) && spec_key(&ahead.line, "line "); *spec = ahead) {
        Str found = line < breaks.count ? line_write(c, &breaks, line) : STR("(no line)");
        failures += !spec_holds(spec->name, ahead.number, str_trim(ahead.line), found);
        line++;
    }
    for (; line < breaks.count; line++) {
        failures +=
            !spec_holds(spec->name, c->number, STR("(no line)"), line_write(c, &breaks, line));
    }
    return failures;
}

static void test_cases_of_the_specification(void **state) {
    (void)state;
    Spec spec = spec_open("breaking.txt");
    Case c = {.arena = spec.arena};
    int cases = 0, failures = 0;
    while (spec_next(&spec)) {
        Str line = spec.line;
        if (spec_key(&line, "case ")) {
            case_begin(&c);
            cases++;
        } else if (spec_key(&line, "room ")) {
            assert_in_range(c.with.room_count, 0, ROOMS_MOST - 1);
            c.rooms[c.with.room_count++] = read_room(str_trim(line));
        } else if (spec_key(&line, "set ")) {
            while (line.length > 0) read_setting(&spec, &c, spec_word(&line));
        } else if (spec_key(&line, "text ")) {
            c.number = spec.number;
            read_text(&c, line);
            failures += check_lines(&spec, &c);
        } else {
            fail_msg("%s:%d: not understood", spec.name, spec.number);
        }
    }
    spec_close(&spec);
    assert_true(cases >= 25);
    assert_int_equal(failures, 0);
}

/* ---- every set of breaks of small paragraphs ---- */

/* The best way to each number of lines. Written from breaker.h and The TeXbook, not from breaker.c.
 */
#define LINES_MOST 16

typedef struct Best {
    const Case *c;
    bool last_pass; /* else no line is worse than TOLERANCE, and hyphens are limited strictly */
    int64_t demerits[LINES_MOST];
} Best;

typedef struct Way {
    size_t start;            /* first item of the next line */
    const LineItem *opening; /* the break before it; NULL at the paragraph's start */
    size_t line;
    int fitness, hyphens;
    int64_t demerits;
} Way;

typedef struct Measured {
    int64_t natural, shortfall, badness, ratio;
} Measured;

static bool is_last(const Case *c, size_t to) {
    return to == c->items.count || c->items.items[to].penalty <= LINE_FORCED;
}

static Measured measure(const Case *c, const Way *way, size_t to) {
    const LineItem *closing = to < c->items.count ? &c->items.items[to] : NULL;
    size_t room = way->line < c->with.room_count ? way->line : c->with.room_count - 1;
    int64_t width = c->rooms[room].width, stretch = 0, shrink = 0, slack = 0;
    Measured m = {0};
    for (size_t i = way->start; i < to; i++) {
        const LineItem *item = &c->items.items[i];
        if (item->kind == LINE_PENALTY) continue;
        m.natural += item->width;
        stretch += item->stretch;
        shrink += item->shrink;
        slack += item->slack;
    }
    if (way->opening != NULL) m.natural += way->opening->after;
    if (closing != NULL && closing->penalty > LINE_FORCED) m.natural += closing->before;
    width += way->opening != NULL ? way->opening->hang_start : c->with.hang_start;
    width += closing != NULL ? closing->hang_end : 0;
    m.shortfall = width - m.natural;
    bool free_end = is_last(c, to) && m.shortfall >= 0 && !(c->with.ragged > 0 && c->with.balanced);
    if (free_end) return m;
    if (c->with.ragged > 0) {
        m.badness = line_badness(m.shortfall, m.shortfall < 0 ? 0 : c->with.ragged);
        return m;
    }
    int64_t glue = m.shortfall < 0 ? shrink : stretch,
            need = m.shortfall < 0 ? -m.shortfall : m.shortfall;
    if (need > glue + slack && glue > 0) { /* then the spaces alone are seen */
        need -= slack;
        if (m.shortfall > 0) m.badness = line_badness(need, glue);
        slack = 0;
    }
    if (m.badness == 0) m.badness = line_badness(m.shortfall, glue + slack);
    m.ratio = glue + slack > 0 ? round_ratio(need, RATIO_ONE, glue + slack)
              : need > 0       ? 2 * RATIO_ONE
                               : 0;
    if (m.shortfall < 0) m.ratio = -m.ratio;
    return m;
}

static int fitness_class(int64_t ratio) {
    return ratio < -RATIO_ONE / 2 ? 0 : ratio <= RATIO_ONE / 2 ? 1 : ratio <= RATIO_ONE ? 2 : 3;
}

static size_t next_start(const Case *c, size_t at) {
    while (at < c->items.count && c->items.items[at].kind != LINE_BOX &&
           c->items.items[at].penalty > LINE_FORCED) {
        at++;
    }
    return at;
}

/* True if the line holds no place to break it. */
static bool is_unbroken(const Case *c, const Way *way, size_t to) {
    for (size_t i = way->start; i < to; i++) {
        if (c->items.items[i].kind != LINE_BOX && c->items.items[i].penalty < LINE_NEVER)
            return false;
    }
    return to >= way->start;
}

static int64_t line_demerits(const Best *best, const Way *way, size_t to, const Measured *m,
                             const Way *longer) {
    const BreakParameters *with = &best->c->with;
    int64_t penalty = to < best->c->items.count ? best->c->items.items[to].penalty : 0;
    int64_t demerits = (with->line_penalty + m->badness) * (with->line_penalty + m->badness);
    if (penalty > LINE_FORCED) demerits += penalty > 0 ? penalty * penalty : -penalty * penalty;
    if (longer->hyphens > 1) demerits += (int64_t)with->hyphen_demerits * (longer->hyphens - 1);
    int step = longer->fitness - way->fitness;
    if (way->line > 0 && (step > 1 || step < -1)) demerits += with->fitness_demerits;
    if (!is_last(best->c, to)) return demerits;
    if (way->hyphens > 0) demerits += with->final_hyphen_demerits;
    if (way->line > 0 && m->natural < with->least_last) demerits += with->short_last_demerits;
    return demerits;
}

/* The way with one line more, up to a break; false if that line may not be. */
static bool extend(const Best *best, const Way *way, size_t to, Way *longer) {
    const BreakParameters *with = &best->c->with;
    const LineItem *closing = to < best->c->items.count ? &best->c->items.items[to] : NULL;
    Measured m = measure(best->c, way, to);
    bool hyphen = closing != NULL && closing->hyphen, overfull = m.badness > BADNESS_MOST;
    int over = hyphen ? way->hyphens + 1 - with->hyphens_in_row : 0;
    bool barred = over > 1 || (hyphen && way->line < with->unhyphenated);
    if (!best->last_pass && (barred || over > 0 || m.badness > TOLERANCE)) return false;
    if (overfull && !is_unbroken(best->c, way, to)) return false;
    *longer = (Way){.start = closing != NULL ? next_start(best->c, to + 1) : to,
                    .opening = closing,
                    .line = way->line + 1,
                    .fitness = fitness_class(m.ratio),
                    .hyphens = hyphen ? way->hyphens + 1 : 0};
    if (over > 1) longer->hyphens = with->hyphens_in_row + 1;
    longer->demerits = way->demerits + (barred ? BARRED : 0) + (over == 1 ? LAST_RESORT : 0);
    longer->demerits +=
        overfull ? OVERFULL - m.shortfall : line_demerits(best, way, to, &m, longer);
    return true;
}

static void try_all(Best *best, const Way *way) {
    const Case *c = best->c;
    if (way->line + 1 >= LINES_MOST) return;
    size_t from = way->opening != NULL ? (size_t)(way->opening - c->items.items) + 1 : 0;
    for (size_t to = from; to <= c->items.count; to++) {
        bool end = to == c->items.count;
        if (!end &&
            (c->items.items[to].kind == LINE_BOX || c->items.items[to].penalty >= LINE_NEVER)) {
            continue;
        }
        Way longer;
        if (extend(best, way, to, &longer)) {
            int64_t *held = &best->demerits[longer.line];
            if (!end)
                try_all(best, &longer);
            else if (longer.demerits < *held)
                *held = longer.demerits;
        }
        if (is_last(c, to)) break; /* no line goes over a forced break */
    }
}

/* Demerits of the wanted number of lines, or of the nearest; OUT_OF_REACH if nothing is allowed.
 * Ties between numbers of lines give -1: either may come out. */
static int64_t best_demerits(const Case *c, bool last_pass) {
    Best best = {.c = c, .last_pass = last_pass};
    for (size_t i = 0; i < LINES_MOST; i++) best.demerits[i] = OUT_OF_REACH;
    Way origin = {.start = next_start(c, 0), .fitness = 1};
    try_all(&best, &origin);
    size_t least = 0;
    for (size_t i = 1; i < LINES_MOST; i++) {
        if (best.demerits[i] < best.demerits[least]) least = i;
    }
    if (best.demerits[least] == OUT_OF_REACH || c->with.looseness == 0) return best.demerits[least];
    int64_t wanted = (int64_t)least + c->with.looseness, found = OUT_OF_REACH, off = INT64_MAX;
    for (size_t i = 1; i < LINES_MOST; i++) {
        int64_t here = wanted > (int64_t)i ? wanted - (int64_t)i : (int64_t)i - wanted;
        if (best.demerits[i] == OUT_OF_REACH) continue;
        if (i != least && best.demerits[i] == best.demerits[least]) return -1;
        if (here < off || (here == off && best.demerits[i] < found)) {
            found = best.demerits[i];
            off = here;
        }
    }
    return found;
}

static Unit random_points(uint64_t *seed, uint32_t least, uint32_t most) {
    return POINTS((Unit)(least + random_below(seed, most - least + 1)));
}

static LineItem random_item(uint64_t *seed, size_t i) {
    bool box = i % 2 == 0;
    if (box)
        return (LineItem){LINE_BOX, .width = random_points(seed, 2, 30),
                          .slack = random_points(seed, 0, 1)};
    uint32_t kind = random_below(seed, 10);
    LineItem item = {.kind = LINE_GLUE, .width = POINTS(8)};
    if (kind < 5) {
        item.stretch = random_points(seed, 0, 8);
        item.shrink = random_points(seed, 0, 4);
        item.penalty = kind == 0   ? (int32_t)random_below(seed, 100) - 50
                       : kind == 1 ? LINE_NEVER
                                   : 0;
        return item;
    }
    item = (LineItem){
        .kind = LINE_PENALTY, .penalty = (int32_t)random_below(seed, 80), .hyphen = kind < 9};
    item.inserted = kind < 8;
    item.before = item.inserted ? POINTS(4) : 0;
    item.after = random_below(seed, 4) == 0 ? POINTS(1) : 0;
    item.hang_end = random_below(seed, 3) == 0 ? POINTS(2) : 0;
    item.hang_start = random_below(seed, 5) == 0 ? POINTS(1) : 0;
    if (random_below(seed, 30) == 0)
        item = (LineItem){.kind = LINE_PENALTY, .penalty = LINE_FORCED};
    return item;
}

static void random_case(Case *c, uint64_t *seed) {
    case_begin(c);
    size_t count = 3 + 2 * random_below(seed, 9);
    for (size_t i = 0; i < count; i++) VEC_PUSH(c->arena, &c->items, random_item(seed, i));
    c->with.room_count = 1 + random_below(seed, 4);
    for (size_t i = 0; i < c->with.room_count; i++)
        c->rooms[i].width = random_points(seed, 40, 110);
    c->with.hang_start = random_below(seed, 4) == 0 ? POINTS(2) : 0;
    if (random_below(seed, 3) == 0) c->with.ragged = random_points(seed, 10, 40);
    c->with.balanced = random_below(seed, 2) == 0;
    c->with.hyphens_in_row = 1 + (int32_t)random_below(seed, 3);
    c->with.unhyphenated = random_below(seed, 3) == 0 ? random_below(seed, 4) : 0;
    c->with.least_last = random_points(seed, 0, 40);
    if (random_below(seed, 3) == 0) c->with.looseness = (int32_t)random_below(seed, 5) - 2;
}

/* That the flags tell the truth: what is said to fit does, what is said not to fit does not. */
static bool flags_are_true(const Case *c, const LineBreaks *breaks, bool *overfull) {
    Way way = {.start = next_start(c, 0)};
    *overfull = false;
    for (size_t i = 0; i < breaks->count; i++) {
        size_t to = breaks->lines[i].item;
        Measured m = measure(c, &way, to);
        if (breaks->lines[i].overfull != (m.badness > BADNESS_MOST)) return false;
        *overfull = *overfull || breaks->lines[i].overfull;
        way.opening = to < c->items.count ? &c->items.items[to] : NULL;
        way.start = next_start(c, to + 1);
        way.line++;
    }
    return breaks->count > 0 && breaks->lines[breaks->count - 1].item == c->items.count;
}

static void test_no_set_of_breaks_is_better(void **state) {
    (void)state;
    uint64_t seed = 20250415;
    int fits = 0, overfulls = 0, failures = 0;
    for (int n = 0; n < 6000; n++) {
        Case c = {.arena = arena_open()};
        random_case(&c, &seed);
        LineBreaks breaks = case_break(&c);
        bool overfull, good = flags_are_true(&c, &breaks, &overfull);
        int64_t best = best_demerits(&c, /*last_pass*/ false);
        fits += best != OUT_OF_REACH;
        overfulls += overfull;
        if (best == OUT_OF_REACH) best = best_demerits(&c, /*last_pass*/ true);
        good = good && (best == -1 || best == breaks.demerits);
        if (!good && failures++ < 5) {
            print_error("paragraph %d: demerits %lld, best %lld, overfull %d\n", n,
                        (long long)breaks.demerits, (long long)best, overfull);
        }
        arena_close(c.arena);
    }
    assert_int_equal(failures, 0);
    assert_in_range(fits, 1000, 5000); /* both passes were tried */
    assert_in_range(overfulls, 100, 3000);
}

/* ---- long and hostile ---- */

static double seconds_of(Case *c, size_t words) {
    uint64_t seed = 7;
    case_begin(c);
    c->rooms[0].width = POINTS(400);
    c->with.room_count = 1;
    for (size_t i = 0; i < 2 * words; i++) {
        LineItem item = random_item(&seed, i);
        if (item.penalty > LINE_FORCED) VEC_PUSH(c->arena, &c->items, item);
    }
    clock_t start = clock();
    LineBreaks breaks = case_break(c);
    assert_true(breaks.count > words / 100);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void test_time_grows_with_the_words(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    double few = seconds_of(&c, 20000), many = seconds_of(&c, 100000);
    arena_close(c.arena);
    if (many > 12 * few + 0.2) fail_msg("20,000 words: %.3f s, 100,000: %.3f s", few, many);
}

static void test_an_endless_word_is_cut_wherever_it_may(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    c.rooms[0].width = POINTS(1);
    c.with.room_count = 1;
    for (int i = 0; i < 3000; i++) {
        LineItem box = {LINE_BOX, .width = POINTS(10)};
        LineItem hyphen = {
            .kind = LINE_PENALTY, .hyphen = true, .inserted = true, .before = POINTS(5)};
        VEC_PUSH(c.arena, &c.items, box);
        VEC_PUSH(c.arena, &c.items, hyphen);
    }
    LineBreaks breaks = case_break(&c);
    assert_in_range(breaks.count, 3000, 3001);
    for (size_t i = 0; i < 3000; i++) assert_true(breaks.lines[i].overfull);
    arena_close(c.arena);
}

static void test_nothing_and_extremes(void **state) {
    (void)state;
    Case c = {.arena = arena_open()};
    case_begin(&c);
    c.with.room_count = 1;
    c.rooms[0].width = POINTS(100);
    assert_in_range(case_break(&c).count, 1, 1); /* no items: one empty line */

    LineItem wide = {LINE_BOX, .width = UNIT_MAX},
             space = {LINE_GLUE, .width = UNIT_MAX, .stretch = UNIT_MAX};
    for (int i = 0; i < 50; i++) {
        VEC_PUSH(c.arena, &c.items, wide);
        VEC_PUSH(c.arena, &c.items, space);
    }
    LineBreaks breaks = case_break(&c);
    assert_true(breaks.count >= 50);
    assert_true(breaks.lines[0].overfull);

    c.items.count = 0; /* spaces alone */
    for (int i = 0; i < 50; i++) VEC_PUSH(c.arena, &c.items, space);
    assert_true(case_break(&c).count >= 1);
    c.rooms[0].width = 0;
    assert_true(case_break(&c).count >= 1);
    arena_close(c.arena);
}

static void test_badness(void **state) {
    (void)state;
    assert_int_equal(line_badness(0, 0), 0);
    assert_int_equal(line_badness(10, 10), 100);
    assert_int_equal(line_badness(-10, 10), 100);
    assert_int_equal(line_badness(20, 10), 800);
    assert_int_equal(line_badness(5, 10), 12);
    assert_int_equal(line_badness(-11, 10), BADNESS_MOST + 1);
    assert_int_equal(line_badness(1, 0), BADNESS_MOST);
    assert_int_equal(line_badness(INT64_C(1) << 40, 1), BADNESS_MOST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_the_specification),
        cmocka_unit_test(test_no_set_of_breaks_is_better),
        cmocka_unit_test(test_time_grows_with_the_words),
        cmocka_unit_test(test_an_endless_word_is_cut_wherever_it_may),
        cmocka_unit_test(test_nothing_and_extremes),
        cmocka_unit_test(test_badness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
