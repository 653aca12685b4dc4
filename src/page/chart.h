/* Bar charts drawn from a small table. */
#ifndef MAQUETTE_PAGE_CHART_H
#define MAQUETTE_PAGE_CHART_H

#include "page/stack.h"

/* Stacks a chart: a horizontal bar a row, its label (first cell) above it at the left, its value
 * (last cell, with the unit= of the attributes) behind its end. Lengths are in proportion to the
 * values; a value that is no number, or negative, is reported and drawn as nothing. */
void stack_chart(Stacker *stacker, const Block *table, const Attributes *attributes,
                 const ChartStyle *style);

/* Reports what a chart lacks: data, words for those who do not see it, a kind that is drawn. */
void chart_check(const Setter *setter, const Block *div);

/* Reads a number as authors write them: spaces of any width between groups, a comma or a point
 * before decimals. In 1/1000, more decimals are dropped; false if the text is none, or too large.
 */
bool chart_number(Str text, int64_t *thousandths);

#endif
