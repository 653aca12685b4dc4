/* In: blocks as written. Out: the tree of what is read; see structure.h.
 *
 * Headings open sections by a pile of the levels as written: a heading closes those of its level
 * and below, and is one level below what is then open, whatever number it was given. A box has a
 * pile of its own, which begins below the section it stands in. */
#include "document/structure.h"

#include "document/bulleted.h"

enum { LEVEL_MOST = 6 };

typedef struct OpenHeading {
    int written; /* its level in Markdown */
    StructureNode *section;
} OpenHeading;

/* A place where blocks follow each other: a file, a box. */
typedef struct Flow {
    StructureNode *base; /* holds what no heading holds */
    OpenHeading open[LEVEL_MOST];
    size_t depth;
    int outer_level;
} Flow;

typedef VEC(Block *) BlockList;
typedef VEC(const Note *) NoteList;

typedef struct StructureBuilder {
    Arena *arena;
    const Document *document;
    const Section *section;
    Map movable;       /* id -> Block *: divs of the section that no block has called so far */
    Map moved;         /* the same: those that do not stand where they were written */
    BlockList boxes;   /* called by the block under way */
    NoteList notes;    /* the same */
    bool *note_placed; /* by number */
} StructureBuilder;

/* ---- nodes ---- */

static StructureNode *node_new(StructureBuilder *b, StructureKind kind, const Block *block) {
    StructureNode *node = ARENA_NEW(b->arena, StructureNode);
    *node = (StructureNode){.kind = kind, .block = block, .section = b->section};
    return node;
}

static void node_add(StructureNode *parent, StructureNode *child) {
    child->parent = parent;
    if (parent->last != NULL) {
        parent->last->next = child;
    } else {
        parent->first = child;
    }
    parent->last = child;
}

const StructureNode *structure_child(const StructureNode *node, StructureKind kind) {
    const StructureNode *child = node->first;
    while (child != NULL && child->kind != kind) child = child->next;
    return child;
}

/* T15: what says nothing is not told of; a cell keeps its column. */
static void node_add_unless_empty(StructureNode *parent, StructureNode *child) {
    if (child->first != NULL || child->alternative.length > 0) node_add(parent, child);
}

/* The notes that a text calls first follow the block. */
static void find_notes(StructureBuilder *b, const Block *block) {
    for (size_t i = 0; i < block->text.run_count; i++) {
        const InlineRun *run = &block->text.runs[i];
        if (run->kind != INLINE_NOTE_CALL || run->note == NULL) continue;
        uint32_t number = run->note->number;
        if (number == 0 || number > b->document->note_count || b->note_placed[number]) continue;
        b->note_placed[number] = true;
        VEC_PUSH(b->arena, &b->notes, run->note);
    }
}

static StructureNode *text_node(StructureBuilder *b, StructureKind kind, const Block *block) {
    StructureNode *node = node_new(b, kind, block);
    node->text = &block->text;
    find_notes(b, block);
    return node;
}

static void add_text(StructureBuilder *b, StructureNode *parent, StructureKind kind,
                     const Block *block) {
    if (str_trim(block->text.bytes).length > 0) node_add(parent, text_node(b, kind, block));
}

static void add_label(StructureBuilder *b, StructureNode *parent, const Block *block, Str label) {
    StructureNode *node = node_new(b, STRUCTURE_LABEL, block);
    node->label = label;
    node->note = parent->note;
    node_add(parent, node);
}

/* T13: a paragraph with bullets between its parts is read as the list that it is. */
static bool add_bulleted(StructureBuilder *b, StructureNode *parent, const Block *block) {
    BulletedPart *parts;
    size_t count = bulleted_find(b->arena, &block->text, &parts);
    if (count == 0) return false;
    StructureNode *list = node_new(b, STRUCTURE_LIST, block);
    for (size_t i = 0; i < count; i++) {
        StructureNode *item = node_new(b, STRUCTURE_ITEM, NULL);
        StructureNode *body = node_new(b, STRUCTURE_BODY, NULL);
        StructureNode *paragraph = node_new(b, STRUCTURE_PARAGRAPH, block);
        paragraph->text = &parts[i].text;
        paragraph->start = parts[i].start;
        paragraph->end = parts[i].end;
        add_label(b, item, NULL, STR("•"));
        node_add(body, paragraph);
        node_add(item, body);
        node_add(list, item);
    }
    find_notes(b, block);
    node_add(parent, list);
    return true;
}

static void add_paragraph(StructureBuilder *b, StructureNode *parent, const Block *block) {
    if (!add_bulleted(b, parent, block)) add_text(b, parent, STRUCTURE_PARAGRAPH, block);
}

static Str number_text(StructureBuilder *b, int64_t number) {
    StrBuilder text = {.arena = b->arena};
    builder_add_int(&text, number);
    return builder_text(&text);
}

/* ---- blocks ---- */

static void add_block(StructureBuilder *b, StructureNode *parent, const Block *block);
static void add_flow(StructureBuilder *b, Flow *flow, Block *const *blocks, size_t count);

static void add_blocks(StructureBuilder *b, StructureNode *parent, Block *const *blocks,
                       size_t count) {
    for (size_t i = 0; i < count; i++) add_block(b, parent, blocks[i]);
}

static void add_holder(StructureBuilder *b, StructureNode *parent, StructureKind kind,
                       const Block *block) {
    StructureNode *node = node_new(b, kind, block);
    add_blocks(b, node, block->children, block->child_count);
    node_add_unless_empty(parent, node);
}

static void add_list(StructureBuilder *b, StructureNode *parent, const Block *list) {
    StructureNode *node = node_new(b, STRUCTURE_LIST, list);
    for (size_t i = 0; i < list->child_count; i++) {
        StructureNode *item = node_new(b, STRUCTURE_ITEM, list->children[i]);
        Str label = list->ordered ? number_text(b, list->start + (int64_t)i) : STR("•");
        add_label(b, item, list->children[i], label);
        add_holder(b, item, STRUCTURE_BODY, list->children[i]);
        if (item->last->kind == STRUCTURE_BODY) node_add(node, item);
    }
    node_add_unless_empty(parent, node);
}

/* The unit of a chart belongs to its values, which stand in the last column. */
static Str cell_unit(const StructureNode *body, size_t column, size_t count) {
    const StructureNode *table = body->kind == STRUCTURE_TABLE_BODY ? body->parent : NULL;
    bool chart = table != NULL && table->parent->kind == STRUCTURE_FIGURE;
    if (!chart || column + 1 < count) return STR("");
    return attribute_find(&table->parent->block->attributes, STR("unit"));
}

static void add_row(StructureBuilder *b, StructureNode *parent, const Block *block) {
    StructureNode *row = node_new(b, STRUCTURE_ROW, block);
    for (size_t i = 0; i < block->child_count; i++) {
        StructureNode *cell = text_node(b, STRUCTURE_CELL, block->children[i]);
        cell->column = i;
        bool filled = str_trim(cell->text->bytes).length > 0;
        bool head = parent->kind == STRUCTURE_TABLE_HEAD;
        if (filled && (head || i == 0)) cell->scope = head ? SCOPE_COLUMN : SCOPE_ROW;
        cell->unit = cell_unit(parent, i, block->child_count);
        node_add(row, cell);
    }
    node_add_unless_empty(parent, row);
}

static void add_table(StructureBuilder *b, StructureNode *parent, const Block *block) {
    StructureNode *table = node_new(b, STRUCTURE_TABLE, block);
    table->parent = parent;
    if (block->caption != NULL) add_text(b, table, STRUCTURE_CAPTION, block->caption);
    StructureNode *head = node_new(b, STRUCTURE_TABLE_HEAD, NULL);
    StructureNode *body = node_new(b, STRUCTURE_TABLE_BODY, NULL);
    body->parent = table;
    for (size_t i = 0; i < block->child_count; i++)
        add_row(b, i == 0 ? head : body, block->children[i]);
    node_add_unless_empty(table, head);
    node_add_unless_empty(table, body);
    node_add_unless_empty(parent, table);
}

static void add_picture(StructureBuilder *b, StructureNode *parent, const Block *block) {
    StructureNode *figure = node_new(b, STRUCTURE_FIGURE, block);
    figure->alternative = block_told_alternative(b->arena, block);
    add_text(b, figure, STRUCTURE_CAPTION, block);
    if (block->caption != NULL) add_text(b, figure, STRUCTURE_CAPTION, block->caption);
    node_add(parent, figure); /* even without words it is there: an empty alternative says so */
}

static bool holds_heading(const Block *div) {
    for (size_t i = 0; i < div->child_count; i++) {
        if (div->children[i]->kind == BLOCK_HEADING) return true;
    }
    return false;
}

/* A div that says what it shows: the words in it are its captions. */
static void add_chart(StructureBuilder *b, StructureNode *parent, const Block *div) {
    StructureNode *figure = node_new(b, STRUCTURE_FIGURE, div);
    figure->alternative = block_told_alternative(b->arena, div);
    for (size_t i = 0; i < div->child_count; i++) {
        const Block *child = div->children[i];
        bool words = child->kind == BLOCK_HEADING || child->kind == BLOCK_PARAGRAPH;
        if (words && !child->is_caption) {
            add_text(b, figure, STRUCTURE_CAPTION, child);
        } else {
            add_block(b, figure, child);
        }
    }
    node_add_unless_empty(parent, figure);
}

static int level_of(const StructureNode *node) {
    for (; node != NULL; node = node->parent) {
        if (node->kind == STRUCTURE_SECTION) return node->level;
    }
    return 0;
}

static void add_div(StructureBuilder *b, StructureNode *parent, const Block *div) {
    if (block_alternative(div).length > 0) {
        add_chart(b, parent, div);
        return;
    }
    StructureKind kind = holds_heading(div) ? STRUCTURE_BOX : STRUCTURE_GROUP;
    StructureNode *node = node_new(b, kind, div);
    node->parent = parent;
    Flow flow = {.base = node, .outer_level = level_of(parent)};
    add_flow(b, &flow, div->children, div->child_count);
    node_add_unless_empty(parent, node);
}

static void add_block(StructureBuilder *b, StructureNode *parent, const Block *block) {
    switch (block->kind) {
    case BLOCK_HEADING: /* one in a list or quotation opens no section */
    case BLOCK_PARAGRAPH:
        if (!block->is_caption) add_paragraph(b, parent, block);
        break;
    case BLOCK_LIST: add_list(b, parent, block); break;
    case BLOCK_DIV: add_div(b, parent, block); break;
    case BLOCK_QUOTE: add_holder(b, parent, STRUCTURE_QUOTE, block); break;
    case BLOCK_CODE: add_text(b, parent, STRUCTURE_CODE, block); break;
    case BLOCK_TABLE: add_table(b, parent, block); break;
    case BLOCK_IMAGE: add_picture(b, parent, block); break;
    case BLOCK_ITEM:
    case BLOCK_ROW:
    case BLOCK_CELL: /* stand in lists and tables only */
    case BLOCK_RULE: break;
    }
}

/* ---- what follows a block: its notes, the boxes it calls ---- */

static void add_notes(StructureBuilder *b, StructureNode *parent) {
    NoteList notes = b->notes;
    b->notes = (NoteList){0};
    for (size_t i = 0; i < notes.count; i++) {
        const Note *note = notes.items[i];
        StructureNode *node = node_new(b, STRUCTURE_NOTE, NULL);
        node->note = note;
        add_label(b, node, NULL, number_text(b, note_told(note)));
        add_blocks(b, node, note->blocks, note->block_count);
        if (node->last != node->first) node_add(parent, node);
    }
}

static void call_box(StructureBuilder *b, const InlineRun *run) {
    Str id = run->target;
    if (run->kind == INLINE_TEXT) {
        if (!str_starts_with(id, STR("#"))) return;
        id = str_slice(id, 1, id.length);
    }
    Block *box = map_find(&b->movable, id);
    if (box == NULL) return;
    map_put(&b->movable, id, NULL);
    VEC_PUSH(b->arena, &b->boxes, box);
}

/* Divs wait for no call of a div: two that call each other would wait for ever. */
static void find_calls(StructureBuilder *b, const Block *block) {
    if (block->kind == BLOCK_DIV || block->kind == BLOCK_HEADING) return;
    for (size_t i = 0; i < block->text.run_count; i++) {
        InlineKind kind = block->text.runs[i].kind;
        if (kind == INLINE_TEXT || kind == INLINE_PAGE_REFERENCE) call_box(b, &block->text.runs[i]);
    }
    for (size_t i = 0; i < block->child_count; i++) find_calls(b, block->children[i]);
}

/* Which divs of the section a block beside them calls. */
static void find_moved(StructureBuilder *b, const Section *section) {
    b->movable = b->moved = (Map){.arena = b->arena};
    for (size_t i = 0; i < section->block_count; i++) {
        Block *block = section->blocks[i];
        if (block->kind == BLOCK_DIV && block->attributes.id.length > 0)
            map_put(&b->movable, block->attributes.id, block);
    }
    for (size_t i = 0; i < section->block_count; i++) find_calls(b, section->blocks[i]);
    for (size_t i = 0; i < b->boxes.count; i++) {
        Block *box = b->boxes.items[i];
        map_put(&b->moved, box->attributes.id, box);
        map_put(&b->movable, box->attributes.id, box);
    }
    b->boxes.count = 0;
}

/* ---- sections ---- */

static StructureNode *open_section(StructureBuilder *b, Flow *flow, const Block *heading) {
    while (flow->depth > 0 && flow->open[flow->depth - 1].written >= heading->level) flow->depth--;
    StructureNode *parent = flow->depth > 0 ? flow->open[flow->depth - 1].section : flow->base;
    StructureNode *section = node_new(b, STRUCTURE_SECTION, NULL);
    int level = flow->outer_level + (int)flow->depth + 1;
    section->level = level < LEVEL_MOST ? level : LEVEL_MOST;
    node_add(parent, section);
    StructureNode *title = text_node(b, STRUCTURE_HEADING, heading);
    title->level = section->level;
    node_add(section, title);
    flow->open[flow->depth++] = (OpenHeading){heading->level, section};
    return section;
}

static void add_flow(StructureBuilder *b, Flow *flow, Block *const *blocks, size_t count) {
    StructureNode *parent = flow->base;
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        if (block->kind == BLOCK_HEADING) {
            if (str_trim(block->text.bytes).length > 0) parent = open_section(b, flow, block);
        } else if (map_find(&b->moved, block->attributes.id) != block) {
            add_block(b, parent, block);
        }
        add_notes(b, parent);
        if (flow->base->kind != STRUCTURE_FILE) continue;
        find_calls(b, block);
        for (size_t n = 0; n < b->boxes.count; n++) {
            add_div(b, parent, b->boxes.items[n]);
            add_notes(b, parent); /* of a chart, which keeps none within */
        }
        b->boxes.count = 0;
    }
}

StructureNode *structure_build(Arena *arena, const Document *document) {
    StructureBuilder b = {.arena = arena, .document = document};
    b.note_placed = ARENA_ARRAY(arena, bool, (size_t)document->note_count + 1);
    StructureNode *root = node_new(&b, STRUCTURE_DOCUMENT, NULL);
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        b.section = section;
        find_moved(&b, section);
        StructureNode *file = node_new(&b, STRUCTURE_FILE, NULL);
        Flow flow = {.base = file};
        add_flow(&b, &flow, section->blocks, section->block_count);
        node_add_unless_empty(root, file);
    }
    return root;
}

/* ---- in words ---- */

static void write_node(const StructureNode *node, int depth, StrBuilder *out) {
    static const char *const names[] = {
        "document", "file",    "section", "heading", "paragraph", "list", "item",
        "label",    "body",    "quote",   "code",    "group",     "box",  "note",
        "figure",   "caption", "table",   "head",    "rows",      "row",  "cell"};
    for (int i = 0; i < depth; i++) builder_add_c(out, "  ");
    builder_add_c(out, names[node->kind]);
    if (node->level > 0) builder_add_format(out, " %d", node->level);
    const Str *words[] = {&node->label, &node->alternative,
                          node->text != NULL ? &node->text->bytes : NULL};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i] == NULL || words[i]->length == 0) continue;
        builder_add_byte(out, ' ');
        builder_add(out, *words[i]);
    }
    builder_add_byte(out, '\n');
    for (const StructureNode *child = node->first; child != NULL; child = child->next)
        write_node(child, depth + 1, out);
}

void structure_write(const StructureNode *root, StrBuilder *out) {
    write_node(root, 0, out);
}
