/* Drop caps. */
#ifndef MAQUETTE_PAGE_INITIAL_H
#define MAQUETTE_PAGE_INITIAL_H

#include "page/slab.h"

typedef struct Initial {
    Str text;        /* the letters it takes from the paragraph */
    uint32_t bytes;  /* how many bytes they are */
    LineRoom *rooms; /* the lines beside it, then the room of all others; in the setter's arena */
    size_t room_count;
    SlabItem item; /* its outline, placed from the first line's origin */
    Unit rise;     /* of its ink above the first line's cap height: an accent */
    bool too_wide; /* with the letters that join its first: text would find no room beside it */
} Initial;

/* Makes the drop cap of a paragraph: its capitals as high as from the last of its lines' baseline
 * to the first line's cap height, its ink flush with the left margin. Its outline is painted; the
 * letters themselves are copied with their word (ParagraphRequest.hidden). False if the paragraph
 * does not begin with a letter, the style's font lacks it, or it is too wide. */
bool initial_make(Setter *setter, const ParagraphRequest *request, const Opening *opening,
                  Initial *initial);

#endif
