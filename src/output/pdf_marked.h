/* Marked content (ISO 32000-1, 14.6): every painting operator stands in exactly one sequence, an
 * artifact's or one that an element of the structure holds (U11). */
#ifndef MAQUETTE_OUTPUT_PDF_MARKED_H
#define MAQUETTE_OUTPUT_PDF_MARKED_H

#include "output/pdf_canvas.h"

/* What is drawn next belongs to the element. Begins a sequence, unless it is the current one. */
void canvas_mark_element(PdfCanvas *canvas, TagElement *element);
/* What is drawn next is no part of the text: any mark but MARK_NONE and MARK_ELEMENT. */
void canvas_mark_artifact(PdfCanvas *canvas, PdfMark mark);
/* Ends the current sequence, if there is one. */
void canvas_mark_end(PdfCanvas *canvas);

/* Begins the sequence of an item of the page as a whole; a line of several elements has its
 * sequences inside: before it none is left open. Without tags, artifacts are marked and nothing
 * else. */
void canvas_mark_item(PdfCanvas *canvas, const DisplayPage *page, const DisplayItem *item);
#endif
