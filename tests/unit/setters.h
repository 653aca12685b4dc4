/* A setter with the project's fonts and French rules, and paragraphs set with it. */
#ifndef MAQUETTE_TESTS_SETTERS_H
#define MAQUETTE_TESTS_SETTERS_H

#include "fonts.h"
#include "languages.h"
#include "paragraph/paragraph.h"

typedef struct Setters {
    Fonts fonts;
    Arena *arena;
    Map languages;
    Setter setter;
    TextStyle style; /* Vollkorn 10/12, justified, hyphenated, hanging, with slack */
    LineRoom rooms[4];
    ParagraphRequest request;
} Setters;

static inline Language *setters_language(Setters *s, const char *tag) {
    Language *language = language_from_file(s->arena, &s->fonts.diag, tag);
    map_put(&s->languages, str_from_c(tag), language);
    return language;
}

static inline Setters *setters_open(void) {
    static const Colour black = {.cmyk = {0, 0, 0, 10000}};
    Fonts fonts = fonts_open();
    Setters *s = ARENA_NEW(fonts.arena, Setters);
    *s = (Setters){.fonts = fonts, .arena = fonts.arena, .languages = {.arena = fonts.arena}};
    s->setter =
        (Setter){.arena = s->arena, .catalogue = s->fonts.catalogue, .diag = &s->fonts.diag};
    s->setter.shaper = shaper_open(s->arena, s->fonts.catalogue, &s->fonts.diag);
    s->setter.analyser = analyser_open(s->arena, &s->fonts.diag);
    s->setter.languages = (LanguageSet){setters_language(s, "fr"), &s->languages};
    setters_language(s, "en");
    s->style = (TextStyle){.name = STR("body"),
                           .family = STR("Vollkorn"),
                           .weight = 400,
                           .strong_weight = 700,
                           .size = POINTS(10),
                           .leading = POINTS(12),
                           .on_grid = true,
                           .align = ALIGN_JUSTIFY,
                           .hyphenate = true,
                           .hang = true,
                           .slack_tracking = 120,
                           .slack_scaling = 150,
                           .colour = &black,
                           .widow = 2,
                           .orphan = 2};
    s->rooms[0] = (LineRoom){0, POINTS(150)};
    s->request = (ParagraphRequest){.style = &s->style, .rooms = s->rooms, .room_count = 1};
    assert_int_equal(s->fonts.diag.reports.count, 0);
    return s;
}

static inline void setters_close(Setters *s) {
    shaper_close(s->setter.shaper);
    analyser_close(s->setter.analyser);
    for (size_t i = 0; i < s->languages.count; i++) language_close(s->languages.entries[i].value);
    Fonts fonts = s->fonts; /* s lives in their arena */
    fonts_close(&fonts);
}

/* A text of one run, in the arena. */
static inline Text *setters_text(Setters *s, const char *bytes) {
    Text *text = ARENA_NEW(s->arena, Text);
    text->bytes = str_from_c(bytes);
    text->runs = ARENA_NEW(s->arena, InlineRun);
    text->runs[0].end = (uint32_t)text->bytes.length;
    text->run_count = 1;
    return text;
}

/* Cuts the text's last run at a byte; gives the new run behind it. */
static inline InlineRun *setters_cut(Setters *s, Text *text, uint32_t at) {
    InlineRun *runs = ARENA_ARRAY(s->arena, InlineRun, text->run_count + 1);
    for (size_t i = 0; i < text->run_count; i++) runs[i] = text->runs[i];
    InlineRun *last = &runs[text->run_count];
    *last = runs[text->run_count - 1];
    runs[text->run_count - 1].end = last->start = at;
    text->runs = runs;
    text->run_count++;
    return last;
}

static inline Paragraph setters_set(Setters *s, const char *bytes) {
    s->request.text = setters_text(s, bytes);
    return paragraph_set(&s->setter, &s->request);
}

/* What a reader copies of a line. */
static inline Str line_copied(Arena *arena, const SetLine *line) {
    StrBuilder out = {.arena = arena};
    size_t count = 0;
    const Piece *pieces = line_pieces(line, arena, &count);
    for (size_t i = 0; i < count; i++)
        builder_add(&out, pieces[i].copied.length > 0 ? pieces[i].copied : pieces[i].text);
    return builder_text(&out);
}

#endif
