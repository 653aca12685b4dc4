/* The lines of a source, and places in it found in time proportional to the way from the last one.
 */
#ifndef MAQUETTE_DOCUMENT_LINES_H
#define MAQUETTE_DOCUMENT_LINES_H

#include "base/diag.h"

typedef struct LineTable {
    const Source *source;
    Str text;       /* what is parsed: as long as the source's text, refused characters replaced */
    size_t *starts; /* byte where each line starts, and one more: behind the end of the last one */
    size_t count;
} LineTable;

/* text: the source's, or a copy of the same length. */
LineTable lines_make(Arena *arena, const Source *source, Str text);

/* A line without its end, counted from 1; empty past the end. */
Str lines_text(const LineTable *lines, size_t line);
/* The byte where a line starts, counted from 1. */
size_t lines_start(const LineTable *lines, size_t line);

/* A finger in the source that is moved from place to place. */
typedef struct Finger {
    const LineTable *lines;
    size_t line; /* from 1 */
    size_t byte;
    uint32_t column;
} Finger;

Finger finger_make(const LineTable *lines);
/* Moves to a byte and gives its place. Costs the way moved within a line, or the line's start up to
 * it. */
Span finger_place(Finger *finger, size_t byte, uint32_t length);

#endif
