/* Which glyphs are used, and which plane shows a glyph for a text. */
#include "output/pdf_fonts.h"

#include "output/pdf_number.h"
#include "output/pdf_string.h"

/* A text with a hundred readings of one glyph is a trick, not a text: it gets ActualText instead.
 */
enum { MOST_PLANES = 16, THOUSAND = 1000 };

/* Of a glyph without a character of its own, as the stroke that Amiri puts between ل and ك: unseen,
 * and no end of a word where readers look for words. */
#define WORD_JOINER 0x2060u

/* ---- the glyphs used ---- */

PdfFace *pdf_face_find(PdfFonts *fonts, const Face *face) {
    if (fonts->recent < fonts->faces.count && fonts->faces.items[fonts->recent]->face == face) {
        return fonts->faces.items[fonts->recent];
    }
    for (size_t i = 0; i < fonts->faces.count; i++) {
        if (fonts->faces.items[i]->face != face) continue;
        fonts->recent = i;
        return fonts->faces.items[i];
    }
    return NULL;
}

static PdfFace *face_add(PdfFonts *fonts, const Face *face) {
    PdfFace *added = ARENA_NEW(fonts->arena, PdfFace);
    added->face = face;
    added->number = fonts->faces.count;
    added->space = face_glyph(face, ' ');
    added->used_count = hb_face_get_glyph_count(face_harfbuzz(face));
    added->used = ARENA_ARRAY(fonts->arena, uint8_t, added->used_count);
    VEC_PUSH(fonts->arena, &fonts->faces, added);
    return added;
}

static void collect_glyph(PdfFace *face, uint32_t glyph) {
    if (glyph < face->used_count) face->used[glyph] = 1;
}

static void collect_line(PdfFonts *fonts, const DisplayLine *line) {
    for (size_t i = 0; i < line->piece_count; i++) {
        const Piece *piece = &line->pieces[i];
        if (piece->face == NULL) continue;
        PdfFace *face = pdf_face_find(fonts, piece->face);
        if (face == NULL) face = face_add(fonts, piece->face);
        if (piece->kind == PIECE_SPACE) {
            collect_glyph(face, face->space);
        } else if (piece->run != NULL) {
            for (size_t g = 0; g < piece->run->count; g++) {
                collect_glyph(face, piece->run->glyphs[g].id);
            }
        }
    }
}

static bool face_cut(PdfFonts *fonts, PdfFace *face, Diag *diag) {
    VEC(uint32_t) used = {0};
    for (size_t glyph = 0; glyph < face->used_count; glyph++) {
        if (face->used[glyph]) VEC_PUSH(fonts->arena, &used, (uint32_t)glyph);
    }
    if (!face_subset(face->face, used.items, used.count, fonts->arena, &face->subset, diag))
        return false;
    int32_t em = face_metrics(face->face)->units_per_em;
    face->widths = ARENA_ARRAY(fonts->arena, int32_t, face->subset.glyph_count);
    for (size_t i = 0; i < face->subset.glyph_count; i++) {
        int64_t advance = face_advance(face->face, face->subset.glyphs[i]);
        face->widths[i] = em > 0 ? (int32_t)pdf_round(advance * THOUSAND, em) : 0;
    }
    return true;
}

bool pdf_fonts_prepare(PdfFonts *fonts, const DisplayList *list, Diag *diag) {
    Arena *scratch = arena_open();
    for (size_t p = 0; p < list->page_count; p++) {
        ArenaMark mark = arena_mark(scratch);
        DisplayPage page = display_page(list, p, scratch);
        for (size_t i = 0; i < page.item_count; i++) {
            if (page.items[i].kind == ITEM_LINE) collect_line(fonts, page.items[i].as.line);
        }
        arena_release(scratch, mark);
    }
    arena_close(scratch);
    for (size_t i = 0; i < fonts->faces.count; i++) {
        if (!face_cut(fonts, fonts->faces.items[i], diag)) return false;
    }
    return true;
}

uint32_t pdf_face_glyph(const PdfFace *face, uint32_t glyph) {
    if (glyph >= face->subset.new_id_count) return 0;
    uint32_t number = face->subset.new_ids[glyph];
    return number == UINT32_MAX ? 0 : number;
}

/* ---- texts and planes ---- */

/* The number of a text of several characters, the same for equal texts. */
static TextCode long_text_code(PdfFonts *fonts, Str text) {
    const TextCode *known = map_find(&fonts->long_texts, text);
    if (known != NULL) return *known;
    TextCode *code = ARENA_NEW(fonts->arena, TextCode);
    *code = PDF_LONG_TEXT | (TextCode)fonts->texts.count;
    Str copy = str_copy(fonts->arena, text);
    VEC_PUSH(fonts->arena, &fonts->texts, copy);
    map_put(&fonts->long_texts, copy, code);
    return *code;
}

TextCode pdf_text_code(PdfFonts *fonts, Str text) {
    if (text.length == 1 && text.bytes[0] > 0) return (TextCode)text.bytes[0];
    uint32_t first = 0;
    size_t count = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        if (!pdf_may_hold(codepoint)) continue;
        if (count++ == 0) first = codepoint;
    }
    if (count == 0) return WORD_JOINER;
    return count == 1 ? first : long_text_code(fonts, text);
}

static PdfPlane *plane_add(PdfFonts *fonts, PdfFace *face) {
    PdfPlane *plane = ARENA_NEW(fonts->arena, PdfPlane);
    plane->object = pdf_object_new(fonts->file);
    plane->texts = ARENA_ARRAY(fonts->arena, TextCode, face->subset.glyph_count);
    plane->face_number = face->number;
    plane->number = face->planes.count;
    VEC_PUSH(fonts->arena, &face->planes, plane);
    return plane;
}

PdfPlane *pdf_face_plane(PdfFonts *fonts, PdfFace *face, uint32_t glyph, TextCode text) {
    PdfPlane *plane = NULL;
    for (size_t i = 0; i < face->planes.count && plane == NULL; i++) {
        TextCode stands_for = face->planes.items[i]->texts[glyph];
        if (stands_for == 0 || stands_for == text) plane = face->planes.items[i];
    }
    if (plane == NULL && face->planes.count >= MOST_PLANES) return NULL;
    if (plane == NULL) plane = plane_add(fonts, face);
    plane->texts[glyph] = text;
    return plane;
}

void pdf_add_font_name(StrBuilder *out, const PdfPlane *plane) {
    builder_add(out, STR("/F"));
    builder_add_int(out, (int64_t)plane->face_number + 1);
    if (plane->number == 0) return;
    builder_add_byte(out, '.');
    builder_add_int(out, (int64_t)plane->number + 1);
}
