/* The optimum-fit line breaker; see breaker.h for its sources.
 *
 * A node is a break that some best way to the text so far ends with. Walking over the legal breaks
 * in order, each active node offers the line from it to this break; the best offer for each line
 * number, fitness class and count of hyphens in a row becomes a node. Prefix sums make a line's
 * natural width, stretch, shrink and slack a subtraction each.
 *
 * Must hold: a node from which no later break can give a line that fits is no longer active; so a
 * break looks back one line's length at the most, and time grows linearly. In the last pass each
 * node offers the line up to the next break whatever its length, so the end is always reached. */
#include "paragraph/breaker.h"

#include "base/vec.h"

#define RATIO_ONE         10000
#define NO_NODE           UINT32_MAX
#define FIRST_TOLERANCE   2000
#define DEMERITS_OVERFULL INT64_C(10000000000000)
/* Less than an overfull line, more than the loosest one. */
#define DEMERITS_BARRED INT64_C(5000000000000)
/* One hyphen more in a row than allowed: less than a line whose spaces gape, see A6.3 of the French
 * rules (two in a row, three as a last resort). */
#define DEMERITS_LAST_RESORT INT64_C(10000000)
#define DEMERITS_MOST        (INT64_MAX / 2)
#define FITNESS_CLASS_COUNT  4
/* Longer paragraphs are not flexed: ways are kept apart by their number of lines there, and the
 * time would grow with its square. */
#define FLEX_LINES_MOST 100
#define FLEX_ITEMS_MOST 6000

typedef struct Sums {
    int64_t width, stretch, shrink, slack;
} Sums;

typedef struct Node {
    uint32_t item;     /* the break */
    uint32_t start;    /* first item of the line after it */
    uint32_t line;     /* lines up to here */
    uint32_t previous; /* node, or NO_NODE */
    int32_t ratio;     /* of the line that ends here */
    uint8_t fitness, run;
    bool overfull;
    bool tried;       /* it has offered a line */
    int64_t demerits; /* total */
} Node;

typedef VEC(Node) NodeList;
typedef VEC(uint32_t) NodeNumbers;

typedef struct Breaking {
    Arena *arena;
    const LineItem *items;
    size_t count;
    const BreakParameters *with;
    const Sums *sums;      /* count + 1: of the items before each */
    const uint32_t *boxes; /* count + 1: the first box at or after each */
    Unit hang_most;        /* of all breaks' hang_end */
    NodeList nodes;
    NodeNumbers active;
    NodeNumbers fresh; /* nodes made at the present break */
    int64_t tolerance;
    bool emergency; /* the last pass: something must come out */
} Breaking;

/* A line under trial. */
typedef struct Trial {
    int64_t natural, shortfall; /* shortfall < 0: too long by that much */
    int64_t give;               /* what may stretch or shrink */
    int64_t badness;
    int32_t ratio;
    bool hopeless; /* no later line from the same node can fit either */
} Trial;

BreakParameters break_parameters_make(void) {
    return (BreakParameters){
        .line_penalty = 10,
        .hyphen_demerits = 10000,
        .final_hyphen_demerits = 5000,
        .fitness_demerits = 10000,
        .short_last_demerits = 500000,
        .hyphens_in_row = 2,
    };
}

int64_t line_badness(int64_t shortfall, int64_t give) {
    if (shortfall == 0) return 0;
    int64_t need = shortfall < 0 ? -shortfall : shortfall;
    if (shortfall < 0 && need > give) return BADNESS_MOST + 1;
    if (need / 22 >= give) return BADNESS_MOST; /* as below: most lines tried are far too short */
    int64_t ratio = round_ratio(need, 1000, give); /* 1/1000 */
    if (ratio > 21544) return BADNESS_MOST;        /* cube root of BADNESS_MOST / 100, in 1/1000 */
    int64_t badness = ratio * ratio / 1000 * ratio / 10000;
    return badness < BADNESS_MOST ? badness : BADNESS_MOST;
}

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static LineRoom room_of_line(const Breaking *b, uint32_t line) {
    size_t last = b->with->room_count - 1;
    return b->with->rooms[line < last ? line : last];
}

static bool is_legal(const LineItem *item) {
    return item->kind != LINE_BOX && item->penalty < LINE_NEVER;
}

/* The ratio keeps glue and letters in step until the letters are used up; then the glue goes on
 * alone. */
static int32_t ratio_of(int64_t shortfall, int64_t glue, int64_t slack) {
    int64_t need = shortfall < 0 ? -shortfall : shortfall;
    int64_t ratio;
    if (glue + slack <= 0) {
        ratio = need > 0 ? 1000 * RATIO_ONE : 0;
    } else if (need <= glue + slack || glue <= 0) {
        ratio = round_ratio(need, RATIO_ONE, glue + slack);
    } else {
        ratio = round_ratio(need - slack, RATIO_ONE, glue);
    }
    ratio = least(ratio, 1000 * RATIO_ONE);
    return (int32_t)(shortfall < 0 ? -ratio : ratio);
}

/* What a reader sees of a loose line is its word spaces: once the letters have given what they can,
 * the spaces alone count. */
static int64_t justified_badness(int64_t shortfall, int64_t glue, int64_t slack) {
    if (shortfall <= glue + slack || glue <= 0) return line_badness(shortfall, glue + slack);
    return line_badness(shortfall - slack, glue);
}

/* Measures the line from a node to the break at item `to` (count: the paragraph's end). */
static Trial trial_make(const Breaking *b, const Node *from, size_t to) {
    const Sums *first = &b->sums[from->start <= to ? from->start : to], *end = &b->sums[to];
    LineRoom room = room_of_line(b, from->line);
    bool begins = from->previous == NO_NODE && from->line == 0;
    const LineItem *opening = begins ? NULL : &b->items[from->item];
    const LineItem *closing = to < b->count ? &b->items[to] : NULL;
    bool last = closing == NULL || closing->penalty <= LINE_FORCED;

    Trial trial = {0};
    trial.natural = end->width - first->width + (opening ? opening->after : 0) +
                    (closing && !last ? closing->before : 0);
    int64_t width = (int64_t)room.width + (opening ? opening->hang_start : b->with->hang_start) +
                    (closing ? closing->hang_end : 0);
    trial.shortfall = width - trial.natural;

    int64_t stretch = end->stretch - first->stretch, shrink = end->shrink - first->shrink;
    int64_t slack = end->slack - first->slack;
    int64_t least_width = end->width - first->width + (opening ? opening->after : 0) -
                          (b->with->ragged > 0 ? 0 : shrink + slack);
    trial.hopeless = least_width > width - (closing ? closing->hang_end : 0) + b->hang_most;
    if (b->with->ragged > 0) {
        trial.give = trial.shortfall < 0 ? 0 : b->with->ragged;
        if (last && !b->with->balanced && trial.shortfall >= 0) return trial;
        trial.badness = line_badness(trial.shortfall, trial.give);
        return trial;
    }
    trial.give = (trial.shortfall < 0 ? shrink : stretch) + slack;
    if (last && trial.shortfall >= 0) return trial; /* a last line need not be full */
    trial.badness = justified_badness(trial.shortfall, trial.give - slack, slack);
    if (trial.badness <= b->tolerance || trial.badness > BADNESS_MOST) /* else no line is made */
        trial.ratio = ratio_of(trial.shortfall, trial.give - slack, slack);
    return trial;
}

static uint8_t fitness_of(int32_t ratio) {
    if (ratio < -RATIO_ONE / 2) return 0;
    if (ratio <= RATIO_ONE / 2) return 1;
    return ratio <= RATIO_ONE ? 2 : 3;
}

/* The cost of ending a line at `to` with this trial, after the node. */
static int64_t demerits_of(const Breaking *b, const Node *from, size_t to, const Trial *trial,
                           const Node *node) {
    const BreakParameters *with = b->with;
    bool end = to == b->count;
    int64_t penalty = end ? 0 : b->items[to].penalty;
    int64_t base = with->line_penalty + trial->badness;
    int64_t demerits = base * base;
    if (penalty > 0) demerits += penalty * penalty;
    if (penalty < 0 && penalty > LINE_FORCED) demerits -= penalty * penalty;
    if (node->run > 1) demerits += (int64_t)with->hyphen_demerits * (node->run - 1);
    int step = (int)node->fitness - (int)from->fitness;
    if (from->line > 0 && (step > 1 || step < -1)) demerits += with->fitness_demerits;
    if (end || penalty <= LINE_FORCED) {
        if (from->run > 0) demerits += with->final_hyphen_demerits;
        if (trial->natural < with->least_last && from->line > 0)
            demerits += with->short_last_demerits;
    }
    return demerits;
}

/* Line numbers matter only where rooms or rules differ, or a number of lines is wanted. */
static uint32_t line_class(const Breaking *b, uint32_t line) {
    if (b->with->looseness != 0) return line;
    uint32_t alike = (uint32_t)b->with->room_count;
    if (alike < b->with->unhyphenated) alike = b->with->unhyphenated;
    return line < alike ? line : alike;
}

/* Keeps an offer if it is the best of its class at this break. */
static void offer_node(Breaking *b, const Node *offer) {
    for (size_t i = 0; i < b->fresh.count; i++) {
        Node *other = &b->nodes.items[b->fresh.items[i]];
        if (other->fitness != offer->fitness || other->run != offer->run ||
            line_class(b, other->line) != line_class(b, offer->line)) {
            continue;
        }
        if (offer->demerits < other->demerits) *other = *offer;
        return;
    }
    VEC_PUSH(b->arena, &b->fresh, (uint32_t)b->nodes.count);
    VEC_PUSH(b->arena, &b->nodes, *offer);
}

/* The line from the node to the break, as a new node; overfull is accepted as said. */
static void try_line(Breaking *b, uint32_t from_number, size_t to, const Trial *trial,
                     bool overfull) {
    const Node *from = &b->nodes.items[from_number];
    bool hyphen = to < b->count && b->items[to].hyphen;
    int32_t run = hyphen ? from->run + 1 : 0, over = run - b->with->hyphens_in_row;
    bool barred = over > 1 || (hyphen && from->line < b->with->unhyphenated);
    if ((barred || over > 0) && !b->emergency) return;
    if (over > 1) run = b->with->hyphens_in_row + 1;
    Node node = {
        .item = (uint32_t)to,
        .start = to < b->count ? b->boxes[to + 1] : (uint32_t)b->count,
        .line = from->line + 1,
        .previous = from_number,
        .ratio = trial->ratio,
        .fitness = fitness_of(trial->ratio),
        .run = (uint8_t)run,
        .overfull = overfull,
    };
    node.demerits = from->demerits;
    if (overfull) {
        node.demerits += DEMERITS_OVERFULL - trial->shortfall;
        node.ratio = -RATIO_ONE;
    } else {
        node.demerits += demerits_of(b, from, to, trial, &node);
    }
    if (over == 1) node.demerits += DEMERITS_LAST_RESORT;
    if (barred) node.demerits += DEMERITS_BARRED;
    node.demerits = least(node.demerits, DEMERITS_MOST);
    offer_node(b, &node);
}

/* True if no way from the node is cheaper than the same way from the other: what comes after
 * depends on the line number, the hyphens in a row and, by as much as its demerits, on the fitness
 * class. */
static bool is_outdone(const Breaking *b, const Node *node, const Node *by) {
    int64_t step = node->fitness != by->fitness ? b->with->fitness_demerits : 0;
    return by->demerits + step < node->demerits && by->run <= node->run &&
           line_class(b, by->line) == line_class(b, node->line);
}

/* Drops the nodes made at the present break that are outdone, and lets the others be active. */
static void keep_fresh(Breaking *b) {
    if (b->fresh.count == 0) return;
    size_t first = b->fresh.items[0], kept = first;
    for (size_t i = first; i < b->nodes.count; i++) {
        bool outdone = false;
        for (size_t k = first; k < kept && !outdone; k++)
            outdone = is_outdone(b, &b->nodes.items[i], &b->nodes.items[k]);
        for (size_t k = i + 1; k < b->nodes.count && !outdone; k++)
            outdone = is_outdone(b, &b->nodes.items[i], &b->nodes.items[k]);
        if (outdone) continue;
        VEC_PUSH(b->arena, &b->active, (uint32_t)kept);
        b->nodes.items[kept++] = b->nodes.items[i];
    }
    b->nodes.count = kept;
}

/* Whether lines from two nodes to one break measure the same. */
static bool measures_alike(const Breaking *b, const Node *node, const Node *other) {
    size_t last = b->with->room_count - 1;
    return node->item == other->item && node->previous != NO_NODE && other->previous != NO_NODE &&
           (node->line < last ? node->line : last) == (other->line < last ? other->line : last);
}

/* Offers every line that may end at this break; drops the nodes from which nothing will fit any
 * more. False if no node is left. An overfull line, in the last pass, is one that cannot be broken
 * anywhere. */
static bool try_break(Breaking *b, size_t to) {
    bool forced = to == b->count || b->items[to].penalty <= LINE_FORCED;
    size_t kept = 0;
    b->fresh.count = 0;
    Trial trial = {0};
    for (size_t i = 0; i < b->active.count; i++) {
        uint32_t number = b->active.items[i];
        const Node *node = &b->nodes.items[number];
        bool alike = i > 0 && measures_alike(b, node, &b->nodes.items[b->active.items[i - 1]]);
        if (!alike) trial = trial_make(b, node, to);
        bool too_long = trial.badness > BADNESS_MOST;
        bool unbroken = !b->nodes.items[number].tried && to >= b->nodes.items[number].start;
        if (unbroken) b->nodes.items[number].tried = true;
        if (!too_long && trial.badness <= b->tolerance) {
            try_line(b, number, to, &trial, /*overfull*/ false);
        } else if (too_long && unbroken && b->emergency) {
            try_line(b, number, to, &trial, /*overfull*/ true);
        }
        bool done = forced || (trial.hopeless && b->nodes.items[number].tried);
        if (!done) b->active.items[kept++] = number;
    }
    b->active.count = kept;
    keep_fresh(b);
    return b->active.count > 0;
}

/* Walks the whole paragraph with one tolerance; false if it cannot be set so. */
static bool break_pass(Breaking *b, int64_t tolerance, bool emergency) {
    b->nodes.count = b->active.count = 0;
    b->tolerance = tolerance;
    b->emergency = emergency;
    Node origin = {.previous = NO_NODE, .start = b->boxes[0], .fitness = 1};
    VEC_PUSH(b->arena, &b->nodes, origin);
    VEC_PUSH(b->arena, &b->active, 0);
    for (size_t i = 0; i < b->count; i++) {
        if (is_legal(&b->items[i]) && !try_break(b, i)) return false;
    }
    return try_break(b, b->count);
}

/* The best way to the end, with the wanted number of lines as far as there is one. */
static uint32_t best_end(const Breaking *b) {
    uint32_t best = b->active.items[0];
    for (size_t i = 1; i < b->active.count; i++) {
        if (b->nodes.items[b->active.items[i]].demerits < b->nodes.items[best].demerits) {
            best = b->active.items[i];
        }
    }
    if (b->with->looseness == 0) return best;
    int64_t wanted = (int64_t)b->nodes.items[best].line + b->with->looseness;
    for (size_t i = 0; i < b->active.count; i++) {
        const Node *node = &b->nodes.items[b->active.items[i]], *held = &b->nodes.items[best];
        int64_t off = wanted - node->line, held_off = wanted - held->line;
        off = off < 0 ? -off : off;
        held_off = held_off < 0 ? -held_off : held_off;
        if (off < held_off || (off == held_off && node->demerits < held->demerits)) {
            best = b->active.items[i];
        }
    }
    return best;
}

static LineBreaks collect_lines(const Breaking *b, Arena *arena, uint32_t end) {
    LineBreaks result = {.demerits = b->nodes.items[end].demerits};
    for (uint32_t n = end; b->nodes.items[n].previous != NO_NODE; n = b->nodes.items[n].previous) {
        result.count++;
    }
    result.lines = ARENA_ARRAY(arena, LineBreak, result.count);
    size_t at = result.count;
    for (uint32_t n = end; b->nodes.items[n].previous != NO_NODE; n = b->nodes.items[n].previous) {
        const Node *node = &b->nodes.items[n];
        result.lines[--at] = (LineBreak){node->item, node->ratio, node->overfull};
    }
    return result;
}

static const Sums *sum_items(Arena *arena, const LineItem *items, size_t count) {
    Sums *sums = ARENA_ARRAY(arena, Sums, count + 1);
    for (size_t i = 0; i < count; i++) {
        const LineItem *item = &items[i];
        sums[i + 1] = sums[i];
        if (item->kind == LINE_PENALTY) continue;
        sums[i + 1].width += item->width;
        sums[i + 1].stretch += item->stretch;
        sums[i + 1].shrink += item->shrink;
        sums[i + 1].slack += item->slack;
    }
    return sums;
}

/* After a break, glue and penalties vanish up to the next box or forced break. */
static const uint32_t *find_boxes(Arena *arena, const LineItem *items, size_t count) {
    uint32_t *boxes = ARENA_ARRAY(arena, uint32_t, count + 1);
    uint32_t next = (uint32_t)count;
    boxes[count] = next;
    for (size_t i = count; i > 0; i--) {
        bool stays = items[i - 1].kind == LINE_BOX || items[i - 1].penalty <= LINE_FORCED;
        if (stays) next = (uint32_t)(i - 1);
        boxes[i - 1] = next;
    }
    return boxes;
}

static Breaking breaking_make(Arena *scratch, const LineItem *items, size_t item_count,
                              const BreakParameters *parameters) {
    Breaking breaking = {
        .arena = scratch,
        .items = items,
        .count = item_count,
        .with = parameters,
        .sums = sum_items(scratch, items, item_count),
        .boxes = find_boxes(scratch, items, item_count),
    };
    for (size_t i = 0; i < item_count; i++) {
        if (items[i].hang_end > breaking.hang_most) breaking.hang_most = items[i].hang_end;
    }
    return breaking;
}

LineBreaks break_lines(Arena *arena, const LineItem *items, size_t item_count,
                       const BreakParameters *parameters) {
    Arena *scratch = arena_open();
    Breaking breaking = breaking_make(scratch, items, item_count, parameters);
    if (!break_pass(&breaking, FIRST_TOLERANCE, /*emergency*/ false)) {
        break_pass(&breaking, BADNESS_MOST, /*emergency*/ true);
    }
    LineBreaks result = collect_lines(&breaking, arena, best_end(&breaking));
    arena_close(scratch);
    return result;
}

/* The best way to the end in so many lines, or NO_NODE. */
static uint32_t best_end_in(const Breaking *b, size_t lines) {
    uint32_t best = NO_NODE;
    for (size_t i = 0; i < b->active.count; i++) {
        const Node *node = &b->nodes.items[b->active.items[i]];
        if (node->line != lines) continue;
        if (best == NO_NODE || node->demerits < b->nodes.items[best].demerits)
            best = b->active.items[i];
    }
    return best;
}

size_t break_lines_flexed(Arena *arena, const LineItem *items, size_t item_count,
                          const BreakParameters *parameters, size_t lines, LineBreaks found[2]) {
    if (lines > FLEX_LINES_MOST || item_count > FLEX_ITEMS_MOST) return 0;
    Arena *scratch = arena_open();
    BreakParameters with = *parameters;
    with.looseness = 1; /* lines are counted */
    Breaking breaking = breaking_make(scratch, items, item_count, &with);
    size_t count = 0;
    if (lines > 0 && break_pass(&breaking, FLEX_BADNESS_MOST, /*emergency*/ false)) {
        uint32_t best = best_end_in(&breaking, lines);
        for (size_t other = lines - 1; other <= lines + 1; other += 2) {
            uint32_t end = best_end_in(&breaking, other);
            if (end == NO_NODE) continue;
            LineBreaks *breaks = &found[count++];
            *breaks = collect_lines(&breaking, arena, end);
            if (best == NO_NODE) continue;
            breaks->demerits -= breaking.nodes.items[best].demerits;
            if (breaks->demerits < 0) breaks->demerits = 0;
        }
    }
    arena_close(scratch);
    return count;
}
