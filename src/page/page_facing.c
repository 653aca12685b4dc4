/* Facing pages; see page_facing.h. */
#include "page/page_facing.h"

#include "page/filling.h"

/* Facing pages that differ by more are plainly different, and no worse for differing still more. */
#define FACING_ROWS_MOST 4

bool facing_counts(const Flow *flow) {
    return flow->first_page != 0 && flow->evils[EVIL_FACING] != 0;
}

uint32_t facing_first(const Flow *flow) {
    if (!facing_counts(flow)) return FACING_NOTHING;
    return flow->first_page % 2 == 0 ? FACING_LEFT : FACING_RIGHT;
}

uint32_t facing_next(const Flow *flow, uint32_t facing, int32_t depth, Toll *toll) {
    if (facing == FACING_NOTHING) return FACING_NOTHING;
    if (facing == FACING_LEFT)
        return depth > 0 ? FACING_RIGHT_DEPTH + (uint32_t)depth : FACING_RIGHT;
    if (facing > FACING_RIGHT_DEPTH && depth > 0) {
        int64_t rows = (int64_t)(facing - FACING_RIGHT_DEPTH) - depth;
        if (rows < 0) rows = -rows;
        if (rows > FACING_ROWS_MOST) rows = FACING_ROWS_MOST;
        toll_add(toll, flow, EVIL_FACING, filling_square(rows), 1);
    }
    return FACING_LEFT;
}

int64_t facing_more(const Flow *flow, uint32_t one, uint32_t other) {
    if (one == other) return 0;
    if (one < FACING_RIGHT || other < FACING_RIGHT) return INT64_MAX;
    if (one == FACING_RIGHT) return 0;
    int64_t apart = one > other ? one - other : other - one,
            squares = filling_square(FACING_ROWS_MOST);
    if (other > FACING_RIGHT_DEPTH && apart < FACING_ROWS_MOST)
        squares -= filling_square(FACING_ROWS_MOST - apart);
    Toll toll = {0};
    toll_add(&toll, flow, EVIL_FACING, squares, 1);
    return toll_sum(&toll);
}
