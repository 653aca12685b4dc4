/* Boxes in a flow; see flow_making.h. */
#include "page/flow_making.h"

#include "page/box_part.h"

void making_take_box_notes(FlowMaking *m, const Box *box) {
    FlowUnit unit = {0};
    FlowContent content = {0};
    bool across = box->style->notes == NOTES_PAGE || m->context->template->notes == NOTES_PAGE;
    making_take_notes(m, box->notes, box->note_count, across && m->context->area.columns > 1, &unit,
                      &content);
    for (size_t i = 0; i < content.page_note_count; i++)
        VEC_PUSH(making_arena(m), &m->beside_notes, content.page_notes[i]);
}

static void add_box_here(FlowMaking *m, const Box *box, const StackLine *line) {
    Box *kept = ARENA_NEW(making_arena(m), Box);
    *kept = *box;
    const BoxStyle *style = box->style;
    Unit leading = m->context->area.leading;
    Unit above = style->space_before > line->space ? style->space_before : line->space;
    FlowUnit unit = making_unit_of(m, line);
    unit.span = box->columns == 0 && m->context->area.columns > 1;
    unit.space = making_space_rows(m, above);
    unit.rows = rows_of((int64_t)box->height + style->space_after, leading);
    FlowContent content = {.slab = box->slab, .box = kept};
    bool across = unit.span || style->notes == NOTES_PAGE;
    making_take_notes(m, box->notes, box->note_count, across && m->context->area.columns > 1, &unit,
                      &content);
    making_push_unit(m, unit, content);
    m->room_below = making_space_rows(m, style->space_after);
}

/* A box keeps only those of its notes that are set with it. */
static void take_new_notes(const FlowMaking *m, Box *box) {
    Map seen = {.arena = m->context->work};
    VEC(Note *) notes = {0};
    for (size_t i = 0; i < box->note_count; i++) {
        Note *note = box->notes[i];
        if (map_find(&m->set_notes, note->id) != NULL) continue;
        if (map_put(&seen, note->id, note) == NULL) VEC_PUSH(making_arena(m), &notes, note);
    }
    box->notes = notes.items;
    box->note_count = notes.count;
}

/* The margin belongs to no column: the notes stand as if called in the next line. */
static void add_beside(FlowMaking *m, const Box *box) {
    Box *kept = ARENA_NEW(making_arena(m), Box);
    *kept = *box;
    take_new_notes(m, kept);
    making_take_box_notes(m, box);
    VEC_PUSH(making_arena(m), &m->beside, kept);
}

void making_end_beside(FlowMaking *m) {
    if (m->beside.count == 0) return;
    if (m->units.count == 0) {
        making_push_unit(m, (FlowUnit){.rows = 1},
                         (FlowContent){.slab = ARENA_NEW(making_arena(m), Slab)});
        return;
    }
    size_t last = m->units.count - 1;
    making_take_beside(m, &m->units.items[last], &m->contents.items[last]);
}

bool making_notes_in_column(const FlowMaking *m, const BoxStyle *style) {
    return style->notes != NOTES_PAGE && m->context->template->notes != NOTES_PAGE;
}

/* The lines of a float's new notes, at its column's foot. */
static StackLines float_notes(FlowMaking *m, const Box *box, Unit *height) {
    Stacker stacker = section_stacker(m->context, m->context->area.column_width);
    stacker.work = m->context->flows;
    for (size_t i = 0; i < box->note_count; i++)
        if (making_note_is_new(m, box->notes[i])) stack_note(&stacker, box->notes[i]);
    int64_t sum = 0;
    for (size_t i = 0; i < stacker.lines.count; i++)
        sum += (int64_t)stacker.lines.items[i].space + stacker.lines.items[i].height;
    *height = unit_from(sum);
    return stacker.lines;
}

static void add_float(FlowMaking *m, const Box *box) {
    FlowFloat item = {.place = box->place, .anchor = m->units.count};
    FlowUnit unit = {0};
    FlowContent content = {0};
    Box kept = *box;
    bool bottom = box->place == PLACE_BOTTOM;
    Unit gap = bottom ? box->style->space_before : box->style->space_after;
    item.rows = rows_of((int64_t)box->height + gap, m->context->area.leading);
    bool own = box->columns == 1 && making_notes_in_column(m, box->style);
    StackLines notes = own ? float_notes(m, box, &item.column_notes) : (StackLines){0};
    if (!own) making_take_notes(m, box->notes, box->note_count, /*across*/ true, &unit, &content);
    kept.notes = content.page_notes;
    kept.note_count = content.page_note_count;
    item.page_notes = unit.page_notes;
    item.columns = box->columns;
    if (item.rows > m->context->area.rows) item.rows = m->context->area.rows;
    VEC_PUSH(m->context->flows, &m->floats, item);
    VEC_PUSH(m->context->flows, &m->float_boxes, kept);
    VEC_PUSH(m->context->flows, &m->float_notes, notes);
}

static Unit notes_height(const FlowMaking *m, const Box *box, Unit width) {
    Stacker stacker = section_stacker(m->context, width);
    for (size_t i = 0; i < box->note_count; i++) stack_note(&stacker, box->notes[i]);
    return note_lines_height(&stacker.lines);
}

/* Of the part with the highest notes, set across the page or in its column. */
static Unit highest_notes(const FlowMaking *m, const Boxes *parts) {
    const PageArea *area = &m->context->area;
    Unit most = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const Box *box = &parts->items[i];
        bool narrow = box->columns == 1 && making_notes_in_column(m, box->style);
        Unit height = notes_height(m, box, narrow ? area->column_width : area->width);
        if (height > most) most = height;
    }
    return most;
}

/* A box must fit a page together with its notes: with little room left for it they go inside, where
 * they break with it. */
static void divide_box(FlowMaking *m, BoxText *text, Boxes *parts) {
    const BoxStyle *style = text->like.style;
    box_divide(&m->boxes, text, parts);
    Unit notes = style->notes == NOTES_INSIDE ? 0 : highest_notes(m, parts);
    Unit tallest = m->boxes.tallest;
    int64_t left =
        (int64_t)tallest - notes - m->context->template->note_gap - m->context->area.leading;
    bool fits = parts->count == 1 && parts->items[0].height <= left;
    if (notes == 0 || fits) return;
    parts->count = 0;
    BoxStyle *own = ARENA_NEW(making_arena(m), BoxStyle);
    *own = *style;
    if (left < tallest / 3) {
        own->notes = NOTES_INSIDE;
        left = tallest;
    }
    m->boxes.tallest = unit_from(left);
    *text = box_set(&m->boxes, text->div, own);
    if (!text->cut) box_divide(&m->boxes, text, parts);
    m->boxes.tallest = tallest;
}

/* Whether some line calls notes across the page that would fill much of it. */
static bool notes_fill_page(const FlowMaking *m, const BoxText *text) {
    bool across = text->like.columns == 0 || !making_notes_in_column(m, text->like.style);
    bool fill = false;
    for (size_t i = 0; across && !fill && i < text->lines.count; i++) {
        const StackLine *line = &text->lines.items[i];
        Box called = {.notes = line->notes, .note_count = line->note_count};
        fill = line->note_count > 0 &&
               notes_height(m, &called, m->context->area.width) > m->boxes.tallest / 3;
    }
    return fill;
}

/* One that is cut has its notes inside where they would leave little room on its pages. */
static BoxText set_box(FlowMaking *m, const Block *div, const BoxStyle *style) {
    BoxText text = box_set(&m->boxes, div, style);
    if (!text.cut || !notes_fill_page(m, &text)) return text;
    BoxStyle *own = ARENA_NEW(making_arena(m), BoxStyle);
    *own = *style;
    own->notes = NOTES_INSIDE;
    return box_set(&m->boxes, div, own);
}

void making_add_box(FlowMaking *m, const StackLine *line) {
    const BoxStyle *style = box_find_style(&m->boxes, line->box);
    Boxes parts = {0};
    if (style == NULL) {
        BoxStyle *plain = ARENA_NEW(making_arena(m), BoxStyle);
        *plain = (BoxStyle){.name = STR("plain"), .text = m->context->template->text, .columns = 1};
        style = plain;
    }
    BoxText text = set_box(m, line->box, style);
    if (!text.cut) divide_box(m, &text, &parts);
    if (text.cut) making_add_cut_box(m, &text, line);
    for (size_t i = 0; i < parts.count; i++) {
        switch (parts.items[i].place) {
        case PLACE_HERE: add_box_here(m, &parts.items[i], line); break;
        case PLACE_MARGIN: add_beside(m, &parts.items[i]); break;
        case PLACE_TOP:
        case PLACE_BOTTOM:
        case PLACE_PAGE: add_float(m, &parts.items[i]); break;
        }
    }
}
