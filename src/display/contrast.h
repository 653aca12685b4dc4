/* Whether text can be told from what lies beneath it (U15; WCAG 2.1, 1.4.3). */
#ifndef MAQUETTE_DISPLAY_CONTRAST_H
#define MAQUETTE_DISPLAY_CONTRAST_H

#include "display/display.h"

/* Reports text with less than 4.5:1, from 18 pt or 14 pt bold on less than 3:1, at the line of the
 * layout that sets its colour, once for each colour beneath. What stands on a picture is left to
 * people. */
void contrast_check(const DisplayList *list, Diag *diag);

#endif
