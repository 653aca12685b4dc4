/* In: the document's structure, and pages as they are drawn. Out: elements; see pdf_tags.h. */
#include "output/pdf_tags.h"

#include <string.h>

#include "output/pdf_number.h"

/* What an element stands for: a block, a note, a reading, or a part of one. */
typedef enum KeyKind {
    KEY_BLOCK,
    KEY_CAPTION, /* of a picture, its own title */
    KEY_LABEL,   /* of a note */
    KEY_BACK,    /* the link that this label is */
    KEY_READING,
    KEY_LINK, /* in a block, by its number there */
    KEY_CALL, /* of a note, by its place in the block */
    KEY_LANGUAGE,
} KeyKind;

typedef struct Key {
    const void *what;
    uint32_t kind, number;
} Key;

static TagElement *find(const PdfTags *tags, const void *what, KeyKind kind, uint32_t number) {
    Key key = {what, kind, number};
    return map_find(&tags->known, (Str){(const char *)&key, sizeof key});
}

static void remember(PdfTags *tags, const void *what, KeyKind kind, uint32_t number,
                     TagElement *element) {
    Key *key = ARENA_NEW(tags->arena, Key);
    *key = (Key){what, kind, number};
    map_put(&tags->known, (Str){(const char *)key, sizeof *key}, element);
}

/* ---- the tree ---- */

static void kid_add(PdfTags *tags, TagElement *parent, TagKid kid) {
    TagKid *added = ARENA_NEW(tags->arena, TagKid);
    *added = kid;
    if (parent->last != NULL) {
        parent->last->next = added;
    } else {
        parent->first = added;
    }
    parent->last = added;
    if (kid.element != NULL) kid.element->place = added;
}

static TagElement *element_make(PdfTags *tags, const char *type, TagElement *parent) {
    TagElement *element = ARENA_NEW(tags->arena, TagElement);
    *element = (TagElement){.type = type, .parent = parent};
    VEC_PUSH(tags->arena, &tags->elements, element);
    return element;
}

static TagElement *element_new(PdfTags *tags, const char *type, TagElement *parent) {
    TagElement *element = element_make(tags, type, parent);
    if (parent != NULL) kid_add(tags, parent, (TagKid){.element = element});
    return element;
}

static void element_use(TagElement *element) {
    for (; element != NULL && !element->used; element = element->parent) element->used = true;
}

static bool is_type(const TagElement *element, const char *type) {
    return strcmp(element->type, type) == 0;
}

/* True if blocks follow each other in it. */
static bool holds_blocks(const TagElement *element) {
    return is_type(element, "Document") || is_type(element, "Sect") || is_type(element, "Box") ||
           is_type(element, "Div");
}

/* A paragraph that is not in the document, the layout's own or read from a file, behind what was
 * drawn last. */
static TagElement *paragraph_between(PdfTags *tags) {
    TagElement *before = tags->latest;
    while (before != NULL && before->parent != NULL && !holds_blocks(before->parent))
        before = before->parent;
    TagElement *parent = before != NULL && before->parent != NULL ? before->parent : tags->root;
    TagElement *element = element_make(tags, "P", parent);
    TagKid *kid = ARENA_NEW(tags->arena, TagKid);
    TagKid **link = before != NULL && before->place != NULL ? &before->place->next : &parent->first;
    *kid = (TagKid){.element = element, .next = *link};
    *link = kid;
    element->place = kid;
    if (kid->next == NULL) parent->last = kid;
    return element;
}

/* ---- from the document ---- */

static void add_node(PdfTags *tags, TagElement *parent, const StructureNode *node);

static void add_nodes(PdfTags *tags, TagElement *parent, const StructureNode *first) {
    for (const StructureNode *node = first; node != NULL; node = node->next)
        add_node(tags, parent, node);
}

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
    element->alternative = node->alternative;
    if (node->scope == SCOPE_COLUMN) element->attributes = STR("/O/Table/Scope/Column");
    if (node->scope == SCOPE_ROW) element->attributes = STR("/O/Table/Scope/Row");
    if (node->kind == STRUCTURE_LIST) {
        element->attributes = node->block->ordered ? STR("/O/List/ListNumbering/Decimal")
                                                   : STR("/O/List/ListNumbering/Disc");
    }
    if (node->kind == STRUCTURE_NOTE) element->note = ++tags->notes;
    element->grid = node->kind == STRUCTURE_ROW || node->kind == STRUCTURE_CELL;
}

/* Lines are found by their block, labels by their item or note. */
static void element_remember(PdfTags *tags, TagElement *element, const StructureNode *node) {
    if (node->kind == STRUCTURE_LABEL) {
        element->parent->label = element;
        if (node->note != NULL) remember(tags, node->note, KEY_LABEL, 0, element);
    } else if (node->block != NULL && node->kind != STRUCTURE_ITEM) {
        bool title = node->kind == STRUCTURE_CAPTION && node->block->kind == BLOCK_IMAGE;
        remember(tags, node->block, title ? KEY_CAPTION : KEY_BLOCK, 0, element);
    }
}

static void add_node(PdfTags *tags, TagElement *parent, const StructureNode *node) {
    if (node->kind == STRUCTURE_FILE) {
        add_nodes(tags, parent, node->first);
        return;
    }
    TagElement *element = element_new(tags, node_type(node), parent);
    element_describe(tags, element, node);
    TagElement *inner = node->kind == STRUCTURE_CODE ? element_new(tags, "Code", element) : element;
    element_remember(tags, inner, node);
    /* A caption within a figure is not heard: the figure's alternative stands for all of it. */
    bool picture = node->kind == STRUCTURE_FIGURE && node->block->kind == BLOCK_IMAGE;
    add_nodes(tags, picture ? parent : element, node->first);
}

PdfTags *pdf_tags_make(PdfFile *file, const Document *document, const PdfObject *pages,
                       size_t page_count) {
    PdfTags *tags = ARENA_NEW(file->arena, PdfTags);
    *tags = (PdfTags){.arena = file->arena,
                      .file = file,
                      .pages = pages,
                      .page_count = page_count,
                      .contents = ARENA_ARRAY(file->arena, TagElements, page_count),
                      .known = {.arena = file->arena}};
    tags->root = element_new(tags, "Document", NULL);
    if (document == NULL) return tags;
    Arena *scratch = arena_open();
    add_nodes(tags, tags->root, structure_build(scratch, document)->first);
    arena_close(scratch);
    return tags;
}

/* ---- from the pages ---- */

/* The element in which a block's own text stands. */
static TagElement *block_element(PdfTags *tags, const Block *block, Role role) {
    TagElement *element = NULL;
    if (role == ROLE_CAPTION) element = find(tags, block, KEY_CAPTION, 0);
    if (element == NULL) element = find(tags, block, KEY_BLOCK, 0);
    if (element == NULL) {
        element = paragraph_between(tags);
        remember(tags, block, KEY_BLOCK, 0, element);
    }
    tags->latest = element;
    return element;
}

static TagElement *item_label(TagElement *element) {
    while (element != NULL && !is_type(element, "LI")) element = element->parent;
    return element == NULL ? NULL : element->label;
}

/* One inside a text, made when it is first seen. */
static TagElement *inner_element(PdfTags *tags, const char *type, TagElement *parent, Key key) {
    TagElement *element = find(tags, key.what, (KeyKind)key.kind, key.number);
    if (element != NULL) return element;
    element = element_new(tags, type, parent);
    remember(tags, key.what, (KeyKind)key.kind, key.number, element);
    return element;
}

static TagElement *note_label(PdfTags *tags, const DisplayLine *line) {
    TagElement *label = find(tags, line->note, KEY_LABEL, 0);
    if (label == NULL || !line->leads_back) return label;
    return inner_element(tags, "Link", label, (Key){line->note, KEY_BACK, 0});
}

TagElement *pdf_tags_line(PdfTags *tags, const DisplayLine *line) {
    if (line->role == ROLE_ARTIFACT) return NULL;
    if (line->note != NULL) return note_label(tags, line);
    if (line->origin == NULL) return NULL;
    TagElement *element = block_element(tags, line->origin, line->role);
    return line->role == ROLE_LABEL ? item_label(element) : element;
}

static bool is_linked(const InlineRun *run) {
    return run != NULL && (run->link_number > 0 || run->kind == INLINE_NOTE_CALL);
}

static TagElement *link_element(PdfTags *tags, TagElement *parent, const DisplayLine *line,
                                const InlineRun *run) {
    bool call = run->kind == INLINE_NOTE_CALL;
    Key key = {line->origin, call ? KEY_CALL : KEY_LINK, call ? run->start : run->link_number};
    return inner_element(tags, "Link", parent, key);
}

bool pdf_tags_is_plain(const DisplayLine *line, const Piece *piece) {
    if (line->note != NULL || line->role == ROLE_LABEL) return true;
    const InlineRun *run = piece->origin;
    return piece->reading_count == 0 && !is_linked(run) &&
           (run == NULL || run->language.length == 0);
}

/* A group of forms is one element wherever its lines stand (X1, X3). What of it lies in another
 * link is of that link alone. */
static TagElement *reading_element(PdfTags *tags, TagElement *parent, const FormReading *reading) {
    TagElement *element = inner_element(tags, "Span", parent, (Key){reading, KEY_READING, 0});
    element->expansion = reading->text;
    return element->parent == parent ? element : parent;
}

TagElement *pdf_tags_piece(PdfTags *tags, const DisplayLine *line, const Piece *piece,
                           uint32_t byte) {
    TagElement *element = pdf_tags_line(tags, line);
    if (pdf_tags_is_plain(line, piece)) return element;
    const InlineRun *run = piece->origin;
    if (is_linked(run)) element = link_element(tags, element, line, run);
    if (run != NULL && run->language.length > 0) {
        Key key = {line->origin, KEY_LANGUAGE, run->start};
        element = inner_element(tags, "Span", element, key);
        element->language = run->language;
    }
    for (size_t i = 0; i < piece->reading_count; i++) {
        PieceShare share = piece_share(piece, i);
        if (byte >= share.start && byte < share.end && piece->reading[i].text.length > 0)
            return reading_element(tags, element, &piece->reading[i]);
    }
    return element;
}

TagElement *pdf_tags_image(PdfTags *tags, const DisplayPage *page, const DisplayImage *image) {
    if (image->alternative.length == 0 || image->origin == NULL) return NULL;
    TagElement *element = block_element(tags, image->origin, ROLE_FIGURE);
    int64_t bottom = (int64_t)page->height - image->y - image->height;
    const int64_t box[] = {image->x, bottom, (int64_t)image->x + image->width,
                           bottom + image->height};
    StrBuilder out = {.arena = tags->arena};
    builder_add(&out, STR("/O/Layout/Placement/Block/BBox["));
    for (size_t i = 0; i < sizeof box / sizeof box[0]; i++) {
        if (i > 0) builder_add_byte(&out, ' ');
        pdf_add_length(&out, box[i]);
    }
    builder_add_byte(&out, ']');
    element->attributes = builder_text(&out);
    return element;
}

void pdf_tags_begin_page(PdfTags *tags, size_t page) {
    tags->page = page;
}

static void kid_hold(PdfTags *tags, TagElement *element, TagKid kid) {
    kid.page = tags->page;
    if (!element->paged) element->page = tags->page;
    element->paged = true;
    kid_add(tags, element, kid);
    element_use(element);
}

size_t pdf_tags_add_content(PdfTags *tags, TagElement *element) {
    TagElements *contents = &tags->contents[tags->page];
    kid_hold(tags, element, (TagKid){.content = contents->count});
    VEC_PUSH(tags->arena, contents, element);
    return contents->count - 1;
}

size_t pdf_tags_add_link(PdfTags *tags, const DisplayLink *link, PdfObject annotation) {
    TagElement *element = link->line == NULL ? NULL : pdf_tags_line(tags, link->line);
    if (element == NULL) element = element_new(tags, "Link", tags->root);
    if (link->run != NULL) element = link_element(tags, element, link->line, link->run);
    kid_hold(tags, element, (TagKid){.annotation = annotation});
    VEC_PUSH(tags->arena, &tags->annotated, element);
    return tags->page_count + tags->annotated.count - 1;
}
