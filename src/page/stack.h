/* Blocks set below one another at one width: the common part of columns, boxes, notes and fixed
 * frames.
 *
 * In: blocks and the styles for each kind. Out: stack lines, each a slab that is never divided,
 * with the height it takes, the room above it and what a break before it costs. Whoever asked puts
 * them on the grid (flow.c) or simply below one another (stack_pour). */
#ifndef MAQUETTE_PAGE_STACK_H
#define MAQUETTE_PAGE_STACK_H

#include "page/slab.h"

typedef struct Box Box;
typedef struct BoxMaker BoxMaker;

/* A paragraph as it was set, so that it can be set again a line shorter or longer. */
typedef struct StackParagraph {
    ParagraphRequest request; /* with rooms of its own */
    const Block *block;
    SlabRole role;
    size_t held;      /* so many first lines may not be parted */
    SlabItem initial; /* the drop cap, if any */
    bool has_initial;
    const SetLine *label; /* as in Stacker */
    const Note *label_note;
    Unit label_x;
    bool turned; /* as in Stacker */
    Unit turn_left;
} StackParagraph;

typedef struct StackLine {
    const Slab *slab; /* origin: left edge, last baseline; of a picture or box its foot */
    Unit height;      /* that it takes: its leading, or the height of a picture or box */
    Unit ascent;      /* from its top ink to the origin: where the first line of a box begins */
    Unit space;       /* above it; not at the top */
    int32_t cost;     /* of a break before it; EVIL_FORBID: none */
    bool orphan;      /* part of the cost: a column that ends before it leaves an orphan, */
    bool widow;       /* or makes a widow, */
    bool in_form;     /* or parts an inclusive form */
    bool span;        /* across all columns */
    bool hyphen;      /* ends with one */
    bool off_grid;    /* its leading is not the grid's */
    bool opens_page;
    bool whole_rows;  /* its height is a whole number of the grid's rows */
    const Slab *head; /* of a table's row: what stands above it where a column begins with it;
                         origin as of slab */
    Unit head_height, head_ascent;
    const Box *round; /* that it and the lines below run round; they stay together */
    const Block *box; /* a div to be set by the flow; no slab */
    Note **notes;     /* called in it */
    size_t note_count;
    const StackParagraph *paragraph; /* of running text: what it is a line of; in the work arena */
} StackLine;

typedef VEC(StackLine) StackLines;

/* The styles of the kinds of blocks. */
typedef struct StackStyles {
    const TextStyle *headings[6];
    const TextStyle *text, *list, *note, *quote, *code, *table, *caption;
    const TableStyle *tables; /* of tables that name none; NULL: the layout's first */
} StackStyles;

typedef struct Stacker {
    Setter *setter; /* its arena holds the slabs */
    Arena *work;    /* holds the list of lines */
    const Layout *layout;
    StackStyles styles;
    ObjectTexts objects;
    const Map *pictures;    /* file as written -> Picture *; may be NULL */
    Unit width;             /* of the measure */
    Unit span_width;        /* of the measure across all columns */
    Unit grid;              /* leading of the grid that tables and pictures keep to; 0: none */
    Unit tallest;           /* of what is not divided; 0: as high as need be */
    const Opening *opening; /* a drop cap for the paragraph after an opening; NULL: none */
    int page_level;         /* headings of this level and above it open a page; 0: none */
    bool balanced;          /* ragged paragraphs have lines of like length, as headings do */
    const BoxMaker *boxes;  /* of boxes that text runs round; NULL: none */
    /* State while stacking. */
    StackLines lines;
    Unit left;        /* indent of the present list or quotation */
    Unit space_after; /* of the last block */
    int32_t keep;     /* lines still to be kept with the heading above */
    bool flush;       /* no indent: after a heading, list, box */
    bool opens;       /* the next paragraph is the first after an opening */
    bool fresh;       /* only headings since the last page opening */
    int list_depth;
    const Box *round;       /* text runs round it, */
    int32_t rows_left;      /* in so many more rows of the grid */
    bool round_begun;       /* its first line is there */
    const SetLine *label;   /* waits for the first line of its item */
    const Note *label_note; /* the note that the label numbers */
    Unit label_x;           /* from the left of the measure */
    Str label_language;     /* whose direction it has; empty: the edition's */
    bool turned;            /* lines are turned over between turn_left and the measure's end; */
    Unit turn_left;         /* see turned.h */
    bool settled;           /* they stand in something that is turned over as a whole */
} Stacker;

/* Readies the state; the fields above it are the caller's. */
void stacker_init(Stacker *stacker);
/* Height of capitals above the baseline in a style. */
Unit stack_ascent(const Stacker *stacker, const TextStyle *style);
/* How high a style's ink reaches above its baseline, as fonts usually have it. */
Unit usual_ascent(const TextStyle *style);
/* Appends the lines of blocks. The blocks must outlive the slabs. */
void stack_blocks(Stacker *stacker, Block *const *blocks, size_t count);
/* Adds a line; it takes what is left of the hold of a heading above and of the space between
 * blocks. */
void stack_push(Stacker *stacker, StackLine line);
/* A block of text in a style, as a paragraph. */
void stack_paragraph(Stacker *stacker, const Block *block, const TextStyle *style, SlabRole role);
/* Appends the lines of a paragraph that is set this way or not at all. */
void stack_set(Stacker *stacker, const Paragraph *paragraph, const Block *block, SlabRole role);
/* Appends the lines of running text, set again. */
void stack_again(Stacker *stacker, const StackParagraph *as, const Paragraph *paragraph);
/* A note: its number, then its blocks in the note style. */
void stack_note(Stacker *stacker, const Note *note);
/* The notes called in the lines so far, each once, below them; the lines then call none. */
void stack_called_notes(Stacker *stacker);

/* The characters of the lines [first, end). */
size_t stack_characters(const StackLines *lines, size_t first, size_t end);

/* Puts the lines [first, end) below one another into a slab from (x, y) on; gives the last line's
 * baseline, y where there is none. The first line's ink begins at y. */
Unit stack_pour(Arena *arena, const StackLines *lines, size_t first, size_t end, Slab *slab, Unit x,
                Unit y);

#endif
