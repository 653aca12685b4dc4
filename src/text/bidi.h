/* The directions of a paragraph's text: the Unicode bidirectional algorithm (UAX #9), by ICU.
 *
 * Levels are even for what is read from the left and odd for what is read from the right; each
 * level above the paragraph's own is set into the text around it. */
#ifndef MAQUETTE_TEXT_BIDI_H
#define MAQUETTE_TEXT_BIDI_H

#include "base/arena.h"
#include "base/str.h"

typedef enum BidiDirection {
    BIDI_AUTO, /* as its first strong character says */
    BIDI_LEFT_TO_RIGHT,
    BIDI_RIGHT_TO_LEFT,
} BidiDirection;

/* A stretch whose direction is its own: a link, words of another language. */
typedef struct BidiIsolate {
    uint32_t start, end; /* bytes */
    BidiDirection direction;
} BidiIsolate;

typedef struct BidiRequest {
    Str text; /* UTF-8; '\n' is a forced line break */
    bool right_to_left;
    const BidiIsolate *isolates; /* by rising start, of one start the longest first */
    size_t isolate_count;
    const uint32_t
        *joints; /* bytes of spaces, rising, that hold the figures of a number together */
    size_t joint_count;
} BidiRequest;

/* A stretch of one level, from where the one before it ends. */
typedef struct BidiRun {
    uint32_t end; /* bytes */
    uint8_t level;
} BidiRun;

typedef struct BidiLevels {
    uint8_t base;        /* 0 or 1: the paragraph's own */
    const BidiRun *runs; /* cover the text; none: all of it has the paragraph's level */
    size_t run_count;
} BidiLevels;

/* True if something in a text is read from the right, or a sign asks for it. */
bool bidi_turns(Str text);

/* Linear in the text's length. A text without anything that is read from the right, in a paragraph
 * from the left, has no runs and costs one look at its bytes. */
BidiLevels bidi_find(Arena *arena, const BidiRequest *request);

/* The level of a byte, and where that changes next; the base level at the text's end. */
uint8_t bidi_level(const BidiLevels *levels, uint32_t at, uint32_t *end);

/* Rule L2 for the parts of a line: order[i] is the number of the part that stands i-th as seen from
 * the edge where the paragraph's lines begin. */
void bidi_order(const uint8_t *levels, size_t count, uint8_t base, uint32_t *order);

#endif
