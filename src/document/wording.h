/* Between the document's texts and the rules of their languages: what is done to every text once
 * the edition's languages are known. */
#ifndef MAQUETTE_DOCUMENT_WORDING_H
#define MAQUETTE_DOCUMENT_WORDING_H

#include "document/document.h"
#include "text/analyse.h"

/* The text as the rules of language take it: its runs in other languages, its note calls. Lives in
 * the arena. where is the place of a text that has none of its own. */
TextRequest text_request(Arena *arena, const Text *text, const LanguageSet *languages, Span where);

/* Every text of a document with its block, in reading order: sections' blocks with what they hold,
 * each section's notes behind them. */
typedef struct TextVisitor {
    void (*visit)(void *context, const Section *section, Block *block);
    void *context;
} TextVisitor;
void document_visit(const Document *document, const TextVisitor *visitor);

/* Puts right what is certainly wrong in every text but code, and in those of edition.yaml that a
 * layout may show, by the rules of its language, before anything else looks at the texts; with
 * `repair: true` of the edition also spaces that were not typed. Silent, but for what
 * document_report_repairs tells of it. Lives in the arena. */
void document_repair(Arena *arena, Document *document, const LanguageSet *languages);
void document_report_repairs(const Document *document, Diag *diag);

/* Fills the readings of every text but code: by the rules of its language, by `readings:` of the
 * edition, by a span's reading=, the latter winning; so do the alternatives of pictures. Reports
 * readings of the edition that no text asks for. Makes paragraphs of the edition's own lines, and
 * reads them too. Lives in the arena. */
void document_read_forms(Arena *arena, Document *document, const LanguageSet *languages,
                         Diag *diag);

/* The same of one text beside the document's, such as that of a frame of the layout; silent. */
void text_read_forms(Arena *arena, const Edition *edition, const LanguageSet *languages, Text *text,
                     Span where);

/* document_proofread: what the author should look at again: doubtful spaces and marks, slips of
 * spelling, doubtful or uneven inclusive forms. Reports warnings and notes; changes nothing. */
void document_proofread(const Document *document, const LanguageSet *languages, Diag *diag);

#endif
