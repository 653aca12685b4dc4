/* An RGB picture as a PNG file, row by row. */
#ifndef MAQUETTE_OUTPUT_PNG_FILE_H
#define MAQUETTE_OUTPUT_PNG_FILE_H

#include "base/str.h"

typedef struct PngFile PngFile;

/* Appends what stands before the rows. The resolution tells a viewer the picture's true size. */
PngFile *png_file_begin(Arena *arena, StrBuilder *out, uint32_t width, uint32_t height, int dpi);
/* Appends the next row, of width times three bytes. */
void png_file_add_row(PngFile *file, const uint8_t *rgb);
/* Appends the end, after the last row. */
void png_file_end(PngFile *file);

#endif
