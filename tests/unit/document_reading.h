/* Reading Markdown in tests: one text or one edition at a time, its reports in a short form. */
#ifndef MAQUETTE_TESTS_DOCUMENT_READING_H
#define MAQUETTE_TESTS_DOCUMENT_READING_H

#include "base/file.h"
#include "document/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define SETTINGS "---\ntemplate: t\n---\n"

/* Everything a test reads lives in here. */
typedef struct Reading {
    Arena *arena;
    Diag diag;
    Document document;
    Section section;
    Source source;
} Reading;

static bool message_seen[MESSAGE_COUNT];

static inline void reading_open(Reading *reading) {
    *reading = (Reading){.arena = arena_open()};
    reading->diag.arena = reading->arena;
}

static inline void reading_close(Reading *reading) {
    for (size_t i = 0; i < reading->diag.reports.count; i++)
        message_seen[reading->diag.reports.items[i].code] = true;
    arena_close(reading->arena);
}

/* Reads a text as it is. */
static inline void read_text(Reading *reading, Str text) {
    reading->source = (Source){.path = STR("in.md"), .text = text};
    section_read(reading->arena, &reading->source, &reading->document, &reading->section,
                 &reading->diag);
    reading->document.sections = &reading->section;
    reading->document.section_count = 1;
    document_check(&reading->document, &reading->diag);
}

/* Reads Markdown behind three lines of settings. */
static inline void read_body(Reading *reading, Str body) {
    StrBuilder text = {.arena = reading->arena};
    builder_add_c(&text, SETTINGS);
    builder_add(&text, body);
    read_text(reading, builder_text(&text));
}

/* An edition in memory, of one section with the Markdown behind three lines of settings. */
static inline EditionSources *edition_of(Arena *arena, Str section) {
    EditionSources *sources = ARENA_NEW(arena, EditionSources);
    Source *edition = ARENA_NEW(arena, Source), *only = ARENA_NEW(arena, Source);
    StrBuilder text = {.arena = arena};
    builder_add_c(&text, SETTINGS);
    builder_add(&text, section);
    *edition = (Source){.path = STR("edition.yaml"),
                        .text = STR("title: Un titre\nlanguage: fr\nlayout: l\n")};
    *only = (Source){.path = STR("a.md"), .text = builder_text(&text)};
    sources->edition = edition;
    sources->sections = ARENA_ARRAY(arena, const Source *, 1);
    sources->sections[0] = only;
    sources->section_count = 1;
    return sources;
}

static inline int compare_reports(const void *left, const void *right) {
    const Report *a = left, *b = right;
    if (a->where.line != b->where.line) return a->where.line < b->where.line ? -1 : 1;
    if (a->where.column != b->where.column) return a->where.column < b->where.column ? -1 : 1;
    return (int)a->code - (int)b->code;
}

/* The reports as "! 4:12+5 unknown-key name nearest". */
static inline void write_reports(Reading *reading, StrBuilder *out) {
    Diag *diag = &reading->diag;
    if (diag->reports.count > 1) {
        qsort(diag->reports.items, diag->reports.count, sizeof(Report), compare_reports);
    }
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        builder_add_format(out, "! %u:%u+%u ", (unsigned)report->where.line,
                           (unsigned)report->where.column, (unsigned)report->where.length);
        builder_add(out, message_name(reading->arena, report->code));
        for (int n = 0; n < 4 && report->arguments[n].length > 0; n++) {
            builder_add_byte(out, ' ');
            builder_add(out, report->arguments[n]);
        }
        builder_add_byte(out, '\n');
    }
}

static inline Str project_file(Arena *arena, const char *name) {
    return path_join(arena, str_from_c(MAQUETTE_SOURCE_DIR), str_from_c(name));
}

/* Fails if one of the messages was in no reading that was closed. */
static inline void check_messages_seen(const MessageCode *codes, size_t count) {
    Arena *arena = arena_open();
    for (size_t i = 0; i < count; i++) {
        if (!message_seen[codes[i]])
            fail_msg("no test shows %s", str_to_c(arena, message_name(arena, codes[i])));
    }
    arena_close(arena);
}

#endif
