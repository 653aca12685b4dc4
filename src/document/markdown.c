/* In: a section's source. Out: its blocks and notes.
 *
 * cmark parses; this room walks its tree, makes ours, and leaves no node of cmark's behind. */
#include "document/reader.h"

#include "document/attributes.h"
#include "document/caption.h"
#include "document/extension.h"
#include "document/front_matter.h"
#include "document/guard.h"
#include "document/inlines.h"
#include "document/stars.h"
#include "document/table.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/registry.h>

static Block *block_read(SectionReader *reader, cmark_node *node, int depth);

static Span node_place(const SectionReader *reader, cmark_node *node) {
    int line = cmark_node_get_start_line(node), column = cmark_node_get_start_column(node);
    if (line < 1 || column < 1)
        return (Span){.source = reader->lines->source, .line = 1, .column = 1};
    Finger finger = finger_make(reader->lines);
    size_t byte = lines_start(reader->lines, (size_t)line) + (size_t)column - 1;
    return finger_place(&finger, byte, 1);
}

static Block *block_new(const SectionReader *reader, BlockKind kind, Span where) {
    Block *block = ARENA_NEW(reader->arena, Block);
    block->kind = kind;
    block->where = where;
    return block;
}

static bool is_open_div(cmark_node *node) {
    const Fence *fence = fence_of(node);
    return fence != NULL && fence->kind == FENCE_DIV && !fence->closed;
}

/* Where a div that nothing closes most likely was to end: before the next one, or before a heading
 * of the level of its own first heading. The number of its children. */
static size_t open_div_end(const Block *div) {
    int level = div->child_count > 0 ? div->children[0]->level : 0;
    for (size_t i = 1; i < div->child_count; i++) {
        const Block *child = div->children[i];
        bool heading = child->kind == BLOCK_HEADING && level > 0 && child->level <= level;
        if (child->kind == BLOCK_DIV || heading) return i;
    }
    return div->child_count;
}

/* Reads the blocks below a node; those that are nothing (a comment, a definition) are left out. */
static void children_read(SectionReader *reader, cmark_node *node, int depth, Block ***blocks,
                          size_t *count) {
    VEC(Block *) found = {0};
    for (cmark_node *child = cmark_node_first_child(node); child != NULL;
         child = cmark_node_next(child)) {
        Block *block = block_read(reader, child, depth);
        if (block == NULL) continue;
        VEC_PUSH(reader->arena, &found, block);
        size_t all = block->child_count;
        if (is_open_div(child)) block->child_count = open_div_end(block);
        for (size_t i = block->child_count; i < all; i++)
            VEC_PUSH(reader->arena, &found, block->children[i]);
    }
    captions_join(found.items, found.count);
    *blocks = found.items;
    *count = found.count;
}

static Block *container_read(SectionReader *reader, cmark_node *node, BlockKind kind, int depth) {
    Block *block = block_new(reader, kind, node_place(reader, node));
    children_read(reader, node, depth + 1, &block->children, &block->child_count);
    return block;
}

/* ---- leaves ---- */

/* True if a heading begins here with one to six # and a blank; else it is underlined. */
static bool is_atx(Str text, size_t at) {
    size_t end = at;
    while (end < text.length && text.bytes[end] == '#') end++;
    bool blank = end == text.length || text.bytes[end] == ' ' || text.bytes[end] == '\t' ||
                 text.bytes[end] == '\n';
    return end > at && end <= at + 6 && blank;
}

static Content leaf_content(SectionReader *reader, cmark_node *node) {
    Str text = leaf_text(node);
    int line = cmark_node_get_start_line(node), end_line = cmark_node_get_end_line(node);
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    if (line == 0) line = table_paragraph_line(node);
    size_t start =
        lines_start(reader->lines, (size_t)line) + (size_t)cmark_node_get_start_column(node) - 1;
    if (heading && is_atx(reader->lines->text, start)) {
        return content_from_heading(reader->scratch, reader->lines, text, start);
    }
    return content_from_lines(reader->scratch, reader->lines, text, (size_t)line,
                              heading || end_line < 0 ? 0 : (size_t)end_line);
}

/* Notes the bytes of the source that the content was, blanks at its end left out. */
static void raw_note(Block *block, Content *content) {
    size_t end = content->text.length;
    while (end > 0 && (content->text.bytes[end - 1] == '\n' ||
                       content->text.bytes[end - 1] == ' ' || content->text.bytes[end - 1] == '\t'))
        end--;
    block->raw_start = content_source(content, 0);
    block->raw_end = end == 0 ? block->raw_start : content_source(content, end - 1) + 1;
}

/* An image that stands alone, with all its attributes. */
static void image_make(InlineReader *inlines, const InlineObject *image, Block *block) {
    SectionReader *reader = inlines->section;
    block->kind = BLOCK_IMAGE;
    block->target = image->target;
    block->alternative = image->reading;
    if (image->attributes != NULL) block->attributes = *image->attributes;
    InlineReader caption = {.section = reader,
                            .content = inlines->content,
                            .raise = SIZE_MAX,
                            .call_end = SIZE_MAX,
                            .plain = true};
    caption.at = image->caption_at == SIZE_MAX ? 0 : image->caption_at;
    caption.lost =
        image->caption_at == SIZE_MAX; /* the title of a link definition stands elsewhere */
    literal_read(&caption, image->caption);
    runs_make(&caption, block, &block->text);
}

/* Reads the inlines of a leaf into the block; false where nothing is left to be set. */
static bool text_read(SectionReader *reader, cmark_node *node, Content *content, Block *block) {
    InlineReader inlines = {.section = reader,
                            .content = content,
                            .in_heading = block->kind == BLOCK_HEADING || caption_begins(node)};
    inlines_read(&inlines, node);
    if (inlines.heading != NULL) block->attributes = *inlines.heading;
    const InlineObject *image = block->kind == BLOCK_PARAGRAPH ? atoms_only_image(&inlines) : NULL;
    if (image != NULL) {
        image_make(&inlines, image, block);
    } else {
        runs_make(&inlines, block, &block->text);
    }
    return image != NULL || block->text.bytes.length > 0;
}

static Block *leaf_read(SectionReader *reader, cmark_node *node, BlockKind kind) {
    Content content = leaf_content(reader, node);
    Span where = kind == BLOCK_HEADING ? node_place(reader, node) : content_place(&content, 0, 1);
    Block *block = block_new(reader, kind, where);
    if (kind == BLOCK_HEADING) block->level = cmark_node_get_heading_level(node);
    raw_note(block, &content);
    bool filled = text_read(reader, node, &content, block);
    return filled || kind == BLOCK_HEADING ? block : NULL;
}

static Block *code_read(SectionReader *reader, cmark_node *node) {
    Block *block = block_new(reader, BLOCK_CODE, node_place(reader, node));
    Str text = str_from_c(cmark_node_get_literal(node));
    int length, offset;
    char sign;
    int fenced = cmark_node_get_fenced(node, &length, &offset, &sign);
    size_t line = (size_t)cmark_node_get_start_line(node) + (fenced ? 1 : 0);
    Content content = content_from_lines(reader->scratch, reader->lines, text, line, 0);
    if (str_ends_with(text, STR("\n"))) text.length--;
    raw_note(block, &content);
    runs_make_plain(reader, &content, text, 0, MARK_CODE, &block->text);
    return block;
}

/* `-->` was left out where another comment begins before it: what stands between is lost. */
static void nested_comment_check(SectionReader *reader, cmark_node *node) {
    Str text = str_from_c(cmark_node_get_literal(node));
    size_t line = (size_t)cmark_node_get_start_line(node), end = 0;
    Content content = content_from_lines(reader->scratch, reader->lines, text, line, 0);
    for (size_t at = str_find(text, STR("<!--"), 0); at != SIZE_MAX;
         at = str_find(text, STR("<!--"), end)) {
        end = str_find(text, STR("-->"), at);
        size_t inner = str_find(text, STR("<!--"), at + 4);
        if (end == SIZE_MAX) return;
        if (inner < end)
            diag_report(reader->diag, MESSAGE_COMMENT_IN_COMMENT, content_place(&content, at, 4),
                        NO_ARGS);
    }
}

/* Comments are dropped; other HTML is refused. */
static void html_check(SectionReader *reader, cmark_node *node) {
    Str text = str_trim(str_from_c(cmark_node_get_literal(node)));
    nested_comment_check(reader, node);
    while (str_starts_with(text, STR("<!--"))) {
        size_t end = str_find(text, STR("-->"), 4);
        if (end == SIZE_MAX) {
            diag_report(reader->diag, MESSAGE_COMMENT_NOT_CLOSED, node_place(reader, node),
                        NO_ARGS);
            return;
        }
        text = str_trim(str_slice(text, end + 3, text.length));
    }
    if (text.length > 0) html_report(reader, text, node_place(reader, node));
}

/* ---- containers ---- */

static Block *list_read(SectionReader *reader, cmark_node *node, int depth) {
    Block *list = container_read(reader, node, BLOCK_LIST, depth);
    list->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->start = list->ordered ? cmark_node_get_list_start(node) : 0;
    list->tight = cmark_node_get_list_tight(node) != 0;
    return list;
}

static Block *div_read(SectionReader *reader, cmark_node *node, const Fence *fence, int depth) {
    Finger finger = finger_make(reader->lines);
    Block *div = block_new(reader, BLOCK_DIV, finger_place(&finger, fence->at, 3));
    Content content = content_from_source(reader->arena, reader->lines, fence->start, fence->end);
    Str text = content.text;
    if (!fence->closed) diag_report(reader->diag, MESSAGE_DIV_NOT_CLOSED, div->where, NO_ARGS);
    if (attributes_length(text) == text.length) {
        attributes_read(reader->arena, &content, 0, text.length, &div->attributes, reader->diag);
    } else if (attributes_are_class(text)) {
        attributes_read_class(reader->arena, &content, 0, text.length, &div->attributes);
    } else {
        diag_report(reader->diag, MESSAGE_ATTRIBUTE_MALFORMED,
                    content_place(&content, 0, (uint32_t)utf8_count(text)), ARGS(text));
    }
    Str around = reader->language, own = attribute_find(&div->attributes, STR("lang"));
    if (own.length > 0) reader->language = own;
    children_read(reader, node, depth + 1, &div->children, &div->child_count);
    reader->language = around;
    return div;
}

static void note_read(SectionReader *reader, cmark_node *node, const Fence *fence, int depth) {
    Note *note = ARENA_NEW(reader->arena, Note);
    Finger finger = finger_make(reader->lines);
    note->id = str_copy(reader->arena, str_slice(reader->lines->text, fence->start, fence->end));
    note->where = finger_place(&finger, fence->at, (uint32_t)utf8_count(note->id) + 3);
    if (reader->notes_open > 0)
        diag_report(reader->diag, MESSAGE_NOTE_IN_NOTE, note->where, ARGS(note->id));
    note->last_line = (uint32_t)cmark_node_get_end_line(node);
    VEC_PUSH(reader->arena, &reader->notes, note);
    reader->notes_open++;
    children_read(reader, node, depth + 1, &note->blocks, &note->block_count);
    reader->notes_open--;
}

/* A node that the extension made: only a div is a block. */
static Block *fence_read(SectionReader *reader, cmark_node *node, const Fence *fence, int depth) {
    switch (fence->kind) {
    case FENCE_DIV: return div_read(reader, node, fence, depth);
    case FENCE_NOTE: note_read(reader, node, fence, depth); return NULL;
    case FENCE_LINE: break;
    }
    return NULL;
}

static Block *table_read(SectionReader *reader, cmark_node *node) {
    Block *table = block_new(reader, BLOCK_TABLE, node_place(reader, node));
    VEC(Block *) rows = {0};
    for (cmark_node *row = cmark_node_first_child(node); row != NULL; row = cmark_node_next(row)) {
        TableRow places = table_row_find(reader->scratch, reader->lines, row);
        Block *block = block_new(reader, BLOCK_ROW, table_row_place(reader->lines, &places));
        block->raw_start = places.start;
        block->raw_end = places.end;
        VEC(Block *) cells = {0};
        for (cmark_node *cell = cmark_node_first_child(row); cell != NULL;
             cell = cmark_node_next(cell)) {
            Content content =
                table_cell_content(reader->scratch, reader->lines, &places, cells.count, cell);
            Block *made = block_new(reader, BLOCK_CELL, content_place(&content, 0, 1));
            made->align = table_cell_align(node, cells.count);
            raw_note(made, &content);
            text_read(reader, cell, &content, made);
            VEC_PUSH(reader->arena, &cells, made);
        }
        block->children = cells.items;
        block->child_count = cells.count;
        VEC_PUSH(reader->arena, &rows, block);
    }
    table->children = rows.items;
    table->child_count = rows.count;
    if (rows.count > 0) table->where = rows.items[0]->where;
    return table;
}

/* ---- the tree ---- */

static Block *too_deep(SectionReader *reader, cmark_node *node) {
    if (!reader->too_deep) {
        diag_report(reader->diag, MESSAGE_NESTING_TOO_DEEP, node_place(reader, node),
                    ARGS(STR("32")));
    }
    reader->too_deep = true;
    return NULL;
}

static Block *node_read(SectionReader *reader, cmark_node *node, int depth) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING: return leaf_read(reader, node, BLOCK_HEADING);
    case CMARK_NODE_PARAGRAPH: return leaf_read(reader, node, BLOCK_PARAGRAPH);
    case CMARK_NODE_CODE_BLOCK: return code_read(reader, node);
    case CMARK_NODE_LIST: return list_read(reader, node, depth);
    case CMARK_NODE_ITEM: return container_read(reader, node, BLOCK_ITEM, depth);
    case CMARK_NODE_BLOCK_QUOTE: return container_read(reader, node, BLOCK_QUOTE, depth);
    case CMARK_NODE_THEMATIC_BREAK: return block_new(reader, BLOCK_RULE, node_place(reader, node));
    case CMARK_NODE_HTML_BLOCK: html_check(reader, node); return NULL;
    default: return table_read(reader, node);
    }
}

/* cmark does not count the line that closes a div, nor those of a table. */
static void lines_note(cmark_node *node, const Fence *fence, Block *block) {
    int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    bool table = block->kind == BLOCK_TABLE && block->child_count > 0;
    block->first_line = first > 0 && !table ? (uint32_t)first : block->where.line;
    block->last_line = last > 0 ? (uint32_t)last : block->where.line;
    if (fence != NULL && fence->closed) block->last_line++;
    if (table) block->last_line = block->children[block->child_count - 1]->where.line;
    if (table && block->child_count == 1) block->last_line++; /* the line below the head */
}

static Block *block_read(SectionReader *reader, cmark_node *node, int depth) {
    const Fence *fence = fence_of(node);
    /* A list and its items are one level to the reader. */
    if (depth > 2 * NESTING_LIMIT) return too_deep(reader, node);
    ArenaMark mark = arena_mark(reader->scratch);
    Block *block =
        fence != NULL ? fence_read(reader, node, fence, depth) : node_read(reader, node, depth);
    arena_release(reader->scratch, mark);
    if (block != NULL) lines_note(node, fence, block);
    if (block != NULL) anchor_add(reader, block->attributes.id, block->attributes.id_where, block);
    return block;
}

static void tree_read(SectionReader *reader, cmark_node *root) {
    children_read(reader, root, 0, &reader->section->blocks, &reader->section->block_count);
    reader->section->notes = reader->notes.items;
    reader->section->note_count = reader->notes.count;
    notes_resolve(reader);
}

/* ---- cmark ---- */

static void attach(cmark_parser *parser, const char *name) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(name);
    if (extension != NULL) cmark_parser_attach_syntax_extension(parser, extension);
}

/* Parses the text from start on. Lines before it are fed empty, so that numbers stay true. */
static void markdown_read(SectionReader *reader, size_t start) {
    Extension extension = {.arena = reader->arena, .lines = reader->lines, .diag = reader->diag};
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    extension_open(&extension, parser); /* before the tables: asked first */
    attach(parser, "table");
    attach(parser, "strikethrough");
    Str text = reader->lines->text;
    for (size_t i = 0; i < start; i++) {
        if (text.bytes[i] == '\n') cmark_parser_feed(parser, "\n", 1);
    }
    const Language *language = reader->document->language;
    Str fed = stars_hide(reader->arena, language, text, start);
    cmark_parser_feed(parser, fed.bytes + start, fed.length - start);
    cmark_node *root = cmark_parser_finish(parser);
    if (fed.bytes != text.bytes) stars_show(root);
    tree_read(reader, root);
    cmark_node_free(root);
    cmark_parser_free(parser);
    extension_close(&extension);
}

bool section_read(Arena *arena, const Source *source, Document *document, Section *section,
                  Diag *diag) {
    section->source = source;
    if (document->anchors.arena == NULL) document->anchors.arena = arena;
    size_t start = front_matter_read(arena, source, section, diag);
    Str text;
    if (!guard_text(arena, source, start, &text, diag)) return false;
    LineTable lines = lines_make(arena, source, text);
    SectionReader reader = {
        .arena = arena, .lines = &lines, .document = document, .section = section, .diag = diag};
    reader.notes_meant.arena = arena;
    reader.scratch = arena_open();
    markdown_read(&reader, start);
    arena_close(reader.scratch);
    return true;
}

void document_reader_open(void) {
    cmark_gfm_core_extensions_ensure_registered();
}

void document_reader_close(void) {
    cmark_release_plugins();
}
