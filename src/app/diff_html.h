/* A comparison as one page of HTML with pictures side by side. */
#ifndef MAQUETTE_APP_DIFF_HTML_H
#define MAQUETTE_APP_DIFF_HTML_H

#include "app/diff_formats.h"
#include "app/pipeline.h"

/* Appends a page of HTML that needs nothing else: no script, no font, no other file. The causes
 * with links to the pages that they changed; each of these as it was and as it is, lines that
 * differ outlined. old, new: the editions; NULL for what is a snapshot only, which has no pictures.
 */
void diff_write_html(const SnapshotDiff *diff, const DiffNames *names, const Pipeline *old,
                     const Pipeline *new, StrBuilder *out);

#endif
