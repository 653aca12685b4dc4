/* Variants of paragraphs for the page breaker; see flexing.h.
 *
 * Setting a paragraph twice more takes time, and most pages need none: so the flow is first broken
 * as it is, and variants are made only where the result is worse than a flexed paragraph. The first
 * solution is still among those of the second search, which so is never worse but perhaps in a flow
 * of many boxes (page_beam.h). */
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

/* A paragraph whose lines are the units [first, end). */
static void flex_paragraph(Flexing *m, size_t first, size_t end) {
    const StackParagraph *as = m->part->contents[first].paragraph;
    FlexedParagraph found[2];
    size_t count = paragraph_flex(m->context->setter, &as->request, end - first, found);
    for (size_t i = 0; i < count; i++) {
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

/* Makes variants of the paragraphs that begin on the costly pages and on those before them. */
static void flex_pages(Flexing *m, const PagePlans *plans) {
    const FlowPart *part = m->part;
    size_t unit = 0;
    for (size_t p = 0; p < plans->count; p++) {
        if (plans->pages[p].cost <= part->flow.evils[EVIL_FLEXED]) continue;
        size_t first = page_place(plans, p > 0 ? p - 1 : 0), stop = plans->pages[p].end_place;
        if (unit < first) unit = first;
        while (unit < stop) {
            bool begins = unit == 0 || part->contents[unit].paragraph == NULL ||
                          part->contents[unit - 1].paragraph != part->contents[unit].paragraph;
            size_t end = begins ? paragraph_end(part, unit) : unit;
            if (end > unit) flex_paragraph(m, unit, end);
            unit = end > unit ? end : unit + 1;
        }
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

PagePlans part_break(const SectionContext *context, FlowPart *part) {
    PagePlans plans = break_pages(context->flows, &part->flow);
    if (part->flow.evils[EVIL_FLEXED] == EVIL_FORBID || !is_costly(&part->flow, &plans))
        return plans;
    Flexing flexing = {.context = context, .part = part};
    for (size_t u = 0; u <= part->flow.unit_count; u++) { /* one more that is no unit */
        bool real = u < part->flow.unit_count;
        VEC_PUSH(context->work, &flexing.units, real ? part->flow.units[u] : (FlowUnit){0});
        VEC_PUSH(context->work, &flexing.contents, real ? part->contents[u] : (FlowContent){0});
    }
    flex_pages(&flexing, &plans);
    if (flexing.flexes.count == 0) return plans;
    take_variants(&flexing);
    int64_t most = part->flow.page_cost == 0 ? plans.cost : INT64_MAX;
    return break_pages_again(context->flows, &part->flow, most);
}
