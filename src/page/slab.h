/* A laid-out piece of a page: lines, areas, paths and images at places of its own.
 *
 * Slabs are made by blocks and boxes, moved as a whole by the page breaker, and turned into display items by the painter.
 * Places are Units from the slab's origin, x to the right, y down. */
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

typedef enum SlabItemKind { SLAB_LINE, SLAB_RECT, SLAB_PATH, SLAB_IMAGE } SlabItemKind;

/* A picture of the edition; its size is read for layout, its bytes wait for the output. */
typedef struct Picture {
    Str shown; /* path in messages */
    Str bytes;
    bool jpeg; /* else PNG */
    uint32_t width, height; /* pixels */
    int channels;
    bool inverted; /* a CMYK JPEG with Adobe's inverted samples */
} Picture;

typedef struct SlabItem {
    SlabItemKind kind;
    SlabRole role;
    Unit x, y;           /* line: left of the measure and baseline; else the top left corner */
    Unit width, height;  /* of rect and image */
    const SetLine *line;
    bool ends_block;     /* the block's last line */
    Unit radius;
    const Colour *fill, *stroke;
    Unit stroke_width;
    const PathStep *steps; /* in Units, relative to x and y, y down */
    size_t step_count;
    const Picture *picture;
    Str alternative;
    const Block *block; /* what it comes from; NULL: the layout */
    const Note *note;   /* of a label: the note that begins here */
    int level;          /* of a heading */
} SlabItem;

typedef VEC(SlabItem) SlabItems;

typedef struct Slab {
    SlabItems items;
    Str name;     /* of a box: for the snapshot's frames; empty for a line */
    Unit width, height; /* of a box */
    const Block *block; /* whose id leads here */
} Slab;

/* A slab in the arena holding one line at its origin. */
Slab *slab_of_line(Arena *arena, const SetLine *line, SlabRole role, const Block *block, bool ends_block);
void slab_add_line(Arena *arena, Slab *slab, Unit x, Unit y, const SetLine *line, SlabRole role,
                   const Block *block, bool ends_block);
void slab_add_rect(Arena *arena, Slab *slab, Unit x, Unit y, Unit width, Unit height, Unit radius,
                   const Colour *fill);
/* A rule of a style below or above: length 0 takes `side`. Nothing for thickness 0. */
void slab_add_rule(Arena *arena, Slab *slab, Unit x, Unit y, Unit side, const Rule *rule);
/* Appends the items of other, moved. */
void slab_add_slab(Arena *arena, Slab *slab, Unit x, Unit y, const Slab *other);

#endif
