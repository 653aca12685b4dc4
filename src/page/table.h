/* Tables in the flow. */
#ifndef MAQUETTE_PAGE_TABLE_H
#define MAQUETTE_PAGE_TABLE_H

#include "page/stack.h"

/* Stacks a table: a line a row, columns as wide as their longest texts ask for, a rule below the
 * head. An empty table is nothing. */
void stack_table(Stacker *stacker, const Block *table);

#endif
