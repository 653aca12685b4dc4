/* PO files, the form in which translation tools exchange texts: read with places, written as
 * msgcat --no-wrap writes them.
 *
 * GNU's libgettextpo reads and writes the same form but cannot serve here: it forgets flags that it
 * does not know, max-length among them; it tells the line of a msgid, not the place of a character
 * of a msgstr, to which messages about a translation must lead; it takes file names alone, keeps
 * its state in global variables, and its error callback may not return from a fatal error, so that
 * it ends the process. The syntax is that of the gettext manual, chapter 3 "The Format of PO
 * Files", less what an edition has no use for: plural forms, domains, charsets other than UTF-8. */
#ifndef MAQUETTE_TRANSLATION_PO_H
#define MAQUETTE_TRANSLATION_PO_H

#include "base/diag.h"

/* A quoted text, perhaps of several lines. */
typedef struct PoText {
    bool written; /* its keyword is there */
    Str text;     /* without quotes and escapes; "\r\n" and "\r" are "\n" */
    size_t at;    /* byte of the source where its first quote stands; 0 in one that was made */
    Span where;   /* of that quote */
} PoText;

typedef struct PoMessage {
    PoText context, id, text;             /* msgctxt, msgid, msgstr */
    PoText previous_context, previous_id; /* #| of a message whose source has changed */
    Str comments;   /* the translator's: what stands behind "#", its space included; each line ends
                       with '\n' */
    Str notes;      /* from the source: likewise behind "#." */
    Str references; /* behind "#:", a space between them */
    Str flags;      /* behind "#,", ", " between them, without "fuzzy" */
    bool fuzzy, obsolete;
    Span where; /* of its first keyword */
} PoMessage;

typedef struct PoFile {
    const Source *source; /* NULL for one that was made */
    PoMessage *header;    /* msgid ""; NULL if there is none */
    PoMessage *messages;  /* without the header, in the order of the file */
    size_t count;
} PoFile;

/* Reads a PO file; all that is wrong is reported with its place, and messages that are broken or
 * stand there twice are left out. The result borrows from the source. Time and memory linear in its
 * length. */
PoFile *po_read(Arena *arena, Source *source, Diag *diag);

/* The value of a field of the header, "Language"; empty where it has none. Case does not count. */
Str po_header_field(const PoFile *file, Str name);
/* True if a header's text has a field. */
bool po_header_has(Str header, Str name);
/* A header's text with a field set, in its place or as last one. */
Str po_header_set(Arena *arena, Str header, Str name, Str value);

/* The place of a byte of a text that was read: that of the character which stands for it. Costs the
 * way from the text's start. */
Span po_text_place(const PoText *text, size_t byte);

/* The start of a text as a source of its own, whose origins are the places in the PO file: what is
 * reported of any character of it is told where a translator can mend it. In the arena. */
Span po_text_origin(Arena *arena, const PoText *text);

/* A text for a message that is made. */
PoText po_text_make(Str text);
/* Writes the file: header, messages that are in use, then obsolete ones. */
void po_write(const PoFile *file, StrBuilder *out);

#endif
