/* A comparison as one page of HTML, for people who review a layout. */
#ifndef MAQUETTE_APP_DIFF_HTML_H
#define MAQUETTE_APP_DIFF_HTML_H

#include "app/diff_formats.h"
#include "app/pipeline.h"

/* Appends a page of HTML that needs nothing else and fetches nothing. The causes, with links to
 * what they changed; each page that differs as it was and as it is, side by side or one over the
 * other with a slider, with links back to the causes; keys go from change to change. old, new: the
 * editions; NULL for what is a snapshot only, of which a sketch is shown. */
void diff_write_html(const SnapshotDiff *diff, const DiffNames *names, const Pipeline *old,
                     const Pipeline *new, StrBuilder *out);

#endif
