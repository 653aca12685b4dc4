/* The project's fonts, opened for a test. */
#ifndef MAQUETTE_TESTS_FONTS_H
#define MAQUETTE_TESTS_FONTS_H

#include "base/file.h"
#include "data/yaml.h"
#include "font/shape.h"

typedef struct Fonts {
    Arena *arena;
    Diag diag;
    Catalogue *catalogue; /* NULL where the text has faults: see diag */
} Fonts;

static inline void fonts_read_into(Fonts *fonts, Str text) {
    Source *source = ARENA_NEW(fonts->arena, Source);
    *source = (Source){.path = STR("fonts.yaml"), .text = text};
    YamlNode *root = yaml_read(fonts->arena, source, 0, text.length, &fonts->diag);
    if (root != NULL) fonts->catalogue = catalogue_open(fonts->arena, root, &fonts->diag);
}

/* A catalogue from a text in the form of fonts.yaml. */
static inline Fonts fonts_read(const char *text) {
    Arena *arena = arena_open();
    Fonts fonts = {.arena = arena, .diag = {.arena = arena}};
    fonts_read_into(&fonts, str_from_c(text));
    return fonts;
}

/* The catalogue of the project. */
static inline Fonts fonts_open(void) {
    Arena *arena = arena_open();
    Fonts fonts = {.arena = arena, .diag = {.arena = arena}};
    Str text = {0};
    assert_true(file_read(arena, STR(MAQUETTE_SOURCE_DIR "/fonts/fonts.yaml"), &text, &fonts.diag,
                          (Span){0}));
    fonts_read_into(&fonts, text);
    assert_non_null(fonts.catalogue);
    return fonts;
}

static inline void fonts_close(Fonts *fonts) {
    catalogue_close(fonts->catalogue);
    arena_close(fonts->arena);
}

static inline const Face *fonts_face(Fonts *fonts, const char *family, int weight, bool italic) {
    const Face *face = catalogue_find_face(fonts->catalogue, str_from_c(family), weight, italic,
                                           (Span){0}, &fonts->diag);
    assert_non_null(face);
    return face;
}

/* True if exactly one report was made, with this code. */
static inline bool only_report_is(const Diag *diag, MessageCode code) {
    return diag->reports.count == 1 && diag->reports.items[0].code == code;
}

#endif
