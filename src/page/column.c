/* The ends of one column: see column_ends in filling.h.
 *
 * One walk over the column's units counts the rows of three ways at once: with no paragraph flexed,
 * with one set shorter, with one set longer. Of the paragraphs passed, the cheapest variant of each
 * kind stands for all, as what follows is alike; within a flexible paragraph each variant is walked
 * by itself. So the work is a few times the column's units. */
#include "page/filling.h"

/* A note continues in the next column with no fewer lines than this in each (A4.6 of the French
 * rules). */
#define NOTE_LINES_LEAST 2

enum { SHORTER, PLAIN, LONGER, WAY_COUNT };

/* A way through the column. */
typedef struct Way {
    bool open;            /* it may go on */
    const FlowFlex *flex; /* the one on it, NULL for PLAIN */
} Way;

typedef struct Walk {
    const Filling *f;
    const EndSearch *search;
    ColumnEnds ends;
    Way ways[WAY_COUNT];
    Way due[WAY_COUNT]; /* ways of the present paragraph's variants, which join at its end */
    size_t due_at;
    size_t noted; /* the note lines up to here add so many rows */
    int32_t note_rows;
} Walk;

/* ---- notes that must be parted ---- */

size_t column_fitting_notes(const Filling *f, int32_t column, size_t to, int32_t rows,
                            int32_t room) {
    size_t fit = f->note;
    while (fit < to && rows + filling_added_notes(f, column, fit + 1) <= room) fit++;
    return fit;
}

/* True if a unit and the notes it calls, or those carried to it, fill more than a whole column:
 * they must be divided. */
static bool must_divide(const Filling *f, size_t unit, size_t first) {
    const Flow *flow = f->flow;
    size_t due = flow->units[unit].notes_due;
    if (due <= first) return false;
    int64_t height = flow->note_tops[due] - flow->note_tops[first];
    return flow->units[unit].rows + filling_note_rows(flow, height) > flow->rows;
}

static bool begins_note(const Flow *flow, size_t line) {
    return flow->note_begins == NULL || flow->note_begins[line];
}

/* The last place at or before `at` where the notes may be parted: between two of them, or where
 * enough lines of one stand on either side. */
static size_t parting_of(const Filling *f, size_t at, size_t due) {
    const Flow *flow = f->flow;
    if (at >= due || begins_note(flow, at)) return at;
    size_t begin = at, end = at;
    while (begin > f->note && !begins_note(flow, begin)) begin--;
    while (end < flow->note_count && !begins_note(flow, end)) end++;
    if (end - at < NOTE_LINES_LEAST) at = end > NOTE_LINES_LEAST ? end - NOTE_LINES_LEAST : begin;
    return at < begin + NOTE_LINES_LEAST ? begin : at;
}

/* Whether the layout lets notes be parted so: a forbidden evil is accepted only where there is no
 * way around it. */
static bool may_part(const Filling *f, size_t note, size_t due) {
    const Flow *flow = f->flow;
    bool split = note < due && !begins_note(flow, note), far = false;
    for (size_t n = note; n < due && !far; n++) far = begins_note(flow, n);
    return !(split && flow->evils[EVIL_SPLIT_NOTE] == EVIL_FORBID) &&
           !(far && flow->evils[EVIL_NOTE_FAR] == EVIL_FORBID);
}

/* ---- the walk ---- */

/* Rows that the notes up to `due` add; most units in a row have the same ones. */
static int32_t added_notes(Walk *w, size_t due) {
    if (due != w->noted) {
        w->noted = due;
        w->note_rows = filling_added_notes(w->f, w->search->column, due);
    }
    return w->note_rows;
}

/* Offers the end behind a unit; false if nothing more fits on this way. due_before: note lines due
 * before the unit. */
static bool offer_end(Walk *w, size_t unit, size_t next, int32_t rows, size_t due_before,
                      const FlowFlex *flex) {
    const Filling *f = w->f;
    const EndSearch *search = w->search;
    if (rows > search->most && !f->forced) return false;
    if (rows < search->least && next != search->stop) return true;
    size_t due = f->flow->units[unit].notes_due;
    ColumnEnd end = {.unit = next, .note = due, .last = unit, .rows = rows, .flex = flex};
    if (rows + added_notes(w, due) <= search->room) {
        VEC_PUSH(f->arena, &w->ends, end);
        return true;
    }
    if (!search->divides) return false;
    bool first =
        unit == f->unit || (flex != NULL && unit == flex->alt_first && f->unit == flex->first);
    end.note = column_fitting_notes(f, search->column, due, rows, search->room);
    end.overfull = rows > search->room;
    /* What is too tall for a page stands on one without boxes: it would lie over them. */
    bool boxes = f->plan.end_float > f->plan.first_float;
    if (!(f->forced && first) || (end.overfull && boxes)) {
        if (end.overfull) return false;
        bool must = must_divide(f, unit, first ? f->note : due_before);
        end.note = parting_of(f, end.note, due);
        if (must ? end.note < f->note + NOTE_LINES_LEAST : !may_part(f, end.note, due))
            return false;
    }
    VEC_PUSH(f->arena, &w->ends, end);
    return false;
}

/* The ends within a variant, from its paragraph's first line in this column on. */
static void walk_variant(Walk *w, const FlowFlex *flex, int32_t rows, size_t due) {
    const Flow *flow = w->f->flow;
    int32_t alt_rows = 0, normal_rows = 0;
    bool open = true;
    for (size_t u = flex->alt_first; u < flex->alt_end && open; u++) {
        alt_rows += flow->units[u].rows;
        if (rows + alt_rows > flow->units[u].rows) alt_rows += flow->units[u].space;
        open = offer_end(w, u, flow_next(flow, u), rows + alt_rows, due, flex);
        due = flow->units[u].notes_due;
    }
    if (!open) return;
    for (size_t u = flex->first; u < flex->end; u++) {
        normal_rows += flow->units[u].rows;
        if (rows + normal_rows > flow->units[u].rows) normal_rows += flow->units[u].space;
    }
    int way = alt_rows - normal_rows == -1 ? SHORTER : LONGER;
    if (alt_rows - normal_rows != -1 && alt_rows - normal_rows != 1) return;
    Way *held = &w->due[way];
    if (held->flex == NULL || flex->cost < held->flex->cost) *held = (Way){true, flex};
    w->due_at = flex->end;
}

/* At a paragraph's end its variants join the ways. */
static void join_ways(Walk *w) {
    for (int i = 0; i < WAY_COUNT; i++) {
        const Way *due = &w->due[i];
        Way *way = &w->ways[i];
        if (!due->open) continue;
        if (!way->open || due->flex->cost < way->flex->cost) *way = *due;
        w->due[i] = (Way){0};
    }
    w->due_at = NO_UNIT;
}

/* The first variant that begins at a place or behind it. */
static size_t flex_at(const Flow *flow, size_t place) {
    size_t low = 0, high = flow->flex_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (flow->flexes[middle].first < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

ColumnEnds column_ends(const Filling *f, const EndSearch *search) {
    const Flow *flow = f->flow;
    Walk walk = {.f = f, .search = search, .due_at = NO_UNIT, .noted = SIZE_MAX};
    walk.ways[PLAIN].open = true;
    size_t flex = flow->flex_count > 0 ? flex_at(flow, flow_place(flow, f->unit)) : 0;
    size_t due = filling_notes_due(flow, f->unit);
    int32_t rows = 0;
    for (size_t u = f->unit; flow_place(flow, u) < search->stop;) {
        if (u == walk.due_at) join_ways(&walk);
        while (flex < flow->flex_count && u < flow->unit_count && flow->flexes[flex].first <= u) {
            if (flow->flexes[flex].first == u && walk.ways[PLAIN].open)
                walk_variant(&walk, &flow->flexes[flex], rows, due);
            flex++;
        }
        size_t next = flow_next(flow, u);
        rows +=
            flow->units[u].rows + (u != f->unit ? flow->units[u].space : flow->units[u].head_rows);
        if (rows - 1 > search->most && !(f->forced && u == f->unit)) break;
        bool open = walk.due_at != NO_UNIT;
        for (int i = 0; i < WAY_COUNT; i++) {
            Way *way = &walk.ways[i];
            if (!way->open) continue;
            way->open = offer_end(&walk, u, next, rows + i - PLAIN, due, way->flex);
            open = open || way->open;
        }
        if (!open) break;
        due = flow->units[u].notes_due;
        u = next;
    }
    return walk.ends;
}
