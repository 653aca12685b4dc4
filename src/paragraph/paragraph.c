/* Setting a paragraph: build, break, place. */
#include "paragraph/paragraph.h"

#include "paragraph/build.h"
#include "paragraph/lines.h"

/* A line may stick out by this much without a report: rounding of the shares of many spaces. */
#define OVERFULL_UNSEEN (UNIT_PER_POINT / 50)

static BreakParameters parameters_of(const Build *build) {
    const ParagraphRequest *request = build->request;
    BreakParameters with = break_parameters_make();
    with.rooms = request->rooms;
    with.room_count = request->room_count;
    with.looseness = request->looseness;
    with.least_last = 2 * request->style->size;
    with.hang_start = hang_at_start(build, request->from);
    if (request->hidden.length > 0) {
        with.unhyphenated = 1; /* A6.2: not beside the top of a drop cap */
        with.hang_start = 0;
    }
    if (request->style->align != ALIGN_JUSTIFY || request->balanced) {
        with.ragged = request->balanced ? request->rooms[0].width / 2 : 3 * request->style->size;
        if (with.ragged <= 0) with.ragged = 1;
        with.balanced = request->balanced;
    }
    return with;
}

static LinePlan plan_line(const Build *build, const LineBreaks *breaks, size_t number,
                          const BreakParameters *with) {
    LineRoom room = with->rooms[number < with->room_count ? number : with->room_count - 1];
    LinePlan plan = {.room = room, .ratio = breaks->lines[number].ratio, .first = number == 0};
    plan.from = build->request->from;
    plan.hang_start = with->hang_start;
    if (number > 0) {
        const LineItem *opening = &build->items[breaks->lines[number - 1].item];
        plan.from = opening->at;
        plan.hang_start = opening->hang_start;
    }
    uint32_t end = breaks->lines[number].item;
    plan.last = number + 1 == breaks->count;
    plan.to = (uint32_t)build->text.length;
    if (end < build->item_count) {
        const LineItem *closing = &build->items[end];
        plan.to = closing->end;
        plan.hang_end = closing->hang_end;
        plan.last = closing->penalty <= LINE_FORCED;
        plan.ends_in_hyphen = closing->hyphen;
        plan.inserts_hyphen = closing->inserted;
        plan.ends_at_space = closing->kind == LINE_GLUE;
    }
    return plan;
}

static void report_overfull(const Build *build, const SetLine *line) {
    Arena *arena = build->arena;
    StrBuilder excess = {.arena = arena};
    unit_write(&excess, unit_scale(line->overfull, 1, UNIT_PER_POINT / 10) * (UNIT_PER_POINT / 10));
    diag_report(build->setter->diag, MESSAGE_LINE_OVERFULL, text_place(build->request->text, line->from),
                ARGS(builder_text(&excess), build->request->style->name));
}

Paragraph paragraph_set(Setter *setter, const ParagraphRequest *request) {
    Paragraph paragraph = {.text = request->text, .style = request->style, .where = request->where};
    Arena *scratch = arena_open();
    Build build;
    build_paragraph(&build, setter, scratch, request);
    if (build.item_count > 0) {
        BreakParameters with = parameters_of(&build);
        LineBreaks breaks = break_lines(scratch, build.items, build.item_count, &with);
        paragraph.lines = ARENA_ARRAY(setter->arena, SetLine, breaks.count);
        paragraph.line_count = breaks.count;
        paragraph.demerits = breaks.demerits;
        for (size_t i = 0; i < breaks.count; i++) {
            LinePlan plan = plan_line(&build, &breaks, i, &with);
            paragraph.lines[i] = line_place(&build, &plan);
            if (paragraph.lines[i].overfull > OVERFULL_UNSEEN) report_overfull(&build, &paragraph.lines[i]);
        }
    }
    arena_close(scratch);
    return paragraph;
}

SetLine label_set(Setter *setter, Str text, const TextStyle *style, Span where) {
    TextStyle plain = *style;
    plain.align = ALIGN_LEFT;
    plain.hang = false;
    InlineRun run = {.kind = INLINE_TEXT, .end = (uint32_t)text.length, .where = where};
    Text content = {.bytes = text, .runs = &run, .run_count = 1};
    LineRoom room = {.width = UNIT_MAX / 2};
    ParagraphRequest request = {.text = &content,
                                .style = &plain,
                                .rooms = &room,
                                .room_count = 1,
                                .no_hyphen = true,
                                .where = where};
    Paragraph paragraph = paragraph_set(setter, &request);
    SetLine line = paragraph.line_count > 0 ? paragraph.lines[0] : (SetLine){0};
    for (size_t i = 0; i < line.piece_count; i++) line.pieces[i].origin = NULL; /* run dies here */
    return line;
}
