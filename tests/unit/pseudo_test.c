/* Pseudo-editions: what is made longer, by how much, and what is kept. */
#include "examples.h"

#include "languages.h"
#include "reader_group.h"
#include "translation/pseudo.h"
#include "translation/pseudo_words.h"

/* ---- words ---- */

static Str lengthened(Arena *arena, const char *text) {
    Str whole = pseudo_text(arena, str_from_c(text));
    return str_slice(whole, 1, whole.length - 1); /* without its brackets */
}

static void test_words(void **state) {
    (void)state;
    static const char *const CASES[][2] = {
        {"texte", "têëxtêë"},
        {"Un texte", "Ûün têëxtê"},
        {"Amsterdam tourne", "Âämstêërdâäm tôöûürnê"},
        {"l’usager", "l’ûüsâägêr"},
        {"usager·ère·s étudiant-e-s citoyen.ne.s", "usager·ère·s étudiant-e-s citoyen.ne.s"},
        {"600 000 12,5 % 1er COVID-19 AFD", "600 000 12,5 % 1er COVID-19 AFD"},
        {"https://a.org/mot contact@a.org NutzerInnen",
         "https://a.org/mot contact@a.org NutzerInnen"},
        {"mdr", "mdr"},
        {"", ""},
    };
    Arena *arena = arena_open();
    int failed = 0;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Str found = lengthened(arena, CASES[i][0]);
        if (str_equal(found, str_from_c(CASES[i][1]))) continue;
        print_message("%s => %.*s\n", CASES[i][0], (int)found.length, found.bytes);
        failed++;
    }
    assert_int_equal(failed, 0);
    assert_true(str_equal(pseudo_text(arena, STR("Loi 12")), STR("[Lôöî 12]")));
    arena_close(arena);
}

/* What is kept makes the words behind it longer; the whole is as much longer as asked. */
static void test_share(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str text = STR("Les usager·ère·s des 12 régions de France attendent une autre politique, "
                   "selon l’OFDT, depuis plus de cinquante ans et sans aucun résultat visible.");
    size_t before = utf8_count(text), after = utf8_count(lengthened(arena, text.bytes));
    assert_in_range(after * 100, before * 128, before * 131);
    arena_close(arena);
}

/* ---- editions ---- */

static Document *read_sources(Arena *arena, const EditionSources *sources, Language *language,
                              Diag *diag) {
    Document *document = document_open_sources(arena, sources, diag);
    if (document == NULL) return NULL;
    document->language = language;
    return document_read_sections(arena, document, STR("x"), diag) ? document : NULL;
}

/* Numbers too, but not the words for amounts and months, which become longer. */
static size_t kept_count(const TextUnit *unit) {
    size_t count = 0;
    while (count < unit->holding_count && unit->holdings[count].kind <= HOLDS_NUMBER) count++;
    return count;
}

static void check_alike(const TextUnit *old, const TextUnit *new, const char *name) {
    if (old->kind != new->kind || kept_count(old) != kept_count(new))
        fail_msg("%s: %.*s is another unit: %.*s => %.*s", name, (int)old->key.length,
                 old->key.bytes, (int)old->text.length, old->text.bytes, (int)new->text.length,
                 new->text.bytes);
    assert_true(str_equal(old->note, new->note) && str_equal(old->box, new->box));
    for (size_t i = 0; i < kept_count(old); i++) {
        assert_int_equal(old->holdings[i].kind, new->holdings[i].kind);
        bool same = str_equal(old->holdings[i].value, new->holdings[i].value);
        assert_true(same || old->holdings[i].kind == HOLDS_NUMBER);
    }
}

/* Characters that are read, before and after. */
typedef struct Length {
    size_t before, after;
} Length;

static void add_length(const TextUnit *old, const TextUnit *new, Length *length) {
    if (old->kind != UNIT_PARAGRAPH || old->note.length > 0) return; /* notes are addresses */
    length->before += utf8_count(old->block->text.bytes);
    length->after += utf8_count(new->block->text.bytes);
}

/* The long edition has the same units, which hold the same ids, calls, links and numbers; no fault
 * is new. */
static Length check_edition(Arena *arena, const EditionSources *sources, Language *language,
                            const char *name) {
    Length length = {0};
    Diag before = {.arena = arena}, after = {.arena = arena};
    Document *document = read_sources(arena, sources, language, &before);
    if (document == NULL) return length;
    TextUnits units = units_cut(arena, document);
    Document *longer = read_sources(arena, pseudo_lengthen(arena, &units), language, &after);
    assert_non_null(longer);
    TextUnits made = units_cut(arena, longer);
    if (made.count != units.count)
        fail_msg("%s: %zu units, not %zu", name, made.count, units.count);
    for (size_t i = 0; i < units.count; i++) {
        check_alike(&units.items[i], &made.items[i], name);
        add_length(&units.items[i], &made.items[i], &length);
    }
    if (before.reports.count != after.reports.count)
        fail_msg("%s: other faults are told of %.*s", name, (int)sources->sections[0]->text.length,
                 sources->sections[0]->text.bytes);
    return length;
}

static void test_editions(void **state) {
    (void)state;
    static const char *const TAGS[] = {"fr", "en", "de", "es"};
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        Arena *arena = arena_open();
        Diag diag = {.arena = arena};
        StrBuilder name = {.arena = arena};
        builder_add_format(&name, "content/%s", TAGS[i]);
        const char *folder = str_to_c(arena, builder_text(&name));
        Language *language = language_from_file(arena, &diag, TAGS[i]);
        EditionSources *sources =
            edition_sources_read(arena, project_file(arena, folder), builder_text(&name), &diag);
        assert_non_null(sources);
        Length length = check_edition(arena, sources, language, folder);
        assert_true(length.before > 0); /* it could be read */
        assert_in_range(length.after * 100, length.before * 128, length.before * 131);
        language_close(language);
        arena_close(arena);
    }
}

/* All Markdown that other tests know, sound or not. */
static void test_markdown(void **state) {
    (void)state;
    for (Markdowns all = {0}; markdown_next(&all);)
        check_edition(all.arena, edition_of(all.arena, all.markdown), NULL, all.file);
}

/* What the new Markdown looks like. */
static void test_syntax(void **state) {
    (void)state;
    static const char OLD[] = "# Un *titre* {#t .x}\n\nDu **gras**, `code`, [un lien](#t)[^n].\n\n"
                              "| mot | 12 |\n|---|--:|\n| autre | 1,5 |\n\n[^n]: Note.\n";
    static const char NEW[] =
        "# \\[Ûün *tîïtrê*\\] {#t .x}\n\nDûü **grâäs**, `code`, [ûün lîïêën](#t)[^n].\n\n"
        "| môöt | 12 |\n|---|--:|\n| âäûütrê | 1,5 |\n\n[^n]: Nôötê.\n";
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    Document *document = read_sources(arena, edition_of(arena, str_from_c(OLD)), NULL, &diag);
    assert_non_null(document);
    TextUnits units = units_cut(arena, document);
    EditionSources *made = pseudo_lengthen(arena, &units);
    Str text = made->sections[0]->text, head = STR(SETTINGS);
    text = str_slice(text, head.length, text.length);
    if (!str_equal(text, STR(NEW))) fail_msg("%.*s", (int)text.length, text.bytes);
    assert_true(str_find(made->edition->text, STR("title: \"[Ûün tîïtrê]\""), 0) == 0);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),    cmocka_unit_test(test_share),
        cmocka_unit_test(test_editions), cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_syntax),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
