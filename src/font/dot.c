/* The middle dot of inclusive forms: usager·ère·s, USAGER·ÈRE·S.
 *
 * Fonts draw U+00B7 for Catalan, for mathematics or for nothing in particular: a third of them
 * centre it on the capitals, some kern l·l, few raise it between capitals. Here its centre is
 * brought to half the height of the letters around it, and all dots among lower-case letters are
 * spaced alike.
 *
 *       lower case            capitals
 *     x ┌───┐   ┌───┐     H ┌───┐   ┌───┐
 *       │ r │ · │ è │       │ R │ · │ È │      · at half of x, or of H
 *     0 └───┘   └───┘     0 └───┘   └───┘
 *
 * In: glyphs as HarfBuzz placed them. Out: the same glyphs, moved. */
#include "font/dot.h"

#include <unicode/uchar.h>

/* In 1/1000 em. */
enum {
    HEIGHT_TOLERANCE = 30, /* B3.4 */
    WIDEST_ADVANCE = 260,  /* B3.5: a wider dot is tightened ... */
    TIGHT_ADVANCE = 240,   /* ... to this */
    LEAST_BEARING = 20,    /* ... but keeps this on either side */
};

static bool is_cased(uint32_t codepoint) {
    return u_hasBinaryProperty((UChar32)codepoint, UCHAR_CASED);
}

static bool is_capital(uint32_t codepoint) {
    return u_isupper((UChar32)codepoint) || u_istitle((UChar32)codepoint);
}

void dots_find(Letter *letters, size_t count) {
    size_t base = SIZE_MAX; /* the letter before, its marks left out */
    for (size_t i = 0; i < count; i++) {
        bool between = letters[i].codepoint == MIDDLE_DOT && base != SIZE_MAX && i + 1 < count;
        if (between && is_cased(letters[base].codepoint) && is_cased(letters[i + 1].codepoint)) {
            bool capitals =
                is_capital(letters[base].codepoint) && is_capital(letters[i + 1].codepoint);
            letters[i].dot = capitals ? DOT_CAPITAL : DOT_LOWER;
        }
        if (!letters[i].mark) base = i;
    }
}

static int32_t permille_of_em(const Face *face, int32_t permille) {
    return (int32_t)round_ratio(face_metrics(face)->units_per_em, permille, 1000);
}

/* How far the dot must go up to have its centre at half the x-height. */
static int32_t centre_rise(const Face *face, uint32_t dot) {
    int32_t bounds[4];
    face_glyph_bounds(face, dot, bounds);
    return (face_metrics(face)->x_height - (bounds[1] + bounds[3])) / 2;
}

/* The same to within the tolerance and no further: readers of a PDF tell lines by their baselines.
 */
static int32_t lower_rise(const Face *face, uint32_t dot) {
    int32_t rise = centre_rise(face, dot);
    int32_t tolerance = permille_of_em(face, HEIGHT_TOLERANCE);
    if (rise > tolerance) return rise - tolerance;
    return rise < -tolerance ? rise + tolerance : 0;
}

/* B3.3: `case` was asked for the dot. Where it changed nothing, the dot goes up by half of what
 * capitals are higher, from where it belongs among lower-case letters. B3.4: the height among
 * these, unless a style asks for another. */
static void dot_place(const DotRun *run, Glyph *glyph, DotKind kind) {
    uint32_t nominal = face_glyph(run->face, MIDDLE_DOT);
    if (glyph->id != nominal || glyph->y_offset != 0 || run->height == DOT_HEIGHT_FONT) return;
    const FaceMetrics *metrics = face_metrics(run->face);
    int32_t rise = lower_rise(run->face, nominal);
    if (kind == DOT_CAPITAL || run->height == DOT_HEIGHT_CAPS) {
        rise = centre_rise(run->face, nominal) + (metrics->cap_height - metrics->x_height) / 2;
    }
    glyph->y_offset = face_scale(run->face, rise, run->size);
}

static Unit nominal_advance(const DotRun *run, const Glyph *glyph) {
    return face_scale(run->face, face_advance(run->face, glyph->id), run->size);
}

/* B3.6: kerning of lower-case letters with the dot is dropped. Kerning moves the advance of the
 * left glyph of a pair; a mark's advance is not the font's and stays. */
static void dot_drop_kerning(const DotRun *run, size_t at) {
    run->glyphs[at].advance = nominal_advance(run, &run->glyphs[at]);
    run->glyphs[at].x_offset = 0;
    if (at == 0) return;
    Glyph *left = &run->glyphs[at - 1];
    if (!run->letters[left->cluster].mark) left->advance = nominal_advance(run, left);
}

/* B3.5: a dot that stands too wide is tightened by the same amount on either side. */
static void dot_tighten(const DotRun *run, Glyph *glyph) {
    int32_t advance = face_advance(run->face, glyph->id);
    if (advance <= permille_of_em(run->face, WIDEST_ADVANCE)) return;
    int32_t bounds[4];
    face_glyph_bounds(run->face, glyph->id, bounds);
    int32_t left = bounds[0], right = advance - bounds[2];
    int32_t spare = (left < right ? left : right) - permille_of_em(run->face, LEAST_BEARING);
    int32_t side = (advance - permille_of_em(run->face, TIGHT_ADVANCE)) / 2;
    if (side > spare) side = spare;
    if (side <= 0) return;
    Unit cut = face_scale(run->face, side, run->size);
    glyph->x_offset -= cut;
    glyph->advance -= 2 * cut;
}

void dots_adjust(const DotRun *run) {
    for (size_t i = 0; i < run->count; i++) {
        Glyph *glyph = &run->glyphs[i];
        DotKind kind = run->letters[glyph->cluster].dot;
        if (kind == DOT_NONE) continue;
        bool local = kind == DOT_LOWER && glyph->id != face_glyph(run->face, MIDDLE_DOT);
        if (local) continue; /* the font's form for the text's language */
        dot_place(run, glyph, kind);
        if (kind == DOT_LOWER) dot_drop_kerning(run, i);
        dot_tighten(run, glyph);
    }
}
