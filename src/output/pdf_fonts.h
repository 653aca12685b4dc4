/* The faces of a file: cut down to their used glyphs, embedded once each, read back as text.
 *
 * Pages show glyphs by their number in the cut-down face (Identity-H). What text a glyph stands for
 * is a table of the font object; as one glyph may stand for several texts (the hyphen for U+002D,
 * U+00AD and U+2010), a face has as many font objects, here called planes, as its most ambiguous
 * glyph needs. They share everything but that table. */
#ifndef MAQUETTE_OUTPUT_PDF_FONTS_H
#define MAQUETTE_OUTPUT_PDF_FONTS_H

#include "base/map.h"
#include "base/vec.h"
#include "display/display.h"
#include "font/subset.h"
#include "output/pdf_file.h"

/* A text in a table: a character, or PDF_LONG_TEXT + the number of a longer text. */
typedef uint32_t TextCode;
#define PDF_LONG_TEXT 0x80000000u

typedef struct PdfFace PdfFace;

typedef struct PdfPlane {
    PdfObject object;
    TextCode *texts;    /* of each glyph of the subset; 0: none yet */
    size_t face_number; /* from 0 */
    size_t number;      /* among the face's planes, from 0 */
    size_t last_page;   /* the last page, from 1, whose resources name it */
} PdfPlane;

struct PdfFace {
    const Face *face;
    size_t number;
    uint8_t *used; /* of each glyph of the whole face, while they are collected */
    size_t used_count;
    Subset subset;
    int32_t *widths; /* of each glyph of the subset, in whole thousandths of the size: the file's */
    uint32_t space;  /* glyph of U+0020 in the whole face; 0: none */
    VEC(PdfPlane *) planes;
};

typedef struct PdfFonts {
    Arena *arena;
    PdfFile *file;
    VEC(PdfFace *) faces; /* in order of first use */
    size_t recent;        /* the face found last */
    Map long_texts;       /* text -> its number + 1 */
    VEC(Str) texts;
} PdfFonts;

/* Notes every glyph that the pages show, and cuts the faces down to them. False after a report. */
bool pdf_fonts_prepare(PdfFonts *fonts, const DisplayList *list, Diag *diag);

/* The face, or NULL if the pages show nothing of it. */
PdfFace *pdf_face_find(PdfFonts *fonts, const Face *face);
/* A glyph's number in the file; 0 if it is not there. */
uint32_t pdf_face_glyph(const PdfFace *face, uint32_t glyph);

/* The code of a text. Characters that no table may hold are left out; nothing left gives U+2060. */
TextCode pdf_text_code(PdfFonts *fonts, Str text);
/* The first plane in which a glyph (its number in the file) is free for a text or stands for it
 * already. NULL if the face has as many planes as it may. */
PdfPlane *pdf_face_plane(PdfFonts *fonts, PdfFace *face, uint32_t glyph, TextCode text);

/* Writes "/F1.2" for the third plane of the second face. */
void pdf_add_font_name(StrBuilder *out, const PdfPlane *plane);

/* Writes the font objects of all planes; called when the pages are done. */
void pdf_fonts_write(PdfFonts *fonts);

#endif
