/* From a section's blocks to flows; see flow.h.
 *
 * Rows: a line on the grid takes one; lines off the grid (a caption, a heading in the column) are
 * set together and take as many as cover them, their last baseline on the grid. Room above a unit
 * is rounded to whole rows, so that all columns keep one grid. */
#include "page/flow.h"

#include <string.h>

#include "page/round.h"

/* Lines off the grid that are set as one unit; a longer paragraph is broken and set on the grid. */
#define GROUP_LINES_MOST 8

typedef struct Making {
    const SectionContext *context;
    BoxMaker boxes;
    const StackLines *lines;
    FlowParts parts;
    VEC(FlowUnit) units;
    VEC(FlowContent) contents;
    VEC(FlowFloat) floats;
    Boxes float_boxes;
    VEC(StackLines) float_notes;
    Stacker notes; /* sets the column notes; its lines are theirs */
    VEC(ColumnNote) column_notes;
    Map set_notes;            /* ids of the notes already set in this section */
    VEC(const Box *) beside;  /* in the margin, of the next unit */
    VEC(Note *) beside_notes; /* called there, to stand across the page of that unit */
    bool space_owed;          /* the room above the next unit already stands below the one across */
} Making;

static Arena *making_arena(const Making *m) {
    return m->context->setter->arena;
}

/* ---- notes ---- */

/* True the first time a note is seen in the section. */
static bool note_is_new(Making *m, Note *note) {
    if (map_find(&m->set_notes, note->id) != NULL) return false;
    map_put(&m->set_notes, note->id, note);
    return true;
}

static Unit note_lines_height(const StackLines *lines, size_t first, size_t end) {
    int64_t height = 0;
    for (size_t i = first; i < end; i++) {
        height += (int64_t)lines->items[i].height + (i > first ? lines->items[i].space : 0);
    }
    return unit_from(height);
}

const Slab *page_notes_make(const SectionContext *context, Note *const *notes, size_t count,
                            Unit *height) {
    *height = 0;
    if (count == 0) return NULL;
    Stacker stacker = section_stacker(context, context->area.width);
    for (size_t i = 0; i < count; i++) stack_note(&stacker, notes[i]);
    *height = note_lines_height(&stacker.lines, 0, stacker.lines.count);
    Slab *slab = ARENA_NEW(context->pages, Slab);
    Unit last = stack_pour(context->pages, &stacker.lines, 0, stacker.lines.count, slab, 0, 0);
    for (size_t i = 0; i < slab->items.count; i++) {
        slab->items.items[i].y = unit_from((int64_t)slab->items.items[i].y - last);
    }
    slab->height = *height;
    return slab;
}

/* The notes of a unit that are new go to the column's foot, or across the page. */
static void take_notes(Making *m, Note **notes, size_t count, bool across, FlowUnit *unit,
                       FlowContent *content) {
    VEC(Note *) page = {0};
    for (size_t i = 0; i < count; i++) {
        if (!note_is_new(m, notes[i])) continue;
        if (across) {
            VEC_PUSH(making_arena(m), &page, notes[i]);
        } else {
            stack_note(&m->notes, notes[i]);
            ColumnNote set = {notes[i], m->notes.lines.count};
            VEC_PUSH(m->context->work, &m->column_notes, set);
        }
    }
    page_notes_make(m->context, page.items, page.count, &unit->page_notes);
    content->page_notes = page.items;
    content->page_note_count = page.count;
    unit->notes_due = m->notes.lines.count;
}

/* ---- units ---- */

static int32_t space_rows(const Making *m, Unit space) {
    return (int32_t)round_ratio(space, 1, m->context->area.leading);
}

/* The boxes that wait for a unit stand beside it, their notes below its columns. */
static void take_beside(Making *m, FlowUnit *unit, FlowContent *content) {
    if (m->beside.count == 0 && m->beside_notes.count == 0) return;
    VEC(const Box *) boxes = {0};
    for (size_t i = 0; i < content->beside_count; i++)
        VEC_PUSH(making_arena(m), &boxes, content->beside[i]);
    for (size_t i = 0; i < m->beside.count; i++)
        VEC_PUSH(making_arena(m), &boxes, m->beside.items[i]);
    for (size_t i = 0; i < content->page_note_count; i++)
        VEC_PUSH(making_arena(m), &m->beside_notes, content->page_notes[i]);
    content->page_notes = m->beside_notes.items;
    content->page_note_count = m->beside_notes.count;
    page_notes_make(m->context, content->page_notes, content->page_note_count, &unit->page_notes);
    content->beside = boxes.items;
    content->beside_count = boxes.count;
    unit->notes_due = m->notes.lines.count;
    m->beside.count = 0;
    m->beside_notes.items = NULL;
    m->beside_notes.count = m->beside_notes.capacity = 0;
}

static void push_unit(Making *m, FlowUnit unit, FlowContent content) {
    take_beside(m, &unit, &content);
    if (m->space_owed) unit.space = 0;
    m->space_owed = unit.span;
    if (m->units.count == 0) unit.space = 0;
    VEC_PUSH(m->context->work, &m->units, unit);
    VEC_PUSH(m->context->work, &m->contents, content);
}

/* The room below a unit across the columns is part of it: the columns begin on the grid below. */
static Unit space_below(const Making *m, size_t next) {
    return next < m->lines->count ? m->lines->items[next].space : 0;
}

/* What a stack line says of a break before it, and of the room above it. */
static FlowUnit unit_of(const Making *m, const StackLine *line) {
    return (FlowUnit){.space = space_rows(m, line->space),
                      .held = line->cost == EVIL_FORBID,
                      .orphan = line->orphan,
                      .widow = line->widow,
                      .in_form = line->in_form};
}

static Unit whole_rows(const Making *m, Unit height) {
    Unit leading = m->context->area.leading;
    return unit_scale(leading, rows_of(height, leading), 1);
}

/* The notes of a box stand as if called in the next line, or across the page. */
static void take_box_notes(Making *m, const Box *box) {
    FlowUnit unit = {0};
    FlowContent content = {0};
    bool across = box->style->notes == NOTES_PAGE || m->context->template->notes == NOTES_PAGE;
    take_notes(m, box->notes, box->note_count, across && m->context->area.columns > 1, &unit,
               &content);
    for (size_t i = 0; i < content.page_note_count; i++)
        VEC_PUSH(making_arena(m), &m->beside_notes, content.page_notes[i]);
}

/* Lines [first, end) as one unit. */
static void add_lines(Making *m, size_t first, size_t end) {
    const StackLine *line = &m->lines->items[first];
    FlowUnit unit = unit_of(m, line);
    unit.span = line->span;
    FlowContent content = {.slab = line->slab, .round = line->round};
    if (line->round != NULL) take_box_notes(m, line->round);
    VEC(Note *) notes = {0};
    int64_t height = 0;
    Slab *group = end > first + 1 ? ARENA_NEW(making_arena(m), Slab) : NULL;
    for (size_t i = first; i < end; i++) {
        const StackLine *part = &m->lines->items[i];
        height += (int64_t)part->height + (i > first ? part->space : 0);
        unit.hyphen = part->hyphen;
        for (size_t n = 0; n < part->note_count; n++)
            VEC_PUSH(making_arena(m), &notes, part->notes[n]);
    }
    int64_t y = line->height - height; /* the last line's baseline is the group's */
    for (size_t i = first; group != NULL && i < end; i++) {
        const StackLine *part = &m->lines->items[i];
        if (i > first) y += (int64_t)part->height + part->space;
        slab_add_slab(making_arena(m), group, 0, unit_from(y), part->slab);
    }
    if (group != NULL) {
        group->block = line->slab->block;
        content.slab = group;
    }
    if (unit.span) {
        content.below = space_below(m, end);
        if (line->whole_rows) content.below = whole_rows(m, content.below);
        height += content.below;
    }
    if (line->head != NULL) {
        content.head = line->head;
        unit.head_rows = rows_of(line->head_height, m->context->area.leading);
    }
    unit.rows = rows_of(height, m->context->area.leading);
    if (!line->off_grid && !line->whole_rows) unit.rows = 1;
    if (end == first + 1 && !line->off_grid && !line->span) content.paragraph = line->paragraph;
    if (unit.rows < 1) unit.rows = 1;
    bool across = unit.span || m->context->template->notes == NOTES_PAGE;
    take_notes(m, notes.items, notes.count, across && m->context->area.columns > 1, &unit,
               &content);
    push_unit(m, unit, content);
}

static bool goes_on(const StackLines *lines, size_t i, const Block *block) {
    const StackLine *line = &lines->items[i];
    return line->slab != NULL && line->off_grid && !line->span && line->slab->block == block;
}

/* The end of the lines from first on that form one unit: all those of one block off the grid,
 * unless there are too many. */
static size_t group_end(const StackLines *lines, size_t first) {
    const StackLine *line = &lines->items[first];
    size_t end = first + 1;
    if (!line->off_grid || line->span) return end;
    const Block *block = line->slab->block;
    if (first > 0 && goes_on(lines, first - 1, block)) return end; /* within a long one */
    while (end < lines->count && end - first <= GROUP_LINES_MOST && goes_on(lines, end, block))
        end++;
    return end - first <= GROUP_LINES_MOST ? end : first + 1;
}

/* ---- boxes ---- */

static void add_box_here(Making *m, const Box *box, const StackLine *line) {
    Box *kept = ARENA_NEW(making_arena(m), Box);
    *kept = *box;
    const BoxStyle *style = box->style;
    Unit leading = m->context->area.leading;
    Unit above = style->space_before > line->space ? style->space_before : line->space;
    FlowUnit unit = unit_of(m, line);
    unit.span = box->columns == 0;
    unit.space = space_rows(m, above);
    unit.rows = rows_of((int64_t)box->height + style->space_after, leading);
    FlowContent content = {.slab = box->slab, .box = kept};
    bool across = unit.span || style->notes == NOTES_PAGE;
    take_notes(m, box->notes, box->note_count, across && m->context->area.columns > 1, &unit,
               &content);
    push_unit(m, unit, content);
    m->space_owed = true;
}

/* The margin belongs to no column: the notes stand as if called in the next line. */
static void add_beside(Making *m, const Box *box) {
    Box *kept = ARENA_NEW(making_arena(m), Box);
    *kept = *box;
    take_box_notes(m, box);
    VEC_PUSH(making_arena(m), &m->beside, kept);
}

/* Boxes behind the part's last unit stand beside it, or beside an empty line where there is none.
 */
static void end_beside(Making *m) {
    if (m->beside.count == 0) return;
    if (m->units.count == 0) {
        push_unit(m, (FlowUnit){.rows = 1},
                  (FlowContent){.slab = ARENA_NEW(making_arena(m), Slab)});
        return;
    }
    size_t last = m->units.count - 1;
    take_beside(m, &m->units.items[last], &m->contents.items[last]);
}

/* Whether a box as wide as its column has its notes at the column's foot. */
static bool in_column(const Making *m, const Box *box) {
    return box->style->notes != NOTES_PAGE && m->context->template->notes != NOTES_PAGE;
}

/* The lines of a float's new notes, at its column's foot. */
static StackLines float_notes(Making *m, const Box *box, Unit *height) {
    Stacker stacker = section_stacker(m->context, m->context->area.column_width);
    stacker.work = m->context->flows;
    for (size_t i = 0; i < box->note_count; i++)
        if (note_is_new(m, box->notes[i])) stack_note(&stacker, box->notes[i]);
    int64_t sum = 0;
    for (size_t i = 0; i < stacker.lines.count; i++)
        sum += (int64_t)stacker.lines.items[i].space + stacker.lines.items[i].height;
    *height = unit_from(sum);
    return stacker.lines;
}

static void add_float(Making *m, const Box *box) {
    FlowFloat item = {.place = box->place, .anchor = m->units.count};
    FlowUnit unit = {0};
    FlowContent content = {0};
    Box kept = *box;
    bool bottom = box->place == PLACE_BOTTOM;
    Unit gap = bottom ? box->style->space_before : box->style->space_after;
    item.rows = rows_of((int64_t)box->height + gap, m->context->area.leading);
    bool own = box->columns == 1 && in_column(m, box);
    StackLines notes = own ? float_notes(m, box, &item.column_notes) : (StackLines){0};
    if (!own) take_notes(m, box->notes, box->note_count, /*across*/ true, &unit, &content);
    kept.notes = content.page_notes;
    kept.note_count = content.page_note_count;
    item.page_notes = unit.page_notes;
    item.columns = box->columns;
    if (item.rows > m->context->area.rows) item.rows = m->context->area.rows;
    VEC_PUSH(m->context->flows, &m->floats, item);
    VEC_PUSH(m->context->flows, &m->float_boxes, kept);
    VEC_PUSH(m->context->flows, &m->float_notes, notes);
}

static Unit notes_height(const Making *m, const Box *box, Unit width) {
    Stacker stacker = section_stacker(m->context, width);
    for (size_t i = 0; i < box->note_count; i++) stack_note(&stacker, box->notes[i]);
    return note_lines_height(&stacker.lines, 0, stacker.lines.count);
}

/* Of the part with the highest notes, set across the page or in its column. */
static Unit highest_notes(const Making *m, const Boxes *parts) {
    const PageArea *area = &m->context->area;
    Unit most = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const Box *box = &parts->items[i];
        bool narrow = box->columns == 1 && in_column(m, box);
        Unit height = notes_height(m, box, narrow ? area->column_width : area->width);
        if (height > most) most = height;
    }
    return most;
}

/* A box must fit a page together with its notes: with little room left for it they go inside, where
 * they break with it. */
static void make_box(Making *m, const Block *div, const BoxStyle *style, Boxes *parts) {
    box_make(&m->boxes, div, style, parts);
    Unit notes = style->notes == NOTES_INSIDE ? 0 : highest_notes(m, parts);
    Unit tallest = m->boxes.tallest;
    int64_t left =
        (int64_t)tallest - notes - m->context->template->note_gap - m->context->area.leading;
    bool fits = notes == 0;
    for (size_t i = 0; !fits && i < parts->count; i++)
        fits = parts->items[i].height <= left && i + 1 == parts->count;
    if (fits) return;
    parts->count = 0;
    BoxStyle *own = ARENA_NEW(making_arena(m), BoxStyle);
    *own = *style;
    if (left < tallest / 3) {
        own->notes = NOTES_INSIDE;
        left = tallest;
    }
    m->boxes.tallest = unit_from(left);
    box_make(&m->boxes, div, own, parts);
    m->boxes.tallest = tallest;
}

/* A div of unknown style has been reported: its blocks are set as text, so that nothing is lost. */
static void add_box(Making *m, const StackLine *line) {
    const BoxStyle *style = box_find_style(&m->boxes, line->box);
    Boxes parts = {0};
    if (style == NULL) {
        BoxStyle *plain = ARENA_NEW(making_arena(m), BoxStyle);
        *plain = (BoxStyle){.name = STR("plain"), .text = m->context->template->text, .columns = 1};
        style = plain;
    }
    make_box(m, line->box, style, &parts);
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

/* ---- parts ---- */

/* An exact copy that stays. */
static void *keep(const Making *m, const void *items, size_t size, size_t count) {
    void *kept = arena_take(m->context->flows, size, count);
    return count > 0 ? memcpy(kept, items, size * count) : kept;
}

/* What was gathered becomes a flow that outlives the section's work arena. */
static void close_part(Making *m) {
    end_beside(m);
    if (m->units.count == 0 && m->floats.count == 0) return;
    const SectionContext *context = m->context;
    const StackLines *notes = &m->notes.lines;
    FlowPart part = {.floats = m->float_boxes.items, .float_notes = m->float_notes.items};
    part.contents = keep(m, m->contents.items, sizeof *m->contents.items, m->contents.count);
    part.notes.items = keep(m, notes->items, sizeof *notes->items, notes->count);
    part.notes.count = part.notes.capacity = notes->count;
    part.column_notes =
        keep(m, m->column_notes.items, sizeof *m->column_notes.items, m->column_notes.count);
    part.column_note_count = m->column_notes.count;
    int64_t *tops = ARENA_ARRAY(m->context->flows, int64_t, notes->count + 1);
    bool *begins = ARENA_ARRAY(m->context->flows, bool, notes->count);
    for (size_t i = 0; i < notes->count; i++) {
        tops[i + 1] = tops[i] + notes->items[i].space + notes->items[i].height;
    }
    for (size_t i = 0; i < part.column_note_count; i++) {
        size_t first = i > 0 ? part.column_notes[i - 1].end : 0;
        if (first < part.column_notes[i].end) begins[first] = true;
    }
    part.flow = (Flow){
        .units = keep(m, m->units.items, sizeof *m->units.items, m->units.count),
        .unit_count = m->units.count,
        .floats = m->floats.items,
        .float_count = m->floats.count,
        .note_tops = tops,
        .note_begins = begins,
        .note_count = notes->count,
        .rows = context->area.rows,
        .columns = context->area.columns,
        .leading = context->area.leading,
        .note_gap = context->template->note_gap,
    };
    for (int e = 0; e < EVIL_COUNT; e++) part.flow.evils[e] = context->layout->evils[e];
    VEC_PUSH(m->context->flows, &m->parts, part);
    m->floats.items = NULL;
    m->float_boxes.items = NULL;
    m->float_notes.items = NULL;
    m->float_notes.count = m->float_notes.capacity = 0;
    m->units.count = m->contents.count = m->column_notes.count = 0;
    m->floats.count = m->floats.capacity = 0;
    m->float_boxes.count = m->float_boxes.capacity = 0;
    stacker_init(&m->notes);
    m->space_owed = false;
}

FlowParts flow_make(const SectionContext *context) {
    Stacker stacker = section_stacker(context, context->area.column_width);
    stacker.grid = context->area.leading;
    stacker.tallest = unit_scale(context->area.leading, context->area.rows, 1);
    Making making = {
        .context = context,
        .lines = &stacker.lines,
        .notes = section_stacker(context, context->area.column_width),
        .set_notes = {.arena = context->flows},
    };
    making.boxes = (BoxMaker){
        .like = section_stacker(context, context->area.column_width),
        .span_width = context->area.width,
        .tallest = unit_scale(context->area.leading, context->area.rows - 1, 1),
        .columns = context->area.columns,
        .gutter = context->area.gutter,
        .outside = context->layout->outside,
        .leading = context->area.leading,
        .cap_height = context->area.cap_height,
    };
    stacker.boxes = &making.boxes;
    stack_blocks(&stacker, context->section->blocks, context->section->block_count);
    round_end(&stacker);
    for (size_t i = 0; i < stacker.lines.count;) {
        const StackLine *line = &stacker.lines.items[i];
        if (line->opens_page) close_part(&making);
        if (line->box != NULL) {
            add_box(&making, line);
            i++;
            continue;
        }
        size_t end = group_end(&stacker.lines, i);
        add_lines(&making, i, end);
        i = end;
    }
    close_part(&making);
    return making.parts;
}
