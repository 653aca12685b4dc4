/* Boxes; see box.h. */
#include "page/box.h"

#include "page/box_columns.h"
#include "page/chart.h"

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
    static const Str known[] = {{"place", 5}, {"alt", 3}, {"src", 3}, {"type", 4}, {"unit", 4}};
    size_t known_count = style->chart != NULL ? sizeof known / sizeof known[0] : 1;
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        const Attribute *pair = &div->attributes.pairs[i];
        bool found = false;
        for (size_t k = 0; k < known_count; k++) found = found || str_equal(pair->key, known[k]);
        if (found) continue;
        diag_report(maker->like.setter->diag, MESSAGE_ATTRIBUTE_UNKNOWN, pair->where,
                    ARGS(pair->key, str_nearest(pair->key, known, known_count)));
    }
}

static Place box_place(const BoxMaker *maker, const Block *div, const BoxStyle *style) {
    Diag *diag = maker->like.setter->diag;
    Place place = style->place;
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        const Attribute *pair = &div->attributes.pairs[i];
        if (!str_equal(pair->key, STR("place"))) continue;
        int word = 0;
        while (place_words[word] != NULL && !str_equal(pair->value, str_from_c(place_words[word])))
            word++;
        if (place_words[word] != NULL) {
            place = (Place)word;
        } else {
            diag_report(diag, MESSAGE_PLACE_UNKNOWN, pair->where, ARGS(pair->value));
        }
    }
    if (place == PLACE_MARGIN) {
        diag_report(diag, MESSAGE_PLACE_MARGIN, div->where, NO_ARGS);
        place = PLACE_HERE;
    }
    /* A box as wide as its column stays in it. */
    return style->span_columns ? place : PLACE_HERE;
}

static Unit box_measure(const BoxStyle *style, Unit width) {
    return unit_from((int64_t)width - style->inset_left - style->inset_right);
}

static Unit box_column_width(const BoxStyle *style, Unit width) {
    int64_t gutters = (int64_t)style->gutter * (style->columns - 1);
    return unit_from((box_measure(style, width) - gutters) / style->columns);
}

/* In a box of several columns the title stands above them all. */
static const TextStyle *box_title(const BoxMaker *maker, const BoxStyle *style) {
    if (style->title == NULL || style->columns < 2) return style->title;
    TextStyle *title = ARENA_NEW(maker->like.setter->arena, TextStyle);
    *title = *style->title;
    title->span_columns = true;
    return title;
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
    const Block *data = style->chart != NULL ? chart_data(stacker, div) : NULL;
    if (data != NULL) stack_chart(stacker, data, &div->attributes, style->chart);
    for (size_t i = 0; i < div->child_count; i++) {
        const Block *child = div->children[i];
        if (child->kind == BLOCK_DIV) {
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

/* Lines from first on that fit a part of this height; at least one. Heights grow with the lines:
 * double the range until it is too high, then halve it. Never to the end at once: a long box has
 * many parts. */
static size_t part_end(const BoxStyle *style, const StackLines *lines, size_t first, Unit room) {
    size_t low = first + 1, high = lines->count;
    for (size_t step = 16; step < lines->count - first; step *= 2) {
        if (columns_height(style, lines, first, first + step) > room) {
            high = first + step - 1;
            break;
        }
        low = first + step;
    }
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (columns_height(style, lines, first, middle) <= room) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
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

static Str box_name(Arena *arena, const BoxStyle *style, const Block *div) {
    StrBuilder name = {.arena = arena};
    builder_add(&name, style->name);
    if (div->attributes.id.length > 0) {
        builder_add_c(&name, " #");
        builder_add(&name, div->attributes.id);
    }
    return builder_text(&name);
}

static void add_part(const BoxMaker *maker, const Block *div, const BoxStyle *style, Unit width,
                     const StackLines *lines, size_t first, size_t end, Boxes *parts) {
    Arena *arena = maker->like.setter->arena;
    Unit inside = columns_height(style, lines, first, end);
    Unit height = unit_from((int64_t)inside + style->inset_top + style->inset_bottom);
    Slab *slab = ARENA_NEW(arena, Slab);
    *slab = (Slab){.name = box_name(arena, style, div),
                   .width = width,
                   .height = height,
                   .block = first == 0 ? div : NULL};
    draw_frame(arena, slab, style, width, height);
    columns_pour(arena, style, lines, first, end, box_column_width(style, width), slab);
    Box box = {.style = style,
               .slab = slab,
               .width = width,
               .height = height,
               .place = box_place(maker, div, style)};
    VEC(Note *) notes = {0};
    for (size_t i = first; i < end; i++) {
        for (size_t n = 0; n < lines->items[i].note_count; n++) {
            VEC_PUSH(arena, &notes, lines->items[i].notes[n]);
        }
    }
    box.notes = notes.items;
    box.note_count = notes.count;
    VEC_PUSH(arena, parts, box);
}

/* A part that begins within a table has its head again, in the place of a line that is set already:
 * gives the part's first line. */
static size_t repeat_head(StackLines *lines, size_t first) {
    const StackLine *row = &lines->items[first];
    if (row->head == NULL) return first;
    lines->items[first - 1] = (StackLine){.slab = row->head,
                                          .height = row->head_height,
                                          .ascent = row->head_ascent,
                                          .span = row->span,
                                          .cost = EVIL_FORBID,
                                          .off_grid = true};
    return first - 1;
}

void box_make(const BoxMaker *maker, const Block *div, const BoxStyle *style, Boxes *parts) {
    check_attributes(maker, div, style);
    if (style->chart != NULL) chart_check(maker->like.setter, div);
    Unit width = style->span_columns ? maker->span_width : maker->like.width;
    Stacker stacker = box_stacker(maker, style, width);
    stack_box_blocks(maker, &stacker, div, style);
    if (style->notes == NOTES_INSIDE) stack_called_notes(&stacker);
    Unit room = unit_from((int64_t)maker->tallest - style->inset_top - style->inset_bottom);
    size_t made = parts->count;
    for (size_t first = 0; first < stacker.lines.count;) {
        size_t from = first > 0 ? repeat_head(&stacker.lines, first) : first;
        size_t end = part_end(style, &stacker.lines, from, room);
        if (end <= first) { /* the head alone would fill it */
            from = first;
            end = part_end(style, &stacker.lines, from, room);
        }
        add_part(maker, div, style, width, &stacker.lines, from, end, parts);
        first = end;
    }
    if (parts->count > made + 1 && !style->breaks) {
        diag_report(stacker.setter->diag, MESSAGE_BOX_TOO_TALL, div->where, ARGS(style->name));
    }
}
