/* The reading of Markdown: every example of tests/spec/{markdown,attributes,notes,divs}.txt, the
 * places of all characters, hostile and mutated input. */
#include "document_reading.h"
#include "examples.h"
#include "reader_group.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* The tree without its first line, and the reports. */
static Str show(Reading *reading) {
    StrBuilder out = {.arena = reading->arena};
    document_write(&reading->document, &out);
    write_reports(reading, &out);
    Str text = builder_text(&out);
    return str_slice(text, str_find(text, STR("\n"), 0) + 1, text.length);
}

/* ---- the examples ---- */

static const char *const SPEC_FILES[] = {"tests/spec/markdown.txt", "tests/spec/attributes.txt",
                                         "tests/spec/notes.txt", "tests/spec/divs.txt"};
enum { SPEC_FILE_COUNT = sizeof SPEC_FILES / sizeof SPEC_FILES[0] };

static int run_examples(const char *file) {
    Arena *arena = arena_open();
    Str text = read_file(arena, file);
    Example example;
    int failed = 0, count = 0;
    for (size_t at = 0; example_next(arena, text, &at, &example); count++) {
        Reading reading;
        reading_open(&reading);
        read_body(&reading, example.input);
        Str shown = show(&reading);
        if (!str_equal(shown, example.expected)) {
            print_error("%s:%u: expected\n%.*sfound\n%.*s\n", file, example.line,
                        (int)example.expected.length, example.expected.bytes, (int)shown.length,
                        shown.bytes);
            failed++;
        }
        reading_close(&reading);
    }
    assert_true(count > 0);
    arena_close(arena);
    return failed;
}

static void test_examples(void **state) {
    (void)state;
    int failed = 0;
    for (int i = 0; i < SPEC_FILE_COUNT; i++) failed += run_examples(SPEC_FILES[i]);
    assert_int_equal(failed, 0);
}

/* ---- places ---- */

/* The character of a source at a place. */
static uint32_t source_character(const Source *source, Span where) {
    Str line = source_line(source, where.line);
    size_t at = 0;
    uint32_t codepoint = 0;
    for (uint32_t column = 0; column < where.column; column++) codepoint = utf8_next(line, &at);
    return codepoint;
}

static size_t check_text_places(const Source *source, const Text *text) {
    size_t checked = 0;
    for (size_t at = 0; at < text->bytes.length;) {
        uint32_t start = (uint32_t)at, codepoint = utf8_next(text->bytes, &at);
        bool blank = codepoint == ' ' || codepoint == '\t' || codepoint == '\n';
        if (blank || codepoint == 0xFFFC) continue;
        uint32_t found = source_character(source, text_place(text, start));
        if (found != codepoint && found != '&') {
            Span where = text_place(text, start);
            fail_msg("byte %u of “%.*s” is at %u:%u, where U+%04X stands", start,
                     (int)text->bytes.length, text->bytes.bytes, where.line, where.column, found);
        }
        checked++;
    }
    return checked;
}

static size_t check_places(const Source *source, Block *const *blocks, size_t count) {
    size_t checked = 0;
    for (size_t i = 0; i < count; i++) {
        checked += check_text_places(source, &blocks[i]->text);
        checked += check_places(source, blocks[i]->children, blocks[i]->child_count);
    }
    return checked;
}

static size_t check_section_places(const Section *section) {
    size_t checked = check_places(section->source, section->blocks, section->block_count);
    for (size_t i = 0; i < section->note_count; i++) {
        checked += check_places(section->source, section->notes[i]->blocks,
                                section->notes[i]->block_count);
    }
    return checked;
}

/* Every character of every example stands where text_place says; an entity at its &. */
static void test_places_in_examples(void **state) {
    (void)state;
    for (int i = 0; i < SPEC_FILE_COUNT; i++) {
        Arena *arena = arena_open();
        Str text = read_file(arena, SPEC_FILES[i]);
        Example example;
        for (size_t at = 0; example_next(arena, text, &at, &example);) {
            Reading reading;
            reading_open(&reading);
            read_body(&reading, example.input);
            check_section_places(&reading.section);
            reading_close(&reading);
        }
        arena_close(arena);
    }
}

/* The same for the brochure, which also must have nothing to report. */
static void test_brochure(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    Str folder = project_file(arena, "content/fr");
    Document *document = document_read(arena, folder, STR("content/fr"), &diag);
    assert_non_null(document);
    assert_int_equal(diag_count(&diag, DIAG_ERROR), 0);
    assert_true(document->section_count > 0);
    size_t checked = 0;
    for (size_t i = 0; i < document->section_count; i++)
        checked += check_section_places(&document->sections[i]);
    assert_true(checked > 1000);
    arena_close(arena);
}

static void test_place_without_places(void **state) {
    (void)state;
    Source source = {.path = STR("x"), .text = STR("abc")};
    InlineRun runs[] = {{.start = 0, .end = 2, .where = {&source, 1, 1, 2}},
                        {.start = 2, .end = 3, .where = {&source, 1, 3, 1}}};
    Text text = {.bytes = STR("abc"), .runs = runs, .run_count = 2};
    assert_int_equal(text_place(&text, 1).column, 1);
    assert_int_equal(text_place(&text, 2).column, 3);
    assert_null(text_place(&(Text){0}, 0).source);
}

/* ---- sections and editions ---- */

static void check_text_report(Str text, const char *expected) {
    Reading reading;
    reading_open(&reading);
    read_text(&reading, text);
    StrBuilder out = {.arena = reading.arena};
    write_reports(&reading, &out);
    builder_add_byte(&out, '\0');
    assert_string_equal(out.bytes, expected);
    reading_close(&reading);
}

static void test_front_matter(void **state) {
    (void)state;
    check_text_report(STR("# No settings\n"), "! 1:1+1 front-matter-missing\n");
    check_text_report(STR(""), "! 1:1+1 front-matter-missing\n");
    check_text_report(STR("---\ntemplate: x\n"), "! 1:1+3 front-matter-not-closed\n");
    check_text_report(STR("---\n---\n"), "! 1:1+3 template-missing\n");
    check_text_report(STR("---\ntemplate: x\ntilte: y\n---\n"),
                      "! 3:1+5 yaml-unknown-key tilte title\n");
    check_text_report(STR("---\ntemplate: x\n---"), "");
}

static void test_refused_characters(void **state) {
    (void)state;
    check_text_report(STR(SETTINGS "a\0b\0c \x7F \x0C\n\nx \xEF\xBF\xBC y \x7F"),
                      "! 4:2+1 character-refused U+0000\n! 4:7+1 character-refused U+007F\n"
                      "! 4:9+1 character-refused U+000C\n! 6:3+1 character-refused U+FFFC\n");
}

/* ---- hostile input ---- */

static Str repeated(Arena *arena, const char *before, const char *piece, int count,
                    const char *behind) {
    StrBuilder out = {.arena = arena};
    builder_add_c(&out, before);
    for (int i = 0; i < count; i++) builder_add_c(&out, piece);
    builder_add_c(&out, behind);
    return builder_text(&out);
}

/* Shapes that make careless readers slow or deep. Each is read at some 100 kB; a quadratic reader
 * would need minutes for all of them. */
static void test_hostile_shapes(void **state) {
    (void)state;
    static const char *const SHAPES[][3] = {{"", "[", ""},
                                            {"", "[a]{", ""},
                                            {"", "[x]{a=\"", ""},
                                            {"", "[^", ""},
                                            {"", "^a", ""},
                                            {"", "![[]()", ""},
                                            {"", "![", ""},
                                            {"", "*a **a ", ""},
                                            {"", "> ", "x"},
                                            {"", "- ", "x"},
                                            {"", "1. ", "x"},
                                            {"", "::: a\n", "x"},
                                            {"", ":::\n", ""},
                                            {"", "[^a]: ", ""},
                                            {"", "[^a]", ""},
                                            {"", "[^a]: x\n", ""},
                                            {"", "|-|-|\n", ""},
                                            {"|a|b|\n|-|-|\n", "|", ""},
                                            {"|", "a|", "\n|-|"},
                                            {"", "`a", ""},
                                            {"", "<a", ""},
                                            {"", "<!--", ""},
                                            {"", "&", ""},
                                            {"", "\\", ""},
                                            {"", "[a](#b{page})", ""},
                                            {"# ", "{a} ", ""},
                                            {"", "{page}", ""},
                                            {"", "[a](b \"", ""},
                                            {"[a]: u\n\n", "[a](", ""},
                                            {"", "[a]{.b}", ""},
                                            {"", "x^2^ ", ""},
                                            {"", "~~a ", ""},
                                            {"", "word ", ""},
                                            {"", "a\n", ""},
                                            {"", "a  \n", ""},
                                            {"", "    a\n", ""},
                                            {"", "# a {#a}\n", ""},
                                            {"", "[a](#z)\n", ""},
                                            {"", "[^a](", ""},
                                            {"", "[x]: y\n", "===\n"}};
    clock_t start = clock();
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++) {
        Reading reading;
        reading_open(&reading);
        int count = (int)(100000 / strlen(SHAPES[i][1]));
        read_body(&reading,
                  repeated(reading.arena, SHAPES[i][0], SHAPES[i][1], count, SHAPES[i][2]));
        show(&reading);
        reading_close(&reading);
    }
    assert_true((clock() - start) / CLOCKS_PER_SEC < 50);
}

static void test_limits(void **state) {
    (void)state;
    Arena *arena = arena_open();
    StrBuilder wide = {.arena = arena};
    builder_add_c(&wide, SETTINGS);
    builder_add(&wide, repeated(arena, "", "|a", 70, "|\n"));
    builder_add(&wide, repeated(arena, "", "|-", 70, "|\n"));
    check_text_report(builder_text(&wide), "! 5:1+1 table-too-wide 64\n");
    check_text_report(repeated(arena, SETTINGS, "> ", 33, "x\n"), "! 4:1+1 nesting-too-deep 32\n");
    check_text_report(repeated(arena, SETTINGS, "> ", 32, "x\n"), "");
    check_text_report(repeated(arena, SETTINGS, "* ", 50, "\n"), "");
    check_text_report(repeated(arena, SETTINGS, "![a](b) ", 501, "\n"),
                      "! 4:1+1 text-too-tangled 500\n");
    StrBuilder long_text = {.arena = arena};
    builder_add(&long_text,
                repeated(arena, SETTINGS,
                         "0123456789012345678901234567890123456789012345678901234567890123\n",
                         1 << 20, ""));
    check_text_report(builder_text(&long_text), "! 1:1+1 text-too-long 64\n");
    arena_close(arena);
}

/* ---- mutations ---- */

/* A small generator of numbers: the same ones in every run (Marsaglia, Xorshift RNGs, 2003). */
static uint32_t random_next(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static const char *const PIECES[] = {
    "[",      "]",     "{",    "}",  "[^a]",  "[^a]: ",   ":::", "\n",       "\n\n",
    "> ",     "- ",    "    ", "`",  "*",     "_",        "|",   "|-|-|\n",  "{#a .b c=d}",
    "{page}", "](#a)", "![",   "\\", "&amp;", "&eacute;", "^",   "~~",       "<",
    "<!--",   "-->",   "\t",   "é",  "  \n",  "===\n",    "# ",  "[a]: b\n", "\xF0\x9F\x98\x80",
    "(",      ")",     "\""};
enum { PIECE_COUNT = sizeof PIECES / sizeof PIECES[0] };

static Str mutated(Arena *arena, Str text, uint32_t *seed) {
    StrBuilder out = {.arena = arena};
    size_t at = 0;
    for (uint32_t changes = 1 + random_next(seed) % 6; changes > 0; changes--) {
        size_t left = text.length - at, keep = left == 0 ? 0 : random_next(seed) % left;
        while (keep > 0 && keep < left && ((unsigned char)text.bytes[at + keep] & 0xC0) == 0x80)
            keep++;
        builder_add(&out, str_slice(text, at, at + keep));
        at += keep;
        if (random_next(seed) % 3 == 0) {
            utf8_next(text, &at);
        } else {
            builder_add_c(&out, PIECES[random_next(seed) % PIECE_COUNT]);
        }
    }
    builder_add(&out, str_slice(text, at, text.length));
    return builder_text(&out);
}

/* No mutation may crash the reader, and all characters of all texts keep their place. */
static void mutate_examples(const char *file, int rounds, uint32_t *seed) {
    Arena *arena = arena_open();
    Str text = read_file(arena, file);
    Example example;
    for (size_t at = 0; example_next(arena, text, &at, &example);) {
        for (int round = 0; round < rounds; round++) {
            Reading reading;
            reading_open(&reading);
            read_body(&reading, mutated(reading.arena, example.input, seed));
            show(&reading);
            check_section_places(&reading.section);
            reading_close(&reading);
        }
    }
    arena_close(arena);
}

static void test_mutations(void **state) {
    (void)state;
    const char *rounds = getenv("MAQUETTE_FUZZ_ROUNDS");
    uint32_t seed = 2463534242u;
    for (int i = 0; i < SPEC_FILE_COUNT; i++)
        mutate_examples(SPEC_FILES[i], rounds == NULL ? 40 : atoi(rounds), &seed);
}

/* ---- every message ---- */

static void test_every_message_was_seen(void **state) {
    (void)state;
    static const MessageCode CODES[] = {
        MESSAGE_ATTRIBUTE_MALFORMED, MESSAGE_ATTRIBUTE_TWICE,      MESSAGE_ATTRIBUTE_UNUSED,
        MESSAGE_CHARACTER_REFUSED,   MESSAGE_COMMENT_NOT_CLOSED,   MESSAGE_DIV_NOT_CLOSED,
        MESSAGE_DIV_NOT_OPEN,        MESSAGE_FRONT_MATTER_MISSING, MESSAGE_FRONT_MATTER_NOT_CLOSED,
        MESSAGE_HEADING_JUMP,        MESSAGE_HTML_REFUSED,         MESSAGE_ID_TWICE,
        MESSAGE_IMAGE_OUTSIDE,       MESSAGE_IMAGE_WITHOUT_TEXT,   MESSAGE_LINK_EMPTY,
        MESSAGE_LINK_TARGETLESS,     MESSAGE_LINK_UNKNOWN,         MESSAGE_NESTING_TOO_DEEP,
        MESSAGE_NOTE_CALL_IN_NOTE,   MESSAGE_NOTE_IN_NOTE,         MESSAGE_NOTE_TWICE,
        MESSAGE_NOTE_UNDEFINED,      MESSAGE_NOTE_UNWRITTEN,       MESSAGE_NOTE_UNUSED,
        MESSAGE_PAGE_OUTSIDE_LINK,   MESSAGE_TABLE_TOO_WIDE,       MESSAGE_TEMPLATE_MISSING,
        MESSAGE_TEXT_TOO_LONG,       MESSAGE_TEXT_TOO_TANGLED};
    check_messages_seen(CODES, sizeof CODES / sizeof CODES[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),       cmocka_unit_test(test_places_in_examples),
        cmocka_unit_test(test_brochure),       cmocka_unit_test(test_place_without_places),
        cmocka_unit_test(test_front_matter),   cmocka_unit_test(test_refused_characters),
        cmocka_unit_test(test_hostile_shapes), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_mutations),      cmocka_unit_test(test_every_message_was_seen),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
