/* Placing pages; see compose.h. All heights come from the grid: row r has its baseline at
 * first_baseline + r * leading. */
#include "page/compose.h"

#include "page/box_part.h"

/* Share of the leading above a row's baseline that belongs to the row. */
#define ROW_ABOVE_PERCENT 75

typedef VEC(Note *) NoteList;

typedef struct Composing {
    const SectionContext *context;
    const FlowPart *part;
    const PagePlan *plan;
    BookPage *page;
    MarginQueue *margin;
    Unit left;             /* of the text area, from the trim box's left */
    uint32_t column_frame; /* of the last slot */
    NoteList carried;      /* notes of boxes in the margin that are in no flow */
} Composing;

static Arena *composing_arena(const Composing *c) {
    return c->context->pages;
}

static Unit baseline_of(const Composing *c, int64_t row) {
    const PageArea *area = &c->context->area;
    return unit_from((int64_t)area->first_baseline + row * area->leading);
}

static Unit column_x(const Composing *c, int32_t column) {
    const PageArea *area = &c->context->area;
    return unit_from((int64_t)c->left +
                     (int64_t)column * ((int64_t)area->column_width + area->gutter));
}

static uint32_t add_frame(Composing *c, Str name, Unit x, Unit y, Unit width, Unit height) {
    PageFrame frame = {name, x, y, width, height};
    VEC_PUSH(composing_arena(c), &c->page->frames, frame);
    return (uint32_t)(c->page->frames.count - 1);
}

static void place(Composing *c, const Slab *slab, Unit x, Unit y, uint32_t frame) {
    Placed placed = {slab, x, y, frame};
    VEC_PUSH(composing_arena(c), &c->page->placed, placed);
}

static Str numbered_name(const Composing *c, const char *name, int64_t number) {
    StrBuilder text = {.arena = composing_arena(c)};
    builder_add_c(&text, name);
    builder_add_byte(&text, ' ');
    builder_add_int(&text, number);
    return builder_text(&text);
}

/* A box in its place keeps the room below that its style asks for; what its rows leave over is
 * shared above and below. */
static void place_box_here(Composing *c, const Box *box, Unit x, int64_t row, int32_t rows) {
    Unit leading = c->context->area.leading;
    Unit top =
        unit_from((int64_t)baseline_of(c, row) - unit_scale(leading, ROW_ABOVE_PERCENT, 100));
    int64_t spare = (int64_t)leading * rows - box->height - box->style->space_after;
    Unit y = unit_from(top + (spare > 0 ? spare / 2 : 0));
    uint32_t frame = add_frame(c, box->slab->name, x, y, box->width, box->height);
    place(c, box->slab, x, y, frame);
}

/* The frame of a slot: a new one, or that of the slot it continues, made longer. */
static uint32_t slot_frame(Composing *c, const PageSlot *slot, Unit top, Unit height) {
    if (slot->goes_on) {
        PageFrame *frame = &c->page->frames.items[c->column_frame];
        frame->height = unit_from((int64_t)top + height - frame->y);
        return c->column_frame;
    }
    const PageArea *area = &c->context->area;
    bool across = slot->column < 0;
    Str name = across ? STR("across") : numbered_name(c, "column", slot->column + 1);
    Unit x = column_x(c, across ? 0 : slot->column);
    Unit width = across ? area->width : area->column_width;
    c->column_frame = add_frame(c, name, x, top, width, height);
    return c->column_frame;
}

/* A table that goes on here has its head again above its row: at each column's head, and across the
 * columns at the page's. */
static int32_t slot_head_rows(const Composing *c, const PageSlot *slot) {
    bool begins = slot->column >= 0 ? !slot->goes_on : slot == c->plan->slots;
    return begins ? c->part->flow.units[slot->first].head_rows : 0;
}

static void place_head(Composing *c, const PageSlot *slot, Unit x, int64_t row, uint32_t frame) {
    const Slab *head = c->part->contents[slot->first].head;
    if (head != NULL && slot_head_rows(c, slot) > 0) place(c, head, x, baseline_of(c, row), frame);
}

/* A box that text runs round stands as high as the first line beside it. */
static void place_round(Composing *c, const Box *box, Unit column, int64_t row) {
    const PageArea *area = &c->context->area;
    Unit y = unit_from((int64_t)baseline_of(c, row) - area->cap_height);
    Unit x = column;
    if (box->style->wrap == WRAP_RIGHT)
        x = unit_from((int64_t)column + area->column_width - box->width);
    place(c, box->slab, x, y, add_frame(c, box->slab->name, x, y, box->width, box->height));
}

/* The first line of a box in the margin stands on the baseline of its call. */
static void call_margin(Composing *c, const FlowContent *content, int64_t row) {
    for (size_t i = 0; i < content->beside_count; i++) {
        const Box *box = content->beside[i];
        Unit y = box->late ? 0 : unit_from((int64_t)baseline_of(c, row) - box->first_baseline);
        MarginBox called = {box, y};
        VEC_PUSH(composing_arena(c), &c->margin->boxes, called);
    }
}

/* The rows of a slot's units [first, end), and the head above the slot's first one. */
static int64_t unit_rows(const Composing *c, const PageSlot *slot, size_t first, size_t end) {
    int64_t rows = first == slot->first ? slot_head_rows(c, slot) : 0;
    for (size_t u = first; u < end; u++)
        rows += c->part->flow.units[u].rows + (u > first ? c->part->flow.units[u].space : 0);
    return rows;
}

/* A part of a box that is cut, from a unit of the slot on: it begins level with the capitals of the
 * other columns' text and goes down to their last baseline where it goes on elsewhere or its column
 * ends with it. Between text, what its rows leave over is shared above and below. */
static void place_box_part(Composing *c, const PageSlot *slot, size_t unit, Unit x, int64_t row) {
    const PageArea *area = &c->context->area;
    const BoxText *box = c->part->contents[unit].of;
    size_t first = c->part->contents[unit].number, end = first, stop = unit;
    for (; stop < slot->end && c->part->contents[stop].of == box; stop++) end++;
    bool at_head = unit == slot->first && (slot->column < 0 ? slot->row == 0 : !slot->goes_on);
    bool at_foot = stop == slot->end;
    if (unit == slot->first) row -= slot_head_rows(c, slot);
    int64_t rows = unit_rows(c, slot, unit, stop);
    int64_t top = (int64_t)baseline_of(c, row) - area->cap_height;
    int64_t foot = baseline_of(c, row + rows - 1);
    Unit height = box_part_height(composing_arena(c), box, first, end);
    int64_t spare = foot - top - height, y = top;
    bool goes_on = end < box->lines.count;
    if (!at_head && spare > 0) y += at_foot || goes_on ? spare : spare / 2;
    if (at_head && goes_on && spare > 0) height = unit_from(foot - top);
    const Slab *slab = box_part_draw(composing_arena(c), box, first, end, height);
    place(c, slab, x, unit_from(y),
          add_frame(c, slab->name, x, unit_from(y), slab->width, slab->height));
}

static void place_slot(Composing *c, const PageSlot *slot) {
    if (slot->first == slot->end) return; /* notes alone */
    const PageArea *area = &c->context->area;
    Unit x = column_x(c, slot->column < 0 ? 0 : slot->column);
    int64_t row = (int64_t)c->plan->top_rows + slot->row;
    int32_t head = slot_head_rows(c, slot);
    int64_t rows = unit_rows(c, slot, slot->first, slot->end);
    Unit top = unit_from((int64_t)baseline_of(c, row) - area->cap_height);
    Unit height = unit_from((rows - 1) * area->leading + area->cap_height);
    uint32_t frame = slot_frame(c, slot, top, height);
    row += head;
    place_head(c, slot, x, row - 1, frame);
    for (size_t u = slot->first; u < slot->end; u++) {
        const FlowUnit *unit = &c->part->flow.units[u];
        const FlowContent *content = &c->part->contents[u];
        if (u > slot->first) row += unit->space;
        call_margin(c, content, row);
        if (content->round != NULL) place_round(c, content->round, x, row);
        if (content->of != NULL) {
            if (u == slot->first || c->part->contents[u - 1].of != content->of)
                place_box_part(c, slot, u, x, row);
        } else if (content->box != NULL) {
            place_box_here(c, content->box, x, row, unit->rows);
        } else {
            int64_t last = row + unit->rows - 1;
            Unit y = baseline_of(c, last);
            /* Below a block across the columns stands its free room. */
            y = unit_from((int64_t)y - content->below);
            place(c, content->slab, x, y, frame);
        }
        row += unit->rows;
    }
}

static const FloatSpot *float_spot(const Composing *c, size_t number) {
    return &c->plan->spots[number - c->plan->first_float];
}

static void place_floats(Composing *c, bool bottom) {
    const PageArea *area = &c->context->area;
    int64_t row = bottom ? (int64_t)area->rows - c->plan->page_note_rows - c->plan->bottom_rows : 0;
    for (size_t i = c->plan->first_float; i < c->plan->end_float; i++) {
        const FlowFloat *item = &c->part->flow.floats[i];
        const Box *box = &c->part->floats[i];
        if ((item->place == PLACE_BOTTOM) != bottom || float_spot(c, i)->column >= 0) continue;
        Unit y = unit_from((int64_t)baseline_of(c, row) - area->cap_height);
        row += item->rows;
        if (bottom) y = unit_from((int64_t)baseline_of(c, row - 1) - box->height);
        uint32_t frame = add_frame(c, box->slab->name, c->left, y, box->width, box->height);
        place(c, box->slab, c->left, y, frame);
    }
}

/* Boxes that are called on this page but must stand on a later one, at its top. */
static void leave_waiting(const Composing *c, size_t first) {
    for (size_t i = first; i < c->margin->boxes.count; i++) {
        c->margin->boxes.items[i].y = 0;
        const Slab *slab = c->margin->boxes.items[i].box->slab;
        if (slab->block == NULL) continue; /* a box goes on */
        diag_report(c->context->setter->diag, MESSAGE_BOX_MARGIN_FULL, slab->block->where, NO_ARGS);
    }
}

static void collect_notes(const Composing *c, Note *const *notes, size_t count, NoteList *all) {
    for (size_t i = 0; i < count; i++) VEC_PUSH(composing_arena(c), all, notes[i]);
}

static Unit margin_x(const Composing *c, const Box *box) {
    bool verso = c->context->layout->facing && c->page->number % 2 == 0;
    int64_t x = verso ? (int64_t)c->left - box->style->gap - box->width
                      : (int64_t)c->left + c->context->area.width + box->style->gap;
    return unit_from(x);
}

/* Between the first line's top and the last baseline; called: how many waited before this page. */
static void place_margin(Composing *c, size_t called) {
    const PageArea *area = &c->context->area;
    Unit top = unit_from((int64_t)baseline_of(c, 0) - area->cap_height);
    size_t count = margin_settle(c->margin, top, baseline_of(c, area->rows - 1),
                                 area->leading / MARGIN_GAPS_A_LINE);
    for (size_t i = 0; i < count; i++) {
        const MarginBox *at = &c->margin->boxes.items[c->margin->first + i];
        const Box *box = at->box;
        Unit x = margin_x(c, box);
        uint32_t frame = add_frame(c, box->slab->name, x, at->y, box->width, box->height);
        place(c, box->slab, x, at->y, frame);
        if (box->carries_notes) collect_notes(c, box->notes, box->note_count, &c->carried);
    }
    c->margin->first += count;
    leave_waiting(c, called > c->margin->first ? called : c->margin->first);
}

/* The rule above notes whose first line's ink begins at `top`. */
static void place_note_rule(Composing *c, Unit x, Unit top, Unit width, uint32_t frame) {
    const Rule *rule = &c->context->template->note_rule;
    Slab *slab = ARENA_NEW(composing_arena(c), Slab);
    slab_add_rule(composing_arena(c), slab, 0, 0, width, rule);
    if (slab->items.count > 0) {
        place(c, slab, x, unit_from((int64_t)top - rule->gap - rule->thickness), frame);
    }
}

static Unit note_ascent(const Composing *c) {
    return usual_ascent(c->context->template->note);
}

/* The note lines of the column's boxes, then of all its slots, in order. */
static StackLines column_notes(const Composing *c, int32_t column) {
    StackLines notes = {0};
    for (size_t i = c->plan->first_float; i < c->plan->end_float; i++) {
        const StackLines *own = &c->part->float_notes[i];
        for (size_t n = 0; n < own->count && float_spot(c, i)->column == column; n++)
            VEC_PUSH(composing_arena(c), &notes, own->items[n]);
    }
    for (size_t s = 0; s < c->plan->slot_count; s++) {
        const PageSlot *slot = &c->plan->slots[s];
        for (size_t n = slot->first_note; n < slot->end_note && slot->column == column; n++) {
            VEC_PUSH(composing_arena(c), &notes, c->part->notes.items[n]);
        }
    }
    return notes;
}

/* Rows of the boxes at a column's foot that stand below its notes: all of them if one is several
 * columns wide, else none. */
static int32_t low_rows(const Composing *c, int32_t column) {
    int32_t rows = 0;
    bool wide = false;
    for (size_t i = c->plan->first_float; i < c->plan->end_float; i++) {
        const FlowFloat *item = &c->part->flow.floats[i];
        const FloatSpot *spot = float_spot(c, i);
        if (spot->column < 0 || item->place != PLACE_BOTTOM) continue;
        if (column < spot->column || column >= spot->column + item->columns) continue;
        if (spot->row + item->rows > rows) rows = spot->row + item->rows;
        wide = wide || item->columns > 1;
    }
    return wide ? rows : 0;
}

static int64_t notes_last_row(const Composing *c, int32_t column) {
    return (int64_t)c->context->area.rows - c->plan->bottom_rows - c->plan->page_note_rows - 1 -
           low_rows(c, column);
}

static int32_t column_note_rows(const Composing *c, int32_t column) {
    StackLines notes = column_notes(c, column);
    int64_t height = notes.count > 0 ? c->context->template->note_gap : 0;
    for (size_t i = 0; i < notes.count; i++) height += notes.items[i].space + notes.items[i].height;
    return rows_of(height, c->context->area.leading);
}

/* Boxes in their columns: at the head of the text, or above the column's notes. */
static void place_column_floats(Composing *c, bool bottom) {
    const PageArea *area = &c->context->area;
    for (size_t i = c->plan->first_float; i < c->plan->end_float; i++) {
        const FlowFloat *item = &c->part->flow.floats[i];
        const FloatSpot *spot = float_spot(c, i);
        const Box *box = &c->part->floats[i];
        if (spot->column < 0 || (item->place == PLACE_BOTTOM) != bottom) continue;
        int64_t row = (int64_t)c->plan->top_rows + c->plan->float_row + spot->row;
        Unit y = unit_from((int64_t)baseline_of(c, row) - area->cap_height);
        if (bottom) {
            row = (int64_t)area->rows - 1 - c->plan->bottom_rows - c->plan->page_note_rows -
                  spot->row;
            if (low_rows(c, spot->column) == 0) row -= column_note_rows(c, spot->column);
            y = unit_from((int64_t)baseline_of(c, row) - box->height);
        }
        Unit x = column_x(c, spot->column);
        place(c, box->slab, x, y, add_frame(c, box->slab->name, x, y, box->width, box->height));
    }
}

/* Notes at a column's foot: the last one's last baseline is the column's last row. */
static void place_column_notes(Composing *c, int32_t column) {
    StackLines notes = column_notes(c, column);
    if (notes.count == 0) return;
    const PageArea *area = &c->context->area;
    int64_t last_row = notes_last_row(c, column);
    Unit x = column_x(c, column);
    int64_t y = (int64_t)baseline_of(c, last_row) + notes.items[0].space;
    for (size_t i = 0; i < notes.count; i++) y -= notes.items[i].space + notes.items[i].height;
    Unit top = unit_from(y + notes.items[0].height - note_ascent(c));
    uint32_t frame = add_frame(c, numbered_name(c, "notes", column + 1), x, top, area->column_width,
                               unit_from(baseline_of(c, last_row) - (int64_t)top));
    place_note_rule(c, x, top, area->column_width, frame);
    for (size_t i = 0; i < notes.count; i++) {
        y += notes.items[i].height + (i > 0 ? notes.items[i].space : 0);
        place(c, notes.items[i].slab, x, unit_from(y), frame);
    }
}

/* By number: in the flow nearly so, as boxes leave their places. */
static void sort_notes(NoteList *notes) {
    for (size_t i = 1; i < notes->count; i++) {
        Note *note = notes->items[i];
        size_t at = i;
        for (; at > 0 && notes->items[at - 1]->number > note->number; at--)
            notes->items[at] = notes->items[at - 1];
        notes->items[at] = note;
    }
}

/* The notes of what stands across the columns, or of all where the template wants them so. */
static NoteList page_notes(const Composing *c) {
    NoteList all = c->carried;
    for (size_t s = 0; s < c->plan->slot_count; s++) {
        for (size_t u = c->plan->slots[s].first; u < c->plan->slots[s].end; u++) {
            const FlowContent *content = &c->part->contents[u];
            collect_notes(c, content->page_notes, content->page_note_count, &all);
        }
    }
    for (size_t i = c->plan->first_float; i < c->plan->end_float; i++) {
        collect_notes(c, c->part->floats[i].notes, c->part->floats[i].note_count, &all);
    }
    sort_notes(&all);
    return all;
}

static void place_page_notes(Composing *c) {
    NoteList all = page_notes(c);
    if (all.count == 0) return;
    Unit height = 0;
    const Slab *slab = page_notes_make(c->context, all.items, all.count, &height);
    const PageArea *area = &c->context->area;
    Unit bottom = baseline_of(c, (int64_t)area->rows - 1);
    Unit first = unit_from((int64_t)bottom - height + c->context->template->note->leading);
    Unit top = unit_from((int64_t)first - note_ascent(c));
    uint32_t frame =
        add_frame(c, STR("notes"), c->left, top, area->width, unit_from((int64_t)bottom - top));
    place_note_rule(c, c->left, top, area->width, frame);
    place(c, slab, c->left, bottom, frame);
}

Unit page_left(const Layout *layout, uint32_t number) {
    bool verso = layout->facing && number % 2 == 0;
    return verso ? layout->outside : layout->inside;
}

/* A unit that is taller than the page cannot be helped, but it is said. */
static void report_too_tall(const Composing *c) {
    for (size_t s = 0; c->plan->forced && s < c->plan->slot_count; s++) {
        const PageSlot *slot = &c->plan->slots[s];
        if (slot->first == slot->end) continue; /* notes alone, perhaps behind the last unit */
        const FlowUnit *unit = &c->part->flow.units[slot->first];
        const Slab *slab = c->part->contents[slot->first].slab;
        if (unit->rows <= c->part->flow.rows || slab == NULL || slab->block == NULL) continue;
        diag_report(c->context->setter->diag, MESSAGE_BLOCK_TOO_TALL, slab->block->where, NO_ARGS);
    }
}

void compose_page(const SectionContext *context, const FlowPart *part, const PagePlan *plan,
                  MarginQueue *waiting, BookPages *pages) {
    BookPage page = {
        .number = (uint32_t)pages->count + 1,
        .template = context->template,
        .section = context->section,
    };
    Composing composing = {
        .context = context, .part = part, .plan = plan, .page = &page, .margin = waiting};
    size_t called = waiting->boxes.count;
    composing.left = page_left(context->layout, page.number);
    place_floats(&composing, /*bottom*/ false);
    place_column_floats(&composing, /*bottom*/ false);
    for (size_t s = 0; s < plan->slot_count; s++) place_slot(&composing, &plan->slots[s]);
    place_column_floats(&composing, /*bottom*/ true);
    place_margin(&composing, called);
    for (int32_t column = 0; column < context->area.columns; column++) {
        place_column_notes(&composing, column);
    }
    place_floats(&composing, /*bottom*/ true);
    place_page_notes(&composing);
    report_too_tall(&composing);
    VEC_PUSH(composing_arena(&composing), pages, page);
}

void compose_waiting(const SectionContext *context, const WaitingBoxes *late, MarginQueue *waiting,
                     BookPages *pages) {
    PagePlan empty = {0};
    for (size_t i = 0; i < late->count; i++) {
        MarginBox box = {late->items[i], 0};
        VEC_PUSH(context->pages, &waiting->boxes, box);
    }
    while (waiting->first < waiting->boxes.count)
        compose_page(context, NULL, &empty, waiting, pages);
}
