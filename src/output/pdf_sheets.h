/* The pages of a print file: one page each, or several on a sheet, with boxes and marks. */
#ifndef MAQUETTE_OUTPUT_PDF_SHEETS_H
#define MAQUETTE_OUTPUT_PDF_SHEETS_H

#include "output/pdf_canvas.h"
#include "output/pdf_imposition.h"

/* What is needed to draw sheets; all of it belongs to the file's maker. */
typedef struct PdfSheets {
    const DisplayList *list;
    const PdfOptions *options;
    PdfFile *file;
    PdfFonts *fonts;
    PdfImages *images;
    PdfInks *inks;
    Diag *diag;
} PdfSheets;

/* Writes all sheets and the page tree that holds them. */
void pdf_sheets_write(PdfSheets *sheets);

#endif
