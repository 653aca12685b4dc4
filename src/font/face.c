/* A face: its bytes through HarfBuzz, its measures from head, hhea, OS/2 and post.
 *
 * In: the bytes of a font file. Out: measures, glyphs, boxes, all in the font's units. Tables are
 * read with their bounds checked: a broken font gives zeros or is refused, never more. Layout of
 * the tables: OpenType specification 1.9. */
#include "font/face.h"

#include "font/outline.h"

#include <hb-ot.h>

struct Face {
    Str family, file_name, sha256, postscript_name;
    FaceMetrics metrics;
    hb_face_t *harfbuzz;
    hb_font_t *unscaled; /* scale is the units per em */
    Outliner *outliner;
    const hb_tag_t *features;
    size_t feature_count;
    uint32_t *latin_glyphs; /* of U+0000 to U+017F, plus one; 0 where not asked yet */
};

enum { LATIN_COUNT = 0x180 };

/* ---- tables ---- */

/* A big-endian number of a table; 0 beyond its end. */
static uint16_t table_uint16(hb_blob_t *table, unsigned at) {
    unsigned bytes = 0;
    const char *data = hb_blob_get_data(table, &bytes);
    if (bytes < 2 || at > bytes - 2) return 0;
    return (uint16_t)((unsigned)(unsigned char)data[at] << 8 | (unsigned char)data[at + 1]);
}

static int16_t table_int16(hb_blob_t *table, unsigned at) {
    int32_t value = table_uint16(table, at);
    return (int16_t)(value < 0x8000 ? value : value - 0x10000);
}

static bool face_has_table(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return there;
}

/* IBM's class of OS/2 tells serifs; where it says nothing, PANOSE does. */
static bool os2_has_serifs(hb_blob_t *os2) {
    int class = table_uint16(os2, 30) >> 8;
    if (class != 0) return (class >= 1 && class <= 5) || class == 7;
    int panose_family = table_uint16(os2, 32) >> 8;
    int panose_serif = table_uint16(os2, 32) & 0xFF;
    return panose_family == 2 && panose_serif >= 2 && panose_serif <= 10;
}

static void metrics_read_tables(hb_face_t *face, FaceMetrics *metrics) {
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    for (unsigned i = 0; i < 4; i++) metrics->bounds[i] = table_int16(head, 36 + 2 * i);
    hb_blob_destroy(head);

    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    metrics->weight = table_uint16(os2, 4);
    metrics->embedding = table_uint16(os2, 8);
    metrics->italic = (table_uint16(os2, 62) & 1) != 0;
    metrics->serif = os2_has_serifs(os2);
    hb_blob_destroy(os2);

    hb_blob_t *post = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
    metrics->italic_angle = table_int16(post, 4) * 65536 + table_uint16(post, 6);
    metrics->fixed_pitch = (table_uint16(post, 12) | table_uint16(post, 14)) != 0;
    hb_blob_destroy(post);
}

/* ---- measures ---- */

/* The height of a letter's ink above the baseline; otherwise where the face lacks the letter. */
static int32_t letter_height(const Face *face, uint32_t codepoint, int32_t otherwise) {
    int32_t bounds[4] = {0};
    uint32_t glyph = face_glyph(face, codepoint);
    if (glyph != 0) face_glyph_bounds(face, glyph, bounds);
    return bounds[3] > 0 ? bounds[3] : otherwise;
}

/* A positive height that the font states, or the letter's own. */
static int32_t stated_height(const Face *face, hb_ot_metrics_tag_t tag, uint32_t letter,
                             int32_t otherwise) {
    hb_position_t stated = 0;
    if (hb_ot_metrics_get_position(face->unscaled, tag, &stated) && stated > 0) return stated;
    return letter_height(face, letter, otherwise);
}

static void metrics_read(Face *face) {
    FaceMetrics *metrics = &face->metrics;
    int32_t em = (int32_t)hb_face_get_upem(face->harfbuzz);
    metrics->units_per_em = em;
    metrics->is_cff = face_has_table(face->harfbuzz, HB_TAG('C', 'F', 'F', ' '));
    metrics_read_tables(face->harfbuzz, metrics);

    hb_font_extents_t lines = {0};
    hb_font_get_h_extents(face->unscaled, &lines);
    metrics->ascender = lines.ascender;
    metrics->descender = lines.descender;
    metrics->cap_height = stated_height(face, HB_OT_METRICS_TAG_CAP_HEIGHT, 'H', em * 7 / 10);
    metrics->x_height = stated_height(face, HB_OT_METRICS_TAG_X_HEIGHT, 'x', em / 2);
    hb_position_t line = 0;
    metrics->underline_position = -em / 10;
    metrics->underline_thickness = em / 20;
    if (hb_ot_metrics_get_position(face->unscaled, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, &line))
        metrics->underline_position = line;
    if (hb_ot_metrics_get_position(face->unscaled, HB_OT_METRICS_TAG_UNDERLINE_SIZE, &line))
        metrics->underline_thickness = line;
}

/* ---- names ---- */

/* The file's name without its ending: a font without a name table still needs a name. */
static Str file_stem(Str file_name) {
    size_t end = file_name.length;
    while (end > 0 && file_name.bytes[end - 1] != '.') end--;
    return end > 1 ? str_slice(file_name, 0, end - 1) : file_name;
}

/* Letters, figures and hyphens only: the name goes into PDF dictionaries. */
static Str name_clean(Arena *arena, Str name) {
    StrBuilder clean = {.arena = arena};
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_';
        if (plain) builder_add_byte(&clean, c);
    }
    return clean.length > 0 ? builder_text(&clean) : STR("Unnamed");
}

/* PostScript names have at most 63 characters (OpenType, name table, id 6). */
static Str postscript_name_read(hb_face_t *face, Str file_name, Arena *arena) {
    char name[64];
    unsigned length = sizeof name;
    unsigned whole = hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
                                         hb_language_from_string("en", -1), &length, name);
    if (whole == 0) return name_clean(arena, file_stem(file_name));
    return name_clean(arena, (Str){name, length});
}

/* ---- opening ---- */

/* The first table without which a file is no font that can be set and embedded; NULL where all are
 * there. The number of glyphs stands in maxp. */
static const char *face_lacks(hb_face_t *face) {
    if (hb_face_get_glyph_count(face) == 0) return "maxp";
    if (!face_has_table(face, HB_TAG('h', 'e', 'a', 'd'))) return "head";
    if (!face_has_table(face, HB_TAG('h', 'm', 't', 'x'))) return "hmtx";
    if (!face_has_table(face, HB_TAG('c', 'm', 'a', 'p'))) return "cmap";
    bool outlines = face_has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
                    face_has_table(face, HB_TAG('C', 'F', 'F', ' '));
    return outlines ? NULL : "glyf";
}

/* fsType: the lowest four bits are exclusive; 2 alone forbids embedding (OpenType, OS/2). */
static bool embedding_is_forbidden(const FaceMetrics *metrics) {
    return (metrics->embedding & 0xF) == 2;
}

static Face *face_new(Arena *arena, hb_face_t *harfbuzz, Str family, Str file_name, Str sha256) {
    Face *face = ARENA_NEW(arena, Face);
    face->family = str_copy(arena, family);
    face->file_name = str_copy(arena, file_name);
    face->sha256 = str_copy(arena, sha256);
    face->latin_glyphs = ARENA_ARRAY(arena, uint32_t, LATIN_COUNT);
    face->harfbuzz = harfbuzz;
    face->unscaled = hb_font_create(harfbuzz);
    int em = (int)hb_face_get_upem(harfbuzz);
    hb_font_set_scale(face->unscaled, em, em);
    face->postscript_name = postscript_name_read(harfbuzz, file_name, arena);
    return face;
}

Face *face_open(Arena *arena, Str family, Str file_name, Str bytes, uint32_t index, Str sha256,
                Span where, Diag *diag) {
    if (bytes.length > INT32_MAX) bytes.length = 0;
    hb_blob_t *blob =
        hb_blob_create(bytes.bytes, (unsigned)bytes.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *harfbuzz = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    const char *lacking = face_lacks(harfbuzz);
    if (lacking != NULL) {
        diag_report(diag, MESSAGE_FONT_BROKEN, where, ARGS(family, file_name, str_from_c(lacking)));
        hb_face_destroy(harfbuzz);
        return NULL;
    }
    Face *face = face_new(arena, harfbuzz, family, file_name, sha256);
    face->outliner = outliner_new(arena, bytes, index);
    metrics_read(face);
    if (embedding_is_forbidden(&face->metrics)) {
        diag_report(diag, MESSAGE_FONT_EMBEDDING_FORBIDDEN, where, ARGS(family, file_name));
        face_close(face);
        return NULL;
    }
    return face;
}

void face_close(Face *face) {
    if (face == NULL) return;
    outliner_close(face->outliner);
    hb_font_destroy(face->unscaled);
    hb_face_destroy(face->harfbuzz);
}

/* ---- reading ---- */

const FaceMetrics *face_metrics(const Face *face) {
    return &face->metrics;
}

Str face_family(const Face *face) {
    return face->family;
}

Str face_file_name(const Face *face) {
    return face->file_name;
}

Str face_sha256(const Face *face) {
    return face->sha256;
}

Str face_postscript_name(const Face *face) {
    return face->postscript_name;
}

void face_set_features(Face *face, const hb_tag_t *features, size_t count) {
    face->features = features;
    face->feature_count = count;
}

const hb_tag_t *face_features(const Face *face, size_t *count) {
    *count = face->feature_count;
    return face->features;
}

hb_face_t *face_harfbuzz(const Face *face) {
    return face->harfbuzz;
}

Unit face_scale(const Face *face, int32_t font_units, Unit size) {
    return unit_scale(size, font_units, face->metrics.units_per_em);
}

static uint32_t glyph_find(const Face *face, uint32_t codepoint) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(face->unscaled, codepoint, &glyph) ? glyph : 0;
}

uint32_t face_glyph(const Face *face, uint32_t codepoint) {
    if (codepoint >= LATIN_COUNT) return glyph_find(face, codepoint);
    uint32_t *known = &face->latin_glyphs[codepoint];
    if (*known == 0) *known = glyph_find(face, codepoint) + 1;
    return *known - 1;
}

int32_t face_advance(const Face *face, uint32_t glyph) {
    return hb_font_get_glyph_h_advance(face->unscaled, glyph);
}

void face_glyph_bounds(const Face *face, uint32_t glyph, int32_t bounds[4]) {
    hb_glyph_extents_t ink = {0};
    if (!hb_font_get_glyph_extents(face->unscaled, glyph, &ink)) ink = (hb_glyph_extents_t){0};
    bounds[0] = ink.x_bearing;
    bounds[1] = ink.y_bearing + ink.height;
    bounds[2] = ink.x_bearing + ink.width;
    bounds[3] = ink.y_bearing;
}

/* ---- outlines ---- */

typedef struct PathBuilder {
    Arena *arena;
    VEC(PathStep) steps;
} PathBuilder;

static void path_add(void *visitor, const PathStep *step) {
    PathBuilder *path = visitor;
    VEC_PUSH(path->arena, &path->steps, *step);
}

bool face_outline(const Face *face, uint32_t glyph, Arena *arena, PathStep **steps, size_t *count) {
    PathBuilder path = {.arena = arena};
    if (!outline_walk(face->outliner, glyph, path_add, &path)) return false;
    *steps = path.steps.items;
    *count = path.steps.count;
    return true;
}

bool face_glyph_extent(const Face *face, uint32_t glyph, int32_t bottom, int32_t top, int32_t *left,
                       int32_t *right) {
    return glyph_extent(face->outliner, glyph, bottom, top, left, right);
}
