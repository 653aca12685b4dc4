/* In: a comparison. Out: reports of texts that were divided, joined or are headings no more, and of
 * what texts hold.
 *
 * A paragraph that was cut in two is one text of the pair and one too much; what the two hold
 * together tells it from a text that the source does not have. */
#include "translation/holding_report.h"
#include "translation/reporter.h"

/* ---- headings that are none ---- */

static bool is_free_there(const Comparison *comparison, size_t source) {
    return source < comparison->source.count &&
           comparison->pairing.translation_of[source] == UNPAIRED;
}

/* The source's unit without a pair beside that of the neighbour before or behind; SIZE_MAX: none.
 */
static size_t free_beside(const Comparison *comparison, size_t i) {
    const uint32_t *source_of = comparison->pairing.source_of;
    size_t before = i > 0 && source_of[i - 1] != UNPAIRED ? source_of[i - 1] + 1u : SIZE_MAX;
    if (before != SIZE_MAX && is_free_there(comparison, before)) return before;
    bool last = i + 1 == comparison->translation.count || source_of[i + 1] == UNPAIRED;
    size_t behind = last || source_of[i + 1] == 0 ? SIZE_MAX : source_of[i + 1] - 1u;
    return behind != SIZE_MAX && is_free_there(comparison, behind) ? behind : SIZE_MAX;
}

static Str heading_marks(int level) {
    return str_slice(STR("######"), 0, level > 0 && level < 6 ? (size_t)level : 6);
}

static void report_kind(Reporter *reporter, size_t i) {
    const Comparison *comparison = reporter->comparison;
    const TextUnit *unit = &comparison->translation.items[i];
    size_t free = free_beside(comparison, i);
    if (free == SIZE_MAX) return;
    const TextUnit *source = &comparison->source.items[free];
    bool lost = source->kind == UNIT_HEADING && unit->kind == UNIT_PARAGRAPH;
    bool extra = source->kind == UNIT_PARAGRAPH && unit->kind == UNIT_HEADING;
    if (!lost && !extra) return;
    reporter->told_here[i] = reporter->told_there[free] = true;
    diag_report(reporter->diag,
                lost ? MESSAGE_TRANSLATION_HEADING_LOST : MESSAGE_TRANSLATION_HEADING_EXTRA,
                unit->where,
                ARGS(heading_marks(lost ? source->level : unit->level),
                     place_text(reporter->arena, source->where)));
}

/* ---- divided and joined ---- */

/* A text in so many pieces at most. */
enum { PIECES_MOST = 8 };

/* Of units in a row: they could be pieces of one text. */
static bool may_belong(const TextUnit *a, const TextUnit *b) {
    return a->kind == UNIT_PARAGRAPH && b->kind == UNIT_PARAGRAPH && a->section == b->section &&
           a->div == b->div && a->depth == b->depth && str_equal(a->note, b->note);
}

/* One unit that holds what several in a row hold. */
static TextUnit unit_merge(Arena *arena, const TextUnit *units, size_t count) {
    TextUnit merged = units[0];
    size_t all = 0;
    for (size_t i = 0; i < count; i++) all += units[i].holding_count;
    merged.holdings = ARENA_ARRAY(arena, Holding, all);
    merged.holding_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < units[i].holding_count; n++)
            merged.holdings[merged.holding_count++] = units[i].holdings[n];
    return merged;
}

/* The units [*first, *end) around one that could be pieces of a text with it, and have no pair. */
static void pieces_find(const TextUnits *units, const uint32_t *others, size_t i, size_t *first,
                        size_t *end) {
    *first = i;
    *end = i + 1;
    while (*first > 0 && i - *first < PIECES_MOST && others[*first - 1] == UNPAIRED &&
           may_belong(&units->items[*first - 1], &units->items[i]))
        --*first;
    while (*end < units->count && *end - i < PIECES_MOST && others[*end] == UNPAIRED &&
           may_belong(&units->items[i], &units->items[*end]))
        ++*end;
}

/* True if the units [first, end) agree better with the other side's unit than one of them does. */
static bool agree_better(Arena *arena, const TextUnits *units, size_t i, size_t first, size_t end,
                         const TextUnit *other) {
    if (end - first < 2) return false;
    TextUnit merged = unit_merge(arena, &units->items[first], end - first);
    return holdings_differences(arena, &merged, other) <
           holdings_differences(arena, &units->items[i], other);
}

static void report_pieces(Reporter *reporter, size_t i) {
    Comparison *comparison = reporter->comparison;
    const TextUnits *here = &comparison->translation, *there = &comparison->source;
    uint32_t source = comparison->pairing.source_of[i];
    size_t first, end;
    pieces_find(here, comparison->pairing.source_of, i, &first, &end);
    if (agree_better(reporter->arena, here, i, first, end, &there->items[source])) {
        comparison->doubtful[i] = true;
        for (size_t n = first; n < end; n++) reporter->told_here[n] = true;
        for (size_t n = first + 1; n < end; n++)
            diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_DIVIDED, here->items[n].where,
                        ARGS(source_place(reporter, i)));
        return;
    }
    pieces_find(there, comparison->pairing.translation_of, source, &first, &end);
    if (!agree_better(reporter->arena, there, source, first, end, &here->items[i])) return;
    comparison->doubtful[i] = comparison->joined[i] = true;
    for (size_t n = first; n < end; n++) reporter->told_there[n] = true;
    for (size_t n = first + 1; n < end; n++)
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_JOINED, here->items[i].where,
                    ARGS(place_text(reporter->arena, there->items[n].where)));
}

void report_divided(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    for (size_t i = 0; i < comparison->translation.count; i++) {
        if (comparison->pairing.source_of[i] == UNPAIRED) {
            if (!reporter->told_here[i]) report_kind(reporter, i);
        } else if (!comparison->accepted[i]) {
            report_pieces(reporter, i);
        }
    }
}

/* ---- what they hold ---- */

static void withdraw_note(const Reporter *reporter, Str id) {
    const Report *unused = diag_find_about(reporter->diag, MESSAGE_NOTE_UNUSED, id);
    if (unused != NULL) diag_withdraw(reporter->diag, MESSAGE_NOTE_UNUSED, unused->where);
}

void withdraw_unused(const Reporter *reporter, const Holding *missing) {
    if (missing->kind == HOLDS_NOTE) withdraw_note(reporter, missing->value);
    if (missing->kind != HOLDS_LINK || !str_starts_with(missing->value, STR("#"))) return;
    Str id = str_slice(missing->value, 1, missing->value.length);
    const Anchor *anchor = map_find(&reporter->comparison->translation.document->anchors, id);
    if (anchor != NULL) diag_withdraw(reporter->diag, MESSAGE_ID_UNUSED, anchor->where);
}

/* So many lines of a text are looked for in its source; hostile texts may have more. */
enum { LINES_MOST = 100 };

/* The first line of a text, from 0, that says something in the source's words; SIZE_MAX: none. */
static size_t line_in_common(Str source, Str here) {
    size_t number = 0;
    for (size_t at = 0; at < here.length && number < LINES_MOST; number++) {
        size_t end = str_find(here, STR("\n"), at);
        if (end == SIZE_MAX) end = here.length;
        Str line = str_trim(str_slice(here, at, end));
        if (text_is_wordy(line) && str_find(source, line, 0) != SIZE_MAX) return number;
        at = end + 1;
    }
    return SIZE_MAX;
}

/* A sentence that was passed over. Notes cite what has its own language. */
static void report_partly(Reporter *reporter, size_t i, const TextUnit *source) {
    const TextUnit *unit = &reporter->comparison->translation.items[i];
    bool compared = unit->kind == UNIT_PARAGRAPH && unit->note.length == 0;
    size_t line = compared ? line_in_common(source->text, unit->text) : SIZE_MAX;
    if (line == SIZE_MAX) return;
    Span where = unit->where;
    where.line += (uint32_t)line;
    if (line > 0) where.column = (uint32_t)utf8_count(unit->indent) + 1;
    reporter->comparison->doubtful[i] = true;
    diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_PARTLY, where,
                ARGS(source_place(reporter, i)));
}

/* What the source has changed is told where it can be seen, if the texts now hold other things. */
static void report_stale(Reporter *reporter, size_t i, const Diag *differences) {
    const TextUnit *unit = &reporter->comparison->translation.items[i];
    if (differences->reports.count == 0) {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_STALE, unit->where,
                    ARGS(source_place(reporter, i)));
        return;
    }
    const Report *first = &differences->reports.items[0];
    diag_report(reporter->diag, MESSAGE_TRANSLATION_STALE_DIFFERS, first->where,
                ARGS(report_text(differences, reporter->arena, first), source_place(reporter, i)));
}

void report_holdings(Reporter *reporter) {
    Comparison *comparison = reporter->comparison;
    for (size_t i = 0; i < comparison->translation.count; i++) {
        uint32_t other = comparison->pairing.source_of[i];
        bool stale = comparison->states[i] == TEXT_STALE;
        if (other == UNPAIRED || comparison->accepted[i]) continue;
        const TextUnit *unit = &comparison->translation.items[i];
        const TextUnit *source = &comparison->source.items[other];
        if (str_equal(unit->fingerprint, source->fingerprint)) continue;
        report_partly(reporter, i, source);
        Diag quiet = {.arena = reporter->arena, .language = reporter->diag->language};
        Reporter to = *reporter;
        if (stale) to.diag = &quiet;
        if (!reporter->told_here[i] && !comparison->joined[i])
            comparison->doubtful[i] |= holdings_report(&to, source, unit);
        if (stale) report_stale(reporter, i, &quiet);
    }
}
