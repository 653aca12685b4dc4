/* The page of HTML for `maquette diff --html`; see diff_html.h.
 *
 * The file is HTML and well-formed XML at once. What the pictures show in colour is written beside
 * them too, and all that can be jumped to is a link, so that the keyboard is enough. */
#include "app/diff_html.h"

#include "output/diff_report.h"
#include "output/page_svg.h"

#define CAUSE_COLOUR  "#c02020"
#define CHANGE_COLOUR "#3a6ea5"
#define LINE_ASCENT   POINTS(9) /* of an outline above the baseline, and its height */
#define LINE_HEIGHT   POINTS(12)
enum { PAGES_SHOWN = 60, CAUSES_LISTED = 200 };

#define NO_PAGE UINT32_MAX

typedef VEC(SvgMark) Marks;

typedef struct Writing {
    const SnapshotDiff *diff;
    const DiffNames *names;
    const Pipeline *sides[2];
    Arena *arena;
    SvgGlyphs glyphs;
    uint32_t *old_pages; /* of each new page that differs, the old one beside it; else NO_PAGE */
    StrBuilder *out;
} Writing;

static void add_words(const Writing *w, const char *english, const char *french) {
    builder_add_c(w->out, w->names->language == DIAG_FRENCH ? french : english);
}

/* ---- which pages ---- */

static size_t page_count(const Writing *w) {
    return w->diff->new->pages.count;
}

/* A page that differs stands beside the one on which the first block that differs stood. */
static void touch(Writing *w, const SnapshotBlock *old, const SnapshotBlock *new) {
    const SnapshotBlock *any = new != NULL ? new : old;
    if (any == NULL || any->file.length == 0) return;
    for (size_t i = 0; i < any->row_count; i++) {
        uint32_t page = any->rows[i]->page, before = page;
        if (page >= page_count(w) || w->old_pages[page] != NO_PAGE) continue;
        if (old != NULL && i < old->row_count) before = old->rows[i]->page;
        size_t last = w->diff->old->pages.count - 1;
        w->old_pages[page] = before > last ? (uint32_t)last : before;
    }
}

static void find_pages(Writing *w) {
    w->old_pages = ARENA_ARRAY(w->arena, uint32_t, page_count(w) + 1);
    for (size_t i = 0; i < page_count(w); i++) w->old_pages[i] = NO_PAGE;
    if (w->diff->old->pages.count == 0) return;
    for (size_t c = 0; c < w->diff->causes.count; c++) {
        const Cause *cause = &w->diff->causes.items[c];
        touch(w, cause->old, cause->new);
        for (size_t i = 0; i < cause->changes.count; i++)
            touch(w, cause->changes.items[i].old, cause->changes.items[i].new);
    }
}

/* ---- pictures ---- */

static void mark_block(const Writing *w, Marks *marks, const SnapshotBlock *block, uint32_t page,
                       const char *colour, size_t number) {
    for (size_t i = 0; block != NULL && i < block->row_count; i++) {
        const SnapshotRow *row = block->rows[i];
        if (row->page != page || row->kind != ROW_LINE || block->file.length == 0) continue;
        SvgMark mark = {.x = row->x,
                        .y = unit_from((int64_t)row->y - LINE_ASCENT),
                        .width = row->width,
                        .height = unit_from((int64_t)LINE_HEIGHT + row->height),
                        .colour = colour};
        StrBuilder label = {.arena = w->arena};
        if (number > 0) builder_add_int(&label, (int64_t)number);
        mark.label = builder_text(&label);
        number = 0; /* said once a block */
        VEC_PUSH(w->arena, marks, mark);
    }
}

/* side: 0 old, 1 new. */
static Marks page_marks(const Writing *w, int side, uint32_t page) {
    Marks marks = {0};
    for (size_t c = 0; c < w->diff->causes.count; c++) {
        const Cause *cause = &w->diff->causes.items[c];
        mark_block(w, &marks, side == 0 ? cause->old : cause->new, page, CAUSE_COLOUR, c + 1);
        for (size_t i = 0; i < cause->changes.count; i++) {
            const Change *change = &cause->changes.items[i];
            mark_block(w, &marks, side == 0 ? change->old : change->new, page, CHANGE_COLOUR, 0);
        }
    }
    return marks;
}

static Str page_folio(const Snapshot *snapshot, uint32_t page) {
    return page < snapshot->pages.count ? snapshot->pages.items[page].folio : STR("");
}

static void add_picture(Writing *w, int side, uint32_t page) {
    const Snapshot *snapshot = side == 0 ? w->diff->old : w->diff->new;
    const Pipeline *pipeline = w->sides[side];
    if (pipeline == NULL || page >= pipeline->list.page_count) return;
    StrBuilder title = {.arena = w->arena};
    builder_add(&title, side == 0 ? w->names->old : w->names->new);
    builder_add(&title, STR(", page "));
    builder_add(&title, page_folio(snapshot, page));
    Arena *painted = arena_open(), *own = arena_open();
    DisplayPage shown = display_page(&pipeline->list, page, painted);
    Marks marks = page_marks(w, side, page);
    SvgOptions options = {
        .title = builder_text(&title), .marks = marks.items, .mark_count = marks.count};
    builder_add_c(w->out, "<figure>\n<figcaption>");
    xml_add_text(w->out, builder_text(&title));
    builder_add_c(w->out, "</figcaption>\n");
    page_svg_write(&shown, &options, &w->glyphs, own, w->out);
    builder_add_c(w->out, "</figure>\n");
    arena_close(own);
    arena_close(painted);
}

/* ---- causes and pages ---- */

static bool is_on_page(const SnapshotBlock *old, const SnapshotBlock *new, uint32_t page) {
    const SnapshotBlock *any = new != NULL ? new : old;
    for (size_t i = 0; any != NULL && any->file.length > 0 && i < any->row_count; i++) {
        if (any->rows[i]->page == page) return true;
    }
    return false;
}

static bool cause_touches(const Cause *cause, uint32_t page) {
    if (is_on_page(cause->old, cause->new, page)) return true;
    for (size_t i = 0; i < cause->changes.count; i++) {
        if (is_on_page(cause->changes.items[i].old, cause->changes.items[i].new, page)) return true;
    }
    return false;
}

static void add_page_links(const Writing *w, const Cause *cause) {
    size_t shown = 0;
    builder_add_c(w->out, "<p>");
    for (uint32_t page = 0; page < page_count(w) && shown < PAGES_SHOWN; page++) {
        if (w->old_pages[page] == NO_PAGE) continue;
        shown++;
        if (!cause_touches(cause, page)) continue;
        builder_add_format(w->out, "<a href=\"#page-%u\">page ", (unsigned)page + 1);
        xml_add_text(w->out, page_folio(w->diff->new, page));
        builder_add_c(w->out, "</a> ");
    }
    builder_add_c(w->out, "</p>\n");
}

static void add_cause(const Writing *w, size_t index) {
    const Cause *cause = &w->diff->causes.items[index];
    DiagLanguage language = w->names->language;
    builder_add_format(w->out, "<li id=\"cause-%zu\"><strong>", index + 1);
    xml_add_text(w->out, cause_place(w->arena, w->diff, cause, language));
    builder_add_c(w->out, "</strong> ");
    xml_add_text(w->out, cause_sentence(w->arena, cause, language));
    builder_add_c(w->out, "<br/>\n");
    xml_add_text(w->out, cause_consequences(w->arena, cause, language));
    builder_add_c(w->out, "\n");
    add_page_links(w, cause);
    builder_add_c(w->out, "</li>\n");
}

static void add_page(Writing *w, uint32_t page) {
    builder_add_format(w->out, "<section id=\"page-%u\"><h2>page ", (unsigned)page + 1);
    xml_add_text(w->out, page_folio(w->diff->new, page));
    builder_add_c(w->out, "</h2>\n<p>");
    for (size_t c = 0; c < w->diff->causes.count && c < CAUSES_LISTED; c++) {
        if (!cause_touches(&w->diff->causes.items[c], page)) continue;
        builder_add_format(w->out, "<a href=\"#cause-%zu\">", c + 1);
        builder_add_format(w->out, "cause %zu</a> ", c + 1);
    }
    builder_add_c(w->out, "</p>\n<div class=\"pair\">\n");
    add_picture(w, 0, w->old_pages[page]);
    add_picture(w, 1, page);
    builder_add_c(w->out, "</div></section>\n");
}

static void add_invariants(const Writing *w) {
    if (w->diff->faults.count == 0) return;
    add_words(w, "<h2>What no longer holds</h2>\n<ul>\n", "<h2>Ce qui ne vaut plus</h2>\n<ul>\n");
    for (size_t i = 0; i < w->diff->faults.count && i < CAUSES_LISTED; i++) {
        const InvariantFault *fault = w->diff->faults.items[i];
        builder_add_c(w->out, "<li>");
        xml_add_text(w->out, invariant_sentence(fault->invariant, w->names->language));
        builder_add_c(w->out, " – ");
        xml_add_text(w->out, fault_sentence(w->arena, fault, w->names->language));
        builder_add_c(w->out, "</li>\n");
    }
    builder_add_c(w->out, "</ul>\n");
}

/* ---- the file ---- */

static const char style[] =
    "body{font:15px/1.45 sans-serif;margin:2em;color:#1a1a1a;background:#f4f4f2}\n"
    ".pair{display:flex;gap:2em}\n.pair figure{margin:0;flex:1 1 0;min-width:0}\n"
    "svg{max-width:100%;height:auto;background:#fff;box-shadow:0 1px 5px #0005}\n"
    "li:target,section:target h2{background:#ffe9a8}\n"
    "a:focus-visible{outline:3px solid #3a6ea5}\n"
    ".cause{color:" CAUSE_COLOUR "}\n.change{color:" CHANGE_COLOUR "}\n";

static void add_head(const Writing *w) {
    builder_add_format(w->out,
                       "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                       "lang=\"%s\">\n<head><meta charset=\"utf-8\"/>\n<title>",
                       w->names->language == DIAG_FRENCH ? "fr" : "en");
    xml_add_text(w->out, w->names->old);
    builder_add_c(w->out, " → ");
    xml_add_text(w->out, w->names->new);
    builder_add_c(w->out,
                  "</title>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<style>\n");
    builder_add_c(w->out, style);
    builder_add_c(w->out, "</style></head>\n<body>\n<main>\n<h1>");
    xml_add_text(w->out, w->names->old);
    builder_add_c(w->out, " → ");
    xml_add_text(w->out, w->names->new);
    builder_add_c(w->out, "</h1>\n");
    add_words(w,
              "<p><span class=\"cause\">Outlined in red with its number: a cause.</span> <span "
              "class=\"change\">In blue: what follows from one.</span></p>\n",
              "<p><span class=\"cause\">Entouré de rouge avec son numéro\u00A0: une cause.</span> "
              "<span class=\"change\">En bleu\u00A0: ce qui en découle.</span></p>\n");
}

void diff_write_html(const SnapshotDiff *diff, const DiffNames *names, const Pipeline *old,
                     const Pipeline *new, StrBuilder *out) {
    Arena *arena = arena_open();
    Writing writing = {.diff = diff,
                       .names = names,
                       .sides = {old, new},
                       .arena = arena,
                       .glyphs = {.known = {.arena = arena}},
                       .out = out};
    find_pages(&writing);
    add_head(&writing);
    if (diff->causes.count == 0)
        add_words(&writing, "<p>Nothing differs.</p>\n", "<p>Rien ne diffère.</p>\n");
    if (diff->causes.count > 0) builder_add_c(out, "<ol>\n");
    for (size_t i = 0; i < diff->causes.count && i < CAUSES_LISTED; i++) add_cause(&writing, i);
    if (diff->causes.count > 0) builder_add_c(out, "</ol>\n");
    add_invariants(&writing);
    size_t shown = 0;
    for (uint32_t page = 0; page < page_count(&writing) && shown < PAGES_SHOWN; page++) {
        if (writing.old_pages[page] == NO_PAGE) continue;
        shown++;
        add_page(&writing, page);
    }
    builder_add_c(out, "</main>\n</body>\n</html>\n");
    arena_close(arena);
}
