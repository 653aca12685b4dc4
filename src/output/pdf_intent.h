/* The colours a file is made for: an output intent (ISO 32000-1, 14.11.5) with its ICC profile. */
#ifndef MAQUETTE_OUTPUT_PDF_INTENT_H
#define MAQUETTE_OUTPUT_PDF_INTENT_H

#include "base/diag.h"
#include "output/pdf.h"
#include "output/pdf_file.h"

/* Checks a printer's profile: an ICC profile of an output device ('prtr') for CMYK, version 2 or 4,
 * that lcms2 can read; description is its own name, in the arena. where: who asks for it; shown:
 * the file as messages name it. False after a report. */
bool pdf_profile_check(Arena *arena, Str profile, Str shown, Span where, Str *description,
                       Diag *diag);

/* True for a printing condition of the ICC's registry that is known here; nearest, which may be
 * NULL, is set to the known one that is meant, or empty. */
bool pdf_condition_is_registered(Str name, Str *nearest);

/* Checks that the options' intent gives what their standard wants: PDF/X-4 a profile, PDF/X-1a that
 * or the registered name of a condition. where: of the intent. False after a report. */
bool pdf_intent_check(const PdfOptions *options, Span where, Diag *diag);

/* sRGB (IEC 61966-2-1) as an ICC profile, the same bytes always; empty if lcms2 fails. */
Str pdf_srgb_profile(Arena *arena);

/* Writes the catalogue's entry "/OutputIntents[...]" of what the options ask for and its objects;
 * nothing if they ask for none. */
void pdf_add_intents(StrBuilder *out, PdfFile *file, const PdfOptions *options);

#endif
