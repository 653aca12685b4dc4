/* Local editions: what is taken out of the texts of their source, put in and replaced. */
#include "examples.h"
#include "reader_group.h"

#include "translation/changes.h"
#include "translation/units.h"

#define HEAD "---\ntemplate: t\n---\n"

typedef struct Bench {
    Arena *arena;
    Diag diag;
    EditionSources sources;
} Bench;

static Bench bench_open(const char *first, const char *second) {
    Bench bench = {.arena = arena_open()};
    bench.diag.arena = bench.arena;
    const char *texts[] = {first, second};
    const char *paths[] = {"content/fr/10-un.md", "content/fr/20-deux.md"};
    Source *edition = ARENA_NEW(bench.arena, Source);
    *edition =
        (Source){.path = STR("edition.yaml"), .text = STR("title: T\nlanguage: fr\nlayout: l\n")};
    bench.sources.edition = edition;
    bench.sources.sections = ARENA_ARRAY(bench.arena, const Source *, 2);
    for (size_t i = 0; i < 2; i++) {
        Source *source = ARENA_NEW(bench.arena, Source);
        StrBuilder text = {.arena = bench.arena};
        builder_add_c(&text, HEAD);
        builder_add_c(&text, texts[i]);
        *source = (Source){.path = str_from_c(paths[i]), .text = builder_text(&text)};
        bench.sources.sections[i] = source;
    }
    bench.sources.section_count = 2;
    return bench;
}

static const Document *bench_read(Bench *bench, const EditionSources *sources) {
    Document *document = document_open_sources(bench->arena, sources, &bench->diag);
    assert_non_null(document);
    assert_true(document_read_sections(bench->arena, document, STR("x"), &bench->diag));
    return document;
}

static const Source *added(Bench *bench, const char *text) {
    Source *source = ARENA_NEW(bench->arena, Source);
    *source = (Source){.path = STR("local/neu.md"), .text = str_from_c(text)};
    return source;
}

static EditionChange change(Bench *bench, EditionChangeKind kind, const char *target,
                            const char *text) {
    return (EditionChange){.kind = kind,
                           .target = str_from_c(target),
                           .added = text != NULL ? added(bench, text) : NULL};
}

/* The first section behind its settings, with the changes made. */
static Str changed(Bench *bench, EditionChange *items, size_t count) {
    Diag quiet = {.arena = bench->arena};
    Document *document = document_open_sources(bench->arena, &bench->sources, &quiet);
    assert_true(document_read_sections(bench->arena, document, STR("x"), &quiet));
    EditionChanges changes = {items, count};
    EditionSources *made = changes_make(bench->arena, document, &changes, &bench->diag);
    assert_non_null(made);
    Str text = made->sections[0]->text;
    return str_slice(text, sizeof HEAD - 1, text.length);
}

static const char MARKDOWN[] = "# Titre {#t}\n"
                               "\n"
                               "Premier.\n"
                               "\n"
                               "## Partie {#partie}\n"
                               "\n"
                               "Deuxième[^n] et[^m].\n"
                               "\n"
                               "- un\n"
                               "- deux\n"
                               "  lignes\n"
                               "\n"
                               "  encore\n"
                               "- trois\n"
                               "\n"
                               "## Autre {#autre}\n"
                               "\n"
                               "::: {.encadre #boite}\n"
                               "Dans la boîte[^m].\n"
                               ":::\n"
                               "\n"
                               "| a | b |\n"
                               "|---|---|\n"
                               "| c | d |\n"
                               "| e | f |\n"
                               "\n"
                               "> Cité.\n"
                               ">\n"
                               "> Deux fois.\n"
                               "\n"
                               "[^n]: La note\n"
                               "    de n.\n"
                               "\n"
                               "[^m]: La note de m.\n";

/* What a drop leaves: the text without the lines from the one that begins so to the one that does.
 */
static void check_gone(const char *target, const char *const *gone) {
    Bench bench = bench_open(MARKDOWN, "Fin.\n");
    EditionChange drop = change(&bench, EDITION_DROP, target, NULL);
    Str text = changed(&bench, &drop, 1);
    StrBuilder wanted = {.arena = bench.arena};
    Str whole = STR(MARKDOWN);
    for (size_t at = 0; at < whole.length;) {
        size_t end = str_find(whole, STR("\n"), at) + 1;
        bool dropped = false;
        for (size_t i = 0; gone[i] != NULL; i++) {
            Str line = str_slice(whole, at, end - 1);
            dropped = dropped || str_equal(line, str_from_c(gone[i]));
        }
        if (!dropped) builder_add(&wanted, str_slice(whole, at, end));
        at = end;
    }
    assert_int_equal(bench.diag.reports.count, 0);
    if (!str_equal(text, builder_text(&wanted)))
        fail_msg("%s: %.*s", target, (int)text.length, text.bytes);
    arena_close(bench.arena);
}

static void test_drop(void **state) {
    (void)state;
    check_gone("10-un/t/1", (const char *[]){"Premier.", NULL});
    check_gone("10-un/partie", (const char *[]){"## Partie {#partie}", NULL});
    check_gone("boite",
               (const char *[]){"::: {.encadre #boite}", "Dans la boîte[^m].", ":::", NULL});
    check_gone("10-un/partie/2", (const char *[]){"- un", NULL});
    check_gone("10-un/partie/4", (const char *[]){"  encore", NULL});
}

static void expect(const char *const *parts, Str text) {
    size_t at = 0;
    for (size_t i = 0; parts[i] != NULL; i++) {
        size_t found = str_find(text, str_from_c(parts[i]), at);
        if (found == SIZE_MAX)
            fail_msg("no “%s” at its place in: %.*s", parts[i], (int)text.length, text.bytes);
        at = found;
    }
}

static bool has(Str text, const char *part) {
    return str_find(text, str_from_c(part), 0) != SIZE_MAX;
}

/* The id of a heading means all that it is over; notes go with their last call. */
static void test_passage(void **state) {
    (void)state;
    Bench bench = bench_open(MARKDOWN, "Fin.\n");
    EditionChange drop = change(&bench, EDITION_DROP, "partie", NULL);
    Str text = changed(&bench, &drop, 1);
    assert_false(has(text, "Partie") || has(text, "trois") || has(text, "[^n]") ||
                 has(text, "de n."));
    expect((const char *[]){"Premier.", "## Autre {#autre}", "[^m].", "[^m]: La note", NULL}, text);
    EditionChange all = change(&bench, EDITION_DROP, "t", NULL);
    text = changed(&bench, &all, 1);
    assert_int_equal(str_trim(text).length, 0);
    arena_close(bench.arena);
}

static void test_put(void **state) {
    (void)state;
    Bench bench = bench_open(MARKDOWN, "Fin.\n");
    EditionChange changes[] = {
        change(&bench, EDITION_AFTER, "boite", "Derrière.\n"),
        change(&bench, EDITION_BEFORE, "boite", "Devant.\n\nEncore.\n"),
        change(&bench, EDITION_AFTER, "partie", "Fin de partie.\n"),
        change(&bench, EDITION_AFTER, "10-un/partie/2", "- un et demi\n"),
        change(&bench, EDITION_REPLACE, "10-un/partie/1", "Remplacé[^n].\n"),
        change(&bench, EDITION_AFTER, "boite", "Plus loin.\n"),
    };
    Str text = changed(&bench, changes, sizeof changes / sizeof *changes);
    assert_int_equal(bench.diag.reports.count, 0);
    assert_false(has(text, "Deuxième"));
    expect((const char *[]){"## Partie", "\nRemplacé[^n].\n", "- un\n", "\n- un et demi\n",
                            "- deux", "- trois\n", "\nFin de partie.\n", "## Autre",
                            "\nDevant.\n\nEncore.\n", "::: {.encadre #boite}", ":::\n",
                            "\nDerrière.\n", "\nPlus loin.\n", "| a | b |", "[^n]: La note\n",
                            "[^m]: La note", NULL},
           text);
    arena_close(bench.arena);
}

/* In a quotation and in an item, what is put in has the marks of what it stands beside. */
static void test_indent(void **state) {
    (void)state;
    Bench bench = bench_open(MARKDOWN, "Fin.\n");
    EditionChange changes[] = {
        change(&bench, EDITION_AFTER, "10-un/partie/4", "Dans le point.\nÀ deux lignes.\n"),
        change(&bench, EDITION_BEFORE, "10-un/autre/5", "Cité aussi.\n"),
    };
    Str text = changed(&bench, changes, 2);
    assert_int_equal(bench.diag.reports.count, 0);
    expect((const char *[]){"\n  Dans le point.\n  À deux lignes.\n", "\n> Cité aussi.\n", NULL},
           text);
    arena_close(bench.arena);
}

static void test_rows(void **state) {
    (void)state;
    Bench bench = bench_open(MARKDOWN, "Fin.\n");
    EditionChange row = change(&bench, EDITION_DROP, "10-un/autre/2", NULL);
    Str text = changed(&bench, &row, 1);
    assert_true(has(text, "| a | b |\n|---|---|\n| e | f |\n"));
    EditionChange head = change(&bench, EDITION_DROP, "10-un/autre/1", NULL);
    text = changed(&bench, &head, 1);
    assert_false(has(text, "|"));
    assert_int_equal(bench.diag.reports.count, 0);
    arena_close(bench.arena);
}

static void test_sections(void **state) {
    (void)state;
    Bench bench = bench_open("Un.\n", "Deux.\n");
    EditionChange changes[] = {
        change(&bench, EDITION_AFTER, "10-un", HEAD "Un et demi.\n"),
        change(&bench, EDITION_DROP, "10-un", NULL),
        change(&bench, EDITION_REPLACE, "20-deux", HEAD "Deux autrement.\n"),
        change(&bench, EDITION_AFTER, "20-deux", HEAD "Trois.\n"),
    };
    const Document *document = bench_read(&bench, &bench.sources);
    EditionChanges list = {changes, 4};
    EditionSources *made = changes_make(bench.arena, document, &list, &bench.diag);
    assert_int_equal(made->section_count, 3);
    assert_true(has(made->sections[0]->text, "Un et demi."));
    assert_true(has(made->sections[1]->text, "Deux autrement."));
    assert_true(has(made->sections[2]->text, "Trois."));
    assert_int_equal(bench.diag.reports.count, 0);
    arena_close(bench.arena);
}

/* What cannot be changed is told of, and the rest is done. */
static void test_faults(void **state) {
    (void)state;
    Bench bench = bench_open(MARKDOWN, "Fin.\n");
    EditionChange changes[] = {
        change(&bench, EDITION_DROP, "boiet", NULL),
        change(&bench, EDITION_DROP, "autre", NULL),
        change(&bench, EDITION_DROP, "boite", NULL),
        change(&bench, EDITION_AFTER, "edition/title", "X\n"),
        change(&bench, EDITION_DROP, "20-deux", NULL),
        change(&bench, EDITION_DROP, "20-deux/1", NULL),
    };
    Str text = changed(&bench, changes, 6);
    assert_false(has(text, "Autre"));
    assert_int_equal(bench.diag.counts[MESSAGE_CHANGE_TARGET_UNKNOWN], 2);
    assert_true(str_equal(bench.diag.reports.items[0].arguments[1], STR("boite")));
    assert_int_equal(bench.diag.counts[MESSAGE_CHANGE_TWICE], 2);
    for (size_t i = 0; i < 6; i++) assert_int_equal(changes[i].made, i == 1 || i == 4);
    arena_close(bench.arena);
}

/* What is wrong is told where it really stands: in the source, or in the file put in. */
static void test_places(void **state) {
    (void)state;
    Bench bench = bench_open("Un.\n\nDeux.\n\nTrois [x](#rien).\n", "Fin.\n");
    EditionChange changes[] = {
        change(&bench, EDITION_DROP, "10-un/1", NULL),
        change(&bench, EDITION_AFTER, "10-un/2", "\n\nPlus.\n\nEt [y](#nul).\n")};
    const Document *document = bench_read(&bench, &bench.sources);
    bench.diag = (Diag){.arena = bench.arena};
    EditionChanges list = {changes, 2};
    EditionSources *made = changes_make(bench.arena, document, &list, &bench.diag);
    bench_read(&bench, made);
    assert_int_equal(bench.diag.reports.count, 2);
    for (size_t i = 0; i < 2; i++) {
        Span where = bench.diag.reports.items[i].where;
        bool local = str_equal(where.source->path, STR("local/neu.md"));
        assert_int_equal(where.line, local ? 5 : 8);
    }
    arena_close(bench.arena);
}

/* Each unit of all Markdown that other tests know is taken out alone: it is gone, and what is left
 * can be read. */
static void check_each(const char *markdown, const char *name) {
    Bench bench = bench_open(markdown, "Fin.\n");
    const Document *document = bench_read(&bench, &bench.sources);
    TextUnits units = units_cut(bench.arena, document);
    for (size_t i = 0; i < units.count; i++) {
        if (units.items[i].block == NULL) continue;
        EditionChange drop = {.kind = EDITION_DROP, .target = units.items[i].key};
        EditionChanges list = {&drop, 1};
        Diag diag = {.arena = bench.arena};
        EditionSources *made = changes_make(bench.arena, document, &list, &diag);
        assert_int_equal(diag.reports.count, 0);
        TextUnits left = units_cut(bench.arena, bench_read(&bench, made));
        if (left.count >= units.count)
            fail_msg("%s: %.*s is still there: %.*s", name, (int)units.items[i].key.length,
                     units.items[i].key.bytes, (int)made->sections[0]->text.length,
                     made->sections[0]->text.bytes);
    }
    arena_close(bench.arena);
}

static void test_markdown(void **state) {
    (void)state;
    for (Markdowns all = {0}; markdown_next(&all);)
        check_each(str_to_c(all.arena, all.markdown), all.file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drop),     cmocka_unit_test(test_passage),
        cmocka_unit_test(test_put),      cmocka_unit_test(test_indent),
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_sections),
        cmocka_unit_test(test_faults),   cmocka_unit_test(test_places),
        cmocka_unit_test(test_markdown),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
