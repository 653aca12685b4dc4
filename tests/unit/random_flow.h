/* Random small flows: paragraphs with notes, hyphens and variants, headings, blocks across the
 * columns, boxes that float and boxes that are cut. */
#ifndef MAQUETTE_TESTS_RANDOM_FLOW_H
#define MAQUETTE_TESTS_RANDOM_FLOW_H

#include "page/page_breaker.h"

#include <string.h>

#include "evils.h"
#include "spec.h"

#define UNITS_MOST  64
#define FLOATS_MOST 64

typedef struct Making {
    Arena *arena;
    uint64_t *seed;
    FlowUnit units[2 * UNITS_MOST];
    FlowFlex flexes[UNITS_MOST];
    FlowFloat floats[FLOATS_MOST];
    Flow flow;
    size_t variant_count; /* their units stand from UNITS_MOST on */
    bool holds;           /* what comes next is not parted from what came last */
} Making;

static inline void add_paragraph(Making *m) {
    Flow *flow = &m->flow;
    size_t first = flow->unit_count, lines = 1 + random_below(m->seed, 6);
    size_t noted = random_below(m->seed, 3) == 0 ? random_below(m->seed, (uint32_t)lines) : lines;
    for (size_t i = 0; i < lines; i++) {
        if (i == noted) flow->note_count += 1 + random_below(m->seed, 2);
        m->units[flow->unit_count++] = (FlowUnit){.rows = 1,
                                                  .held = i == 0 && m->holds,
                                                  .orphan = i == 1,
                                                  .widow = i > 0 && i + 1 == lines,
                                                  .hyphen = random_below(m->seed, 4) == 0,
                                                  .notes_due = flow->note_count};
    }
    for (int change = -1; change <= 1; change += 2) {
        size_t other = lines + (size_t)change;
        if (lines < 2 || random_below(m->seed, 3) == 0) continue;
        size_t from = UNITS_MOST + m->variant_count;
        for (size_t i = 0; i < other; i++) {
            size_t like = i < lines && i + 1 < other ? first + i : first + lines - 1;
            m->units[from + i] = (FlowUnit){.rows = 1,
                                            .held = i == 0 && m->holds,
                                            .orphan = i == 1,
                                            .widow = i > 0 && i + 1 == other,
                                            .hyphen = random_below(m->seed, 4) == 0,
                                            .flex = (uint32_t)flow->flex_count,
                                            .place = like,
                                            .notes_due = m->units[like].notes_due};
        }
        m->flexes[flow->flex_count++] = (FlowFlex){first, first + lines, from, from + other,
                                                   61 + (int64_t)random_below(m->seed, 90)};
        m->variant_count += other;
    }
}

/* A box that is cut: it calls notes only where it stands in a column. */
static inline void add_cut_box(Making *m) {
    Flow *flow = &m->flow;
    size_t lines = 2 + random_below(m->seed, 6);
    bool span = random_below(m->seed, 3) == 0;
    for (size_t i = 0; i < lines; i++) {
        if (!span && random_below(m->seed, 5) == 0) flow->note_count++;
        bool first = i == 0;
        FlowUnit unit = {.rows = first ? 2 : (int32_t)random_below(m->seed, 3),
                         .space = first && random_below(m->seed, 2) == 0 ? 1 : 0,
                         .head_rows = first ? 0 : (int32_t)random_below(m->seed, 3),
                         .held = first ? m->holds : i == 1 || i + 1 == lines,
                         .orphan = i > 1 && random_below(m->seed, 4) == 0,
                         .span = span,
                         .in_box = !first,
                         .notes_due = flow->note_count};
        m->units[flow->unit_count++] = unit;
    }
}

/* One that stands across the columns, or a heading in one; it may be held to what follows. */
static inline void add_heading(Making *m, bool span) {
    Flow *flow = &m->flow;
    m->units[flow->unit_count++] = (FlowUnit){.rows = 1 + (int32_t)random_below(m->seed, 2),
                                              .space = 1,
                                              .held = m->holds,
                                              .span = span,
                                              .notes_due = flow->note_count};
}

static inline void add_piece(Making *m, uint32_t kind) {
    Flow *flow = &m->flow;
    if (kind == 0) {
        Place places[] = {PLACE_TOP, PLACE_BOTTOM, PLACE_PAGE};
        m->floats[flow->float_count++] = (FlowFloat){.rows = 1 + (int32_t)random_below(m->seed, 4),
                                                     .place = places[random_below(m->seed, 3)],
                                                     .anchor = flow->unit_count};
    } else if (kind <= 2) {
        add_heading(m, /*span*/ kind == 1);
    } else if (kind == 12) {
        add_cut_box(m);
    } else {
        add_paragraph(m);
    }
    if (kind > 0) m->holds = kind == 2 || random_below(m->seed, 8) == 0;
}

/* boxes: how many of 16 pieces are boxes. */
static inline void make_flow(Making *m, uint32_t boxes) {
    Flow *flow = &m->flow;
    *flow = (Flow){.units = m->units,
                   .flexes = m->flexes,
                   .floats = m->floats,
                   .rows = 5 + (int32_t)random_below(m->seed, 4),
                   .columns = 1 + (int32_t)random_below(m->seed, 2),
                   .leading = POINTS(12),
                   .note_gap = POINTS(6),
                   .first_page = random_below(m->seed, 3),
                   .thorough = true};
    memcpy(flow->evils, TEST_EVILS, sizeof TEST_EVILS);
    memset(m->units, 0, sizeof m->units);
    m->variant_count = 0;
    m->holds = false;
    size_t count = 2 + random_below(m->seed, 20);
    while (flow->unit_count < count && flow->float_count < FLOATS_MOST) {
        bool box = random_below(m->seed, 16) < boxes;
        add_piece(m, box ? 0 : 1 + random_below(m->seed, 12));
    }
    int64_t *tops = ARENA_ARRAY(m->arena, int64_t, flow->note_count + 1);
    for (size_t i = 1; i <= flow->note_count; i++) tops[i] = tops[i - 1] + POINTS(9);
    flow->note_tops = tops;
}

#endif
