/* What a character is, by Unicode's general category. */
#ifndef MAQUETTE_TEXT_CHARACTER_H
#define MAQUETTE_TEXT_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>

bool character_is_letter(uint32_t codepoint);
bool character_is_mark(uint32_t codepoint); /* combining */
bool character_is_digit(uint32_t codepoint);
bool character_is_upper(uint32_t codepoint);
bool character_is_space(uint32_t codepoint);  /* white space of any kind, line ends too */
bool character_is_format(uint32_t codepoint); /* seen by no reader: soft hyphens, joiners */

#endif
