/* Headings; see heading.h. No break inside a heading or right after it: A4.7 of the rules of French
 * composition, and any typographer's. */
#include "page/heading.h"

/* A longer heading is none: it is set as a paragraph, which can be broken over columns. */
#define HEADING_LINES_MOST 8

static int heading_level(const Block *block) {
    return block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
}

static const TextStyle *heading_style(const Stacker *s, const Block *block) {
    return s->styles.headings[heading_level(block) - 1];
}

static ParagraphRequest request_of(const Stacker *s, const Block *block, const TextStyle *style,
                                   LineRoom *room, bool span) {
    Unit measure = span ? s->span_width : s->width;
    int64_t width = (int64_t)measure - style->indent_left - style->indent_right;
    *room = (LineRoom){style->indent_left, unit_from(width)};
    return (ParagraphRequest){
        .text = &block->text,
        .style = style,
        .rooms = room,
        .room_count = 1,
        .objects = s->objects,
        .no_hyphen = true,
        .balanced = style->align != ALIGN_JUSTIFY,
        .where = block->where,
    };
}

/* A heading is one stack line: its lines stay together. */
static StackLine line_of(const Stacker *s, const Paragraph *heading, const Block *block,
                         bool span) {
    const TextStyle *style = heading->style;
    Slab *slab = ARENA_NEW(s->setter->arena, Slab);
    StackLine line = {
        .slab = slab,
        .height = unit_scale(style->leading, (int64_t)heading->line_count, 1),
        .ascent = unit_from(stack_ascent(s, style) +
                            (int64_t)style->leading * ((int64_t)heading->line_count - 1)),
        .space = style->space_before,
        .span = span,
        .off_grid = true,
    };
    slab->block = block;
    VEC(Note *) notes = {0};
    for (size_t i = 0; i < heading->line_count; i++) {
        Unit y = unit_scale(-style->leading, (int64_t)(heading->line_count - 1 - i), 1);
        slab_add_line(s->setter->arena, slab, 0, y, &heading->lines[i], SLAB_HEADING, block,
                      i + 1 == heading->line_count);
        for (size_t n = 0; n < heading->lines[i].note_count; n++) {
            VEC_PUSH(s->setter->arena, &notes, heading->lines[i].notes[n]);
        }
    }
    line.notes = notes.items;
    line.note_count = notes.count;
    return line;
}

static void push_heading(Stacker *s, const Block *block, const TextStyle *style) {
    LineRoom room;
    ParagraphRequest request = request_of(s, block, style, &room, style->span_columns);
    Paragraph heading = paragraph_set(s->setter, &request);
    if (heading.line_count <= HEADING_LINES_MOST) {
        stack_push(s, line_of(s, &heading, block, style->span_columns));
        return;
    }
    room = (LineRoom){0, s->width};
    request.balanced = false;
    heading = paragraph_set(s->setter, &request);
    stack_set(s, &heading, block, SLAB_HEADING);
}

void heading_stack(Stacker *s, const Block *block) {
    const TextStyle *style = heading_style(s, block);
    bool opening = s->page_level > 0 && heading_level(block) <= s->page_level;
    bool opens_page = opening && !s->fresh;
    size_t first = s->lines.count;
    push_heading(s, block, style);
    if (s->lines.count == first) return;
    if (opens_page) {
        s->lines.items[first].opens_page = true;
        s->lines.items[first].cost = 0;
        s->keep = 0;
    }
    if (opening) s->opens = s->fresh = true;
    s->keep = style->keep_next > 1 ? style->keep_next : 1;
    s->space_after = style->space_after;
    s->flush = true;
}

/* A heading in its column that is one stack line, as all are but the longest. */
static bool is_heading(const Stacker *s, size_t line) {
    const Slab *slab = s->lines.items[line].slab;
    if (slab == NULL || slab->block == NULL || slab->block->kind != BLOCK_HEADING) return false;
    const Slab *above = line > 0 ? s->lines.items[line - 1].slab : NULL;
    bool part = above != NULL && above->block == slab->block;
    return !s->lines.items[line].span && !part;
}

void heading_span_above(Stacker *s) {
    if (s->span_width <= s->width) return;
    bool held = true;
    for (size_t i = s->lines.count; held && i > 0 && is_heading(s, i - 1); i--) {
        StackLine *line = &s->lines.items[i - 1];
        LineRoom room;
        const Block *block = line->slab->block;
        ParagraphRequest request = request_of(s, block, heading_style(s, block), &room, true);
        Paragraph heading = paragraph_set(s->setter, &request);
        StackLine across = line_of(s, &heading, block, true);
        across.space = line->space;
        across.cost = line->cost;
        across.opens_page = line->opens_page;
        *line = across;
        held = line->cost == EVIL_FORBID;
    }
}
