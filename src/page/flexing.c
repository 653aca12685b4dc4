/* Variants of paragraphs for the page breaker; see flexing.h.
 *
 * Setting a paragraph twice more takes time, and most pages need none: so the flow is first broken
 * as it is, and variants are made only where the result is worse than a flexed paragraph. The first
 * solution stands where the second search finds none that is as good. Where a number of pages is
 * missed, lines are to be won or lost anywhere: then every paragraph has its variant. */
#include "page/flexing.h"

#include <string.h>

/* Demerits per line that make a variant twice as dear as its weight: those of lines of badness 90.
 */
#define FLEX_DEMERITS 10000
/* A variant that costs this many times its weight is never taken. */
#define FLEX_TIMES_MOST 20

typedef struct Flexing {
    const SectionContext *context;
    FlowPart *part;
    FlexAim aim;
    VEC(FlowUnit) units;
    VEC(FlowContent) contents;
    VEC(FlowFlex) flexes;
} Flexing;

static int64_t flex_cost(const Flow *flow, const FlexedParagraph *flexed) {
    int64_t lines = (int64_t)flexed->paragraph.line_count;
    int64_t weight = flow->evils[EVIL_FLEXED];
    if (flexed->demerits >= FLEX_TIMES_MOST * FLEX_DEMERITS * lines)
        return FLEX_TIMES_MOST * weight;
    return weight + round_ratio(weight, flexed->demerits, FLEX_DEMERITS * lines);
}

/* ---- a variant's units ---- */

/* Note lines due once notes are called: they are those of the normal paragraph, which lie between
 * `due` and `most`. */
static size_t notes_due_after(const FlowPart *part, Note *const *notes, size_t count, size_t due,
                              size_t most) {
    for (size_t n = 0; n < count; n++) {
        for (size_t i = 0; i < part->column_note_count; i++) {
            const ColumnNote *set = &part->column_notes[i];
            if (set->end > most) break;
            if (set->note == notes[n] && set->end > due) due = set->end;
        }
    }
    return due;
}

/* The first lines of both are held by the same heading, and stand below the same room. */
static void add_variant(Flexing *m, size_t first, size_t end, const StackLines *lines,
                        int64_t cost) {
    const FlowUnit *normal = &m->part->flow.units[first];
    const FlowContent *at = &m->part->contents[first];
    Arena *work = m->context->work;
    FlowFlex flex = {first, end, m->units.count, m->units.count + lines->count, cost};
    size_t due = first > 0 ? m->part->flow.units[first - 1].notes_due : 0;
    size_t most = m->part->flow.units[end - 1].notes_due;
    for (size_t i = 0; i < lines->count; i++) {
        const StackLine *line = &lines->items[i];
        size_t like = i < end - first ? i : end - first - 1;
        FlowContent content = {.slab = line->slab};
        if (i == 0 || i + 1 == lines->count) {
            content.beside = at[i == 0 ? 0 : end - first - 1].beside;
            content.beside_count = at[i == 0 ? 0 : end - first - 1].beside_count;
        }
        for (size_t b = 0; b < content.beside_count; b++)
            due = notes_due_after(m->part, content.beside[b]->notes, content.beside[b]->note_count,
                                  due, most);
        due = i + 1 < lines->count
                  ? notes_due_after(m->part, line->notes, line->note_count, due, most)
                  : most;
        FlowUnit unit = {.rows = 1,
                         .space = i == 0 ? normal->space : 0,
                         .held = line->cost == EVIL_FORBID || (i == like && normal[i].held),
                         .orphan = line->orphan,
                         .widow = line->widow,
                         .in_form = line->in_form,
                         .hyphen = line->hyphen,
                         .flex = (uint32_t)m->flexes.count,
                         .place = first + like,
                         .notes_due = due};
        VEC_PUSH(work, &m->units, unit);
        VEC_PUSH(work, &m->contents, content);
    }
    VEC_PUSH(work, &m->flexes, flex);
}

/* Whether the aim asks for a paragraph of other lines. costly: it is on a costly page or before. */
static bool is_aimed_at(const Flexing *m, size_t lines, size_t normal, bool costly) {
    if (costly) return true;
    return m->aim == FLEX_SHORTER ? lines < normal : m->aim == FLEX_LONGER && lines > normal;
}

/* A paragraph whose lines are the units [first, end). */
static void flex_paragraph(Flexing *m, size_t first, size_t end, bool costly) {
    const StackParagraph *as = m->part->contents[first].paragraph;
    FlexedParagraph found[2];
    size_t count = paragraph_flex(m->context->setter, &as->request, end - first, found);
    for (size_t i = 0; i < count; i++) {
        if (!is_aimed_at(m, found[i].paragraph.line_count, end - first, costly)) continue;
        int64_t cost = flex_cost(&m->part->flow, &found[i]);
        if (cost == 0 || cost < FLEX_TIMES_MOST * m->part->flow.evils[EVIL_FLEXED]) {
            Stacker stacker = section_stacker(m->context, m->context->area.column_width);
            stack_again(&stacker, as, &found[i].paragraph);
            add_variant(m, first, end, &stacker.lines, cost);
        }
    }
}

/* ---- which paragraphs ---- */

/* The end of the paragraph that begins with a unit; the unit itself if none does, or one that is
 * not on the page line by line. */
static size_t paragraph_end(const FlowPart *part, size_t unit) {
    const StackParagraph *as = part->contents[unit].paragraph;
    size_t end = unit;
    while (as != NULL && end < part->flow.unit_count && part->contents[end].paragraph == as) {
        if (part->flow.units[end].page_notes > 0) return unit;
        end++;
    }
    return end;
}

static size_t page_place(const PagePlans *plans, size_t page) {
    return page > 0 ? plans->pages[page - 1].end_place : 0;
}

/* Whether a page or the one behind it is costly. */
static bool leads_to_cost(const Flow *flow, const PagePlans *plans, size_t page) {
    for (size_t p = page; p <= page + 1 && p < plans->count; p++)
        if (plans->pages[p].cost > flow->evils[EVIL_FLEXED]) return true;
    return false;
}

/* Makes variants of the paragraphs that begin on a page. */
static void flex_page(Flexing *m, const PagePlans *plans, size_t page) {
    const FlowPart *part = m->part;
    bool costly = leads_to_cost(&part->flow, plans, page);
    if (!costly && m->aim == FLEX_COSTLY) return;
    for (size_t unit = page_place(plans, page); unit < plans->pages[page].end_place;) {
        bool begins = unit == 0 || part->contents[unit].paragraph == NULL ||
                      part->contents[unit - 1].paragraph != part->contents[unit].paragraph;
        size_t end = begins ? paragraph_end(part, unit) : unit;
        if (end > unit) flex_paragraph(m, unit, end, costly);
        unit = end > unit ? end : unit + 1;
    }
}

static bool is_costly(const Flow *flow, const PagePlans *plans) {
    for (size_t p = 0; p < plans->count; p++)
        if (plans->pages[p].cost > flow->evils[EVIL_FLEXED]) return true;
    return false;
}

/* ---- the flow with them ---- */

static void *keep(Arena *arena, const void *items, size_t size, size_t count) {
    void *kept = arena_take(arena, size, count);
    return memcpy(kept, items, size * count);
}

static void take_variants(Flexing *m) {
    Arena *flows = m->context->flows;
    Flow *flow = &m->part->flow;
    flow->units = keep(flows, m->units.items, sizeof *m->units.items, m->units.count);
    flow->flexes = keep(flows, m->flexes.items, sizeof *m->flexes.items, m->flexes.count);
    flow->flex_count = m->flexes.count;
    m->part->contents =
        keep(flows, m->contents.items, sizeof *m->contents.items, m->contents.count);
}

PagePlans part_break(const SectionContext *context, FlowPart *part, FlexAim aim) {
    PagePlans plans = break_pages(context->flows, &part->flow);
    if (aim == FLEX_NONE || part->flow.evils[EVIL_FLEXED] == EVIL_FORBID) return plans;
    if (aim == FLEX_COSTLY && !is_costly(&part->flow, &plans)) return plans;
    Flexing flexing = {.context = context, .part = part, .aim = aim};
    for (size_t u = 0; u <= part->flow.unit_count; u++) { /* one more that is no unit */
        bool real = u < part->flow.unit_count;
        VEC_PUSH(context->work, &flexing.units, real ? part->flow.units[u] : (FlowUnit){0});
        VEC_PUSH(context->work, &flexing.contents, real ? part->contents[u] : (FlowContent){0});
    }
    for (size_t p = 0; p < plans.count; p++) flex_page(&flexing, &plans, p);
    if (flexing.flexes.count == 0) return plans;
    take_variants(&flexing);
    return break_pages_again(context->flows, &part->flow, &plans);
}
