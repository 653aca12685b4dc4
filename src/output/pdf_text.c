/* A line of text as text objects (ISO 32000-1, 9.4): glyphs by number, every one exactly in its
 * place.
 *
 * The reader's pen moves by the widths told in the file, by Tc and Tz as they were written,
 * rounded; the layout's pen by shaped advances. Before each glyph both are compared, and where they
 * differ by more than CLOSE_ENOUGH the number that brings them together goes into the TJ array. As
 * the difference is always taken from the line's start, rounding never adds up.
 *
 * A glyph's text is what its cluster stands for, and a matter of the plane's table. Where several
 * glyphs make up a text together each has its share of the characters, which gives the text as they
 * are drawn; where they are more than its characters they are wrapped in a Span that tells it
 * (ActualText). No oftener: some readers lose the rest of the element behind such a Span. */
#include "output/pdf_canvas.h"
#include "output/pdf_marked.h"
#include "output/pdf_number.h"
#include "output/pdf_string.h"
#include "output/piece_text.h"

enum { NO_SCALING = 10000, TRACKING_DECIMALS = 4, SIZE_DECIMALS = 3, PERCENT_DECIMALS = 2 };

#define NANO_PER_THOUSANDTH 1000000 /* of a point, both */
#define NANO_PER_MILLIONTH  1000
#define NANO_PER_TRACKING   100000
#define TRACKING_SCALE      10000
#define CLOSE_ENOUGH        3000000 /* 0.003 pt, in nanopoints */

/* The reader's pen within a line. */
typedef struct Pen {
    PdfCanvas *canvas;
    int64_t size;  /* of the piece's glyphs, as written [1/1000 pt] */
    int64_t at;    /* from the line's origin [nanopoint] */
    int64_t start; /* how far the origin was written right of its exact place [nanopoint] */
    Unit origin;   /* x of the origin in the line */
    const DisplayLine *mixed; /* a line of several elements */
    bool in_array;            /* after "[" */
    bool in_string;           /* after "(" */
} Pen;

/* Glyphs of a piece that stand for one text together. */
typedef struct Cluster {
    size_t first, end; /* glyphs of the run */
    Str text;
    bool falls; /* they are read from the last one on */
} Cluster;

/* ---- operators ---- */

static void string_end(Pen *pen) {
    if (pen->in_string) builder_add_byte(&pen->canvas->content, ')');
    pen->in_string = false;
}

static void array_end(Pen *pen) {
    string_end(pen);
    if (pen->in_array) builder_add(&pen->canvas->content, STR("]TJ\n"));
    pen->in_array = false;
}

static void array_begin(Pen *pen) {
    if (!pen->in_array) builder_add_byte(&pen->canvas->content, '[');
    pen->in_array = true;
}

/* Writes a number and its operator outside the array. */
static void set_number(Pen *pen, int64_t digits, int decimals, Str name) {
    array_end(pen);
    pdf_add_decimal(&pen->canvas->content, digits, decimals);
    builder_add(&pen->canvas->content, name);
}

static void set_font(Pen *pen, PdfPlane *plane, int64_t size) {
    PdfCanvas *canvas = pen->canvas;
    if (canvas->text.plane == plane && canvas->text.size == size) return;
    if (plane->last_page != canvas->page_number) {
        plane->last_page = canvas->page_number;
        VEC_PUSH(canvas->arena, &canvas->planes, plane);
    }
    array_end(pen);
    pdf_add_font_name(&canvas->content, plane);
    builder_add_byte(&canvas->content, ' ');
    set_number(pen, size, SIZE_DECIMALS, STR(" Tf\n"));
    canvas->text.plane = plane;
    canvas->text.size = size;
}

static void set_rise(Pen *pen, int64_t rise) {
    if (pen->canvas->text.rise == rise) return;
    set_number(pen, pdf_length_written(rise), SIZE_DECIMALS, STR(" Ts\n"));
    pen->canvas->text.rise = rise;
}

/* What holds for all glyphs of a piece. */
static void set_piece_state(Pen *pen, const Piece *piece) {
    PdfCanvas *canvas = pen->canvas;
    pen->size = pdf_length_written(piece->size);
    int64_t tracking = pdf_round((int64_t)piece->tracking * TRACKING_SCALE, UNIT_PER_POINT);
    int64_t scaling = piece->scaling > 0 ? piece->scaling : NO_SCALING;
    if (canvas->text.tracking != tracking)
        set_number(pen, tracking, TRACKING_DECIMALS, STR(" Tc\n"));
    if (canvas->text.scaling != scaling) set_number(pen, scaling, PERCENT_DECIMALS, STR(" Tz\n"));
    if (canvas->text.invisible != piece->invisible) {
        set_number(pen, piece->invisible ? 3 : 0, 0, STR(" Tr\n"));
    }
    canvas->text.tracking = tracking;
    canvas->text.scaling = scaling;
    canvas->text.invisible = piece->invisible;
    const Colour *colour = pdf_piece_colour(canvas->inks, piece);
    if (colour == NULL || pdf_colour_equal(canvas->inks, canvas->fill, colour)) return;
    array_end(pen);
    canvas_fill_colour(canvas, colour);
}

/* ---- the pen ---- */

/* Brings the reader's pen to a place: the fewest decimals that come close enough. */
static void pen_move(Pen *pen, int64_t to) {
    int64_t gap = to - pen->at;
    if (gap >= -CLOSE_ENOUGH && gap <= CLOSE_ENOUGH) return;
    const PdfTextState *text = &pen->canvas->text;
    int64_t step = text->size * text->scaling; /* of a number of 1 [nanopoint / 10] */
    int64_t scale = 10, number, moved;
    int decimals = 0;
    for (;; scale *= 10, decimals++) {
        number = pdf_scale(gap, scale, step);
        moved = pdf_scale(step, number, scale);
        if (decimals == 3 || (gap - moved <= CLOSE_ENOUGH && moved - gap <= CLOSE_ENOUGH)) break;
    }
    if (number == 0) return;
    string_end(pen);
    array_begin(pen);
    pdf_add_decimal(&pen->canvas->content, -number, decimals);
    pen->at += moved;
}

/* Shows a glyph by its number in the file, at a place. The font is set. */
static void pen_show(Pen *pen, const PdfFace *face, uint32_t glyph, int64_t to) {
    StrBuilder *out = &pen->canvas->content;
    pen_move(pen, to);
    array_begin(pen);
    if (!pen->in_string) builder_add_byte(out, '(');
    pen->in_string = true;
    pdf_add_string_byte(out, (uint8_t)(glyph >> 8));
    pdf_add_string_byte(out, (uint8_t)glyph);
    const PdfTextState *text = &pen->canvas->text;
    int64_t advance =
        face->widths[glyph] * text->size * NANO_PER_MILLIONTH + text->tracking * NANO_PER_TRACKING;
    pen->at +=
        text->scaling == NO_SCALING ? advance : pdf_scale(advance, text->scaling, NO_SCALING);
}

/* A place in the line as the pen counts. */
static int64_t pen_place(const Pen *pen, int64_t x) {
    return pdf_nanopoints(x - pen->origin) - pen->start;
}

/* ---- clusters ---- */

/* True for a run from right to left: its clusters fall. */
static bool run_falls(const GlyphRun *run) {
    return run->glyphs[0].cluster > run->glyphs[run->count - 1].cluster;
}

/* The glyphs that share a cluster with the one at a place, and its text. */
static Cluster cluster_at(const Piece *piece, size_t at, size_t text_end) {
    const GlyphRun *run = piece->run;
    bool falls = run_falls(run);
    if (piece->copied.length > 0) return (Cluster){0, run->count, piece->copied, falls};
    uint32_t start = run->glyphs[at].cluster;
    size_t first = at, end = at, stop = text_end;
    while (end < run->count && run->glyphs[end].cluster == start) end++;
    while (first > 0 && run->glyphs[first - 1].cluster == start) first--;
    if (!falls && end < run->count) stop = run->glyphs[end].cluster;
    if (falls && first > 0) stop = run->glyphs[first - 1].cluster;
    return (Cluster){first, end, str_slice(piece->text, start, stop), falls};
}

/* The share of a cluster's text that a glyph stands for by itself: one character each, the last
 * glyph the rest. *at is where the share of the glyph before it ended. */
static Str cluster_share(const Cluster *cluster, bool last, size_t *at) {
    size_t from = *at;
    utf8_next(cluster->text, at);
    if (last) *at = cluster->text.length;
    return str_slice(cluster->text, from, *at);
}

/* ---- pieces ---- */

/* The marked content that a byte of a piece belongs to. */
static void mark_place(Pen *pen, const Piece *piece, uint32_t byte) {
    if (pen->mixed == NULL) return;
    TagElement *element = pdf_tags_piece(pen->canvas->tags, pen->mixed, piece, byte);
    if (element == pen->canvas->element) return;
    array_end(pen);
    canvas_mark_element(pen->canvas, element);
}

static void span_begin(Pen *pen, Str text) {
    array_end(pen);
    builder_add(&pen->canvas->content, STR("/Span<</ActualText"));
    pdf_add_utf16_text(&pen->canvas->content, text);
    builder_add(&pen->canvas->content, STR(">>BDC\n"));
}

static void span_end(Pen *pen) {
    array_end(pen);
    builder_add(&pen->canvas->content, STR("EMC\n"));
}

/* Shows the glyphs of a cluster; *sum, the unscaled advances of the piece up to it, moves on: from
 * left to right, or in a run that falls back from the right. */
static void show_cluster(Pen *pen, const Piece *piece, PdfFace *face, const Cluster *cluster,
                         int64_t *sum) {
    PdfFonts *fonts = pen->canvas->fonts;
    int64_t scaling = pen->canvas->text.scaling;
    size_t count = cluster->end - cluster->first, told = 0;
    bool told_whole = pdf_tags_is_replaced(pen->canvas->element);
    bool in_span = count > utf8_count(cluster->text) && count > 1 && !told_whole;
    if (in_span) span_begin(pen, cluster->text);
    for (size_t i = 0; i < count; i++) {
        size_t place = cluster->falls ? cluster->end - 1 - i : cluster->first + i;
        const Glyph *glyph = &piece->run->glyphs[place];
        int64_t advance = (int64_t)glyph->advance + piece->tracking;
        if (cluster->falls) *sum -= advance;
        int64_t x = *sum + glyph->x_offset;
        if (!cluster->falls) *sum += advance;
        Str share = cluster_share(cluster, i + 1 == count, &told);
        uint32_t number = pdf_face_glyph(face, glyph->id);
        if (number == 0) continue; /* .notdef is never shown */
        PdfPlane *plane = pdf_face_plane(fonts, face, number, pdf_text_code(fonts, share));
        if (plane == NULL && !in_span && !told_whole) {
            span_begin(pen, cluster->text);
            in_span = true;
        }
        set_font(pen, plane != NULL ? plane : face->planes.items[0], pen->size);
        set_rise(pen, (int64_t)piece->rise + glyph->y_offset);
        if (scaling != NO_SCALING) x = pdf_scale(x, scaling, NO_SCALING);
        pen_show(pen, face, number, pen_place(pen, (int64_t)piece->x + unit_from(x)));
    }
    if (in_span) span_end(pen);
}

/* Where a cluster's text begins in its piece's. */
static uint32_t cluster_byte(const Piece *piece, const Cluster *cluster) {
    return piece->copied.length > 0 ? 0 : piece->run->glyphs[cluster->first].cluster;
}

/* Shows a run from right to left in the order in which it is read: the pen goes back before each
 * cluster. Readers that take text as it is drawn get it as it was typed. */
static void show_falling(Pen *pen, const Piece *piece, PdfFace *face, size_t text_end) {
    int64_t sum = 0;
    for (size_t i = 0; i < piece->run->count; i++)
        sum += (int64_t)piece->run->glyphs[i].advance + piece->tracking;
    for (size_t end = piece->run->count; end > 0;) {
        Cluster cluster = cluster_at(piece, end - 1, text_end);
        mark_place(pen, piece, cluster_byte(piece, &cluster));
        show_cluster(pen, piece, face, &cluster, &sum);
        end = cluster.first;
    }
}

static void show_glyphs(Pen *pen, const DisplayLine *line, size_t index) {
    const Piece *piece = &line->pieces[index];
    PdfFace *face = pdf_face_find(pen->canvas->fonts, piece->face);
    if (face == NULL || piece->run == NULL || piece->run->count == 0) return;
    set_piece_state(pen, piece);
    size_t text_end = piece_text_range(line, index).end;
    if (run_falls(piece->run)) {
        show_falling(pen, piece, face, text_end);
        return;
    }
    int64_t sum = 0;
    for (size_t i = 0; i < piece->run->count;) {
        Cluster cluster = cluster_at(piece, i, text_end);
        mark_place(pen, piece, cluster_byte(piece, &cluster));
        show_cluster(pen, piece, face, &cluster, &sum);
        i = cluster.end;
    }
}

/* A space is seen only by the place of what follows: it takes the size, tracking and colour that
 * are current. */
static void show_space(Pen *pen, const Piece *piece) {
    PdfFonts *fonts = pen->canvas->fonts;
    PdfFace *face = pdf_face_find(fonts, piece->face);
    uint32_t number = face == NULL ? 0 : pdf_face_glyph(face, face->space);
    if (number == 0) return;
    mark_place(pen, piece, 0);
    PdfPlane *plane = pdf_face_plane(fonts, face, number, pdf_text_code(fonts, space_text(piece)));
    if (plane == NULL) plane = face->planes.items[0];
    const PdfTextState *text = &pen->canvas->text;
    bool same_face = text->plane != NULL && text->plane->face_number == plane->face_number;
    set_font(pen, plane, same_face ? text->size : pdf_length_written(piece->size));
    pen_show(pen, face, number, pen_place(pen, piece->x));
}

static bool piece_is_shown(const Piece *piece) {
    return piece->face != NULL && pdf_length_written(piece->size) > 0;
}

void canvas_show_line(PdfCanvas *canvas, const DisplayLine *line) {
    size_t first = 0;
    while (first < line->piece_count && !piece_is_shown(&line->pieces[first])) first++;
    if (first == line->piece_count) return;
    Pen pen = {.canvas = canvas,
               .origin = line->pieces[first].x,
               .mixed = canvas->tags != NULL && canvas->mark == MARK_NONE ? line : NULL};
    int64_t x = (int64_t)line->x + pen.origin;
    pen.start = pdf_length_written(canvas->left + x) * NANO_PER_THOUSANDTH -
                pdf_nanopoints(canvas->left + x);
    builder_add(&canvas->content, STR("BT\n"));
    canvas_add_point(canvas, x, line->baseline);
    builder_add(&canvas->content, STR("Td\n"));
    for (size_t i = first; i < line->piece_count; i++) {
        const Piece *piece = &line->pieces[i];
        if (!piece_is_shown(piece)) continue;
        if (piece->kind == PIECE_SPACE) {
            show_space(&pen, piece);
        } else {
            show_glyphs(&pen, line, i);
        }
    }
    array_end(&pen);
    if (pen.mixed != NULL) canvas_mark_end(canvas);
    builder_add(&canvas->content, STR("ET\n"));
}
