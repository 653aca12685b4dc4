/* Colours of a page: RGB on screen, CMYK and spot inks in print. */
#ifndef MAQUETTE_OUTPUT_PDF_COLOUR_H
#define MAQUETTE_OUTPUT_PDF_COLOUR_H

#include "base/vec.h"
#include "layout/layout.h"
#include "output/pdf.h"

/* An ink of its own plate, and how it looks where there is none: CMYK of the full ink, 1/10000. */
typedef struct PdfSpot {
    Str name;
    int32_t cmyk[4];
} PdfSpot;

/* The spot inks used so far. */
typedef struct PdfInks {
    Arena *arena;
    PdfKind kind;
    const Layout *layout; /* where the full ink of a tint is looked up; may be NULL */
    VEC(PdfSpot) spots;
} PdfInks;

/* True if both give the same operator; either may be NULL. */
bool pdf_colour_equal(const PdfInks *inks, const Colour *a, const Colour *b);

/* Writes the operator that makes a colour current for filling or stroking. */
void pdf_add_colour(StrBuilder *out, PdfInks *inks, const Colour *colour, bool stroke);

/* Writes the resource entry of the inks used so far; nothing if there are none. */
void pdf_add_colour_spaces(StrBuilder *out, const PdfInks *inks);

#endif
