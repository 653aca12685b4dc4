/* What the rooms that read one section share while they do. */
#ifndef MAQUETTE_DOCUMENT_SECTION_H
#define MAQUETTE_DOCUMENT_SECTION_H

#include "document/document.h"
#include "document/lines.h"

typedef struct SectionReader {
    Arena *arena;
    Arena *scratch; /* released after each leaf */
    const LineTable *lines;
    Document *document;
    Section *section;
    Diag *diag;
    VEC(Note *) notes;
    Map notes_meant; /* ids of notes that a call reported as wrong means */
    Str language;    /* of the div around, by its lang=; empty: the edition's */
    uint32_t link_count;
    size_t html_open; /* opening tags that were reported; their closing ones are not */
    int notes_open;   /* > 0 inside a note */
    bool too_deep;    /* reported once */
} SectionReader;

/* Reports a tag or block of HTML, but for the closing tag of one that was reported. */
void html_report(SectionReader *reader, Str html, Span where);

/* Notes what carries an id; an id that is taken is reported. */
void anchor_add(SectionReader *reader, Str id, Span where, const Block *block);

/* Finds the note of each call, reports what is missing, called too often or never, and numbers the
 * notes. */
void notes_resolve(SectionReader *reader);

#endif
