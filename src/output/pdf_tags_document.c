/* In: the document's structure. Out: elements, empty so far; see pdf_tags.h. */
#include "document/stretches.h"
#include "output/pdf_tags_tree.h"

typedef struct Tagger {
    PdfTags *tags;
    const Map *glossary;
    Map met; /* words of it in this file */
} Tagger;

static void add_node(Tagger *t, TagElement *parent, const StructureNode *node);

static void add_nodes(Tagger *t, TagElement *parent, const StructureNode *first) {
    for (const StructureNode *node = first; node != NULL; node = node->next)
        add_node(t, parent, node);
}

/* ---- words of the glossary ---- */

/* X4: the same first uses as in the other forms of what is read. */
static void find_words(Tagger *t, const StructureNode *node) {
    Arena *arena = t->tags->arena;
    StretchList list = stretches_find(arena, node->text, t->glossary, &t->met);
    for (size_t i = 0; i < list.count; i++) {
        const Stretch *stretch = &list.items[i];
        if (stretch->expansion == NULL || stretch->told) continue;
        TagWords *words = tag_find_words(t->tags, node->block);
        if (words == NULL) {
            words = ARENA_NEW(arena, TagWords);
            *words = (TagWords){0};
            tag_keep(arena, &t->tags->words, node->block, words);
        }
        TagWord word = {node->start + stretch->start, node->start + stretch->end,
                        *stretch->expansion};
        VEC_PUSH(arena, words, word);
    }
}

/* ---- elements ---- */

static const char *node_type(const StructureNode *node) {
    static const char *const headings[] = {"H1", "H1", "H2", "H3", "H4", "H5", "H6"};
    switch (node->kind) {
    case STRUCTURE_DOCUMENT:
    case STRUCTURE_FILE: return "Document";
    case STRUCTURE_SECTION: return "Sect";
    case STRUCTURE_HEADING: return headings[node->level];
    case STRUCTURE_PARAGRAPH:
    case STRUCTURE_CODE: return "P";
    case STRUCTURE_LIST: return "L";
    case STRUCTURE_ITEM: return "LI";
    case STRUCTURE_LABEL: return "Lbl";
    case STRUCTURE_BODY: return "LBody";
    case STRUCTURE_QUOTE: return "BlockQuote";
    case STRUCTURE_GROUP: return "Div";
    case STRUCTURE_BOX: return "Box";
    case STRUCTURE_NOTE: return "Note";
    case STRUCTURE_FIGURE: return "Figure";
    case STRUCTURE_CAPTION: return "Caption";
    case STRUCTURE_TABLE: return "Table";
    case STRUCTURE_TABLE_HEAD: return "THead";
    case STRUCTURE_TABLE_BODY: return "TBody";
    case STRUCTURE_ROW: return "TR";
    case STRUCTURE_CELL: return node->scope == SCOPE_NONE ? "TD" : "TH";
    }
    return "P";
}

static void element_describe(PdfTags *tags, TagElement *element, const StructureNode *node) {
    element->alternative = str_copy(tags->arena, node->alternative);
    if (node->scope == SCOPE_COLUMN) element->attributes = STR("/O/Table/Scope/Column");
    if (node->scope == SCOPE_ROW) element->attributes = STR("/O/Table/Scope/Row");
    if (node->kind == STRUCTURE_LIST) {
        element->attributes = node->block->ordered ? STR("/O/List/ListNumbering/Decimal")
                                                   : STR("/O/List/ListNumbering/Disc");
    }
    if (node->kind == STRUCTURE_NOTE) element->note = ++tags->notes;
    element->grid = node->kind == STRUCTURE_ROW || node->kind == STRUCTURE_CELL;
}

static void remember_part(PdfTags *tags, TagElement *body, const StructureNode *node) {
    TagParts *parts = tag_find_parts(tags, node->block);
    if (parts == NULL) {
        parts = ARENA_NEW(tags->arena, TagParts);
        *parts = (TagParts){0};
        tag_keep(tags->arena, &tags->parts, node->block, parts);
    }
    TagPart part = {node->start, node->end, body};
    VEC_PUSH(tags->arena, parts, part);
}

/* Lines are found by their block, labels by their item or note. */
static void element_remember(PdfTags *tags, TagElement *element, const StructureNode *node) {
    if (node->kind == STRUCTURE_LABEL) {
        element->parent->label = element;
        if (node->note != NULL) tag_remember(tags, (TagKey){node->note, KEY_LABEL, 0}, element);
    } else if (node->end > 0) {
        remember_part(tags, element, node);
    } else if (node->block != NULL && node->kind != STRUCTURE_ITEM &&
               node->kind != STRUCTURE_BODY) {
        bool title = node->kind == STRUCTURE_CAPTION && node->block->kind == BLOCK_IMAGE;
        tag_remember(tags, (TagKey){node->block, title ? KEY_CAPTION : KEY_BLOCK, 0}, element);
    }
}

/* True for what would be an element within another that says the same: the section of a box with
 * one heading, the one paragraph of an item. */
static bool is_same_as_parent(const StructureNode *node) {
    const StructureNode *parent = node->parent;
    if (parent->first != node || node->next != NULL) return false;
    return (node->kind == STRUCTURE_SECTION && parent->kind == STRUCTURE_BOX) ||
           (node->kind == STRUCTURE_PARAGRAPH && parent->kind == STRUCTURE_BODY);
}

/* A figure's alternative stands for all that is in it: its captions, and the table of which a chart
 * is drawn, are to be read as well and stand behind it. */
static void add_figure(Tagger *t, TagElement *parent, const StructureNode *node) {
    TagElement *figure = tag_new(t->tags, "Figure", parent);
    element_describe(t->tags, figure, node);
    element_remember(t->tags, figure, node);
    for (const StructureNode *child = node->first; child != NULL; child = child->next) {
        if (child->kind == STRUCTURE_TABLE)
            tag_remember(t->tags, (TagKey){child->block, KEY_FIGURE, 0}, figure);
    }
    add_nodes(t, parent, node->first);
}

static void add_node(Tagger *t, TagElement *parent, const StructureNode *node) {
    PdfTags *tags = t->tags;
    if (node->kind == STRUCTURE_FILE) t->met = (Map){.arena = tags->arena};
    if (node->text != NULL) find_words(t, node);
    if (node->kind == STRUCTURE_FIGURE) {
        add_figure(t, parent, node);
    } else if (node->kind == STRUCTURE_FILE || is_same_as_parent(node)) {
        if (node->kind == STRUCTURE_PARAGRAPH) element_remember(tags, parent, node);
        add_nodes(t, parent, node->first);
    } else {
        TagElement *element = tag_new(tags, node_type(node), parent);
        element_describe(tags, element, node);
        bool code = node->kind == STRUCTURE_CODE;
        element_remember(tags, code ? tag_new(tags, "Code", element) : element, node);
        add_nodes(t, element, node->first);
    }
}

void tag_document(PdfTags *tags, const Document *document) {
    Arena *scratch = arena_open();
    Tagger tagger = {
        .tags = tags, .glossary = &document->edition.glossary, .met = {.arena = tags->arena}};
    add_nodes(&tagger, tags->root, structure_build(scratch, document)->first);
    arena_close(scratch);
}
