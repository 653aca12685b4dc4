/* Elements of the structure tree, and what each stands for; shared by the parts of pdf_tags.h. */
#ifndef MAQUETTE_OUTPUT_PDF_TAGS_TREE_H
#define MAQUETTE_OUTPUT_PDF_TAGS_TREE_H

#include "output/pdf_tags.h"

/* What an element stands for: a block, a note, a reading, or a part of one. */
typedef enum TagKeyKind {
    KEY_BLOCK,
    KEY_CAPTION, /* of a picture, its own title */
    KEY_FIGURE,  /* of a chart */
    KEY_LABEL,   /* of a note */
    KEY_BACK,    /* the link that this label is */
    KEY_READING,
    KEY_WORD, /* of the glossary */
    KEY_LINK, /* in a block, by its number there */
    KEY_CALL, /* of a note, by its place in the block */
    KEY_LANGUAGE,
} TagKeyKind;

typedef struct TagKey {
    const void *what;
    uint32_t kind, number;
} TagKey;

/* The element that stands for it, or NULL. */
TagElement *tag_find(const PdfTags *tags, TagKey key);
void tag_remember(PdfTags *tags, TagKey key, TagElement *element);

/* What is kept of a block: the glossary's words in it, its items; NULL: none. */
TagWords *tag_find_words(const PdfTags *tags, const Block *block);
TagParts *tag_find_parts(const PdfTags *tags, const Block *block);
void tag_keep(Arena *arena, Map *map, const Block *block, void *what);

/* A new element at the end of its parent; NULL: the root. */
TagElement *tag_new(PdfTags *tags, const char *type, TagElement *parent);
/* A new one right behind the latest block, in what holds that block; or first of all. */
TagElement *tag_new_behind(PdfTags *tags, const char *type);
/* Puts a kid at the end of an element. */
void tag_add_kid(PdfTags *tags, TagElement *parent, TagKid kid);
bool tag_is(const TagElement *element, const char *type);

/* The elements of a document, below the root. */
void tag_document(PdfTags *tags, const Document *document);

#endif
