/* What this project adds to cmark's Markdown: fenced divs, notes, attributes.
 *
 * One extension object for each parse, not registered, so that its state belongs to the parse.
 * cmark's own footnotes are not used: they drop what is not called, forget names and move
 * definitions about. */
#ifndef MAQUETTE_DOCUMENT_EXTENSION_H
#define MAQUETTE_DOCUMENT_EXTENSION_H

#include "document/lines.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

/* Boxes, lists and quotations in one another. */
enum { NESTING_LIMIT = 32 };

typedef enum FenceKind {
    FENCE_DIV,  /* ::: {.class} up to ::: */
    FENCE_NOTE, /* [^id]: and what is indented below it */
    FENCE_LINE, /* a ::: that closes something: an empty node in the tree, to be passed over */
} FenceKind;

/* The user data of a block node of ours. */
typedef struct Fence {
    FenceKind kind;
    bool closed;       /* of a div */
    size_t at;         /* byte of the source where it starts */
    size_t start, end; /* bytes of the source: a div's attributes or class, a note's id */
} Fence;

typedef enum SignKind {
    SIGN_ATTRIBUTES, /* {…} behind a bracket, or at the end of a heading */
    SIGN_CALL,       /* ^id of [^id] */
} SignKind;

/* The user data of an inline node of ours; its type is cmark's footnote reference, the one leaf
 * that table cells accept. */
typedef struct Sign {
    SignKind kind;
    size_t length; /* bytes of the content that it stands for */
} Sign;

typedef struct Extension {
    Arena *arena;
    const LineTable *lines;
    Diag *diag;
    cmark_syntax_extension *self;
    const cmark_node
        *table_paragraph;   /* the paragraph in which lines like | - | - | were last seen */
    int table_attempts;     /* and how many */
    bool too_deep;          /* reported once */
    const cmark_node *leaf; /* whose inlines are being parsed */
    size_t leaf_length;
} Extension;

/* Makes the extension for a parser; close it after the tree is freed. */
void extension_open(Extension *extension, cmark_parser *parser);
void extension_close(Extension *extension);

/* The fence of a node, NULL if it is a node of cmark's own; likewise the sign. */
const Fence *fence_of(cmark_node *node);
const Sign *sign_of(cmark_node *node);

/* The bytes whose inlines are below a leaf. Of a leaf without inlines cmark may never have written
 * any. */
Str leaf_text(cmark_node *leaf);

/* fence.c: sets the block functions. sign.c: sets the inline function. */
void extension_add_fences(Extension *extension);
void extension_add_signs(Extension *extension);

#endif
