/* What must hold on every page, whatever the text: counted apart from the geometry. */
#ifndef MAQUETTE_OUTPUT_SNAPSHOT_INVARIANTS_H
#define MAQUETTE_OUTPUT_SNAPSHOT_INVARIANTS_H

#include "base/vec.h"
#include "display/display.h"

typedef enum Invariant {
    INVARIANT_NOTES,    /* each note begins on the page of its call */
    INVARIANT_GRID,     /* paragraphs that keep the grid's leading stand on its baselines */
    INVARIANT_OVERFLOW, /* no text sticks out of its measure or frame */
    INVARIANT_OVERLAPS, /* no text stands on text, no picture on text (ink_overlap.h) */
    INVARIANT_GLYPHS,   /* no character is without a glyph */
    INVARIANT_WIDOWS,   /* no last line of a paragraph stands alone in a column or on a page */
    INVARIANT_ORPHANS,  /* no first line does */
    INVARIANT_COUNT
} Invariant;

/* Its word in a snapshot. */
const char *invariant_name(Invariant invariant);

/* One place where an invariant does not hold. */
typedef struct InvariantFault {
    Invariant invariant;
    uint32_t page; /* folio; 0: not known */
    Str file;      /* of the source; empty: none */
    uint32_t line;
    Str text; /* what stands there */
} InvariantFault;

/* The part of a block that stands in one frame. */
typedef struct BlockPart {
    uint32_t block, page, frame;
    uint32_t lines;
    Unit first, last; /* baselines */
    Role role;
    bool ends, off_pitch, column;
    Str file, text;
    uint32_t line;
} BlockPart;

/* The count so far, page after page. Zero it but for the arena. */
typedef struct InvariantCount {
    Arena *arena;
    VEC(InvariantFault) faults;
    VEC(BlockPart) parts;
    Map open; /* block number -> how many parts it has had */
} InvariantCount;

/* Counts a page. Without a layout, only its notes and what overlaps. Nothing in scratch is needed
 * later. */
void invariants_add_page(InvariantCount *count, const Layout *layout, const DisplayPage *page,
                         const DisplayList *list, Arena *scratch);
/* Counts what stands in the parts of blocks, and what was reported while the pages were made. diag
 * may be NULL. */
void invariants_end(InvariantCount *count, const Diag *diag);

/* Appends the section of a snapshot: the faults, then one count for each invariant. */
void invariants_write(const InvariantCount *count, StrBuilder *out);

#endif
