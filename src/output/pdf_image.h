/* Images as objects of the file, each once. */
#ifndef MAQUETTE_OUTPUT_PDF_IMAGE_H
#define MAQUETTE_OUTPUT_PDF_IMAGE_H

#include "base/vec.h"
#include "display/display.h"
#include "output/pdf.h"
#include "output/pdf_file.h"

typedef struct PdfImageObject {
    Str bytes;        /* the picture's file: what lasts of it from page to page */
    PdfObject object; /* NULL: it cannot be read; reported */
    size_t number;    /* from 0 */
    size_t last_page; /* the last page, from 1, whose resources name it */
} PdfImageObject;

/* A profile that pictures bring along, once in the file. */
typedef struct PdfImageProfile {
    Str bytes;
    PdfObject object;
} PdfImageProfile;

typedef struct PdfImages {
    Arena *arena;
    PdfFile *file;
    Diag *diag;
    const PdfOptions *options;
    int32_t reported_ppi; /* coarser pictures were reported when they were placed */
    VEC(PdfImageObject *) objects;
    VEC(PdfImageProfile) profiles;
} PdfImages;

/* Warns of a picture with fewer pixels an inch than the options ask for, if nothing was said yet.
 */
void pdf_image_check_resolution(PdfImages *images, const DisplayImage *image);

/* The object of an image, made at the first use of its bytes; where names the place that shows it,
 * for a report. Its object is NULL if the image cannot be read. */
PdfImageObject *pdf_image_find(PdfImages *images, const Image *image, Span where);

/* Writes "/I1". */
void pdf_add_image_name(StrBuilder *out, const PdfImageObject *image);

#endif
