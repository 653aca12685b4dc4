/* In: a comparison. Out: reports, at places of the translation. Units in a row that want the same
 * are told in one report: a chapter not begun is one thing to do, not two hundred. */
#include "translation/comparison.h"

#include "translation/holding_report.h"

typedef struct Reporter {
    Comparison *comparison;
    Arena *arena; /* for the arguments */
    Diag *diag;
} Reporter;

Str place_text(Arena *arena, Span where) {
    StrBuilder text = {.arena = arena};
    where = span_origin(where);
    if (where.source != NULL) builder_add(&text, where.source->path);
    builder_add_format(&text, ":%u:%u", (unsigned)where.line, (unsigned)where.column);
    return builder_text(&text);
}

static Str count_text(Arena *arena, size_t count) {
    StrBuilder text = {.arena = arena};
    builder_add_int(&text, (int64_t)count);
    return builder_text(&text);
}

/* ---- missing ---- */

static bool is_missing(const Comparison *comparison, size_t i) {
    const TextUnit *unit = &comparison->source.items[i];
    /* Other languages have other acronyms and other words to be found by. */
    bool list = unit->kind == UNIT_EDITION && str_find(unit->name, STR("."), 0) != SIZE_MAX;
    return comparison->pairing.translation_of[i] == UNPAIRED && !list && !comparison->dropped[i];
}

/* Where a text of the source should stand: at the one that its predecessor became, else at the one
 * that its successor became. */
static Span place_of_missing(const Comparison *comparison, size_t first, size_t end) {
    const uint32_t *translation_of = comparison->pairing.translation_of;
    const TextUnits *source = &comparison->source;
    size_t section = source->items[first].section;
    for (size_t i = first; i-- > 0 && source->items[i].section == section;) {
        if (translation_of[i] != UNPAIRED)
            return comparison->translation.items[translation_of[i]].where;
    }
    for (size_t i = end; i < source->count && source->items[i].section == section; i++) {
        if (translation_of[i] != UNPAIRED)
            return comparison->translation.items[translation_of[i]].where;
    }
    const YamlNode *root = comparison->translation.document->edition.root;
    return root != NULL ? root->where : (Span){0};
}

static void report_missing(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    const TextUnits *source = &comparison->source;
    for (size_t i = 0; i < source->count;) {
        if (!is_missing(comparison, i)) {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < source->count && is_missing(comparison, end) &&
               source->items[end].section == source->items[i].section)
            end++;
        Span where = place_of_missing(comparison, i, end);
        Str first = place_text(reporter->arena, source->items[i].where);
        if (end - i == 1) {
            diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_MISSING, where, ARGS(first));
        } else {
            diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXTS_MISSING, where,
                        ARGS(count_text(reporter->arena, end - i), first,
                             place_text(reporter->arena, source->items[end - 1].where)));
        }
        i = end;
    }
}

/* ---- states ---- */

/* The end of the texts of this state that stand in a row in one source. */
static size_t row_end(const Comparison *comparison, size_t start) {
    const TextUnit *units = comparison->translation.items;
    size_t last = start + 1, count = comparison->translation.count;
    for (size_t i = start + 1; i < count && units[i].source == units[start].source; i++) {
        if (comparison->states[i] == comparison->states[start]) {
            last = i + 1;
        } else if (comparison->states[i] != TEXT_SILENT) {
            break;
        }
    }
    return last;
}

static size_t row_count(const Comparison *comparison, size_t start, size_t end) {
    size_t count = 0;
    for (size_t i = start; i < end; i++)
        count += comparison->states[i] == comparison->states[start];
    return count;
}

static Str source_place(const Reporter *reporter, size_t i) {
    uint32_t source = reporter->comparison->pairing.source_of[i];
    return place_text(reporter->arena, reporter->comparison->source.items[source].where);
}

static Str last_line(const Reporter *reporter, size_t end) {
    const TextUnit *units = reporter->comparison->translation.items;
    return count_text(reporter->arena, span_origin(units[end - 1].where).line);
}

static void report_untranslated(Reporter *reporter, size_t start, size_t end) {
    const TextUnit *unit = &reporter->comparison->translation.items[start];
    const LedgerEntry *entry = reporter->comparison->pairing.entry_of[start];
    Span where = unit->where;
    size_t count = row_count(reporter->comparison, start, end);
    if (count == 1) {
        /* Accepting all does not take the sentences that `maquette new` put there for good. */
        bool untouched = unit->wordy && entry != NULL && entry->text.length == 0;
        MessageCode code =
            untouched ? MESSAGE_TRANSLATION_TEXT_UNTRANSLATED : MESSAGE_TRANSLATION_TEXT_UNTOUCHED;
        diag_report(reporter->diag, code, where,
                    ARGS(source_place(reporter, start), entry != NULL ? entry->key : (Str){0}));
    } else {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXTS_UNTRANSLATED, where,
                    ARGS(count_text(reporter->arena, count), last_line(reporter, end)));
    }
}

/* Any further setting may be shown by the layout, and no source need have it. */
static void report_extra(Reporter *reporter, size_t start, size_t end) {
    const TextUnit *first = &reporter->comparison->translation.items[start];
    size_t count = row_count(reporter->comparison, start, end);
    if (first->kind == UNIT_EDITION) return;
    if (count == 1) {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_EXTRA, first->where, NO_ARGS);
    } else {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXTS_EXTRA, first->where,
                    ARGS(count_text(reporter->arena, count), last_line(reporter, end)));
    }
}

static void report_states(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    for (size_t i = 0; i < comparison->translation.count;) {
        size_t end = i + 1;
        switch (comparison->states[i]) {
        case TEXT_UNTRANSLATED:
            end = row_end(comparison, i);
            if (!comparison->from_po) report_untranslated(reporter, i, end);
            break;
        case TEXT_EXTRA:
            end = row_end(comparison, i);
            report_extra(reporter, i, end);
            break;
        case TEXT_STALE:
            diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_STALE,
                        comparison->translation.items[i].where, ARGS(source_place(reporter, i)));
            break;
        case TEXT_TRANSLATED:
        case TEXT_SILENT: break;
        }
        i = end;
    }
}

/* ---- order ---- */

/* Texts that moved together are told once. */
static void report_moved(Reporter *reporter) {
    Comparison *comparison = reporter->comparison;
    const Pairing *pairing = &comparison->pairing;
    for (size_t i = 0; i < comparison->translation.count; i++) {
        if (!pairing->moved[i] || comparison->accepted[i]) continue;
        comparison->doubtful[i] = true;
        bool goes_on = i > 0 && pairing->moved[i - 1] &&
                       pairing->source_of[i] == pairing->source_of[i - 1] + 1;
        if (goes_on) continue;
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_MOVED,
                    comparison->translation.items[i].where, ARGS(source_place(reporter, i)));
    }
}

/* ---- boxes ---- */

/* Told at the first text of a box only. */
static void report_boxes(Reporter *reporter) {
    Comparison *comparison = reporter->comparison;
    const Block *source_div = NULL, *div = NULL;
    for (size_t i = 0; i < comparison->translation.count; i++) {
        uint32_t other = comparison->pairing.source_of[i];
        if (other == UNPAIRED) continue;
        const TextUnit *unit = &comparison->translation.items[i];
        const TextUnit *source = &comparison->source.items[other];
        bool same_pair = unit->div == div && source->div == source_div;
        div = unit->div;
        source_div = source->div;
        if (same_pair || comparison->accepted[i] || str_equal(unit->box, source->box)) continue;
        comparison->doubtful[i] = true;
        MessageCode code = source->box.length == 0 ? MESSAGE_TRANSLATION_BOX_EXTRA
                           : unit->box.length == 0 ? MESSAGE_TRANSLATION_BOX_MISSING
                                                   : MESSAGE_TRANSLATION_BOX_DIFFERS;
        Str wanted = source->box.length == 0 ? unit->box : source->box;
        diag_report(reporter->diag, code, unit->where,
                    ARGS(wanted, source_place(reporter, i), unit->box));
    }
}

/* ---- ids ---- */

static Span place_for(const Comparison *comparison, const Block *block) {
    for (size_t i = 0; i < comparison->source.count; i++) {
        const TextUnit *unit = &comparison->source.items[i];
        uint32_t other = comparison->pairing.translation_of[i];
        if ((unit->block == block || unit->div == block) && other != UNPAIRED)
            return comparison->translation.items[other].where;
    }
    const YamlNode *root = comparison->translation.document->edition.root;
    return root != NULL ? root->where : (Span){0};
}

/* So many ids are looked for in the units: a walk each. */
enum { PLACES_MOST = 100 };

static void report_ids(Reporter *reporter) {
    const Document *source = reporter->comparison->source.document;
    const Document *translation = reporter->comparison->unchanged;
    if (translation == NULL) translation = reporter->comparison->translation.document;
    size_t places = 0;
    for (size_t i = 0; i < source->anchors.count; i++) {
        const Anchor *anchor = source->anchors.entries[i].value;
        if (map_find(&translation->anchors, anchor->id) != NULL) continue;
        Span where = translation->edition.root->where;
        if (places++ < PLACES_MOST) where = place_for(reporter->comparison, anchor->block);
        diag_report(reporter->diag, MESSAGE_TRANSLATION_ID_MISSING, where,
                    ARGS(anchor->id, place_text(reporter->arena, anchor->where)));
    }
    for (size_t i = 0; i < translation->anchors.count; i++) {
        const Anchor *anchor = translation->anchors.entries[i].value;
        if (map_find(&source->anchors, anchor->id) == NULL)
            diag_report(reporter->diag, MESSAGE_TRANSLATION_ID_EXTRA, anchor->where,
                        ARGS(anchor->id));
    }
}

/* ---- the whole ---- */

void comparison_report(Comparison *comparison, Diag *diag) {
    Reporter reporter = {.comparison = comparison, .arena = arena_open(), .diag = diag};
    report_missing(&reporter);
    report_states(&reporter);
    report_moved(&reporter);
    report_boxes(&reporter);
    report_ids(&reporter);
    for (size_t i = 0; i < comparison->translation.count; i++) {
        uint32_t source = comparison->pairing.source_of[i];
        if (source == UNPAIRED || comparison->accepted[i]) continue;
        const TextUnit *unit = &comparison->translation.items[i];
        if (!str_equal(unit->fingerprint, comparison->source.items[source].fingerprint))
            comparison->doubtful[i] |=
                holdings_report(reporter.arena, &comparison->source.items[source], unit, diag);
    }
    arena_close(reporter.arena);
}
