/* An edition as words for the ear: what a screen reader should say, as plain text.
 *
 * "# " marks headings, one sign a level, below the edition's title; "• " and "1. " items; "> "
 * quotations. Inclusive forms are spelt out, a glossary's words have their meaning in brackets at
 * their first use in a section, rows of tables are "head: cell; head: cell", passages in another
 * language "[en: …]". A note follows the block that calls it. */
#ifndef MAQUETTE_OUTPUT_SPEECH_H
#define MAQUETTE_OUTPUT_SPEECH_H

#include "document/structure.h"
#include "page/book.h"

/* What the writers of what is read, rather than looked at, need. */
typedef struct SpokenEdition {
    const Document *document;
    const StructureNode *root;
    const Language *language;     /* whose words are "note", "contents", "figure" */
    const Book *book;             /* for references to printed pages; NULL: none known */
    const Map *pictures;          /* file as written -> Picture *; NULL: none */
    const LanguageSet *languages; /* of the edition and of its passages in others */
} SpokenEdition;

/* Appends the text. */
void speech_write(const SpokenEdition *edition, Arena *arena, StrBuilder *out);

/* "Note", "Figure": a word of the language's rules with a capital; the name itself where they have
 * none. */
Str spoken_word(Arena *arena, const Language *language, Str name);
/* A line of edition.yaml with its forms spelt out; empty if there is none. */
Str spoken_line(Arena *arena, const Edition *edition, EditionLine line);
/* The printed number of the page on which an id stands; 0 if it is not known. */
uint32_t spoken_page(const Book *book, Str id);

#endif
