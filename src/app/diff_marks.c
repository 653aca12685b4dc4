/* Outlines of changes; see diff_marks.h.
 *
 * In: causes and changes with the rows of their blocks. Out: links. Rows of a block that stand
 * below each other in one frame are one outline. Lengths are told in hundredths of a percent. */
#include "app/diff_marks.h"

#include "app/diff_sketch.h"
#include "output/diff_report.h"
#include "output/page_svg.h"

#define OUTLINE_GAP POINTS(2)
enum { WHOLE = 10000, PERCENT = 100 };

typedef struct Area {
    int64_t left, top, right, bottom;
} Area;

/* One page of one side, while its outlines are written. */
typedef struct Writing {
    DiffMarks *marks;
    int side;
    uint32_t page;
    Unit width, height;
    StrBuilder *out;
} Writing;

DiffMarks diff_marks_new(Arena *arena, const SnapshotDiff *diff, DiagLanguage language) {
    DiffMarks marks = {.diff = diff, .language = language, .arena = arena};
    marks.placed = ARENA_ARRAY(arena, bool *, diff->causes.count);
    for (size_t i = 0; i < diff->causes.count; i++)
        marks.placed[i] = ARENA_ARRAY(arena, bool, diff->causes.items[i].changes.count + 1);
    return marks;
}

static Str make_id(Arena *arena, size_t cause, size_t change) {
    StrBuilder id = {.arena = arena};
    builder_add_format(&id, "at-%zu-%zu", cause + 1, change);
    return builder_text(&id);
}

Str diff_marks_id(const DiffMarks *marks, size_t cause, size_t change) {
    return marks->placed[cause][change] ? make_id(marks->arena, cause, change) : STR("");
}

/* What is said of an outline: "cause 2: text edited", or what follows from it. */
static Str sentence(const DiffMarks *marks, size_t cause, size_t change) {
    const Cause *of = &marks->diff->causes.items[cause];
    StrBuilder text = {.arena = marks->arena};
    builder_add_format(&text, "cause %zu", cause + 1);
    builder_add_c(&text, marks->language == DIAG_FRENCH ? "\u00A0: " : ": ");
    builder_add(&text, change == 0
                           ? cause_sentence(marks->arena, of, marks->language)
                           : change_sentence(marks->arena, marks->diff,
                                             &of->changes.items[change - 1], marks->language));
    return builder_text(&text);
}

/* ---- outlines ---- */

static Area row_area(const SnapshotRow *row) {
    Area area = {row->x, row->y, (int64_t)row->x + row->width, (int64_t)row->y + row->height};
    if (row->kind != ROW_LINE) return area;
    Unit size = sketch_letter_size(row);
    bool wide = row->stretch == 0 && row->natural > row->width;
    area.left -= OUTLINE_GAP;
    area.right = (int64_t)row->x + (wide ? row->natural : row->width) + OUTLINE_GAP;
    area.top -= size; /* y is the baseline */
    area.bottom += size / 4;
    return area;
}

static void widen(Area *area, Area by) {
    if (by.left < area->left) area->left = by.left;
    if (by.top < area->top) area->top = by.top;
    if (by.right > area->right) area->right = by.right;
    if (by.bottom > area->bottom) area->bottom = by.bottom;
}

static void add_percent(StrBuilder *out, const char *name, int64_t length, Unit whole) {
    int64_t share = whole > 0 ? length * WHOLE / whole : 0;
    builder_add_format(out, "%s:%s%lld.%02lld%%;", name, share < 0 ? "-" : "",
                       (long long)((share < 0 ? -share : share) / PERCENT),
                       (long long)((share < 0 ? -share : share) % PERCENT));
}

static void add_place(const Writing *w, const Area *area) {
    builder_add_c(w->out, " style=\"");
    add_percent(w->out, "left", area->left, w->width);
    add_percent(w->out, "top", area->top, w->height);
    add_percent(w->out, "width", area->right - area->left, w->width);
    add_percent(w->out, "height", area->bottom - area->top, w->height);
    builder_add_byte(w->out, '"');
}

static void add_outline(const Writing *w, const Area *area, size_t cause, size_t change) {
    const char *kind = change == 0 ? "cause" : "change";
    bool *placed = &w->marks->placed[cause][change];
    if (*placed) {
        builder_add_format(w->out, "<span class=\"mark %s\" aria-hidden=\"true\"", kind);
        add_place(w, area);
        builder_add_c(w->out, "></span>\n");
        return;
    }
    *placed = true;
    builder_add_format(w->out, "<a class=\"mark %s stop\" id=\"", kind);
    builder_add(w->out, make_id(w->marks->arena, cause, change));
    builder_add_format(w->out, "\" href=\"#cause-%zu\" aria-label=\"", cause + 1);
    xml_add_text(w->out, sentence(w->marks, cause, change));
    builder_add_byte(w->out, '"');
    add_place(w, area);
    builder_add_byte(w->out, '>');
    if (change == 0) builder_add_format(w->out, "<b>%zu</b>", cause + 1);
    builder_add_c(w->out, "</a>\n");
}

static bool is_shown(const SnapshotBlock *block) {
    return block != NULL && block->file.length > 0 && block->kind != ROW_BOOKMARK;
}

static void add_block(const Writing *w, const SnapshotBlock *block, size_t cause, size_t change) {
    Area area = {0};
    const SnapshotRow *last = NULL; /* of the open outline; columns of a box go up again */
    for (size_t i = 0; is_shown(block) && i < block->row_count; i++) {
        const SnapshotRow *row = block->rows[i];
        if (row->page != w->page) continue;
        if (last != NULL && last->frame == row->frame && last->y <= row->y) {
            widen(&area, row_area(row));
        } else {
            if (last != NULL) add_outline(w, &area, cause, change);
            area = row_area(row);
        }
        last = row;
    }
    if (last != NULL) add_outline(w, &area, cause, change);
}

/* What stands on both sides has its id on the new one. */
static void add_side(const Writing *w, const SnapshotBlock *old, const SnapshotBlock *new,
                     size_t cause, size_t change) {
    bool *placed = &w->marks->placed[cause][change], before = *placed;
    if (w->side == 1) {
        add_block(w, new, cause, change);
        return;
    }
    if (new != NULL) *placed = true;
    add_block(w, old, cause, change);
    if (new != NULL) *placed = before;
}

void diff_marks_write(DiffMarks *marks, int side, uint32_t page, Unit width, Unit height,
                      StrBuilder *out) {
    Writing w = {marks, side, page, width, height, out};
    for (size_t c = 0; c < marks->diff->causes.count; c++) {
        const Cause *cause = &marks->diff->causes.items[c];
        add_side(&w, cause->old, cause->new, c, 0);
        for (size_t i = 0; i < cause->changes.count; i++)
            add_side(&w, cause->changes.items[i].old, cause->changes.items[i].new, c, i + 1);
    }
}

/* ---- a list ---- */

static bool is_on_page(const SnapshotBlock *old, const SnapshotBlock *new, uint32_t page) {
    const SnapshotBlock *any = new != NULL ? new : old;
    return is_shown(any) && any->rows[0]->page == page;
}

static void add_entry(DiffMarks *marks, size_t cause, size_t change, StrBuilder *out) {
    if (marks->placed[cause][change]) return;
    marks->placed[cause][change] = true;
    builder_add_c(out, "<li><a class=\"stop\" id=\"");
    builder_add(out, make_id(marks->arena, cause, change));
    builder_add_format(out, "\" href=\"#cause-%zu\">", cause + 1);
    xml_add_text(out, sentence(marks, cause, change));
    builder_add_c(out, "</a></li>\n");
}

void diff_marks_list(DiffMarks *marks, uint32_t page, StrBuilder *out) {
    builder_add_c(out, "<ul class=\"text\">\n");
    for (size_t c = 0; c < marks->diff->causes.count; c++) {
        const Cause *cause = &marks->diff->causes.items[c];
        if (is_on_page(cause->old, cause->new, page)) add_entry(marks, c, 0, out);
        for (size_t i = 0; i < cause->changes.count; i++) {
            const Change *change = &cause->changes.items[i];
            if (is_on_page(change->old, change->new, page)) add_entry(marks, c, i + 1, out);
        }
    }
    builder_add_c(out, "</ul>\n");
}
