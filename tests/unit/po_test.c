/* PO files: what is read, where it stands, and that nothing is lost on the way back. */
#include "assert_str.h"

#include "translation/po.h"

typedef struct Case {
    Arena *arena;
    Diag diag;
    Source source;
    PoFile *file;
} Case;

static Case case_read(const char *text) {
    Case c = {.arena = arena_open()};
    c.diag = (Diag){.arena = c.arena};
    Source *source = ARENA_NEW(c.arena, Source);
    *source = (Source){.path = STR("de.po"), .text = str_from_c(text)};
    c.source = *source;
    c.file = po_read(c.arena, source, &c.diag);
    return c;
}

#define HEADER "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"

static const char WHOLE[] = "# Guide line.\n"
                            "#\n"
                            "msgid \"\"\n"
                            "msgstr \"\"\n"
                            "\"Language: de\\n\"\n"
                            "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                            "\n"
                            "#  two spaces\n"
                            "#. heading\n"
                            "#. box “afd”\n"
                            "#: content/fr/10.md:3 content/fr/20.md:4\n"
                            "#, fuzzy, max-length:120, markdown-text\n"
                            "#| msgctxt \"10/old\"\n"
                            "#| msgid \"\"\n"
                            "#| \"Un\\n\"\n"
                            "#| \"deux\"\n"
                            "msgctxt \"10/key\"\n"
                            "msgid \"\"\n"
                            "\"Bonjour\\n\"\n"
                            "\"le \\\"monde\\\"\\t\\\\\"\n"
                            "msgstr \"Hallo\"\n"
                            "\n"
                            "msgctxt \"10/plain\"\n"
                            "msgid \"Oui\"\n"
                            "msgstr \"\"\n"
                            "\n"
                            "# kept\n"
                            "#, fuzzy\n"
                            "#~| msgid \"avant\"\n"
                            "#~ msgctxt \"10/gone\"\n"
                            "#~ msgid \"\"\n"
                            "#~ \"parti\\n\"\n"
                            "#~ \"!\"\n"
                            "#~ msgstr \"weg\"\n";

static void test_fields(void **state) {
    (void)state;
    Case c = case_read(WHOLE);
    assert_int_equal(c.diag.reports.count, 0);
    assert_int_equal(c.file->count, 3);
    assert_str(po_header_field(c.file, STR("language")), "de");
    assert_str(po_header_field(c.file, STR("Lang")), "");
    const PoMessage *message = &c.file->messages[0];
    assert_str(message->comments, "  two spaces\n");
    assert_str(message->notes, " heading\n box “afd”\n");
    assert_str(message->references, "content/fr/10.md:3 content/fr/20.md:4");
    assert_str(message->flags, "max-length:120, markdown-text");
    assert_true(message->fuzzy);
    assert_str(message->previous_context.text, "10/old");
    assert_str(message->previous_id.text, "Un\ndeux");
    assert_str(message->context.text, "10/key");
    assert_str(message->id.text, "Bonjour\nle \"monde\"\t\\");
    assert_str(message->text.text, "Hallo");
    assert_int_equal(message->where.line, 17);
    assert_false(c.file->messages[1].fuzzy);
    assert_true(c.file->messages[2].obsolete);
    assert_str(c.file->messages[2].id.text, "parti\n!");
    assert_str(c.file->messages[2].previous_id.text, "avant");
    arena_close(c.arena);
}

static void test_written_as_read(void **state) {
    (void)state;
    Case c = case_read(WHOLE);
    StrBuilder out = {.arena = c.arena};
    po_write(c.file, &out);
    assert_str(builder_text(&out), WHOLE);
    arena_close(c.arena);
}

static void test_escapes(void **state) {
    (void)state;
    Case c =
        case_read(HEADER "msgid \"\\101\\x42\\x43g\\a\\177\"\nmsgstr \"a\\r\\nb\\rc\\303\\251\"\n");
    assert_int_equal(c.diag.reports.count, 0);
    assert_str(c.file->messages[0].id.text, "ABCg\a\177");
    assert_str(c.file->messages[0].text.text, "a\nb\ncé");
    StrBuilder out = {.arena = c.arena};
    po_write(c.file, &out);
    assert_true(
        str_ends_with(builder_text(&out),
                      STR("msgid \"ABCg\\a\\177\"\nmsgstr \"\"\n\"a\\n\"\n\"b\\n\"\n\"cé\"\n")));
    arena_close(c.arena);
}

/* Column and line of the character behind each byte of a text over several strings. */
static void test_places(void **state) {
    (void)state;
    Case c = case_read(HEADER "\nmsgid \"x\"\nmsgstr \"\"\n  \"aé\\r\\n\"\n\"\\\"b\"\n");
    const PoText *text = &c.file->messages[0].text;
    assert_str(text->text, "aé\n\"b");
    const uint32_t expected[][2] = {{6, 4}, {6, 5}, {6, 6}, {6, 6}, {7, 2}, {7, 4}, {7, 5}};
    for (size_t byte = 0; byte <= text->text.length; byte++) {
        if (byte == 2) continue; /* within é */
        Span place = po_text_place(text, byte);
        assert_int_equal(place.line, expected[byte][0]);
        assert_int_equal(place.column, expected[byte][1]);
    }
    arena_close(c.arena);
}

static void test_header_set(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str header = STR("Language: fr\nX-Generator: a\n");
    assert_str(po_header_set(arena, header, STR("Language"), STR("de")),
               "Language: de\nX-Generator: a\n");
    assert_str(po_header_set(arena, header, STR("X-Lang"), STR("b")),
               "Language: fr\nX-Generator: a\nX-Lang: b\n");
    arena_close(arena);
}

/* A message with a fault is left out; those beside it stay. */
static void test_broken_left_out(void **state) {
    (void)state;
    Case c = case_read(HEADER "msgid \"a\"\nmsgstr \"b\\q\"\n\nmsgid \"c\"\nmsgstr \"d\"\n"
                              "msgid \"c\"\nmsgstr \"e\"\n\nmsgid \"cut");
    assert_int_equal(c.file->count, 1);
    assert_str(c.file->messages[0].text.text, "d");
    const MessageCode expected[] = {MESSAGE_PO_ESCAPE_UNKNOWN, MESSAGE_PO_MESSAGE_TWICE,
                                    MESSAGE_PO_QUOTE_UNCLOSED};
    assert_int_equal(c.diag.reports.count, 3);
    for (size_t i = 0; i < 3; i++) assert_int_equal(c.diag.reports.items[i].code, expected[i]);
    assert_int_equal(c.diag.reports.items[0].where.line, 4);
    assert_int_equal(c.diag.reports.items[0].where.column, 10);
    arena_close(c.arena);
}

/* A file cut off at any byte, and one with any byte changed, is read without a fault of ours. */
static void test_any_bytes(void **state) {
    (void)state;
    Arena *arena = arena_open();
    ArenaMark mark = arena_mark(arena);
    for (size_t length = 0; length < sizeof WHOLE; length++) {
        Source source = {.path = STR("cut.po"), .text = {WHOLE, length}};
        Diag diag = {.arena = arena};
        PoFile *file = po_read(arena, &source, &diag);
        assert_true(file->count <= 3);
        arena_release(arena, mark);
    }
    static const char bytes[] = "\"\\#~|[ \n\0m";
    for (size_t at = 0; at + 1 < sizeof WHOLE; at++) {
        for (size_t b = 0; b + 1 < sizeof bytes; b++) {
            char *copy = ARENA_ARRAY(arena, char, sizeof WHOLE);
            for (size_t i = 0; i < sizeof WHOLE; i++) copy[i] = i == at ? bytes[b] : WHOLE[i];
            Source source = {.path = STR("changed.po"), .text = {copy, sizeof WHOLE - 1}};
            Diag diag = {.arena = arena};
            StrBuilder out = {.arena = arena};
            po_write(po_read(arena, &source, &diag), &out);
            arena_release(arena, mark);
        }
    }
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),     cmocka_unit_test(test_written_as_read),
        cmocka_unit_test(test_escapes),    cmocka_unit_test(test_places),
        cmocka_unit_test(test_header_set), cmocka_unit_test(test_broken_left_out),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
