/* A display list as text, one line a thing (tests/snapshots/FORMAT.md).
 *
 * In: the pages. Out: their geometry and text, in reading order, the same bytes on every machine.
 * Lengths are exact decimals of a point. Shapes that follow one another in one paint are counted,
 * with the box around them and a digest of their places: hundreds of dots on a cover are one line.
 */
#include "output/snapshot.h"

#include "base/file.h"
#include "output/piece_text.h"
#include "output/snapshot_invariants.h"

#include <inttypes.h>

#define SOFT_HYPHEN         STR("\xC2\xAD")
#define VISIBLE_SOFT_HYPHEN STR("\xC2\xAC") /* U+00AC */

enum { STRETCH_FULL = 10000, STRETCH_DIGITS = 4 };

const char *snapshot_level_name(SnapshotLevel level) {
    static const char *const names[] = {"pages", "blocks", "lines", "glyphs"};
    return names[level];
}

bool snapshot_find_level(Str snapshot, SnapshotLevel *level) {
    size_t at = str_find(snapshot, STR("\nlevel "), 0);
    if (at == SIZE_MAX) return false;
    size_t start = at + STR("\nlevel ").length, end = str_find(snapshot, STR("\n"), start);
    Str name = str_slice(snapshot, start, end);
    for (int i = 0; i < SNAPSHOT_LEVEL_COUNT; i++) {
        *level = (SnapshotLevel)i;
        if (str_equal(name, str_from_c(snapshot_level_name(*level)))) return true;
    }
    return false;
}

static void add_lengths(StrBuilder *out, const Unit *lengths, size_t count) {
    for (size_t i = 0; i < count; i++) {
        builder_add_byte(out, ' ');
        unit_write(out, lengths[i]);
    }
}

static void add_length(StrBuilder *out, const char *key, Unit length) {
    builder_add_c(out, key);
    unit_write(out, length);
}

/* A text within its line: what would end or hide in it is written \u{...}. */
static void add_text(StrBuilder *out, Str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        bool control = codepoint < ' ' || (codepoint >= 0x7F && codepoint < 0xA0);
        if (control || codepoint == 0x2028 || codepoint == 0x2029) {
            builder_add_format(out, "\\u{%X}", (unsigned)codepoint);
        } else {
            builder_add_char(out, codepoint);
        }
    }
}

/* " | text" without the blanks at its end. */
static void add_last_text(StrBuilder *out, Str text) {
    while (text.length > 0 && text.bytes[text.length - 1] == ' ') text.length--;
    if (text.length > 0) {
        builder_add(out, STR(" | "));
        add_text(out, text);
    }
    builder_add_byte(out, '\n');
}

static Str colour_name(const Colour *colour) {
    return colour == NULL ? STR("none") : colour->name.length > 0 ? colour->name : STR("unnamed");
}

/* ---- lines ---- */

static const char *role_name(Role role) {
    switch (role) {
    case ROLE_ARTIFACT: return "artifact";
    case ROLE_TITLE: return "title";
    case ROLE_HEADING: return "heading";
    case ROLE_PARAGRAPH: return "paragraph";
    case ROLE_LIST_ITEM: return "item";
    case ROLE_LABEL: return "label";
    case ROLE_NOTE: return "note";
    case ROLE_CAPTION: return "caption";
    case ROLE_FIGURE: return "figure";
    case ROLE_CELL: return "cell";
    case ROLE_CODE: return "code";
    }
    return "?";
}

/* What a piece shows, as the author typed it. */
static Str piece_text(const DisplayLine *line, size_t index) {
    const Piece *piece = &line->pieces[index];
    if (piece->kind == PIECE_SPACE) return space_text(piece);
    if (str_equal(piece->copied, SOFT_HYPHEN)) return VISIBLE_SOFT_HYPHEN;
    if (piece->run == NULL || piece->run->count == 0) return STR("");
    TextRange range = piece_text_range(line, index);
    return str_slice(piece->text, range.start, range.end);
}

/* A note call is told from the figures before it: 2024[^1]. */
static const InlineRun *note_call(const DisplayLine *line, size_t index) {
    const InlineRun *origin = line->pieces[index].origin;
    return origin != NULL && origin->kind == INLINE_NOTE_CALL ? origin : NULL;
}

static void add_piece(StrBuilder *text, const DisplayLine *line, size_t i) {
    const InlineRun *call = note_call(line, i);
    if (call != NULL && (i == 0 || note_call(line, i - 1) != call)) builder_add_c(text, "[^");
    builder_add(text, piece_text(line, i));
    if (call != NULL && (i + 1 == line->piece_count || note_call(line, i + 1) != call))
        builder_add_byte(text, ']');
}

/* The text as set; what is there to be copied only stands in braces. */
static Str line_text(const DisplayLine *line, Arena *arena) {
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < line->piece_count; i++) {
        bool opens = line->pieces[i].invisible && (i == 0 || !line->pieces[i - 1].invisible);
        bool closes = line->pieces[i].invisible &&
                      (i + 1 == line->piece_count || !line->pieces[i + 1].invisible);
        if (opens) builder_add_byte(&text, '{');
        add_piece(&text, line, i);
        if (closes) builder_add_byte(&text, '}');
    }
    return builder_text(&text);
}

/* Ten-thousandths as a decimal: 0.25, -0.0312. */
static void add_stretch(StrBuilder *out, int32_t stretch) {
    int64_t size = stretch < 0 ? -(int64_t)stretch : stretch;
    if (stretch < 0) builder_add_byte(out, '-');
    builder_add_int(out, size / STRETCH_FULL);
    int64_t rest = size % STRETCH_FULL;
    if (rest > 0) builder_add_byte(out, '.');
    for (int64_t scale = STRETCH_FULL / 10; rest > 0; scale /= 10) {
        builder_add_byte(out, (char)('0' + rest / scale));
        rest %= scale;
    }
}

/* Where the line's block stands in the file that it was typed in; "-" for what the layout adds. */
static void add_source(StrBuilder *out, Span where) {
    where = span_origin(where);
    if (where.source == NULL) {
        builder_add(out, STR("-"));
        return;
    }
    builder_add(out, path_name(where.source->path));
    builder_add_format(out, ":%" PRIu32, where.line);
}

static void add_line(StrBuilder *out, const DisplayLine *line, Arena *scratch) {
    builder_add(out, STR("line "));
    add_source(out, line->source);
    builder_add_format(out, " %s", role_name(line->role));
    if (line->role == ROLE_HEADING) builder_add_format(out, " %d", line->level);
    builder_add_format(out, " block %" PRIu32 " frame %" PRIu32, line->block, line->frame + 1);
    add_length(out, " x ", line->x);
    add_length(out, " baseline ", line->baseline);
    add_length(out, " width ", line->width);
    add_length(out, " natural ", line->natural);
    builder_add(out, STR(" stretch "));
    add_stretch(out, line->stretch);
    if (line->ends_block) builder_add(out, STR(" end"));
    add_last_text(out, line_text(line, scratch));
}

/* A row for each run of glyphs: number and advance, and the offsets where there are any. */
static void add_glyphs(StrBuilder *out, const DisplayLine *line) {
    for (size_t i = 0; i < line->piece_count; i++) {
        const Piece *piece = &line->pieces[i];
        if (piece->run == NULL || piece->run->count == 0 || piece->invisible) continue;
        builder_add(out, STR("glyphs "));
        add_text(out, face_file_name(piece->face));
        add_lengths(out, (const Unit[3]){piece->size, piece->x, piece->rise}, 3);
        builder_add_format(out, " scaling %" PRId32 " fill ", piece->scaling);
        add_text(out, colour_name(piece->colour));
        builder_add(out, STR(" |"));
        for (size_t g = 0; g < piece->run->count; g++) {
            const Glyph *glyph = &piece->run->glyphs[g];
            builder_add_format(out, " %" PRIu32, glyph->id);
            add_length(out, ":", glyph->advance);
            if (glyph->x_offset == 0 && glyph->y_offset == 0) continue;
            add_length(out, ":", glyph->x_offset);
            add_length(out, ":", glyph->y_offset);
        }
        builder_add_byte(out, '\n');
    }
}

/* ---- blocks ---- */

/* The part of a block that stands in one frame, while its lines pass by. */
typedef struct BlockRow {
    const DisplayLine *first, *last;
    uint32_t lines;
    StrBuilder text;
} BlockRow;

/* Lines are joined as the author typed them: without inserted hyphens, with the blanks that the
 * ends of lines took the place of. */
static void block_row_add_text(BlockRow *row, Str text) {
    bool hyphen = str_ends_with(text, VISIBLE_SOFT_HYPHEN);
    if (hyphen) text.length -= VISIBLE_SOFT_HYPHEN.length;
    builder_add(&row->text, text);
    if (!hyphen && !str_ends_with(text, STR("-"))) builder_add_byte(&row->text, ' ');
}

static void block_row_write(BlockRow *row, StrBuilder *out) {
    if (row->lines == 0) return;
    const DisplayLine *first = row->first;
    builder_add(out, STR("block "));
    add_source(out, first->source);
    builder_add_format(out, " %s", role_name(first->role));
    if (first->role == ROLE_HEADING) builder_add_format(out, " %d", first->level);
    builder_add_format(out, " block %" PRIu32 " frame %" PRIu32 " lines %" PRIu32, first->block,
                       first->frame + 1, row->lines);
    add_length(out, " x ", first->x);
    add_length(out, " baseline ", first->baseline);
    add_length(out, " last ", row->last->baseline);
    add_length(out, " width ", first->width);
    if (row->last->ends_block) builder_add(out, STR(" end"));
    add_last_text(out, builder_text(&row->text));
    row->lines = 0;
}

static void add_block_line(StrBuilder *out, BlockRow *row, const DisplayLine *line,
                           Arena *scratch) {
    bool same = row->lines > 0 && line->block != 0 && row->first->block == line->block &&
                row->first->frame == line->frame && row->first->role == line->role;
    if (!same) {
        block_row_write(row, out);
        *row = (BlockRow){.first = line, .text = {.arena = scratch}};
    }
    row->last = line;
    row->lines++;
    block_row_add_text(row, line_text(line, scratch));
}

static void add_blocks(StrBuilder *out, const DisplayPage *page, Arena *scratch) {
    BlockRow row = {0};
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind == ITEM_LINE)
            add_block_line(out, &row, page->items[i].as.line, scratch);
    }
    block_row_write(&row, out);
}

/* ---- shapes and images ---- */

/* Shapes of one paint that follow one another. */
typedef struct Shapes {
    size_t count;
    bool paths; /* else rectangles */
    const Colour *fill, *stroke;
    Unit stroke_width;
    Unit left, top, right, bottom;
    StrBuilder places;
} Shapes;

static void shapes_write(Shapes *shapes, StrBuilder *out) {
    if (shapes->count == 0) return;
    builder_add_format(out, "%s %zu", shapes->paths ? "paths" : "rects", shapes->count);
    const Unit box[4] = {shapes->left, shapes->top,
                         unit_from((int64_t)shapes->right - shapes->left),
                         unit_from((int64_t)shapes->bottom - shapes->top)};
    add_lengths(out, box, 4);
    builder_add(out, STR(" fill "));
    add_text(out, colour_name(shapes->fill));
    if (shapes->stroke != NULL) {
        builder_add(out, STR(" stroke "));
        add_text(out, colour_name(shapes->stroke));
        add_length(out, " ", shapes->stroke_width);
    }
    builder_add_format(out, " places %016" PRIx64 "\n", str_hash(builder_text(&shapes->places)));
    shapes->count = 0;
}

static void shapes_widen(Shapes *shapes, bool first, Unit x, Unit y) {
    if (first || x < shapes->left) shapes->left = x;
    if (first || x > shapes->right) shapes->right = x;
    if (first || y < shapes->top) shapes->top = y;
    if (first || y > shapes->bottom) shapes->bottom = y;
}

/* Counts a shape among those before it, or begins anew. */
static void shapes_begin(Shapes *shapes, StrBuilder *out, const Shapes *paint) {
    bool same = shapes->count > 0 && shapes->paths == paint->paths && shapes->fill == paint->fill &&
                shapes->stroke == paint->stroke && shapes->stroke_width == paint->stroke_width;
    if (!same) {
        shapes_write(shapes, out);
        *shapes = *paint;
    }
    shapes->count++;
}

static void shapes_add_rect(Shapes *shapes, StrBuilder *out, const DisplayRect *rect,
                            Arena *scratch) {
    shapes_begin(shapes, out,
                 &(Shapes){.fill = rect->fill,
                           .stroke = rect->stroke,
                           .stroke_width = rect->stroke_width,
                           .places = {.arena = scratch}});
    shapes_widen(shapes, shapes->count == 1, rect->x, rect->y);
    shapes_widen(shapes, false, unit_from((int64_t)rect->x + rect->width),
                 unit_from((int64_t)rect->y + rect->height));
    const Unit places[5] = {rect->x, rect->y, rect->width, rect->height, rect->radius};
    add_lengths(&shapes->places, places, 5);
}

static void shapes_add_path(Shapes *shapes, StrBuilder *out, const DisplayPath *path,
                            Arena *scratch) {
    static const size_t point_counts[] = {
        [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
    shapes_begin(shapes, out,
                 &(Shapes){.paths = true,
                           .fill = path->fill,
                           .stroke = path->stroke,
                           .stroke_width = path->stroke_width,
                           .places = {.arena = scratch}});
    builder_add_c(&shapes->places, path->even_odd ? "*" : "/");
    for (size_t i = 0; i < path->point_count; i++) {
        const PathPoint *point = &path->points[i];
        builder_add_byte(&shapes->places, "mlcz"[point->verb]);
        for (size_t p = 0; p < point_counts[point->verb]; p++) {
            shapes_widen(shapes, shapes->count == 1 && i == 0 && p == 0, point->x[p], point->y[p]);
            add_lengths(&shapes->places, (const Unit[2]){point->x[p], point->y[p]}, 2);
        }
    }
}

static void add_image(StrBuilder *out, const DisplayImage *image) {
    builder_add(out, STR("image "));
    add_source(out, image->source);
    add_lengths(out, (const Unit[4]){image->x, image->y, image->width, image->height}, 4);
    builder_add_format(out, " pixels %" PRIu32 " %" PRIu32 " ", image->image->width,
                       image->image->height);
    add_text(out, path_name(image->image->path));
    add_last_text(out, image->alternative);
}

/* ---- pages ---- */

static void add_frames(StrBuilder *out, const DisplayPage *page) {
    for (size_t i = 0; i < page->frame_count; i++) {
        const DisplayFrame *frame = &page->frames[i];
        builder_add_format(out, "frame %zu", i + 1);
        add_lengths(out, (const Unit[4]){frame->x, frame->y, frame->width, frame->height}, 4);
        add_last_text(out, frame->name);
    }
}

static void add_items(StrBuilder *out, const DisplayPage *page, bool glyphs, Arena *scratch) {
    Shapes shapes = {0};
    for (size_t i = 0; i < page->item_count; i++) {
        const DisplayItem *item = &page->items[i];
        bool is_shape = item->kind == ITEM_RECT || item->kind == ITEM_PATH;
        if (!is_shape) shapes_write(&shapes, out);
        switch (item->kind) {
        case ITEM_LINE:
            add_line(out, item->as.line, scratch);
            if (glyphs) add_glyphs(out, item->as.line);
            break;
        case ITEM_IMAGE: add_image(out, item->as.image); break;
        case ITEM_RECT: shapes_add_rect(&shapes, out, item->as.rect, scratch); break;
        case ITEM_PATH: shapes_add_path(&shapes, out, item->as.path, scratch); break;
        }
    }
    shapes_write(&shapes, out);
}

/* A page of the list as readers count: by its folio. */
static uint32_t folio(const DisplayList *list, uint32_t page) {
    return page < list->page_count ? list->pages[page].number : 0;
}

static void add_links(StrBuilder *out, const DisplayList *list, const DisplayPage *page) {
    for (size_t i = 0; i < page->link_count; i++) {
        const DisplayLink *link = &page->links[i];
        builder_add_format(out, "link %" PRIu32, (uint32_t)link->number); /* on its page */
        add_lengths(out, (const Unit[4]){link->x, link->y, link->width, link->height}, 4);
        if (link->address.length > 0) {
            builder_add(out, STR(" to "));
            add_text(out, link->address);
        } else {
            builder_add_format(out, " to page %" PRIu32, folio(list, link->page));
            add_length(out, " y ", link->target_y);
        }
        add_last_text(out, link->contents);
    }
}

static void add_page(StrBuilder *out, const DisplayList *list, const DisplayPage *page,
                     SnapshotLevel level, Arena *scratch) {
    builder_add_format(out, "\npage %" PRIu32 " ", page->number);
    add_text(out, page->template_name);
    add_lengths(out, (const Unit[2]){page->width, page->height}, 2);
    add_length(out, " bleed ", page->bleed);
    builder_add_byte(out, '\n');
    add_frames(out, page);
    if (level == SNAPSHOT_BLOCKS) add_blocks(out, page, scratch);
    if (level < SNAPSHOT_LINES) return;
    add_items(out, page, level == SNAPSHOT_GLYPHS, scratch);
    add_links(out, list, page);
}

static void add_bookmarks(StrBuilder *out, const DisplayList *list) {
    if (list->bookmark_count > 0) builder_add_byte(out, '\n');
    for (size_t i = 0; i < list->bookmark_count; i++) {
        const Bookmark *bookmark = &list->bookmarks[i];
        builder_add_format(out, "bookmark %d page %" PRIu32, bookmark->level,
                           folio(list, bookmark->page));
        add_length(out, " y ", bookmark->y);
        add_last_text(out, bookmark->title);
    }
}

void snapshot_write_header(const DisplayList *list, const SnapshotHeader *header, StrBuilder *out) {
    builder_add_format(out, "maquette-snapshot %d\nlevel %s\nlayout ", SNAPSHOT_VERSION,
                       snapshot_level_name(header->level));
    add_text(out, header->layout);
    builder_add(out, STR("\nlanguage "));
    add_text(out, header->language);
    builder_add_byte(out, '\n');
    for (size_t i = 0; i < header->fingerprint_count; i++) {
        add_text(out, header->fingerprints[i]);
        builder_add_byte(out, '\n');
    }
    builder_add_format(out, "pages %zu\n", list->page_count);
}

void snapshot_write_pages(const DisplayList *list, SnapshotLevel level, const Diag *diag,
                          StrBuilder *out) {
    Arena *scratch = arena_open(), *counted = arena_open();
    InvariantCount count = {.arena = counted};
    for (size_t i = 0; i < list->page_count; i++) {
        ArenaMark mark = arena_mark(scratch);
        DisplayPage page = display_page(list, i, scratch);
        add_page(out, list, &page, level, scratch);
        invariants_add_page(&count, list->layout, &page, list, scratch);
        arena_release(scratch, mark);
    }
    add_bookmarks(out, list);
    invariants_end(&count, diag);
    invariants_write(&count, out);
    arena_close(counted);
    arena_close(scratch);
}

void snapshot_write(const DisplayList *list, const SnapshotHeader *header, StrBuilder *out) {
    snapshot_write_header(list, header, out);
    snapshot_write_pages(list, header->level, header->diag, out);
}

/* ---- comparing ---- */

static Str line_at(Str text, size_t at) {
    size_t end = str_find(text, STR("\n"), at);
    return str_slice(text, at, end == SIZE_MAX ? text.length : end);
}

size_t snapshot_compare(Str expected, Str actual, Str *expected_line, Str *actual_line) {
    *expected_line = *actual_line = STR("");
    size_t number = 1, start = 0, at = 0;
    while (at < expected.length && at < actual.length && expected.bytes[at] == actual.bytes[at]) {
        if (expected.bytes[at++] != '\n') continue;
        number++;
        start = at;
    }
    if (at == expected.length && at == actual.length) return 0;
    *expected_line = line_at(expected, start);
    *actual_line = line_at(actual, start);
    return number;
}
