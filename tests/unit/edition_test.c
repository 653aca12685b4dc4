/* Editions on disk: edition.yaml, sections in name order, links and notes from one to the other. */
#include "document_reading.h"
#include "reader_group.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct NamedFile {
    const char *name, *text;
} NamedFile;

/* Writes an edition to a fresh folder, reads it, removes it, and gives the tree and reports. */
static Str read_edition(Arena *arena, const NamedFile *files, size_t count) {
    char folder[] = "/tmp/maquette-document-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Reading reading = {.arena = arena, .diag = {.arena = arena}};
    for (size_t i = 0; i < count; i++) {
        Str path = path_join(arena, str_from_c(folder), str_from_c(files[i].name));
        assert_true(file_write(arena, path, str_from_c(files[i].text), &reading.diag));
    }
    Document *document = document_read(arena, str_from_c(folder), STR("ed"), &reading.diag);
    for (size_t i = 0; i < count; i++) {
        unlink(str_to_c(arena, path_join(arena, str_from_c(folder), str_from_c(files[i].name))));
    }
    rmdir(folder);
    StrBuilder out = {.arena = arena};
    if (document != NULL) document_write(document, &out);
    write_reports(&reading, &out);
    for (size_t i = 0; i < reading.diag.reports.count; i++)
        message_seen[reading.diag.reports.items[i].code] = true;
    return builder_text(&out);
}

static void check_edition(const NamedFile *files, size_t count, const char *expected) {
    Arena *arena = arena_open();
    Str found = read_edition(arena, files, count);
    assert_string_equal(str_to_c(arena, found), expected);
    arena_close(arena);
}

static void test_edition_with_two_sections(void **state) {
    (void)state;
    const NamedFile files[] = {
        {"edition.yaml", "title: T\nlanguage: fr-FR\nlayout: l\nissued: 2024-02-29\n"},
        {"20-b.md", SETTINGS "b[^n] [to a](#a) {#x}\n\n[^n]: note\n"},
        {"10-a.md", SETTINGS "# A {#a}\n\na[^n] [to b](#bb)\n\n[^n]: note\n"},
        {"notes.txt", "not read"}};
    check_edition(files, 4,
                  "edition title=\"T\" language=\"fr-FR\" layout=\"l\"\n"
                  "section ed/10-a.md t\n"
                  "  heading 1 @4:1 {#a}\n    @4:3 \"A\"\n"
                  "  paragraph @6:1\n    @6:1 \"a\"\n    @6:2 note n 1\n    @6:6 \" \"\n"
                  "    @6:8 link 1 to=\"#bb\" \"to b\"\n"
                  "  note n 1 @8:1\n    paragraph @8:7\n      @8:7 \"note\"\n"
                  "section ed/20-b.md t\n"
                  "  paragraph @4:1\n    @4:1 \"b\"\n    @4:2 note n 2\n    @4:6 \" \"\n"
                  "    @4:8 link 1 to=\"#a\" \"to a\"\n    @4:17 \" {#x}\"\n"
                  "  note n 2 @6:1\n    paragraph @6:7\n      @6:7 \"note\"\n"
                  "! 4:18+4 attributes-printed\n"
                  "! 6:8+1 link-targetless bb\n");
}

static void test_edition_mistakes(void **state) {
    (void)state;
    const NamedFile files[] = {
        {"edition.yaml",
         "tilte: T\nlanguage: fr\nissued: 2025-02-29\ncolophon: free\nglossary: none\n"}};
    check_edition(files, 1,
                  "edition language=\"fr\"\n! 0:0+0 edition-empty ed\n! 1:1+5 edition-key-doubtful "
                  "tilte title\n"
                  "! 1:1+1 edition-key-missing title\n! 1:1+1 edition-key-missing layout\n"
                  "! 3:9+10 date-malformed 2025-02-29\n! 5:11+4 yaml-expected-mapping\n");
}

static void test_edition_texts(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    Source source = {.path = STR("e"), .text = STR("a: x\nb: {c: y}\nd.e: z\nf: [1]\n")};
    Edition edition = {.root = yaml_read(arena, &source, 0, source.text.length, &diag)};
    Str value;
    assert_true(edition_find_text(&edition, STR("a"), &value) && str_equal(value, STR("x")));
    assert_true(edition_find_text(&edition, STR("b.c"), &value) && str_equal(value, STR("y")));
    assert_true(edition_find_text(&edition, STR("d.e"), &value) && str_equal(value, STR("z")));
    assert_false(edition_find_text(&edition, STR("b"), &value));
    assert_false(edition_find_text(&edition, STR("f"), &value));
    assert_false(edition_find_text(&edition, STR("b.d"), &value));
    assert_false(edition_find_text(&edition, STR("."), &value));
    arena_close(arena);
}

static void test_missing_edition(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    assert_null(document_read(arena, STR("/nowhere/at/all"), STR("ed"), &diag));
    assert_int_equal(diag.reports.count, 1);
    assert_int_equal(diag.reports.items[0].code, MESSAGE_FILE_UNREADABLE);
    arena_close(arena);
}

/* ---- every message ---- */

static void test_every_message_was_seen(void **state) {
    (void)state;
    static const MessageCode CODES[] = {MESSAGE_DATE_MALFORMED, MESSAGE_EDITION_EMPTY,
                                        MESSAGE_EDITION_KEY_DOUBTFUL, MESSAGE_EDITION_KEY_MISSING};
    check_messages_seen(CODES, sizeof CODES / sizeof CODES[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edition_with_two_sections),
        cmocka_unit_test(test_edition_mistakes),
        cmocka_unit_test(test_edition_texts),
        cmocka_unit_test(test_missing_edition),
        cmocka_unit_test(test_every_message_was_seen),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
