/* Text strings of a PDF file (ISO 32000-1, 7.9.2.2 and annex D.2); see cos.h. */
#include "preflight/cos.h"

enum { ESCAPE = 0x1B, REPLACEMENT = 0xFFFD };

/* PDFDocEncoding where it is not Latin-1: 0x18 to 0x1F, then 0x80 to 0xA0. */
static uint32_t document_character(unsigned char byte) {
    static const uint16_t low[] = {0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
    static const uint16_t high[] = {
        0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
        0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
        0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC};
    if (byte >= 0x18 && byte <= 0x1F) return low[byte - 0x18];
    if (byte >= 0x80 && byte <= 0xA0) return high[byte - 0x80];
    return byte;
}

static uint32_t unit_at(Str bytes, size_t at) {
    return (uint32_t)((unsigned char)bytes.bytes[at] << 8 | (unsigned char)bytes.bytes[at + 1]);
}

Str cos_text_utf16(Arena *arena, Str bytes) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at + 1 < bytes.length; at += 2) {
        uint32_t unit = unit_at(bytes, at);
        if (unit == ESCAPE) { /* ESC language ESC (7.9.2.2) */
            do at += 2;
            while (at + 1 < bytes.length && unit_at(bytes, at) != ESCAPE);
            continue;
        }
        bool high = unit >= 0xD800 && unit < 0xDC00;
        if (high && at + 3 < bytes.length) {
            uint32_t second = unit_at(bytes, at + 2);
            if (second >= 0xDC00 && second < 0xE000) {
                builder_add_char(&out, 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00));
                at += 2;
                continue;
            }
        }
        builder_add_char(&out, unit >= 0xD800 && unit < 0xE000 ? REPLACEMENT : unit);
    }
    return builder_text(&out);
}

Str cos_text(Arena *arena, const Cos *value) {
    if (value->kind != COS_STRING) return STR("");
    Str bytes = value->text;
    if (str_starts_with(bytes, STR("\xFE\xFF")))
        return cos_text_utf16(arena, str_slice(bytes, 2, bytes.length));
    StrBuilder out = {.arena = arena};
    bool utf8 = str_starts_with(bytes, STR("\xEF\xBB\xBF"));
    for (size_t at = utf8 ? 3 : 0; at < bytes.length;)
        builder_add_char(&out, utf8 ? utf8_next(bytes, &at)
                                    : document_character((unsigned char)bytes.bytes[at++]));
    return builder_text(&out);
}
