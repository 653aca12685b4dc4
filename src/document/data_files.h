/* What a div shows of a file of the edition: `::: {.chart src=values.csv}`. */
#ifndef MAQUETTE_DOCUMENT_DATA_FILES_H
#define MAQUETTE_DOCUMENT_DATA_FILES_H

#include "document/document.h"

/* Reads the file that src= of a div names, below the edition's folder, and puts it into the div as
 * a table before all but a heading, so that every output has its values. A file that is missing,
 * outside the folder or no text is reported. */
void data_files_read(Arena *arena, Document *document, Diag *diag);

#endif
