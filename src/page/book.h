/* All pages of an edition, with everything placed.
 *
 * Page references are a fixed point: sections that show the number of a page are set again until no
 * number changes, a bounded number of rounds (settle.h). */
#ifndef MAQUETTE_PAGE_BOOK_H
#define MAQUETTE_PAGE_BOOK_H

#include "page/account.h"

/* A slab on a page. */
typedef struct Placed {
    const Slab *slab;
    Unit x, y;      /* of its origin, from the trim box's top left corner */
    uint32_t frame; /* index into the page's frames */
} Placed;

/* An area that slabs stand in, from the trim box's top left corner. */
typedef struct PageFrame {
    Str name;
    Unit x, y, width, height;
} PageFrame;

typedef struct BookPage {
    uint32_t number; /* from 1; odd pages are right-hand ones */
    const Template *template;
    const Section *section;
    VEC(Placed) placed; /* in reading order */
    VEC(PageFrame) frames;
    Str section_title, subsection_title; /* the headings in force, for running heads */
    bool blank;                          /* by `pages: {fill: blank}`: nothing is placed on it */
    const PageAccount *account; /* of book_explain; NULL for fixed frames and blank pages */
} BookPage;

/* Where an id stands. */
typedef struct BookPlace {
    uint32_t page; /* index from 0 */
    Unit y;        /* of its top, from the trim box's top */
} BookPlace;

/* A heading, for the outline. */
typedef struct BookHeading {
    const Block *block;
    uint32_t page; /* index from 0 */
    Unit y;        /* of its top, from the trim box's top */
} BookHeading;

typedef struct Book {
    Arena *arena; /* its own: what is placed; what is set lives in the setter's */
    BookPage *pages;
    size_t page_count;
    Map places; /* id -> BookPlace * */
    Map notes;  /* book_note_key -> BookPlace *: where the note's text begins */
    Map calls;  /* the same: where it is called first */
    BookHeading *headings;
    size_t heading_count;
} Book;

/* The note's key in Book.notes and Book.calls: its number, which is also what a reader calls it. */
Str book_note_key(Arena *arena, const Note *note);

/* Sets and paginates the whole edition. Never fails: what does not fit is reported. pictures: file
 * as written -> Picture *. Setter, document, layout and pictures must outlive the book; a zeroed
 * book may be closed too. */
Book book_make(Setter *setter, const Document *document, const Layout *layout, const Map *pictures);
/* The same, each page with its account; takes more time and memory. */
Book book_explain(Setter *setter, const Document *document, const Layout *layout,
                  const Map *pictures);
void book_close(Book *book);

#endif
