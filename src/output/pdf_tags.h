/* The structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what each piece of a page is, in the
 * order in which it is read.
 *
 * Elements are made from the document's structure before pages are drawn; those inside a text
 * (links, inclusive forms, words in another language) when their first piece is drawn, so that they
 * stand where they are read. An element that holds nothing is not written (T15). */
#ifndef MAQUETTE_OUTPUT_PDF_TAGS_H
#define MAQUETTE_OUTPUT_PDF_TAGS_H

#include "base/vec.h"
#include "display/display.h"
#include "document/structure.h"
#include "output/pdf.h"
#include "output/pdf_file.h"

typedef struct TagElement TagElement;

/* What an element holds, in order. */
typedef struct TagKid {
    TagElement *element;  /* or NULL: */
    PdfObject annotation; /* or NULL: */
    size_t content;       /* number of a marked content */
    size_t page;          /* of annotation and content */
    struct TagKid *next;
} TagKid;

struct TagElement {
    const char *type;
    TagElement *parent;
    TagKid *first, *last;
    TagKid *place;     /* in the parent */
    TagElement *label; /* of an item or a note */
    Str language, alternative;
    Str expansion;   /* what its text is short for (/E) */
    Str replacement; /* what is read and copied in its place (/ActualText) */
    Str attributes;  /* a dictionary without its brackets; may be empty */
    Unit box[4];     /* of a figure: left, bottom, right, top; from the page's bottom left corner */
    bool boxed;
    size_t note; /* of a note: its number among them, from 1 */
    size_t page; /* that its content begins on */
    bool paged;
    bool used; /* holds something */
    bool grid; /* of a table, whole whatever its cells hold */
    PdfObject object;
};

typedef VEC(TagElement *) TagElements;

/* An item of a paragraph that is a list. */
typedef struct TagPart {
    uint32_t start, end; /* bytes of the block's text */
    TagElement *body;
} TagPart;

typedef VEC(TagPart) TagParts;

/* A word of the glossary at its first use. */
typedef struct TagWord {
    uint32_t start, end; /* bytes of the block's text */
    Str expansion;
} TagWord;

typedef VEC(TagWord) TagWords;

typedef struct PdfTags {
    Arena *arena; /* of the file */
    PdfFile *file;
    const PdfObject *pages;
    size_t page_count;
    size_t page;           /* the one under construction */
    TagElements *contents; /* of each page: the element of every marked content */
    TagElements annotated; /* the element of every annotation */
    TagElements elements;  /* parents before their children */
    Map known;             /* what an element stands for -> TagElement * */
    Map words;             /* Block * -> TagWords *: those of its text, if it has any */
    Map parts;             /* Block * -> TagParts *: its items, if its text has bullets */
    PdfSpeech speech;
    Str title;     /* of the edition */
    Str note_word; /* "note" in its language */
    TagElement *root;
    TagElement *latest; /* the block that was drawn last */
    size_t notes;
} PdfTags;

/* The elements of a document (NULL: none), for pages numbered before. Lives in the file's arena. */
PdfTags *pdf_tags_make(PdfFile *file, const Document *document, PdfSpeech speech,
                       const PdfObject *pages, size_t page_count);

/* The element of a line's text as a whole; NULL: an artifact. */
TagElement *pdf_tags_line(PdfTags *tags, const DisplayLine *line);
/* The one inside it that a byte of a piece's text belongs to. */
TagElement *pdf_tags_piece(PdfTags *tags, const DisplayLine *line, const Piece *piece,
                           uint32_t byte);
/* True if all of a piece belongs to the element of its line. */
bool pdf_tags_is_plain(const PdfTags *tags, const DisplayLine *line, const Piece *piece);
/* The element of a picture; NULL: it says nothing and is an artifact. */
TagElement *pdf_tags_image(PdfTags *tags, const DisplayPage *page, const DisplayImage *image);
/* The element of the chart that an area is part of; NULL: an artifact. */
TagElement *pdf_tags_rect(PdfTags *tags, const DisplayPage *page, const DisplayRect *rect);
/* True if the element's text, or that of one around it, is replaced as a whole. */
bool pdf_tags_is_replaced(const TagElement *element);

/* Begins a page: what follows is numbered on it. */
void pdf_tags_begin_page(PdfTags *tags, size_t page);
/* A new marked content of an element; its number on the page. */
size_t pdf_tags_add_content(PdfTags *tags, TagElement *element);
/* Puts an annotation into the element of its link; what its /StructParent is. */
size_t pdf_tags_add_link(PdfTags *tags, const DisplayLink *link, PdfObject annotation);

/* Writes the elements and the catalogue's entries. */
void pdf_tags_write(PdfTags *tags, StrBuilder *catalogue);

#endif
