/* What the pages of an edition depend on besides its text, as rows of a snapshot's header. */
#ifndef MAQUETTE_APP_FINGERPRINTS_H
#define MAQUETTE_APP_FINGERPRINTS_H

#include "app/pipeline.h"

/* The rows, in the pipeline's arena (tests/snapshots/FORMAT.md): fonts, fallbacks and features of
 * the families that were opened so far, dictionaries and rules of languages, pictures and data
 * files, heads of the sections, what the edition says, and the layout's parts. Only for a pipeline
 * that is ready; ask when all pages are painted, since running heads may open fonts of their own.
 */
Str *fingerprint_rows(const Pipeline *pipeline, size_t *count);

#endif
