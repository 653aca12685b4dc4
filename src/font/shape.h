/* Shaping: a piece of text of one style becomes positioned glyphs.
 *
 * Script, direction and language are always given, never guessed (domain rule B3.1). HarfBuzz's
 * scale is the size in Units, so its numbers are ours. Results are cached: the same text in the
 * same font, size, features and language is shaped once in a run. */
#ifndef MAQUETTE_FONT_SHAPE_H
#define MAQUETTE_FONT_SHAPE_H

#include "font/catalogue.h"

typedef enum Figures { FIGURES_FONT, FIGURES_OLDSTYLE, FIGURES_LINING } Figures;
typedef enum Caps { CAPS_NONE, CAPS_UPPER, CAPS_SMALL, CAPS_ALL_SMALL } Caps;
/* At what height the centre of an inclusive form's dot stands (domain rule B3.4). */
typedef enum DotHeight {
    DOT_HEIGHT_X,    /* half the x-height; half the capitals' between capitals */
    DOT_HEIGHT_FONT, /* where the font draws it, with its `case` form between capitals */
    DOT_HEIGHT_CAPS, /* half the capitals' height everywhere */
} DotHeight;

/* What may be asked of a font besides its default features. */
typedef struct FeatureSet {
    Figures figures;
    /* CAPS_UPPER: the text is upper-cased (language-aware, full mapping) and `case` is on.
     * CAPS_SMALL: `smcp`, or smaller capitals where the font lacks it. CAPS_ALL_SMALL: the same
     * and `c2sc`, for capitals too. */
    Caps caps;
    DotHeight dot_height;
    bool tabular;  /* tnum */
    bool superior; /* sups or ordn: note calls, ordinals; else the shape is scaled and raised */
    bool fraction; /* frac: only where the author says that 1/2 is one */
    bool no_ligatures;
} FeatureSet;

/* Everything that decides how a text is drawn, but its colour and place. */
typedef struct Font {
    const Face *face;
    Unit size;
    FeatureSet features;
    Str language;  /* BCP 47 */
    Unit tracking; /* added after every glyph; half beside a middle dot */
    bool right_to_left;
    /* The letters before and after the text join its own: a word is not cut where its look changes.
     * Of a text from the right only. */
    bool joins_before, joins_after;
} Font;

typedef struct Glyph {
    uint32_t id;
    uint32_t cluster; /* byte of the shape's text that this glyph begins to stand for */
    Unit advance;     /* kerned, and with the font's tracking */
    Unit x_offset, y_offset;
    bool unsafe_to_break; /* before this glyph: the halves must be shaped again */
} Glyph;

/* A run of glyphs of one face and size; a shape is one or more runs (more only through font
 * fallback and synthetic small capitals), none for a text that draws nothing. */
typedef struct GlyphRun {
    const Face *face;
    Unit size;           /* may be smaller than asked for a synthetic superior or small capital */
    Unit rise;           /* upwards from the baseline, of a synthetic superior */
    const Glyph *glyphs; /* in visual order; clusters count from the shape's text */
    size_t count;
    Unit width;
    Str text;        /* the shape's */
    uint32_t number; /* for shaper_run */
    bool joined;     /* letters join their neighbours by a stroke: they cannot be set apart */
} GlyphRun;

typedef struct Shape {
    Str text; /* as typed; what is copied from the PDF */
    Font font;
    const GlyphRun *runs;
    size_t run_count;
    const Glyph *glyphs; /* of all runs, one after the other */
    size_t glyph_count;
    const Unit *before; /* width before each glyph, and of all: glyph_count + 1 numbers */
    Unit width;
    bool joined;  /* some run is */
    bool missing; /* a character is in neither the face nor its fallbacks; U+FFFD or nothing is
                     shown; */
    bool told;    /* ... which has been reported */
} Shape;

typedef struct Shaper Shaper;

/* Both must live as long as the shaper. Without a catalogue (NULL) there are no fallbacks. */
Shaper *shaper_open(Arena *arena, Catalogue *catalogue, Diag *diag);
void shaper_close(Shaper *shaper);

/* Shapes a text without spaces or line breaks. Never NULL; lives as long as the shaper. A character
 * that no font has is reported at where and left out of the glyphs. */
const Shape *shape_text(Shaper *shaper, const Font *font, Str text, Span where);

/* The width of the shape's glyphs whose clusters lie in [start, end) of its text. */
Unit shape_width(const Shape *shape, uint32_t start, uint32_t end);
/* True if the shape can be cut at a byte without shaping again; false also where no glyph begins
 * there. */
bool shape_may_cut(const Shape *shape, uint32_t at);
/* True if a glyph begins to stand for the text at a byte: false inside a ligature. */
bool shape_begins(const Shape *shape, uint32_t at);
/* A run by its number: what keeps many of them keeps numbers. */
const GlyphRun *shaper_run(const Shaper *shaper, uint32_t number);

/* Number of glyphs whose clusters lie in [start, end), for the slack of letters. */
size_t shape_glyph_count(const Shape *shape, uint32_t start, uint32_t end);
/* Says which characters of a shape are missing, for a shape made without a place. */
void shape_report_missing(Shaper *shaper, const Shape *shape, Span where);

/* The advance of a typed U+0020 in a font, its tracking included: the word space. */
Unit font_space(const Font *font);

#endif
