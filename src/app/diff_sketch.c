/* Sketches of pages; see diff_sketch.h.
 *
 * In: the rows of one page. Out: SVG in points, y down. The size of the letters is not in a
 * snapshot: it is guessed from how wide the words are, and textLength (SVG 1.1, 10.5) then makes
 * each line exactly as wide as it was. */
#include "app/diff_sketch.h"

#include "output/page_svg.h"
#include "output/pdf_number.h"

/* A letter is about half an em wide. */
enum { LETTERS_AN_EM = 2 };
#define INITIAL_BYTES_MOST 24
#define SIZE_LEAST         POINTS(5)
#define SIZE_MOST          POINTS(60)

static void add_length(StrBuilder *out, const char *name, int64_t length) {
    builder_add_format(out, " %s=\"", name);
    pdf_add_length(out, length);
    builder_add_byte(out, '"');
}

static void add_box(StrBuilder *out, const SnapshotRow *row, const char *colour) {
    if (row->width <= 0 || row->height <= 0) return;
    builder_add_format(out, "<rect fill=\"none\" stroke=\"%s\" stroke-width=\"0.5\"", colour);
    add_length(out, "x", row->x);
    add_length(out, "y", row->y);
    add_length(out, "width", row->width);
    add_length(out, "height", row->height);
    builder_add_c(out, "/>\n");
}

Unit sketch_letter_size(const SnapshotRow *line) {
    int64_t letters = (int64_t)utf8_count(line->text);
    int64_t size = letters > 0 ? LETTERS_AN_EM * (int64_t)line->natural / letters : 0;
    return unit_from(size < SIZE_LEAST ? SIZE_LEAST : size > SIZE_MOST ? SIZE_MOST : size);
}

/* Without the letter that a drop cap shows: it stands beside the line. */
static Str words_of(const SnapshotRow *row) {
    size_t close = str_find(row->text, STR("}"), 0);
    bool initial = str_starts_with(row->text, STR("{")) && close < INITIAL_BYTES_MOST;
    return initial ? str_slice(row->text, close + 1, row->text.length) : row->text;
}

/* A stretched line fills its measure. */
static void add_line(StrBuilder *out, const SnapshotRow *row) {
    int64_t width = row->stretch != 0 ? row->width : row->natural;
    if (row->text.length == 0 || width <= 0) return;
    builder_add_c(out, "<text");
    add_length(out, "x", row->x);
    add_length(out, "y", row->y);
    add_length(out, "font-size", sketch_letter_size(row));
    add_length(out, "textLength", width);
    builder_add_c(out, " lengthAdjust=\"spacingAndGlyphs\">");
    xml_add_text(out, words_of(row));
    builder_add_c(out, "</text>\n");
}

static void add_row(StrBuilder *out, const SnapshotRow *row) {
    if (row->kind == ROW_FRAME && !str_equal(row->text, STR("running")))
        add_box(out, row, "#b9b9b3");
    if (row->kind == ROW_SHAPE) add_box(out, row, "#dcdcd6");
    if (row->kind == ROW_IMAGE) add_box(out, row, "#777777");
    if (row->kind == ROW_LINE) add_line(out, row);
}

static const SnapshotRow *find_page(const Snapshot *snapshot, uint32_t page) {
    for (size_t i = 0; i < snapshot->rows.count; i++) {
        const SnapshotRow *row = &snapshot->rows.items[i];
        if (row->kind == ROW_PAGE && row->page == page) return row;
    }
    return NULL;
}

bool diff_sketch_write(const Snapshot *snapshot, uint32_t page, Str title, StrBuilder *out) {
    const SnapshotRow *sheet = find_page(snapshot, page);
    if (sheet == NULL || snapshot->level < SNAPSHOT_LINES || sheet->width <= 0 ||
        sheet->height <= 0)
        return false;
    builder_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"");
    xml_add_text(out, title);
    builder_add_c(out, "\" viewBox=\"0 0 ");
    pdf_add_length(out, sheet->width);
    builder_add_byte(out, ' ');
    pdf_add_length(out, sheet->height);
    builder_add_c(out, "\" font-family=\"serif\" fill=\"#55554f\">\n");
    for (size_t i = 0; i < snapshot->rows.count; i++) {
        if (snapshot->rows.items[i].page == page && snapshot->rows.items[i].kind != ROW_BOOKMARK)
            add_row(out, &snapshot->rows.items[i]);
    }
    builder_add_c(out, "</svg>\n");
    return true;
}
