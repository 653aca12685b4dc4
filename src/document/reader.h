/* Reads an edition folder: edition.yaml and the sections, in name order.
 *
 * Markdown is CommonMark by cmark-gfm with its tables and ~~strikes~~. Fenced divs (:::), notes and
 * Pandoc's attributes are extensions of its parser, so that nothing of them is taken for emphasis
 * or lost, and each keeps its place. */
#ifndef MAQUETTE_DOCUMENT_READER_H
#define MAQUETTE_DOCUMENT_READER_H

#include "document/document.h"

/* Reads the edition in folder (shown: the folder's name in messages). Checks what can be checked
 * without a layout: front matter with a template, ids unique, links to ids exist, notes defined
 * once, called at least once and each call defined, divs closed, attributes well formed. Notes are
 * numbered in order of call through the edition. NULL if edition.yaml or a file cannot be read at
 * all; other mistakes are reported and the tree is still given. */
Document *document_read(Arena *arena, Str folder, Str shown, Diag *diag);

/* Reads the texts of the edition in folder. NULL after a report. */
EditionSources *edition_sources_read(Arena *arena, Str folder, Str shown, Diag *diag);
/* As document_open, from texts in memory. */
Document *document_open_sources(Arena *arena, const EditionSources *sources, Diag *diag);

/* The same in two steps, between which document->language can be set: edition.yaml; then the
 * sections and the checks. */
Document *document_open(Arena *arena, Str folder, Str shown, Diag *diag);
bool document_read_sections(Arena *arena, Document *document, Str shown, Diag *diag);

/* Reads one section from a source already in memory (for tests and fuzzing). Ids go to
 * document->anchors, whose arena is set here if need be; called notes are numbered on from
 * document->note_count. False, after a report, where the text could not be read as Markdown; the
 * section then has no blocks. */
bool section_read(Arena *arena, const Source *source, Document *document, Section *section,
                  Diag *diag);

/* The checks that need all sections: links to ids, {page}, images, levels of headings.
 * document_read has made them. */
void document_check(const Document *document, Diag *diag);
/* Notes the ids that no link of the edition leads to. */
void document_check_ids(const Document *document, Diag *diag);

/* Readies cmark's extensions; call once before reading, and document_reader_close once at the end.
 */
void document_reader_open(void);
void document_reader_close(void);

/* The whole tree as indented text with places, for tests. */
void document_write(const Document *document, StrBuilder *out);

#endif
