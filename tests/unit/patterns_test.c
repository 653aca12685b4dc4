/* Hyphenation patterns beside libhyphen, which must find the same places in each word. */
#include "base/file.h"
#include "text/dictionary.h"
#include "text/patterns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <hyphen.h>

#define FOLDER "/usr/share/hyphen/"

typedef struct Pair {
    HyphenDict *reference;
    Patterns *patterns;
    bool latin1;
    size_t words, hyphens, differences;
} Pair;

/* libhyphen loses a pattern that a later line replaces, and what a part's spelling changes to. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libhyphen\n";
}

static size_t encode(const Pair *pair, const uint32_t *word, size_t count, char *bytes) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = word[i];
        if (pair->latin1 || c < 0x80) {
            bytes[length++] = (char)(unsigned char)c;
        } else if (c < 0x800) {
            bytes[length++] = (char)(0xC0 | c >> 6);
            bytes[length++] = (char)(0x80 | (c & 63));
        } else {
            bytes[length++] = (char)(0xE0 | c >> 12);
            bytes[length++] = (char)(0x80 | (c >> 6 & 63));
            bytes[length++] = (char)(0x80 | (c & 63));
        }
    }
    bytes[length] = '\0';
    return length;
}

static uint64_t reference_places(const Pair *pair, const uint32_t *word, size_t count) {
    char bytes[4 * PATTERNS_WORD_MAX + 1], hyphens[4 * PATTERNS_WORD_MAX + 6] = {0};
    char **changed = NULL;
    int *at = NULL, *cut = NULL;
    size_t length = encode(pair, word, count, bytes);
    hnj_hyphen_hyphenate2(pair->reference, bytes, (int)length, hyphens, NULL, &changed, &at, &cut);
    uint64_t places = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        if ((hyphens[i] & 1) && !(changed && changed[i])) places |= UINT64_C(1) << i;
    }
    for (size_t i = 0; changed && i < length; i++) free(changed[i]);
    free(changed);
    free(at);
    free(cut);
    return places;
}

static void compare(Pair *pair, const uint32_t *word, size_t count) {
    enum { SHOWN = 10 };
    if (count < 2 || count > PATTERNS_WORD_MAX) return;
    uint64_t wanted = reference_places(pair, word, count);
    uint64_t found = patterns_places(pair->patterns, word, count);
    pair->words++;
    for (uint64_t rest = found; rest; rest &= rest - 1) pair->hyphens++;
    if (wanted == found) return;
    if (pair->differences++ < SHOWN) {
        char bytes[4 * PATTERNS_WORD_MAX + 1];
        encode(pair, word, count, bytes);
        print_error("%s: %llx found %llx\n", bytes, (unsigned long long)wanted,
                    (unsigned long long)found);
    }
}

/* The letters of a line of the file. */
static size_t line_letters(const Pair *pair, Str line, uint32_t *letters) {
    size_t count = 0;
    for (size_t at = 0; at < line.length && count < PATTERNS_WORD_MAX;) {
        if (pair->latin1 && line.bytes[at] == '/') break;
        uint32_t c = pair->latin1 ? (unsigned char)line.bytes[at++] : utf8_next(line, &at);
        if (c <= ' ' || c == '/' || c == '%' || c == '#') break;
        if ((c < '0' || c > '9') && c != '.') letters[count++] = c;
    }
    return count;
}

/* Every pattern's letters are a word; so are those of two that follow each other some lines apart,
 * with nothing, an apostrophe or a hyphen between them. */
static void compare_words(Pair *pair, Str bytes) {
    static const uint32_t JOINTS[] = {0, '\'', '-'};
    enum { APART = 37 };
    uint32_t letters[2 * PATTERNS_WORD_MAX + 1], before[APART][PATTERNS_WORD_MAX];
    size_t counts[APART] = {0}, number = 0;
    for (size_t at = 0, end; at < bytes.length; at = end + 1, number++) {
        end = str_find(bytes, STR("\n"), at);
        if (end == SIZE_MAX) end = bytes.length;
        size_t slot = number % APART, count = counts[slot];
        memcpy(letters, before[slot], count * sizeof *letters);
        uint32_t joint = JOINTS[number / APART % 3];
        if (joint) letters[count++] = joint;
        counts[slot] = line_letters(pair, str_slice(bytes, at, end), before[slot]);
        compare(pair, before[slot], counts[slot]);
        memcpy(letters + count, before[slot], counts[slot] * sizeof *letters);
        compare(pair, letters, count + counts[slot]);
    }
}

static void test_file(const char *name, bool latin1) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena};
    StrBuilder path = {.arena = arena};
    builder_add_format(&path, FOLDER "%s", name);
    Str bytes;
    assert_true(file_read(arena, builder_text(&path), &bytes, &diag, (Span){0}));
    Pair pair = {.latin1 = latin1};
    builder_add_byte(&path, '\0');
    pair.reference = hnj_hyphen_load(builder_text(&path).bytes);
    assert_non_null(pair.reference);
    pair.patterns = patterns_read(arena, bytes, latin1);
    compare_words(&pair, bytes);
    print_message("%s: %zu words, %zu hyphens, %zu differences\n", name, pair.words, pair.hyphens,
                  pair.differences);
    assert_true(pair.words > 1000 && pair.hyphens > 500);
    assert_int_equal(pair.differences, 0);
    hnj_hyphen_free(pair.reference);
    arena_close(arena);
}

static void test_french(void **state) {
    (void)state;
    test_file("hyph_fr.dic", false);
}

static void test_english(void **state) {
    (void)state;
    test_file("hyph_en_US.dic", false);
}

static void test_spanish(void **state) {
    (void)state;
    test_file("hyph_es_ES.dic", false);
}

static void test_german(void **state) {
    (void)state;
    test_file("hyph_de_DE.dic", true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_french),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_spanish),
        cmocka_unit_test(test_german),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
