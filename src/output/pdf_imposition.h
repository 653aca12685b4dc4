/* Which pages stand side by side on a sheet. */
#ifndef MAQUETTE_OUTPUT_PDF_IMPOSITION_H
#define MAQUETTE_OUTPUT_PDF_IMPOSITION_H

#include "base/diag.h"
#include "display/display.h"
#include "output/pdf.h"

#define PDF_NO_PAGE SIZE_MAX

/* A page on a sheet. */
typedef struct PdfPlace {
    size_t page;      /* index; PDF_NO_PAGE: blank */
    int64_t x;        /* of its trim box, from the sheet's [unit] */
    int64_t from, to; /* of what shows of it, from the sheet's trim box [unit] */
} PdfPlace;

/* One side of a sheet, or one page. */
typedef struct PdfSheet {
    int64_t width, height; /* trimmed [unit] */
    PdfPlace places[2];
    size_t place_count;
    bool folded; /* down its middle */
} PdfSheet;

/* The sheets of a list, in the arena.
 *
 * PDF_SADDLE gives printer's spreads: the sides of sheets that are folded once, laid into one
 * another and stitched through the fold; each gives four pages, front before back, the outermost
 * sheet first. Blank pages that make up the number stand before the last page, and are reported.
 * PDF_SPREADS gives reader's spreads: what lies open together, the first page alone on the right.
 * In both a page ends at the fold, and bleeds on its other sides. A book that is read from the
 * right is bound there: all sides are mirrored. */
PdfSheet *pdf_sheets_plan(const DisplayList *list, const PdfOptions *options, Arena *arena,
                          size_t *count, Diag *diag);

#endif
