/* Reading snapshots back, aligning their blocks, and the reports of tests/spec/diff.txt. */
#include "output/diff_report.h"
#include "output/sequence_align.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spec.h"

/* ---- the short form of the cases ---- */

typedef struct DiffCase {
    Str name, sides[2], report;
    Unit tolerance;
} DiffCase;

/* "a.md:3 heading 1 7 10,20 100 | Texte" as a row of the format. */
static void add_short_line(StrBuilder *out, Str line) {
    size_t bar = str_find(line, STR(" | "), 0);
    Str head = str_slice(line, 0, bar), source = spec_word(&head), role = spec_word(&head);
    builder_add(out, STR("line "));
    builder_add(out, source);
    builder_add_byte(out, ' ');
    builder_add(out, role);
    if (str_equal(role, STR("heading"))) {
        builder_add_byte(out, ' ');
        builder_add(out, spec_word(&head));
    }
    builder_add(out, STR(" block "));
    builder_add(out, spec_word(&head));
    builder_add(out, STR(" frame 1 x "));
    builder_add(out, spec_cut(&head, ','));
    builder_add(out, STR(" baseline "));
    builder_add(out, spec_word(&head));
    builder_add(out, STR(" width 300 natural "));
    builder_add(out, spec_word(&head));
    builder_add(out, STR(" stretch 0"));
    builder_add(out, str_slice(line, bar, line.length));
    builder_add_byte(out, '\n');
}

static bool starts_with_any(Str line, const char *const *words) {
    for (size_t i = 0; words[i] != NULL; i++) {
        if (str_starts_with(line, str_from_c(words[i]))) return true;
    }
    return false;
}

static const char *const header_words[] = {"part ",     "font ",     "rule ",       "dictionary ",
                                           "fallback ", "features ", "picture ",    "data ",
                                           "section ",  "edition ",  "attributes ", NULL};
static const char *const plain_words[] = {"frame ", "rects ", "image ", "link ", "bookmark ", NULL};
static const char *const last_words[] = {"fault ", "invariant ", NULL};

/* The whole snapshot that a short form stands for. */
static Str make_snapshot(Arena *arena, Str rows) {
    StrBuilder head = {.arena = arena}, pages = {.arena = arena}, last = {.arena = arena};
    StrBuilder out = {.arena = arena};
    int page_count = 0;
    while (rows.length > 0) {
        Str line = spec_cut(&rows, '\n');
        bool plain = starts_with_any(line, plain_words);
        StrBuilder *part = starts_with_any(line, header_words) ? &head
                           : starts_with_any(line, last_words) ? &last
                                                               : &pages;
        bool page = str_starts_with(line, STR("page "));
        if (line.length == 0) continue;
        if (page) page_count++;
        if (part == &pages && !plain && !page) {
            add_short_line(&pages, line);
            continue;
        }
        builder_add(part, line);
        builder_add(part, page ? STR(" plain 400 300 bleed 0\n") : STR("\n"));
    }
    builder_add(&out, STR("maquette-snapshot 4\nlevel lines\nlayout l\nlanguage fr\n"));
    builder_add(&out, builder_text(&head));
    builder_add_format(&out, "pages %d\n\n", page_count);
    builder_add(&out, builder_text(&pages));
    builder_add(&out, STR("\ninvariants\n"));
    for (int i = 0; i < INVARIANT_COUNT; i++)
        builder_add_format(&out, "invariant %s 0\n", invariant_name((Invariant)i));
    builder_add(&out, builder_text(&last));
    return builder_text(&out);
}

static const Snapshot *read_text(Arena *arena, Str text, Diag *diag) {
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = STR("x.snap"), .text = text};
    return snapshot_read(arena, source, diag);
}

static const Snapshot *read_side(Arena *arena, Str rows) {
    Diag diag = {.arena = arena};
    const Snapshot *snapshot = read_text(arena, make_snapshot(arena, rows), &diag);
    StrBuilder out = {.arena = arena};
    diag_write(&diag, DIAG_TEXT, &out);
    if (snapshot == NULL) fail_msg("%s", str_to_c(arena, builder_text(&out)));
    return snapshot;
}

/* ---- tests ---- */

/* The text up to the next line that starts with a mark. */
static Str cut_at(Str *rest, Str mark) {
    size_t end = str_find(*rest, mark, 0);
    Str part = str_slice(*rest, 0, end);
    *rest = end == SIZE_MAX ? STR("") : str_slice(*rest, end + mark.length, rest->length);
    return part;
}

static DiffCase next_case(Str *rest) {
    DiffCase diff_case = {0};
    Str body = cut_at(rest, STR("\n== "));
    diff_case.name = spec_cut(&body, '\n');
    size_t tolerance = str_find(diff_case.name, STR(", tolerance "), 0);
    if (tolerance != SIZE_MAX)
        assert_true(
            unit_read(str_slice(diff_case.name, tolerance + 12, SIZE_MAX), &diff_case.tolerance));
    cut_at(&body, STR("-- old\n"));
    diff_case.sides[0] = cut_at(&body, STR("-- new\n"));
    diff_case.sides[1] = cut_at(&body, STR("-- report\n"));
    diff_case.report = str_trim(body);
    return diff_case;
}

static void reports_are_as_expected(void **state) {
    (void)state;
    Spec spec = spec_open("diff.txt");
    int faults = 0, count = 0;
    Str rest = spec.rest;
    cut_at(&rest, STR("\n== "));
    for (; rest.length > 0; count++) {
        DiffCase diff_case = next_case(&rest);
        const Snapshot *old = read_side(spec.arena, diff_case.sides[0]);
        const Snapshot *new = read_side(spec.arena, diff_case.sides[1]);
        SnapshotDiff diff = snapshot_diff(spec.arena, old, new, diff_case.tolerance);
        StrBuilder out = {.arena = spec.arena};
        diff_report_write(&diff, &(ReportOptions){DIAG_ENGLISH, false}, spec.arena, &out);
        Str found = str_trim(builder_text(&out));
        if (!str_equal(found, diff_case.report)) {
            print_error("%s:\n--- expected\n%s\n--- found\n%s\n",
                        str_to_c(spec.arena, diff_case.name),
                        str_to_c(spec.arena, diff_case.report), str_to_c(spec.arena, found));
            faults++;
        }
        assert_int_equal(snapshot_diff_is_empty(&diff), diff_case.report.length == 0);
        SnapshotDiff same = snapshot_diff(spec.arena, new, new, 0);
        assert_true(snapshot_diff_is_empty(&same));
        snapshot_diff(spec.arena, new, old, 0); /* the other way round, too */
    }
    assert_int_equal(faults, 0);
    assert_true(count > 15);
    spec_close(&spec);
}

static const char WHOLE[] =
    "maquette-snapshot 4\nlevel glyphs\nlayout a b\nlanguage fr\nfont a b.ttf 33\n"
    "dictionary hyph_fr.dic 2\nrule fr/calls | {before: none}\nfallback Lato | [Inter]\n"
    "features Lato | []\npicture c d.png 0123\ndata v.csv 4567\nsection a: b.md | {template: x}\n"
    "attributes a: b.md:9-14 | {class: x}\n"
    "edition title | T\npart grid | {leading: 14pt}\npages 1\n\n"
    "page 4 my page 400 300 bleed 9\nframe 1 1 2 3 4 | column 1\n"
    "line a: b.md:12 heading 2 block 7 frame 1 x 1 baseline 2.5 width 3 natural 4 stretch -0.0312 "
    "end | T\nglyphs f.ttf 10 0 0 scaling 10000 fill ink | 4:5\n"
    "rects 2 1 2 3 4 fill my ink stroke none 1 places 0123456789abcdef\n"
    "image - 1 2 3 4 pixels 8 9 c d.png | Alt\nlink 3 1 2 3 4 to https://a.fr | x\n"
    "link 3 1 2 3 4 to page 4 y 7 | Note 1\n\nbookmark 1 page 4 y 6 | T\n\ninvariants\n"
    "fault grid page 4 a.md:3 | T\ninvariant notes 0\ninvariant grid 1\ninvariant overflow 0\n"
    "invariant overlaps 0\ninvariant glyphs 0\ninvariant widows 0\ninvariant orphans 0\n";

static void every_row_is_read(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    const Snapshot *snapshot = read_text(arena, str_from_c(WHOLE), &diag);
    assert_int_equal(diag_worst(&diag), -1);
    assert_non_null(snapshot);
    assert_int_equal(snapshot->level, SNAPSHOT_GLYPHS);
    assert_int_equal(snapshot->fingerprints.count, 11);
    assert_int_equal(snapshot->counts[INVARIANT_GRID], 1);
    assert_int_equal(snapshot->rows.count, 9);
    const SnapshotRow *line = &snapshot->rows.items[2];
    assert_true(str_equal(line->file, STR("a: b.md")) && str_equal(line->role, STR("heading 2")));
    assert_int_equal(line->line, 12);
    assert_int_equal(line->stretch, -312);
    assert_int_equal(line->y, 5 * UNIT_PER_POINT / 2);
    assert_true(line->ends && str_equal(line->text, STR("T")));
    assert_true(str_equal(snapshot->pages.items[0].template_name, STR("my page")));
    arena_close(arena);
}

/* Reads, and compares with what can be read; nothing may go wrong but by a report. */
static bool read_bytes(Str bytes) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    const Snapshot *snapshot = read_text(arena, bytes, &diag);
    if (snapshot != NULL) {
        const Snapshot *whole = read_text(arena, str_from_c(WHOLE), &diag);
        SnapshotDiff diff = snapshot_diff(arena, whole, snapshot, 0);
        StrBuilder out = {.arena = arena};
        diff_report_write(&diff, &(ReportOptions){DIAG_FRENCH, true}, arena, &out);
    } else {
        assert_int_equal(diag.reports.count, 1);
        assert_true(diag.reports.items[0].where.line > 0);
    }
    arena_close(arena);
    return snapshot != NULL;
}

static void a_broken_file_is_refused_with_a_line(void **state) {
    (void)state;
    Str whole = str_from_c(WHOLE);
    for (size_t length = 0; length < whole.length; length++) {
        Arena *arena = arena_open();
        Str cut = str_copy(arena, str_slice(whole, 0, length));
        if (read_bytes(cut)) fail_msg("read although cut at byte %zu", length);
        arena_close(arena);
    }
    uint64_t seed = 7;
    for (int round = 0; round < 4000; round++) {
        Arena *arena = arena_open();
        char *bytes = str_to_c(arena, whole);
        for (int i = 0; i < 3; i++)
            bytes[random_below(&seed, (uint32_t)whole.length)] =
                " \n|:-.0129aZ\xC2\xFF\x01"[random_below(&seed, 15)];
        read_bytes((Str){bytes, whole.length});
        arena_close(arena);
    }
}

/* Reads the whole file with another row for the first one of its kind. */
static bool row_is_read(const char *row) {
    Arena *arena = arena_open();
    Str whole = str_from_c(WHOLE), rest = str_from_c(row);
    StrBuilder start = {.arena = arena}, text = {.arena = arena};
    builder_add_byte(&start, '\n');
    builder_add(&start, spec_word(&rest));
    builder_add_byte(&start, ' ');
    size_t at = str_find(whole, builder_text(&start), 0);
    assert_true(at != SIZE_MAX);
    builder_add(&text, str_slice(whole, 0, at + 1));
    builder_add_c(&text, row);
    builder_add(&text, str_slice(whole, str_find(whole, STR("\n"), at + 1), whole.length));
    bool read = read_bytes(builder_text(&text));
    arena_close(arena);
    return read;
}

static void huge_numbers_do_not_fit(void **state) {
    (void)state;
    assert_true(row_is_read("page 1 p 1 1 bleed 0"));
    assert_true(row_is_read("attributes a.md:1-2 | {a: 1}"));
    assert_true(row_is_read("image - 1 2 3 4 pixels 8 9 a.png | Alt"));
    static const char *const rows[] = {
        "page 99999999999999999999 p 1 1 bleed 0",
        "page 1 p 99999999 1 bleed 0",
        "page 1 p",
        "page -1 p 1 1 bleed 0",
        "line -",
        "attributes a.md | {a: 1}",
        "attributes a.md:1-99999999999 | {a: 1}",
        "line :1",
        "rects 1",
        "glyphs",
        "image - 1 2",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (row_is_read(rows[i])) fail_msg("read: %s", rows[i]);
}

/* ---- alignment ---- */

static void partners_rise_and_are_equal(void **state) {
    (void)state;
    uint64_t seed = 42;
    for (int round = 0; round < 2000; round++) {
        Arena *arena = arena_open();
        uint64_t old[40], new[40];
        size_t old_count = random_below(&seed, 40), new_count = random_below(&seed, 40);
        uint32_t kinds = 1 + random_below(&seed, 30);
        for (size_t i = 0; i < old_count; i++) old[i] = random_below(&seed, kinds);
        for (size_t i = 0; i < new_count; i++) new[i] = random_below(&seed, kinds);
        size_t *partners = sequence_align(arena, old, old_count, new, new_count), last = 0;
        for (size_t i = 0; i < old_count; i++) {
            if (partners[i] == NO_PARTNER) continue;
            assert_true(partners[i] < new_count && old[i] == new[partners[i]]);
            assert_true(partners[i] + 1 > last);
            last = partners[i] + 1;
        }
        arena_close(arena);
    }
}

static void most_is_found_between_changes(void **state) {
    (void)state;
    Arena *arena = arena_open();
    const uint64_t old[] = {1, 2, 1, 2, 3, 9, 1, 1}, new[] = {1, 1, 2, 3, 8, 1, 1, 1};
    const size_t *partners = sequence_align(arena, old, 8, new, 8);
    size_t found = 0;
    for (size_t i = 0; i < 8; i++) found += partners[i] != NO_PARTNER;
    assert_int_equal(found, 6);
    enum { MANY = 200000 }; /* no two alike, all alike: neither takes long */
    uint64_t *one = ARENA_ARRAY(arena, uint64_t, MANY), *other = ARENA_ARRAY(arena, uint64_t, MANY);
    for (size_t i = 0; i < MANY; i++) {
        one[i] = i % 3;
        other[i] = 7 + i % 5;
    }
    partners = sequence_align(arena, one, MANY, other, MANY);
    assert_true(partners[0] == NO_PARTNER);
    for (size_t i = 0; i < MANY; i++) one[MANY - 1 - i] = other[i] = i;
    partners = sequence_align(arena, one, MANY, other, MANY);
    assert_int_equal(sequence_align(arena, other, MANY, other, MANY)[MANY - 1], MANY - 1);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_as_expected),
        cmocka_unit_test(every_row_is_read),
        cmocka_unit_test(a_broken_file_is_refused_with_a_line),
        cmocka_unit_test(huge_numbers_do_not_fit),
        cmocka_unit_test(partners_rise_and_are_equal),
        cmocka_unit_test(most_is_found_between_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
