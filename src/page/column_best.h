/* The few ends of a column that are worth going on from. Used by the page filler. */
#ifndef MAQUETTE_PAGE_COLUMN_BEST_H
#define MAQUETTE_PAGE_COLUMN_BEST_H

#include "page/filling.h"

/* Best first, in the arena of the page's offers. */
typedef struct EndList {
    size_t most;
    size_t count;
    ColumnEnd *ends;
    int64_t *ranks; /* their costs, with those of the rows they leave free */
} EndList;

/* The best ends of a column without a flexed paragraph, and then those with one. stop_matters: the
 * column may reach the end of the search. */
void column_best_ends(const Filling *filling, const EndSearch *search, bool stop_matters,
                      EndList lists[2]);
/* Rows that an end leaves free of so much room. */
int32_t column_rows_left(const Filling *filling, int32_t column, int32_t room,
                         const ColumnEnd *end);

/* Pages that begin a line apart have columns that begin at the same places: what was found is
 * remembered. For the pages of one flow, in the arena. */
ColumnMemo *column_memo_make(Arena *arena, const Flow *flow);

#endif
