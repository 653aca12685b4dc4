/* What a file says of itself: title, author, dates; twice, as the information dictionary and as
 * XMP. */
#ifndef MAQUETTE_OUTPUT_PDF_METADATA_H
#define MAQUETTE_OUTPUT_PDF_METADATA_H

#include "document/document.h"
#include "output/pdf.h"
#include "output/pdf_file.h"

/* Fills the information dictionary; edition may be NULL. */
void pdf_information_write(PdfFile *file, const Edition *edition, const PdfOptions *options);

/* Makes the XMP stream. */
PdfObject pdf_xmp_write(PdfFile *file, const Edition *edition, const PdfOptions *options);

#endif
