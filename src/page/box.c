/* Boxes; see box.h. */
#include "page/box.h"

#include "page/box_columns.h"
#include "page/box_part.h"
#include "page/chart.h"
#include "page/page_breaker.h"
#include "page/turned.h"

/* A box beside the text has a measure of no fewer em. */
#define MEASURE_LEAST 5
/* Text that runs round a box has a measure of no fewer. */
#define BESIDE_LEAST 10

/* In the order of Place. */
static const char *const place_words[] = {"here", "top", "bottom", "page", "margin", NULL};

const BoxStyle *box_find_style(const BoxMaker *maker, const Block *div) {
    Diag *diag = maker->like.setter->diag;
    if (div->attributes.class_count == 0) {
        diag_report(diag, MESSAGE_BOX_WITHOUT_CLASS, div->where, NO_ARGS);
        return NULL;
    }
    Str name = div->attributes.classes[0].key;
    const BoxStyle *style = layout_find_box(maker->like.layout, name);
    if (style == NULL) {
        diag_report(diag, MESSAGE_UNKNOWN_BOX, div->attributes.classes[0].where,
                    ARGS(name, layout_nearest_box(maker->like.layout, name)));
    }
    return style;
}

/* An attribute that means nothing here is a slip of the pen. */
static void check_attributes(const BoxMaker *maker, const Block *div, const BoxStyle *style) {
    static const Str known[] = {{"place", 5}, {"lang", 4}, {"alt", 3},
                                {"src", 3},   {"type", 4}, {"unit", 4}};
    size_t known_count = style->chart != NULL ? sizeof known / sizeof known[0] : 2;
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        const Attribute *pair = &div->attributes.pairs[i];
        bool found = false;
        for (size_t k = 0; k < known_count; k++) found = found || str_equal(pair->key, known[k]);
        if (found) continue;
        diag_report(maker->like.setter->diag, MESSAGE_ATTRIBUTE_UNKNOWN, pair->where,
                    ARGS(pair->key, str_nearest(pair->key, known, known_count)));
    }
}

/* Where the author, or else the style, wants a box; *unknown: a place that is none, or NULL. */
static Place wanted_place(const Block *div, const BoxStyle *style, const Attribute **unknown) {
    Place place = style->place;
    *unknown = NULL;
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        const Attribute *pair = &div->attributes.pairs[i];
        if (!str_equal(pair->key, STR("place"))) continue;
        int word = 0;
        while (place_words[word] != NULL && !str_equal(pair->value, str_from_c(place_words[word])))
            word++;
        if (place_words[word] != NULL) {
            place = (Place)word;
        } else {
            *unknown = pair;
        }
    }
    return place;
}

/* The style that a div's class names, or NULL; nothing is reported. */
static const BoxStyle *named_style(const Layout *layout, const Block *div) {
    if (div->attributes.class_count == 0) return NULL;
    return layout_find_box(layout, div->attributes.classes[0].key);
}

bool box_is_here(const Layout *layout, const Block *div) {
    const BoxStyle *style = named_style(layout, div);
    const Attribute *unknown;
    return style == NULL || wanted_place(div, style, &unknown) == PLACE_HERE;
}

/* The width that a style takes of a room. */
static Unit box_width(const BoxStyle *style, Unit room) {
    Unit width = room;
    if (style->width > 0) width = style->width;
    if (style->width_share > 0) width = unit_scale(room, style->width_share, 10000);
    return width < room ? width : room;
}

/* The width in the outer margin. What is not given leaves as much white to the sheet's edge as to
 * the text. */
static Unit margin_width(const BoxMaker *maker, const BoxStyle *style) {
    Unit most = unit_from((int64_t)maker->outside - style->gap);
    if (style->width > 0) return style->width < most ? style->width : most;
    return box_width(style, unit_from((int64_t)most - style->gap));
}

static Unit box_measure(const BoxStyle *style, Unit width) {
    return unit_from((int64_t)width - style->inset_left - style->inset_right);
}

Unit box_column_width(const BoxStyle *style, Unit width) {
    int64_t gutters = (int64_t)style->gutter * (style->columns - 1);
    return unit_from((box_measure(style, width) - gutters) / style->columns);
}

static Unit box_text_size(const BoxMaker *maker, const BoxStyle *style) {
    return (style->text != NULL ? style->text : maker->like.styles.text)->size;
}

/* In a box of several columns the title stands above them all. */
static const TextStyle *box_title(const BoxMaker *maker, const BoxStyle *style) {
    if (style->title == NULL || style->columns < 2) return style->title;
    TextStyle *title = ARENA_NEW(maker->like.setter->arena, TextStyle);
    *title = *style->title;
    title->span_columns = true;
    return title;
}

/* How many columns a style asks for; 0: all. */
static int32_t box_columns(const BoxMaker *maker, const BoxStyle *style) {
    bool all = style->span_columns || (style->span > 1 && style->span >= maker->columns);
    return all ? 0 : style->span < 1 ? 1 : style->span;
}

bool box_is_across(const BoxMaker *maker, const Block *div) {
    if (maker == NULL || maker->columns < 2) return false;
    const BoxStyle *style = named_style(maker->like.layout, div);
    return style != NULL && box_is_here(maker->like.layout, div) && box_columns(maker, style) == 0;
}

/* The room that so many columns give a box. */
static Unit box_room(const BoxMaker *maker, int32_t columns) {
    if (columns == 0) return maker->span_width;
    int64_t width = (int64_t)maker->like.width * columns + (int64_t)maker->gutter * (columns - 1);
    return unit_from(width);
}

/* Whether lines on the grid, wide enough to be read, can run round a box in its column. */
static bool leaves_measure(const BoxMaker *maker, const BoxStyle *style, Unit width) {
    const TextStyle *text = maker->like.styles.text;
    int64_t beside = (int64_t)maker->like.width - width - style->gap;
    int64_t least = unit_scale(box_text_size(maker, style), MEASURE_LEAST, 1);
    return maker->leading > 0 && text->on_grid && box_columns(maker, style) == 1 &&
           beside >= (int64_t)text->size * BESIDE_LEAST && box_column_width(style, width) >= least;
}

/* What stands in its place: text runs round it, if the style asks for that and there is room, in
 * one column. No flow is as wide as some of the columns. */
static Place choose_here(const BoxMaker *maker, const Block *div, const BoxStyle *style,
                         int32_t columns, Unit *width) {
    Diag *diag = maker->like.setter->diag;
    if (columns > 1) {
        StrBuilder number = {.arena = maker->like.work};
        builder_add_int(&number, columns);
        diag_report(diag, MESSAGE_BOX_SPAN_HERE, div->where, ARGS(builder_text(&number)));
        return PLACE_TOP;
    }
    if (style->wrap == WRAP_NONE || leaves_measure(maker, style, *width)) return PLACE_HERE;
    bool across = columns == 0 && maker->columns > 1;
    diag_report(diag, across ? MESSAGE_BOX_WRAP_SPAN : MESSAGE_BOX_WRAP_NARROW, div->where,
                NO_ARGS);
    *width = box_room(maker, columns);
    return PLACE_HERE;
}

/* Where a box stands, how many columns wide, and its width there. On a page of its own it is as
 * wide as the page. */
static Place choose_place(const BoxMaker *maker, const Block *div, const BoxStyle *style,
                          int32_t *columns, Unit *width) {
    const Attribute *unknown;
    Place place = wanted_place(div, style, &unknown);
    if (unknown != NULL)
        diag_report(maker->like.setter->diag, MESSAGE_PLACE_UNKNOWN, unknown->where,
                    ARGS(unknown->value));
    *columns = place == PLACE_PAGE ? 0 : box_columns(maker, style);
    *width = box_width(style, box_room(maker, *columns));
    if (place == PLACE_MARGIN) {
        Unit margin = margin_width(maker, style);
        Unit least = unit_scale(box_text_size(maker, style), MEASURE_LEAST, 1);
        if (box_column_width(style, margin) >= least) {
            *width = margin;
            return place;
        }
        diag_report(maker->like.setter->diag, MESSAGE_BOX_MARGIN_NARROW, div->where, NO_ARGS);
        place = PLACE_HERE;
    }
    return place == PLACE_HERE ? choose_here(maker, div, style, *columns, width) : place;
}

const BoxStyle *box_find_wrapped(const BoxMaker *maker, const Block *div) {
    const BoxStyle *style = maker != NULL ? named_style(maker->like.layout, div) : NULL;
    const Attribute *unknown;
    if (style == NULL || style->wrap == WRAP_NONE) return NULL;
    if (style->span_columns || wanted_place(div, style, &unknown) != PLACE_HERE) return NULL;
    Unit width = box_width(style, maker->like.width);
    return leaves_measure(maker, style, width) ? style : NULL;
}

static Stacker box_stacker(const BoxMaker *maker, const BoxStyle *style, Unit width) {
    Stacker stacker = maker->like;
    StackStyles *styles = &stacker.styles;
    if (style->text != NULL)
        styles->text = styles->code = styles->quote = styles->table = style->text;
    if (style->list != NULL) styles->list = style->list;
    if (style->note != NULL) styles->note = style->note;
    if (style->caption != NULL) styles->caption = style->caption;
    const TextStyle *title = box_title(maker, style);
    for (int i = 0; i < 6 && title != NULL; i++) styles->headings[i] = title;
    stacker.span_width = box_measure(style, width);
    stacker.width = box_column_width(style, width);
    stacker.tallest =
        maker->tallest < UNIT_MAX
            ? unit_from((int64_t)maker->tallest - style->inset_top - style->inset_bottom)
            : 0;
    stacker.opening = NULL;
    stacker.page_level = 0;
    stacker_init(&stacker);
    return stacker;
}

/* A div inside a box keeps its text but no frame of its own. */
static void stack_box_blocks(const BoxMaker *maker, Stacker *stacker, const Block *div,
                             const BoxStyle *style) {
    for (size_t i = 0; i < div->child_count; i++) {
        const Block *child = div->children[i];
        if (div_is_frameless(child)) {
            stack_box_blocks(maker, stacker, child, style);
        } else if (child->kind == BLOCK_DIV) {
            diag_report(stacker->setter->diag, MESSAGE_BOX_IN_BOX, child->where, NO_ARGS);
            stack_box_blocks(maker, stacker, child, style);
        } else if (style->chart != NULL && child->kind == BLOCK_TABLE) {
            stack_chart(stacker, child, &div->attributes, style->chart);
        } else if (style->chart != NULL && child->kind == BLOCK_PARAGRAPH) {
            stack_paragraph(stacker, child, stacker->styles.caption, SLAB_CAPTION);
        } else {
            stack_blocks(stacker, &div->children[i], 1);
        }
    }
}

/* A box that text runs round ends on a baseline: gives its style with what that adds as insets. */
static const BoxStyle *round_to_rows(const BoxMaker *maker, Box *box) {
    BoxStyle *style = ARENA_NEW(maker->like.setter->arena, BoxStyle);
    *style = *box->style;
    int32_t rows = 1 + rows_of((int64_t)box->height - maker->cap_height, maker->leading);
    Unit height = unit_from((int64_t)(rows - 1) * maker->leading + maker->cap_height);
    Unit added = height - box->height;
    Unit above = style->background != NULL ? added / 2 : 0;
    style->inset_top = unit_from((int64_t)style->inset_top + above);
    style->inset_bottom = unit_from((int64_t)style->inset_bottom + added - above);
    int64_t below = (int64_t)maker->leading - maker->cap_height; /* there already */
    box->rows_beside = rows + rows_of(style->space_after - below, maker->leading);
    box->height = height;
    return style;
}

/* Appends the part of the lines [first, end). */
static void add_part(const BoxMaker *maker, const BoxText *text, size_t first, size_t end,
                     Boxes *parts) {
    Arena *arena = maker->like.setter->arena;
    BoxText own = *text;
    Box *box = &own.like;
    box->height = box_part_height(maker->like.work, text, first, end);
    if (box->rows_beside > 0) box->style = round_to_rows(maker, box);
    box->slab = box_part_draw(arena, &own, first, end, box->height);
    box->first_baseline =
        unit_from((int64_t)box->style->inset_top + text->lines.items[first].ascent);
    VEC(Note *) notes = {0};
    for (size_t i = first; i < end; i++) {
        const StackLine *line = &text->lines.items[i];
        for (size_t n = 0; n < line->note_count; n++) VEC_PUSH(arena, &notes, line->notes[n]);
    }
    box->notes = notes.items;
    box->note_count = notes.count;
    VEC_PUSH(arena, parts, *box);
}

/* Lines from first on that fit a part of this height; at least one. Heights grow with the lines:
 * double the range until it is too high, then halve it. Never to the end at once: a long box has
 * many parts. */
static size_t part_end(Arena *scratch, const BoxText *text, size_t first, Unit room) {
    size_t low = first + 1, high = text->lines.count;
    for (size_t step = 16; step < text->lines.count - first; step *= 2) {
        if (box_part_height(scratch, text, first, first + step) > room) {
            high = first + step - 1;
            break;
        }
        low = first + step;
    }
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (box_part_height(scratch, text, first, middle) <= room) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

/* Whether a box goes on over columns and pages from its place: one as wide as its column or all of
 * them, whose text stands in one column. */
static bool may_be_cut(const Box *like) {
    const BoxStyle *style = like->style;
    return style->breaks && style->columns == 1 && like->columns <= 1 && like->rows_beside == 0;
}

/* Whether it is: where it floats it stays whole, but if it is taller than a page it begins at its
 * place. */
static bool choose_cut(const BoxMaker *maker, BoxText *text) {
    Box *like = &text->like;
    if (maker->keep == NULL || !may_be_cut(like) || text->lines.count == 0) return false;
    if (like->place == PLACE_HERE) return true;
    if (like->place != PLACE_TOP && like->place != PLACE_BOTTOM) return false;
    if (box_part_height(maker->like.work, text, 0, text->lines.count) <= maker->tallest)
        return false;
    like->place = PLACE_HERE;
    return true;
}

/* The new notes that a line calls, set by the stacker. */
static const StackLines *stack_line_notes(Stacker *stacker, Map *stacked, const StackLine *line) {
    stacker->lines.count = 0;
    for (size_t n = 0; n < line->note_count; n++)
        if (map_put(stacked, line->notes[n]->id, line->notes[n]) == NULL)
            stack_note(stacker, line->notes[n]);
    return &stacker->lines;
}

/* The notes of each line inside a box. Those too tall to stand with their line are
 * lines at the box's end, where they are cut with it. */
static void take_notes_inside(Arena *arena, Unit tall_from, Stacker *stacker, BoxText *text) {
    Map stacked = {.arena = stacker->work};
    size_t count = text->lines.count;
    StackLines late = {0};
    VEC(StackLines) of_lines = {0};
    stacker->lines = (StackLines){0};
    for (size_t i = 0; i < count; i++) {
        StackLine *line = &text->lines.items[i];
        const StackLines *set = stack_line_notes(stacker, &stacked, line);
        bool tall = box_lines_height(set) > tall_from;
        StackLines notes = {0};
        for (size_t n = 0; n < set->count; n++)
            VEC_PUSH(tall ? stacker->work : arena, tall ? &late : &notes, set->items[n]);
        VEC_PUSH(arena, &of_lines, notes);
        line->note_count = 0;
    }
    for (size_t i = 0; i < late.count; i++) {
        VEC_PUSH(arena, &text->lines, late.items[i]);
        VEC_PUSH(arena, &of_lines, (StackLines){0});
    }
    text->notes = of_lines.items;
}

static void keep_lines(Arena *arena, StackLines *lines) {
    StackLines kept = {0};
    for (size_t i = 0; i < lines->count; i++) VEC_PUSH(arena, &kept, lines->items[i]);
    *lines = kept;
}

/* A table's head is not set again where it would leave little room. */
static void drop_tall_heads(const BoxMaker *maker, StackLines *lines) {
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].head_height > maker->tallest / 3) lines->items[i].head = NULL;
}

BoxText box_set(const BoxMaker *maker, const Block *div, const BoxStyle *style) {
    check_attributes(maker, div, style);
    if (style->chart != NULL) chart_check(maker->like.setter, div);
    BoxText text = {.div = div, .like.style = style};
    Box *like = &text.like;
    like->place = choose_place(maker, div, style, &like->columns, &like->width);
    like->rows_beside = like->place == PLACE_HERE && box_find_wrapped(maker, div) == style ? 1 : 0;
    text.turned = block_is_turned(maker->like.setter, div);
    Stacker stacker = box_stacker(maker, style, like->width);
    stacker.settled = text.turned;
    if (may_be_cut(like) && stacker.tallest > 8 * maker->leading)
        stacker.tallest = unit_from((int64_t)stacker.tallest - 2 * maker->leading);
    stack_box_blocks(maker, &stacker, div, style);
    drop_tall_heads(maker, &stacker.lines);
    text.lines = stacker.lines;
    text.cut = choose_cut(maker, &text);
    if (text.cut) keep_lines(maker->keep, &text.lines);
    if (style->notes == NOTES_INSIDE) {
        Arena *arena = text.cut ? maker->keep : stacker.work;
        take_notes_inside(arena, maker->tallest / 3, &stacker, &text);
    }
    return text;
}

/* The first lines fit; the characters of the others are too many. */
static void report_too_tall(const BoxMaker *maker, const BoxText *text, size_t fits) {
    StrBuilder over = {.arena = maker->like.work};
    builder_add_int(&over, (int64_t)stack_characters(&text->lines, fits, text->lines.count));
    diag_report(maker->like.setter->diag, MESSAGE_BOX_TOO_TALL, text->div->where,
                ARGS(text->like.style->name, builder_text(&over)));
}

void box_divide(const BoxMaker *maker, const BoxText *text, Boxes *parts) {
    const BoxStyle *style = text->like.style;
    size_t made = parts->count, fits = 0;
    for (size_t first = 0; first < text->lines.count;) {
        size_t end = part_end(maker->like.work, text, first, maker->tallest);
        if (first == 0) fits = end;
        add_part(maker, text, first, end, parts);
        first = end;
    }
    if (parts->count > made + 1 && !style->breaks) report_too_tall(maker, text, fits);
}

void box_make(const BoxMaker *maker, const Block *div, const BoxStyle *style, Boxes *parts) {
    BoxText text = box_set(maker, div, style);
    box_divide(maker, &text, parts);
}
