/* What a picture brings along besides its samples: an ICC profile, and what is told about it. */
#ifndef MAQUETTE_OUTPUT_PICTURE_PROFILE_H
#define MAQUETTE_OUTPUT_PICTURE_PROFILE_H

#include "display/display.h"

/* The profile in a PNG's iCCP chunk or a JPEG's APP2 segments, in the arena; empty where there is
 * none, or none that fits: it is readable, of version 2 or 4, of an input, display or output device
 * or a colour space, and for the image's number of channels. */
Str picture_profile(const Image *image, Arena *arena);

/* A PNG without the chunks that say what its samples mean, so that a decoder leaves them as they
 * are; in the arena. */
Str picture_png_plain(Str png, Arena *arena);

/* A JPEG without what is told about it and not drawn: the camera, the place and time of a
 * photograph, comments, what stands behind its end; and without its profile, which a PDF has by
 * itself. In the arena. */
Str picture_jpeg_plain(Str jpeg, Arena *arena);

/* A PNG, or else a JPEG, for a browser: its profile stays, all else that is told about it and not
 * drawn does not; in the arena. */
Str picture_bare(Str picture, bool jpeg, Arena *arena);

#endif
