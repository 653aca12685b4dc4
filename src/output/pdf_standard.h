/* What the standards that a file keeps to ask of the file as a whole. */
#ifndef MAQUETTE_OUTPUT_PDF_STANDARD_H
#define MAQUETTE_OUTPUT_PDF_STANDARD_H

#include "base/str.h"
#include "layout/outputs.h"

/* The version of PDF that a set of standards is written in: 14, 16 or 17 for 1.4, 1.6 or 1.7. */
int pdf_standard_version(unsigned standards);

/* What a file says that it is, "PDF/X-4"; empty without a standard of PDF/X. */
Str pdf_standard_x_name(unsigned standards);

/* True where pages may be see-through: soft masks, blending. */
bool pdf_standard_allows_transparency(unsigned standards);

#endif
