/* The slug: what a sheet is, for whoever holds one of its plates. It stands below the bleed, on the
 * left, in two lines: the edition with the pages on the sheet, on all plates; and the name of each
 * plate in its own ink. Words are drawn as outlines: nothing is embedded for them. */
#ifndef MAQUETTE_OUTPUT_PDF_SLUG_H
#define MAQUETTE_OUTPUT_PDF_SLUG_H

#include "output/pdf_canvas.h"
#include "output/pdf_imposition.h"
#include "output/pdf_marks.h"

/* Draws what all sheets share, on a canvas whose origin is the area's trim box: the edition's name,
 * the process inks, the spot inks used so far. Nothing is drawn of a list that was not set. */
void pdf_slug_draw_names(PdfCanvas *canvas, const PdfMarkArea *area, const DisplayList *list,
                         Str name);

/* Draws the pages of a sheet behind the name. */
void pdf_slug_draw_pages(PdfCanvas *canvas, const PdfMarkArea *area, const DisplayList *list,
                         Str name, const PdfSheet *sheet);

#endif
