/* A face cut down to its used glyphs, by hb-subset.
 *
 * What comes out holds outlines and advances only: everything that maps, lays out, names or hints
 * is for programs that set text, and a PDF's text is set already. glyf fonts come out as a font
 * file (FontFile2), CFF fonts as the bare table (FontFile3, CIDFontType0C). The new ids keep the
 * order of the old ones. */
#include "font/subset.h"

#include <hb-subset.h>

#include <assert.h>

static bool table_is_kept(hb_tag_t tag) {
    switch (tag) {
    case HB_TAG('h', 'e', 'a', 'd'):
    case HB_TAG('h', 'h', 'e', 'a'):
    case HB_TAG('h', 'm', 't', 'x'):
    case HB_TAG('m', 'a', 'x', 'p'):
    case HB_TAG('g', 'l', 'y', 'f'):
    case HB_TAG('l', 'o', 'c', 'a'):
    case HB_TAG('C', 'F', 'F', ' '): return true;
    default: return false;
    }
}

/* Drops the tables that no reader of the PDF needs. Dropping GSUB also keeps hb-subset from adding
 * what the used glyphs could turn into. */
static void tables_drop(hb_face_t *face, hb_set_t *dropped) {
    enum { BATCH = 32 };
    hb_tag_t tags[BATCH];
    for (unsigned start = 0;;) {
        unsigned count = BATCH;
        unsigned all = hb_face_get_table_tags(face, start, &count, tags);
        for (unsigned i = 0; i < count; i++)
            if (!table_is_kept(tags[i])) hb_set_add(dropped, tags[i]);
        start += count;
        if (count == 0 || start >= all) return;
    }
}

/* NULL where hb-subset refuses. */
static hb_subset_plan_t *plan_make(hb_face_t *face, const uint32_t *used, size_t used_count) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL) return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    unsigned glyph_count = hb_face_get_glyph_count(face);
    for (size_t i = 0; i < used_count; i++)
        if (used[i] < glyph_count) hb_set_add(glyphs, used[i]);
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID));
    tables_drop(face, hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    return plan;
}

/* Both directions of the numbering. HarfBuzz's map gives UINT32_MAX for what is not kept. */
static void numbering_read(hb_subset_plan_t *plan, uint32_t old_count, Arena *arena,
                           Subset *subset) {
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    subset->glyphs = ARENA_ARRAY(arena, uint32_t, hb_map_get_population(map));
    subset->new_ids = ARENA_ARRAY(arena, uint32_t, old_count);
    for (uint32_t id = 0; id < old_count; id++) {
        uint32_t new_id = hb_map_get(map, id);
        subset->new_ids[id] = new_id;
        if (new_id == UINT32_MAX) continue;
        subset->glyphs[subset->glyph_count++] = id;
        assert(new_id + 1 == subset->glyph_count);
        subset->new_id_count = (size_t)id + 1;
    }
}

static Str blob_copy(Arena *arena, hb_blob_t *blob) {
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    return str_copy(arena, (Str){bytes, length});
}

bool face_subset(const Face *face, const uint32_t *used, size_t used_count, Arena *arena,
                 Subset *subset, Diag *diag) {
    *subset = (Subset){0};
    hb_subset_plan_t *plan = plan_make(face_harfbuzz(face), used, used_count);
    hb_face_t *small = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
    if (small != NULL) {
        bool is_cff = face_metrics(face)->is_cff;
        hb_blob_t *blob = is_cff ? hb_face_reference_table(small, HB_TAG('C', 'F', 'F', ' '))
                                 : hb_face_reference_blob(small);
        subset->bytes = blob_copy(arena, blob);
        numbering_read(plan, hb_face_get_glyph_count(face_harfbuzz(face)), arena, subset);
        hb_blob_destroy(blob);
        hb_face_destroy(small);
    }
    hb_subset_plan_destroy(plan);
    if (subset->bytes.length > 0) return true;
    diag_report(diag, MESSAGE_FONT_SUBSET_FAILED, (Span){0},
                ARGS(face_family(face), face_file_name(face)));
    return false;
}
