/* The font objects of a face: program, descriptor, descendant font, and one Type 0 font with its
 * table of texts for each plane (ISO 32000-1, 9.6 to 9.10).
 *
 * glyf outlines are embedded as a TrueType font (FontFile2), CFF ones as the bare table
 * (FontFile3); both with CID = glyph. Widths are the face's own advances in whole thousandths of
 * the size, as some readers (MuPDF) drop their decimals and would draw lines that drift. What this
 * rounds off, kerning and stretch are in the pages. */
#include <nettle/sha2.h>

#include "output/pdf_fonts.h"
#include "output/pdf_number.h"
#include "output/pdf_string.h"

enum { TAG_LETTERS = 6, THOUSAND = 1000, TABLE_BLOCK = 100 };

/* FontDescriptor flags (table 123). */
enum { FLAG_FIXED_PITCH = 1, FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

/* The name of the subset: six letters that tell one set of glyphs from another, and the face's
 * name. */
static Str subset_name(PdfFonts *fonts, const PdfFace *face) {
    struct sha256_ctx digest;
    sha256_init(&digest);
    Str checksum = face_sha256(face->face);
    sha256_update(&digest, checksum.length, (const uint8_t *)checksum.bytes);
    for (size_t i = 0; i < face->subset.glyph_count; i++) {
        uint32_t id = face->subset.glyphs[i];
        uint8_t bytes[4] = {(uint8_t)(id >> 24), (uint8_t)(id >> 16), (uint8_t)(id >> 8),
                            (uint8_t)id};
        sha256_update(&digest, sizeof bytes, bytes);
    }
    uint8_t sum[TAG_LETTERS];
    sha256_digest(&digest, sizeof sum, sum);
    StrBuilder name = {.arena = fonts->arena};
    for (int i = 0; i < TAG_LETTERS; i++) builder_add_byte(&name, (char)('A' + sum[i] % 26));
    builder_add_byte(&name, '+');
    Str own = face_postscript_name(face->face);
    builder_add(&name, own.length > 0 ? own : STR("Font"));
    return builder_text(&name);
}

static PdfObject program_write(PdfFonts *fonts, const PdfFace *face) {
    StrBuilder entries = {.arena = fonts->arena};
    if (face_metrics(face->face)->is_cff) {
        builder_add(&entries, STR("/Subtype/CIDFontType0C"));
    } else {
        builder_add_format(&entries, "/Length1 %zu", face->subset.bytes.length);
    }
    return pdf_stream_new(fonts->file, builder_text(&entries), face->subset.bytes, PDF_FLATE);
}

static void add_scaled(StrBuilder *out, const char *key, const FaceMetrics *metrics,
                       int32_t value) {
    builder_add_c(out, key);
    int64_t em = metrics->units_per_em > 0 ? metrics->units_per_em : THOUSAND;
    builder_add_int(out, pdf_round((int64_t)value * THOUSAND, em));
}

static int flags_make(const FaceMetrics *metrics) {
    return FLAG_SYMBOLIC | (metrics->fixed_pitch ? FLAG_FIXED_PITCH : 0) |
           (metrics->serif ? FLAG_SERIF : 0) | (metrics->italic ? FLAG_ITALIC : 0);
}

/* Thickness of the vertical stems from the weight: fonts do not tell it. */
static int64_t stem_from_weight(int32_t weight) {
    return 10 + pdf_round(((int64_t)weight - 50) * 220, 900);
}

static PdfObject descriptor_write(PdfFonts *fonts, const PdfFace *face, Str name) {
    const FaceMetrics *metrics = face_metrics(face->face);
    PdfObject program = program_write(fonts, face);
    StrBuilder out = {.arena = fonts->arena};
    builder_add(&out, STR("/Type/FontDescriptor/FontName"));
    pdf_add_name(&out, name);
    builder_add_format(&out, "/Flags %d", flags_make(metrics));
    builder_add(&out, STR("/FontBBox["));
    for (int i = 0; i < 4; i++) add_scaled(&out, i == 0 ? "" : " ", metrics, metrics->bounds[i]);
    builder_add(&out, STR("]/ItalicAngle "));
    pdf_add_decimal(&out, pdf_round((int64_t)metrics->italic_angle * THOUSAND, 65536), 3);
    add_scaled(&out, "/Ascent ", metrics, metrics->ascender);
    add_scaled(&out, "/Descent ", metrics, metrics->descender);
    add_scaled(&out, "/CapHeight ", metrics, metrics->cap_height);
    add_scaled(&out, "/XHeight ", metrics, metrics->x_height);
    builder_add(&out, STR("/StemV "));
    builder_add_int(&out, stem_from_weight(metrics->weight));
    builder_add_c(&out, metrics->is_cff ? "/FontFile3 " : "/FontFile2 ");
    pdf_add_reference(&out, program);
    PdfObject descriptor = pdf_object_new(fonts->file);
    pdf_object_fill(fonts->file, descriptor, builder_text(&out));
    return descriptor;
}

static PdfObject descendant_write(PdfFonts *fonts, const PdfFace *face, Str name) {
    bool is_cff = face_metrics(face->face)->is_cff;
    PdfObject descriptor = descriptor_write(fonts, face, name);
    StrBuilder out = {.arena = fonts->arena};
    builder_add_format(&out, "/Type/Font/Subtype/CIDFontType%d/BaseFont", is_cff ? 0 : 2);
    pdf_add_name(&out, name);
    builder_add(&out, STR("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"));
    builder_add(&out, STR("/FontDescriptor "));
    pdf_add_reference(&out, descriptor);
    if (!is_cff) builder_add(&out, STR("/CIDToGIDMap/Identity"));
    builder_add(&out, STR("/W[0["));
    for (size_t i = 0; i < face->subset.glyph_count; i++) {
        if (i > 0) builder_add_byte(&out, ' ');
        builder_add_int(&out, face->widths[i]);
    }
    builder_add(&out, STR("]]"));
    PdfObject descendant = pdf_object_new(fonts->file);
    pdf_object_fill(fonts->file, descendant, builder_text(&out));
    return descendant;
}

/* ---- the table of texts (9.10.3) ---- */

static void add_table_entry(StrBuilder *out, const PdfFonts *fonts, size_t glyph, TextCode code) {
    builder_add_format(out, "<%04zX><", glyph);
    if (code < PDF_LONG_TEXT) {
        pdf_add_utf16(out, code);
    } else {
        Str text = fonts->texts.items[code - PDF_LONG_TEXT];
        for (size_t at = 0; at < text.length;) {
            uint32_t codepoint = utf8_next(text, &at);
            if (pdf_may_hold(codepoint)) pdf_add_utf16(out, codepoint);
        }
    }
    builder_add(out, STR(">\n"));
}

static void add_table(StrBuilder *out, const PdfFonts *fonts, const PdfFace *face,
                      const PdfPlane *plane) {
    size_t left = 0, in_block = 0;
    for (size_t i = 0; i < face->subset.glyph_count; i++) left += plane->texts[i] != 0;
    for (size_t i = 0; i < face->subset.glyph_count; i++) {
        if (plane->texts[i] == 0) continue;
        if (in_block == 0) {
            in_block = left < TABLE_BLOCK ? left : TABLE_BLOCK;
            builder_add_format(out, "%zu beginbfchar\n", in_block);
        }
        add_table_entry(out, fonts, i, plane->texts[i]);
        left--;
        if (--in_block == 0) builder_add(out, STR("endbfchar\n"));
    }
}

static PdfObject to_unicode_write(PdfFonts *fonts, const PdfFace *face, const PdfPlane *plane) {
    StrBuilder out = {.arena = fonts->arena};
    builder_add(&out, STR("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
    add_table(&out, fonts, face, plane);
    builder_add(&out, STR("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    return pdf_stream_new(fonts->file, STR(""), builder_text(&out), PDF_FLATE);
}

static void plane_write(PdfFonts *fonts, const PdfFace *face, const PdfPlane *plane, Str name,
                        PdfObject descendant) {
    PdfObject table = to_unicode_write(fonts, face, plane);
    StrBuilder out = {.arena = fonts->arena};
    builder_add(&out, STR("/Type/Font/Subtype/Type0/BaseFont"));
    pdf_add_name(&out, name);
    builder_add(&out, STR("/Encoding/Identity-H/DescendantFonts["));
    pdf_add_reference(&out, descendant);
    builder_add(&out, STR("]/ToUnicode "));
    pdf_add_reference(&out, table);
    pdf_object_fill(fonts->file, plane->object, builder_text(&out));
}

void pdf_fonts_write(PdfFonts *fonts) {
    for (size_t i = 0; i < fonts->faces.count; i++) {
        const PdfFace *face = fonts->faces.items[i];
        if (face->planes.count == 0) continue;
        Str name = subset_name(fonts, face);
        PdfObject descendant = descendant_write(fonts, face, name);
        for (size_t p = 0; p < face->planes.count; p++) {
            plane_write(fonts, face, face->planes.items[p], name, descendant);
        }
    }
}
