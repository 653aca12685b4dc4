/* Proofreading the inclusive forms of an edition: those in doubt, and what does not go together. */
#ifndef MAQUETTE_DOCUMENT_FORMS_CHECK_H
#define MAQUETTE_DOCUMENT_FORMS_CHECK_H

#include "document/document.h"
#include "text/language.h"

/* Reports forms that are doubtful, written in several styles, or at odds with the words around
 * them. The document's forms must have been read (document_read_forms). Only texts in the edition's
 * language are looked at, and only if its rules say what to look for. Time and memory grow with the
 * texts only. */
void document_check_forms(const Document *document, const LanguageSet *languages, Diag *diag);

#endif
