/* Text under construction: a byte array that doubles in its arena. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* Makes room for more bytes behind the text. */
static void builder_reserve(StrBuilder *builder, size_t more) {
    if (more <= builder->capacity - builder->length) return;
    if (more > PTRDIFF_MAX / 2 - builder->length) arena_exhausted();
    size_t wanted = builder->capacity == 0 ? FIRST_CAPACITY : builder->capacity * 2;
    if (wanted < builder->length + more) wanted = builder->length + more;
    builder->bytes = arena_grow(builder->arena, builder->bytes, 1, builder->capacity, wanted);
    builder->capacity = wanted;
}

void builder_add(StrBuilder *builder, Str text) {
    if (text.length == 0) return;
    builder_reserve(builder, text.length);
    memcpy(builder->bytes + builder->length, text.bytes, text.length);
    builder->length += text.length;
}

void builder_add_c(StrBuilder *builder, const char *text) {
    builder_add(builder, str_from_c(text));
}

void builder_add_byte(StrBuilder *builder, char byte) {
    builder_reserve(builder, 1);
    builder->bytes[builder->length++] = byte;
}

void builder_add_char(StrBuilder *builder, uint32_t codepoint) {
    bool valid = codepoint <= 0x10FFFF && (codepoint < 0xD800 || codepoint > 0xDFFF);
    uint32_t value = valid ? codepoint : 0xFFFD;
    if (value < 0x80) {
        builder_add_byte(builder, (char)value);
        return;
    }
    if (value >= 0x10000) {
        builder_add_byte(builder, (char)(0xF0 | value >> 18));
        builder_add_byte(builder, (char)(0x80 | (value >> 12 & 0x3F)));
    } else if (value >= 0x800) {
        builder_add_byte(builder, (char)(0xE0 | value >> 12));
    }
    if (value >= 0x800)
        builder_add_byte(builder, (char)(0x80 | (value >> 6 & 0x3F)));
    else
        builder_add_byte(builder, (char)(0xC0 | value >> 6));
    builder_add_byte(builder, (char)(0x80 | (value & 0x3F)));
}

void builder_add_int(StrBuilder *builder, int64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) builder_add_byte(builder, '-');
    builder_add(builder, (Str){digits + at, sizeof digits - at});
}

void builder_add_format(StrBuilder *builder, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) return;
    builder_reserve(builder, (size_t)length + 1); /* vsnprintf ends with a zero byte */
    va_start(arguments, format);
    vsnprintf(builder->bytes + builder->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    builder->length += (size_t)length;
}

Str builder_text(const StrBuilder *builder) {
    return (Str){builder->bytes, builder->length};
}
