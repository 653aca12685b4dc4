/* The content of one page under construction: its operators, its graphics state, what it names.
 *
 * Places come in Units from the top left corner of the trim box, y downwards; they go out in points
 * from the bottom left corner of the media box, y upwards. */
#ifndef MAQUETTE_OUTPUT_PDF_CANVAS_H
#define MAQUETTE_OUTPUT_PDF_CANVAS_H

#include "output/pdf_colour.h"
#include "output/pdf_fonts.h"
#include "output/pdf_image.h"
#include "output/pdf_tags.h"

/* The text state parameters as they were written last (9.3). */
typedef struct PdfTextState {
    const PdfPlane *plane;
    int64_t size;     /* thousandths of a point */
    int64_t tracking; /* 1/10000 pt */
    int64_t scaling;  /* 1/10000 */
    int64_t rise;     /* [unit] */
    bool invisible;
} PdfTextState;

/* What the current marked content is (pdf_marked.h). */
typedef enum PdfMark {
    MARK_NONE,
    MARK_ELEMENT,
    MARK_LAYOUT, /* artifacts: backgrounds, rules, frames */
    MARK_HEADER, /* running heads and folios */
    MARK_FOOTER,
    MARK_REPEATED, /* the head of a table in a further column */
    MARK_PLAIN,    /* any artifact of a file without tags */
} PdfMark;

/* A form that the content draws, by the name it has there. */
typedef struct PdfFormUse {
    char kind; /* first letter of its name */
    size_t number;
    PdfObject object;
} PdfFormUse;

typedef struct PdfCanvas {
    PdfFonts *fonts;
    PdfImages *images;
    PdfInks *inks;
    Arena *arena;       /* of the page: until it is in the file */
    size_t page_number; /* of the content, from 1 */
    StrBuilder content;
    int64_t left, top;           /* of the trim box, in the media box [unit] */
    const Colour *fill, *stroke; /* current ones; NULL before the first */
    int64_t stroke_width;        /* [unit]; -1 before the first */
    PdfTextState text;
    PdfTags *tags; /* NULL: the file has none */
    PdfMark mark;
    TagElement *element; /* of the current marked content */
    bool in_line;        /* what is drawn is a line of text */
    bool overprint;      /* the current graphics state lays ink over ink */
    bool overprint_named;
    VEC(PdfFormUse) forms;             /* named on this page */
    VEC(const PdfPlane *) planes;      /* named on this page */
    VEC(const PdfImageObject *) shown; /* images named on this page */
} PdfCanvas;

/* A canvas whose trim box has its top left corner at (left, top) of the content's space. number:
 * another one for each content of a file, from 1. */
PdfCanvas canvas_make(Arena *arena, size_t number, int64_t left, int64_t top);

/* Makes colours and line width current; without effect where they are. */
void canvas_fill_colour(PdfCanvas *canvas, const Colour *colour);
void canvas_stroke(PdfCanvas *canvas, const Colour *colour, Unit width);

/* Writes "x y " of a place. */
void canvas_add_point(PdfCanvas *canvas, int64_t x, int64_t y);

/* The content operators of one item each (pdf_text.c, pdf_draw.c). */
void canvas_show_line(PdfCanvas *canvas, const DisplayLine *line);
void canvas_draw_rect(PdfCanvas *canvas, const DisplayRect *rect);
void canvas_draw_path(PdfCanvas *canvas, const DisplayPath *path);
void canvas_draw_image(PdfCanvas *canvas, const DisplayImage *image);

/* All items of a page, in marked content. */
void canvas_draw_page(PdfCanvas *canvas, const DisplayPage *page);

/* Draws a form with its origin at (x, y), in Units from the content's own origin, y upwards. */
void canvas_draw_form(PdfCanvas *canvas, PdfFormUse form, int64_t x, int64_t y);

/* Writes the resource dictionary of what the page names. */
void canvas_add_resources(const PdfCanvas *canvas, StrBuilder *out);

#endif
