/* Lines beside a box; see round.h.
 *
 * In: a div whose style says `wrap:`, then paragraphs. Out: their lines, as many as the box has
 * rows, narrower by the box and its gap; the box goes with the first of them, and no column ends
 * between them. Paragraphs and lists on the grid run round; before all else the rows that are left
 * stay white, in a line of their own. */
#include "page/round.h"

/* Em that a line beside a box has at least, however deep its list. */
#define LINE_LEAST 4

bool round_begin(Stacker *s, const Block *div) {
    if (s->grid <= 0 || s->left > 0) return false;
    const BoxStyle *style = box_find_wrapped(s->boxes, div);
    if (style == NULL) return false;
    Boxes parts = {0};
    box_make(s->boxes, div, style, &parts);
    if (parts.count != 1 || parts.items[0].rows_beside == 0) return false;
    Box *box = ARENA_NEW(s->setter->arena, Box);
    *box = parts.items[0];
    s->round = box;
    s->rows_left = box->rows_beside;
    s->round_begun = false;
    if (style->space_before > s->space_after) s->space_after = style->space_before;
    s->flush = true;
    return true;
}

/* Rows left white above a paragraph. */
static int32_t rows_above(const Stacker *s, const TextStyle *style) {
    if (!s->round_begun) return 0; /* they stand above the box */
    Unit space = style->space_before > s->space_after ? style->space_before : s->space_after;
    return (int32_t)round_ratio(space, 1, s->grid);
}

static LineRoom room_beside(const Box *box, LineRoom room) {
    Unit taken = unit_from((int64_t)box->width + box->style->gap);
    room.width = unit_from((int64_t)room.width - taken);
    if (box->style->wrap == WRAP_LEFT) room.indent = unit_from((int64_t)room.indent + taken);
    return room;
}

bool round_narrow(Stacker *s, ParagraphRequest *request) {
    if (s->round == NULL) return false;
    int32_t rows = s->rows_left - rows_above(s, request->style);
    LineRoom full = request->rooms[1], first = room_beside(s->round, request->rooms[0]);
    LineRoom beside = room_beside(s->round, full);
    if (rows > 0 && first.width < request->style->size * LINE_LEAST) rows = 0;
    if (rows <= 0) {
        round_end(s);
        return false;
    }
    LineRoom *rooms = ARENA_ARRAY(s->work, LineRoom, (size_t)rows + 1);
    for (int32_t i = 0; i < rows; i++) rooms[i] = i > 0 ? beside : first;
    rooms[rows] = full;
    request->rooms = rooms;
    request->room_count = (size_t)rows + 1;
    if (s->label != NULL) s->label_x = unit_from((int64_t)s->label_x + beside.indent - full.indent);
    s->rows_left = rows;
    return true;
}

void round_take(Stacker *s, size_t first) {
    for (size_t i = first; i < s->lines.count && s->rows_left > 0; i++) {
        StackLine *line = &s->lines.items[i];
        if (s->round_begun) {
            line->cost = EVIL_FORBID;
        } else {
            line->round = s->round;
        }
        s->round_begun = true;
        s->rows_left--;
    }
    if (s->rows_left == 0) s->round = NULL;
}

bool round_ends_before(const Block *block) {
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_ITEM:
    case BLOCK_DIV: return false; /* it decides for itself */
    case BLOCK_HEADING:
    case BLOCK_CODE:
    case BLOCK_TABLE:
    case BLOCK_IMAGE:
    case BLOCK_RULE:
    case BLOCK_ROW:
    case BLOCK_CELL: return true;
    }
    return true;
}

void round_end(Stacker *s) {
    const Box *box = s->round;
    if (box == NULL) return;
    s->round = NULL;
    StackLine line = {.slab = ARENA_NEW(s->setter->arena, Slab),
                      .height = unit_scale(s->grid, s->rows_left, 1),
                      .whole_rows = true};
    s->rows_left = 0;
    if (s->round_begun) {
        line.cost = EVIL_FORBID;
        VEC_PUSH(s->work, &s->lines, line);
    } else {
        line.round = box;
        stack_push(s, line);
    }
}
