/* The settings at the head of a section: YAML between two lines of ---. */
#ifndef MAQUETTE_DOCUMENT_FRONT_MATTER_H
#define MAQUETTE_DOCUMENT_FRONT_MATTER_H

#include "document/document.h"

/* Reads the settings into the section and gives the byte behind them: where Markdown begins. What
 * is wrong is reported; the section then has no template. */
size_t front_matter_read(Arena *arena, const Source *source, Section *section, Diag *diag);

#endif
