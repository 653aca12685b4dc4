/* What a character is, by Unicode's general category. */
#ifndef MAQUETTE_TEXT_CHARACTER_H
#define MAQUETTE_TEXT_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>

bool character_is_letter(uint32_t codepoint);
bool character_is_mark(uint32_t codepoint); /* combining */
bool character_is_digit(uint32_t codepoint);

#endif
