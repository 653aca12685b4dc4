/* What a printer cuts, folds and measures by, drawn outside the bleed. */
#ifndef MAQUETTE_OUTPUT_PDF_MARKS_H
#define MAQUETTE_OUTPUT_PDF_MARKS_H

#include "output/pdf_canvas.h"

/* A trimmed area that marks stand round. */
typedef struct PdfMarkArea {
    Unit width, height, bleed;
    bool folded; /* down its middle */
} PdfMarkArea;

/* Paper that the marks (of PrintMark) need outside the bleed, on each side. */
Unit pdf_marks_room(unsigned marks);

/* Where words below the bleed on the left must end, from the trim box's left edge. */
Unit pdf_marks_slug_end(const PdfMarkArea *area);

/* Draws the marks on a canvas whose origin is the area's trim box. Colour bars show the process
 * inks and the spot inks used so far. */
void pdf_marks_draw(PdfCanvas *canvas, const PdfMarkArea *area, unsigned marks);

#endif
