/* The numbers of notes as they are printed: through the edition, or anew in each section or on each
 * page. */
#ifndef MAQUETTE_PAGE_NOTE_NUMBERS_H
#define MAQUETTE_PAGE_NOTE_NUMBERS_H

#include "document/document.h"
#include "layout/layout.h"

/* The number of the page on which a note begins. */
typedef struct NotePages {
    uint32_t (*page)(const void *context, const Note *note);
    const void *context;
} NotePages;

/* Numbers all notes before anything is set; those that begin anew on each page as in a section. */
void note_numbers_begin(const Document *document, NoteNumbering numbering);

/* Numbers the notes anew on each page, by the pages they stand on now. True if a number changed. */
bool note_numbers_by_page(const Document *document, const NotePages *pages);

#endif
