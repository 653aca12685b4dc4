/* Tables in the flow; see table.h. */
#include "page/table.h"

/* Places and widths from the left of the measure. */
typedef struct TableColumns {
    Unit *x, *width;
    size_t count;
} TableColumns;

static size_t count_columns(const Block *table) {
    size_t most = 0;
    for (size_t r = 0; r < table->child_count; r++) {
        if (table->children[r]->child_count > most) most = table->children[r]->child_count;
    }
    return most;
}

static Paragraph set_cell(Stacker *s, const Block *cell, const TextStyle *style, Unit width) {
    LineRoom room = {0, width};
    ParagraphRequest request = {.text = &cell->text,
                                .style = style,
                                .rooms = &room,
                                .room_count = 1,
                                .objects = s->objects,
                                .where = cell->where};
    return paragraph_set(s->setter, &request);
}

/* How wide a column's cells are when each has `room`: their widest line. Nothing of the trial is
 * reported. */
static Unit widest_line(Stacker *s, const Block *table, size_t column, const TextStyle *style,
                        Unit room) {
    Diag unheard = {.arena = s->work};
    Setter quiet = *s->setter;
    quiet.arena = s->work;
    quiet.diag = &unheard;
    quiet.paragraphs = NULL;
    Stacker trial = *s;
    trial.setter = &quiet;
    TextStyle plain = *style;
    plain.align = ALIGN_LEFT;
    Unit most = style->size;
    for (size_t r = 0; r < table->child_count; r++) {
        const Block *row = table->children[r];
        if (column >= row->child_count) continue;
        plain.weight = r == 0 ? style->strong_weight : style->weight;
        Paragraph cell = set_cell(&trial, row->children[column], &plain, room);
        for (size_t i = 0; i < cell.line_count; i++) {
            if (cell.lines[i].natural > most) most = cell.lines[i].natural;
        }
    }
    return most;
}

/* Each column gets what its longest word needs, and of the rest as much as its longest text would
 * like. */
static TableColumns share_width(Stacker *s, const Block *table, const TextStyle *style) {
    TableColumns columns = {.count = count_columns(table)};
    columns.x = ARENA_ARRAY(s->setter->arena, Unit, columns.count);
    columns.width = ARENA_ARRAY(s->setter->arena, Unit, columns.count);
    Unit *least = ARENA_ARRAY(s->work, Unit, columns.count);
    Unit gap = style->size; /* between two columns */
    int64_t room = (int64_t)s->width - s->left - (int64_t)gap * ((int64_t)columns.count - 1);
    int64_t wanted = 0, needed = 0;
    for (size_t c = 0; c < columns.count; c++) {
        columns.width[c] = widest_line(s, table, c, style, UNIT_MAX / 2);
        least[c] = widest_line(s, table, c, style, 1);
        if (least[c] > columns.width[c]) least[c] = columns.width[c];
        wanted += columns.width[c];
        needed += least[c];
    }
    int64_t x = s->left;
    for (size_t c = 0; c < columns.count; c++) {
        if (wanted > room && needed < room) {
            int64_t more = round_ratio(columns.width[c] - least[c], room - needed, wanted - needed);
            columns.width[c] = unit_from(least[c] + more);
        } else if (wanted > room) {
            columns.width[c] = unit_from(round_ratio(least[c], room, needed));
        }
        if (columns.width[c] < style->size) columns.width[c] = style->size;
        columns.x[c] = unit_from(x);
        x += columns.width[c] + gap;
    }
    return columns;
}

static TextStyle cell_style(const TextStyle *style, CellAlign align) {
    TextStyle own = *style;
    own.align = align == CELL_RIGHT    ? ALIGN_RIGHT
                : align == CELL_CENTRE ? ALIGN_CENTRE
                                       : ALIGN_LEFT;
    own.hang = false;
    return own;
}

/* One row is one stack line: all its cells, top aligned; its origin is its last baseline. */
static void stack_row(Stacker *s, const Block *row, const TextStyle *style,
                      const TableColumns *columns, bool head) {
    Arena *arena = s->setter->arena;
    Slab *slab = ARENA_NEW(arena, Slab);
    VEC(Note *) notes = {0};
    size_t lines = 1;
    for (size_t c = 0; c < row->child_count; c++) {
        TextStyle *own = ARENA_NEW(arena, TextStyle);
        *own = cell_style(style, row->children[c]->align);
        if (head) own->weight = own->strong_weight;
        Paragraph cell = set_cell(s, row->children[c], own, columns->width[c]);
        if (cell.line_count > lines) lines = cell.line_count;
        for (size_t i = 0; i < cell.line_count; i++) {
            slab_add_line(arena, slab, columns->x[c], unit_scale(style->leading, (int64_t)i, 1),
                          &cell.lines[i], SLAB_CELL, row->children[c], i + 1 == cell.line_count);
            for (size_t n = 0; n < cell.lines[i].note_count; n++)
                VEC_PUSH(arena, &notes, cell.lines[i].notes[n]);
        }
    }
    Unit depth = unit_scale(style->leading, (int64_t)lines - 1, 1);
    for (size_t i = 0; i < slab->items.count; i++) slab->items.items[i].y -= depth;
    if (head) {
        Rule rule = {.thickness = UNIT_PER_POINT / 2, .colour = style->colour};
        size_t last = columns->count - 1;
        Unit side = unit_from((int64_t)columns->x[last] + columns->width[last] - s->left);
        slab_add_rule(arena, slab, s->left, style->leading / 4, side, &rule);
    }
    slab->block = row;
    StackLine line = {.slab = slab,
                      .height = unit_scale(style->leading, (int64_t)lines, 1),
                      .ascent = unit_from((int64_t)depth + usual_ascent(style)),
                      .off_grid = !style->on_grid,
                      .notes = notes.items,
                      .note_count = notes.count};
    stack_push(s, line);
    if (head && s->keep < 1) s->keep = 1;
}

void stack_table(Stacker *s, const Block *table) {
    const TextStyle *style = s->styles.table;
    if (count_columns(table) == 0) return;
    if (s->space_after < style->space_before) s->space_after = style->space_before;
    TableColumns columns = share_width(s, table, style);
    for (size_t r = 0; r < table->child_count; r++) {
        stack_row(s, table->children[r], style, &columns, r == 0);
    }
    if (s->space_after < style->space_after) s->space_after = style->space_after;
    s->opens = false;
    s->flush = true;
}
