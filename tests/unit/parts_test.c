/* The parts of a layout: what a snapshot's header says of it. */
#include "layout/parts.h"

#include "data/yaml_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* "name = value" for each part, one a line. */
static Str parts_of(Arena *arena, const char *yaml) {
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = STR("l.yaml"), .text = str_from_c(yaml)};
    Diag diag = {.arena = arena};
    Layout layout = {.root = yaml_read(arena, source, 0, source->text.length, &diag)};
    assert_non_null(layout.root);
    size_t count;
    const LayoutPart *parts = layout_parts(arena, &layout, &count);
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        builder_add(&out, parts[i].name);
        builder_add(&out, STR(" = "));
        builder_add(&out, parts[i].value);
        builder_add_byte(&out, '\n');
    }
    return builder_text(&out);
}

static void entries_and_keys_are_parts(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str text = parts_of(arena, "margins: {top: 20mm,   foot: 3mm} # wide\n"
                               "text:\n  body:\n    font: 'Lato'\n    sizes: [1, \"a, b\"]\n"
                               "  note: {like: body}\noutputs: {print: {marks: true}}\n");
    assert_string_equal(str_to_c(arena, text), "margins = {foot: 3mm, top: 20mm}\n"
                                               "text/body = {font: Lato, sizes: [1, \"a, b\"]}\n"
                                               "text/note = {like: body}\n");
    arena_close(arena);
}

static void only_meaning_counts(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str one = parts_of(arena, "# x\ngrid: {leading: 14pt}\n\n");
    Str same = parts_of(arena, "grid:\n    # y\n    leading: \"14pt\"\n");
    Str other = parts_of(arena, "grid: {leading: 14.5pt}\n");
    assert_true(str_equal(one, same));
    assert_false(str_equal(one, other));
    /* The order of keys, but not that of frames, in which a page is read. */
    one = parts_of(arena, "grid: {leading: 14pt, columns: 2}\nedges: {a: 1}\n");
    other = parts_of(arena, "edges: {a: 1}\ngrid: {columns: 2, leading: 14pt}\n");
    assert_true(str_equal(one, other));
    one = parts_of(arena, "frames: {title: {x: 1, y: 2}, text: {x: 1}}\n");
    other = parts_of(arena, "frames: {text: {x: 1}, title: {y: 2, x: 1}}\n");
    assert_false(str_equal(one, other));
    /* Two lists that would be alike if their texts were written as they stand. */
    one = parts_of(arena, "a: [\"x, y\"]\n");
    other = parts_of(arena, "a: [x, y]\n");
    assert_false(str_equal(one, other));
    arena_close(arena);
}

/* A style whose font has a long name, and one short value. */
static Str parts_with(Arena *arena, int letters, const char *more) {
    StrBuilder yaml = {.arena = arena};
    builder_add_c(&yaml, "text: {body: {font: ");
    for (int i = 0; i < letters; i++) builder_add_byte(&yaml, 'x');
    builder_add_c(&yaml, more);
    builder_add_c(&yaml, ", size: 9pt}}\n");
    Str text = parts_of(arena, str_to_c(arena, builder_text(&yaml)));
    return str_slice(text, STR("text/body = ").length, text.length - 1);
}

static void what_is_long_is_a_digest(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str one = parts_with(arena, 1000, ""), other = parts_with(arena, 1000, "y");
    assert_true(str_starts_with(one, STR("{font: #")));
    assert_true(str_ends_with(one, STR(", size: 9pt}")));
    assert_int_equal(one.length, STR("{font: #0123456789abcdef, size: 9pt}").length);
    YamlDifference difference = yaml_line_compare(arena, one, other);
    assert_true(str_equal(difference.path, STR("/font")));
    assert_true(yaml_line_is_digest(difference.old) && yaml_line_is_digest(difference.new));
    assert_false(yaml_line_is_digest(STR("#c0861f")));
    arena_close(arena);
}

/* Where a value grows too long for its line, only what differs is told. */
static void a_value_and_its_digest_are_one(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str one = parts_with(arena, 900, "");
    StrBuilder long_side = {.arena = arena};
    builder_add_c(&long_side, "{font: #");
    Str font = str_slice(one, STR("{font: ").length, str_find(one, STR(", size"), 0));
    builder_add_format(&long_side, "%016llx, size: 10pt}", (unsigned long long)str_hash(font));
    YamlDifference difference = yaml_line_compare(arena, one, builder_text(&long_side));
    assert_true(str_equal(difference.path, STR("/size")));
    arena_close(arena);
}

/* "path: old -> new" of two lines. */
static void compared(Arena *arena, const char *old, const char *new, const char *expected) {
    YamlDifference difference = yaml_line_compare(arena, str_from_c(old), str_from_c(new));
    StrBuilder out = {.arena = arena};
    builder_add(&out, difference.path);
    builder_add_c(&out, ": ");
    builder_add(&out, difference.old);
    builder_add_c(&out, " -> ");
    builder_add(&out, difference.new);
    assert_string_equal(str_to_c(arena, builder_text(&out)), expected);
}

static void the_one_value_is_found(void **state) {
    (void)state;
    Arena *arena = arena_open();
    compared(arena, "12pt", "13pt", ": 12pt -> 13pt");
    compared(arena, "{a: 1, b: 2}", "{a: 1, b: 3}", "/b: 2 -> 3");
    compared(arena, "{a: {b: [1, 2], c: \"x, {y: 1}\"}}", "{a: {b: [1, 3], c: \"x, {y: 1}\"}}",
             "/a/b: [1, 2] -> [1, 3]");
    compared(arena, "{a: \"x, \"\"y\"\": 1\"}", "{a: \"x, \"\"y\"\": 2\"}",
             "/a: x, \"y\": 1 -> x, \"y\": 2");
    compared(arena, "{a: \"#c0861f\"}", "{a: \"\"}", "/a: #c0861f -> \"\"");
    compared(arena, "{a: 1}", "{a: 1, b: 2}", "/b:  -> 2");
    compared(arena, "{a: 1, b: 2}", "{b: 2}", "/a: 1 -> ");
    compared(arena, "{a: 1, b: 2, c: 3}", "{a: 0, b: 2, c: 4}", ": {a: 1, c: 3} -> {a: 0, c: 4}");
    compared(arena, "{a: {b: 1}}", "{a: []}", "/a: {b: 1} -> []");
    compared(arena, "{a: 1, b: 2}", "{b: 2, a: 1}", ": {a: 1, b: 2} -> {b: 2, a: 1}");
    arena_close(arena);
}

/* Lines that no one wrote are one value; a thousand brackets are only so deep. */
static void any_line_can_be_compared(void **state) {
    (void)state;
    Arena *arena = arena_open();
    compared(arena, "{a: 1", "{a: 2", ": {a: 1 -> {a: 2");
    compared(arena, "{a 1}", "{a: 2}", ": {a 1} -> {a: 2}");
    compared(arena, "{", "}", ": { -> }");
    compared(arena, "{}", "{\"}", ": {} -> {\"}");
    compared(arena, "{a: 1]", "{a: 2}", ": {a: 1] -> {a: 2}");
    StrBuilder deep = {.arena = arena}, other = {.arena = arena};
    for (int i = 0; i < 1000; i++) builder_add_c(&deep, "{a: ");
    for (int i = 0; i < 1000; i++) builder_add_c(&deep, "}");
    builder_add(&other, builder_text(&deep));
    other.bytes[3996] = '1';
    YamlDifference difference = yaml_line_compare(arena, builder_text(&deep), builder_text(&other));
    assert_true(difference.path.length <= 128);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_and_keys_are_parts),
        cmocka_unit_test(only_meaning_counts),
        cmocka_unit_test(what_is_long_is_a_digest),
        cmocka_unit_test(a_value_and_its_digest_are_one),
        cmocka_unit_test(the_one_value_is_found),
        cmocka_unit_test(any_line_can_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
