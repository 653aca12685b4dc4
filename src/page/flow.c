/* From a section's blocks to flows; see flow.h.
 *
 * Rows: a line on the grid takes one; lines off the grid (a caption, a heading in the column) are
 * set together and take as many as cover them, their last baseline on the grid. Room above a unit
 * is rounded to whole rows, so that all columns keep one grid. */
#include "page/flow_making.h"

#include <string.h>

#include "page/round.h"

/* Lines off the grid that are set as one unit; a longer paragraph is broken and set on the grid. */
#define GROUP_LINES_MOST 8

Arena *making_arena(const FlowMaking *m) {
    return m->context->setter->arena;
}

/* ---- notes ---- */

bool making_note_is_new(FlowMaking *m, Note *note) {
    if (map_find(&m->set_notes, note->id) != NULL) return false;
    map_put(&m->set_notes, note->id, note);
    return true;
}

Unit note_lines_height(const StackLines *lines) {
    int64_t height = 0;
    for (size_t i = 0; i < lines->count; i++)
        height += (int64_t)lines->items[i].height + (i > 0 ? lines->items[i].space : 0);
    return unit_from(height);
}

const Slab *page_notes_make(const SectionContext *context, Note *const *notes, size_t count,
                            Unit *height) {
    *height = 0;
    if (count == 0) return NULL;
    Stacker stacker = section_stacker(context, context->area.width);
    for (size_t i = 0; i < count; i++) stack_note(&stacker, notes[i]);
    *height = note_lines_height(&stacker.lines);
    Slab *slab = ARENA_NEW(context->pages, Slab);
    Unit last = stack_pour(context->pages, &stacker.lines, 0, stacker.lines.count, slab, 0, 0);
    for (size_t i = 0; i < slab->items.count; i++) {
        slab->items.items[i].y = unit_from((int64_t)slab->items.items[i].y - last);
    }
    slab->height = *height;
    return slab;
}

/* Notes across the page are not parted: those of a line that fill much of it stand in the columns,
 * where they may go on. Each column may begin with such a line, and all of them leave it room. */
static bool stand_across(const FlowMaking *m, Note *const *notes, size_t count, bool span) {
    const PageArea *area = &m->context->area;
    if (area->columns == 1 || count == 0) return false;
    if (!span && m->context->template->notes != NOTES_PAGE) return false;
    Stacker stacker = section_stacker(m->context, area->width);
    for (size_t i = 0; i < count; i++) stack_note(&stacker, notes[i]);
    int64_t height = note_lines_height(&stacker.lines);
    return height * (area->columns + 1) <= (int64_t)area->rows * area->leading;
}

void making_take_notes(FlowMaking *m, Note **notes, size_t count, bool across, FlowUnit *unit,
                       FlowContent *content) {
    VEC(Note *) page = {0};
    for (size_t i = 0; i < count; i++) {
        if (!making_note_is_new(m, notes[i])) continue;
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

int32_t making_space_rows(const FlowMaking *m, Unit space) {
    return (int32_t)round_ratio(space, 1, m->context->area.leading);
}

void making_take_beside(FlowMaking *m, FlowUnit *unit, FlowContent *content) {
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

void making_push_unit(FlowMaking *m, FlowUnit unit, FlowContent content) {
    making_take_beside(m, &unit, &content);
    unit.space = unit.space > m->room_below ? unit.space - m->room_below : 0;
    m->room_below = making_space_rows(m, content.below);
    if (m->units.count == 0) unit.space = 0;
    VEC_PUSH(m->context->work, &m->units, unit);
    VEC_PUSH(m->context->work, &m->contents, content);
}

/* The room below a unit across the columns is part of it: the columns begin on the grid below. */
static Unit space_below(const FlowMaking *m, size_t next) {
    return next < m->lines->count ? m->lines->items[next].space : 0;
}

FlowUnit making_unit_of(const FlowMaking *m, const StackLine *line) {
    return (FlowUnit){.space = making_space_rows(m, line->space),
                      .held = line->cost == EVIL_FORBID,
                      .orphan = line->orphan,
                      .widow = line->widow,
                      .in_form = line->in_form};
}

static Unit whole_rows(const FlowMaking *m, Unit height) {
    Unit leading = m->context->area.leading;
    return unit_scale(leading, rows_of(height, leading), 1);
}

/* What fills a page needs no room below it. */
static Unit at_most_free(const FlowMaking *m, int64_t height, Unit below) {
    int64_t left = (int64_t)m->context->area.rows * m->context->area.leading - height;
    return left < 0 ? 0 : below < left ? below : unit_from(left);
}

/* Lines [first, end) as one unit. */
static void add_lines(FlowMaking *m, size_t first, size_t end) {
    const StackLine *line = &m->lines->items[first];
    FlowUnit unit = making_unit_of(m, line);
    unit.span = line->span;
    FlowContent content = {.slab = line->slab, .round = line->round};
    if (line->round != NULL) making_take_box_notes(m, line->round);
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
        content.below = at_most_free(m, height, content.below);
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
    making_take_notes(m, notes.items, notes.count,
                      stand_across(m, notes.items, notes.count, unit.span), &unit, &content);
    making_push_unit(m, unit, content);
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

/* ---- parts ---- */

/* An exact copy that stays. */
static void *keep(const FlowMaking *m, const void *items, size_t size, size_t count) {
    void *kept = arena_take(m->context->flows, size, count);
    return count > 0 ? memcpy(kept, items, size * count) : kept;
}

/* What was gathered becomes a flow that outlives the section's work arena. */
static void close_part(FlowMaking *m) {
    making_end_beside(m);
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
    m->room_below = 0;
}

FlowParts flow_make(const SectionContext *context) {
    Stacker stacker = section_stacker(context, context->area.column_width);
    stacker.grid = context->area.leading;
    stacker.tallest = unit_scale(context->area.leading, context->area.rows, 1);
    FlowMaking making = {
        .context = context,
        .lines = &stacker.lines,
        .notes = section_stacker(context, context->area.column_width),
        .set_notes = {.arena = context->flows},
    };
    making.boxes = (BoxMaker){
        .like = section_stacker(context, context->area.column_width),
        .span_width = context->area.width,
        .tallest = unit_scale(context->area.leading, context->area.rows - 1, 1),
        .keep = context->flows,
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
            making_add_box(&making, line);
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
