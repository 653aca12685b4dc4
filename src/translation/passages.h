/* The lines of an edition's sources that a name stands for. */
#ifndef MAQUETTE_TRANSLATION_PASSAGES_H
#define MAQUETTE_TRANSLATION_PASSAGES_H

#include "document/lines.h"
#include "translation/units.h"

/* Whole lines of a section. */
typedef struct Passage {
    size_t section;    /* number, from 0 */
    bool whole;        /* all of the section: it was named itself */
    size_t start, end; /* bytes; end is behind the line end */
    Str indent;        /* what a block in its place begins its lines with: "> ", "  " */
} Passage;

typedef struct Passages {
    Arena *arena;
    const Document *document;
    TextUnits units;
    Map keys;         /* key -> TextUnit * */
    Map holders;      /* block -> Holder * */
    Map stems;        /* of a section's file -> Section * */
    LineTable *lines; /* of each section */
} Passages;

Passages passages_make(Arena *arena, const Document *document);

/* The passage of a key, an id or a section's name; false if nothing is called so, or if it is no
 * block (a title in edition.yaml, an attribute). A unit that is all there is of a list's item or a
 * quotation stands for that; an item's first block for the item, a table's head for the table. */
bool passage_find(const Passages *passages, Str name, Passage *passage);

/* The nearest name to one that was not found; empty if none is near. */
Str passage_nearest(const Passages *passages, Str name);

/* The lines of a note's text. */
Passage passage_of_note(const Passages *passages, size_t section, const Note *note);
/* The byte at which a line of a section starts; lines count from 1. */
size_t passage_line(const Passages *passages, size_t section, uint32_t line);

#endif
