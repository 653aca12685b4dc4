/* One page as SVG; see page_svg.h.
 *
 * In: a display page. Out: an <svg> element in points, y down, the same bytes everywhere: lengths
 * to 0.001 pt, places of glyphs to whole units of their font. A run of glyphs is a group that
 * scales the font's units, y up, to the page; glyph outlines are paths in the font's own numbers.
 */
#include "output/page_svg.h"

#include "output/pdf_number.h"
#include "output/picture_profile.h"

enum { NO_SCALING = 10000, SCALE_DECIMALS = 8, HUNDRED_MILLION = 100000000 };

/* Distances of what is drawn to explain. */
#define MARK_LABEL_SIZE POINTS(7)
#define MARK_GAP        POINTS(2)

typedef struct Svg {
    StrBuilder *out;
    Arena *scratch;
    SvgGlyphs *glyphs;
    const SvgOptions *options;
} Svg;

/* ---- text and numbers ---- */

static bool xml_allows(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

void xml_add_text(StrBuilder *out, Str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t character = utf8_next(text, &at);
        switch (character) {
        case '<': builder_add_c(out, "&lt;"); break;
        case '>': builder_add_c(out, "&gt;"); break;
        case '&': builder_add_c(out, "&amp;"); break;
        case '"': builder_add_c(out, "&quot;"); break;
        default: builder_add_char(out, xml_allows(character) ? character : 0xFFFD);
        }
    }
}

/* name="length" */
static void add_length(const Svg *svg, const char *name, int64_t length) {
    builder_add_format(svg->out, " %s=\"", name);
    pdf_add_length(svg->out, length);
    builder_add_byte(svg->out, '"');
}

static void add_area(const Svg *svg, int64_t x, int64_t y, int64_t width, int64_t height) {
    add_length(svg, "x", x);
    add_length(svg, "y", y);
    add_length(svg, "width", width > 0 ? width : 0);
    add_length(svg, "height", height > 0 ? height : 0);
}

static void add_colour(const Svg *svg, const char *name, const Colour *colour) {
    if (colour == NULL) {
        builder_add_format(svg->out, " %s=\"none\"", name);
        return;
    }
    builder_add_format(svg->out, " %s=\"#%02x%02x%02x\"", name, colour->rgb[0], colour->rgb[1],
                       colour->rgb[2]);
}

static void add_paint(const Svg *svg, const Colour *fill, const Colour *stroke, Unit width) {
    add_colour(svg, "fill", fill);
    if (stroke == NULL) return;
    add_colour(svg, "stroke", stroke);
    add_length(svg, "stroke-width", width);
}

/* ---- glyphs ---- */

/* What a glyph is known by, as bytes without padding. */
typedef struct GlyphKey {
    const Face *face;
    uint64_t glyph;
} GlyphKey;

static const uint32_t *find_glyph(const SvgGlyphs *glyphs, const Face *face, uint32_t glyph) {
    GlyphKey key = {face, glyph};
    return map_find(&glyphs->known, (Str){(const char *)&key, sizeof key});
}

static void add_outline(const Svg *svg, const PathStep *steps, size_t count) {
    static const char letters[] = {
        [PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'C', [PATH_CLOSE] = 'Z'};
    for (size_t i = 0; i < count; i++) {
        int points = steps[i].verb == PATH_CLOSE ? 0 : steps[i].verb == PATH_CURVE ? 3 : 1;
        builder_add_byte(svg->out, letters[steps[i].verb]);
        for (int p = 0; p < points; p++) {
            builder_add_format(svg->out, p > 0 ? " %d %d" : "%d %d", steps[i].x[p], steps[i].y[p]);
        }
    }
}

static void define_glyph(const Svg *svg, const Face *face, uint32_t glyph) {
    if (glyph == 0 || find_glyph(svg->glyphs, face, glyph) != NULL) return;
    Arena *arena = svg->glyphs->known.arena;
    GlyphKey *key = ARENA_NEW(arena, GlyphKey);
    uint32_t *number = ARENA_NEW(arena, uint32_t);
    *key = (GlyphKey){face, glyph};
    map_put(&svg->glyphs->known, (Str){(const char *)key, sizeof *key}, number);
    ArenaMark mark = arena_mark(svg->scratch);
    PathStep *steps = NULL;
    size_t count = 0;
    if (face_outline(face, glyph, svg->scratch, &steps, &count) && count > 0) {
        *number = ++svg->glyphs->count; /* 0: it draws nothing */
        builder_add_format(svg->out, "<path id=\"g%u\" d=\"", *number);
        add_outline(svg, steps, count);
        builder_add_c(svg->out, "\"/>\n");
    }
    arena_release(svg->scratch, mark);
}

static bool piece_is_drawn(const Piece *piece) {
    return piece->kind == PIECE_GLYPHS && piece->run != NULL && piece->face != NULL &&
           piece->size > 0 && !piece->invisible;
}

static void define_glyphs(const Svg *svg, const DisplayPage *page) {
    builder_add_c(svg->out, "<defs>\n");
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind != ITEM_LINE) continue;
        const DisplayLine *line = page->items[i].as.line;
        for (size_t p = 0; p < line->piece_count; p++) {
            const Piece *piece = &line->pieces[p];
            if (!piece_is_drawn(piece)) continue;
            for (size_t g = 0; g < piece->run->count; g++)
                define_glyph(svg, piece->face, piece->run->glyphs[g].id);
        }
    }
    builder_add_c(svg->out, "</defs>\n");
}

/* ---- lines ---- */

static int64_t piece_scaling(const Piece *piece) {
    return piece->scaling > 0 ? piece->scaling : NO_SCALING;
}

/* True if both can be drawn in one group. */
static bool same_group(const Piece *a, const Piece *b) {
    return a->face == b->face && a->size == b->size && piece_scaling(a) == piece_scaling(b) &&
           a->colour == b->colour;
}

/* A length on the page as whole units of the piece's font. */
static int64_t font_units(const Piece *piece, int64_t length) {
    return pdf_scale(length, face_metrics(piece->face)->units_per_em, piece->size);
}

static void add_scale(const Svg *svg, const Piece *piece) {
    int64_t em = (int64_t)face_metrics(piece->face)->units_per_em * UNIT_PER_POINT;
    int64_t scale = pdf_round((int64_t)piece->size * HUNDRED_MILLION, em);
    builder_add_c(svg->out, " scale(");
    pdf_add_decimal(svg->out, pdf_scale(scale, piece_scaling(piece), NO_SCALING), SCALE_DECIMALS);
    builder_add_byte(svg->out, ' ');
    pdf_add_decimal(svg->out, -scale, SCALE_DECIMALS);
    builder_add_c(svg->out, ")\"");
}

static void open_group(const Svg *svg, const DisplayLine *line, const Piece *piece) {
    builder_add_c(svg->out, "<g transform=\"translate(");
    pdf_add_length(svg->out, (int64_t)line->x + piece->x);
    builder_add_byte(svg->out, ' ');
    pdf_add_length(svg->out, line->baseline);
    builder_add_byte(svg->out, ')');
    add_scale(svg, piece);
    if (piece->colour != NULL) add_colour(svg, "fill", piece->colour);
    builder_add_c(svg->out, ">");
}

/* The piece's glyphs in a group that begins at the place of `first`. */
static void use_glyphs(const Svg *svg, const Piece *first, const Piece *piece) {
    int64_t before = pdf_scale((int64_t)piece->x - first->x, NO_SCALING, piece_scaling(piece));
    for (size_t i = 0; i < piece->run->count; i++) {
        const Glyph *glyph = &piece->run->glyphs[i];
        const uint32_t *number = find_glyph(svg->glyphs, piece->face, glyph->id);
        if (number != NULL && *number > 0) {
            int64_t x = font_units(piece, before + glyph->x_offset);
            int64_t y = font_units(piece, (int64_t)piece->rise + glyph->y_offset);
            builder_add_format(svg->out, "<use href=\"#g%u\"", *number);
            if (x != 0) builder_add_format(svg->out, " x=\"%lld\"", (long long)x);
            if (y != 0) builder_add_format(svg->out, " y=\"%lld\"", (long long)y);
            builder_add_c(svg->out, "/>");
        }
        before += (int64_t)glyph->advance + piece->tracking;
    }
}

static void draw_line(const Svg *svg, const DisplayLine *line) {
    const Piece *first = NULL; /* of the open group */
    for (size_t i = 0; i < line->piece_count; i++) {
        const Piece *piece = &line->pieces[i];
        if (!piece_is_drawn(piece)) continue;
        if (first != NULL && !same_group(first, piece)) {
            builder_add_c(svg->out, "</g>\n");
            first = NULL;
        }
        if (first == NULL) {
            open_group(svg, line, piece);
            first = piece;
        }
        use_glyphs(svg, first, piece);
    }
    if (first != NULL) builder_add_c(svg->out, "</g>\n");
}

/* ---- areas, paths and pictures ---- */

static void draw_rect(const Svg *svg, const DisplayRect *rect) {
    if (rect->fill == NULL && rect->stroke == NULL) return;
    builder_add_c(svg->out, "<rect");
    add_area(svg, rect->x, rect->y, rect->width, rect->height);
    if (rect->radius > 0) add_length(svg, "rx", rect->radius);
    add_paint(svg, rect->fill, rect->stroke, rect->stroke_width);
    builder_add_c(svg->out, "/>\n");
}

static void draw_path(const Svg *svg, const DisplayPath *path) {
    static const char letters[] = {
        [PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'C', [PATH_CLOSE] = 'Z'};
    size_t first = 0; /* segments before the first move have no start */
    while (first < path->point_count && path->points[first].verb != PATH_MOVE) first++;
    if (first == path->point_count || (path->fill == NULL && path->stroke == NULL)) return;
    builder_add_c(svg->out, "<path d=\"");
    for (size_t i = first; i < path->point_count; i++) {
        const PathPoint *point = &path->points[i];
        int points = point->verb == PATH_CLOSE ? 0 : point->verb == PATH_CURVE ? 3 : 1;
        builder_add_byte(svg->out, letters[point->verb]);
        for (int p = 0; p < points; p++) {
            if (p > 0) builder_add_byte(svg->out, ' ');
            pdf_add_length(svg->out, point->x[p]);
            builder_add_byte(svg->out, ' ');
            pdf_add_length(svg->out, point->y[p]);
        }
    }
    builder_add_byte(svg->out, '"');
    if (path->even_odd) builder_add_c(svg->out, " fill-rule=\"evenodd\"");
    add_paint(svg, path->fill, path->stroke, path->stroke_width);
    builder_add_c(svg->out, "/>\n");
}

void xml_add_base64(StrBuilder *out, Str bytes) {
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        uint32_t group = 0;
        size_t held = bytes.length - i < 3 ? bytes.length - i : 3;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (k < held ? (uint8_t)bytes.bytes[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            builder_add_byte(out, k <= held ? signs[group >> (18 - 6 * k) & 63] : '=');
    }
}

bool svg_shows_picture(const Image *image) {
    return image != NULL && image->channels != 4;
}

static void draw_image(const Svg *svg, const DisplayImage *image) {
    StrBuilder *out = svg->out;
    if (svg->options->pictures && svg_shows_picture(image->image)) {
        builder_add_c(out, "<image preserveAspectRatio=\"none\"");
        add_area(svg, image->x, image->y, image->width, image->height);
        bool jpeg = image->image->kind == IMAGE_JPEG;
        builder_add_format(out, " href=\"data:image/%s;base64,", jpeg ? "jpeg" : "png");
        xml_add_base64(out, picture_bare(image->image->bytes, jpeg, svg->scratch));
        builder_add_c(out, "\">");
        builder_add_c(out, "<title>");
        xml_add_text(out, image->alternative);
        builder_add_c(out, "</title></image>\n");
        return;
    }
    int64_t right = (int64_t)image->x + image->width, bottom = (int64_t)image->y + image->height;
    builder_add_c(out, "<g fill=\"#e6e6e6\" stroke=\"#888888\" stroke-width=\"0.5\"><rect");
    add_area(svg, image->x, image->y, image->width, image->height);
    builder_add_c(out, "/><line");
    add_length(svg, "x1", image->x);
    add_length(svg, "y1", image->y);
    add_length(svg, "x2", right);
    add_length(svg, "y2", bottom);
    builder_add_c(out, "/><line");
    add_length(svg, "x1", right);
    add_length(svg, "y1", image->y);
    add_length(svg, "x2", image->x);
    add_length(svg, "y2", bottom);
    builder_add_c(out, "/></g>\n");
}

/* ---- what explains ---- */

static void draw_grid(const Svg *svg, const DisplayPage *page) {
    const SvgOptions *options = svg->options;
    if (options->grid_leading <= 0) return;
    builder_add_c(svg->out,
                  "<path fill=\"none\" stroke=\"" SVG_GRID_COLOUR "\" stroke-width=\"0.4\" d=\"");
    for (int i = 0; i < options->grid_rows; i++) {
        int64_t y = options->grid_first + (int64_t)i * options->grid_leading;
        builder_add_c(svg->out, "M0 ");
        pdf_add_length(svg->out, y);
        builder_add_byte(svg->out, 'H');
        pdf_add_length(svg->out, page->width);
    }
    builder_add_c(svg->out, "\"/>\n");
}

const char *svg_frame_colour(Str name) {
    if (str_equal(name, STR("running"))) return NULL;
    if (str_starts_with(name, STR("notes"))) return SVG_NOTE_COLOUR;
    if (str_starts_with(name, STR("column ")) || str_equal(name, STR("across")))
        return SVG_COLUMN_COLOUR;
    return SVG_BOX_COLOUR;
}

static void draw_frames(const Svg *svg, const DisplayPage *page) {
    builder_add_c(svg->out, "<g fill=\"none\" stroke-width=\"0.8\">\n");
    for (size_t i = 0; i < page->frame_count; i++) {
        const DisplayFrame *frame = &page->frames[i];
        const char *colour = svg_frame_colour(frame->name);
        if (colour == NULL) continue;
        builder_add_format(svg->out, "<rect stroke=\"%s\"", colour);
        add_area(svg, frame->x, frame->y, frame->width, frame->height);
        builder_add_c(svg->out, "><title>");
        xml_add_text(svg->out, frame->name);
        builder_add_c(svg->out, "</title></rect>\n");
    }
    builder_add_c(svg->out, "</g>\n");
}

static void draw_mark(const Svg *svg, const SvgMark *mark) {
    builder_add_format(svg->out,
                       "<rect fill=\"%s\" fill-opacity=\"0.25\" stroke=\"%s\" "
                       "stroke-width=\"0.8\"",
                       mark->colour, mark->colour);
    add_area(svg, mark->x, mark->y, mark->width, mark->height);
    builder_add_c(svg->out, "/>\n");
    if (mark->label.length == 0) return;
    int64_t right = (int64_t)mark->x + mark->width + MARK_GAP;
    builder_add_format(svg->out,
                       "<text font-family=\"sans-serif\" font-weight=\"bold\" "
                       "text-anchor=\"%s\" fill=\"%s\"",
                       mark->label_right ? "start" : "end", mark->colour);
    add_length(svg, "font-size", MARK_LABEL_SIZE);
    add_length(svg, "x", mark->label_right ? right : (int64_t)mark->x - MARK_GAP);
    add_length(svg, "y", (int64_t)mark->y + mark->height);
    builder_add_byte(svg->out, '>');
    xml_add_text(svg->out, mark->label);
    builder_add_c(svg->out, "</text>\n");
}

/* ---- the whole ---- */

static void open_svg(const Svg *svg, const DisplayPage *page) {
    StrBuilder *out = svg->out;
    builder_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    if (svg->options->language.length > 0) {
        builder_add_c(out, " xml:lang=\"");
        xml_add_text(out, svg->options->language);
        builder_add_byte(out, '"');
    }
    if (svg->options->title.length > 0) {
        builder_add_c(out, " aria-label=\"");
        xml_add_text(out, svg->options->title);
        builder_add_byte(out, '"');
    }
    builder_add_c(out, " width=\"");
    pdf_add_length(out, page->width);
    builder_add_c(out, "pt\" height=\"");
    pdf_add_length(out, page->height);
    builder_add_c(out, "pt\" viewBox=\"0 0 ");
    pdf_add_length(out, page->width);
    builder_add_byte(out, ' ');
    pdf_add_length(out, page->height);
    builder_add_c(out, "\">\n");
    if (svg->options->title.length == 0) return;
    builder_add_c(out, "<title>");
    xml_add_text(out, svg->options->title);
    builder_add_c(out, "</title>\n");
}

void page_svg_write(const DisplayPage *page, const SvgOptions *options, SvgGlyphs *glyphs,
                    Arena *scratch, StrBuilder *out) {
    Svg svg = {.out = out, .scratch = scratch, .glyphs = glyphs, .options = options};
    open_svg(&svg, page);
    define_glyphs(&svg, page);
    builder_add_c(out, "<rect fill=\"#ffffff\"");
    add_area(&svg, 0, 0, page->width, page->height);
    builder_add_c(out, "/>\n");
    for (size_t i = 0; i < page->item_count; i++) {
        const DisplayItem *item = &page->items[i];
        switch (item->kind) {
        case ITEM_LINE: draw_line(&svg, item->as.line); break;
        case ITEM_RECT: draw_rect(&svg, item->as.rect); break;
        case ITEM_PATH: draw_path(&svg, item->as.path); break;
        case ITEM_IMAGE: draw_image(&svg, item->as.image); break;
        }
    }
    draw_grid(&svg, page);
    if (options->frames) draw_frames(&svg, page);
    for (size_t i = 0; i < options->mark_count; i++) draw_mark(&svg, &options->marks[i]);
    builder_add_c(out, "</svg>\n");
}
