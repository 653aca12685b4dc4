/* A section's flow in the making. Used by flow.c and by what adds boxes to it. */
#ifndef MAQUETTE_PAGE_FLOW_MAKING_H
#define MAQUETTE_PAGE_FLOW_MAKING_H

#include "page/flow.h"

typedef struct FlowMaking {
    const SectionContext *context;
    BoxMaker boxes;
    const StackLines *lines;
    FlowParts parts;
    VEC(FlowUnit) units;
    VEC(FlowContent) contents;
    VEC(FlowFloat) floats;
    Boxes float_boxes;
    VEC(StackLines) float_notes;
    Stacker notes; /* sets the column notes; its lines are theirs */
    VEC(ColumnNote) column_notes;
    Map set_notes;            /* ids of the notes already set in this section */
    VEC(const Box *) beside;  /* in the margin, of the next unit */
    VEC(Note *) beside_notes; /* called there, to stand across the page of that unit */
    int32_t room_below;       /* rows of the room above the next unit that the last one has */
} FlowMaking;

/* Where what is set lives: until the program ends. */
Arena *making_arena(const FlowMaking *m);

/* True the first time a note is seen in the section. */
bool making_note_is_new(FlowMaking *m, Note *note);
/* Lines below one another, without room above the first. */
Unit note_lines_height(const StackLines *lines);
/* The notes of a unit that are new go to the column's foot, or across the page. */
void making_take_notes(FlowMaking *m, Note **notes, size_t count, bool across, FlowUnit *unit,
                       FlowContent *content);

int32_t making_space_rows(const FlowMaking *m, Unit space);
/* What a stack line says of a break before it, and of the room above it. */
FlowUnit making_unit_of(const FlowMaking *m, const StackLine *line);
/* Appends a unit; the boxes that wait for one stand beside it. */
void making_push_unit(FlowMaking *m, FlowUnit unit, FlowContent content);
/* The boxes that wait for a unit stand beside it, their notes below its columns. */
void making_take_beside(FlowMaking *m, FlowUnit *unit, FlowContent *content);

/* The notes of a box that is no part of the flow stand as if called in the next line, or across the
 * page. */
void making_take_box_notes(FlowMaking *m, const Box *box);
/* Sets a div as a box. Of unknown style, it has been reported: its blocks are set as text, so that
 * nothing is lost. */
void making_add_box(FlowMaking *m, const StackLine *line);
/* Boxes behind the part's last unit stand beside it, or beside an empty line where there is none.
 */
void making_end_beside(FlowMaking *m);
/* Whether a box as wide as its column has its notes at the column's foot. */
bool making_notes_in_column(const FlowMaking *m, const BoxStyle *style);

/* A box that goes on over columns and pages: each of its lines is a unit. Lives in the flow arena.
 */
void making_add_cut_box(FlowMaking *m, const BoxText *text, const StackLine *line);

#endif
