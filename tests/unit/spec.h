/* Reading the text cases below tests/spec/: lines, and the words on them. */
#ifndef MAQUETTE_TESTS_SPEC_H
#define MAQUETTE_TESTS_SPEC_H

#include "base/file.h"

/* A file of cases, read line by line; comments (#) and empty lines are passed over. */
typedef struct Spec {
    Arena *arena;
    Diag diag;
    const char *name;
    Str rest;
    Str line;
    int number; /* of the line, from 1 */
} Spec;

static inline Spec spec_open(const char *name) {
    Arena *arena = arena_open();
    Spec spec = {.arena = arena, .diag = {.arena = arena}, .name = name};
    Str path = path_join(arena, STR(MAQUETTE_SOURCE_DIR "/tests/spec"), str_from_c(name));
    assert_true(file_read(arena, path, &spec.rest, &spec.diag, (Span){0}));
    return spec;
}

static inline void spec_close(Spec *spec) {
    arena_close(spec->arena);
}

/* Cuts the text before a mark off the rest and moves behind the mark. */
static inline Str spec_cut(Str *rest, char mark) {
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != mark) end++;
    Str field = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->length);
    return field;
}

static inline bool spec_next(Spec *spec) {
    while (spec->rest.length > 0) {
        spec->line = str_trim(spec_cut(&spec->rest, '\n'));
        spec->number++;
        if (spec->line.length > 0 && spec->line.bytes[0] != '#') return true;
    }
    return false;
}

/* The next word of a line; empty at its end. */
static inline Str spec_word(Str *line) {
    *line = str_trim(*line);
    return spec_cut(line, ' ');
}

/* If the text starts with the key, moves behind it. */
static inline bool spec_key(Str *text, const char *key) {
    Str start = str_from_c(key);
    if (!str_starts_with(*text, start)) return false;
    *text = str_slice(*text, start.length, text->length);
    return true;
}

static inline int64_t spec_int(const Spec *spec, Str word) {
    int64_t value = 0;
    if (!str_to_int(word, &value))
        fail_msg("%s:%d: no number: %.*s", spec->name, spec->number, (int)word.length, word.bytes);
    return value;
}

/* Compares what a case expects with what came out. */
static inline bool spec_holds(const char *name, int number, Str expected, Str found) {
    if (str_equal(expected, found)) return true;
    print_error("%s:%d:\n  expected %.*s\n  found    %.*s\n", name, number, (int)expected.length,
                expected.bytes, (int)found.length, found.bytes);
    return false;
}

/* A random number below `limit`, the same on every machine (xorshift64*). */
static inline uint32_t random_below(uint64_t *seed, uint32_t limit) {
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)((*seed * UINT64_C(2685821657736338717)) >> 33) % limit;
}

#endif
