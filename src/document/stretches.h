/* A text cut where anything about it changes: what a writer of running text walks over. */
#ifndef MAQUETTE_DOCUMENT_STRETCHES_H
#define MAQUETTE_DOCUMENT_STRETCHES_H

#include "document/document.h"

typedef struct Stretch {
    uint32_t start, end;        /* bytes of the text */
    const InlineRun *run;       /* link, note, marks, language, id */
    const FormReading *reading; /* of the group of forms it is part of; NULL: none */
    const Str *expansion;       /* a glossary's word at its first use: what it stands for */
    bool told;                  /* and the text itself says so: "… français (OFDT)"; in other
                                   endings and without the glossary's remarks it does as well */
} Stretch;

typedef struct StretchList {
    Stretch *items;
    size_t count;
} StretchList;

/* The text's stretches, in order and without gaps, in the arena. glossary (key -> Str *) may be
 * NULL; `met` holds the words that were met before and takes those of this text (X4: the first use
 * in a section). Words in code and in inclusive forms are none of the glossary's. */
StretchList stretches_find(Arena *arena, const Text *text, const Map *glossary, Map *met);

#endif
