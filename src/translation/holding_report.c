/* In: two units. Out: reports of what only one of them holds; see holding_report.h. */
#include "translation/holding_report.h"

#include <stdlib.h>

/* A message for what the translation lacks, and one for what it has too much. */
static const struct {
    MessageCode missing, extra;
} CODES[HOLDING_KINDS] = {
    [HOLDS_NOTE] = {MESSAGE_TRANSLATION_NOTE_MISSING, MESSAGE_TRANSLATION_NOTE_EXTRA},
    [HOLDS_LINK] = {MESSAGE_TRANSLATION_LINK_MISSING, MESSAGE_TRANSLATION_LINK_EXTRA},
    [HOLDS_PAGE] = {MESSAGE_TRANSLATION_REFERENCE_MISSING, MESSAGE_TRANSLATION_REFERENCE_EXTRA},
    [HOLDS_IMAGE] = {MESSAGE_TRANSLATION_IMAGE_MISSING, MESSAGE_TRANSLATION_IMAGE_EXTRA},
    [HOLDS_NUMBER] = {MESSAGE_TRANSLATION_NUMBER_MISSING, MESSAGE_TRANSLATION_NUMBER_EXTRA},
};

typedef struct Held {
    const Holding **items;
    size_t count;
} Held;

static int value_compare(const void *left, const void *right) {
    const Holding *a = *(const Holding *const *)left, *b = *(const Holding *const *)right;
    int order = str_compare(a->value, b->value);
    if (order != 0) return order;
    return a < b ? -1 : a > b; /* in order of the text */
}

static int place_compare(const void *left, const void *right) {
    const Holding *a = *(const Holding *const *)left, *b = *(const Holding *const *)right;
    return a < b ? -1 : a > b;
}

static void held_sort(Held *held, int (*compare)(const void *, const void *)) {
    if (held->count > 1) qsort(held->items, held->count, sizeof(const Holding *), compare);
}

static Held held_make(Arena *arena, const TextUnit *unit, HoldingKind kind) {
    Held held = {.items = ARENA_ARRAY(arena, const Holding *, unit->holding_count)};
    for (size_t i = 0; i < unit->holding_count; i++) {
        if (unit->holdings[i].kind == kind) held.items[held.count++] = &unit->holdings[i];
    }
    held_sort(&held, value_compare);
    return held;
}

/* Takes out of both what they have in common; the rest in order of the texts. */
static void held_reduce(Held *a, Held *b) {
    size_t i = 0, j = 0, a_left = 0, b_left = 0;
    while (i < a->count || j < b->count) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : str_compare(a->items[i]->value, b->items[j]->value);
        if (order < 0) {
            a->items[a_left++] = a->items[i++];
        } else if (order > 0) {
            b->items[b_left++] = b->items[j++];
        } else {
            i++, j++;
        }
    }
    a->count = a_left;
    b->count = b_left;
    held_sort(a, place_compare);
    held_sort(b, place_compare);
}

static Span holding_span(const Holding *holding) {
    Span where = holding_place(holding);
    if (holding->text != NULL) where.length = (uint32_t)utf8_count(holding->written);
    return where;
}

/* Numbers in the place of others: the first here for the first there. */
static void report_exchanged(Arena *arena, Held *source, Held *here, Diag *diag) {
    size_t count = source->count < here->count ? source->count : here->count;
    for (size_t i = 0; i < count; i++)
        diag_report(diag, MESSAGE_TRANSLATION_NUMBER_DIFFERS, holding_span(here->items[i]),
                    ARGS(here->items[i]->written, source->items[i]->written,
                         place_text(arena, holding_place(source->items[i]))));
    source->items += count;
    source->count -= count;
    here->items += count;
    here->count -= count;
}

bool holdings_report(Arena *arena, const TextUnit *source, const TextUnit *translation,
                     Diag *diag) {
    bool reported = false;
    for (int kind = HOLDS_NOTE; kind < HOLDING_KINDS; kind++) {
        Held there = held_make(arena, source, (HoldingKind)kind);
        Held here = held_make(arena, translation, (HoldingKind)kind);
        held_reduce(&there, &here);
        reported |= there.count > 0 || here.count > 0;
        if (kind == HOLDS_NUMBER) report_exchanged(arena, &there, &here, diag);
        for (size_t i = 0; i < there.count; i++)
            diag_report(
                diag, CODES[kind].missing, translation->where,
                ARGS(there.items[i]->written, place_text(arena, holding_place(there.items[i]))));
        for (size_t i = 0; i < here.count; i++)
            diag_report(diag, CODES[kind].extra, holding_span(here.items[i]),
                        ARGS(here.items[i]->written, place_text(arena, source->where)));
    }
    return reported;
}
