/* {fields} in the texts of a layout. */
#ifndef MAQUETTE_PAGE_FIELDS_H
#define MAQUETTE_PAGE_FIELDS_H

#include "document/document.h"

/* What a page adds to the edition's own fields; empty texts where nothing is in force. */
typedef struct PageFields {
    Str folio, section, subsection;
} PageFields;

/* Replaces {folio}, {section}, {subsection} and {key} of edition.yaml. An unknown key is reported
 * at where and left out, unless keys were found missing in edition.yaml already; "{{" is a brace.
 * The result lives in the arena. */
Str fields_fill(Arena *arena, Str text, const Edition *edition, const PageFields *page, Span where,
                Diag *diag);

#endif
