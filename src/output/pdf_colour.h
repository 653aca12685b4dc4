/* Colours of a page: RGB on screen, CMYK and spot inks in print. */
#ifndef MAQUETTE_OUTPUT_PDF_COLOUR_H
#define MAQUETTE_OUTPUT_PDF_COLOUR_H

#include "base/vec.h"
#include "layout/layout.h"
#include "output/pdf.h"
#include "output/pdf_file.h"
#include "paragraph/piece.h"

/* An ink of its own plate, and how it looks where there is none: CMYK of the full ink, 1/10000. */
typedef struct PdfSpot {
    Str name;
    int32_t cmyk[4];
    PdfObject tints; /* from a share of the ink to CMYK; the same on all pages */
    size_t last_content;
} PdfSpot;

/* The spot inks used so far. */
typedef struct PdfInks {
    Arena *arena;
    PdfFile *file;
    PdfKind kind;
    const Layout *layout; /* where the full ink of a tint is looked up; may be NULL */
    VEC(PdfSpot) spots;
    size_t content; /* the content under construction, counted from 1 */
} PdfInks;

/* The colour of all plates at once, for marks; its name is fixed (8.6.6.4). */
extern const Colour PDF_REGISTRATION;

/* Begins a page or form: what it uses is named in its resources. */
void pdf_inks_begin(PdfInks *inks);

/* The colour of a piece of text in this file; NULL: none. */
const Colour *pdf_piece_colour(const PdfInks *inks, const Piece *piece);

/* True for black alone, whole: text in it is printed over what lies below (8.6.7). */
bool pdf_colour_overprints(const PdfInks *inks, const Colour *colour);

/* True if both give the same operator; either may be NULL. */
bool pdf_colour_equal(const PdfInks *inks, const Colour *a, const Colour *b);

/* Writes the operator that makes a colour current for filling or stroking. */
void pdf_add_colour(StrBuilder *out, PdfInks *inks, const Colour *colour, bool stroke);

/* Writes the resource entry of the spot inks that the content uses; nothing if it uses none. */
void pdf_add_colour_spaces(StrBuilder *out, const PdfInks *inks);

#endif
