/* Colours of pictures, for the press and for the screen. */
#ifndef MAQUETTE_OUTPUT_PICTURE_CONVERT_H
#define MAQUETTE_OUTPUT_PICTURE_CONVERT_H

#include "output/pixels.h"

/* RGB to the inks of a press, by its ICC profile: relative colorimetric with black point
 * compensation, as is usual for photographs in prepress. source: the picture's own profile; empty:
 * sRGB. No alpha. The result lives in the arena; false where lcms2 refuses a profile. */
bool picture_to_inks(const Pixels *rgb, Str source, Str press, Arena *arena, Pixels *inks);

/* Inks to RGB by the simple complement (ISO 32000-1, 10.3.5), for pictures of which nothing more is
 * known. */
Pixels picture_from_inks(const Pixels *inks, Arena *arena);

/* Lays a picture with alpha on white. */
Pixels picture_flatten(const Pixels *pixels, Arena *arena);

/* The most ink that more than a thousandth of a picture's pixels lay, in percent of one ink: less
 * is noise of compression. */
int picture_most_ink(const Pixels *inks);

#endif
