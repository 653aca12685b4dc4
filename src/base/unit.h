/* Lengths as whole numbers.
 *
 * A Unit is 1/65536 of a PDF point (1/72 inch). Sums and products are made in int64_t and brought
 * back by unit_from; ratios are two integers; one function rounds, half away from zero. */
#ifndef MAQUETTE_BASE_UNIT_H
#define MAQUETTE_BASE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef int32_t Unit;

#define UNIT_PER_POINT 65536
#define UNIT_MAX       INT32_MAX
#define POINTS(n)      ((Unit)((n)*UNIT_PER_POINT))

/* value * numerator / denominator, rounded half away from zero; the denominator is not zero. The
 * result must fit in an int64_t. */
int64_t round_ratio(int64_t value, int64_t numerator, int64_t denominator);

/* Clamps a sum to the range of Unit. */
Unit unit_from(int64_t value);
/* round_ratio for lengths, clamped. */
Unit unit_scale(Unit value, int64_t numerator, int64_t denominator);

/* Writes a length in points with as many decimals (at most five) as tell it from its neighbours, no
 * trailing zeros: 12, 10.2, -0.00002. Independent of the locale. unit_read reads it back exactly.
 */
void unit_write(StrBuilder *out, Unit length);
/* For people: rounded to a tenth of a point, as 1018.5 or 3; the point may be a comma. */
void unit_write_tenths(StrBuilder *out, Unit length, char point);
/* Reads what unit_write wrote; false if the text is no such number or does not fit. */
bool unit_read(Str text, Unit *length);

#endif
