/* Features, HarfBuzz, middle dots and tracking for one run.
 *
 * Clusters are those of characters, not of graphemes, so that each glyph of a letter and its accent
 * knows its own character; the whole text is given as context, so that letters join across runs.
 * Only HarfBuzz's OpenType shaper is used: Graphite rules in a font would act on some machines
 * only. */
#include "font/run.h"

#include "font/dot.h"

#include <unicode/uchar.h>

enum {
    SUPERIOR_PERCENT = 62,  /* of the size: where the font has no superiors */
    SMALL_CAP_PERCENT = 80, /* of the size: where the font has no small capitals */
    NOT_SUPERIOR = 0,       /* in the place of a feature's tag */
};

static const uint32_t JOINER = 0x200D; /* stands for a letter that joins */

void run_shaper_open(RunShaper *shaper, Arena *arena) {
    *shaper = (RunShaper){.arena = arena, .buffer = hb_buffer_create()};
    hb_buffer_set_cluster_level(shaper->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(shaper->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
}

void run_shaper_close(RunShaper *shaper) {
    for (size_t i = 0; i < shaper->fonts.count; i++) hb_font_destroy(shaper->fonts.items[i].font);
    shaper->fonts.count = 0;
    hb_buffer_destroy(shaper->buffer);
}

static hb_font_t *sized_font(RunShaper *shaper, const Face *face, Unit size) {
    for (size_t i = 0; i < shaper->fonts.count; i++) {
        const SizedFont *known = &shaper->fonts.items[i];
        if (known->face == face && known->size == size) return known->font;
    }
    hb_font_t *font = hb_font_create(face_harfbuzz(face));
    hb_font_set_scale(font, size, size);
    VEC_PUSH(shaper->arena, &shaper->fonts, ((SizedFont){face, size, font}));
    return font;
}

static const Letter *run_letters(const RunRequest *request) {
    return request->itemiser->letters.items;
}

/* ---- features ---- */

static void feature_add(RunShaper *shaper, hb_tag_t tag, uint32_t value, size_t start, size_t end) {
    hb_feature_t feature = {tag, value, (unsigned)start, (unsigned)end};
    VEC_PUSH(shaper->arena, &shaper->features, feature);
}

static void feature_set(RunShaper *shaper, hb_tag_t tag, uint32_t value) {
    hb_feature_t feature = {tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    VEC_PUSH(shaper->arena, &shaper->features, feature);
}

static void features_add_figures(RunShaper *shaper, const FeatureSet *asked) {
    /* A superior that is only scaled needs figures of one height. */
    Figures figures = asked->superior ? FIGURES_LINING : asked->figures;
    if (figures == FIGURES_OLDSTYLE) feature_set(shaper, HB_TAG('o', 'n', 'u', 'm'), 1);
    if (figures == FIGURES_LINING) feature_set(shaper, HB_TAG('l', 'n', 'u', 'm'), 1);
    if (asked->tabular) feature_set(shaper, HB_TAG('t', 'n', 'u', 'm'), 1);
}

/* B3.3: `case` for a dot between capitals. B3.7: where a ligature swallowed a dot, none across it.
 */
static void features_add_dots(RunShaper *shaper, const RunRequest *request, bool apart) {
    const Letter *letters = run_letters(request);
    bool all_capitals = request->font->features.caps == CAPS_UPPER;
    for (size_t i = request->start; i < request->end; i++) {
        if (letters[i].dot == DOT_NONE) continue;
        if (letters[i].dot == DOT_CAPITAL && !all_capitals)
            feature_add(shaper, HB_TAG('c', 'a', 's', 'e'), 1, i, i + 1);
        if (!apart) continue;
        feature_add(shaper, HB_TAG('l', 'i', 'g', 'a'), 0, i, i + 1);
        feature_add(shaper, HB_TAG('c', 'l', 'i', 'g'), 0, i, i + 1);
    }
}

/* What is asked besides HarfBuzz's defaults (kern, liga, clig, calt and what the script needs).
 * Letters set apart, small or raised do not ligate. */
static void features_collect(RunShaper *shaper, const RunRequest *request, hb_tag_t superior,
                             bool dots_apart) {
    const FeatureSet *asked = &request->font->features;
    shaper->features.count = 0;
    if (asked->no_ligatures || request->font->tracking != 0 || request->small_caps ||
        superior != NOT_SUPERIOR) {
        feature_set(shaper, HB_TAG('l', 'i', 'g', 'a'), 0);
        feature_set(shaper, HB_TAG('c', 'l', 'i', 'g'), 0);
    }
    size_t own_count = 0;
    const hb_tag_t *own = face_features(run_letters(request)[request->start].face, &own_count);
    for (size_t i = 0; i < own_count; i++) feature_set(shaper, own[i], 1);
    if (superior == NOT_SUPERIOR)
        features_add_figures(shaper, asked);
    else
        feature_set(shaper, superior, 1);
    if (asked->caps == CAPS_UPPER) feature_set(shaper, HB_TAG('c', 'a', 's', 'e'), 1);
    if (request->small_caps) feature_set(shaper, HB_TAG('s', 'm', 'c', 'p'), 1);
    if (request->small_caps && asked->caps == CAPS_ALL_SMALL)
        feature_set(shaper, HB_TAG('c', '2', 's', 'c'), 1);
    if (asked->fraction) feature_set(shaper, HB_TAG('f', 'r', 'a', 'c'), 1);
    features_add_dots(shaper, request, dots_apart);
}

/* ---- HarfBuzz ---- */

/* The letters of the run, in the context of the text and of what the text joins. */
static void buffer_add_letters(hb_buffer_t *buffer, const RunRequest *request) {
    size_t count = request->itemiser->codepoints.count;
    if (request->font->joins_before && request->start == 0)
        hb_buffer_add_codepoints(buffer, &JOINER, 1, /*from*/ 1, /*length*/ 0);
    hb_buffer_add_codepoints(buffer, request->itemiser->codepoints.items, (int)count,
                             (unsigned)request->start, (int)(request->end - request->start));
    if (request->font->joins_after && request->end == count)
        hb_buffer_add_codepoints(buffer, &JOINER, 1, /*from*/ 0, /*length*/ 0);
}

static void harfbuzz_shape(RunShaper *shaper, const RunRequest *request, Unit size,
                           hb_tag_t superior, bool dots_apart) {
    static const char *const shapers[] = {"ot", NULL};
    const Letter *first = &run_letters(request)[request->start];
    features_collect(shaper, request, superior, dots_apart);
    hb_buffer_clear_contents(shaper->buffer);
    buffer_add_letters(shaper->buffer, request);
    hb_buffer_set_script(shaper->buffer, first->script);
    hb_buffer_set_language(shaper->buffer, request->language);
    hb_buffer_set_direction(shaper->buffer,
                            request->font->right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_shape_full(sized_font(shaper, first->face, size), shaper->buffer, shaper->features.items,
                  (unsigned)shaper->features.count, shapers);
}

static const hb_glyph_info_t *buffer_infos(const RunShaper *shaper, size_t *count) {
    unsigned length = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &length);
    *count = length;
    return infos;
}

/* True if some glyph is still the plain one of its letter. Of a text of both cases only the
 * lower-case letters count; spaces never do. */
static bool buffer_has_plain(const RunShaper *shaper, const RunRequest *request, bool only_lower) {
    size_t count = 0;
    const hb_glyph_info_t *infos = buffer_infos(shaper, &count);
    for (size_t i = 0; i < count; i++) {
        const Letter *letter = &run_letters(request)[infos[i].cluster];
        UChar32 character = (UChar32)letter->codepoint;
        if (only_lower ? !u_islower(character) : u_isUWhiteSpace(character)) continue;
        if (infos[i].codepoint == face_glyph(letter->face, letter->codepoint)) return true;
    }
    return false;
}

/* True if a dot between letters has no glyph of its own. */
static bool buffer_swallows_dot(const RunShaper *shaper, const RunRequest *request) {
    size_t count = 0, own = 0, dots = 0;
    const hb_glyph_info_t *infos = buffer_infos(shaper, &count);
    for (size_t i = request->start; i < request->end; i++)
        dots += run_letters(request)[i].dot != DOT_NONE;
    for (size_t i = 0; i < count && dots > 0; i++)
        own += run_letters(request)[infos[i].cluster].dot != DOT_NONE;
    return own < dots;
}

/* ---- from HarfBuzz's glyphs to ours ---- */

/* Appends the buffer's glyphs; clusters are still numbers of letters. .notdef is never shown (C6
 * F8). */
static void glyphs_append(RunShaper *shaper, const RunRequest *request) {
    size_t count = 0;
    const hb_glyph_info_t *infos = buffer_infos(shaper, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaper->buffer, NULL);
    for (size_t i = 0; i < count; i++) {
        uint32_t cluster = infos[i].cluster;
        if (infos[i].codepoint == 0) {
            itemiser_report_missing(request->itemiser, request->font->face,
                                    run_letters(request)[cluster].codepoint, request->where);
            continue;
        }
        hb_glyph_flags_t flags = hb_glyph_info_get_glyph_flags(&infos[i]);
        Glyph glyph = {.id = infos[i].codepoint,
                       .cluster = cluster,
                       .advance = positions[i].x_advance,
                       .x_offset = positions[i].x_offset,
                       .y_offset = positions[i].y_offset,
                       .unsafe_to_break = (flags & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0};
        VEC_PUSH(shaper->arena, &shaper->glyphs, glyph);
    }
}

/* Letters that join their neighbours by a stroke cannot be set apart. */
static bool letter_joins(const Letter *letter) {
    int joining = u_getIntPropertyValue((UChar32)letter->codepoint, UCHAR_JOINING_TYPE);
    return joining == U_JT_DUAL_JOINING || joining == U_JT_LEFT_JOINING ||
           joining == U_JT_RIGHT_JOINING || joining == U_JT_JOIN_CAUSING;
}

static bool run_joins(const RunRequest *request) {
    if (!request->font->right_to_left) return false;
    for (size_t i = request->start; i < request->end; i++) {
        if (letter_joins(&run_letters(request)[i])) return true;
    }
    return false;
}

/* The tracking after a glyph of a run: none inside a letter with its marks, half beside a middle
 * dot (B3.7). The last glyph of the run looks at the letter after the run. */
static Unit glyph_tracking(const RunRequest *request, const Glyph *glyphs, size_t at,
                           size_t count) {
    const Letter *letters = run_letters(request);
    size_t letter_count = request->itemiser->letters.count;
    bool right_to_left = request->font->right_to_left;
    const Letter *letter = &letters[glyphs[at].cluster];
    size_t next = at + 1 < count ? glyphs[at + 1].cluster : request->end;
    if (at + 1 < count && next == glyphs[at].cluster) return 0;
    if (right_to_left ? letter->mark : next < letter_count && letters[next].mark) return 0;
    if (letter_joins(letter)) return 0;
    bool beside_dot = letter->dot != DOT_NONE ||
                      (!right_to_left && next < letter_count && letters[next].dot != DOT_NONE);
    return beside_dot ? request->font->tracking / 2 : request->font->tracking;
}

static void glyphs_track(const RunRequest *request, Glyph *glyphs, size_t count) {
    if (request->font->tracking == 0) return;
    for (size_t i = 0; i < count; i++) {
        Unit tracking = glyph_tracking(request, glyphs, i, count);
        glyphs[i].advance = unit_from((int64_t)glyphs[i].advance + tracking);
    }
}

/* From numbers of letters to bytes of the text. Shaped alone, a dot at the edge of a piece would be
 * no dot between letters: the text is not cut before or behind it. */
static void glyphs_finish(const RunRequest *request, Glyph *glyphs, size_t count) {
    const Letter *letters = run_letters(request);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = glyphs[i].cluster;
        bool beside_dot =
            letters[at].dot != DOT_NONE || (at > 0 && letters[at - 1].dot != DOT_NONE);
        if (beside_dot) glyphs[i].unsafe_to_break = true;
        glyphs[i].cluster = letters[at].cluster;
    }
}

/* ---- one run ---- */

/* The font's own superiors or ordinals (A2.5) if it has them for all of the run, else the run
 * scaled and raised so that capitals and figures end at the height of a capital. */
static void superior_shape(RunShaper *shaper, const RunRequest *request, RunResult *result) {
    static const hb_tag_t features[] = {HB_TAG('s', 'u', 'p', 's'), HB_TAG('o', 'r', 'd', 'n')};
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        harfbuzz_shape(shaper, request, result->size, features[i], /*dots_apart*/ false);
        if (!buffer_has_plain(shaper, request, /*only_lower*/ false)) return;
    }
    const Face *face = run_letters(request)[request->start].face;
    int32_t capital = face_metrics(face)->cap_height;
    Unit small = unit_scale(result->size, SUPERIOR_PERCENT, 100);
    result->rise = face_scale(face, capital, result->size) - face_scale(face, capital, small);
    result->size = small;
    harfbuzz_shape(shaper, request, small, NOT_SUPERIOR, /*dots_apart*/ false);
}

static void plain_shape(RunShaper *shaper, const RunRequest *request, RunResult *result) {
    if (run_letters(request)[request->start].small)
        result->size = unit_scale(result->size, SMALL_CAP_PERCENT, 100);
    harfbuzz_shape(shaper, request, result->size, NOT_SUPERIOR, /*dots_apart*/ false);
    if (buffer_swallows_dot(shaper, request))
        harfbuzz_shape(shaper, request, result->size, NOT_SUPERIOR, /*dots_apart*/ true);
    if (request->small_caps)
        result->letters_stay = buffer_has_plain(
            shaper, request, /*only_lower*/ request->font->features.caps == CAPS_SMALL);
}

RunResult run_shape(RunShaper *shaper, const RunRequest *request) {
    RunResult result = {.size = request->font->size};
    if (request->font->features.superior)
        superior_shape(shaper, request, &result);
    else
        plain_shape(shaper, request, &result);
    result.joined = run_joins(request);
    size_t first = shaper->glyphs.count;
    glyphs_append(shaper, request);
    Glyph *glyphs = shaper->glyphs.items + first;
    size_t count = shaper->glyphs.count - first;
    if (!request->font->right_to_left) {
        const Face *face = run_letters(request)[request->start].face;
        DotHeight height = request->font->features.dot_height;
        dots_adjust(&(DotRun){run_letters(request), face, result.size, height, glyphs, count});
    }
    glyphs_track(request, glyphs, count);
    glyphs_finish(request, glyphs, count);
    return result;
}
