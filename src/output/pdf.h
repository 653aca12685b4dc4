/* The PDF file, written through libharu's object layer. */
#ifndef MAQUETTE_OUTPUT_PDF_H
#define MAQUETTE_OUTPUT_PDF_H

#include "display/display.h"

typedef enum PdfKind { PDF_SCREEN, PDF_PRINT } PdfKind;

/* What a print file is made for. */
typedef struct PdfIntent {
    Str condition;   /* name of a printing condition; may be empty */
    Str profile;     /* an ICC profile that pdf_profile_check found good; may be empty */
    Str description; /* the profile's own name */
} PdfIntent;

typedef struct PdfOptions {
    PdfKind kind; /* screen: RGB, links, bookmarks, the trimmed page. print: CMYK and spots, bleed
                     and trim boxes, no links */
    /* Date written in the file; year 0: none. */
    int year, month, day, hour, minute, second;
    unsigned standards; /* of Standard: those the file says it keeps to */
    PdfIntent intent;   /* of a print file */
} PdfOptions;

/* Makes the whole file in memory. The bytes live in the arena and depend on the display list and
 * options alone. False after a report. */
bool pdf_make(const DisplayList *list, const PdfOptions *options, Arena *arena, Str *bytes,
              Diag *diag);

#endif
