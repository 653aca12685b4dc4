/* Directions: the cases of tests/spec/bidi.txt, and texts that no one would write. */
#include "languages.h"
#include "spec.h"
#include "text/bidi.h"

#include <stdlib.h>

enum { FIRST_ARABIC = 0x0628, FIRST_HEBREW = 0x05D0, HALF = 13, MOST = 200 };

/* A case as it is written, and the text that it means. */
typedef struct Case {
    Arena *arena;
    StrBuilder text, shown; /* one byte of the spec, or its {XXXX}, a character */
    BidiIsolate isolates[MOST];
    uint32_t joints[MOST];
    size_t isolate_count, joint_count, count;
    uint32_t starts[MOST];
    Str signs[MOST];
} Case;

static void add_character(Case *c, uint32_t character, Str sign) {
    assert_true(c->count < MOST);
    c->starts[c->count] = (uint32_t)c->text.length;
    c->signs[c->count++] = sign;
    builder_add_char(&c->text, character);
}

static uint32_t meant(char byte) {
    if (byte < 'A' || byte > 'Z') return (unsigned char)byte;
    int letter = byte - 'A';
    return (uint32_t)(letter < HALF ? FIRST_ARABIC + letter : FIRST_HEBREW + letter - HALF);
}

static size_t read_isolate(Case *c, Str typed, size_t at) {
    BidiDirection direction = typed.bytes[at] == '>'   ? BIDI_LEFT_TO_RIGHT
                              : typed.bytes[at] == '<' ? BIDI_RIGHT_TO_LEFT
                                                       : BIDI_AUTO;
    c->isolates[c->isolate_count++] =
        (BidiIsolate){(uint32_t)c->text.length, UINT32_MAX, direction};
    return at + (direction == BIDI_AUTO ? 1 : 2);
}

static void close_isolate(Case *c) {
    size_t i = c->isolate_count;
    while (i > 0 && c->isolates[i - 1].end != UINT32_MAX) i--;
    assert_true(i > 0);
    c->isolates[i - 1].end = (uint32_t)c->text.length;
}

static size_t read_code(Case *c, Str typed, size_t at) {
    size_t end = str_find(typed, STR("}"), at);
    assert_true(end != SIZE_MAX);
    Str sign = str_slice(typed, at, end + 1);
    char *digits = str_to_c(c->arena, str_slice(sign, 1, sign.length - 1));
    add_character(c, (uint32_t)strtoul(digits, NULL, 16), sign);
    return end + 1;
}

static Case *case_read(Arena *arena, Str typed) {
    Case *c = ARENA_NEW(arena, Case);
    *c = (Case){.arena = arena, .text = {.arena = arena}, .shown = {.arena = arena}};
    for (size_t at = 0; at < typed.length;) {
        char byte = typed.bytes[at];
        bool turned =
            (byte == '>' || byte == '<') && at + 1 < typed.length && typed.bytes[at + 1] == '[';
        if (byte == '[' || turned) {
            at = read_isolate(c, typed, at);
        } else if (byte == ']') {
            close_isolate(c);
            at++;
        } else if (byte == '{') {
            at = read_code(c, typed, at);
        } else {
            if (byte == '_') c->joints[c->joint_count++] = (uint32_t)c->text.length;
            add_character(c, byte == '_' ? ' ' : meant(byte), str_slice(typed, at, at + 1));
            at++;
        }
    }
    return c;
}

/* The signs from left to right. */
static Str case_seen(Case *c, bool right_to_left) {
    BidiLevels levels = bidi_find(c->arena, &(BidiRequest){.text = builder_text(&c->text),
                                                           .right_to_left = right_to_left,
                                                           .isolates = c->isolates,
                                                           .isolate_count = c->isolate_count,
                                                           .joints = c->joints,
                                                           .joint_count = c->joint_count});
    uint8_t each[MOST];
    uint32_t order[MOST], end;
    for (size_t i = 0; i < c->count; i++) each[i] = bidi_level(&levels, c->starts[i], &end);
    bidi_order(each, c->count, levels.base, order);
    for (size_t i = 0; i < c->count; i++)
        builder_add(&c->shown, c->signs[order[right_to_left ? c->count - 1 - i : i]]);
    return builder_text(&c->shown);
}

static void test_cases(void **state) {
    (void)state;
    Spec spec = spec_open("bidi.txt");
    int count = 0, failed = 0;
    while (spec_next(&spec)) {
        size_t arrow = str_find(spec.line, STR(" => "), 0);
        assert_true(arrow != SIZE_MAX);
        Str typed = str_slice(spec.line, 0, arrow), wanted = spec.line;
        wanted = str_slice(wanted, arrow + 4, wanted.length);
        bool right_to_left = spec_key(&typed, "rtl: ");
        assert_true(right_to_left || spec_key(&typed, "ltr: "));
        Str seen = case_seen(case_read(spec.arena, typed), right_to_left);
        count++;
        if (str_equal(seen, wanted)) continue;
        failed++;
        print_error("bidi.txt:%d: %.*s\n", spec.number, (int)seen.length, seen.bytes);
    }
    assert_true(count > 30);
    assert_int_equal(failed, 0);
    spec_close(&spec);
}

/* A text from the left has no levels at all: it costs nothing. */
static void test_plain(void **state) {
    (void)state;
    Arena *arena = arena_open();
    BidiLevels levels = bidi_find(arena, &(BidiRequest){.text = STR("l’été, « 12 % » – œuvre")});
    assert_int_equal(levels.run_count, 0);
    assert_int_equal(levels.base, 0);
    assert_false(bidi_turns(STR("Ω Ж 語 é ’ … 🙂")));
    assert_true(bidi_turns(STR("a \u05D0")));
    assert_true(bidi_turns(STR("a \u202E")));
    arena_close(arena);
}

/* Isolates in one another beyond what the algorithm keeps apart, and beyond the text. */
static void test_hostile(void **state) {
    (void)state;
    enum { DEEP = 300 };
    Arena *arena = arena_open();
    Str text = text_repeat(arena, "a\u0628\n", DEEP);
    BidiIsolate isolates[DEEP];
    for (uint32_t i = 0; i < DEEP; i++) isolates[i] = (BidiIsolate){i, 4 * DEEP + i, BIDI_AUTO};
    BidiLevels levels = bidi_find(arena, &(BidiRequest){.text = text,
                                                        .right_to_left = true,
                                                        .isolates = isolates,
                                                        .isolate_count = DEEP});
    assert_true(levels.run_count > 0);
    assert_int_equal(levels.runs[levels.run_count - 1].end, text.length);
    for (size_t i = 1; i < levels.run_count; i++)
        assert_true(levels.runs[i - 1].end < levels.runs[i].end);
    uint32_t end;
    assert_int_equal(bidi_level(&levels, (uint32_t)text.length, &end), 1);
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
