/* Blocks that are read from the other side than their edition: a list in Arabic on a French page.
 *
 * They are laid out as any other and turned over whole, line by line, between the edges of their
 * measure; so signs, indents, columns and rules come to stand on the side where their readers
 * begin. What is in such a block is not turned over a second time. */
#ifndef MAQUETTE_PAGE_TURNED_H
#define MAQUETTE_PAGE_TURNED_H

#include "page/stack.h"

/* True if a block holds text, and all of it is read from the other side. Code and pictures without
 * words have no side. */
bool block_is_turned(const Setter *setter, const Block *block);

/* The language of a block's first text; empty: the edition's. */
Str block_language(const Block *block);

/* Turns the lines that are pushed from here on over, between the present left and the end of the
 * measure, if the block wants it; true then, and the caller ends it. */
bool stack_turn_begin(Stacker *stacker, const Block *block);
void stack_turn_end(Stacker *stacker);

/* A stack line's slab, and its table's head, turned over; *line is changed. */
void stack_turn_line(const Stacker *stacker, StackLine *line);

/* A copy of a slab, turned over between two edges; edges: the sum of their places. What is drawn
 * keeps its shape, lines keep the order within them. */
Slab *slab_turned(Arena *arena, const Slab *slab, Unit edges);

#endif
