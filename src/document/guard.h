/* What must not reach cmark: characters that no text may hold, and the few shapes it reads in
 * quadratic time. */
#ifndef MAQUETTE_DOCUMENT_GUARD_H
#define MAQUETTE_DOCUMENT_GUARD_H

#include "base/diag.h"

/* Gives the source's text with refused characters replaced by others of the same length; each kind
 * is reported where it stands first. False, after a report, where the text must not be parsed.
 * start: where Markdown begins. */
bool guard_text(Arena *arena, const Source *source, size_t start, Str *text, Diag *diag);

#endif
