/* Setting a paragraph: build, break, place. */
#include "paragraph/paragraph.h"

#include "paragraph/build.h"
#include "paragraph/lines.h"

/* A line may stick out by this much without a report: rounding of the shares of many spaces. */
#define OVERFULL_UNSEEN (UNIT_PER_POINT / 10)

static BreakParameters parameters_of(const Build *build) {
    const ParagraphRequest *request = build->request;
    BreakParameters with = break_parameters_make();
    with.rooms = request->rooms;
    with.room_count = request->room_count;
    with.looseness = request->looseness;
    with.hyphens_in_row = language_hyphens_in_row(build->setter->languages.main); /* A6.3, A7 */
    with.least_last = unit_scale(request->style->indent_first, 3, 2);             /* A4.7 */
    with.hang_start = hang_at_start(build, request->from);
    if (request->hidden.length > 0) {
        with.unhyphenated = 1; /* A6.2: not beside the top of a drop cap */
        with.hang_start = 0;
    }
    if (request->style->align != ALIGN_JUSTIFY || request->balanced) {
        with.ragged = request->balanced ? request->rooms[0].width / 2 : 4 * request->style->size;
        if (with.ragged <= 0) with.ragged = 1;
        with.balanced = request->balanced;
    }
    return with;
}

static LinePlan plan_line(const Build *build, const LineBreaks *breaks, size_t number,
                          const BreakParameters *with) {
    LinePlan plan = {.room = with->rooms[number < with->room_count ? number : with->room_count - 1],
                     .ratio = breaks->lines[number].ratio,
                     .first = number == 0};
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
        plan.parts_form = closing->in_form;
        plan.ends_at_space = closing->kind == LINE_GLUE;
    }
    return plan;
}

/* How many characters of the line stick out, in such as it has on average; 1 at least. */
static int64_t characters_over(const Build *build, const SetLine *line) {
    Str text = str_slice(build->request->text->bytes, line->from, line->to);
    int64_t count = (int64_t)utf8_count(text), natural = line->natural;
    return natural > 0 ? ((int64_t)line->overfull * count + natural - 1) / natural : 1;
}

static void report_line(const Build *build, MessageCode code, const SetLine *line) {
    Arena *arena = build->arena;
    StrBuilder excess = {.arena = arena};
    unit_write_tenths(&excess, line->overfull, diag_decimal_point(build->setter->diag));
    StrBuilder over = {.arena = arena};
    builder_add_int(&over, characters_over(build, line));
    diag_report(build->setter->diag, code, text_place(build->request->text, line->from),
                ARGS(builder_text(&excess), build->request->style->name, builder_text(&over)));
}

static Paragraph place_lines(const Build *build, const BreakParameters *with,
                             const LineBreaks *breaks) {
    const ParagraphRequest *request = build->request;
    Paragraph paragraph = {.text = request->text, .style = request->style};
    paragraph.lines = ARENA_ARRAY(build->setter->arena, SetLine, breaks->count);
    paragraph.line_count = breaks->count;
    for (size_t i = 0; i < breaks->count; i++) {
        LinePlan plan = plan_line(build, breaks, i, with);
        paragraph.lines[i] = line_place(build, &plan);
    }
    return paragraph;
}

static void report_lines(const Build *build, MessageCode code, const Paragraph *paragraph) {
    for (size_t i = 0; i < paragraph->line_count; i++) {
        if (paragraph->lines[i].overfull > OVERFULL_UNSEEN)
            report_line(build, code, &paragraph->lines[i]);
    }
}

/* Breaks and places what was built. */
static Paragraph break_built(const Build *build) {
    Paragraph paragraph = {.text = build->request->text, .style = build->request->style};
    if (build->item_count == 0) return paragraph;
    BreakParameters with = parameters_of(build);
    LineBreaks breaks = break_lines(build->arena, build->items, build->item_count, &with);
    return place_lines(build, &with, &breaks);
}

static Unit widest_excess(const Paragraph *paragraph) {
    Unit most = 0;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        if (paragraph->lines[i].overfull > most) most = paragraph->lines[i].overfull;
    }
    return most;
}

/* True if some line sticks out so far that it might stand on other text. */
static bool reaches_too_far(const ParagraphRequest *request, const Paragraph *paragraph) {
    Unit most = request->verbatim ? OVERFULL_UNSEEN : request->style->size;
    return !request->anywhere && !request->keeps_words && widest_excess(paragraph) > most;
}

/* The same, cut where it may be cut between any two characters; *paragraph stays as it is where
 * that is of no use. */
static bool set_cut(const Build *build, Paragraph *paragraph) {
    ParagraphRequest request = *build->request;
    request.anywhere = true;
    request.no_hyphen = false;
    Build again;
    build_paragraph(&again, build->setter, build->arena, &request);
    Paragraph cut = break_built(&again);
    if (widest_excess(&cut) > request.style->size) return false;
    report_lines(build, MESSAGE_LINE_CUT, paragraph);
    *paragraph = cut;
    return true;
}

/* The same, with its reports; cut where it would reach too far. */
static Paragraph set_built(const Build *build) {
    Paragraph paragraph = break_built(build);
    if (!reaches_too_far(build->request, &paragraph) || !set_cut(build, &paragraph))
        report_lines(build, MESSAGE_LINE_OVERFULL, &paragraph);
    return paragraph;
}

static Paragraph set_new(Setter *setter, const ParagraphRequest *request) {
    Arena *scratch = arena_open();
    Build build;
    build_paragraph(&build, setter, scratch, request);
    Paragraph paragraph = set_built(&build);
    arena_close(scratch);
    return paragraph;
}

/* What a paragraph's lines depend on, as bytes without padding that differs. The rooms between the
 * first and the last one are those beside a drop cap: text, style and `from` decide them. */
typedef struct ParagraphKey {
    const Text *text;
    const TextStyle *style;
    uint64_t room_count, from, flags;
    LineRoom first, last;
    int64_t looseness;
} ParagraphKey;

static ParagraphKey key_make(const ParagraphRequest *request) {
    return (ParagraphKey){
        .text = request->text,
        .style = request->style,
        .room_count = request->room_count,
        .from = request->from,
        .flags = (uint64_t)request->verbatim | (uint64_t)request->no_hyphen << 1 |
                 (uint64_t)request->balanced << 2 | (uint64_t)request->anywhere << 3 |
                 (uint64_t)request->keeps_words << 4,
        .first = request->rooms[0],
        .last = request->rooms[request->room_count - 1],
        .looseness = request->looseness,
    };
}

static Str key_bytes(const ParagraphKey *key) {
    return (Str){(const char *)key, sizeof *key};
}

/* The same, and keeps what it was built of. */
static Paragraph set_kept(Setter *setter, const ParagraphRequest *request, Str key) {
    Arena *scratch = arena_open();
    Build *kept = ARENA_NEW(setter->builds->arena, Build);
    build_paragraph(kept, setter, setter->builds->arena, request);
    map_put(setter->builds, key, kept);
    Build build = *kept;
    build.arena = scratch;
    Paragraph paragraph = set_built(&build);
    arena_close(scratch);
    return paragraph;
}

/* What is known of a paragraph: its lines, and its variants once they were asked for. */
typedef struct KnownParagraph {
    ParagraphKey key;
    Paragraph paragraph;
    bool flexed;
    FlexedParagraph variants[2];
    size_t variant_count;
} KnownParagraph;

/* A text that shows a page reference differs from round to round. */
static bool is_remembered(const Setter *setter, const ParagraphRequest *request) {
    return setter->paragraphs != NULL && !text_holds(request->text, INLINE_PAGE_REFERENCE);
}

Paragraph paragraph_set(Setter *setter, const ParagraphRequest *request) {
    if (!is_remembered(setter, request)) return set_new(setter, request);
    ParagraphKey key = key_make(request);
    KnownParagraph *known = map_find(setter->paragraphs, key_bytes(&key));
    if (known == NULL) {
        known = ARENA_NEW(setter->paragraphs->arena, KnownParagraph);
        known->key = key;
        Str bytes = key_bytes(&known->key);
        bool flexible = setter->builds != NULL && request->style->align == ALIGN_JUSTIFY;
        known->paragraph = flexible ? set_kept(setter, request, bytes) : set_new(setter, request);
        map_put(setter->paragraphs, bytes, known);
    }
    return known->paragraph;
}

/* The build that was kept, or a new one. Only its request was the caller's and is gone. */
static Build build_again(Setter *setter, Arena *scratch, const ParagraphRequest *request) {
    ParagraphKey key = key_make(request);
    const Build *kept = setter->builds != NULL ? map_find(setter->builds, key_bytes(&key)) : NULL;
    Build build;
    if (kept == NULL) {
        build_paragraph(&build, setter, scratch, request);
        return build;
    }
    build = *kept;
    build.setter = setter;
    build.arena = scratch;
    build.request = request;
    return build;
}

static size_t flex_new(Setter *setter, const ParagraphRequest *request, size_t lines,
                       FlexedParagraph found[2]) {
    Arena *scratch = arena_open();
    Build build = build_again(setter, scratch, request);
    BreakParameters with = parameters_of(&build);
    LineBreaks breaks[2];
    size_t count = break_lines_flexed(scratch, build.items, build.item_count, &with, lines, breaks);
    for (size_t i = 0; i < count; i++) {
        found[i] = (FlexedParagraph){place_lines(&build, &with, &breaks[i]), breaks[i].demerits};
    }
    arena_close(scratch);
    return count;
}

size_t paragraph_flex(Setter *setter, const ParagraphRequest *request, size_t lines,
                      FlexedParagraph found[2]) {
    ParagraphKey key = key_make(request);
    KnownParagraph *known =
        is_remembered(setter, request) ? map_find(setter->paragraphs, key_bytes(&key)) : NULL;
    if (known == NULL) return flex_new(setter, request, lines, found);
    if (!known->flexed) {
        known->variant_count = flex_new(setter, request, lines, known->variants);
        known->flexed = true;
    }
    for (size_t i = 0; i < known->variant_count; i++) found[i] = known->variants[i];
    return known->variant_count;
}

SetLine label_set_in(Setter *setter, Str text, Str language, const TextStyle *style, Span where) {
    TextStyle *plain = ARENA_NEW(setter->arena, TextStyle);
    InlineRun *run = ARENA_NEW(setter->arena, InlineRun);
    Text *content = ARENA_NEW(setter->arena, Text);
    *plain = *style;
    plain->align = ALIGN_LEFT;
    plain->hang = false;
    *run = (InlineRun){
        .kind = INLINE_TEXT, .end = (uint32_t)text.length, .language = language, .where = where};
    *content = (Text){.bytes = text, .runs = run, .run_count = 1};
    LineRoom room = {.width = UNIT_MAX / 2};
    ParagraphRequest request = {.text = content,
                                .style = plain,
                                .rooms = &room,
                                .room_count = 1,
                                .no_hyphen = true,
                                .where = where};
    Paragraph paragraph = set_new(setter, &request);
    SetLine line = paragraph.line_count > 0 ? paragraph.lines[0] : (SetLine){0};
    line.width = line.natural; /* a label is as wide as its text */
    return line;
}

SetLine label_set(Setter *setter, Str text, const TextStyle *style, Span where) {
    return label_set_in(setter, text, STR(""), style, where);
}
