/* Numbers in a PDF (ISO 32000-1, 7.3.3): decimals from whole numbers.
 *
 * libharu writes reals from 32-bit floats, which are off by 0.00006 pt on an A4 page and by more on
 * a wide one; here nothing passes through a float, so the same Unit is the same text everywhere. */
#include "output/pdf_number.h"

#include <assert.h>

enum { LENGTH_DECIMALS = 3, LENGTH_SCALE = 1000 };

int64_t pdf_scale(int64_t value, int64_t numerator, int64_t denominator) {
    const int64_t most_value = (int64_t)1 << 40, most_numerator = (int64_t)1 << 22;
    bool fits = value < most_value && value > -most_value && numerator < most_numerator &&
                numerator > -most_numerator;
    return fits ? pdf_round(value * numerator, denominator)
                : round_ratio(value, numerator, denominator);
}

void pdf_add_decimal(StrBuilder *out, int64_t digits, int decimals) {
    char text[40]; /* filled from its end: sign, 20 digits or so many decimals, point */
    size_t at = sizeof text;
    assert(decimals >= 0 && decimals < 20);
    uint64_t rest = digits < 0 ? 0 - (uint64_t)digits : (uint64_t)digits;
    for (; decimals > 0 && rest % 10 == 0; decimals--) rest /= 10;
    if (decimals > 0) {
        for (; decimals > 0; decimals--, rest /= 10) text[--at] = (char)('0' + rest % 10);
        text[--at] = '.';
    }
    if (at == sizeof text && rest == 0) text[--at] = '0';
    for (; rest > 0; rest /= 10) text[--at] = (char)('0' + rest % 10);
    if (digits < 0) text[--at] = '-';
    builder_add(out, (Str){text + at, sizeof text - at});
}

int64_t pdf_length_written(int64_t length) {
    return pdf_round(length * LENGTH_SCALE, UNIT_PER_POINT);
}

void pdf_add_length(StrBuilder *out, int64_t length) {
    pdf_add_decimal(out, pdf_length_written(length), LENGTH_DECIMALS);
}

int64_t pdf_nanopoints(int64_t length) {
    /* 10^9 / 2^16 = 1953125 / 128 */
    return pdf_round(length * 1953125, 128);
}
