/* Templates of fixed frames (a cover, a back page): see compose_fixed in compose.h. */
#include "document/wording.h"
#include "page/compose.h"
#include "page/fields.h"

/* Text may stick out by this much without a report. */
#define OVERFULL_UNSEEN (UNIT_PER_POINT / 2)

static void stack_frame(const SectionContext *context, const Document *document, const Frame *frame,
                        Stacker *stacker) {
    PageFields none = {0};
    stacker->opening = NULL;
    stacker->balanced = true; /* display text: no word alone on a last line */
    if (frame->style != NULL) stacker->styles.text = frame->style;
    if (frame->text.length > 0) {
        Str text = fields_fill(context->setter->arena, frame->text, &document->edition, &none,
                               frame->text_where, context->setter->diag);
        Block *block = block_of_text(context->setter->arena, text, frame->text_where);
        text_read_forms(context->setter->arena, &document->edition, &context->setter->languages,
                        &block->text, block->where);
        stack_paragraph(stacker, block, stacker->styles.text, SLAB_PARAGRAPH);
    }
    if (frame->body) stack_blocks(stacker, context->section->blocks, context->section->block_count);
}

/* The style of a box with its notes inside it; NULL as box_find_style. */
static const BoxStyle *frame_box_style(const BoxMaker *maker, const Block *div) {
    const BoxStyle *style = box_find_style(maker, div);
    if (style == NULL || style->notes == NOTES_INSIDE) return style;
    BoxStyle *own = ARENA_NEW(maker->like.setter->arena, BoxStyle);
    *own = *style;
    own->notes = NOTES_INSIDE;
    return own;
}

/* A div in a fixed frame keeps its style's box, in one part: nothing could stand on another page.
 */
static void set_boxes(const SectionContext *context, Stacker *stacker) {
    BoxMaker maker = {.like = section_stacker(context, stacker->width),
                      .span_width = stacker->width,
                      .tallest = UNIT_MAX};
    for (size_t i = 0; i < stacker->lines.count; i++) {
        StackLine *line = &stacker->lines.items[i];
        if (line->box == NULL) continue;
        const BoxStyle *style = frame_box_style(&maker, line->box);
        Boxes parts = {0};
        if (style == NULL) continue;
        box_make(&maker, line->box, style, &parts);
        if (parts.count == 0) continue;
        Slab *slab = ARENA_NEW(context->setter->arena, Slab);
        slab_add_slab(context->setter->arena, slab, 0, -parts.items[0].height, parts.items[0].slab);
        line->slab = slab;
        line->height = line->ascent = parts.items[0].height;
    }
}

static Unit stack_height(const StackLines *lines) {
    int64_t height = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const StackLine *line = &lines->items[i];
        height += i == 0 ? line->ascent : (int64_t)line->space + line->height;
    }
    return unit_from(height);
}

/* The characters of the last lines, of which the frame has no room for so much; empty for pictures.
 */
static Str characters_over(Arena *arena, const StackLines *lines, int64_t excess) {
    size_t first = lines->count;
    while (first > 0 && excess > OVERFULL_UNSEEN) {
        const StackLine *line = &lines->items[--first];
        excess -= (int64_t)line->space + line->height;
    }
    StrBuilder over = {.arena = arena};
    size_t count = stack_characters(lines, first, lines->count);
    if (count > 0) builder_add_int(&over, (int64_t)count);
    return builder_text(&over);
}

static void check_height(const SectionContext *context, const Frame *frame,
                         const StackLines *lines) {
    Unit height = stack_height(lines);
    if (frame->height <= 0 || height <= frame->height + OVERFULL_UNSEEN) return;
    StrBuilder excess = {.arena = context->setter->arena};
    Diag *diag = context->setter->diag;
    unit_write_tenths(&excess, height - frame->height, diag_decimal_point(diag));
    bool section =
        frame->body && context->section->block_count > 0; /* else the layout's own text */
    diag_report(
        diag, MESSAGE_FRAME_OVERFULL, section ? context->section->blocks[0]->where : frame->where,
        ARGS(builder_text(&excess), frame->name,
             characters_over(context->setter->arena, lines, (int64_t)height - frame->height)));
}

static void place_frame(const SectionContext *context, const Document *document, const Frame *frame,
                        BookPage *page) {
    Arena *arena = context->pages;
    Stacker stacker = section_stacker(context, frame->width);
    stacker.span_width = frame->width;
    stack_frame(context, document, frame, &stacker);
    stack_called_notes(&stacker); /* a frame has no foot */
    set_boxes(context, &stacker);
    Unit height = stack_height(&stacker.lines);
    check_height(context, frame, &stacker.lines);
    int64_t spare = (int64_t)frame->height - height;
    if (spare < 0 || frame->vertical == VERTICAL_TOP) spare = 0;
    Unit y = unit_from(frame->y + (frame->vertical == VERTICAL_CENTRE ? spare / 2 : spare));
    Slab *slab = ARENA_NEW(arena, Slab);
    stack_pour(arena, &stacker.lines, 0, stacker.lines.count, slab, 0, 0);
    PageFrame area = {frame->name, frame->x, frame->y, frame->width, frame->height};
    VEC_PUSH(arena, &page->frames, area);
    Placed placed = {slab, frame->x, y, (uint32_t)(page->frames.count - 1)};
    VEC_PUSH(arena, &page->placed, placed);
}

void compose_fixed(const SectionContext *context, const Document *document, BookPages *pages) {
    const Template *template = context->template;
    BookPage page = {
        .number = (uint32_t)pages->count + 1, .template = template, .section = context->section};
    bool body = false;
    for (size_t i = 0; i < template->frame_count; i++) {
        body = body || template->frames[i].body;
        place_frame(context, document, &template->frames[i], &page);
    }
    if (!body && context->section->block_count > 0) {
        diag_report(context->setter->diag, MESSAGE_SECTION_UNSHOWN,
                    context->section->blocks[0]->where, ARGS(template->name));
    }
    VEC_PUSH(context->pages, pages, page);
}
