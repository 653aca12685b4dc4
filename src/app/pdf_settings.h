/* What a PDF is to be, from the layout, the edition and the command line. */
#ifndef MAQUETTE_APP_PDF_SETTINGS_H
#define MAQUETTE_APP_PDF_SETTINGS_H

#include "app/options.h"
#include "app/pipeline.h"
#include "output/pdf.h"

/* Settles standards, printing condition, marks and date; reads the printer's profile. The command
 * line goes before the layout. A print file without a standard is PDF/X-1a where its printing
 * condition is only named, else PDF/X-4. Lives in the pipeline's arena. False after a report. */
bool pdf_settings_read(const Pipeline *pipeline, const Options *options, PdfKind kind,
                       PdfOptions *settings);

/* The date of what is written: the edition's, or that of SOURCE_DATE_EPOCH, or none (year 0). False
 * after a report. */
bool pdf_date_read(const Edition *edition, PdfOptions *settings, Diag *diag);

#endif
