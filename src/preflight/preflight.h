/* May a finished PDF claim what it claims? Checks of ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2a)
 * and ISO 15930 (PDF/X-4, PDF/X-1a), on the bytes alone: nothing is shared with the writer. */
#ifndef MAQUETTE_PREFLIGHT_PREFLIGHT_H
#define MAQUETTE_PREFLIGHT_PREFLIGHT_H

#include "preflight/report.h"

/* Reads the file and checks it for the standards asked; 0: those it claims itself. The report lives
 * in the arena; shown names the file in messages. False after a report to the diag, where the bytes
 * cannot be read as a PDF. */
bool preflight(Str bytes, Str shown, StandardSet asked, Arena *arena, PreflightReport *report,
               Diag *diag);

/* Whether a file about to be written to path meets what it claims; false after a report. What
 * claims nothing holds. */
bool preflight_claims_hold(Str bytes, Str path, Arena *arena, Diag *diag);

/* True if the bytes hold a claim of one of the standards: a quick look that leaves most files at
 * that. A false alarm costs time only. */
bool preflight_may_claim(Str bytes);

#endif
