/* Tables in the flow. */
#ifndef MAQUETTE_PAGE_TABLE_H
#define MAQUETTE_PAGE_TABLE_H

#include "page/stack.h"

/* Stacks a table with its caption: a stack line a row, which is never divided unless it is taller
 * than the stacker's tallest. The head stays with the rows behind it, and goes with each row to
 * stand above it again where a column begins with it. An empty table is nothing. */
void stack_table(Stacker *stacker, const Block *table);

#endif
