/* Repairs of a document: bytes, runs and places after what the text layer puts right. */
#include "document/edition.h"
#include "document/wording.h"
#include "text/repair.h"

#include "document_reading.h"
#include "languages.h"
#include "reader_group.h"
#include "spec.h"

typedef struct Bench {
    Reading reading;
    Map others;
    Language *french;
    LanguageSet languages;
} Bench;

/* A text, read with a language of its own. */
static Bench *bench_open(Str body) {
    Arena *arena = arena_open();
    Bench *bench = ARENA_NEW(arena, Bench);
    bench->reading = (Reading){.arena = arena, .diag = {.arena = arena}};
    bench->others = (Map){.arena = arena};
    bench->french = language_from_file(arena, &bench->reading.diag, "fr");
    bench->languages = (LanguageSet){bench->french, &bench->others};
    assert_int_equal(bench->reading.diag.reports.count, 0);
    read_body(&bench->reading, body);
    return bench;
}

static void bench_close(Bench *bench) {
    language_close(bench->french);
    arena_close(bench->reading.arena);
}

static Document *document_of(Bench *bench) {
    return &bench->reading.document;
}

static Text *text_of(Bench *bench, size_t block) {
    assert_true(block < bench->reading.section.block_count);
    return &bench->reading.section.blocks[block]->text;
}

static void repair(Bench *bench, bool spaces) {
    document_of(bench)->edition.missing_spaces = spaces;
    document_repair(bench->reading.arena, document_of(bench), &bench->languages);
}

static void assert_text(const Text *text, const char *wanted) {
    if (!str_equal(text->bytes, str_from_c(wanted)))
        fail_msg("%.*s, not %s", (int)text->bytes.length, text->bytes.bytes, wanted);
}

/* Line and column of the first place where the words stand in the text. */
static void assert_place(const Text *text, const char *words, uint32_t line, uint32_t column) {
    size_t at = str_find(text->bytes, str_from_c(words), 0);
    assert_true(at != SIZE_MAX);
    Span where = text_place(text, (uint32_t)at);
    assert_int_equal(where.line, line);
    assert_int_equal(where.column, column);
}

static void assert_runs_cover(const Text *text) {
    uint32_t at = 0;
    for (size_t i = 0; i < text->run_count; i++) {
        assert_int_equal(text->runs[i].start, at);
        assert_true(text->runs[i].end > at);
        at = text->runs[i].end;
    }
    assert_int_equal(at, text->bytes.length);
    for (size_t i = 1; i < text->place_count; i++)
        assert_true(text->places[i - 1].at <= text->places[i].at);
}

/* ---- what is put right ---- */

static void test_letters_and_places(void **state) {
    (void)state;
    Bench *bench = bench_open(STR("L'amende d'usager‧ère‧s\nqu'on &amp; l'État [...] puis oui."));
    repair(bench, false);
    Text *text = text_of(bench, 0);
    assert_text(text, "L’amende d’usager·ère·s qu’on & l’État […] puis oui.");
    assert_runs_cover(text);
    assert_place(text, "usager", 4, 12);
    assert_place(text, "qu’on", 5, 1);
    assert_place(text, "État", 5, 15);
    assert_place(text, "puis", 5, 26);
    assert_int_equal(document_of(bench)->repaired_dot_count, 1);
    document_report_repairs(document_of(bench), &bench->reading.diag);
    const Report *report = &bench->reading.diag.reports.items[0];
    assert_int_equal(report->code, MESSAGE_INCLUSIVE_DOT_TWIN);
    assert_int_equal(report->where.line, 4);
    assert_int_equal(report->where.column, 18);
    bench_close(bench);
}

static void test_spaces_where_asked(void **state) {
    (void)state;
    const char *typed = "«*Quoi*? **Non**!» 81%, `a?` ou [a:](https://x.fr?a)";
    Bench *bench = bench_open(str_from_c(typed));
    repair(bench, false);
    assert_text(text_of(bench, 0), "«Quoi? Non!» 81%, a? ou a:");
    size_t run_count = text_of(bench, 0)->run_count;
    repair(bench, true);
    Text *text = text_of(bench, 0);
    assert_int_equal(text->run_count, run_count);
    assert_text(text, "«\u00A0Quoi\u202F? Non\u202F!\u00A0» 81\u202F%, a? ou a\u00A0:");
    assert_runs_cover(text);
    assert_place(text, "Quoi", 4, 3);
    assert_place(text, "? Non", 4, 8);
    assert_place(text, "Non", 4, 12);
    assert_place(text, "» 81", 4, 18);
    assert_place(text, "%,", 4, 22);
    /* the space stands with its mark, outside the emphasis */
    size_t at = str_find(text->bytes, STR("\u202F?"), 0);
    assert_int_equal(text_run(text, (uint32_t)at)->marks, 0);
    at = str_find(text->bytes, STR("\u00A0Quoi"), 0);
    assert_int_equal(text_run(text, (uint32_t)at)->marks, 0);
    bench_close(bench);
}

static void test_code_is_left_alone(void **state) {
    (void)state;
    Bench *bench = bench_open(STR("    l'un: a?\n\nl'un `l'un`\n"));
    repair(bench, true);
    assert_text(text_of(bench, 0), "l'un: a?");
    assert_text(text_of(bench, 1), "l’un l'un");
    bench_close(bench);
}

/* Two calls get a space between them, which needs a run of its own. */
static void test_calls_are_parted(void **state) {
    (void)state;
    Bench *bench = bench_open(STR("mot[^a][^b], oui\n\n[^a]: l'un\n[^b]: deux\n"));
    repair(bench, false);
    Text *text = text_of(bench, 0);
    assert_text(text, "mot\uFFFC\u202F\uFFFC, oui");
    assert_runs_cover(text);
    assert_int_equal(text->run_count, 5);
    assert_int_equal(text->runs[1].kind, INLINE_NOTE_CALL);
    assert_int_equal(text->runs[2].kind, INLINE_TEXT);
    assert_int_equal(text->runs[3].kind, INLINE_NOTE_CALL);
    assert_place(text, ", oui", 4, 12);
    assert_text(&bench->reading.section.notes[0]->blocks[0]->text, "l’un"); /* notes too */
    bench_close(bench);
}

/* What would part a run in two or leave nothing of one is not done. */
static void test_edits_stay_inside_a_run(void **state) {
    (void)state;
    Bench *bench = bench_open(STR("[*..*.] et «un «deux» *»* fin"));
    repair(bench, false);
    assert_text(text_of(bench, 0), "[...] et «un «deux» » fin");
    assert_runs_cover(text_of(bench, 0));
    bench_close(bench);
}

/* What a layout shows of edition.yaml; what means something to the program stays. */
static void test_texts_of_the_edition(void **state) {
    (void)state;
    Bench *bench = bench_open(STR("un"));
    Arena *arena = bench->reading.arena;
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){
        .path = STR("edition.yaml"),
        .text = STR("title: L'usager‧ère\nlanguage: l'x\nlayout: l'y\nclaim: \"l'un: deux?\"\n"
                    "contact: {email: l'un@x.fr}\nreadings: {d'un•e: x}\n")};
    Edition *edition = &document_of(bench)->edition;
    YamlNode *root = yaml_read(arena, source, 0, source->text.length, &bench->reading.diag);
    edition_read(arena, source, root, edition, &bench->reading.diag);
    repair(bench, true);
    assert_true(str_equal(edition->title, STR("L’usager·ère")));
    assert_true(str_equal(edition->layout, STR("l'y")));
    Str value = {0};
    assert_true(edition_find_text(edition, STR("claim"), &value));
    assert_true(str_equal(value, STR("l’un\u00A0: deux\u202F?")));
    assert_true(edition_find_text(edition, STR("contact.email"), &value));
    assert_true(str_equal(value, STR("l'un@x.fr")));
    assert_non_null(map_find(&edition->readings, STR("d’un·e")));
    assert_int_equal(document_of(bench)->repaired_dot_count, 2);
    assert_int_equal(document_of(bench)->repaired_dots[0].where.line, 1);
    bench_close(bench);
}

/* ---- any text ---- */

/* Each character that was left alone has the place it had. */
static void check_places(const Text *old, const Text *new, const TextEdit *edits, size_t count) {
    int64_t shift = 0;
    size_t next = 0;
    for (size_t at = 0; at < old->bytes.length;) {
        while (next < count && edits[next].at <= at && edits[next].removed == 0)
            shift += (int64_t)edits[next++].put.length;
        if (next < count && edits[next].at == at) {
            at += edits[next].removed;
            shift += (int64_t)edits[next].put.length - edits[next].removed;
            next++;
            continue;
        }
        Span before = text_place(old, (uint32_t)at);
        Span behind = text_place(new, (uint32_t)((int64_t)at + shift));
        assert_int_equal(before.line, behind.line);
        assert_int_equal(before.column, behind.column);
        utf8_next(old->bytes, &at);
    }
}

static void check_edits(Bench *bench, Text *text, bool spaces) {
    Arena *arena = bench->reading.arena;
    TextRequest request = text_request(arena, text, &bench->languages, (Span){0});
    TextEdit *edits;
    size_t count = repair_find(arena, &request, spaces, &edits), kept = 0;
    Text old = *text;
    repair(bench, spaces);
    for (size_t i = 0; i < count; i++) { /* those that stay inside a run */
        const InlineRun *run = text_run(&old, edits[i].at);
        uint32_t end = edits[i].at + edits[i].removed;
        bool all = edits[i].at == run->start && end == run->end && edits[i].put.length == 0;
        bool text_only = edits[i].removed == 0 || run->kind == INLINE_TEXT;
        if (edits[i].removed == 0 || (end <= run->end && !all && text_only))
            edits[kept++] = edits[i];
    }
    check_places(&old, text, edits, kept);
    assert_runs_cover(text);
}

static void test_any_text(void **state) {
    (void)state;
    static const char *const PARTS[] = {
        "l'",    "un",  " ", "*",       "**",     "é",       "‧",      "·",    "e",  "s",     "?",
        "!",     ":",   "«", "»",       "%",      "8",       "`",      "[^a]", "\n", "&amp;", "\\*",
        "[...]", " – ", ".", "[x](#y)", "{page}", "e\u0301", "\u00A0", "(",    ")",  "&nbsp;"};
    uint64_t seed = 7;
    for (size_t round = 0; round < 60; round++) {
        Arena *arena = arena_open();
        StrBuilder body = {.arena = arena};
        builder_add_c(&body, "a");
        for (size_t i = 0; i < 1000; i++) {
            size_t part = random_below(&seed, (uint32_t)(sizeof PARTS / sizeof *PARTS));
            bool blank = str_ends_with(builder_text(&body), STR("\n"));
            builder_add_c(&body, blank ? "b" : "");
            builder_add_c(&body, PARTS[part]);
            if (i % 40 == 39) builder_add_c(&body, "x\n\na");
        }
        builder_add_c(&body, "z\n\n[^a]: n\n");
        Bench *bench = bench_open(builder_text(&body));
        for (size_t i = 0; i < bench->reading.section.block_count; i++) {
            Text *text = text_of(bench, i);
            if (text->bytes.length == 0) continue;
            check_edits(bench, text, round % 2 == 0);
            break; /* the repair is of all texts at once */
        }
        bench_close(bench);
        arena_close(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_and_places),
        cmocka_unit_test(test_spaces_where_asked),
        cmocka_unit_test(test_code_is_left_alone),
        cmocka_unit_test(test_calls_are_parted),
        cmocka_unit_test(test_edits_stay_inside_a_run),
        cmocka_unit_test(test_texts_of_the_edition),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
