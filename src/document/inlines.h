/* From cmark's inline nodes to a text with runs, in two steps.
 *
 * First the nodes are read along with the content they were parsed from, sign by sign, into atoms:
 * short stretches that know their byte of the content. Then the atoms become text, runs and places.
 * Between the two, brackets turn into spans and ^ into superscripts, once their second half is
 * seen. */
#ifndef MAQUETTE_DOCUMENT_INLINES_H
#define MAQUETTE_DOCUMENT_INLINES_H

#include "document/content.h"
#include "document/section.h"

#include <cmark-gfm.h>

typedef enum AtomKind {
    ATOM_TEXT,
    ATOM_OBJECT,  /* note call, page reference, image */
    ATOM_OPEN,    /* a span or link begins */
    ATOM_CLOSE,   /* and ends */
    ATOM_RAISE,   /* a superscript begins */
    ATOM_LOWER,   /* and ends */
    ATOM_DROPPED, /* a sign that is not set */
} AtomKind;

typedef struct Link {
    uint32_t number;
    Str target;
} Link;

typedef struct InlineObject {
    InlineKind kind;
    Str target, reading;    /* as in InlineRun */
    Str caption;            /* of an image: its title */
    size_t caption_at;      /* where that stands in the content */
    Attributes *attributes; /* of an image, or NULL */
} InlineObject;

typedef struct Atom {
    AtomKind kind;
    uint32_t at;                /* byte of the content */
    uint32_t marks;             /* InlineMark bits */
    Str text;                   /* goes in step with the content, but for an entity */
    const Link *link;           /* or NULL */
    const InlineObject *object; /* of an ATOM_OBJECT */
    Attributes *attributes;     /* of an ATOM_OPEN, or NULL */
} Atom;

/* What stands right before a place of the content, and may take attributes. */
typedef struct Behind {
    enum { BEHIND_NOTHING, BEHIND_BRACKET, BEHIND_LINK, BEHIND_IMAGE } kind;
    size_t at;          /* that place */
    size_t open, close; /* the two atoms around a span, or an image's */
} Behind;

typedef struct OpenImage {
    size_t atom, bracket_count;
} OpenImage;

typedef struct InlineReader {
    SectionReader *section;
    Content *content;
    bool in_heading;
    size_t at; /* byte of the content to be read next */
    VEC(Atom) atoms;
    VEC(size_t) brackets; /* atoms that are a [ not closed yet */
    VEC(OpenImage) images;
    Behind behind;
    uint32_t emphasis, strong, strike; /* how many are open */
    const Link *link;
    size_t link_open; /* its ATOM_OPEN */
    bool autolink;    /* in <address>: there a back slash is a sign like any other */
    bool plain;       /* in an address or a caption: brackets, braces and ^ are no signs */
    bool line_start; /* the next text may begin with blanks that cmark left in, and that are not set
                      */
    size_t raise;    /* atom of a ^ that may begin a superscript, or SIZE_MAX */
    size_t call_end; /* where the ] of a note call stands, or SIZE_MAX */
    Attributes *heading; /* attributes at the end of a heading, or NULL */
    bool
        lost; /* nodes and content fell out of step; places are then those of the last known byte */
} InlineReader;

/* inlines.c: reads the nodes below a leaf into atoms. */
void inlines_read(InlineReader *reader, cmark_node *leaf);

/* literal.c: a text node, and raw bytes of the content up to an end. */
void literal_read(InlineReader *reader, Str literal);
void literal_read_raw(InlineReader *reader, size_t end);
/* Reports braces at the next byte that are meant as attributes but belong to nothing. */
void literal_check_braces(const InlineReader *reader);
/* Adds an atom at the next byte of the content. */
Atom *atom_add(InlineReader *reader, AtomKind kind, Str text);

/* link_tail.c: ASCII punctuation, which a back slash may stand before. */
bool byte_is_punctuation(char byte);
/* The end of what stands behind a link's text: "](…)", "][…]" or "]". title_at: where a title
 * begins, or SIZE_MAX. */
size_t link_tail_end(Str content, size_t at, size_t *title_at);

/* runs.c: makes the text of a block from atoms. */
void runs_make(InlineReader *reader, const Block *block, Text *text);
/* The image that all the atoms are, or NULL. */
const InlineObject *atoms_only_image(const InlineReader *reader);
/* A text in one run, without marks: an image's caption, code. at: where it stands in the content.
 */
void runs_make_plain(SectionReader *section, Content *content, Str bytes, size_t at, uint32_t marks,
                     Text *text);

#endif
