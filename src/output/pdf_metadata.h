/* What a file says of itself: title, author, dates, standards; twice, as the information
 * dictionary and as XMP, and the same in both. */
#ifndef MAQUETTE_OUTPUT_PDF_METADATA_H
#define MAQUETTE_OUTPUT_PDF_METADATA_H

#include "document/document.h"
#include "output/pdf.h"
#include "output/pdf_file.h"

#define PDF_CREATOR STR("maquette")

/* `keywords:` of the edition as one text, with commas between them; in the arena, may be empty. */
Str pdf_keywords(const Edition *edition, Arena *arena);

/* Fills the information dictionary; edition may be NULL. */
void pdf_information_write(PdfFile *file, const Edition *edition, const PdfOptions *options);

/* Makes the XMP stream (pdf_xmp.c). It names the file by a digest of what the file holds already:
 * write it last. */
PdfObject pdf_xmp_write(PdfFile *file, const Edition *edition, const PdfOptions *options);

#endif
