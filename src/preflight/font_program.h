/* An embedded font programme, opened with FreeType: glyphs and their widths. */
#ifndef MAQUETTE_PREFLIGHT_FONT_PROGRAM_H
#define MAQUETTE_PREFLIGHT_FONT_PROGRAM_H

#include "preflight/font.h"

typedef struct FontProgram {
    void *face; /* FreeType's; NULL: none, or it cannot be read */
    uint32_t glyph_count;
    int units_per_em;
    bool restricted; /* its OS/2 table forbids embedding */
    bool by_cid;     /* a CFF programme that is keyed by CIDs */
    Str glyph_map;   /* CIDToGIDMap, two bytes a CID; empty: CIDs are glyphs */
} FontProgram;

/* FreeType, for all programmes of a file; NULL where it cannot be had. */
void *font_library_open(void);
void font_library_close(void *library);

/* False if there is none or it cannot be read; close it in any case, before the arena, into which
 * its streams are unpacked. */
bool font_program_open(FontProgram *program, void *library, CosFile *file, const Font *font,
                       Arena *arena);
void font_program_close(FontProgram *program);

/* The glyph of a CID; 0 (.notdef) where the programme has none. */
uint32_t font_program_glyph(const FontProgram *program, uint32_t cid);
/* Its advance in thousandths of the size; false if the glyph cannot be read. */
bool font_program_width(const FontProgram *program, uint32_t glyph, double *width);

#endif
