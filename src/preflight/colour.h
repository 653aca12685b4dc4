/* Colour spaces (ISO 32000-1, 8.6) as far as a check asks: family, what lies beneath, and sRGB. */
#ifndef MAQUETTE_PREFLIGHT_COLOUR_H
#define MAQUETTE_PREFLIGHT_COLOUR_H

#include "preflight/cos_file.h"

typedef enum SpaceFamily {
    SPACE_GRAY, /* the device's */
    SPACE_RGB,
    SPACE_CMYK,
    SPACE_CALIBRATED, /* CalGray, CalRGB */
    SPACE_LAB,
    SPACE_ICC,
    SPACE_SEPARATION,
    SPACE_DEVICE_N,
    SPACE_INDEXED,
    SPACE_PATTERN,
    SPACE_UNKNOWN
} SpaceFamily;

enum { MOST_COMPONENTS = 32, TINT_COMPONENTS = 4 };

typedef struct Space Space;
struct Space {
    SpaceFamily family;
    int components;
    const Cos *definition; /* the array; cos_null for a name */
    const Space *beneath;  /* alternate of Separation and DeviceN, base of Indexed; else NULL */
    bool tint_known;       /* a Separation's tint function is of type 2: */
    double tint_from[TINT_COMPONENTS], tint_to[TINT_COMPONENTS], tint_power;
};

/* A colour as set by an operator. */
typedef struct Paint {
    const Space *space;
    double values[TINT_COMPONENTS]; /* the first four components */
} Paint;

extern const Space space_gray, space_rgb, space_cmyk;

/* The space a value describes: a name of a device space, of the resources' ColorSpace entries, or
 * an array. A device space for which the resources have a default is that default. Never NULL. */
const Space *space_read(CosFile *file, const Cos *resources, const Cos *value);

/* True if the space or one beneath it is of the family. */
bool space_uses(const Space *space, SpaceFamily family);

/* The colour in sRGB, 0 to 1; false where that is not known: patterns, profiles of other kinds,
 * tints by a programme. CMYK without its profile is taken as the complement. */
bool paint_to_rgb(const Paint *paint, double rgb[3]);
/* WCAG 2.1: relative luminance, and the contrast ratio of two luminances, from 1 to 21. */
double colour_luminance(const double rgb[3]);
double colour_contrast(double first, double second);

/* An ICC profile's header (ICC.1:2010, 7.2). */
typedef struct ProfileHeader {
    Str device_class, space; /* four bytes each */
    int version;             /* major */
} ProfileHeader;

/* False if the stream cannot be unpacked or is no profile. */
bool profile_read(CosFile *file, const Cos *stream, ProfileHeader *header);

#endif
