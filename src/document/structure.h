/* What is read of a document, in reading order: one tree for speech, for HTML, and for whatever
 * else tells readers what a thing is.
 *
 * A box or chart stands behind the first paragraph of its section that links to it, else where it
 * was written. A note stands behind the block that calls it first: a paragraph, a whole list, a
 * table, a heading. Nothing empty is in the tree, and no heading is more than one level below the
 * heading it belongs to. */
#ifndef MAQUETTE_DOCUMENT_STRUCTURE_H
#define MAQUETTE_DOCUMENT_STRUCTURE_H

#include "document/document.h"

typedef enum StructureKind {
    STRUCTURE_DOCUMENT,
    STRUCTURE_FILE,    /* a Section of the document; glossary words count anew in each */
    STRUCTURE_SECTION, /* a heading and what belongs to it */
    STRUCTURE_HEADING,
    STRUCTURE_PARAGRAPH,
    STRUCTURE_LIST,  /* children are items; block: a list, or a paragraph with bullets between them
                      */
    STRUCTURE_ITEM,  /* a label and a body */
    STRUCTURE_LABEL, /* of an item or a note: label */
    STRUCTURE_BODY,  /* of an item */
    STRUCTURE_QUOTE,
    STRUCTURE_CODE,
    STRUCTURE_GROUP,  /* a div without a heading */
    STRUCTURE_BOX,    /* a div with one */
    STRUCTURE_NOTE,   /* a label, then blocks */
    STRUCTURE_FIGURE, /* alternative; a picture, or a div that has one: its captions and tables */
    STRUCTURE_CAPTION,
    STRUCTURE_TABLE, /* a caption if it has one, a head, a body */
    STRUCTURE_TABLE_HEAD,
    STRUCTURE_TABLE_BODY,
    STRUCTURE_ROW,
    STRUCTURE_CELL,
} StructureKind;

/* What a cell says of others: those of the head are about their columns, the first one of a row
 * about the row. An empty one says nothing. */
typedef enum CellScope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW } CellScope;

typedef struct StructureNode StructureNode;
struct StructureNode {
    StructureKind kind;
    const Block *block;     /* what it comes from; NULL: document, file, section, note, and items
                               of a paragraph */
    const Section *section; /* of the document; NULL: document */
    const Note *note;       /* of a note and its label */
    const Text *text;       /* heading, paragraph, code, caption, cell; else NULL */
    uint32_t start, end;    /* bytes of the block's text that this one is; end 0: all */
    int level;              /* of a heading and its section: 1..6 */
    size_t column;          /* of a cell, from 0 */
    CellScope scope;        /* of a cell */
    Str unit;               /* of a cell: what its number counts in, "%"; else empty */
    Str label;              /* as printed but for its dot: "•", "3" */
    Str alternative;        /* of a figure, as it is told */
    StructureNode *parent, *first, *last, *next; /* its children are a chain */
};

/* The tree of a document whose notes are numbered. Both must live as long as the arena's nodes. */
StructureNode *structure_build(Arena *arena, const Document *document);

/* The first child of a kind, or NULL. */
const StructureNode *structure_child(const StructureNode *node, StructureKind kind);

/* The tree as lines of "kind detail", each level two spaces further in; for tests. */
void structure_write(const StructureNode *root, StrBuilder *out);

#endif
