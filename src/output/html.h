/* An edition as one accessible page of HTML: the tree of what is read, in elements that say what
 * each thing is, without script, with its pictures inside.
 *
 * An inclusive form is shown as it was typed and hidden from assistive technology, which finds its
 * reading beside it. The file is well-formed XML too, so that any tool can read it. */
#ifndef MAQUETTE_OUTPUT_HTML_H
#define MAQUETTE_OUTPUT_HTML_H

#include "output/speech.h"

/* Appends the page. Spaces are those of the language's rules, whatever was typed; diag is told of
 * nothing but the machine's failures. */
void html_write(const SpokenEdition *edition, Arena *arena, StrBuilder *out, Diag *diag);

#endif
