/* A filled page becomes an offer: what it costs beyond its columns' ends - boxes away from their
 * calls, notes without room - and where the next page begins. */
#include "page/filling.h"
#include "page/page_facing.h"

/* Boxes that should stand here by now but do not. */
static void charge_late_boxes(const Filling *f, Toll *toll) {
    int64_t late = 0;
    for (size_t i = f->plan.end_float; i < f->flow->float_count; i++) {
        if (f->flow->floats[i].anchor > flow_place(f->flow, f->unit)) break;
        late++;
    }
    toll_add(toll, f->flow, EVIL_BOX_FAR, late, 1);
}

/* A box may stand a little before its call, but not pages before. */
static bool floats_are_called(const Filling *f, Toll *toll) {
    const Flow *flow = f->flow;
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++) {
        size_t anchor = flow->floats[i].anchor;
        if (anchor <= flow_place(flow, f->unit)) continue;
        int64_t rows = 0, most = (int64_t)flow->rows * flow->columns;
        for (size_t u = f->unit; flow_place(flow, u) < anchor && rows <= most;
             u = flow_next(flow, u))
            rows += flow->units[u].rows;
        bool far = rows > most || flow->evils[EVIL_BOX_EARLY] == EVIL_FORBID;
        if (far && !f->forced) return false;
        toll_add(toll, flow, EVIL_BOX_EARLY, 1, 1);
    }
    return true;
}

/* Rows from the page's top to the foot of the lowest box at a column's head. */
static int32_t deepest_float(const Filling *f) {
    int32_t deepest = 0;
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++) {
        const FloatSpot *spot = &f->plan.spots[i - f->plan.first_float];
        const FlowFloat *box = &f->flow->floats[i];
        if (spot->column < 0 || box->place == PLACE_BOTTOM) continue;
        int32_t foot = f->plan.top_rows + f->plan.float_row + spot->row + box->rows;
        if (foot > deepest) deepest = foot;
    }
    return deepest;
}

/* The column that the page's text reaches a unit in: the first one for text before this page, the
 * last one for text behind it. */
static int32_t column_of_call(const Filling *f, size_t anchor) {
    int32_t column = 0;
    if (anchor > flow_place(f->flow, f->unit)) return f->flow->columns - 1;
    for (size_t s = 0; s < f->slots.count; s++) {
        const PageSlot *slot = &f->slots.items[s];
        if (slot->first == slot->end || flow_place(f->flow, slot->first) > anchor) continue;
        column = slot->column < 0 ? 0 : slot->column;
    }
    return column;
}

/* A box of some columns belongs in the column of its call, or next to it; before it is worse. */
static void charge_columns(const Filling *f, Toll *toll) {
    for (size_t i = f->plan.first_float; i < f->plan.end_float; i++) {
        const FloatSpot *spot = &f->plan.spots[i - f->plan.first_float];
        const FlowFloat *box = &f->flow->floats[i];
        if (spot->column < 0 || f->slots.count == 0) continue;
        int32_t called = column_of_call(f, box->anchor);
        if (spot->column > called) toll_add(toll, f->flow, EVIL_BOX_FAR, spot->column - called, 2);
        if (spot->column + box->columns <= called) toll_add(toll, f->flow, EVIL_BOX_EARLY, 1, 2);
    }
}

/* Rows from the page's top to the foot of what stands lowest; none for a page of boxes alone. */
static int32_t page_depth(const Filling *f) {
    const Flow *flow = f->flow;
    bool full = f->plan.bottom_rows > 0 || f->page_notes > 0;
    int32_t depth = deepest_float(f);
    for (int32_t c = 0; c < flow->columns; c++) full = full || f->feet[c] > 0;
    for (size_t s = 0; s < f->slots.count; s++)
        full = full || f->slots.items[s].end_note > f->slots.items[s].first_note;
    if (f->slots.count == 0) return 0; /* boxes alone */
    if (f->plan.top_rows + f->depth > depth) depth = f->plan.top_rows + f->depth;
    return full || depth > flow->rows ? flow->rows : depth;
}

/* Height of the notes called in the page's columns that stand across it. */
static Unit called_across(const Filling *f) {
    int64_t height = 0;
    for (size_t s = 0; f->across && s < f->slots.count; s++) {
        const PageSlot *slot = &f->slots.items[s];
        for (size_t u = slot->first; u < slot->end && slot->column >= 0; u++)
            height += f->flow->units[u].page_notes;
    }
    return unit_from(height);
}

/* Whether the columns leave room for the notes that they put across the page; what the page then
 * does not need is known as short. Sets the height of all notes across it. */
static bool notes_have_room(const Filling *f, Toll *toll, int32_t *rows) {
    Unit called = called_across(f);
    *rows = filling_note_rows(f->flow, (int64_t)f->page_notes - f->reserve + called);
    int32_t spare = filling_page_note_rows(f) - *rows;
    if (spare < 0 && f->lacking != NULL) {
        if (*f->lacking == 0 || called < *f->lacking) *f->lacking = called;
        return false;
    }
    if (spare < 0) toll_break(toll, PAGE_RULE_NOTE_ROOM);
    if (spare > 0) toll_add(toll, f->flow, EVIL_SHORT_PAGE, filling_square(spare), 1);
    return true;
}

#define OFFERS_COMPARED 12

/* Another offer leads to the same for no more; only the last ones are looked at, which are most
 * like it. */
static bool is_offered(const PageOffers *offers, const PageOffer *offer) {
    for (size_t i = offers->count; i > 0 && offers->count - i < OFFERS_COMPARED; i--) {
        const PageOffer *other = &offers->items[i - 1];
        if (starts_alike(&other->next, &offer->next) && other->depth == offer->depth &&
            other->plan.cost <= offer->plan.cost)
            return true;
    }
    return false;
}

void filling_offer(const Filling *f, const Toll *toll) {
    const Flow *flow = f->flow;
    if (!f->across && toll_sum(toll) > f->most) return;
    PageOffer offer = {.plan = f->plan};
    offer.plan.toll = *toll;
    if (!notes_have_room(f, &offer.plan.toll, &offer.plan.page_note_rows)) return;
    if (!floats_are_called(f, &offer.plan.toll)) return;
    charge_late_boxes(f, &offer.plan.toll);
    charge_columns(f, &offer.plan.toll);
    offer.next = (PageStart){.unit = f->unit, .note = f->note, .first_float = f->plan.end_float};
    if (facing_counts(flow)) offer.depth = page_depth(f);
    offer.plan.end_place = flow_place(flow, f->unit);
    offer.plan.cost = toll_sum(&offer.plan.toll);
    if (offer.plan.cost > f->most || is_offered(f->offers, &offer)) return;
    offer.plan.slots = ARENA_ARRAY(f->arena, PageSlot, f->slots.count);
    for (size_t i = 0; i < f->slots.count; i++) offer.plan.slots[i] = f->slots.items[i];
    offer.plan.slot_count = f->slots.count;
    offer.plan.forced = f->forced || offer.plan.toll.broken > 0;
    VEC_PUSH(f->arena, f->offers, offer);
}

void filling_charge_feet(const Filling *f, Toll *toll) {
    int32_t least = f->short_rows[0], most = f->short_rows[0];
    int64_t squares = 0;
    for (int32_t c = 0; c < f->flow->columns; c++) {
        if (f->short_rows[c] < least) least = f->short_rows[c];
        if (f->short_rows[c] > most) most = f->short_rows[c];
        squares += filling_square(f->short_rows[c]);
    }
    toll_add(toll, f->flow, EVIL_UNEVEN, filling_square(most - least), 1);
    toll_add(toll, f->flow, EVIL_SHORT_PAGE, squares, f->flow->columns);
}
