/* Rounds of page references; see settle.h. */
#include "page/settle.h"

#include <string.h>

#include "base/vec.h"

/* What a round showed and found. */
typedef struct Round {
    uint32_t *shown; /* one a reference */
    uint32_t *real;  /* one a target */
    int64_t cost;
    size_t wrong; /* references that show another page than their target's */
} Round;

typedef struct Settling {
    References *references;
    SettleRound *round;
    void *context;
    Arena *arena;
    int count; /* rounds so far */
} Settling;

/* ---- what refers ---- */

typedef struct Finding {
    References *found;
    VEC(Reference) items;
    VEC(Str) ids;
    Map targets; /* id -> its number, a size_t * */
} Finding;

static size_t find_target(Finding *f, Str id) {
    if (str_starts_with(id, STR("#"))) id = str_slice(id, 1, id.length);
    size_t *number = map_find(&f->targets, id);
    if (number == NULL) {
        number = ARENA_NEW(f->found->arena, size_t);
        *number = f->ids.count;
        map_put(&f->targets, id, number);
        VEC_PUSH(f->found->arena, &f->ids, id);
    }
    return *number;
}

static void find_in_blocks(Finding *f, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Text *text = &blocks[i]->text;
        for (size_t r = 0; r < text->run_count; r++) {
            const InlineRun *run = &text->runs[r];
            if (run->kind != INLINE_PAGE_REFERENCE) continue;
            Reference reference = {.run = run, .target = find_target(f, run->target)};
            VEC_PUSH(f->found->arena, &f->items, reference);
        }
        find_in_blocks(f, blocks[i]->children, blocks[i]->child_count);
    }
}

static void index_runs(References *references) {
    for (size_t i = 0; i < references->count; i++) {
        Reference *reference = &references->items[i];
        Str key = {(const char *)&reference->run, sizeof reference->run};
        map_put(&references->runs, key, reference);
    }
}

References references_find(Arena *arena, const Document *document) {
    References references = {.arena = arena, .runs = {.arena = arena}};
    Finding finding = {.found = &references, .targets = {.arena = arena}};
    references.firsts = ARENA_ARRAY(arena, size_t, document->section_count + 1);
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        find_in_blocks(&finding, section->blocks, section->block_count);
        for (size_t n = 0; n < section->note_count; n++)
            find_in_blocks(&finding, section->notes[n]->blocks, section->notes[n]->block_count);
        references.firsts[i + 1] = finding.items.count;
    }
    references.items = finding.items.items;
    references.count = finding.items.count;
    references.targets = finding.ids.items;
    references.target_count = finding.ids.count;
    references.real = ARENA_ARRAY(arena, uint32_t, references.target_count);
    index_runs(&references);
    return references;
}

uint32_t references_shown(const References *references, const InlineRun *run) {
    const Reference *reference = map_find(&references->runs, (Str){(const char *)&run, sizeof run});
    return reference != NULL ? reference->shown : 0;
}

bool references_changed(const References *references, size_t section) {
    for (size_t i = references->firsts[section]; i < references->firsts[section + 1]; i++) {
        if (references->items[i].shown != references->items[i].set) return true;
    }
    return false;
}

void references_are_set(References *references, size_t section) {
    for (size_t i = references->firsts[section]; i < references->firsts[section + 1]; i++)
        references->items[i].set = references->items[i].shown;
}

/* ---- rounds ---- */

static uint32_t *copy_numbers(Arena *arena, const uint32_t *numbers, size_t count) {
    uint32_t *copy = ARENA_ARRAY(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) copy[i] = numbers[i];
    return copy;
}

static Round go_round(Settling *s) {
    References *references = s->references;
    Round round = {.cost = s->round(s->context)};
    s->count++;
    round.real = copy_numbers(s->arena, references->real, references->target_count);
    round.shown = ARENA_ARRAY(s->arena, uint32_t, references->count);
    for (size_t i = 0; i < references->count; i++) {
        const Reference *reference = &references->items[i];
        round.shown[i] = reference->shown;
        if (reference->shown != round.real[reference->target]) round.wrong++;
    }
    return round;
}

static void show_real(References *references, const Round *round) {
    for (size_t i = 0; i < references->count; i++)
        references->items[i].shown = round->real[references->items[i].target];
}

static void show_again(References *references, const Round *round) {
    for (size_t i = 0; i < references->count; i++) references->items[i].shown = round->shown[i];
}

static bool same_numbers(const uint32_t *a, const uint32_t *b, size_t count) {
    return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

/* The round that the last one leads back to; count if to none. */
static int circle_start(const References *references, const Round *rounds, int count) {
    const Round *last = &rounds[count - 1];
    for (int i = 0; i + 1 < count; i++) {
        bool same = true;
        for (size_t r = 0; same && r < references->count; r++)
            same = rounds[i].shown[r] == last->real[references->items[r].target];
        if (same) return i;
    }
    return count;
}

static bool round_is_better(const Round *a, const Round *b) {
    return a->cost != b->cost ? a->cost < b->cost : a->wrong < b->wrong;
}

/* Shows the true number in the first `right` of the references that the round has wrong. */
static void show_partly(References *references, const Round *round, size_t right) {
    show_again(references, round);
    for (size_t i = 0; i < references->count && right > 0; i++) {
        Reference *reference = &references->items[i];
        if (reference->shown == round->real[reference->target]) continue;
        reference->shown = round->real[reference->target];
        right--;
    }
}

/* None of the references can show what is true of all, but the first few may: as many as leave the
 * targets where they are, found by halving. Gives the round with the fewest wrong numbers. */
static Round put_right(Settling *s, Round state) {
    References *references = s->references;
    Round best = state;
    size_t low = 0, high = state.wrong;
    for (int i = 1; i + 1 < SETTLE_TRIES_MOST && high - low > 1; i++) {
        size_t right = low + (high - low) / 2;
        show_partly(references, &state, right);
        Round trial = go_round(s);
        if (trial.wrong < best.wrong) best = trial;
        if (same_numbers(trial.real, state.real, references->target_count)) {
            low = right;
        } else {
            high = right;
        }
    }
    return best;
}

/* ---- reports ---- */

static Str number_text(Arena *arena, uint32_t number) {
    StrBuilder text = {.arena = arena};
    builder_add_int(&text, number);
    return builder_text(&text);
}

/* The pages that a target stood on in the rounds, as "9, 10 or 11". */
static Str states_text(Arena *arena, const Round *rounds, int count, size_t target,
                       DiagLanguage language) {
    uint32_t pages[SETTLE_ROUNDS_MOST + 1];
    size_t known = 0;
    for (int i = 0; i < count; i++) {
        uint32_t page = rounds[i].real[target];
        size_t at = 0;
        while (at < known && pages[at] < page) at++;
        if (at < known && pages[at] == page) continue;
        for (size_t k = known++; k > at; k--) pages[k] = pages[k - 1];
        pages[at] = page;
    }
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < known; i++) {
        if (i > 0 && i + 1 < known) builder_add_c(&text, ", ");
        if (i > 0 && i + 1 == known)
            builder_add_c(&text, language == DIAG_FRENCH ? " ou " : " or ");
        builder_add_int(&text, pages[i]);
    }
    return builder_text(&text);
}

static void report_wrong(Settling *s, const Round *rounds, int count, const Round *kept,
                         Diag *diag) {
    const References *references = s->references;
    for (size_t i = 0; i < references->count; i++) {
        const Reference *reference = &references->items[i];
        uint32_t real = kept->real[reference->target];
        if (kept->shown[i] == real) continue;
        Str states = states_text(s->arena, rounds, count, reference->target, diag->language);
        diag_report(diag, MESSAGE_REFERENCE_UNSETTLED, reference->run->where,
                    ARGS(references->targets[reference->target], states,
                         number_text(s->arena, kept->shown[i]), number_text(s->arena, real)));
    }
}

/* ---- the whole ---- */

/* Keeps the best of the states that follow one another for ever. */
static void keep_best(Settling *s, const Round *rounds, int count, Diag *diag) {
    References *references = s->references;
    int first = circle_start(references, rounds, count);
    if (first == count) first = count / 2; /* no circle yet: those after the first steps */
    Round best = rounds[first];
    for (int i = first + 1; i < count; i++) {
        if (!round_is_better(&best, &rounds[i])) best = rounds[i];
    }
    best = put_right(s, best);
    bool stands = true;
    for (size_t i = 0; i < references->count; i++)
        stands = stands && references->items[i].shown == best.shown[i];
    show_again(references, &best);
    if (!stands) go_round(s);
    report_wrong(s, rounds + first, count - first, &best, diag);
}

int references_settle(References *references, SettleRound *round, void *context, Diag *diag) {
    Settling settling = {
        .references = references, .round = round, .context = context, .arena = arena_open()};
    Round rounds[SETTLE_ROUNDS_MOST];
    int count = 0;
    bool settled = false, circle = false;
    while (count < SETTLE_ROUNDS_MOST && !settled && !circle) {
        if (count > 0) show_real(references, &rounds[count - 1]);
        rounds[count] = go_round(&settling);
        settled = rounds[count++].wrong == 0;
        circle = !settled && circle_start(references, rounds, count) < count;
    }
    if (!settled) keep_best(&settling, rounds, count, diag);
    arena_close(settling.arena);
    return settling.count;
}
