/* Strings and names in a PDF. */
#include "output/pdf_string.h"

static const char HEX[] = "0123456789ABCDEF";

static void add_hex(StrBuilder *out, uint32_t value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        builder_add_byte(out, HEX[value >> shift & 15]);
    }
}

bool pdf_may_hold(uint32_t codepoint) {
    return codepoint != 0 && codepoint != 0xFEFF && codepoint != 0xFFFE && codepoint != 0xFFFF;
}

void pdf_add_string_byte(StrBuilder *out, uint8_t byte) {
    if (byte == '(' || byte == ')' || byte == '\\') {
        builder_add_byte(out, '\\');
    } else if (byte == '\r') { /* raw, it would be read as a line feed */
        builder_add(out, STR("\\r"));
        return;
    }
    builder_add_byte(out, (char)byte);
}

/* The units of a character in UTF-16; gives how many they are. */
static size_t utf16_units(uint32_t codepoint, uint32_t units[2]) {
    bool pair = codepoint >= 0x10000;
    units[0] = pair ? 0xD800 + ((codepoint - 0x10000) >> 10) : codepoint;
    units[1] = pair ? 0xDC00 + ((codepoint - 0x10000) & 0x3FF) : 0;
    return pair ? 2 : 1;
}

void pdf_add_utf16(StrBuilder *out, uint32_t codepoint) {
    uint32_t units[2];
    size_t count = utf16_units(codepoint, units);
    for (size_t i = 0; i < count; i++) add_hex(out, units[i], 4);
}

static void add_unit(StrBuilder *out, uint32_t unit) {
    pdf_add_string_byte(out, (uint8_t)(unit >> 8));
    pdf_add_string_byte(out, (uint8_t)unit);
}

/* As bytes: in hexadecimal a file of many readings would be a tenth larger. */
void pdf_add_utf16_text(StrBuilder *out, Str text) {
    builder_add_byte(out, '(');
    add_unit(out, 0xFEFF);
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        uint32_t units[2];
        size_t count = pdf_may_hold(codepoint) ? utf16_units(codepoint, units) : 0;
        for (size_t i = 0; i < count; i++) add_unit(out, units[i]);
    }
    builder_add_byte(out, ')');
}

static bool is_printing_ascii(Str text) {
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < ' ' || text.bytes[i] > '~') return false;
    }
    return true;
}

void pdf_add_text(StrBuilder *out, Str text) {
    if (!is_printing_ascii(text)) {
        pdf_add_utf16_text(out, text);
        return;
    }
    builder_add_byte(out, '(');
    for (size_t i = 0; i < text.length; i++) pdf_add_string_byte(out, (uint8_t)text.bytes[i]);
    builder_add_byte(out, ')');
}

void pdf_add_uri(StrBuilder *out, Str address) {
    builder_add_byte(out, '(');
    for (size_t i = 0; i < address.length; i++) {
        uint8_t byte = (uint8_t)address.bytes[i];
        if (byte > ' ' && byte <= '~') {
            pdf_add_string_byte(out, byte);
        } else {
            builder_add_byte(out, '%');
            add_hex(out, byte, 2);
        }
    }
    builder_add_byte(out, ')');
}

static bool is_regular(uint8_t byte) {
    return byte > ' ' && byte <= '~' &&
           str_find(STR("#()<>[]{}/%"), (Str){(const char *)&byte, 1}, 0) == SIZE_MAX;
}

void pdf_add_name(StrBuilder *out, Str name) {
    builder_add_byte(out, '/');
    for (size_t i = 0; i < name.length; i++) {
        uint8_t byte = (uint8_t)name.bytes[i];
        if (is_regular(byte)) {
            builder_add_byte(out, (char)byte);
        } else if (byte != 0) { /* a name cannot hold U+0000 */
            builder_add_byte(out, '#');
            add_hex(out, byte, 2);
        }
    }
}
