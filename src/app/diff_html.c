/* The page of HTML for `maquette diff --html`; see diff_html.h.
 *
 * The file is HTML and well-formed XML at once. What the pictures show in colour is written beside
 * them too, and all that can be jumped to is a link: without its script the page lacks the overlay
 * and the keys for the next change, and nothing else. */
#include "app/diff_html.h"

#include "app/diff_look.h"
#include "app/diff_marks.h"
#include "app/diff_sketch.h"
#include "output/diff_report.h"
#include "output/page_svg.h"

enum {
    PAGES_SHOWN = 60,
    CAUSES_LISTED = 200,
    CHANGES_LISTED = 200,            /* of a cause */
    PICTURE_BYTES_MOST = 512 * 1024, /* of a page; more of them are crossed frames */
};

#define NO_PAGE UINT32_MAX

typedef struct Writing {
    const SnapshotDiff *diff;
    const DiffNames *names;
    const Pipeline *sides[2];
    Arena *arena;
    SvgGlyphs glyphs;
    DiffMarks marks;
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

static Str page_folio(const Snapshot *snapshot, uint32_t page) {
    return page < snapshot->pages.count ? snapshot->pages.items[page].folio : STR("");
}

static Str picture_title(const Writing *w, int side, uint32_t page) {
    StrBuilder title = {.arena = w->arena};
    builder_add(&title, side == 0 ? w->names->old : w->names->new);
    builder_add(&title, STR(", page "));
    builder_add(&title, page_folio(side == 0 ? w->diff->old : w->diff->new, page));
    return builder_text(&title);
}

static bool pictures_are_small(const DisplayPage *page) {
    size_t bytes = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind == ITEM_IMAGE)
            bytes += page->items[i].as.image->image->bytes.length;
    }
    return bytes <= PICTURE_BYTES_MOST;
}

/* The engine's picture of a page; false if there is none. */
static bool add_painted(Writing *w, int side, uint32_t page, Str title) {
    const Pipeline *pipeline = w->sides[side];
    if (pipeline == NULL || page >= pipeline->list.page_count) return false;
    Arena *painted = arena_open(), *own = arena_open();
    DisplayPage shown = display_page(&pipeline->list, page, painted);
    SvgOptions options = {.title = title, .pictures = pictures_are_small(&shown)};
    page_svg_write(&shown, &options, &w->glyphs, own, w->out);
    diff_marks_write(&w->marks, side, page, shown.width, shown.height, w->out);
    arena_close(own);
    arena_close(painted);
    return true;
}

static const SnapshotRow *find_sheet(const Snapshot *snapshot, uint32_t page) {
    for (size_t i = 0; i < snapshot->rows.count; i++) {
        const SnapshotRow *row = &snapshot->rows.items[i];
        if (row->kind == ROW_PAGE && row->page == page) return row;
    }
    return NULL;
}

static bool add_sketched(Writing *w, int side, uint32_t page, Str title) {
    const Snapshot *snapshot = side == 0 ? w->diff->old : w->diff->new;
    if (w->sides[side] != NULL || !diff_sketch_write(snapshot, page, title, w->out)) return false;
    const SnapshotRow *sheet = find_sheet(snapshot, page);
    diff_marks_write(&w->marks, side, page, sheet->width, sheet->height, w->out);
    return true;
}

static void add_picture(Writing *w, int side, uint32_t page) {
    size_t start = w->out->length;
    Str title = picture_title(w, side, page);
    builder_add_c(w->out, side == 0 ? "<figure class=\"old\">\n<figcaption>"
                                    : "<figure class=\"new\">\n<figcaption>");
    add_words(w, side == 0 ? "before: " : "after: ", side == 0 ? "avant\u00A0: " : "après\u00A0: ");
    xml_add_text(w->out, title);
    if (w->sides[side] == NULL)
        add_words(w, " (sketched from the snapshot)", " (esquissé d’après le relevé)");
    builder_add_c(w->out, "</figcaption>\n<div class=\"sheet\">\n");
    if (!add_painted(w, side, page, title) && !add_sketched(w, side, page, title)) {
        w->out->length = start;
        return;
    }
    builder_add_c(w->out, "</div>\n</figure>\n");
}

static void add_page(Writing *w, uint32_t page) {
    builder_add_format(w->out, "<section id=\"page-%u\" aria-labelledby=\"title-%u\">",
                       (unsigned)page + 1, (unsigned)page + 1);
    builder_add_format(w->out, "<h2 id=\"title-%u\">page ", (unsigned)page + 1);
    xml_add_text(w->out, page_folio(w->diff->new, page));
    builder_add_c(w->out, "</h2>\n<div class=\"pair\">\n");
    add_picture(w, 0, w->old_pages[page]);
    add_picture(w, 1, page);
    builder_add_c(w->out, "</div>\n");
    if (w->diff->new->level < SNAPSHOT_LINES) diff_marks_list(&w->marks, page, w->out);
    builder_add_c(w->out, "</section>\n");
}

static void add_pages(Writing *w) {
    size_t shown = 0;
    for (uint32_t page = 0; page < page_count(w); page++) {
        if (w->old_pages[page] == NO_PAGE || shown++ >= PAGES_SHOWN) continue;
        add_page(w, page);
    }
    if (shown <= PAGES_SHOWN) return;
    builder_add_c(w->out, "<p class=\"soft\">");
    builder_add_int(w->out, (int64_t)shown - PAGES_SHOWN);
    add_words(w, " more pages differ and are not shown.</p>\n",
              " autres pages diffèrent et ne sont pas montrées.</p>\n");
}

/* ---- causes ---- */

/* "… moyens vont à <del>la police</del> <ins>l’armée</ins> plutôt …" */
static void add_sides(const Writing *w, const Cause *cause) {
    if (!cause_has_sides(cause)) return;
    add_words(w, ": ", "\u00A0: ");
    xml_add_text(w->out, cause->before);
    builder_add_c(w->out, cause->before.length > 0 ? " " : "");
    if (cause->old_text.length > 0) {
        builder_add_c(w->out, "<del>");
        xml_add_text(w->out, cause->old_text);
        builder_add_c(w->out, "</del> ");
    }
    if (cause->new_text.length > 0) {
        builder_add_c(w->out, "<ins>");
        xml_add_text(w->out, cause->new_text);
        builder_add_c(w->out, "</ins> ");
    }
    xml_add_text(w->out, cause->after);
}

/* A link to the place of a cause or change, or the words alone where it has none. */
static void add_jump(const Writing *w, size_t cause, size_t change, Str words) {
    Str id = diff_marks_id(&w->marks, cause, change);
    if (id.length > 0) {
        builder_add_c(w->out, "<a href=\"#");
        builder_add(w->out, id);
        builder_add_c(w->out, "\">");
    }
    xml_add_text(w->out, words);
    if (id.length > 0) builder_add_c(w->out, "</a>");
}

static void add_changes(const Writing *w, size_t index) {
    const Cause *cause = &w->diff->causes.items[index];
    size_t shown = 0, texts = 0;
    builder_add_c(w->out, "<details><summary>");
    xml_add_text(w->out, cause_consequences(w->arena, cause, w->names->language));
    builder_add_c(w->out, "</summary>\n<ul>\n");
    for (size_t i = 0; i < cause->changes.count; i++) {
        const Change *change = &cause->changes.items[i];
        const SnapshotBlock *block = change->new != NULL ? change->new : change->old;
        if (block->file.length == 0 || block->kind == ROW_BOOKMARK) continue;
        if (texts++ >= CHANGES_LISTED) continue;
        shown++;
        builder_add_c(w->out, "<li>");
        add_jump(w, index, i + 1, change_sentence(w->arena, w->diff, change, w->names->language));
        builder_add_c(w->out, "</li>\n");
    }
    builder_add_c(w->out, "</ul>\n");
    if (texts > shown) {
        builder_add_c(w->out, "<p>… ");
        builder_add_int(w->out, (int64_t)(texts - shown));
        add_words(w, " more</p>\n", " autres</p>\n");
    }
    builder_add_c(w->out, "</details>\n");
}

static void add_cause(const Writing *w, size_t index) {
    const Cause *cause = &w->diff->causes.items[index];
    Str place = cause_place(w->arena, w->diff, cause, w->names->language);
    bool stop = diff_marks_id(&w->marks, index, 0).length == 0; /* it has no place in a picture */
    builder_add_format(w->out, "<li id=\"cause-%zu\" tabindex=\"%s\"%s>", index + 1,
                       stop ? "0" : "-1", stop ? " class=\"stop\"" : "");
    builder_add_format(w->out, "<p><span class=\"number\">%zu</span> ", index + 1);
    if (index == 0)
        add_words(w, "<strong>First cause</strong> ", "<strong>Première cause</strong> ");
    if (place.length > 0) add_jump(w, index, 0, place);
    builder_add_c(w->out, "<br/>\n");
    xml_add_text(w->out, cause_title(w->arena, cause, w->names->language));
    add_sides(w, cause);
    builder_add_c(w->out, "</p>\n");
    if (cause->changes.count > 0) add_changes(w, index);
    builder_add_c(w->out, "</li>\n");
}

static void add_causes(const Writing *w) {
    size_t count = w->diff->causes.count;
    if (count == 0) {
        add_words(w, "<p>Nothing differs.</p>\n", "<p>Rien ne diffère.</p>\n");
        return;
    }
    builder_add_c(w->out, "<ol class=\"causes\">\n");
    for (size_t i = 0; i < count && i < CAUSES_LISTED; i++) add_cause(w, i);
    builder_add_c(w->out, "</ol>\n");
    if (count <= CAUSES_LISTED) return;
    builder_add_c(w->out, "<p>… ");
    builder_add_int(w->out, (int64_t)(count - CAUSES_LISTED));
    add_words(w, " more causes</p>\n", " autres causes</p>\n");
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

static void add_title(const Writing *w) {
    xml_add_text(w->out, w->names->old);
    builder_add_c(w->out, " → ");
    xml_add_text(w->out, w->names->new);
}

static void add_view(const Writing *w, const char *value, bool chosen, const char *english,
                     const char *french) {
    builder_add_format(w->out, "<label><input type=\"radio\" name=\"view\" value=\"%s\"%s/> ",
                       value, chosen ? " checked=\"checked\"" : "");
    add_words(w, english, french);
    builder_add_c(w->out, "</label>\n");
}

/* What the script serves; it is not shown without it. */
static void add_bar(const Writing *w) {
    add_words(w,
              "<header class=\"bar-back\"><div class=\"bar\">\n<fieldset><legend>View</legend>\n",
              "<header class=\"bar-back\"><div class=\"bar\">\n<fieldset><legend>Vue</legend>\n");
    add_view(w, "sides", true, "side by side", "côte à côte");
    add_view(w, "fade", false, "overlay, faded", "superposée, en fondu");
    add_view(w, "wipe", false, "overlay, wiped", "superposée, en volet");
    add_words(w,
              "</fieldset>\n<label class=\"slide\">before <input id=\"slider\" type=\"range\" "
              "min=\"0\" max=\"100\" value=\"50\" aria-label=\"From before to after\"/> "
              "after</label>\n",
              "</fieldset>\n<label class=\"slide\">avant <input id=\"slider\" type=\"range\" "
              "min=\"0\" max=\"100\" value=\"50\" aria-label=\"D’avant à après\"/> "
              "après</label>\n");
    add_words(w,
              "<span><button type=\"button\" id=\"previous\">previous <kbd>k</kbd></button> "
              "<button type=\"button\" id=\"next\">next change <kbd>j</kbd></button> ",
              "<span><button type=\"button\" id=\"previous\">précédent <kbd>k</kbd></button> "
              "<button type=\"button\" id=\"next\">changement suivant <kbd>j</kbd></button> ");
    builder_add_c(w->out, "<span id=\"count\" role=\"status\"></span></span>\n</div></header>\n");
}

static void add_head(const Writing *w) {
    builder_add_format(w->out,
                       "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                       "lang=\"%s\">\n<head><meta charset=\"utf-8\"/>\n",
                       w->names->language == DIAG_FRENCH ? "fr" : "en");
    builder_add_c(w->out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                          "'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src "
                          "data:\"/>\n<title>");
    add_title(w);
    builder_add_c(w->out,
                  "</title>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<style>\n");
    builder_add_c(w->out, diff_look_style);
    builder_add_c(w->out, "</style></head>\n<body>\n");
    add_bar(w);
    builder_add_c(w->out, "<main>\n<h1>");
    add_title(w);
    builder_add_c(w->out, "</h1>\n");
    add_words(
        w,
        "<p class=\"soft\">Outlined in red with its number: a cause. In blue: what follows "
        "from one; it leads back to its cause.</p>\n",
        "<p class=\"soft\">Entouré de rouge avec son numéro\u00A0: une cause. En bleu\u00A0: ce "
        "qui en découle, qui ramène à sa cause.</p>\n");
}

void diff_write_html(const SnapshotDiff *diff, const DiffNames *names, const Pipeline *old,
                     const Pipeline *new, StrBuilder *out) {
    Arena *arena = arena_open();
    StrBuilder pages = {.arena = arena};
    Writing writing = {.diff = diff,
                       .names = names,
                       .sides = {old, new},
                       .arena = arena,
                       .glyphs = {.known = {.arena = arena}},
                       .marks = diff_marks_new(arena, diff, names->language),
                       .out = &pages};
    find_pages(&writing);
    add_pages(&writing); /* before the causes, which lead to what has a place there */
    writing.out = out;
    add_head(&writing);
    add_causes(&writing);
    add_invariants(&writing);
    builder_add(out, builder_text(&pages));
    builder_add_c(out, "</main>\n<script>\n");
    builder_add_c(out, diff_look_script);
    builder_add_c(out, "</script>\n</body>\n</html>\n");
    arena_close(arena);
}
