/* The pictures of an edition. */
#ifndef MAQUETTE_PAGE_PICTURE_H
#define MAQUETTE_PAGE_PICTURE_H

#include "page/slab.h"

/* Reads every picture that the document shows: its bytes, and its size from its header. Keys are
 * the file names as written. A file that cannot be read, or is neither PNG nor JPEG, is reported
 * where it is shown; it has no entry. */
Map pictures_read(Arena *arena, const Document *document, Diag *diag);

/* Reads kind and size from a file's bytes, which the picture borrows; false if it is neither PNG
 * nor JPEG, has no area or too much, or is a JPEG cut off. */
bool picture_measure(Str bytes, Picture *picture);

/* Pixels an inch that a picture has where it is printed this wide; width above 0. */
int32_t picture_ppi(const Picture *picture, Unit width);

/* Reports a picture that has fewer than `least` of them (PICTURE_COARSE), with the width at which
 * it would have 300, as offset printing wants. The message lives in the arena. */
void picture_check(Arena *arena, const Picture *picture, Unit width, int32_t least, Span where,
                   Diag *diag);

#endif
