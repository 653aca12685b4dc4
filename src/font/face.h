/* One face of a font: HarfBuzz's and FreeType's view of the same file.
 *
 * Measures are in the font's own units per em; face_scale turns them into Units at a size. */
#ifndef MAQUETTE_FONT_FACE_H
#define MAQUETTE_FONT_FACE_H

#include <hb.h>

#include "base/diag.h"
#include "base/unit.h"

typedef struct Face Face;

typedef struct FaceMetrics {
    int32_t units_per_em;
    int32_t ascender, descender; /* font units; descender is negative */
    int32_t cap_height, x_height;
    int32_t underline_position, underline_thickness;
    int32_t italic_angle; /* 1/65536 degree, counter-clockwise */
    int32_t bounds[4];    /* left, bottom, right, top */
    int32_t weight;       /* OS/2 */
    bool italic, fixed_pitch, serif;
    bool is_cff;        /* outlines in a CFF table */
    uint16_t embedding; /* OS/2 fsType */
} FaceMetrics;

/* Opens the face in bytes (which must live as long as the face). NULL after a report at where. */
Face *face_open(Arena *arena, Str family, Str file_name, Str bytes, uint32_t index, Str sha256,
                Span where, Diag *diag);
void face_close(Face *face);
/* OpenType features with which this face is always set; the tags must outlive it. */
void face_set_features(Face *face, const hb_tag_t *features, size_t count);
const hb_tag_t *face_features(const Face *face, size_t *count);

const FaceMetrics *face_metrics(const Face *face);
Str face_family(const Face *face);
Str face_file_name(const Face *face);
Str face_sha256(const Face *face);
Str face_postscript_name(const Face *face);
/* The whole font file. */
hb_face_t *face_harfbuzz(const Face *face);

/* A number of the font's units at a size. */
Unit face_scale(const Face *face, int32_t font_units, Unit size);
/* The nominal glyph of a character; 0 if it has none. */
uint32_t face_glyph(const Face *face, uint32_t codepoint);
/* The unkerned advance of a glyph in font units. */
int32_t face_advance(const Face *face, uint32_t glyph);

/* An outline as path commands in font units, y upwards. */
typedef enum PathVerb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE } PathVerb;
typedef struct PathStep {
    PathVerb verb;
    int32_t x[3], y[3]; /* one point for move and line, three for a cubic curve */
} PathStep;
/* The outline of a glyph (quadratic curves as cubics), in the arena; false if it cannot be read. */
bool face_outline(const Face *face, uint32_t glyph, Arena *arena, PathStep **steps, size_t *count);
/* The ink box of a glyph in font units: left, bottom, right, top. All zero for a blank. */
void face_glyph_bounds(const Face *face, uint32_t glyph, int32_t bounds[4]);
/* The leftmost and rightmost ink of a glyph between two heights, in font units; false if there is
 * none. */
bool face_glyph_extent(const Face *face, uint32_t glyph, int32_t bottom, int32_t top, int32_t *left,
                       int32_t *right);

#endif
