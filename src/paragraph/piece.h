/* The smallest part of a set line: glyphs of one font, or a space. */
#ifndef MAQUETTE_PARAGRAPH_PIECE_H
#define MAQUETTE_PARAGRAPH_PIECE_H

#include "document/document.h"
#include "font/shape.h"
#include "layout/layout.h"

typedef enum PieceKind {
    PIECE_GLYPHS, /* a run of glyphs */
    PIECE_SPACE,  /* one space, or a run of them typed; width is what it takes on the page */
} PieceKind;

/* A part of a line in one font and colour, as outputs read it. Pieces of a line stand in reading
 * order, which is not that of their places where some of them are read from the right. */
typedef struct Piece {
    PieceKind kind;
    Unit x;              /* from the line's x to the piece's left end: its origin */
    Unit width;          /* on the page, tracking and scaling included */
    const GlyphRun *run; /* of glyphs; for a space: NULL */
    Str text;            /* what the run's clusters index, or the space as it is copied */
    const Face *face;    /* of both kinds */
    Unit size, rise;
    Unit tracking;   /* added after each glyph, before scaling */
    int32_t scaling; /* horizontal, 1/10000; 10000 is none */
    const Colour *colour;
    const Colour
        *print_colour; /* on paper; NULL: the same. A link is its own colour on screen alone */
    Str copied; /* if not empty, what a reader copies instead of the text: U+00AD of an inserted
                   hyphen */
    const InlineRun *origin;    /* what the author wrote here; NULL for text the engine adds */
    const FormReading *reading; /* the first group of forms of which the piece shows something */
    uint32_t reading_count;     /* such groups; they stand in a row in memory */
    uint32_t at;                /* byte of the author's text at which the piece's begins */
    bool invisible; /* copied and searched, not painted (the small letter behind a drop cap) */
    bool fixed;     /* of a space: it does not stretch */
} Piece;

/* The bytes of a piece's text, start before end, that one of its groups of forms reads.
 *
 * Pieces are words, not cut at forms: kerning goes on between a form and its punctuation.
 * “(l’élu·e).” is one piece whose share is l’élu·e; an output that marks forms begins and ends its
 * mark between clusters. All pieces of a group, words and spaces between its forms, on however many
 * lines, have the same FormReading: so it is known where one mark goes on. Where a piece shows only
 * part of its text, the rest in another font, its share may lie in the other part. An inserted
 * hyphen is the group's as a whole. */
typedef struct PieceShare {
    uint32_t start, end;
} PieceShare;
PieceShare piece_share(const Piece *piece, size_t number);

/* What is copied for a part. */
typedef enum PartCopy {
    COPY_TEXT,
    COPY_SOFT_HYPHEN, /* U+00AD for a hyphen that a break inserted */
    COPY_HARD_HYPHEN, /* U+2010 for a typed one at a line's end: readers drop a final U+002D */
} PartCopy;

/* The same as it is kept with its line: pages wait in this form, so it is small. */
#define PART_BYTES_MOST 255
typedef struct LinePart {
    uint32_t run; /* number of the glyph run; of a space: PART_SPACE */
    uint32_t at;  /* byte of the paragraph's text at which it begins */
    Unit width;
    uint8_t bytes;  /* of a space; a longer one is copied up to PART_BYTES_MOST */
    uint8_t copy;   /* PartCopy */
    bool plain : 1; /* in the style's own look, not that of the text's run */
    bool invisible : 1;
    bool fixed : 1; /* of a space: it does not stretch */
    uint8_t level;  /* see text/bidi.h */
} LinePart;
_Static_assert(sizeof(LinePart) == 16, "many lines wait for their page");
#define PART_SPACE UINT32_MAX

#endif
