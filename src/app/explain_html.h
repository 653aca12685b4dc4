/* The accounts of pages as one HTML file with a picture of each. */
#ifndef MAQUETTE_APP_EXPLAIN_HTML_H
#define MAQUETTE_APP_EXPLAIN_HTML_H

#include "app/pipeline.h"

/* The words that both forms of an account share; in the language of the diag. */
void explain_add_place(StrBuilder *out, Span where);
void explain_add_evils(StrBuilder *out, const Toll *toll, DiagLanguage language);
/* What an Evil or a PageRule is called: an evil as in layout files. */
const char *explain_rule(int rule, DiagLanguage language);
/* The evils of a toll, dearest first; gives how many it has. */
size_t explain_sort_evils(const Toll *toll, Evil evils[EVIL_COUNT]);
void explain_add_depths(StrBuilder *out, const PageAccount *account, DiagLanguage language);

/* Pages [first, end) as a page of HTML that needs nothing else: no script, no font, no other file.
 */
void explain_html(Pipeline *pipeline, size_t first, size_t end, StrBuilder *out);

#endif
