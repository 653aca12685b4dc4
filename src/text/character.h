/* What a character is, by Unicode's general category. */
#ifndef MAQUETTE_TEXT_CHARACTER_H
#define MAQUETTE_TEXT_CHARACTER_H

#include "base/str.h"

bool character_is_letter(uint32_t codepoint);
bool character_is_mark(uint32_t codepoint); /* combining */
bool character_is_digit(uint32_t codepoint);
bool character_is_upper(uint32_t codepoint);
bool character_is_currency(uint32_t codepoint); /* € $ ... */
bool character_is_space(uint32_t codepoint);    /* white space of any kind, line ends too */
bool character_is_format(uint32_t codepoint);   /* seen by no reader: soft hyphens, joiners */
/* True if the letter at a byte is joined by a stroke to the one before it, as in Arabic: marks
 * between them stand on the first. */
bool character_joins(Str text, size_t at);
/* The code of the script of the first character that has one (ISO 15924: "Arab"); else of the first
 * mark that only some scripts have, as the Arabic comma; else empty. */
Str character_script(Str text);
/* True for such a code: four letters, the first a capital. */
bool script_is_known(Str code);

#endif
