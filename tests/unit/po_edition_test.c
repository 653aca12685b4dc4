/* Editions and PO files: which message is about which text, what becomes of it when the source
 * changes, and where reports lead. */
#include "assert_str.h"
#include "reader_group.h"

#include "translation/inherit.h"
#include "translation/po_edition.h"
#include "translation/po_export.h"

#define SETTINGS "title: Titre\nlanguage: fr\nlayout: l\n"
#define FRONT    "---\ntemplate: t\n---\n\n"
#define HEADER   "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

/* An edition of one section in memory. */
typedef struct Case {
    Arena *arena;
    Diag diag;
    TextUnits units;
    PoFile *file;
} Case;

static Source *source_new(Arena *arena, const char *path, const char *text) {
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = str_from_c(path), .text = str_from_c(text)};
    return source;
}

static Document *document_of(Arena *arena, const EditionSources *sources) {
    Diag quiet = {.arena = arena};
    Document *document = document_open_sources(arena, sources, &quiet);
    assert_non_null(document);
    assert_true(document_read_sections(arena, document, STR("fr"), &quiet));
    return document;
}

static Case case_new(const char *markdown, const char *po) {
    Case c = {.arena = arena_open()};
    c.diag = (Diag){.arena = c.arena};
    EditionSources *sources = ARENA_NEW(c.arena, EditionSources);
    sources->edition = source_new(c.arena, "fr/edition.yaml", SETTINGS);
    sources->sections = ARENA_ARRAY(c.arena, const Source *, 1);
    sources->sections[0] = source_new(c.arena, "fr/a.md", markdown);
    sources->section_count = 1;
    c.units = units_cut(c.arena, document_of(c.arena, sources));
    c.file = po_read(c.arena, source_new(c.arena, "de.po", po), &c.diag);
    return c;
}

static const TextUnit *unit_of(const Case *c, Str text) {
    for (size_t i = 0; i < c->units.count; i++) {
        if (str_equal(c->units.items[i].text, text)) return &c->units.items[i];
    }
    fail_msg("no unit %.*s", (int)text.length, text.bytes);
    return NULL;
}

static PoMatch match_of(const Case *c, const PoMatches *matches, Str text) {
    return matches->of_unit[unit_of(c, text) - c->units.items];
}

static void assert_match(const Case *c, const PoMatches *matches, Str text, PoState state,
                         const char *translation) {
    PoMatch match = match_of(c, matches, text);
    assert_int_equal(match.state, state);
    Str found = match.message != NULL ? match.message->text.text : STR("-");
    assert_int_equal(str_compare(found, str_from_c(translation)), 0);
}

static void test_rounds(void **state) {
    (void)state;
    Case c =
        case_new(FRONT "# Un\n\nDeux.\n\nOui.\n\nOui.\n\nNeuf.\n\n## Trois ici\n\nQuatre\nmots.\n",
                 HEADER "msgctxt \"a/un\"\nmsgid \"Un\"\nmsgstr \"Eins\"\n"
                        "msgctxt \"a/un/1\"\nmsgid \"Deux, jadis.\"\nmsgstr \"Zwei\"\n"
                        "msgctxt \"a/x/1\"\nmsgid \"Oui.\"\nmsgstr \"Ja\"\n"
                        "msgctxt \"a/un/3\"\nmsgid \"Oui.\"\nmsgstr \"Jawohl\"\n"
                        "#, fuzzy\nmsgctxt \"a/un/4\"\nmsgid \"Neuf.\"\nmsgstr \"Neun\"\n"
                        "msgctxt \"a/trois\"\nmsgid \"Trois\"\nmsgstr \"Drei\"\n"
                        "msgctxt \"a/y\"\nmsgid \"Quatre mots.\"\nmsgstr \"Vier\"\n"
                        "#~ msgctxt \"edition/title\"\n#~ msgid \"Titre\"\n#~ msgstr \"Titel\"\n");
    PoMatches matches = po_match(c.arena, &c.units, c.file, /*revive*/ false);
    assert_match(&c, &matches, STR("Un"), PO_TRANSLATED, "Eins");
    assert_match(&c, &matches, STR("Deux."), PO_STALE, "Zwei"); /* by its context */
    assert_match(&c, &matches, STR("Oui."), PO_TRANSLATED, "Ja");
    assert_match(&c, &matches, STR("Neuf."), PO_FUZZY, "Neun");
    assert_match(&c, &matches, STR("Trois ici"), PO_STALE, "Drei"); /* by its place */
    assert_match(&c, &matches, STR("Quatre\nmots."), PO_TRANSLATED, "Vier");
    assert_match(&c, &matches, STR("Titre"), PO_ABSENT, "-");
    size_t translated = 0;
    for (size_t i = 0; i < c.units.count; i++)
        translated += matches.of_unit[i].state == PO_TRANSLATED;
    assert_int_equal(translated, 4);
    matches = po_match(c.arena, &c.units, c.file, /*revive*/ true);
    assert_match(&c, &matches, STR("Titre"), PO_TRANSLATED, "Titel");
    arena_close(c.arena);
}

/* As many messages as units must stand between two pairs: else place says nothing. */
static void test_place_is_sure(void **state) {
    (void)state;
    Case c = case_new(FRONT "# Un\n\n## Neuf\n\nDix.\n",
                      HEADER "msgctxt \"a/un\"\nmsgid \"Un\"\nmsgstr \"Eins\"\n"
                             "msgctxt \"a/p\"\nmsgid \"P\"\nmsgstr \"1\"\n"
                             "msgctxt \"a/q\"\nmsgid \"Q\"\nmsgstr \"2\"\n"
                             "msgctxt \"a/r\"\nmsgid \"Dix.\"\nmsgstr \"Zehn\"\n");
    PoMatches matches = po_match(c.arena, &c.units, c.file, /*revive*/ false);
    assert_match(&c, &matches, STR("Neuf"), PO_ABSENT, "-");
    arena_close(c.arena);
}

/* The words a report is about, wherever they stand in the PO file: behind an escape, on a further
 * string, in a heading, in a list. */
static void test_reports_lead_into_po(void **state) {
    (void)state;
    Case c = case_new(FRONT "# Un\n\nDeux.\n\n- Trois.\n",
                      HEADER "msgid \"Un\"\nmsgstr \"\\\"Eins\\\" [^w]\"\n\n"
                             "msgid \"Deux.\"\nmsgstr \"\"\n\"Zwei\\n\"\n\"é [^x] \"\n\"[^y]\"\n\n"
                             "msgid \"Trois.\"\nmsgstr \"Drei\\n[^z]\"\n");
    EditionSources *made = po_edition_make(c.arena, &c.units, c.file, NULL, &c.diag);
    c.diag = (Diag){.arena = c.arena};
    Document *document = document_open_sources(c.arena, made, &c.diag);
    document_read_sections(c.arena, document, STR("de"), &c.diag);
    const uint32_t places[][2] = {{5, 18}, {10, 4}, {11, 2}, {14, 15}};
    size_t found = 0;
    for (size_t i = 0; i < c.diag.reports.count; i++) {
        const Report *report = &c.diag.reports.items[i];
        if (report->code != MESSAGE_NOTE_UNWRITTEN) continue;
        assert_str(report->where.source->path, "de.po");
        assert_true(found < 4);
        assert_int_equal(report->where.line, places[found][0]);
        assert_int_equal(report->where.column, places[found][1]);
        found++;
    }
    assert_int_equal(found, 4);
    arena_close(c.arena);
}

static void test_inherit(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    Source *own = source_new(arena, "de/edition.yaml", "language: de\nsource: ../fr\npo: de.po");
    Source *base = source_new(arena, "fr/edition.yaml",
                              "# all\ntitle: T\nlanguage: fr\nsource: ../en\ncontact:\n  web: w\n"
                              "# last\nlayout: l\n");
    Source *made = edition_inherit(arena, yaml_read(arena, own, 0, own->text.length, &diag),
                                   yaml_read(arena, base, 0, base->text.length, &diag));
    assert_str(made->path, "de/edition.yaml");
    assert_str(made->text, "language: de\nsource: ../fr\npo: de.po\ntitle: T\ncontact:\n  web: w\n"
                           "# last\nlayout: l\n");
    Span layout = span_origin(span_at(made, str_find(made->text, STR("layout"), 0), 1));
    assert_ptr_equal(layout.source, base);
    assert_int_equal(layout.line, 8);
    Span po = span_origin(span_at(made, str_find(made->text, STR("de.po"), 0), 1));
    assert_ptr_equal(po.source, own);
    assert_int_equal(po.line, 3);
    assert_int_equal(po.column, 5);
    Source *flow = source_new(arena, "f.yaml", "{language: de, source: ../fr}");
    made = edition_inherit(arena, yaml_read(arena, flow, 0, flow->text.length, &diag),
                           yaml_read(arena, base, 0, base->text.length, &diag));
    assert_str(made->text, "{language: de, source: ../fr}\n");
    arena_close(arena);
}

static PoMessage exported(Case *c, const PoFile *old, Str text) {
    PoExport request = {.source = &c->units, .old = old, .language = STR("de")};
    PoFile *file = po_export(c->arena, &request);
    for (size_t i = 0; i < file->count; i++) {
        if (str_equal(file->messages[i].id.text, text)) return file->messages[i];
    }
    fail();
    return (PoMessage){0};
}

/* A text that changes twice is still shown beside what it was translated from. */
static void test_previous_is_kept(void **state) {
    (void)state;
    Case c = case_new(FRONT "# Un\n\nDeux et trois.\n",
                      HEADER "#, fuzzy, no-wrap, max-length:7\n#| msgid \"Deux.\"\n"
                             "msgctxt \"a/un/1\"\nmsgid \"Deux et demi.\"\nmsgstr \"Zwei\"\n");
    PoMessage message = exported(&c, c.file, STR("Deux et trois."));
    assert_true(message.fuzzy);
    assert_str(message.previous_id.text, "Deux.");
    assert_str(message.text.text, "Zwei");
    assert_str(message.flags, "md-text, no-wrap");
    arena_close(c.arena);
}

/* White space alone is no change; a message under another context is the same block, moved. */
static void test_moved_is_not_fuzzy(void **state) {
    (void)state;
    Case c = case_new(FRONT "# Un\n\nDeux\net trois.\n", HEADER
                      "# mine\nmsgctxt \"old/9\"\nmsgid \"Deux et trois.\"\nmsgstr \"Zwei\"\n");
    PoMessage message = exported(&c, c.file, STR("Deux\net trois."));
    assert_false(message.fuzzy);
    assert_false(message.previous_id.written);
    assert_str(message.context.text, "a/un/1");
    assert_str(message.comments, " mine\n");
    arena_close(c.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_place_is_sure),
        cmocka_unit_test(test_reports_lead_into_po),
        cmocka_unit_test(test_inherit),
        cmocka_unit_test(test_previous_is_kept),
        cmocka_unit_test(test_moved_is_not_fuzzy),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
