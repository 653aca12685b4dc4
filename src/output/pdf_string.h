/* Texts, names and dates as a PDF spells them (ISO 32000-1, 7.3.4, 7.3.5, 7.9). */
#ifndef MAQUETTE_OUTPUT_PDF_STRING_H
#define MAQUETTE_OUTPUT_PDF_STRING_H

#include "base/str.h"

/* Writes one byte inside a (literal string). */
void pdf_add_string_byte(StrBuilder *out, uint8_t byte);

/* Writes a whole text string: (in ASCII) where it is that, else in UTF-16BE with its mark. */
void pdf_add_text(StrBuilder *out, Str text);
/* The same, always in UTF-16BE. */
void pdf_add_utf16_text(StrBuilder *out, Str text);
/* Writes a character's UTF-16BE in hexadecimal: four digits or eight. */
void pdf_add_utf16(StrBuilder *out, uint32_t codepoint);

/* Writes a string of bytes; what is not printing ASCII is percent-encoded, as a URI wants it. */
void pdf_add_uri(StrBuilder *out, Str address);

/* Writes /Name with #XX for what a name may not hold. */
void pdf_add_name(StrBuilder *out, Str name);

/* A character that may stand in a text: no U+0000, byte order mark or noncharacter U+FFFE, U+FFFF.
 */
bool pdf_may_hold(uint32_t codepoint);

#endif
