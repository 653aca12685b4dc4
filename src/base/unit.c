/* Lengths: rounding in one place, and exact reading and writing as decimals of a point.
 *
 * Neighbouring lengths are 1/65536 pt = 0.0000152… pt apart, more than the last of five decimals:
 * five always tell a length from its neighbours, and often fewer do. */
#include "base/unit.h"

enum { MOST_DECIMALS = 5 };

__extension__ typedef __int128 Wide; /* a product of two int64_t */
#define NARROW (INT64_C(1) << 61)

int64_t round_ratio(int64_t value, int64_t numerator, int64_t denominator) {
    Wide product = (Wide)value * numerator;
    Wide divisor = denominator;
    if (divisor < 0) {
        product = -product;
        divisor = -divisor;
    }
    if (product > -NARROW && product < NARROW && divisor < NARROW) {
        /* lengths, nearly always: the processor divides 64 bits itself */
        int64_t whole = (int64_t)product, by = (int64_t)divisor;
        return whole < 0 ? -((-whole + by / 2) / by) : (whole + by / 2) / by;
    }
    Wide half = divisor / 2;
    return (int64_t)(product < 0 ? -((-product + half) / divisor) : (product + half) / divisor);
}

Unit unit_from(int64_t value) {
    if (value > INT32_MAX) return INT32_MAX;
    if (value < INT32_MIN) return INT32_MIN;
    return (Unit)value;
}

Unit unit_scale(Unit value, int64_t numerator, int64_t denominator) {
    return unit_from(round_ratio(value, numerator, denominator));
}

void unit_write(StrBuilder *out, Unit length) {
    int64_t scale = 1, digits = round_ratio(length, 1, UNIT_PER_POINT);
    for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
        if (round_ratio(digits, UNIT_PER_POINT, scale) == length) break;
        scale *= 10;
        digits = round_ratio(length, scale, UNIT_PER_POINT);
    }
    if (digits < 0) {
        builder_add_byte(out, '-');
        digits = -digits;
    }
    builder_add_int(out, digits / scale);
    if (scale > 1) builder_add_byte(out, '.');
    for (scale /= 10; scale > 0; scale /= 10)
        builder_add_byte(out, (char)('0' + digits / scale % 10));
}

void unit_write_tenths(StrBuilder *out, Unit length, char point) {
    int64_t tenths = round_ratio(length, 10, UNIT_PER_POINT);
    if (tenths < 0) builder_add_byte(out, '-');
    if (tenths < 0) tenths = -tenths;
    builder_add_int(out, tenths / 10);
    if (tenths % 10 == 0) return;
    builder_add_byte(out, point);
    builder_add_int(out, tenths % 10);
}

/* The digits at *at and behind as a number; false if there are none or more than the most. */
static bool digits_read(Str text, size_t *at, size_t most, int64_t *value, size_t *count) {
    size_t start = *at;
    for (*value = 0; *at < text.length; (*at)++) {
        char byte = text.bytes[*at];
        if (byte < '0' || byte > '9') break;
        if (*at - start == most) return false;
        *value = *value * 10 + (byte - '0');
    }
    *count = *at - start;
    return *count > 0;
}

bool unit_read(Str text, Unit *length) {
    bool negative = str_starts_with(text, STR("-"));
    size_t at = negative ? 1 : 0, count = 0;
    int64_t whole, fraction = 0, scale = 1;
    if (!digits_read(text, &at, MOST_DECIMALS, &whole, &count)) return false;
    if (at < text.length) {
        if (text.bytes[at++] != '.') return false;
        if (!digits_read(text, &at, MOST_DECIMALS, &fraction, &count)) return false;
        for (; count > 0; count--) scale *= 10;
    }
    if (at != text.length) return false;
    int64_t value = round_ratio(whole * scale + fraction, UNIT_PER_POINT, scale);
    if (negative) value = -value;
    if (value < INT32_MIN || value > INT32_MAX) return false;
    *length = (Unit)value;
    return true;
}
