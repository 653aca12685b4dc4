/* The PDF file, written through libharu's object layer. */
#ifndef MAQUETTE_OUTPUT_PDF_H
#define MAQUETTE_OUTPUT_PDF_H

#include "display/display.h"

typedef enum PdfKind { PDF_SCREEN, PDF_PRINT } PdfKind;

/* How the pages of a print file stand on sheets (pdf_imposition.h). */
typedef enum PdfImposition { PDF_SINGLE, PDF_SADDLE, PDF_SPREADS } PdfImposition;

/* Where the reading of a form stands in a screen file (X1, X2). */
typedef enum PdfSpeech {
    SPEECH_EXPANSION,   /* beside the text as typed, in /E */
    SPEECH_REPLACEMENT, /* in its place for all tools, in /ActualText */
} PdfSpeech;

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
    PdfSpeech speech;   /* of a screen file: where readings stand */
    /* Of a print file: */
    PdfIntent intent;
    unsigned marks; /* of PrintMark */
    Str name;       /* of the edition, for the slug */
    PdfImposition imposition;
    Unit creep;        /* of saddle stitch: how far each sheet moves towards the fold */
    int resolution;    /* pictures with fewer pixels an inch are warned of; 0: never */
    int32_t ink_limit; /* 1/10000; pictures that lay more are warned of; 0: never */
} PdfOptions;

/* Makes the whole file in memory. The bytes live in the arena and depend on the display list and
 * options alone. False after a report. */
bool pdf_make(const DisplayList *list, const PdfOptions *options, Arena *arena, Str *bytes,
              Diag *diag);

#endif
