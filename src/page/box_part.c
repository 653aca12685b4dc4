/* The parts of a box; see box_part.h. */
#include "page/box_part.h"

#include "page/box_columns.h"
#include "page/turned.h"

/* A table's row that begins a part has the head above it again. */
static bool repeats_head(const BoxText *text, size_t first) {
    return first > 0 && text->lines.items[first].head != NULL;
}

static StackLine head_line(const StackLine *row) {
    return (StackLine){.slab = row->head,
                       .height = row->head_height,
                       .ascent = row->head_ascent,
                       .span = row->span,
                       .cost = EVIL_FORBID,
                       .off_grid = true};
}

/* What stands in a part: a table's head, the lines, the notes that they call inside. */
static StackLines part_lines(Arena *arena, const BoxText *text, size_t first, size_t end) {
    StackLines lines = {0};
    if (repeats_head(text, first)) VEC_PUSH(arena, &lines, head_line(&text->lines.items[first]));
    for (size_t i = first; i < end; i++) VEC_PUSH(arena, &lines, text->lines.items[i]);
    for (size_t i = first; i < end && text->notes != NULL; i++)
        for (size_t n = 0; n < text->notes[i].count; n++)
            VEC_PUSH(arena, &lines, text->notes[i].items[n]);
    return lines;
}

static Unit frame_height(const BoxStyle *style, const StackLines *lines) {
    Unit inside = columns_height(style, lines, 0, lines->count);
    return unit_from((int64_t)inside + style->inset_top + style->inset_bottom);
}

Unit box_part_height(Arena *scratch, const BoxText *text, size_t first, size_t end) {
    ArenaMark mark = arena_mark(scratch);
    StackLines lines = part_lines(scratch, text, first, end);
    Unit height = frame_height(text->like.style, &lines);
    arena_release(scratch, mark);
    return height;
}

static void draw_frame(Arena *arena, Slab *slab, const BoxStyle *style, Unit width, Unit height) {
    if (style->background != NULL) {
        slab_add_rect(arena, slab, 0, 0, width, height, style->radius, style->background);
    }
    slab_add_rule(arena, slab, 0, 0, width, &style->rule_top);
    slab_add_rule(arena, slab, 0, height - style->rule_bottom.thickness, width,
                  &style->rule_bottom);
    if (style->rule_left.thickness > 0 && style->rule_left.colour != NULL) {
        slab_add_rect(arena, slab, 0, 0, style->rule_left.thickness, height, 0,
                      style->rule_left.colour);
    }
}

static Str part_name(Arena *arena, const BoxText *text) {
    StrBuilder name = {.arena = arena};
    builder_add(&name, text->like.style->name);
    if (text->div->attributes.id.length > 0) {
        builder_add_c(&name, " #");
        builder_add(&name, text->div->attributes.id);
    }
    return builder_text(&name);
}

const Slab *box_part_draw(Arena *arena, const BoxText *text, size_t first, size_t end,
                          Unit height) {
    const BoxStyle *style = text->like.style;
    Unit width = text->like.width;
    StackLines lines = part_lines(arena, text, first, end);
    Unit natural = frame_height(style, &lines);
    if (height < natural) height = natural;
    Slab *slab = ARENA_NEW(arena, Slab);
    *slab = (Slab){.name = part_name(arena, text),
                   .width = width,
                   .height = height,
                   .block = first == 0 ? text->div : NULL};
    draw_frame(arena, slab, style, width, height);
    columns_pour(arena, style, &lines, 0, lines.count, box_column_width(style, width), slab);
    return text->turned ? slab_turned(arena, slab, width) : slab;
}

Unit box_part_ascent(const BoxText *text, size_t line) {
    const StackLine *first = &text->lines.items[line];
    if (!repeats_head(text, line)) return first->ascent;
    return unit_from((int64_t)first->head_ascent + first->space + first->height);
}

Unit box_lines_height(const StackLines *lines) {
    int64_t height = 0;
    for (size_t i = 0; i < lines->count; i++)
        height += (int64_t)lines->items[i].space + lines->items[i].height;
    return unit_from(height);
}

Unit box_line_notes(const BoxText *text, size_t line) {
    return text->notes != NULL ? box_lines_height(&text->notes[line]) : 0;
}
