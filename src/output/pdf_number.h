/* Numbers as a PDF spells them: plain decimals, never an exponent, never the locale's comma.
 *
 * Everything is integer arithmetic: a number is its value times a power of ten. */
#ifndef MAQUETTE_OUTPUT_PDF_NUMBER_H
#define MAQUETTE_OUTPUT_PDF_NUMBER_H

#include "base/unit.h"

/* value / divisor, rounded half away from zero; divisor > 0. Inline: divisors are mostly constants.
 */
static inline int64_t pdf_round(int64_t value, int64_t divisor) {
    int64_t quotient = value / divisor, rest = value % divisor;
    if (rest > 0 && rest >= divisor - rest) return quotient + 1;
    if (rest < 0 && -rest >= divisor + rest) return quotient - 1;
    return quotient;
}

/* value * numerator / denominator, rounded likewise; quick where the product fits 64 bits. */
int64_t pdf_scale(int64_t value, int64_t numerator, int64_t denominator);

/* Writes digits / 10^decimals without trailing zeros: (-1250, 3) is -1.25; (500, 3) is .5. */
void pdf_add_decimal(StrBuilder *out, int64_t digits, int decimals);

/* Writes a sum of lengths in points, to 0.001. */
void pdf_add_length(StrBuilder *out, int64_t length);
/* What pdf_add_length writes, in thousandths of a point. */
int64_t pdf_length_written(int64_t length);

/* A length in thousand-millionths of a point, exact to the last digit. */
int64_t pdf_nanopoints(int64_t length);

#endif
