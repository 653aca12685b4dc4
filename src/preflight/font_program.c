/* Embedded font programmes; see font_program.h. */
#include "preflight/font_program.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_CID_H

/* OS/2 fsType: "restricted licence embedding", and none of the freer rights. */
enum { RESTRICTED = 0x0002, FREER = 0x000C };

void *font_library_open(void) {
    FT_Library library;
    return FT_Init_FreeType(&library) == 0 ? library : NULL;
}

void font_library_close(void *library) {
    if (library != NULL) FT_Done_FreeType(library);
}

bool font_program_open(FontProgram *program, void *library, CosFile *file, const Font *font,
                       Arena *arena) {
    *program = (FontProgram){0};
    Str data;
    FT_Face face;
    if (library == NULL || !cos_stream(file, font->program, arena, &data)) return false;
    if (data.length > INT32_MAX) return false;
    if (FT_New_Memory_Face(library, (const FT_Byte *)data.bytes, (FT_Long)data.length, 0, &face) !=
        0)
        return false;
    program->face = face;
    program->glyph_count = face->num_glyphs < 0 ? 0 : (uint32_t)face->num_glyphs;
    program->units_per_em = face->units_per_EM;
    FT_UShort rights = FT_Get_FSType_Flags(face);
    program->restricted = (rights & RESTRICTED) != 0 && (rights & FREER) == 0;
    FT_Bool by_cid = 0;
    program->by_cid = FT_Get_CID_Is_Internally_CID_Keyed(face, &by_cid) == 0 && by_cid;
    const Cos *map = cos_find(file, font->descendant, "CIDToGIDMap");
    if (map->stream) cos_stream(file, map, arena, &program->glyph_map);
    return program->units_per_em > 0;
}

void font_program_close(FontProgram *program) {
    if (program->face != NULL) FT_Done_Face(program->face);
    program->face = NULL;
}

uint32_t font_program_glyph(const FontProgram *program, uint32_t cid) {
    if (program->glyph_map.length > 0) {
        if (2 * cid + 1 >= program->glyph_map.length) return 0;
        const unsigned char *bytes = (const unsigned char *)program->glyph_map.bytes + 2 * cid;
        return (uint32_t)(bytes[0] << 8 | bytes[1]);
    }
    if (!program->by_cid) return cid < program->glyph_count ? cid : 0;
    /* FreeType takes CIDs for glyphs where CFF is keyed by them and has no table of characters;
     * in an sfnt it takes glyphs. Both agree where the charset is the identity. */
    return cid;
}

bool font_program_width(const FontProgram *program, uint32_t glyph, double *width) {
    FT_Fixed advance;
    FT_Int32 flags = FT_LOAD_NO_SCALE;
    if (FT_Get_Advance(program->face, glyph, flags, &advance) != 0) return false;
    *width = (double)advance * 1000 / program->units_per_em;
    return true;
}
