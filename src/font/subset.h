/* A face cut down to the glyphs that are used, ready to be embedded in a PDF. */
#ifndef MAQUETTE_FONT_SUBSET_H
#define MAQUETTE_FONT_SUBSET_H

#include "font/face.h"

typedef struct Subset {
    Str bytes;        /* a glyf font file, or the bare `CFF ` table */
    uint32_t *glyphs; /* the old glyph id of each new one; [0] is .notdef */
    size_t glyph_count;
    uint32_t *new_ids; /* of each old id up to the largest used; UINT32_MAX where not kept */
    size_t new_id_count;
} Subset;

/* Subsets with hb-subset (layout tables dropped). used: glyph ids, any order, repeats allowed.
 * Deterministic. False after a report at no place. The result lives in the arena. */
bool face_subset(const Face *face, const uint32_t *used, size_t used_count, Arena *arena,
                 Subset *subset, Diag *diag);

#endif
