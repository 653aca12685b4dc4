/* Character classes, from ICU. */
#include "text/character.h"

#include <unicode/uchar.h>

bool character_is_letter(uint32_t codepoint) {
    return u_isalpha((UChar32)codepoint);
}

bool character_is_mark(uint32_t codepoint) {
    return (U_GET_GC_MASK((UChar32)codepoint) & U_GC_M_MASK) != 0;
}

bool character_is_digit(uint32_t codepoint) {
    return u_isdigit((UChar32)codepoint);
}

bool character_is_upper(uint32_t codepoint) {
    return u_isupper((UChar32)codepoint);
}

bool character_is_format(uint32_t codepoint) {
    return codepoint >= 0x80 && u_charType((UChar32)codepoint) == U_FORMAT_CHAR;
}

bool character_is_space(uint32_t codepoint) {
    return u_isUWhiteSpace((UChar32)codepoint);
}
