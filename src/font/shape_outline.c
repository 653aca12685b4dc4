/* Shapes as drawings. */
#include "font/shape_outline.h"

#include "base/vec.h"

typedef VEC(PathStep) PathSteps;

/* A step of a glyph's outline, in font units, from the place of the glyph. */
static PathStep step_place(const GlyphRun *run, const Glyph *glyph, PathStep step, int64_t pen) {
    for (int p = 0; p < 3; p++) {
        int64_t x = pen + glyph->x_offset + face_scale(run->face, step.x[p], run->size);
        int64_t y = (int64_t)glyph->y_offset + face_scale(run->face, step.y[p], run->size);
        step.x[p] = unit_from(x);
        step.y[p] = unit_from(-y);
    }
    return step;
}

bool shape_outline(const Shape *shape, Arena *arena, PathStep **steps, size_t *count) {
    PathSteps all = {0};
    int64_t pen = 0;
    for (size_t r = 0; r < shape->run_count; r++) {
        const GlyphRun *run = &shape->runs[r];
        for (size_t g = 0; g < run->count; g++) {
            PathStep *outline;
            size_t length;
            if (!face_outline(run->face, run->glyphs[g].id, arena, &outline, &length)) return false;
            for (size_t i = 0; i < length; i++) {
                PathStep placed = step_place(run, &run->glyphs[g], outline[i], pen);
                VEC_PUSH(arena, &all, placed);
            }
            pen += run->glyphs[g].advance;
        }
    }
    *steps = all.items;
    *count = all.count;
    return true;
}
