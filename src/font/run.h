/* One run of letters of one face, script and direction through HarfBuzz. */
#ifndef MAQUETTE_FONT_RUN_H
#define MAQUETTE_FONT_RUN_H

#include "font/itemise.h"

/* A face at a size. */
typedef struct SizedFont {
    const Face *face;
    Unit size;
    hb_font_t *font;
} SizedFont;

/* What HarfBuzz needs, reused from run to run. */
typedef struct RunShaper {
    Arena *arena;
    hb_buffer_t *buffer;
    VEC(SizedFont) fonts;
    VEC(hb_feature_t) features;
    VEC(Glyph) glyphs; /* of the text being shaped; run_shape appends */
} RunShaper;

typedef struct RunRequest {
    Itemiser *itemiser; /* holds the letters of the text */
    const Font *font;
    hb_language_t language;
    size_t start, end; /* letters */
    bool small_caps;   /* by the font's own feature */
    Span where;
} RunRequest;

typedef struct RunResult {
    Unit size, rise;   /* differ from the font's for a synthetic superior or small capital */
    bool joined;       /* letters join their neighbours by a stroke */
    bool letters_stay; /* small capitals were asked, and some lower-case letter did not change */
} RunResult;

void run_shaper_open(RunShaper *shaper, Arena *arena);
void run_shaper_close(RunShaper *shaper);

/* Shapes the run and appends its glyphs, with clusters that are bytes of the text. */
RunResult run_shape(RunShaper *shaper, const RunRequest *request);

#endif
