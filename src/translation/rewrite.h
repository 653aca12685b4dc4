/* Sources with other texts in the place of some of their units.
 *
 * The new Source is read like any other. It remembers where each of its bytes really stands
 * (Source.origins), so that diag_report names the place that its author can mend: a line of the PO
 * file, or of the source that was kept. */
#ifndef MAQUETTE_TRANSLATION_REWRITE_H
#define MAQUETTE_TRANSLATION_REWRITE_H

#include "translation/units.h"

/* New bytes for a range of a source. */
typedef struct SourceEdit {
    size_t start, end; /* bytes of the source; alike: an insertion */
    Str text;          /* bytes as they will stand; may be empty */
    Span origin;       /* where they really stand; no place: that of start */
    bool in_step;      /* the origin's lines and columns go on with the text's; else all of the text
                          is at the origin */
    Str indent;        /* stands before each line of text but the first, and is not part of it */
} SourceEdit;

/* The source with the edits made, its origins and its text in the arena; path as given. Edits stand
 * in order of start and do not overlap; insertions at one place stay in order. Linear. */
Source *source_rewrite(Arena *arena, const Source *source, Str path, const SourceEdit *edits,
                       size_t count);

/* The edit that gives a unit a text, written as TextUnit.text is: Markdown of one block, or the
 * unescaped text of a setting or attribute. It is encoded to stay what it was: quoted and escaped
 * in YAML and attributes; in a heading or row on one line; in a paragraph without blank lines, and
 * with a back slash before what would begin another block. If the origin's source has origins
 * itself, as po_text_origin makes it, the text goes on in step with it where it needs no encoding.
 */
SourceEdit unit_edit(Arena *arena, const TextUnit *unit, Str text, Span origin);

/* Rewrites an edition: edits[i] is the new text of units->items[i], where given[i]. */
typedef struct UnitText {
    bool given;
    Str text;
    Span origin;
} UnitText;
/* texts: one for each unit. The sources keep their paths. Sections follow the document's order. */
EditionSources *units_rewrite(Arena *arena, const TextUnits *units, const UnitText *texts);

#endif
