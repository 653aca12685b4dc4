/* UTF-8 as in RFC 3629: the shortest form only, no surrogates, nothing past U+10FFFF. */
#include "base/str.h"

enum { REPLACEMENT = 0xFFFD };

/* The length of the well-formed character at a position inside the text, or 0; its value. */
static size_t character_length(Str text, size_t at, uint32_t *value) {
    unsigned char lead = (unsigned char)text.bytes[at];
    *value = lead;
    if (lead < 0x80) return 1;
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || length > text.length - at) return 0;
    uint32_t sum = lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.bytes[at + i];
        if ((byte & 0xC0) != 0x80) return 0;
        sum = sum << 6 | (byte & 0x3F);
    }
    bool overlong = (length == 3 && sum < 0x800) || (length == 4 && sum < 0x10000);
    if (overlong || sum > 0x10FFFF || (sum >= 0xD800 && sum <= 0xDFFF)) return 0;
    *value = sum;
    return length;
}

size_t utf8_find_fault(Str text) {
    uint32_t value;
    for (size_t at = 0; at < text.length;) {
        size_t length = character_length(text, at, &value);
        if (length == 0) return at;
        at += length;
    }
    return SIZE_MAX;
}

uint32_t utf8_next_any(Str text, size_t *at) {
    if (*at >= text.length) return 0;
    uint32_t value;
    size_t length = character_length(text, *at, &value);
    *at += length == 0 ? 1 : length;
    return length == 0 ? REPLACEMENT : value;
}

uint32_t utf8_previous(Str text, size_t *at) {
    if (*at > text.length) *at = text.length;
    for (size_t back = 1; back <= 4 && back <= *at; back++) {
        uint32_t value;
        size_t start = *at - back;
        if (((unsigned char)text.bytes[start] & 0xC0) == 0x80) continue;
        if (character_length(text, start, &value) != back) break;
        *at = start;
        return value;
    }
    if (*at == 0) return 0;
    (*at)--;
    return REPLACEMENT;
}

size_t utf8_count(Str text) {
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++) utf8_next(text, &at);
    return count;
}
