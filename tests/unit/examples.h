/* The examples of tests/spec/: Markdown, a line with a full stop, what becomes of it. */
#ifndef MAQUETTE_TESTS_EXAMPLES_H
#define MAQUETTE_TESTS_EXAMPLES_H

#include "document_reading.h"

static inline Str read_file(Arena *arena, const char *name) {
    Diag diag = {.arena = arena};
    Str bytes;
    assert_true(file_read(arena, project_file(arena, name), &bytes, &diag, (Span){0}));
    return bytes;
}

typedef struct Example {
    Str input, expected;
    unsigned line;
} Example;

static inline unsigned line_number(Str text, size_t at) {
    unsigned line = 1;
    for (size_t i = 0; i < at; i++) line += text.bytes[i] == '\n';
    return line;
}

/* An arrow stands for a tab, as in CommonMark's own examples. */
static inline Str with_tabs(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    Str arrow = STR("→");
    for (size_t at = 0; at < text.length;) {
        if (str_starts_with(str_slice(text, at, text.length), arrow)) {
            builder_add_byte(&out, '\t');
            at += arrow.length;
        } else {
            builder_add_byte(&out, text.bytes[at++]);
        }
    }
    return builder_text(&out);
}

/* The next example at or after *at: a fence of ten backticks and "example", the input, ".", what is
 * expected. */
static inline bool example_next(Arena *arena, Str text, size_t *at, Example *example) {
    Str open = STR("\n`````````` example\n"), middle = STR("\n.\n"), close = STR("\n``````````\n");
    size_t start = str_find(text, open, *at);
    if (start == SIZE_MAX) return false;
    size_t input = start + open.length, dot = str_find(text, middle, input - 1);
    assert_true(dot != SIZE_MAX);
    size_t expected = dot + middle.length, end = str_find(text, close, expected - 1);
    assert_true(end != SIZE_MAX);
    example->input = with_tabs(arena, str_slice(text, input, dot + 1));
    example->expected = str_slice(text, expected, end + 1);
    example->line = line_number(text, start + 1);
    *at = end;
    return true;
}

/* The Markdown of all examples, sound or not: `for (Markdowns all = {0}; markdown_next(&all);)`. */
typedef struct Markdowns {
    Arena *arena; /* of one file: what was read of it goes with it */
    const char *file;
    Str markdown;
    Str text; /* the whole file */
    size_t at, next_file;
} Markdowns;

static inline bool markdown_next(Markdowns *all) {
    static const char *const FILES[] = {"tests/spec/markdown.txt", "tests/spec/attributes.txt",
                                        "tests/spec/notes.txt", "tests/spec/divs.txt",
                                        "tests/spec/units.txt"};
    Example example;
    while (all->arena == NULL || !example_next(all->arena, all->text, &all->at, &example)) {
        if (all->arena != NULL) {
            assert_true(all->at > 0); /* each file has examples */
            arena_close(all->arena);
        }
        if (all->next_file == sizeof FILES / sizeof *FILES) return false;
        all->arena = arena_open();
        all->file = FILES[all->next_file++];
        all->text = read_file(all->arena, all->file);
        all->at = 0;
    }
    all->markdown = example.input;
    return true;
}

#endif
