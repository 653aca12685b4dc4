/* The codes that a font is used with (F5, F7, F8, F10). */
#ifndef MAQUETTE_PREFLIGHT_CHECK_CODES_H
#define MAQUETTE_PREFLIGHT_CHECK_CODES_H

#include "preflight/checking.h"
#include "preflight/font_program.h"

/* program: opened for the font, or empty where that failed. */
void check_codes(Checking *checking, const Font *font, const FontProgram *program);

#endif
