/* In: the tree of what is read. Out: a page; see html.h.
 *
 * The edition's title is the only h1; headings of the text are one level further down. Labels of
 * lists are the browser's. */
#include "output/html.h"

#include "output/html_text.h"
#include "output/page_svg.h"
#include "output/picture_profile.h"

#define LEVEL_MOST 6

static const char style[] =
    "<style>\n"
    ":root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f1f1f1; --line: "
    "#767676 }\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: "
    "#262626; --line: #9a9a9a } a { color: #9cc8ff } }\n"
    "body { margin: 0 auto; padding: 1.5rem; max-width: 42rem; color: var(--ink); background: "
    "var(--paper); font: 1.125rem/1.55 Georgia, serif; overflow-wrap: break-word }\n"
    "h1, h2, h3, h4, h5, h6, nav, th { font-family: system-ui, sans-serif; line-height: 1.25 }\n"
    "h2 { margin-top: 3rem }\n"
    "aside { margin: 1.5rem 0; padding: .1rem 1rem; background: var(--soft); border-inline-start: "
    ".25rem "
    "solid var(--line) }\n"
    "aside[role=doc-footnote] { font-size: .9rem; background: none; border-width: 1px }\n"
    "figure { margin: 1.5rem 0 }\n"
    "figcaption, caption { font-size: .95rem; text-align: start }\n"
    "img { max-width: 100%; height: auto }\n"
    "table { border-collapse: collapse }\n"
    "th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: start }\n"
    ".right { text-align: end }\n"
    ".centre { text-align: center }\n"
    "pre { overflow: auto }\n"
    "sup { line-height: 0 }\n"
    ".number { white-space: nowrap }\n"
    ".skip { position: absolute; inset-inline-start: -100rem }\n"
    ".skip:focus { position: static }\n"
    ".visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: "
    "hidden; clip-path: inset(50%); white-space: nowrap; border: 0; user-select: none }\n"
    "@media print { nav, .skip { display: none } body { max-width: none; font-size: 11pt } a { "
    "color: inherit } aside, figure, tr { break-inside: avoid } h2, h3, h4 { break-after: avoid } "
    "}\n"
    "</style>\n";

static void add_node(HtmlWriter *w, const StructureNode *node);

static void add_children(HtmlWriter *w, const StructureNode *node) {
    for (const StructureNode *child = node->first; child != NULL; child = child->next)
        add_node(w, child);
}

/* "<name id=…", to be closed by the caller. */
static void open_element(HtmlWriter *w, const char *name, const StructureNode *node) {
    builder_add_format(w->out, "<%s", name);
    if (node->block == NULL || node->block->attributes.id.length == 0) return;
    html_add_c(w, " id=\"");
    html_add(w, node->block->attributes.id);
    html_add_c(w, "\"");
}

static void add_holder(HtmlWriter *w, const char *name, const StructureNode *node) {
    open_element(w, name, node);
    html_add_c(w, ">\n");
    add_children(w, node);
    builder_add_format(w->out, "</%s>\n", name);
}

static void add_text_element(HtmlWriter *w, const char *name, const StructureNode *node) {
    open_element(w, name, node);
    html_add_c(w, ">");
    html_add_text(w, node->text);
    builder_add_format(w->out, "</%s>\n", name);
}

/* ---- headings ---- */

/* The author's id, or one by its place among all headings; the contents come by the same one. */
static Str heading_id(HtmlWriter *w, const StructureNode *heading, size_t number) {
    Str id = heading->block->attributes.id;
    return id.length > 0 ? id : html_id(w, "heading", number);
}

static void add_heading(HtmlWriter *w, const StructureNode *node) {
    int level = node->level < LEVEL_MOST ? node->level + 1 : LEVEL_MOST;
    builder_add_format(w->out, "<h%d id=\"", level);
    html_add(w, heading_id(w, node, ++w->heading_count));
    html_add_c(w, "\">");
    html_add_text(w, node->text);
    builder_add_format(w->out, "</h%d>\n", level);
}

/* Counts headings in the order in which they are written; boxes have no line of their own. */
static void add_entries(HtmlWriter *w, const StructureNode *node, bool listed, size_t *count) {
    bool open = false;
    for (const StructureNode *child = node->first; child != NULL; child = child->next) {
        if (child->kind == STRUCTURE_HEADING) ++*count;
        if (child->kind != STRUCTURE_SECTION || !listed) {
            add_entries(w, child, listed && child->kind == STRUCTURE_FILE, count);
            continue;
        }
        html_add_c(w, open || node->kind == STRUCTURE_FILE ? "<li>" : "\n<ol>\n<li>");
        open = true;
        html_add_c(w, "<a href=\"#");
        html_add(w, heading_id(w, child->first, *count + 1));
        html_add_c(w, "\">");
        html_add_words(w, child->first->text);
        html_add_c(w, "</a>");
        add_entries(w, child, true, count);
        html_add_c(w, "</li>\n");
    }
    if (open && node->kind != STRUCTURE_FILE) html_add_c(w, "</ol>\n");
}

static bool holds_section(const StructureNode *root) {
    for (const StructureNode *file = root->first; file != NULL; file = file->next) {
        if (structure_child(file, STRUCTURE_SECTION) != NULL) return true;
    }
    return false;
}

static void add_contents(HtmlWriter *w) {
    const StructureNode *root = w->edition->root;
    if (!holds_section(root)) return;
    Str id = html_id(w, "contents", 1);
    html_add_c(w, "<nav aria-labelledby=\"");
    html_add(w, id);
    html_add_c(w, "\">\n<h2 id=\"");
    html_add(w, id);
    html_add_c(w, "\">");
    html_add(w, spoken_word(w->arena, w->edition->language, STR("contents")));
    html_add_c(w, "</h2>\n<ol>\n");
    size_t count = 0;
    add_entries(w, root, true, &count);
    html_add_c(w, "</ol>\n</nav>\n");
}

/* ---- boxes, notes, lists ---- */

static void add_box(HtmlWriter *w, const StructureNode *node) {
    const StructureNode *section = structure_child(node, STRUCTURE_SECTION);
    open_element(w, "aside", node);
    if (section != NULL && section == node->first) {
        html_add_c(w, " aria-labelledby=\"");
        html_add(w, heading_id(w, section->first, w->heading_count + 1));
        html_add_c(w, "\"");
    }
    html_add_c(w, ">\n");
    add_children(w, node);
    html_add_c(w, "</aside>\n");
}

static void add_note(HtmlWriter *w, const StructureNode *node) {
    html_add_c(w, "<aside role=\"doc-footnote\" id=\"");
    html_add(w, html_id(w, "note", node->note->number));
    html_add_c(w, "\">\n");
    add_children(w, node);
    html_add_c(w, "</aside>\n");
}

/* "Note 1." leads back to its call. */
static void add_note_label(HtmlWriter *w, const StructureNode *label) {
    bool before_text = label->next != NULL && label->next->kind == STRUCTURE_PARAGRAPH;
    html_add_c(w, "<p><a role=\"doc-backlink\" href=\"#");
    html_add(w, html_id(w, "call", label->note->number));
    html_add_c(w, "\">");
    html_add(w, spoken_word(w->arena, w->edition->language, STR("note")));
    builder_add_byte(w->out, ' ');
    html_add(w, label->label);
    html_add_c(w, before_text ? "</a>. " : "</a></p>\n");
}

static void add_paragraph(HtmlWriter *w, const StructureNode *node) {
    const StructureNode *parent = node->parent;
    bool labelled = parent->kind == STRUCTURE_NOTE && parent->first->next == node;
    const Block *list = parent->kind == STRUCTURE_BODY ? parent->parent->parent->block : NULL;
    bool tight = list != NULL && (list->tight || list->kind == BLOCK_PARAGRAPH);
    if (labelled || tight) {
        html_add_text(w, node->text);
        html_add_c(w, labelled ? "</p>\n" : "");
    } else {
        add_text_element(w, "p", node);
    }
}

static void add_list(HtmlWriter *w, const StructureNode *node) {
    const char *name = node->block->ordered ? "ol" : "ul";
    open_element(w, name, node);
    if (node->block->ordered && node->block->start != 1)
        builder_add_format(w->out, " start=\"%lld\"", (long long)node->block->start);
    html_add_c(w, ">\n");
    add_children(w, node);
    builder_add_format(w->out, "</%s>\n", name);
}

/* ---- figures and tables ---- */

static void add_alternative(HtmlWriter *w, const StructureNode *figure) {
    const Picture *picture = NULL;
    bool shown = figure->block->kind == BLOCK_IMAGE && w->edition->pictures != NULL;
    if (shown) picture = map_find(w->edition->pictures, figure->block->target);
    if (picture == NULL || picture->channels == 4) { /* browsers show no inks */
        if (figure->alternative.length == 0) return;
        html_add_c(w, "<p>");
        const Block *said = figure->block->said; /* seen as well: its forms stand as typed */
        if (said != NULL) html_add_text(w, &said->text);
        if (said == NULL) html_add_set(w, figure->alternative);
        html_add_c(w, "</p>\n");
        return;
    }
    html_add_c(w, "<img alt=\"");
    html_add(w, figure->alternative);
    builder_add_format(w->out, "\" width=\"%u\" height=\"%u\" src=\"data:image/%s;base64,",
                       (unsigned)picture->width, (unsigned)picture->height,
                       picture->jpeg ? "jpeg" : "png");
    xml_add_base64(w->out, picture_bare(picture->bytes, picture->jpeg, w->arena));
    html_add_c(w, "\" />\n");
}

static void add_figure(HtmlWriter *w, const StructureNode *node) {
    open_element(w, "figure", node);
    html_add_c(w, ">\n");
    add_alternative(w, node);
    for (const StructureNode *child = node->first; child != NULL; child = child->next) {
        if (child->kind != STRUCTURE_CAPTION) add_node(w, child);
    }
    if (structure_child(node, STRUCTURE_CAPTION) != NULL) {
        html_add_c(w, "<figcaption>\n");
        for (const StructureNode *child = node->first; child != NULL; child = child->next) {
            /* an image's own id stands on its figure */
            if (child->kind == STRUCTURE_CAPTION && child->block != node->block) {
                add_text_element(w, "p", child);
            } else if (child->kind == STRUCTURE_CAPTION) {
                html_add_c(w, "<p>");
                html_add_text(w, child->text);
                html_add_c(w, "</p>\n");
            }
        }
        html_add_c(w, "</figcaption>\n");
    }
    html_add_c(w, "</figure>\n");
}

static void add_cell(HtmlWriter *w, const StructureNode *cell) {
    bool head = cell->scope != SCOPE_NONE;
    open_element(w, head ? "th" : "td", cell);
    if (head) html_add_c(w, cell->scope == SCOPE_COLUMN ? " scope=\"col\"" : " scope=\"row\"");
    if (cell->block->align == CELL_RIGHT) html_add_c(w, " class=\"right\"");
    if (cell->block->align == CELL_CENTRE) html_add_c(w, " class=\"centre\"");
    html_add_c(w, ">");
    html_add_text(w, cell->text);
    if (cell->unit.length > 0) html_add_c(w, "\u202F");
    html_add(w, cell->unit);
    html_add_c(w, head ? "</th>" : "</td>");
}

/* ---- the tree ---- */

static void add_section(HtmlWriter *w, const StructureNode *node) {
    if (node->parent->kind == STRUCTURE_BOX) { /* the box is what its heading belongs to */
        add_children(w, node);
    } else {
        add_holder(w, "section", node);
    }
}

static void add_item(HtmlWriter *w, const StructureNode *node) {
    open_element(w, "li", node);
    html_add_c(w, ">");
    add_children(w, node);
    html_add_c(w, "</li>\n");
}

static void add_code(HtmlWriter *w, const StructureNode *node) {
    open_element(w, "pre", node);
    html_add_c(w, html_turns(w) ? " dir=\"ltr\"><code>" : "><code>");
    html_add(w, node->text->bytes);
    html_add_c(w, "</code></pre>\n");
}

static void add_node(HtmlWriter *w, const StructureNode *node) {
    switch (node->kind) {
    case STRUCTURE_FILE:
        w->met = (Map){.arena = w->arena};
        add_children(w, node);
        break;
    case STRUCTURE_DOCUMENT:
    case STRUCTURE_BODY: add_children(w, node); break;
    case STRUCTURE_SECTION: add_section(w, node); break;
    case STRUCTURE_HEADING: add_heading(w, node); break;
    case STRUCTURE_PARAGRAPH: add_paragraph(w, node); break;
    case STRUCTURE_LIST: add_list(w, node); break;
    case STRUCTURE_ITEM: add_item(w, node); break;
    case STRUCTURE_LABEL:
        if (node->note != NULL) add_note_label(w, node);
        break;
    case STRUCTURE_QUOTE: add_holder(w, "blockquote", node); break;
    case STRUCTURE_CODE: add_code(w, node); break;
    case STRUCTURE_GROUP: add_holder(w, "div", node); break;
    case STRUCTURE_BOX: add_box(w, node); break;
    case STRUCTURE_NOTE: add_note(w, node); break;
    case STRUCTURE_FIGURE: add_figure(w, node); break;
    case STRUCTURE_CAPTION: add_text_element(w, "caption", node); break;
    case STRUCTURE_TABLE: add_holder(w, "table", node); break;
    case STRUCTURE_TABLE_HEAD: add_holder(w, "thead", node); break;
    case STRUCTURE_TABLE_BODY: add_holder(w, "tbody", node); break;
    case STRUCTURE_ROW: add_holder(w, "tr", node); break;
    case STRUCTURE_CELL: add_cell(w, node); break;
    }
}

/* ---- the page ---- */

static void add_line(HtmlWriter *w, const char *before, Str text, const char *after) {
    if (text.length == 0) return;
    html_add_c(w, before);
    html_add_set(w, text);
    html_add_c(w, after);
}

static void add_head(HtmlWriter *w, const Edition *edition) {
    const char *end = html_turns(w) ? "\" dir=\"rtl\">\n" : "\">\n";
    add_line(w, "<!DOCTYPE html>\n<html lang=\"", edition->language, end);
    html_add_c(w, "<head>\n<meta charset=\"utf-8\" />\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
    add_line(w, "<meta name=\"author\" content=\"", edition->publisher, "\" />\n");
    add_line(w, "<title>", spoken_line(w->arena, edition, EDITION_TITLE), "</title>\n");
    html_add_c(w, style);
    html_add_c(w, "</head>\n");
}

static void add_header_lines(HtmlWriter *w, const Edition *edition) {
    for (int i = 0; i < EDITION_LINES; i++) {
        if (edition->lines[i] == NULL) continue;
        html_add_c(w, i == EDITION_TITLE ? "<h1>" : "<p>");
        html_add_text(w, &edition->lines[i]->text);
        html_add_c(w, i == EDITION_TITLE ? "</h1>\n" : "</p>\n");
    }
}

void html_write(const SpokenEdition *spoken, Arena *arena, StrBuilder *out, Diag *diag) {
    const Document *document = spoken->document;
    const Edition *edition = &document->edition;
    HtmlWriter w = {.edition = spoken, .arena = arena, .out = out, .met = {.arena = arena}};
    w.diag = diag;
    w.analyser = analyser_open(arena, diag);
    w.note_called = ARENA_ARRAY(arena, bool, (size_t)document->note_count + 1);
    Str main = html_id(&w, "main", 1);
    add_head(&w, edition);
    html_add_c(&w, "<body>\n<a class=\"skip\" href=\"#");
    html_add(&w, main);
    add_line(&w, "\">", spoken_word(arena, spoken->language, STR("skip")), "</a>\n<header>\n");
    add_header_lines(&w, edition);
    html_add_c(&w, "</header>\n");
    add_contents(&w);
    add_line(&w, "<main id=\"", main, "\" tabindex=\"-1\">\n");
    add_node(&w, spoken->root);
    html_add_c(&w, "</main>\n</body>\n</html>\n");
    analyser_close(w.analyser);
}
