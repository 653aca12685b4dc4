/* Running text as HTML; shared by the parts of html.c. */
#ifndef MAQUETTE_OUTPUT_HTML_TEXT_H
#define MAQUETTE_OUTPUT_HTML_TEXT_H

#include "output/speech.h"
#include "text/analyse.h"

typedef struct HtmlWriter {
    const SpokenEdition *edition;
    Arena *arena;
    StrBuilder *out;
    Map met;           /* glossary words of this file */
    bool *note_called; /* by number: its first call has been written */
    size_t heading_count;
    Analyser *analyser;
    Diag *diag;
    TextAnalysis analysis; /* of the text under way */
    size_t token;          /* the first one that is not written */
} HtmlWriter;

/* A text with its links, notes, languages, forms and glossary words. */
void html_add_text(HtmlWriter *w, const Text *text);
/* Its words and forms alone, for the contents, which lead to the text itself. */
void html_add_words(HtmlWriter *w, const Text *text);
/* A text without runs, its spaces as the language's rules set them. */
void html_add_set(HtmlWriter *w, Str text);
/* True for an edition that is read from the right. */
bool html_turns(const HtmlWriter *w);
/* Text of an element or attribute as it is. */
void html_add(HtmlWriter *w, Str text);
void html_add_c(HtmlWriter *w, const char *markup); /* as it is */
/* An id of our own, such as "note-3", that no author has given. */
Str html_id(HtmlWriter *w, const char *name, size_t number);

#endif
