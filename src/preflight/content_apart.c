/* What pages show by other ways than their content, for the sake of its colours. */
#include "preflight/content_state.h"
#include "preflight/number_map.h"

void apart_show(Interpreter *interpreter, const Cos *stream) {
    Map *shown = &interpreter->content->apart_shown;
    if (!stream->stream || interpreter->file->exhausted) return;
    if (number_map_put(shown, stream->object, 0, shown) != NULL) return;
    Interpreter within = *interpreter;
    within.apart = true;
    within.uncoloured = false;
    stream_show(&within, stream, "");
}

/* ---- Type 3 fonts ---- */

/* The glyph's name by Differences (9.6.6.1): a code, then the names from it on; cos_null: none. */
static const Cos *glyph_name(CosFile *file, const Cos *font, uint32_t code) {
    const Cos *differences = cos_find(file, cos_find(file, font, "Encoding"), "Differences");
    const Cos *found = &cos_null;
    if (differences->kind != COS_ARRAY || !cos_work(file, differences->count)) return found;
    int64_t at = 0;
    for (size_t i = 0; i < differences->count; i++) {
        const Cos *item = cos_item(file, differences, i);
        if (item->kind == COS_INTEGER) {
            at = item->integer;
        } else if (at == code) {
            found = item;
            at++;
        } else if (at < INT32_MAX) {
            at++;
        }
    }
    return found;
}

void glyphs_show(Interpreter *interpreter, Str codes) {
    const Font *font = interpreter->state.font;
    CosFile *file = interpreter->file;
    Map *shown = &interpreter->content->glyphs_shown;
    if (!font->type3) return;
    Interpreter within = *interpreter;
    within.glyph = true;
    const Cos *resources = cos_find(file, font->dictionary, "Resources");
    if (resources->kind != COS_NULL) within.resources = resources;
    int64_t address = (int64_t)(uintptr_t)font->dictionary;
    for (size_t at = 0; at < codes.length && !file->exhausted;) {
        uint32_t code = font_next_code(font, codes, &at);
        if (number_map_find(shown, address, code) != NULL) continue;
        number_map_put(shown, address, code, shown);
        const Cos *name = glyph_name(file, font->dictionary, code);
        apart_show(&within, entry_find(file, cos_find(file, font->dictionary, "CharProcs"), name));
    }
}

/* ---- annotations ---- */

void annotations_show(Interpreter *interpreter, const Cos *page) {
    CosFile *file = interpreter->file;
    const Cos *annotations = cos_find(file, page, "Annots");
    interpreter->annotation = true;
    if (annotations->kind != COS_ARRAY || !cos_work(file, annotations->count)) return;
    for (size_t i = 0; i < annotations->count; i++) {
        const Cos *appearances = cos_find(file, cos_item(file, annotations, i), "AP");
        const Cos *normal = cos_find(file, appearances, "N");
        apart_show(interpreter, normal);
        if (normal->stream || normal->kind != COS_DICTIONARY) continue;
        if (!cos_work(file, normal->count)) return;
        for (size_t k = 1; k < normal->count; k += 2) /* one for each state */
            apart_show(interpreter, cos_resolve(file, &normal->items[k]));
    }
}
