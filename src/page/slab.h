/* A laid-out piece of a page: lines, areas, paths and images at places of its own.
 *
 * Slabs are made by blocks and boxes, moved as a whole by the page breaker, and turned into display
 * items by the painter. Places are Units from the slab's origin, x to the right, y down. */
#ifndef MAQUETTE_PAGE_SLAB_H
#define MAQUETTE_PAGE_SLAB_H

#include "base/vec.h"
#include "paragraph/paragraph.h"

/* What a piece is to a reader. */
typedef enum SlabRole {
    SLAB_ARTIFACT,
    SLAB_HEADING,
    SLAB_PARAGRAPH,
    SLAB_LIST_ITEM,
    SLAB_LABEL,
    SLAB_NOTE,
    SLAB_CAPTION,
    SLAB_FIGURE,
    SLAB_CELL,
    SLAB_CODE,
} SlabRole;

/* A picture of the edition; its size is read for layout, its bytes wait for the output. */
typedef struct Picture {
    Str shown; /* path in messages */
    Str bytes;
    bool jpeg;              /* else PNG */
    uint32_t width, height; /* pixels */
    int channels;
    bool inverted; /* a CMYK JPEG with Adobe's inverted samples */
    bool turned;   /* a note of the camera wants it turned or mirrored, which is not done */
} Picture;

/* A drawn figure: steps in Units, relative to the item's place, y down. */
typedef struct SlabPath {
    const PathStep *steps;
    size_t step_count;
    const Colour *fill;
} SlabPath;

/* A line of text. */
typedef struct SlabText {
    const SetLine *line;
    const Note *note; /* of a label: the note that begins here */
} SlabText;

/* A filled area. */
typedef struct SlabRect {
    const Colour *fill;
    Unit radius;
} SlabRect;

/* A picture with what it says to those who do not see it. */
typedef struct SlabImage {
    const Picture *picture;
    const Block *block; /* its alternative text */
} SlabImage;

typedef enum SlabItemKind { SLAB_LINE, SLAB_RECT, SLAB_PATH, SLAB_IMAGE } SlabItemKind;

/* Many of them wait for their page: they are kept small. */
typedef struct SlabItem {
    uint8_t kind;       /* SlabItemKind */
    uint8_t role;       /* SlabRole */
    uint8_t level;      /* of a heading */
    bool ends_block;    /* the block's last line */
    Unit x, y;          /* line: left of the measure and baseline; else the top left corner */
    Unit width, height; /* of rect and image */
    const Block *block; /* what it comes from; NULL: the layout */
    union {
        SlabText text;
        SlabRect rect;
        SlabPath path;
        SlabImage image;
    } as;
} SlabItem;

typedef VEC(SlabItem) SlabItems;

typedef struct Slab {
    SlabItems items;
    Str name;           /* of a box: for the snapshot's frames; empty for a line */
    Unit width, height; /* of a box */
    const Block *block; /* whose id leads here */
} Slab;

/* A slab in the arena holding one line at its origin. */
Slab *slab_of_line(Arena *arena, const SetLine *line, SlabRole role, const Block *block,
                   bool ends_block);
void slab_add_line(Arena *arena, Slab *slab, Unit x, Unit y, const SetLine *line, SlabRole role,
                   const Block *block, bool ends_block);
void slab_add_rect(Arena *arena, Slab *slab, Unit x, Unit y, Unit width, Unit height, Unit radius,
                   const Colour *fill);
/* Makes the areas of a slab part of the figure that a table is drawn as, and artifacts no more. */
void slab_mark_figure(Slab *slab, const Block *table);
/* A rule with its top left corner there, `side` long if its own length is 0 or longer. Nothing for
 * thickness 0. */
void slab_add_rule(Arena *arena, Slab *slab, Unit x, Unit y, Unit side, const Rule *rule);
/* The characters of its lines of text, which an author can count; 0 for NULL. */
size_t slab_characters(const Slab *slab);
/* Appends the items of other, moved. */
void slab_add_slab(Arena *arena, Slab *slab, Unit x, Unit y, const Slab *other);

#endif
