/* Which text of a translation belongs to which of its source, with and without a ledger, in the
 * usual order and in others. */
#include "document_reading.h"
#include "reader_group.h"

#include "translation/comparison.h"

/* One side: a section of Markdown. */
typedef struct Side {
    Source source, edition;
    Document document;
    Section section;
} Side;

static Side *side_read(Arena *arena, const char *name, Str markdown) {
    Side *side = ARENA_NEW(arena, Side);
    Diag diag = {.arena = arena};
    StrBuilder text = {.arena = arena};
    builder_add_c(&text, SETTINGS);
    builder_add(&text, markdown);
    side->source = (Source){.path = str_from_c(name), .text = builder_text(&text)};
    side->edition = (Source){.path = STR("edition.yaml"), .text = STR("title: T\n")};
    side->document.edition.root =
        yaml_read(arena, &side->edition, 0, side->edition.text.length, &diag);
    assert_true(section_read(arena, &side->source, &side->document, &side->section, &diag));
    side->document.sections = &side->section;
    side->document.section_count = 1;
    return side;
}

static Ledger *ledger_of(Arena *arena, Str text, size_t faults) {
    Diag diag = {.arena = arena};
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = STR(LEDGER_NAME), .text = text};
    Ledger *ledger = ledger_read(arena, source, &diag);
    assert_int_equal(diag.reports.count, faults);
    return ledger;
}

/* For each text of the translation the number of its source among the texts of the body, "-" for
 * none, "!" behind one that moved. */
static Str pairs_text(Arena *arena, const Comparison *comparison) {
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < comparison->translation.count; i++) {
        if (comparison->translation.items[i].kind == UNIT_EDITION) continue;
        uint32_t source = comparison->pairing.source_of[i];
        if (out.length > 0) builder_add_byte(&out, ' ');
        if (source == UNPAIRED) {
            builder_add_byte(&out, '-');
        } else {
            builder_add_int(&out, (int64_t)source); /* 0 is the title */
        }
        if (comparison->pairing.moved[i]) builder_add_byte(&out, '!');
    }
    return builder_text(&out);
}

static void check_pairs(const char *source, const char *translation, const char *expected) {
    Arena *arena = arena_open();
    Side *there = side_read(arena, "fr.md", str_from_c(source));
    Side *here = side_read(arena, "en.md", str_from_c(translation));
    Comparison comparison = comparison_make(arena, &there->document, &here->document, NULL);
    Str found = pairs_text(arena, &comparison);
    if (!str_equal(found, str_from_c(expected)))
        fail_msg("expected %s, found %.*s", expected, (int)found.length, found.bytes);
    arena_close(arena);
}

static void test_order(void **state) {
    (void)state;
    check_pairs("# A\n\nun\n\ndeux\n\n- trois\n- quatre\n",
                "# B\n\none\n\ntwo\n\n- three\n- four\n", "1 2 3 4 5");
    /* One is missing; figures and calls tell which. */
    check_pairs("un 12\n\ndeux 13\n\ntrois 14\n", "one 12\n\nthree 14\n", "1 3");
    check_pairs("un[^a]\n\ndeux[^b]\n\n[^a]: A\n\n[^b]: B\n", "two[^b]\n\n[^b]: B\n", "2 4");
    /* One is extra, by its length. */
    check_pairs("un texte court\n\nun autre texte qui est bien plus long, de beaucoup de mots\n",
                "a short text\n\nx\n\nanother text that is by far longer, of a great many words\n",
                "1 - 2");
    /* A heading and a row are never a paragraph. */
    check_pairs("# A\n\n| a |\n|---|\n| b |\n", "text\n\n| a |\n|---|\n| b |\n", "- 2 3");
}

static void test_moved(void **state) {
    (void)state;
    check_pairs("un 12 et 340\n\ndeux 13 et 220\n\ntrois 14 et 110\n",
                "two 13 and 220\n\nthree 14 and 110\n\none 12 and 340\n", "2 3 1!");
    check_pairs("## A {#a}\n\n## B {#b}\n\n## C {#c}\n", "## B {#b}\n\n## C {#c}\n\n## A {#a}\n",
                "2 3 1!");
    /* Notes have no order. */
    check_pairs("x[^a] y[^b]\n\n[^a]: un\n\n[^b]: deux\n",
                "x[^a] y[^b]\n\n[^b]: two\n\n[^a]: one\n", "1 3 2");
}

/* The ledger knows texts by their words, though names changed and others came between. */
static void test_ledger(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Side *there = side_read(arena, "fr.md", STR("# A\n\nun\n\ndeux\n\ntrois\n"));
    Side *here = side_read(arena, "en.md", STR("# B\n\none\n\ntwo\n\nthree\n"));
    Comparison comparison = comparison_make(arena, &there->document, &here->document, NULL);
    StrBuilder text = {.arena = arena};
    comparison_accept(&comparison, &text);
    Ledger *ledger = ledger_of(arena, builder_text(&text), 0);
    assert_int_equal(ledger->count, 5);
    /* Another order, another heading, a new text in the source, one that changed. */
    there = side_read(arena, "fr.md", STR("# A\n\nnouveau\n\nun\n\ndeux changé\n\ntrois\n"));
    here = side_read(arena, "en.md", STR("# C\n\nthree\n\none\n\ntwo\n"));
    comparison = comparison_make(arena, &there->document, &here->document, ledger);
    assert_true(str_equal(pairs_text(arena, &comparison), STR("1 5! 3 4")));
    assert_int_equal(comparison.states[2], TEXT_TRANSLATED);
    assert_int_equal(comparison.states[4], TEXT_STALE);
    assert_true(comparison.accepted[3]);
    TranslationTally tally = comparison_tally(&comparison);
    assert_int_equal(tally.missing, 1);
    assert_int_equal(tally.stale, 1);
    assert_int_equal(tally.wanted, 6);
    arena_close(arena);
}

/* What "new" wrote is untranslated until its words change, and then up to date until the source's
 * do. */
static void test_untouched(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Side *there = side_read(arena, "fr.md", STR("# A\n\nun\n\ndeux\n"));
    TextUnits units = units_cut(arena, &there->document);
    StrBuilder text = {.arena = arena};
    ledger_write(NULL, 0, &text);
    for (size_t i = 0; i < units.count; i++)
        builder_add_format(&text, "\"%.*s\": %.*s %.*s -\n", (int)units.items[i].key.length,
                           units.items[i].key.bytes, (int)units.items[i].key.length,
                           units.items[i].key.bytes, (int)FINGERPRINT_LENGTH,
                           units.items[i].fingerprint.bytes);
    Ledger *ledger = ledger_of(arena, builder_text(&text), 0);
    Side *here = side_read(arena, "fr.md", STR("# B\n\none\n\ndeux\n"));
    Side *changed = side_read(arena, "fr.md", STR("# A\n\nun autre\n\ndeux\n"));
    Comparison comparison = comparison_make(arena, &there->document, &here->document, ledger);
    assert_int_equal(comparison.states[0], TEXT_UNTRANSLATED);
    assert_int_equal(comparison.states[1], TEXT_TRANSLATED);
    assert_int_equal(comparison.states[2], TEXT_TRANSLATED);
    assert_int_equal(comparison.states[3], TEXT_UNTRANSLATED);
    comparison = comparison_make(arena, &changed->document, &here->document, ledger);
    assert_int_equal(comparison.states[1], TEXT_TRANSLATED);
    assert_int_equal(comparison.states[2], TEXT_STALE);
    arena_close(arena);
}

enum { MANY = 6000, GONE = 2000 };

/* A book of which a third was never begun is paired as well as a page. */
static void test_long(void **state) {
    (void)state;
    Arena *arena = arena_open();
    StrBuilder source = {.arena = arena}, translation = {.arena = arena};
    for (int i = 0; i < MANY; i++) {
        bool gone = i >= GONE && i < 2 * GONE;
        if (i % 3 == 0) {
            builder_add_format(&source, "texte %d\n\n", i + 10000);
            if (!gone) builder_add_format(&translation, "text %d\n\n", i + 10000);
        } else {
            builder_add_c(&source, "texte\n\n");
            if (!gone) builder_add_c(&translation, "text\n\n");
        }
    }
    Side *there = side_read(arena, "fr.md", builder_text(&source));
    Side *here = side_read(arena, "en.md", builder_text(&translation));
    Comparison comparison = comparison_make(arena, &there->document, &here->document, NULL);
    size_t wrong = 0;
    for (size_t i = 1; i < comparison.translation.count; i++) {
        size_t wanted = i > GONE ? i + GONE : i;
        wrong += comparison.pairing.source_of[i] != wanted;
    }
    assert_true(wrong <= 4); /* at the seam, two texts alike */
    arena_close(arena);
}

static void test_ledger_lines(void **state) {
    (void)state;
    Arena *arena = arena_open();
    LedgerEntry entries[] = {
        {.key = STR("a b/^n/1"),
         .source_key = STR("c: d/2"),
         .source_text = STR("0123456789ab"),
         .text = STR("ba9876543210")},
        {.key = STR("x\"y"), .source_key = STR("z"), .source_text = STR("0123456789ab")}};
    StrBuilder text = {.arena = arena};
    ledger_write(entries, 2, &text);
    Ledger *ledger = ledger_of(arena, builder_text(&text), 0);
    assert_int_equal(ledger->count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(str_equal(ledger->entries[i].key, entries[i].key));
        assert_true(str_equal(ledger->entries[i].source_key, entries[i].source_key));
        assert_true(str_equal(ledger->entries[i].text, entries[i].text));
    }
    assert_int_equal(ledger_of(arena, STR("- a\n"), 1)->count, 0);
    assert_int_equal(ledger_of(arena, STR("a: [\n"), 1)->count, 0);
    assert_int_equal(ledger_of(arena, STR("a: b 0123456789AB -\nc: d 0123456789ab -\n"), 1)->count,
                     1);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),  cmocka_unit_test(test_moved),
        cmocka_unit_test(test_ledger), cmocka_unit_test(test_untouched),
        cmocka_unit_test(test_long),   cmocka_unit_test(test_ledger_lines),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
