/* Lists: see list.h. */
#include "page/list.h"

#include "page/turned.h"

/* Nested lists go no deeper on the page; deeper ones keep the last indent. */
#define LIST_DEPTH_MOST 6

static Unit larger(Unit a, Unit b) {
    return a > b ? a : b;
}

static Str item_label(const Stacker *s, const Block *list, size_t number, const TextStyle *style) {
    if (!list->ordered) return style->bullet;
    StrBuilder text = {.arena = s->setter->arena};
    builder_add_int(&text, list->start + (int64_t)number);
    builder_add_c(&text, ".");
    return builder_text(&text);
}

/* The text of a numbered list begins behind its last number and a space, at the style's indent at
 * least. */
static Unit text_indent(Stacker *s, const Block *list, const TextStyle *style) {
    if (!list->ordered || list->child_count == 0) return style->bullet_indent;
    Str number = item_label(s, list, list->child_count - 1, style);
    SetLine last = label_set_in(s->setter, number, STR(""), style, list->where);
    return larger(style->bullet_indent, unit_from((int64_t)last.end + style->size / 5));
}

void list_set_label(Stacker *s, Str text, const TextStyle *style, const Colour *colour, Unit x,
                    Span where) {
    if (text.length == 0) return;
    TextStyle look = *style;
    if (colour != NULL) look.colour = colour;
    SetLine *line = ARENA_NEW(s->setter->arena, SetLine);
    *line = label_set_in(s->setter, text, s->label_language, &look, where);
    s->label = line;
    s->label_x = x;
}

void list_stack(Stacker *s, const Block *list, bool after_text) {
    s->opens = false;
    const TextStyle *style = s->styles.list;
    Unit item_space = list->tight ? 0 : style->item_space;
    StackStyles outer = s->styles;
    Unit left = s->left;
    s->styles.text = style;
    bool nested = s->list_depth++ > 0;
    if (nested && s->list_depth <= LIST_DEPTH_MOST)
        s->left = unit_from((int64_t)left + style->bullet_indent);
    if (!nested) s->space_after = larger(s->space_after, style->space_before);
    Unit indent = text_indent(s, list, style);
    for (size_t i = 0; i < list->child_count; i++) {
        const Block *item = list->children[i];
        bool turns = stack_turn_begin(s, item);
        s->label_language = s->turned || s->settled ? block_language(item) : STR("");
        list_set_label(s, item_label(s, list, i, style), style, style->bullet_colour,
                       unit_from((int64_t)s->left + style->indent_left), item->where);
        Unit inner = s->left;
        s->left = unit_from((int64_t)inner + indent);
        s->flush = true;
        if (i > 0 || after_text) s->space_after = larger(s->space_after, item_space);
        stack_blocks(s, item->children, item->child_count);
        s->left = inner;
        s->label = NULL;
        if (turns) stack_turn_end(s);
    }
    s->label_language = STR("");
    s->list_depth--;
    s->left = left;
    s->styles = outer;
    s->flush = true;
    s->space_after = larger(s->space_after, item_space);
    if (!nested) s->space_after = larger(s->space_after, style->space_after);
}
