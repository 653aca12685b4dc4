/* The shaper: a cache of shapes, and how one is put together from runs.
 *
 * The cache is a table with open addressing whose key is everything in a Font and the text. Its
 * order is never seen. Runs are cut where face, script or synthetic size change, and after
 * RUN_LIMIT letters: HarfBuzz takes time proportional to features times letters for features of a
 * part of the run. */
#include "font/shape.h"

#include "font/run.h"

enum {
    RUN_LIMIT = 512,    /* no word is that long */
    FIRST_SLOTS = 4096, /* a power of two */
};

typedef struct LanguageTag {
    Str tag;
    const char *zero_ended;
    hb_language_t harfbuzz;
} LanguageTag;

typedef struct Slot {
    uint64_t hash;
    Shape *shape; /* NULL: free */
} Slot;

/* A run whose glyphs may still move in memory. */
typedef struct RunDraft {
    const Face *face;
    Unit size, rise;
    size_t first, count; /* glyphs */
    bool joined;
} RunDraft;

struct Shaper {
    VEC(const GlyphRun *) run_table; /* by number */
    Arena *arena;
    Slot *slots;
    size_t slot_count, shape_count;
    VEC(LanguageTag) languages;
    Itemiser itemiser;
    RunShaper runs;
    VEC(size_t) cuts; /* letters at which runs of the text start, and its end */
    VEC(RunDraft) drafts;
};

Shaper *shaper_open(Arena *arena, Catalogue *catalogue, Diag *diag) {
    Shaper *shaper = ARENA_NEW(arena, Shaper);
    shaper->arena = arena;
    shaper->slot_count = FIRST_SLOTS;
    shaper->slots = ARENA_ARRAY(arena, Slot, shaper->slot_count);
    shaper->itemiser = (Itemiser){.arena = arena,
                                  .catalogue = catalogue,
                                  .diag = diag,
                                  .reported = {.arena = arena},
                                  .key = {.arena = arena}};
    run_shaper_open(&shaper->runs, arena);
    return shaper;
}

void shaper_close(Shaper *shaper) {
    if (shaper != NULL) run_shaper_close(&shaper->runs);
}

/* ---- the cache ---- */

static uint32_t features_pack(const FeatureSet *features) {
    return (uint32_t)features->figures | (uint32_t)features->caps << 2 |
           (uint32_t)features->tabular << 4 | (uint32_t)features->superior << 5 |
           (uint32_t)features->no_ligatures << 6 | (uint32_t)features->dot_height << 7 |
           (uint32_t)features->fraction << 9;
}

static bool font_equal(const Font *a, const Font *b) {
    return a->face == b->face && a->size == b->size && a->tracking == b->tracking &&
           a->right_to_left == b->right_to_left && a->joins_before == b->joins_before &&
           a->joins_after == b->joins_after &&
           features_pack(&a->features) == features_pack(&b->features) &&
           str_equal(a->language, b->language);
}

static uint64_t hash_mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t shape_hash(const Font *font, Str text) {
    uint64_t hash = hash_mix(str_hash(text), (uint64_t)(uintptr_t)font->face);
    hash = hash_mix(hash, (uint64_t)(uint32_t)font->size << 32 | (uint32_t)font->tracking);
    uint64_t direction = (uint64_t)font->right_to_left | (uint64_t)font->joins_before << 32 |
                         (uint64_t)font->joins_after << 33;
    return hash_mix(hash, (uint64_t)features_pack(&font->features) << 1 | direction);
}

/* The slot that holds the shape, or the free one where it belongs. */
static Slot *slot_find(const Shaper *shaper, const Font *font, Str text, uint64_t hash) {
    size_t at = (size_t)hash & (shaper->slot_count - 1);
    for (;; at = (at + 1) & (shaper->slot_count - 1)) {
        Slot *slot = &shaper->slots[at];
        if (slot->shape == NULL) return slot;
        if (slot->hash == hash && str_equal(slot->shape->text, text) &&
            font_equal(&slot->shape->font, font))
            return slot;
    }
}

static void slots_double(Shaper *shaper) {
    const Slot *old = shaper->slots;
    size_t old_count = shaper->slot_count;
    shaper->slot_count = 2 * old_count;
    shaper->slots = ARENA_ARRAY(shaper->arena, Slot, shaper->slot_count);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].shape == NULL) continue;
        *slot_find(shaper, &old[i].shape->font, old[i].shape->text, old[i].hash) = old[i];
    }
}

static void cache_add(Shaper *shaper, Shape *shape, uint64_t hash) {
    if (2 * ++shaper->shape_count > shaper->slot_count) slots_double(shaper);
    *slot_find(shaper, &shape->font, shape->text, hash) = (Slot){hash, shape};
}

/* ---- making a shape ---- */

/* The tag's copy for as long as the shaper lives. Without a language it is "und": HarfBuzz would
 * take the locale's. */
static const LanguageTag *language_find(Shaper *shaper, Str tag) {
    for (size_t i = 0; i < shaper->languages.count; i++)
        if (str_equal(shaper->languages.items[i].tag, tag)) return &shaper->languages.items[i];
    Str copy = str_copy(shaper->arena, tag);
    const char *zero_ended = str_to_c(shaper->arena, tag.length > 0 ? tag : STR("und"));
    LanguageTag language = {copy, zero_ended, hb_language_from_string(zero_ended, -1)};
    VEC_PUSH(shaper->arena, &shaper->languages, language);
    return &shaper->languages.items[shaper->languages.count - 1];
}

static bool letter_continues(const Letter *letter, const Letter *first) {
    return letter->face == first->face && letter->script == first->script &&
           letter->small == first->small;
}

static void cuts_find(Shaper *shaper) {
    const Letter *letters = shaper->itemiser.letters.items;
    size_t count = shaper->itemiser.letters.count, start = 0;
    shaper->cuts.count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > start && i - start < RUN_LIMIT && letter_continues(&letters[i], &letters[start]))
            continue;
        start = i;
        VEC_PUSH(shaper->arena, &shaper->cuts, i);
    }
    VEC_PUSH(shaper->arena, &shaper->cuts, count);
}

/* Runs that differ in their script only become one. */
static void draft_add(Shaper *shaper, RunDraft draft) {
    if (draft.count == 0) return;
    if (shaper->drafts.count > 0) {
        RunDraft *last = &shaper->drafts.items[shaper->drafts.count - 1];
        if (last->face == draft.face && last->size == draft.size && last->rise == draft.rise) {
            last->count += draft.count;
            last->joined |= draft.joined;
            return;
        }
    }
    VEC_PUSH(shaper->arena, &shaper->drafts, draft);
}

/* Shapes the itemised text, in visual order. False if small capitals were asked of a font that
 * lacks some. */
static bool runs_shape(Shaper *shaper, RunRequest request) {
    cuts_find(shaper);
    shaper->drafts.count = 0;
    shaper->runs.glyphs.count = 0;
    size_t run_count = shaper->cuts.count - 1;
    for (size_t i = 0; i < run_count; i++) {
        size_t run = request.font->right_to_left ? run_count - 1 - i : i;
        request.start = shaper->cuts.items[run];
        request.end = shaper->cuts.items[run + 1];
        size_t first = shaper->runs.glyphs.count;
        RunResult result = run_shape(&shaper->runs, &request);
        if (result.letters_stay) return false;
        draft_add(shaper,
                  (RunDraft){shaper->itemiser.letters.items[request.start].face, result.size,
                             result.rise, first, shaper->runs.glyphs.count - first, result.joined});
    }
    return true;
}

/* Fills shaper->runs.glyphs and shaper->drafts. */
static void text_shape(Shaper *shaper, const Font *font, Str text, Span where) {
    static const CaseMapping mappings[] = {
        [CAPS_NONE] = CASE_AS_TYPED,
        [CAPS_UPPER] = CASE_UPPER,
        [CAPS_SMALL] = CASE_AS_TYPED,
        [CAPS_ALL_SMALL] = CASE_AS_TYPED,
    };
    Caps caps = font->features.caps;
    const LanguageTag *language = language_find(shaper, font->language);
    RunRequest request = {.itemiser = &shaper->itemiser,
                          .font = font,
                          .language = language->harfbuzz,
                          .small_caps = caps == CAPS_SMALL || caps == CAPS_ALL_SMALL,
                          .where = where};
    itemise_text(&shaper->itemiser, font, language->zero_ended, mappings[caps], text, where);
    if (runs_shape(shaper, request)) return;
    request.small_caps = false;
    CaseMapping smaller = caps == CAPS_ALL_SMALL ? CASE_ALL_SMALL : CASE_SMALL;
    itemise_text(&shaper->itemiser, font, language->zero_ended, smaller, text, where);
    runs_shape(shaper, request);
}

/* Copies what was shaped into the arena, with no byte to spare: shapes live long. */
static void shape_fill(Shaper *shaper, Shape *shape) {
    size_t count = shaper->runs.glyphs.count;
    Glyph *glyphs = ARENA_ARRAY(shaper->arena, Glyph, count);
    Unit *before = ARENA_ARRAY(shaper->arena, Unit, count + 1);
    int64_t width = 0;
    for (size_t i = 0; i < count; i++) {
        glyphs[i] = shaper->runs.glyphs.items[i];
        width += glyphs[i].advance;
        before[i + 1] = unit_from(width);
    }
    GlyphRun *runs = ARENA_ARRAY(shaper->arena, GlyphRun, shaper->drafts.count);
    for (size_t i = 0; i < shaper->drafts.count; i++) {
        const RunDraft *draft = &shaper->drafts.items[i];
        runs[i] = (GlyphRun){.face = draft->face,
                             .size = draft->size,
                             .rise = draft->rise,
                             .glyphs = glyphs + draft->first,
                             .count = draft->count,
                             .text = shape->text,
                             .number = (uint32_t)shaper->run_table.count,
                             .joined = draft->joined,
                             .width = unit_from((int64_t)before[draft->first + draft->count] -
                                                before[draft->first])};
        VEC_PUSH(shaper->arena, &shaper->run_table, (const GlyphRun *)&runs[i]);
        shape->joined |= draft->joined;
    }
    shape->glyphs = glyphs;
    shape->glyph_count = count;
    shape->before = before;
    shape->width = before[count];
    shape->runs = runs;
    shape->run_count = shaper->drafts.count;
    shape->missing = shaper->itemiser.missing;
}

static Shape *shape_make(Shaper *shaper, const Font *font, Str text, Span where) {
    Shape *shape = ARENA_NEW(shaper->arena, Shape);
    shape->text = str_copy(shaper->arena, text);
    shape->font = *font;
    shape->font.language = language_find(shaper, font->language)->tag;
    text_shape(shaper, font, shape->text, where);
    shape_fill(shaper, shape);
    return shape;
}

const GlyphRun *shaper_run(const Shaper *shaper, uint32_t number) {
    return shaper->run_table.items[number];
}

void shape_report_missing(Shaper *shaper, const Shape *shape, Span where) {
    if (!shape->missing || shape->told) return;
    text_shape(shaper, &shape->font, shape->text, where);
    uint64_t hash = shape_hash(&shape->font, shape->text);
    Shape *kept = slot_find(shaper, &shape->font, shape->text, hash)->shape;
    if (kept != NULL) kept->told = where.source != NULL;
}

const Shape *shape_text(Shaper *shaper, const Font *font, Str text, Span where) {
    static const Shape nothing;
    if (font->face == NULL) return &nothing; /* reported when the face was looked for */
    uint64_t hash = shape_hash(font, text);
    const Slot *slot = slot_find(shaper, font, text, hash);
    if (slot->shape != NULL) return slot->shape;
    Shape *shape = shape_make(shaper, font, text, where);
    cache_add(shaper, shape, hash);
    return shape;
}

/* ---- reading a shape ---- */

/* The first glyph, in the order of the text, whose cluster is not before a byte. Glyphs written
 * from right to left stand in the opposite order and are counted from the end. */
static size_t glyph_at(const Shape *shape, uint32_t byte) {
    size_t low = 0, high = shape->glyph_count;
    if (byte == 0) return 0;
    if (byte >= shape->text.length) return high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t at = shape->font.right_to_left ? shape->glyph_count - 1 - middle : middle;
        if (shape->glyphs[at].cluster < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Unit shape_width(const Shape *shape, uint32_t start, uint32_t end) {
    size_t first = glyph_at(shape, start), last = glyph_at(shape, end);
    if (last <= first) return 0;
    size_t count = shape->glyph_count;
    if (shape->font.right_to_left)
        return unit_from((int64_t)shape->before[count - first] - shape->before[count - last]);
    return unit_from((int64_t)shape->before[last] - shape->before[first]);
}

bool shape_begins(const Shape *shape, uint32_t at) {
    size_t first = glyph_at(shape, at);
    if (first == shape->glyph_count) return at >= shape->text.length;
    size_t visual = shape->font.right_to_left ? shape->glyph_count - 1 - first : first;
    return shape->glyphs[visual].cluster == at;
}

bool shape_may_cut(const Shape *shape, uint32_t at) {
    if (at == 0 || at >= shape->text.length) return true;
    bool found = false;
    for (size_t i = glyph_at(shape, at); i < shape->glyph_count; i++) {
        size_t visual = shape->font.right_to_left ? shape->glyph_count - 1 - i : i;
        if (shape->glyphs[visual].cluster != at) break;
        if (shape->glyphs[visual].unsafe_to_break) return false;
        found = true;
    }
    return found;
}

size_t shape_glyph_count(const Shape *shape, uint32_t start, uint32_t end) {
    size_t first = glyph_at(shape, start), last = glyph_at(shape, end);
    return last > first ? last - first : 0;
}

Unit font_space(const Font *font) {
    uint32_t glyph = face_glyph(font->face, ' ');
    Unit space = glyph == 0 ? font->size / 4
                            : face_scale(font->face, face_advance(font->face, glyph), font->size);
    return unit_from((int64_t)space + font->tracking);
}
