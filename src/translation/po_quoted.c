/* In: a line of a PO file. Out: the bytes that its quoted string stands for; and the way back.
 *
 * One function reads escapes for all who walk over a string, so that a text and the places of its
 * characters cannot part. */
#include "translation/po_quoted.h"

#include <string.h>

/* By pairs: what stands behind the back slash, and the byte meant. */
static const char SIMPLE_ESCAPES[] = "n\nt\tr\r\"\"\\\\a\ab\bf\fv\v";

static int digit_value(char digit, int base) {
    int value = digit >= '0' && digit <= '9'   ? digit - '0'
                : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                               : base;
    return value < base ? value : -1;
}

/* Octal: up to three digits; hexadecimal: two at most, so that a letter may follow. */
static Quoted read_number(Str line, size_t at, size_t start, int base, size_t digits_most) {
    int value = 0;
    size_t end = start;
    while (end < line.length && end - start < digits_most &&
           digit_value(line.bytes[end], base) >= 0)
        value = value * base + digit_value(line.bytes[end++], base);
    bool good = end > start && value > 0 && value <= UINT8_MAX;
    return (Quoted){good ? QUOTED_BYTE : QUOTED_ESCAPE, (char)(unsigned char)value, end - at};
}

static Quoted read_escape(Str line, size_t at) {
    if (at + 1 >= line.length) return (Quoted){QUOTED_OPEN, 0, 1};
    char letter = line.bytes[at + 1];
    for (size_t i = 0; i + 1 < sizeof SIMPLE_ESCAPES; i += 2) {
        if (SIMPLE_ESCAPES[i] == letter) return (Quoted){QUOTED_BYTE, SIMPLE_ESCAPES[i + 1], 2};
    }
    if (letter == 'x') return read_number(line, at, at + 2, /*base*/ 16, /*digits_most*/ 2);
    if (digit_value(letter, 8) >= 0)
        return read_number(line, at, at + 1, /*base*/ 8, /*digits_most*/ 3);
    return (Quoted){QUOTED_ESCAPE, 0, 2};
}

Quoted quoted_next(Str line, size_t at) {
    if (at >= line.length) return (Quoted){QUOTED_OPEN, 0, 0};
    if (line.bytes[at] == '"') return (Quoted){QUOTED_END, 0, 1};
    if (line.bytes[at] == '\\') return read_escape(line, at);
    return (Quoted){QUOTED_BYTE, line.bytes[at], 1};
}

/* ---- writing ---- */

static void add_byte(StrBuilder *out, char byte) {
    for (size_t i = 1; i < sizeof SIMPLE_ESCAPES; i += 2) {
        if (SIMPLE_ESCAPES[i] != byte) continue;
        builder_add_byte(out, '\\');
        builder_add_byte(out, SIMPLE_ESCAPES[i - 1]);
        return;
    }
    bool control = (unsigned char)byte < 0x20 || byte == 0x7F;
    if (control) builder_add_format(out, "\\%03o", (unsigned)(unsigned char)byte);
    if (!control) builder_add_byte(out, byte);
}

static void add_string(StrBuilder *out, Str text) {
    builder_add_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) add_byte(out, text.bytes[i]);
    builder_add_c(out, "\"\n");
}

void quoted_write(StrBuilder *out, const char *prefix, const char *keyword, Str text) {
    builder_add_c(out, prefix);
    builder_add_c(out, keyword);
    builder_add_byte(out, ' ');
    size_t first = str_find(text, STR("\n"), 0);
    bool several = first != SIZE_MAX && first + 1 < text.length;
    if (!several) {
        add_string(out, text);
        return;
    }
    builder_add_c(out, "\"\"\n");
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n"), at);
        end = end == SIZE_MAX ? text.length : end + 1;
        builder_add_c(out, prefix);
        add_string(out, str_slice(text, at, end));
        at = end;
    }
}
