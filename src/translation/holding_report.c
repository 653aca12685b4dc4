/* In: two units. Out: reports of what only one of them holds; see holding_report.h. */
#include "translation/holding_report.h"

#include "translation/holdings.h"

#include <stdlib.h>

/* A message for what the translation lacks, and one for what it has too much, if that is told. */
static const struct {
    MessageCode missing, extra;
} CODES[HOLDING_KINDS] = {
    [HOLDS_NOTE] = {MESSAGE_TRANSLATION_NOTE_MISSING, MESSAGE_TRANSLATION_NOTE_EXTRA},
    [HOLDS_LINK] = {MESSAGE_TRANSLATION_LINK_MISSING, MESSAGE_TRANSLATION_LINK_EXTRA},
    [HOLDS_PAGE] = {MESSAGE_TRANSLATION_REFERENCE_MISSING, MESSAGE_TRANSLATION_REFERENCE_EXTRA},
    [HOLDS_IMAGE] = {MESSAGE_TRANSLATION_IMAGE_MISSING, MESSAGE_TRANSLATION_IMAGE_EXTRA},
    [HOLDS_NUMBER] = {MESSAGE_TRANSLATION_NUMBER_MISSING, MESSAGE_TRANSLATION_NUMBER_EXTRA},
    [HOLDS_CURRENCY] = {.missing = MESSAGE_TRANSLATION_CURRENCY_MISSING},
    [HOLDS_LANGUAGE] = {.missing = MESSAGE_TRANSLATION_LANGUAGE_MISSING},
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

/* Another currency or month takes the place of the source's; what else there is more of is the
 * translator's choice, and so is a date in figures, or the mark of a language that is the
 * translation's own. */
static void held_forgive(const Reporter *reporter, HoldingKind kind, Held *there, Held *here) {
    if (kind < HOLDS_CURRENCY) return;
    if (here->count > there->count) here->count = there->count;
    if (kind == HOLDS_MONTH) there->count = here->count;
    if (kind != HOLDS_LANGUAGE) return;
    here->count = 0;
    Str own = reporter->comparison->translation.document->edition.language;
    size_t left = 0;
    for (size_t i = 0; i < there->count; i++)
        if (!str_equal(tag_language(own), there->items[i]->value))
            there->items[left++] = there->items[i];
    there->count = left;
}

/* An attribute in this text that was told to be a slip of the pen. */
static bool slip_is_told(const Diag *diag, const TextUnit *unit) {
    uint32_t first = unit->where.line, last = first;
    for (size_t i = 0; i < unit->text.length; i++) last += unit->text.bytes[i] == '\n';
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        bool slip =
            report->code == MESSAGE_ATTRIBUTE_UNUSED || report->code == MESSAGE_ATTRIBUTE_MALFORMED;
        if (slip && report->where.source == unit->where.source && report->where.line >= first &&
            report->where.line <= last)
            return true;
    }
    return false;
}

static Span holding_span(const Holding *holding) {
    Span where = holding_place(holding);
    if (holding->text != NULL) where.length = (uint32_t)utf8_count(holding->written);
    return where;
}

/* A call or link that leads nowhere was reported where it stands. */
static bool leads_nowhere(const Diag *diag, const Holding *holding) {
    if (holding->kind == HOLDS_NOTE)
        return diag_find_at(diag, MESSAGE_NOTE_UNDEFINED, holding->where) != NULL ||
               diag_find_at(diag, MESSAGE_NOTE_UNWRITTEN, holding->where) != NULL;
    return (holding->kind == HOLDS_LINK || holding->kind == HOLDS_PAGE) &&
           (diag_find_at(diag, MESSAGE_LINK_UNKNOWN, holding->where) != NULL ||
            diag_find_at(diag, MESSAGE_LINK_TARGETLESS, holding->where) != NULL);
}

/* As an author writes it: [^id]. */
static Str written_text(Arena *arena, const Holding *holding) {
    StrBuilder text = {.arena = arena};
    bool call = holding->kind == HOLDS_NOTE;
    if (call) builder_add_c(&text, "[^");
    builder_add(&text, holding->written);
    if (call) builder_add_c(&text, "]");
    return builder_text(&text);
}

/* A page reference stands in a link, which was told. */
static void report_one_exchanged(const Reporter *reporter, const Holding *there,
                                 const Holding *here) {
    withdraw_unused(reporter, there);
    if (here->kind == HOLDS_PAGE || leads_nowhere(reporter->diag, here)) return;
    bool number = here->kind == HOLDS_NUMBER;
    diag_report(reporter->diag,
                number ? MESSAGE_TRANSLATION_NUMBER_DIFFERS : MESSAGE_TRANSLATION_TARGET_DIFFERS,
                holding_span(here),
                ARGS(written_text(reporter->arena, here), written_text(reporter->arena, there),
                     place_text(reporter->arena, holding_place(there))));
}

/* What stands in the place of another: the first here for the first there. */
static void report_exchanged(const Reporter *reporter, Held *source, Held *here) {
    size_t count = source->count < here->count ? source->count : here->count;
    for (size_t i = 0; i < count; i++)
        report_one_exchanged(reporter, source->items[i], here->items[i]);
    source->items += count;
    source->count -= count;
    here->items += count;
    here->count -= count;
}

/* ---- numbers in another language's signs ---- */

static void digits_add(StrBuilder *digits, Str value) {
    for (size_t i = 0; i < value.length; i++)
        if (value.bytes[i] != '.') builder_add_byte(digits, value.bytes[i]);
}

/* How many numbers from one on, in one place of a text, have together the figures of another that
 * is one number; 0: they have not. */
static size_t pieces_of_number(Arena *arena, const Held *here, size_t first, const Holding *whole) {
    StrBuilder wanted = {.arena = arena}, found = {.arena = arena};
    digits_add(&wanted, whole->value);
    const Text *text = here->items[first]->text;
    size_t end = first;
    while (end < here->count && found.length < wanted.length) {
        const Holding *piece = here->items[end];
        bool joins =
            end == first ||
            here->items[end - 1]->at + here->items[end - 1]->written.length + 1 == piece->at;
        if (piece->text == NULL || piece->text != text || !joins) return 0;
        digits_add(&found, piece->value);
        end++;
    }
    return str_equal(builder_text(&found), builder_text(&wanted)) ? end - first : 0;
}

static void held_drop(Held *held, size_t first, size_t count) {
    for (size_t i = first; i + count < held->count; i++) held->items[i] = held->items[i + count];
    held->count -= count;
}

/* “1.234,5” in English is two or three numbers, with the figures of one in the source. */
static bool report_pieces_of(const Reporter *reporter, Held *here, const Holding *whole) {
    for (size_t i = 0; i < here->count; i++) {
        size_t count = pieces_of_number(reporter->arena, here, i, whole);
        if (count == 0 || (count == 1 && whole->written.length == here->items[i]->value.length))
            continue;
        const Holding *first = here->items[i], *last = here->items[i + count - 1];
        Str written = str_slice(first->text->bytes, first->at, last->at + last->written.length);
        Span where = holding_place(first);
        where.length = (uint32_t)utf8_count(written);
        diag_report(
            reporter->diag, MESSAGE_TRANSLATION_NUMBER_WRITTEN, where,
            ARGS(written, whole->written, place_text(reporter->arena, holding_place(whole))));
        held_drop(here, i, count);
        return true;
    }
    return false;
}

static void report_written(const Reporter *reporter, const Holding *here, const Holding *there) {
    diag_report(
        reporter->diag, MESSAGE_TRANSLATION_NUMBER_WRITTEN, holding_span(here),
        ARGS(here->written, there->written, place_text(reporter->arena, holding_place(there))));
}

/* “1.2” in German is understood, and is “1,2”. True if one was told. */
static bool report_foreign(const Reporter *reporter, const Held *source, const Held *here) {
    bool reported = false;
    size_t own = 0; /* both are in order of value */
    for (size_t i = 0; i < here->count; i++) {
        if (!here->items[i]->foreign) continue;
        while (own < source->count &&
               str_compare(source->items[own]->value, here->items[i]->value) < 0)
            own++;
        if (own == source->count || source->items[own]->foreign ||
            !str_equal(source->items[own]->value, here->items[i]->value))
            continue;
        report_written(reporter, here->items[i], source->items[own]);
        reported = true;
    }
    return reported;
}

/* So many numbers of a text are looked at; hostile texts may have more. */
enum { NUMBERS_MOST = 100 };

static void report_miswritten(const Reporter *reporter, Held *source, Held *here) {
    if (source->count > NUMBERS_MOST || here->count > NUMBERS_MOST) return;
    for (size_t i = 0; i < source->count;) {
        if (report_pieces_of(reporter, here, source->items[i])) {
            held_drop(source, i, 1);
        } else {
            i++;
        }
    }
}

/* ---- the whole ---- */

bool holdings_report(const Reporter *reporter, const TextUnit *source,
                     const TextUnit *translation) {
    bool reported = false;
    size_t pages_missing = 0;
    Arena *arena = reporter->arena;
    for (int kind = HOLDS_NOTE; kind < HOLDING_KINDS; kind++) {
        Held there = held_make(arena, source, (HoldingKind)kind);
        Held here = held_make(arena, translation, (HoldingKind)kind);
        if (kind == HOLDS_NUMBER) reported |= report_foreign(reporter, &there, &here);
        held_reduce(&there, &here);
        held_forgive(reporter, (HoldingKind)kind, &there, &here);
        if (kind == HOLDS_LANGUAGE && there.count > 0 && slip_is_told(reporter->diag, translation))
            continue;
        reported |= there.count > 0 || here.count > 0;
        if (kind == HOLDS_NUMBER) report_miswritten(reporter, &there, &here);
        report_exchanged(reporter, &there, &here);
        if (kind == HOLDS_PAGE) pages_missing = there.count;
        /* A number that was typed for the page is told with it. */
        if (kind == HOLDS_NUMBER && pages_missing > 0) here.count = 0;
        for (size_t i = 0; i < there.count; i++) {
            withdraw_unused(reporter, there.items[i]);
            diag_report(
                reporter->diag, CODES[kind].missing, translation->where,
                ARGS(there.items[i]->written, place_text(arena, holding_place(there.items[i]))));
        }
        for (size_t i = 0; i < here.count; i++) {
            if (leads_nowhere(reporter->diag, here.items[i])) continue;
            diag_report(reporter->diag, CODES[kind].extra, holding_span(here.items[i]),
                        ARGS(here.items[i]->written, place_text(arena, source->where)));
        }
    }
    return reported;
}

size_t holdings_differences(Arena *arena, const TextUnit *a, const TextUnit *b) {
    size_t count = 0;
    for (int kind = HOLDS_NOTE; kind < HOLDS_CURRENCY; kind++) {
        Held first = held_make(arena, a, (HoldingKind)kind);
        Held second = held_make(arena, b, (HoldingKind)kind);
        held_reduce(&first, &second);
        count += first.count + second.count;
    }
    return count;
}
