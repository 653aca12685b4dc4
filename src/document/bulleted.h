/* A paragraph that is a list: "ASUD • Safe • PCP", its items set as one run with bullets between
 * them (T13). */
#ifndef MAQUETTE_DOCUMENT_BULLETED_H
#define MAQUETTE_DOCUMENT_BULLETED_H

#include "document/document.h"

/* One of its items: a text of its own, and where that stands in the paragraph's. */
typedef struct BulletedPart {
    uint32_t start, end; /* bytes of the paragraph's text */
    Text text;           /* without places */
} BulletedPart;

/* The items of a text with two bullets between spaces or more, in order and in the arena; their
 * number, 0 for any other text. */
size_t bulleted_find(Arena *arena, const Text *text, BulletedPart **parts);

#endif
