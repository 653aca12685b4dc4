/* What a reader clicks: links of a page, and the outline of the document. */
#ifndef MAQUETTE_OUTPUT_PDF_LINKS_H
#define MAQUETTE_OUTPUT_PDF_LINKS_H

#include "display/display.h"
#include "output/pdf_file.h"
#include "output/pdf_tags.h"

/* The pages' objects, numbered before they are filled: places refer to them. */
typedef struct PdfPages {
    PdfObject *objects;
    const DisplayPage *pages;
    size_t count;
} PdfPages;

/* Writes the page's entry of annotations and their objects; nothing if it has no links.
 * tags: of the file. */
void pdf_add_links(StrBuilder *out, PdfFile *file, const PdfPages *pages, const DisplayPage *page,
                   PdfTags *tags);

/* Makes the outline; NULL if there are no bookmarks. Sections of the first level are shown, deeper
 * ones folded. */
PdfObject pdf_outline_write(PdfFile *file, const PdfPages *pages, const DisplayList *list);

#endif
