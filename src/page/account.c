/* Reading a page plan for people; see account.h.
 *
 * The costs are the page breaker's own (Toll). The places are found again in the plan: an evil is
 * pointed at where a column ends, where a note or box does not stand, where a paragraph is flexed.
 * Evils of the page as a whole (uneven, short, facing) have no place. */
#include "page/account.h"

typedef struct Accounting {
    Arena *arena;
    const FlowPart *part;
    const PagePlan *plan;
    PageAccount *account;
} Accounting;

/* ---- places ---- */

static Span line_place(const Slab *slab) {
    if (slab == NULL) return (Span){0};
    for (size_t i = 0; i < slab->items.count; i++) {
        const SlabItem *item = &slab->items.items[i];
        if (item->kind != SLAB_LINE) continue;
        const SetLine *line = item->as.text.line;
        if (line->source == NULL || line->source->text->place_count == 0) continue;
        Span place = text_place(line->source->text, line->from);
        if (place.source != NULL) return place;
    }
    for (size_t i = 0; i < slab->items.count; i++) {
        if (slab->items.items[i].block != NULL) return slab->items.items[i].block->where;
    }
    return slab->block != NULL ? slab->block->where : (Span){0};
}

static Span unit_place(const FlowPart *part, size_t unit) {
    return line_place(part->contents[unit].slab);
}

static Span float_place(const FlowPart *part, size_t number) {
    const Slab *slab = part->floats[number].slab;
    return slab->block != NULL ? slab->block->where : line_place(slab);
}

static void add_place(Accounting *a, Evil evil, Span where, int32_t column, int32_t row) {
    if (a->account->toll.evils[evil] == 0 || where.source == NULL) return;
    AccountPlace place = {evil, where, column, row};
    VEC_PUSH(a->arena, &a->account->places, place);
}

/* ---- columns ---- */

/* A note that is due by the slot's end but not set, or not whole. */
static void add_note_place(Accounting *a, const PageSlot *slot) {
    const Flow *flow = &a->part->flow;
    if (slot->end == slot->first) return;
    size_t due = flow->units[slot->end - 1].notes_due, at = slot->end_note;
    if (at >= due) return;
    bool begins = flow->note_begins == NULL || flow->note_begins[at];
    add_place(a, begins ? EVIL_NOTE_FAR : EVIL_SPLIT_NOTE,
              line_place(a->part->notes.items[at].slab), slot->column, flow->rows - 1);
}

/* What is wrong with a column that ends with the slot, in a row. */
static void add_end_places(Accounting *a, const PageSlot *slot, int32_t row) {
    const Flow *flow = &a->part->flow;
    add_note_place(a, slot);
    if (slot->end == slot->first) return;
    size_t last = slot->end - 1, next = flow_next(flow, last);
    if (flow_place(flow, next) >= flow->unit_count) return;
    int32_t column = slot->column;
    if (flow->units[next].orphan) add_place(a, EVIL_ORPHAN, unit_place(a->part, last), column, row);
    if (flow->units[next].widow) add_place(a, EVIL_WIDOW, unit_place(a->part, next), column, row);
    if (flow->units[next].in_box)
        add_place(a, EVIL_SPLIT_BOX, unit_place(a->part, next), column, row);
    if (flow->units[last].hyphen)
        add_place(a, EVIL_HYPHEN_AT_FOOT, unit_place(a->part, last), column, row);
}

static bool ends_column(const PagePlan *plan, size_t slot) {
    for (size_t s = slot + 1; s < plan->slot_count; s++) {
        if (plan->slots[s].first == plan->slots[s].end) continue;
        return plan->slots[s].column != plan->slots[slot].column;
    }
    return true;
}

/* A paragraph begins in another form than its best. Units of a variant come after all normal ones.
 */
static bool begins_flexed(const Flow *flow, const PageSlot *slot) {
    if (slot->first == slot->end || slot->first < flow->unit_count) return false;
    return flow->flexes[flow->units[slot->first].flex].alt_first == slot->first;
}

static void add_slot(Accounting *a, size_t number) {
    const Flow *flow = &a->part->flow;
    const PageSlot *slot = &a->plan->slots[number];
    int32_t bottom = a->plan->top_rows + slot->row;
    for (size_t u = slot->first; u < slot->end; u++)
        bottom += flow->units[u].rows + (u > slot->first ? flow->units[u].space : 0);
    if (begins_flexed(flow, slot))
        add_place(a, EVIL_FLEXED, unit_place(a->part, slot->first), slot->column, bottom - 1);
    if (slot->column >= 0 && ends_column(a->plan, number)) add_end_places(a, slot, bottom - 1);
    for (int32_t c = 0; c < flow->columns; c++) {
        bool stands = slot->column < 0 || slot->column == c;
        if (stands && bottom > a->account->depths[c]) a->account->depths[c] = bottom;
    }
}

static void add_floats(Accounting *a) {
    const Flow *flow = &a->part->flow;
    for (size_t i = a->plan->first_float; i < a->plan->end_float; i++) {
        if (flow->floats[i].anchor > a->plan->end_place)
            add_place(a, EVIL_BOX_EARLY, float_place(a->part, i), -1, 0);
    }
    for (size_t i = a->plan->end_float; i < flow->float_count; i++) {
        if (flow->floats[i].anchor > a->plan->end_place) break;
        add_place(a, EVIL_BOX_FAR, float_place(a->part, i), -1, 0);
    }
}

static Span normal_place(const FlowPart *part, size_t place) {
    return place < part->flow.unit_count ? unit_place(part, place) : (Span){0};
}

PageAccount *page_account(Arena *arena, const FlowPart *part, const PageArea *area,
                          const PagePlan *plan) {
    PageAccount *account = ARENA_NEW(arena, PageAccount);
    *account = (PageAccount){.toll = plan->toll,
                             .forced = plan->forced,
                             .rows = part->flow.rows,
                             .columns = part->flow.columns,
                             .first_baseline = area->first_baseline,
                             .leading = area->leading,
                             .next = normal_place(part, plan->end_place)};
    Accounting accounting = {arena, part, plan, account};
    for (size_t s = 0; s < plan->slot_count; s++) add_slot(&accounting, s);
    add_floats(&accounting);
    if (plan->runner_up != NULL) {
        AccountOther *other = ARENA_NEW(arena, AccountOther);
        *other = (AccountOther){.where = normal_place(part, plan->runner_up->place),
                                .more = plan->runner_up->more,
                                .toll = plan->runner_up->toll};
        account->other = other;
    }
    return account;
}
