/* What to say when there are too many or too few pages: see goals_report in goals.h.
 *
 * A page is won where a part's last page holds the fewest lines, if so many lines are lost before
 * it. A paragraph loses a line the more easily the shorter its last line is. Where a paragraph can
 * be set shorter (FlowFlex), the page breaker has tried to take that line away already: others are
 * named. Only normal units are looked at here, as an author changes the paragraph and not its
 * flexed form. */
#include "page/goals.h"

/* Paragraphs named at a time. */
#define NAMED_MOST 3
/* Where more lines than this are too many, single ones do not help. */
#define LINES_ADVISED_MOST 30

/* A paragraph of more than one line, and how much its last line holds. */
typedef struct ShortParagraph {
    const Block *block;
    Unit last; /* width of the last line's text */
} ShortParagraph;

typedef struct Advice {
    ShortParagraph named[NAMED_MOST]; /* the shortest last lines, shortest first */
    size_t count;
    /* While units are walked: */
    const Block *block;
    size_t lines; /* of it so far */
    bool flexed;  /* it can be set shorter */
} Advice;

/* ---- lines ---- */

/* Lines of text on the part's last page, over all columns. */
static int64_t last_page_lines(const GoalPart *part) {
    if (part->plans->count == 0) return 0;
    const PagePlan *plan = &part->plans->pages[part->plans->count - 1];
    int64_t lines = 0;
    for (size_t s = 0; s < plan->slot_count; s++) {
        for (size_t u = plan->slots[s].first; u < plan->slots[s].end; u++)
            lines += part->part->flow.units[u].rows;
    }
    return lines;
}

/* The part with more than one page whose last page holds the fewest lines; NULL for none. */
static const GoalPart *thinnest_part(const GoalPart *parts, size_t count, const bool *used) {
    const GoalPart *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (used[i] || parts[i].plans->count < 2) continue;
        if (best == NULL || last_page_lines(&parts[i]) < last_page_lines(best)) best = &parts[i];
    }
    return best;
}

/* ---- paragraphs ---- */

static void keep_paragraph(Advice *advice, ShortParagraph paragraph) {
    size_t at = advice->count;
    while (at > 0 && advice->named[at - 1].last > paragraph.last) at--;
    if (at == NAMED_MOST) return;
    if (advice->count < NAMED_MOST) advice->count++;
    for (size_t i = advice->count - 1; i > at; i--) advice->named[i] = advice->named[i - 1];
    advice->named[at] = paragraph;
}

static void see_line(Advice *advice, const SlabItem *item) {
    if (item->kind != SLAB_LINE || item->block == NULL) return;
    if (item->role != SLAB_PARAGRAPH && item->role != SLAB_LIST_ITEM) return;
    if (item->block != advice->block) advice->lines = 0;
    advice->block = item->block;
    advice->lines++;
    if (!item->ends_block || advice->lines < 2 || advice->flexed) return;
    const SetLine *line = item->as.text.line;
    keep_paragraph(advice,
                   (ShortParagraph){item->block, unit_from((int64_t)line->end - line->indent)});
}

static void see_part(Advice *advice, const GoalPart *part) {
    const Flow *flow = &part->part->flow;
    size_t flex = 0;
    advice->block = NULL;
    for (size_t u = 0; u < flow->unit_count; u++) {
        while (flex < flow->flex_count && flow->flexes[flex].end <= u) flex++;
        advice->flexed = false;
        for (size_t i = flex; i < flow->flex_count && flow->flexes[i].first <= u; i++)
            advice->flexed = advice->flexed || flex_is_shorter(&flow->flexes[i]);
        const FlowContent *content = &part->part->contents[u];
        for (size_t i = 0; content->box == NULL && i < content->slab->items.count; i++)
            see_line(advice, &content->slab->items.items[i]);
    }
}

/* The paragraphs named, as "content/fr/10-texte.md:12, …"; none where they would not help. */
static Str named_text(Arena *arena, const Advice *advice, int64_t lines) {
    StrBuilder text = {.arena = arena};
    if (lines > LINES_ADVISED_MOST) return STR("");
    for (size_t i = 0; i < advice->count && (int64_t)i < lines; i++) {
        Span where = advice->named[i].block->where;
        if (where.source == NULL) continue;
        if (text.length > 0) builder_add_c(&text, ", ");
        builder_add(&text, where.source->path);
        builder_add_byte(&text, ':');
        builder_add_int(&text, where.line);
    }
    return builder_text(&text);
}

/* ---- reports ---- */

static Str count_text(Arena *arena, size_t count) {
    StrBuilder text = {.arena = arena};
    builder_add_int(&text, (int64_t)count);
    return builder_text(&text);
}

/* Lines of the longest part's full page: what a further page would cost. */
static int64_t full_page_lines(const GoalPart *parts, size_t count) {
    const GoalPart *longest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (longest == NULL || parts[i].plans->count > longest->plans->count) longest = &parts[i];
    }
    if (longest == NULL) return 0;
    return (int64_t)longest->part->flow.rows * longest->part->flow.columns;
}

/* The part that lacks the fewest lines, as far as that is known; NULL if it is not. */
static const GoalPart *nearest_part(const GoalPart *parts, size_t count) {
    const GoalPart *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].lacking == 0) continue;
        if (best == NULL || parts[i].lacking < best->lacking) best = &parts[i];
    }
    return best;
}

/* How many lines must go for so many pages fewer, at most, and where. */
static int64_t advise(const GoalPart *parts, size_t count, size_t fewer, Advice *advice) {
    const GoalPart *nearest = nearest_part(parts, count);
    if (nearest != NULL && (fewer == 1 || count == 1)) {
        see_part(advice, nearest);
        return nearest->lacking;
    }
    Arena *arena = arena_open();
    bool *used = ARENA_ARRAY(arena, bool, count);
    int64_t lines = 0;
    for (size_t i = 0; i < fewer; i++) {
        const GoalPart *part = thinnest_part(parts, count, used);
        if (part == NULL) {
            lines += full_page_lines(parts, count);
            continue;
        }
        used[part - parts] = true;
        lines += last_page_lines(part);
        see_part(advice, part);
    }
    arena_close(arena);
    return lines;
}

/* What so many lines hold, in lines as the parts' are on average. */
static size_t lines_characters(const GoalPart *parts, size_t count, int64_t lines) {
    int64_t characters = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        const FlowPart *part = parts[i].part;
        for (size_t u = 0; u < part->flow.unit_count; u++) {
            size_t here = slab_characters(part->contents[u].slab);
            if (here > 0) all += part->flow.units[u].rows;
            characters += (int64_t)here;
        }
    }
    return all > 0 ? (size_t)(characters * lines / all) : 0;
}

static void report_fewer(const PageGoals *goals, size_t pages, size_t wanted, const GoalPart *parts,
                         size_t count, MessageCode code, Diag *diag) {
    Advice advice = {0};
    int64_t lines = advise(parts, count, pages - wanted, &advice);
    if (lines == 0 && code == MESSAGE_PAGES_SHORTEN) return;
    diag_report(diag, code, goals->where,
                ARGS(count_text(diag->arena, pages), count_text(diag->arena, wanted),
                     count_text(diag->arena, (size_t)lines),
                     named_text(diag->arena, &advice, lines),
                     count_text(diag->arena, lines_characters(parts, count, lines))));
}

static void report_multiple(const PageGoals *goals, size_t pages, const GoalPart *parts,
                            size_t count, Diag *diag) {
    size_t multiple = (size_t)goals->multiple_of, over = pages % multiple;
    diag_report(diag, MESSAGE_PAGES_NOT_MULTIPLE, goals->where,
                ARGS(count_text(diag->arena, pages), count_text(diag->arena, multiple),
                     count_text(diag->arena, multiple - over), count_text(diag->arena, over)));
    if (pages > multiple)
        report_fewer(goals, pages, pages - over, parts, count, MESSAGE_PAGES_SHORTEN, diag);
}

void goals_report(const PageGoals *goals, size_t pages, const GoalPart *parts, size_t count,
                  Diag *diag) {
    size_t blank = goals_blank_pages(goals, pages), all = pages + blank;
    if (goals->least > 0 && all < (size_t)goals->least) {
        size_t least = (size_t)goals->least;
        diag_report(diag, MESSAGE_PAGES_TOO_FEW, goals->where,
                    ARGS(count_text(diag->arena, all), count_text(diag->arena, least),
                         count_text(diag->arena, least - all)));
    }
    if (goals->multiple_of > 0 && all % (size_t)goals->multiple_of != 0)
        report_multiple(goals, pages, parts, count, diag);
    if (goals->most > 0 && all > (size_t)goals->most) {
        size_t most = (size_t)goals->most; /* with blank pages, the last multiple below it */
        if (goals->fill_blank && goals->multiple_of > 0) most -= most % (size_t)goals->multiple_of;
        report_fewer(goals, pages, most, parts, count, MESSAGE_PAGES_TOO_MANY, diag);
    }
    if (blank > 0)
        diag_report(diag, MESSAGE_PAGES_BLANK, goals->where,
                    ARGS(count_text(diag->arena, blank),
                         count_text(diag->arena, (size_t)goals->multiple_of)));
}
