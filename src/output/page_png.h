/* A page as PNG, for people: what a browser or a mail shows of it. */
#ifndef MAQUETTE_OUTPUT_PAGE_PNG_H
#define MAQUETTE_OUTPUT_PAGE_PNG_H

#include "output/raster.h"

enum { PNG_DPI_LEAST = 10, PNG_DPI_MOST = 1200 };
/* A3 at 1200 dpi is 279 million. */
enum { PNG_PIXELS_MOST = 300000000 };

typedef struct PngOptions {
    bool frames;                   /* columns, boxes and notes, as in page_svg.h */
    Unit grid_first, grid_leading; /* baselines shown; leading 0: none */
    int grid_rows;
} PngOptions;

/* Appends the trimmed page as a PNG file, at the raster's resolution. Colours are the layout's RGB
 * forms, those of a picture in inks their simple complement. Room for a band of rows
 * and one decoded picture is taken and given back. False after a report: the page would have too
 * many pixels. */
bool page_png_write(const DisplayPage *page, const PngOptions *options, Raster *raster, Diag *diag,
                    StrBuilder *out);

#endif
