/* What room a translation takes and has left, beside its source; in characters, which an author can
 * count. */
#ifndef MAQUETTE_APP_ROOM_H
#define MAQUETTE_APP_ROOM_H

#include "display/display.h"
#include "translation/comparison.h"

/* How a block is set. */
typedef struct BlockRoom {
    const Block *block;
    size_t lines, characters;
    size_t first_page, last_page; /* numbers from 1 */
    size_t tail;                  /* characters on the last page */
    size_t left;                  /* characters that fit on before there is a line more */
    size_t over;                  /* characters less, and there is a line fewer */
    Unit natural, last;           /* widths of all its lines, and of the last one */
    Unit width, leading;          /* of the measure; from line to line */
    Unit baseline;                /* of the line last seen */
    Unit frame;                   /* height of its frame */
    bool own_frame;               /* that frame is no column: a box's */
} BlockRoom;

/* The rooms of all blocks of a book. */
typedef struct Rooms {
    BlockRoom *items; /* sorted by block */
    size_t count;
    int64_t *below;  /* of each page, by its number: page_room_below, */
    int64_t *height; /* page_room_height, */
    bool *text;      /* and whether text flows through it, which gives way to a box */
} Rooms;

/* Measures all pages, one after the other; in the arena. */
Rooms rooms_measure(Arena *arena, const DisplayList *list);
/* The room of a block that was set; NULL otherwise. */
const BlockRoom *rooms_find(const Rooms *rooms, const Block *block);

/* What several blocks take together: a box, a section. */
typedef struct Extent {
    size_t first_page, last_page; /* 0: nothing was set */
    size_t lines, characters;
    size_t tail; /* characters on the last page */
} Extent;

/* Adds what a unit takes; the text of a table's row is set in its cells. */
void extent_add_unit(Extent *extent, const Rooms *rooms, const TextUnit *unit);

/* How many reports say that something did not fit. */
size_t rooms_problems(const Diag *diag);

/* Reports what grew: boxes that run over onto a page more than in the source, sections with more
 * pages, and texts that are much longer and not accepted, each with the characters to take out. How
 * many reports were made. */
size_t rooms_report(const Comparison *comparison, const Rooms *source, const Rooms *translation,
                    Diag *diag);

#endif
