/* Character classes, joining (Unicode, chapter 9.2) and scripts (UAX #24), from ICU. */
#include "text/character.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define CODE_LENGTH  4
#define SCRIPTS_MOST 64     /* that share a mark */
#define FIRST_SHARED 0x0300 /* before it are signs of all scripts */

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

bool character_is_currency(uint32_t codepoint) {
    return u_charType((UChar32)codepoint) == U_CURRENCY_SYMBOL;
}

bool character_is_format(uint32_t codepoint) {
    return codepoint >= 0x80 && u_charType((UChar32)codepoint) == U_FORMAT_CHAR;
}

bool character_is_space(uint32_t codepoint) {
    return u_isUWhiteSpace((UChar32)codepoint);
}

static UJoiningType joining_type(uint32_t codepoint) {
    return (UJoiningType)u_getIntPropertyValue((UChar32)codepoint, UCHAR_JOINING_TYPE);
}

bool character_joins(Str text, size_t at) {
    UJoiningType before = U_JT_TRANSPARENT, after = U_JT_TRANSPARENT;
    for (size_t from = at; from > 0 && before == U_JT_TRANSPARENT;)
        before = joining_type(utf8_previous(text, &from));
    for (size_t to = at; to < text.length && after == U_JT_TRANSPARENT;)
        after = joining_type(utf8_next(text, &to));
    bool onwards =
        before == U_JT_DUAL_JOINING || before == U_JT_LEFT_JOINING || before == U_JT_JOIN_CAUSING;
    bool back =
        after == U_JT_DUAL_JOINING || after == U_JT_RIGHT_JOINING || after == U_JT_JOIN_CAUSING;
    return onwards && back;
}

/* The first script that has the character; of one that all have, that is USCRIPT_COMMON. */
static UScriptCode first_script(uint32_t codepoint) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode scripts[SCRIPTS_MOST] = {USCRIPT_COMMON};
    uscript_getScriptExtensions((UChar32)codepoint, scripts, SCRIPTS_MOST, &status);
    return U_SUCCESS(status) ? scripts[0] : USCRIPT_COMMON;
}

static UScriptCode own_script(uint32_t codepoint) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)codepoint, &status);
    return U_SUCCESS(status) ? script : USCRIPT_COMMON;
}

Str character_script(Str text) {
    UScriptCode shared = USCRIPT_COMMON;
    for (size_t at = 0; at < text.length;) {
        uint32_t character = utf8_next(text, &at);
        UScriptCode script = own_script(character);
        if (script > USCRIPT_INHERITED && script != USCRIPT_UNKNOWN)
            return str_from_c(uscript_getShortName(script));
        if (shared == USCRIPT_COMMON && character >= FIRST_SHARED) shared = first_script(character);
    }
    return shared > USCRIPT_INHERITED ? str_from_c(uscript_getShortName(shared)) : STR("");
}

bool script_is_known(Str code) {
    char name[CODE_LENGTH + 1] = {0};
    if (code.length != CODE_LENGTH) return false;
    for (size_t i = 0; i < CODE_LENGTH; i++) name[i] = code.bytes[i];
    int32_t script = u_getPropertyValueEnum(UCHAR_SCRIPT, name);
    return script > USCRIPT_INHERITED && str_equal(code, str_from_c(uscript_getShortName(script)));
}
