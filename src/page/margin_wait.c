/* Moving boxes that wait for a margin; see margin_wait.h. */
#include "page/margin_wait.h"

#include <string.h>

#include "page/margin.h"

/* How often pages are broken again; what then still waits is placed where there is room, but its
 * notes stay. */
#define MOVES_MOST 8

typedef struct Moving {
    const SectionContext *context;
    FlowPart *part;
    FlowUnit *units; /* a copy that may be changed */
    size_t count;    /* of them, with those of variants */
    Map moved;       /* the bytes of a pointer to a box or note that moves -> it */
} Moving;

/* A box and where it goes. */
typedef struct Move {
    const Box *box;
    size_t unit; /* unit_count: behind the part */
} Move;

typedef VEC(Move) Moves;

/* ---- which boxes wait ---- */

/* The first normal unit from a page's beginning on that is set whatever paragraph is flexed. */
static size_t first_sure_unit(const Flow *flow, const PagePlan *page) {
    if (page->slot_count == 0) return page->end_place;
    size_t place = flow_place(flow, page->slots[0].first);
    for (size_t i = 0; i < flow->flex_count; i++) {
        const FlowFlex *flex = &flow->flexes[i];
        if (flex->first < place && place < flex->end) place = flex->end;
    }
    return place;
}

static void call_boxes(const SectionContext *context, const FlowPart *part, const PagePlan *page,
                       MarginQueue *queue) {
    for (size_t s = 0; s < page->slot_count; s++) {
        for (size_t u = page->slots[s].first; u < page->slots[s].end; u++) {
            const FlowContent *content = &part->contents[u];
            for (size_t b = 0; b < content->beside_count; b++) {
                MarginBox called = {content->beside[b], 0};
                VEC_PUSH(context->work, &queue->boxes, called);
            }
        }
    }
}

/* Places the boxes as compose_page does, as far as their number goes. */
static Moves find_moves(const SectionContext *context, const FlowPart *part,
                        const PagePlans *plans) {
    const PageArea *area = &context->area;
    Unit height = unit_from((int64_t)area->leading * (area->rows - 1) + area->cap_height);
    Moves moves = {0};
    MarginQueue queue = {0};
    for (size_t p = 0; p < plans->count; p++) {
        const PagePlan *page = &plans->pages[p];
        size_t waited = queue.boxes.count;
        call_boxes(context, part, page, &queue);
        size_t fit = margin_fitting(&queue, height, area->leading / MARGIN_GAPS_A_LINE);
        size_t unit = queue.first < waited ? first_sure_unit(&part->flow, page) : 0;
        for (size_t i = queue.first; i < queue.first + fit && i < waited; i++) {
            Move move = {queue.boxes.items[i].box, unit};
            VEC_PUSH(context->work, &moves, move);
        }
        queue.first += fit;
    }
    for (size_t i = queue.first; i < queue.boxes.count; i++) {
        Move move = {queue.boxes.items[i].box, part->flow.unit_count};
        VEC_PUSH(context->work, &moves, move);
    }
    return moves;
}

/* ---- leaving ---- */

static Str pointer_key(const void *const *pointer) {
    return (Str){(const char *)pointer, sizeof *pointer};
}

static void mark_moved(Moving *m, const void *what) {
    const void **key = ARENA_NEW(m->context->work, const void *);
    *key = what;
    map_put(&m->moved, pointer_key(key), key);
}

static bool moves(const Moving *m, const void *what) {
    return map_find(&m->moved, pointer_key(&what)) != NULL;
}

/* Takes the moved boxes and their notes across the page from a unit. */
static void leave_unit(Moving *m, size_t unit) {
    FlowContent *content = &m->part->contents[unit];
    VEC(const Box *) boxes = {0};
    VEC(Note *) notes = {0};
    for (size_t i = 0; i < content->beside_count; i++)
        if (!moves(m, content->beside[i])) VEC_PUSH(m->context->flows, &boxes, content->beside[i]);
    for (size_t i = 0; i < content->page_note_count; i++)
        if (!moves(m, content->page_notes[i]))
            VEC_PUSH(m->context->flows, &notes, content->page_notes[i]);
    content->beside = boxes.items;
    content->beside_count = boxes.count;
    if (notes.count == content->page_note_count) return;
    content->page_notes = notes.items;
    content->page_note_count = notes.count;
    page_notes_make(m->context, notes.items, notes.count, &m->units[unit].page_notes);
}

/* Takes the moved notes from those of the columns. */
static void leave_columns(Moving *m) {
    FlowPart *part = m->part;
    Arena *flows = m->context->flows;
    Flow *flow = &part->flow;
    size_t *due = ARENA_ARRAY(m->context->work, size_t, flow->note_count + 1);
    StackLines lines = {0};
    VEC(ColumnNote) notes = {0};
    VEC(bool) begins = {0};
    VEC(int64_t) tops = {0};
    VEC_PUSH(flows, &tops, 0);
    for (size_t i = 0, line = 0; i < part->column_note_count; i++) {
        ColumnNote note = part->column_notes[i];
        for (size_t end = note.end; line < end; due[++line] = lines.count) {
            if (moves(m, note.note)) continue;
            const StackLine *at = &part->notes.items[line];
            VEC_PUSH(flows, &lines, *at);
            VEC_PUSH(flows, &begins, flow->note_begins[line]);
            int64_t top = tops.items[tops.count - 1] + at->space + at->height;
            VEC_PUSH(flows, &tops, top);
        }
        note.end = lines.count;
        if (!moves(m, note.note)) VEC_PUSH(flows, &notes, note);
    }
    for (size_t u = 0; u < m->count; u++) m->units[u].notes_due = due[m->units[u].notes_due];
    part->notes = lines;
    part->column_notes = notes.items;
    part->column_note_count = notes.count;
    flow->note_begins = begins.items;
    flow->note_tops = tops.items;
    flow->note_count = lines.count;
}

/* ---- arriving ---- */

static void arrive_at(Moving *m, size_t unit, const Box *box, size_t before) {
    FlowContent *content = &m->part->contents[unit];
    VEC(const Box *) boxes = {0};
    VEC(Note *) notes = {0};
    for (size_t i = 0; i < before; i++) VEC_PUSH(m->context->flows, &boxes, content->beside[i]);
    VEC_PUSH(m->context->flows, &boxes, box);
    for (size_t i = before; i < content->beside_count; i++)
        VEC_PUSH(m->context->flows, &boxes, content->beside[i]);
    for (size_t i = 0; i < content->page_note_count; i++)
        VEC_PUSH(m->context->flows, &notes, content->page_notes[i]);
    for (size_t i = 0; i < box->note_count; i++) VEC_PUSH(m->context->flows, &notes, box->notes[i]);
    content->beside = boxes.items;
    content->beside_count = boxes.count;
    content->page_notes = notes.items;
    content->page_note_count = notes.count;
    page_notes_make(m->context, notes.items, notes.count, &m->units[unit].page_notes);
}

/* The boxes that already wait beside the unit stand before it. */
static size_t waiting_at(const Moving *m, size_t unit) {
    const FlowContent *content = &m->part->contents[unit];
    size_t count = 0;
    while (count < content->beside_count && content->beside[count]->late) count++;
    return count;
}

/* Beside the unit, and beside the first one of each variant that begins there. */
static void arrive(Moving *m, size_t unit, const Box *box) {
    const Flow *flow = &m->part->flow;
    size_t before = waiting_at(m, unit);
    arrive_at(m, unit, box, before);
    for (size_t i = 0; i < flow->flex_count; i++)
        if (flow->flexes[i].first == unit) arrive_at(m, flow->flexes[i].alt_first, box, before);
}

static const Box *late_box(const Moving *m, const Box *box, bool carries) {
    Box *late = ARENA_NEW(m->context->flows, Box);
    *late = *box;
    late->late = true;
    late->carries_notes = carries;
    return late;
}

/* ---- all of it ---- */

static Moving moving_begin(const SectionContext *context, FlowPart *part) {
    const Flow *flow = &part->flow;
    Moving m = {.context = context, .part = part, .count = flow->unit_count};
    for (size_t i = 0; i < flow->flex_count; i++)
        if (flow->flexes[i].alt_end > m.count) m.count = flow->flexes[i].alt_end;
    m.units = ARENA_ARRAY(context->flows, FlowUnit, m.count);
    if (m.count > 0) memcpy(m.units, flow->units, m.count * sizeof *m.units);
    m.moved = (Map){.arena = context->work};
    return m;
}

static void report_move(const SectionContext *context, const Box *box) {
    if (box->slab->block == NULL) return; /* a box goes on */
    diag_report(context->setter->diag, MESSAGE_BOX_MARGIN_FULL, box->slab->block->where, NO_ARGS);
}

/* True if a note moved: pages are then to be broken again. */
static bool move_boxes(const SectionContext *context, FlowPart *part, const Moves *all,
                       WaitingBoxes *waiting) {
    if (all->count == 0) return false;
    Moving m = moving_begin(context, part);
    bool noted = false;
    for (size_t i = 0; i < all->count; i++) {
        const Box *box = all->items[i].box;
        report_move(context, box);
        mark_moved(&m, box);
        for (size_t n = 0; n < box->note_count; n++) mark_moved(&m, box->notes[n]);
        noted = noted || box->note_count > 0;
    }
    for (size_t u = 0; u < m.count; u++)
        if (u != part->flow.unit_count) leave_unit(&m, u); /* which is none */
    leave_columns(&m);
    for (size_t i = 0; i < all->count; i++) {
        const Move *move = &all->items[i];
        bool behind = move->unit >= part->flow.unit_count;
        const Box *box = late_box(&m, move->box, behind);
        if (behind) {
            VEC_PUSH(context->flows, waiting, box);
        } else {
            arrive(&m, move->unit, box);
        }
    }
    part->flow.units = m.units;
    return noted;
}

/* What waits from the parts before is called by the first unit. */
static void enter_part(const SectionContext *context, FlowPart *part, WaitingBoxes *waiting) {
    if (waiting->count == 0 || part->flow.unit_count == 0) return;
    Moving m = moving_begin(context, part);
    for (size_t i = 0; i < waiting->count; i++)
        arrive(&m, 0, late_box(&m, waiting->items[i], /*carries*/ false));
    part->flow.units = m.units;
    waiting->items = NULL;
    waiting->count = waiting->capacity = 0;
}

/* Paragraphs are flexed once. */
static PagePlans break_part(const SectionContext *context, FlowPart *part, FlexAim aim) {
    return part_break(context, part, part->flow.flex_count == 0 ? aim : FLEX_NONE);
}

PagePlans margin_break(const SectionContext *context, FlowPart *part, FlexAim aim,
                       WaitingBoxes *waiting) {
    enter_part(context, part, waiting);
    PagePlans plans = break_part(context, part, aim);
    for (int tries = 0; tries < MOVES_MOST; tries++) {
        ArenaMark mark = arena_mark(context->work);
        Moves found = find_moves(context, part, &plans);
        bool again = move_boxes(context, part, &found, waiting);
        arena_release(context->work, mark);
        if (!again) break;
        plans = break_part(context, part, aim);
    }
    return plans;
}
