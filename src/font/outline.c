/* FreeType's outlines as path steps: unscaled, unhinted, quadratic curves raised to cubic ones.
 *
 * Raising follows the usual identity: the cubic's controls lie at two thirds of the way from each
 * end to the quadratic's control. */
#include "font/outline.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

struct Outliner {
    Str bytes;
    uint32_t index;
    bool tried; /* to open the face */
    FT_Library library;
    FT_Face face; /* NULL until the first walk, and where the font is broken */
};

/* What FreeType's callbacks share during a walk. */
typedef struct Walk {
    OutlineVisit *visit;
    void *visitor;
    FT_Vector pen;
    bool in_contour;
} Walk;

Outliner *outliner_new(Arena *arena, Str bytes, uint32_t index) {
    Outliner *outliner = ARENA_NEW(arena, Outliner);
    *outliner = (Outliner){.bytes = bytes, .index = index};
    return outliner;
}

void outliner_close(Outliner *outliner) {
    if (outliner->face != NULL) FT_Done_Face(outliner->face);
    if (outliner->library != NULL) FT_Done_FreeType(outliner->library);
    *outliner = (Outliner){0};
}

static bool outliner_ready(Outliner *outliner) {
    if (outliner->tried) return outliner->face != NULL;
    outliner->tried = true;
    if (FT_Init_FreeType(&outliner->library) != 0) return false;
    FT_Error fault = FT_New_Memory_Face(outliner->library, (const FT_Byte *)outliner->bytes.bytes,
                                        (FT_Long)outliner->bytes.length, (FT_Long)outliner->index,
                                        &outliner->face);
    if (fault != 0) outliner->face = NULL;
    return fault == 0;
}

static void walk_step(Walk *walk, PathVerb verb, FT_Vector a, FT_Vector b, FT_Vector c) {
    PathStep step = {.verb = verb,
                     .x = {(int32_t)a.x, (int32_t)b.x, (int32_t)c.x},
                     .y = {(int32_t)a.y, (int32_t)b.y, (int32_t)c.y}};
    walk->visit(walk->visitor, &step);
}

static void walk_close(Walk *walk) {
    FT_Vector none = {0, 0};
    if (walk->in_contour) walk_step(walk, PATH_CLOSE, none, none, none);
    walk->in_contour = false;
}

static int walk_move(const FT_Vector *to, void *user) {
    Walk *walk = user;
    FT_Vector none = {0, 0};
    walk_close(walk);
    walk_step(walk, PATH_MOVE, *to, none, none);
    walk->pen = *to;
    walk->in_contour = true;
    return 0;
}

static int walk_line(const FT_Vector *to, void *user) {
    Walk *walk = user;
    FT_Vector none = {0, 0};
    walk_step(walk, PATH_LINE, *to, none, none);
    walk->pen = *to;
    return 0;
}

static FT_Vector two_thirds(FT_Vector from, FT_Vector to) {
    return (FT_Vector){(FT_Pos)round_ratio((int64_t)from.x + 2 * (int64_t)to.x, 1, 3),
                       (FT_Pos)round_ratio((int64_t)from.y + 2 * (int64_t)to.y, 1, 3)};
}

static int walk_quadratic(const FT_Vector *control, const FT_Vector *to, void *user) {
    Walk *walk = user;
    walk_step(walk, PATH_CURVE, two_thirds(walk->pen, *control), two_thirds(*to, *control), *to);
    walk->pen = *to;
    return 0;
}

static int walk_cubic(const FT_Vector *first, const FT_Vector *second, const FT_Vector *to,
                      void *user) {
    Walk *walk = user;
    walk_step(walk, PATH_CURVE, *first, *second, *to);
    walk->pen = *to;
    return 0;
}

bool outline_walk(Outliner *outliner, uint32_t glyph, OutlineVisit *visit, void *visitor) {
    static const FT_Outline_Funcs steps = {walk_move,   walk_line,  walk_quadratic, walk_cubic,
                                           /*shift*/ 0, /*delta*/ 0};
    if (!outliner_ready(outliner)) return false;
    if (FT_Load_Glyph(outliner->face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0)
        return false;
    FT_GlyphSlot slot = outliner->face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return false;
    Walk walk = {.visit = visit, .visitor = visitor};
    bool whole = FT_Outline_Decompose(&slot->outline, &steps, &walk) == 0;
    walk_close(&walk);
    return whole;
}
