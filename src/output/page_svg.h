/* A page as SVG, for people: what `explain` shows and a preview can be made from.
 *
 * Text is drawn as the outlines of its glyphs, each defined once in a document and used wherever it
 * stands (SVG 1.1, 5.6); what is drawn needs no font. Colours are the layout's RGB forms. */
#ifndef MAQUETTE_OUTPUT_PAGE_SVG_H
#define MAQUETTE_OUTPUT_PAGE_SVG_H

#include "display/display.h"

/* The glyphs defined so far in one SVG or HTML file. Zero it but for the arena, and keep it for all
 * pages of that file. */
typedef struct SvgGlyphs {
    Map known; /* face and glyph -> number; its arena holds the keys */
    uint32_t count;
} SvgGlyphs;

/* What is drawn over a page to explain it. */
typedef struct SvgMark {
    Unit x, y, width, height;
    const char *colour; /* "#rrggbb" */
    Str label;          /* stands beside it; may be empty */
    bool label_right;   /* behind it, else before it */
} SvgMark;

typedef struct SvgOptions {
    Str title;                     /* said of the picture; empty: none */
    Str language;                  /* of the title; empty: none */
    bool frames;                   /* columns, boxes and notes, each kind in its colour */
    bool pictures;                 /* else a crossed frame stands for each */
    Unit grid_first, grid_leading; /* baselines shown; leading 0: none */
    int grid_rows;
    const SvgMark *marks;
    size_t mark_count;
} SvgOptions;

/* Colours of the frames, for a key beside the pictures. */
#define SVG_COLUMN_COLOUR "#3a6ea5"
#define SVG_BOX_COLOUR    "#b8860b"
#define SVG_NOTE_COLOUR   "#2e8b57"
#define SVG_GRID_COLOUR   "#9fc5e8"
/* How thick they are drawn. */
#define SVG_GRID_WIDTH  (UNIT_PER_POINT * 2 / 5)
#define SVG_FRAME_WIDTH (UNIT_PER_POINT * 4 / 5)
/* The colour of a frame by its name; NULL: it is not shown. */
const char *svg_frame_colour(Str name);

/* Appends one <svg> element of the trimmed page. glyphs: those already defined in the file. The
 * scratch arena is released. */
void page_svg_write(const DisplayPage *page, const SvgOptions *options, SvgGlyphs *glyphs,
                    Arena *scratch, StrBuilder *out);

/* False for a picture in CMYK, which browsers do not show: a crossed frame stands for it. */
bool svg_shows_picture(const Image *image);

/* Appends text as the content of an element or attribute; what XML 1.0 does not allow becomes
 * U+FFFD. */
void xml_add_text(StrBuilder *out, Str text);
/* Appends bytes in base 64 (RFC 4648, section 4), as data addresses hold them. */
void xml_add_base64(StrBuilder *out, Str bytes);

#endif
