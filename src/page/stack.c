/* Stacking blocks; see stack.h.
 *
 * Break costs follow A4.3, A4.4 and A4.7 of the rules of French composition, and any typographer's:
 * no break inside a heading or right after it, widows and orphans by the layout's weights. */
#include "page/stack.h"

#include "page/box.h"
#include "page/figure.h"
#include "page/heading.h"
#include "page/initial.h"
#include "page/list.h"
#include "page/round.h"
#include "page/table.h"
#include "page/turned.h"

void stacker_init(Stacker *stacker) {
    stacker->lines = (StackLines){0};
    stacker->left = 0;
    stacker->space_after = 0;
    stacker->keep = 0;
    stacker->flush = true;
    stacker->opens = stacker->fresh = true;
    stacker->list_depth = 0;
    stacker->round = NULL;
    stacker->rows_left = 0;
    stacker->label = NULL;
    stacker->label_note = NULL;
    stacker->settled |= stacker->turned;
    stacker->turned = false;
}

static Unit larger(Unit a, Unit b) {
    return a > b ? a : b;
}

Unit usual_ascent(const TextStyle *style) {
    return style->size * 7 / 10; /* sizes end far below the range of Unit */
}

Unit stack_ascent(const Stacker *s, const TextStyle *style) {
    Look look = look_make(s->setter, style, NULL);
    if (look.font.face == NULL) return style->size;
    return face_scale(look.font.face, face_metrics(look.font.face)->cap_height, style->size);
}

/* What a break before line i of n costs. held: so many first lines may not be parted. */
static void weigh_break(const Stacker *s, const TextStyle *style, size_t i, size_t n, size_t held,
                        StackLine *line) {
    if (i == 0) return;
    int64_t cost = 0;
    line->orphan = i < (size_t)style->orphan;
    line->widow = n - i < (size_t)style->widow;
    if (line->orphan) cost += s->layout->evils[EVIL_ORPHAN];
    if (line->widow) cost += s->layout->evils[EVIL_WIDOW];
    line->cost = i < held || cost >= EVIL_FORBID ? EVIL_FORBID : (int32_t)cost;
}

/* B4.6: no column ends in the middle of an inclusive form. */
static void weigh_form(const Stacker *s, const SetLine *before, StackLine *line) {
    line->in_form = before->parts_form;
    if (!before->parts_form || line->cost >= EVIL_FORBID) return;
    int64_t cost = (int64_t)line->cost + s->layout->evils[EVIL_HYPHEN_AT_FOOT];
    line->cost = cost >= EVIL_FORBID ? EVIL_FORBID : (int32_t)cost;
}

static bool is_across(const Stacker *s, const StackLine *line) {
    return line->span || (line->box != NULL && box_is_across(s->boxes, line->box));
}

void stack_push(Stacker *s, StackLine line) {
    if (s->keep > 0) {
        if (is_across(s, &line)) heading_span_above(s);
        line.cost = EVIL_FORBID;
        s->keep--;
    }
    stack_turn_line(s, &line);
    line.space = larger(line.space, s->space_after);
    s->space_after = 0;
    s->fresh = false;
    VEC_PUSH(s->work, &s->lines, line);
}

static void add_label(Stacker *s, Slab *slab) {
    if (s->label == NULL) return;
    SlabItem item = {.kind = SLAB_LINE,
                     .role = SLAB_LABEL,
                     .x = s->label_x,
                     .as.text = {s->label, s->label_note},
                     .block = slab->block};
    VEC_PUSH(s->setter->arena, &slab->items, item);
    /* A label is read before its text. */
    for (size_t i = slab->items.count - 1; i > 0; i--) {
        slab->items.items[i] = slab->items.items[i - 1];
    }
    slab->items.items[0] = item;
    s->label = NULL;
    s->label_note = NULL;
}

/* What follows a colon is not parted from it. */
static bool ends_with_colon(const Text *text) {
    return str_ends_with(str_trim(text->bytes), STR(":"));
}

/* The lines of a set paragraph become stack lines. */
static void push_lines(Stacker *s, const Paragraph *paragraph, const StackParagraph *as) {
    const TextStyle *style = paragraph->style;
    Unit ascent = stack_ascent(s, style);
    for (size_t i = 0; i < paragraph->line_count; i++) {
        const SetLine *set = &paragraph->lines[i];
        Slab *slab = slab_of_line(s->setter->arena, set, as->role, as->block,
                                  i + 1 == paragraph->line_count);
        if (i == 0 && as->has_initial) VEC_PUSH(s->setter->arena, &slab->items, as->initial);
        if (i == 0) add_label(s, slab);
        StackLine line = {
            .slab = slab,
            .height = style->leading,
            .ascent = ascent,
            .space = i == 0 ? style->space_before : 0,
            .hyphen = set->hyphen,
            .off_grid = !style->on_grid,
            .notes = set->notes,
            .note_count = set->note_count,
            .paragraph = as->request.text != NULL ? as : NULL,
        };
        weigh_break(s, style, i, paragraph->line_count, as->held, &line);
        if (i > 0) weigh_form(s, &paragraph->lines[i - 1], &line);
        stack_push(s, line);
    }
    s->space_after = larger(s->space_after, style->space_after);
    if (ends_with_colon(paragraph->text)) s->keep = larger(s->keep, 2);
}

void stack_set(Stacker *s, const Paragraph *paragraph, const Block *block, SlabRole role) {
    push_lines(s, paragraph, &(StackParagraph){.block = block, .role = role});
}

/* The same for running text, which can be set again. */
static void push_text(Stacker *s, const Paragraph *paragraph, const ParagraphRequest *request,
                      const StackParagraph *as) {
    StackParagraph *kept = ARENA_NEW(s->work, StackParagraph);
    LineRoom *rooms = ARENA_ARRAY(s->work, LineRoom, request->room_count);
    for (size_t i = 0; i < request->room_count; i++) rooms[i] = request->rooms[i];
    *kept = *as;
    kept->request = *request;
    kept->request.rooms = rooms;
    kept->label = s->label;
    kept->label_note = s->label_note;
    kept->label_x = s->label_x;
    kept->turned = s->turned;
    kept->turn_left = s->turn_left;
    push_lines(s, paragraph, kept);
}

void stack_again(Stacker *s, const StackParagraph *as, const Paragraph *paragraph) {
    s->label = as->label;
    s->label_note = as->label_note;
    s->label_x = as->label_x;
    s->turned = as->turned;
    s->turn_left = as->turn_left;
    push_lines(s, paragraph, as);
    stack_turn_end(s);
}

/* True for a text from the other side that is not turned over with what it stands in, as beside a
 * box: its first line's indent is at the measure's end. */
static bool is_turned_alone(const Stacker *s, const Block *block) {
    return !s->turned && !s->settled && text_side(s->setter, &block->text) == TEXT_SIDE_OTHER;
}

static ParagraphRequest request_of(const Stacker *s, const Block *block, const TextStyle *style,
                                   LineRoom *rooms) {
    Unit left = unit_from((int64_t)s->left + style->indent_left);
    Unit width = unit_from((int64_t)s->width - left - style->indent_right);
    if (width < style->size) width = style->size; /* a list too deep: overfull lines are reported */
    Unit first = s->flush || s->label != NULL ? 0 : style->indent_first;
    rooms[0] = (LineRoom){unit_from((int64_t)left + first), unit_from((int64_t)width - first)};
    if (first > 0 && is_turned_alone(s, block)) rooms[0].indent = left;
    rooms[1] = (LineRoom){left, width};
    return (ParagraphRequest){
        .text = &block->text,
        .style = style,
        .rooms = rooms,
        .room_count = 2,
        .objects = s->objects,
        .balanced = s->balanced && style->align != ALIGN_JUSTIFY,
        .no_hyphen = s->balanced,
        .where = block->where,
    };
}

/* An accent needs room below what stands above: the room there is, the white of one line's top,
 * less half a line. */
static void make_room_above(Stacker *s, const TextStyle *style, Unit rise) {
    Unit free_above = unit_from((int64_t)s->space_after + style->leading - stack_ascent(s, style));
    if (s->lines.count > 0 && (int64_t)rise + style->leading / 2 > free_above) {
        s->space_after = unit_from((int64_t)s->space_after + style->leading);
    }
}

static void report_omitted(const Stacker *s, const Block *block) {
    StrBuilder lines = {.arena = s->setter->arena};
    builder_add_int(&lines, s->opening->drop_cap_lines);
    diag_report(s->setter->diag, MESSAGE_DROP_CAP_OMITTED, block->where,
                ARGS(builder_text(&lines)));
}

/* A paragraph with a drop cap, if it is long enough for one. */
static bool stack_opening(Stacker *s, const Block *block, const TextStyle *style, SlabRole role) {
    if (s->opening == NULL || s->opening->drop_cap_lines < 2 || s->left > 0) return false;
    LineRoom rooms[2];
    ParagraphRequest request = request_of(s, block, style, rooms);
    Initial initial;
    if (!initial_make(s->setter, &request, s->opening, &initial)) {
        if (initial.too_wide)
            diag_report(s->setter->diag, MESSAGE_DROP_CAP_WIDE, block->where, NO_ARGS);
        else
            report_omitted(s, block);
        return false;
    }
    request.from = initial.bytes;
    request.hidden = initial.text;
    request.rooms = initial.rooms;
    request.room_count = initial.room_count;
    Paragraph paragraph = paragraph_set(s->setter, &request);
    if (paragraph.line_count < (size_t)s->opening->drop_cap_lines) {
        report_omitted(s, block);
        return false;
    }
    initial.item.block = block;
    make_room_above(s, style, initial.rise);
    push_text(s, &paragraph, &request,
              &(StackParagraph){.block = block,
                                .role = role,
                                .held = (size_t)s->opening->drop_cap_lines,
                                .initial = initial.item,
                                .has_initial = true});
    return true;
}

void stack_paragraph(Stacker *s, const Block *block, const TextStyle *style, SlabRole role) {
    bool opens = s->opens && role == SLAB_PARAGRAPH && s->round == NULL;
    s->opens = false;
    if (!style->on_grid) round_end(s);
    if (!opens || !stack_opening(s, block, style, role)) {
        LineRoom rooms[2];
        ParagraphRequest request = request_of(s, block, style, rooms);
        bool beside = round_narrow(s, &request);
        Paragraph paragraph = paragraph_set(s->setter, &request);
        size_t first = s->lines.count;
        if (beside) { /* it keeps its lines */
            stack_set(s, &paragraph, block, role);
            round_take(s, first);
        } else {
            push_text(s, &paragraph, &request, &(StackParagraph){.block = block, .role = role});
        }
    }
    s->flush = false;
}

/* ---- notes ---- */

/* A list in a note: the note's letters, the list's signs. */
static const TextStyle *note_list_style(Stacker *s, const TextStyle *note) {
    TextStyle *style = ARENA_NEW(s->setter->arena, TextStyle);
    *style = *note;
    style->bullet = s->styles.list->bullet;
    style->bullet_colour = s->styles.list->bullet_colour;
    style->bullet_indent = note->size;
    return style;
}

/* A label whose text does not begin with a paragraph has a line of its own. */
static void push_label_line(Stacker *s, const TextStyle *style) {
    Slab *slab = ARENA_NEW(s->setter->arena, Slab);
    add_label(s, slab);
    stack_push(
        s, (StackLine){
               .slab = slab, .height = style->leading, .ascent = style->size, .off_grid = true});
    s->keep = larger(s->keep, 1);
}

void stack_note(Stacker *s, const Note *note) {
    const TextStyle *style = s->styles.note;
    StrBuilder number = {.arena = s->setter->arena};
    builder_add_int(&number, note->printed);
    list_set_label(s, builder_text(&number), style, style->bullet_colour, style->indent_left,
                   note->where);
    s->label_note = note;
    Unit indent = style->bullet_indent;
    if (s->label != NULL) {
        Unit needed = unit_from((int64_t)s->label->end + style->size / 3);
        if (indent < needed) indent = needed;
    }
    s->styles.text = style;
    s->styles.list = note_list_style(s, style);
    s->left = indent;
    s->flush = true;
    s->space_after = style->item_space;
    if (note->block_count > 0 && note->blocks[0]->kind != BLOCK_PARAGRAPH)
        push_label_line(s, style);
    for (size_t i = 0; i < note->block_count; i++) {
        const Block *block = note->blocks[i];
        if (block->kind == BLOCK_PARAGRAPH) {
            stack_paragraph(s, block, style, SLAB_NOTE);
        } else {
            stack_blocks(s, &note->blocks[i], 1);
        }
        s->flush = true;
    }
    s->left = 0;
    s->label = NULL;
}

void stack_called_notes(Stacker *s) {
    Map stacked = {.arena = s->work};
    size_t count = s->lines.count;
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < s->lines.items[i].note_count; n++) {
            Note *note = s->lines.items[i].notes[n];
            if (map_put(&stacked, note->id, note) == NULL) stack_note(s, note);
        }
        s->lines.items[i].note_count = 0;
    }
}

/* ---- other blocks ---- */

static void stack_quote(Stacker *s, const Block *quote) {
    StackStyles outer = s->styles;
    s->styles.text = s->styles.quote;
    s->flush = true;
    stack_blocks(s, quote->children, quote->child_count);
    s->styles = outer;
    s->flush = true;
}

static void stack_code(Stacker *s, const Block *code) {
    LineRoom rooms[2];
    ParagraphRequest request = request_of(s, code, s->styles.code, rooms);
    request.verbatim = true;
    Paragraph paragraph = paragraph_set(s->setter, &request);
    stack_set(s, &paragraph, code, SLAB_CODE);
    s->flush = true;
}

/* A thematic break: one line with a short rule in its middle. */
static void stack_rule(Stacker *s, const Block *block) {
    const TextStyle *style = s->styles.text;
    Slab *slab = ARENA_NEW(s->setter->arena, Slab);
    Rule rule = {.thickness = UNIT_PER_POINT / 2, .colour = style->colour};
    Unit length = s->width / 5;
    slab->block = block;
    slab_add_rule(s->setter->arena, slab, (s->width - length) / 2, -style->size / 4, length, &rule);
    stack_push(s, (StackLine){.slab = slab, .height = style->leading, .off_grid = !style->on_grid});
    s->flush = true;
}

/* A box that leaves its place leaves the text around it as it is. */
static void stack_div(Stacker *s, const Block *div) {
    if (div_is_frameless(div)) {
        stack_blocks(s, div->children, div->child_count);
        return;
    }
    if (!box_is_here(s->layout, div)) {
        VEC_PUSH(s->work, &s->lines, (StackLine){.box = div});
        return;
    }
    round_end(s);
    if (round_begin(s, div)) return;
    stack_push(s, (StackLine){.box = div});
    s->flush = true;
}

void stack_blocks(Stacker *s, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        if (round_ends_before(block)) round_end(s);
        bool turns = stack_turn_begin(s, block);
        switch (block->kind) {
        case BLOCK_HEADING: heading_stack(s, block); break;
        case BLOCK_PARAGRAPH:
            if (block->is_caption) break; /* stands with its table or picture */
            stack_paragraph(s, block, s->styles.text,
                            s->list_depth > 0 ? SLAB_LIST_ITEM : SLAB_PARAGRAPH);
            break;
        case BLOCK_LIST:
            list_stack(s, block, i > 0 && blocks[i - 1]->kind == BLOCK_PARAGRAPH);
            break;
        case BLOCK_QUOTE: stack_quote(s, block); break;
        case BLOCK_DIV: stack_div(s, block); break;
        case BLOCK_CODE: stack_code(s, block); break;
        case BLOCK_TABLE: stack_table(s, block); break;
        case BLOCK_IMAGE: stack_figure(s, block); break;
        case BLOCK_RULE: stack_rule(s, block); break;
        case BLOCK_ITEM:
        case BLOCK_ROW:
        case BLOCK_CELL: break; /* inside list and table only */
        }
        if (turns) stack_turn_end(s);
    }
}

size_t stack_characters(const StackLines *lines, size_t first, size_t end) {
    size_t count = 0;
    for (size_t i = first; i < end; i++) count += slab_characters(lines->items[i].slab);
    return count;
}

Unit stack_pour(Arena *arena, const StackLines *lines, size_t first, size_t end, Slab *slab, Unit x,
                Unit y) {
    for (size_t i = first; i < end; i++) {
        const StackLine *line = &lines->items[i];
        if (line->slab == NULL) continue;
        if (i == first) {
            y = unit_from((int64_t)y + line->ascent);
        } else {
            y = unit_from((int64_t)y + line->space + line->height);
        }
        slab_add_slab(arena, slab, x, y, line->slab);
    }
    return y;
}
