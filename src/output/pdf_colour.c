/* Colour operators (ISO 32000-1, 8.6.8) and Separation colour spaces (8.6.6.4). */
#include "output/pdf_colour.h"

#include <string.h>

#include "output/pdf_number.h"
#include "output/pdf_string.h"

enum { FULL = 10000, FULL_DECIMALS = 4, BYTE_MAX = 255, RGB_SCALE = 1000, RGB_DECIMALS = 3 };

const Colour PDF_REGISTRATION = {.name = {"registration", 12},
                                 .cmyk = {FULL, FULL, FULL, FULL},
                                 .spot = {"All", 3},
                                 .tint = FULL};

void pdf_inks_begin(PdfInks *inks) {
    inks->content++;
}

const Colour *pdf_piece_colour(const PdfInks *inks, const Piece *piece) {
    bool paper = inks->kind == PDF_PRINT && piece->print_colour != NULL;
    return paper ? piece->print_colour : piece->colour;
}

bool pdf_colour_overprints(const PdfInks *inks, const Colour *colour) {
    static const int32_t black[4] = {0, 0, 0, FULL};
    return inks->kind == PDF_PRINT && colour != NULL && colour->spot.length == 0 &&
           memcmp(colour->cmyk, black, sizeof black) == 0;
}

bool pdf_colour_equal(const PdfInks *inks, const Colour *a, const Colour *b) {
    if (a == b) return true;
    if (a == NULL || b == NULL) return false;
    if (inks->kind == PDF_SCREEN) return memcmp(a->rgb, b->rgb, sizeof a->rgb) == 0;
    if (!str_equal(a->spot, b->spot)) return false;
    if (a->spot.length > 0) return a->tint == b->tint;
    return memcmp(a->cmyk, b->cmyk, sizeof a->cmyk) == 0;
}

static void add_cmyk(StrBuilder *out, const int32_t cmyk[4]) {
    for (int i = 0; i < 4; i++) {
        if (i > 0) builder_add_byte(out, ' ');
        pdf_add_decimal(out, cmyk[i], FULL_DECIMALS);
    }
}

/* The layout's colour that is the whole ink, or NULL. */
static const Colour *full_ink(const Layout *layout, Str spot) {
    if (layout == NULL) return NULL;
    for (size_t i = 0; i < layout->colours.count; i++) {
        const Colour *colour = layout->colours.entries[i].value;
        if (colour->tint == FULL && str_equal(colour->spot, spot)) return colour;
    }
    return NULL;
}

/* The look of the full ink, from a tint of it where the layout has nothing better. */
static PdfSpot spot_make(const PdfInks *inks, const Colour *colour) {
    PdfSpot spot = {.name = colour->spot};
    const Colour *full = full_ink(inks->layout, colour->spot);
    if (full == NULL) full = colour;
    for (int i = 0; i < 4; i++) {
        int64_t share = full->tint > 0 ? pdf_round((int64_t)full->cmyk[i] * FULL, full->tint) : 0;
        spot.cmyk[i] = (int32_t)(share > FULL ? FULL : share);
    }
    StrBuilder function = {.arena = inks->file->arena};
    builder_add(&function, STR("/FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1["));
    add_cmyk(&function, spot.cmyk);
    builder_add(&function, STR("]/N 1"));
    spot.tints = pdf_object_new(inks->file);
    pdf_object_fill(inks->file, spot.tints, builder_text(&function));
    return spot;
}

static size_t spot_number(PdfInks *inks, const Colour *colour) {
    for (size_t i = 0; i < inks->spots.count; i++) {
        if (str_equal(inks->spots.items[i].name, colour->spot)) return i;
    }
    VEC_PUSH(inks->arena, &inks->spots, spot_make(inks, colour));
    return inks->spots.count - 1;
}

void pdf_add_colour(StrBuilder *out, PdfInks *inks, const Colour *colour, bool stroke) {
    if (inks->kind == PDF_SCREEN) {
        for (int i = 0; i < 3; i++) {
            pdf_add_decimal(out, pdf_round(colour->rgb[i] * RGB_SCALE, BYTE_MAX), RGB_DECIMALS);
            builder_add_byte(out, ' ');
        }
        builder_add_c(out, stroke ? "RG\n" : "rg\n");
    } else if (colour->spot.length == 0) {
        add_cmyk(out, colour->cmyk);
        builder_add_c(out, stroke ? " K\n" : " k\n");
    } else {
        size_t spot = spot_number(inks, colour);
        inks->spots.items[spot].last_content = inks->content;
        builder_add_format(out, "/S%zu %s ", spot, stroke ? "CS" : "cs");
        pdf_add_decimal(out, colour->tint, FULL_DECIMALS);
        builder_add_c(out, stroke ? " SCN\n" : " scn\n");
    }
}

void pdf_add_colour_spaces(StrBuilder *out, const PdfInks *inks) {
    bool any = false;
    for (size_t i = 0; i < inks->spots.count; i++) {
        const PdfSpot *spot = &inks->spots.items[i];
        if (spot->last_content != inks->content) continue;
        if (!any) builder_add(out, STR("/ColorSpace<<"));
        any = true;
        builder_add_format(out, "/S%zu[/Separation", i);
        pdf_add_name(out, spot->name);
        builder_add(out, STR("/DeviceCMYK "));
        pdf_add_reference(out, spot->tints);
        builder_add_byte(out, ']');
    }
    if (any) builder_add(out, STR(">>"));
}
