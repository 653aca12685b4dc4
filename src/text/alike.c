/* Looking alike; see alike.h. */
#include "text/alike.h"

#include "text/character.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { UNITS_MOST = 4096 };

static bool is_space(uint32_t character) {
    return u_charType((UChar32)character) == U_SPACE_SEPARATOR;
}

/* What is seen of a text, composed, in UTF-16; the number of units, below 0 where it cannot be
 * told. */
static int32_t seen_units(Str text, UChar *units) {
    UChar seen[UNITS_MOST];
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *composer = unorm2_getNFCInstance(&status);
    int32_t count = 0;
    for (size_t at = 0; at < text.length && count + 2 < UNITS_MOST;) {
        uint32_t character = utf8_next(text, &at);
        if (character_is_format(character)) continue;
        if (is_space(character)) character = ' ';
        UBool failed = false;
        U16_APPEND(seen, count, UNITS_MOST, (UChar32)character, failed);
        if (failed) return -1;
    }
    count = unorm2_normalize(composer, seen, count, units, UNITS_MOST, &status);
    return U_SUCCESS(status) ? count : -1;
}

bool texts_look_alike(Str a, Str b) {
    UChar one[UNITS_MOST], other[UNITS_MOST];
    if (a.length > UNITS_MOST / 2 || b.length > UNITS_MOST / 2 || str_equal(a, b)) return false;
    int32_t one_count = seen_units(a, one), other_count = seen_units(b, other);
    return one_count >= 0 && one_count == other_count && u_memcmp(one, other, one_count) == 0;
}

Str text_spelled(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        bool spelled = (is_space(character) && character != ' ') ||
                       character_is_format(character) ||
                       u_charType((UChar32)character) == U_NON_SPACING_MARK;
        if (spelled) {
            builder_add_format(&out, "\\u{%X}", (unsigned)character);
        } else {
            builder_add(&out, str_slice(text, start, at));
        }
    }
    return builder_text(&out);
}
