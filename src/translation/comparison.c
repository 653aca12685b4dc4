/* In: two documents and the ledger. Out: the state of each text; see comparison.h. */
#include "translation/comparison.h"

#include "translation/reporter.h"

static const TextUnit *source_of(const Comparison *comparison, size_t i) {
    uint32_t source = comparison->pairing.source_of[i];
    return source == UNPAIRED ? NULL : &comparison->source.items[source];
}

/* A text that `maquette new` put there, and that still says what it said. */
static bool is_untouched(const TextUnit *unit, const LedgerEntry *entry) {
    return entry->text.length == 0 && str_equal(unit->fingerprint, entry->source_text);
}

static bool is_accepted(const Comparison *comparison, size_t i) {
    const LedgerEntry *entry = comparison->pairing.entry_of[i];
    const TextUnit *source = source_of(comparison, i);
    return entry != NULL && source != NULL && entry->text.length > 0 &&
           str_equal(source->fingerprint, entry->source_text) &&
           str_equal(comparison->translation.items[i].fingerprint, entry->text);
}

size_t row_cells(Str row) {
    row = str_trim(row);
    size_t bars = 0;
    bool closed = false;
    for (size_t i = 0; i < row.length; i++) {
        closed = row.bytes[i] == '|' && (i == 0 || row.bytes[i - 1] != '\\');
        bars += closed && i > 0;
    }
    return closed ? bars : bars + 1;
}

bool attribute_is_kept(const Attribute *pair, const Attributes *here) {
    return attribute_is_shown(pair->key) || str_equal(attribute_find(here, pair->key), pair->value);
}

static void apart_add(StrBuilder *out, const char *what, Str value) {
    if (out->length > 0) builder_add_byte(out, ',');
    builder_add_c(out, what);
    builder_add(out, value);
}

bool comparison_opens_div(const Comparison *comparison, size_t i) {
    const TextUnit *unit = &comparison->translation.items[i], *source = source_of(comparison, i);
    if (unit->div == NULL || source == NULL || source->div == NULL) return false;
    return (i == 0 || unit[-1].div != unit->div) && str_equal(unit->box, source->box);
}

/* What the div before a text says otherwise than that of the source, as one word. */
static Str attributes_apart(Arena *arena, const Comparison *comparison, size_t i) {
    if (!comparison_opens_div(comparison, i)) return (Str){0};
    const Attributes *there = &source_of(comparison, i)->div->attributes;
    const Attributes *here = &comparison->translation.items[i].div->attributes;
    StrBuilder apart = {.arena = arena};
    for (size_t n = 0; n < there->pair_count; n++) {
        if (attribute_is_kept(&there->pairs[n], here)) continue;
        apart_add(&apart, "", there->pairs[n].key);
        apart_add(&apart, "", attribute_find(here, there->pairs[n].key));
    }
    return apart.length > 0 ? text_fingerprint(arena, builder_text(&apart)) : (Str){0};
}

static Str apart_make(Arena *arena, const Comparison *comparison, size_t i) {
    const TextUnit *unit = &comparison->translation.items[i], *source = source_of(comparison, i);
    StrBuilder out = {.arena = arena};
    if (source == NULL) return (Str){0};
    if (comparison->pairing.moved[i]) apart_add(&out, "moved", STR(""));
    if (!str_equal(unit->box, source->box)) apart_add(&out, "box=", unit->box);
    if (unit->level != source->level)
        apart_add(&out, "level=", number_written(arena, (size_t)unit->level));
    if (unit->kind == UNIT_ROW && row_cells(unit->text) != row_cells(source->text))
        apart_add(&out, "cells=", number_written(arena, row_cells(unit->text)));
    Str attributes = attributes_apart(arena, comparison, i);
    if (attributes.length > 0) apart_add(&out, "attributes=", attributes);
    return builder_text(&out);
}

bool comparison_stands_apart(const Comparison *comparison, size_t i) {
    const LedgerEntry *entry = comparison->pairing.entry_of[i];
    if (comparison->apart[i].length == 0) return false;
    return entry == NULL || !str_equal(entry->apart, comparison->apart[i]);
}

size_t comparison_section(const Comparison *comparison, size_t section) {
    return comparison->section_of[section];
}

void comparison_open(Arena *arena, Comparison *comparison) {
    size_t count = comparison->translation.count;
    comparison->states = ARENA_ARRAY(arena, TextState, count);
    comparison->accepted = ARENA_ARRAY(arena, bool, count);
    comparison->doubtful = ARENA_ARRAY(arena, bool, count);
    comparison->joined = ARENA_ARRAY(arena, bool, count);
    comparison->apart = ARENA_ARRAY(arena, Str, count);
    comparison->dropped = ARENA_ARRAY(arena, bool, comparison->source.count);
    size_t sections = comparison->translation.document->section_count;
    comparison->section_of = ARENA_ARRAY(arena, size_t, sections + 1);
}

void comparison_pair_sections(Comparison *comparison) {
    const TextUnits *here = &comparison->translation;
    for (size_t i = 0; i < here->count; i++) {
        const TextUnit *source = source_of(comparison, i);
        size_t *pair = &comparison->section_of[here->items[i].section];
        if (*pair == 0 && source != NULL) *pair = source->section;
    }
}

static TextState state_of(const Comparison *comparison, size_t i) {
    const TextUnit *unit = &comparison->translation.items[i], *source = source_of(comparison, i);
    const LedgerEntry *entry = comparison->pairing.entry_of[i];
    if (source == NULL) return unit->unspoken ? TEXT_SILENT : TEXT_EXTRA;
    if (unit->unspoken && source->unspoken) return TEXT_SILENT;
    if (comparison->accepted[i]) return TEXT_TRANSLATED;
    if (entry != NULL && is_untouched(unit, entry)) return TEXT_UNTRANSLATED;
    bool same = str_equal(unit->fingerprint, source->fingerprint);
    /* A translation that was accepted, and that the source's words took the place of. */
    bool reverted =
        entry != NULL && entry->text.length > 0 && !str_equal(entry->text, unit->fingerprint);
    if (same && (unit->wordy || reverted)) return TEXT_UNTRANSLATED;
    bool changed = entry != NULL && !str_equal(source->fingerprint, entry->source_text);
    return changed && !same ? TEXT_STALE : TEXT_TRANSLATED;
}

Comparison comparison_make(Arena *arena, const Document *source, const Document *translation,
                           const Ledger *ledger) {
    Comparison comparison = {.source = units_cut(arena, source),
                             .translation = units_cut(arena, translation)};
    size_t count = comparison.translation.count;
    comparison.pairing = units_pair(arena, &comparison.source, &comparison.translation, ledger);
    comparison_open(arena, &comparison);
    comparison_pair_sections(&comparison);
    for (size_t i = 0; i < count; i++) comparison.apart[i] = apart_make(arena, &comparison, i);
    for (size_t i = 0; i < count; i++) comparison.accepted[i] = is_accepted(&comparison, i);
    for (size_t i = 0; i < count; i++) comparison.states[i] = state_of(&comparison, i);
    return comparison;
}

static void count_text(const Comparison *comparison, size_t i, TranslationTally *tally) {
    tally->wanted++;
    switch (comparison->states[i]) {
    case TEXT_UNTRANSLATED: tally->untranslated++; return;
    case TEXT_STALE: tally->stale++; return;
    case TEXT_TRANSLATED:
    case TEXT_EXTRA:
    case TEXT_SILENT: break;
    }
    if (comparison->doubtful[i]) {
        tally->doubtful++;
    } else {
        tally->translated++;
    }
}

TranslationTally comparison_tally(const Comparison *comparison) {
    TranslationTally tally = {0};
    for (size_t i = 0; i < comparison->source.count; i++) {
        uint32_t here = comparison->pairing.translation_of[i];
        if (comparison->source.items[i].unspoken) continue;
        if (here != UNPAIRED) {
            count_text(comparison, here, &tally);
        } else if (!comparison->dropped[i] && comparison->source.items[i].kind != UNIT_EDITION) {
            tally.wanted++;
            tally.missing++;
        }
    }
    for (size_t i = 0; i < comparison->translation.count; i++)
        tally.extra += comparison->states[i] == TEXT_EXTRA &&
                       comparison->translation.items[i].kind != UNIT_EDITION;
    return tally;
}

/* By section: a sentence in it was never translated. */
static bool *sections_waiting(Arena *arena, const Comparison *comparison) {
    size_t count = comparison->translation.document->section_count;
    bool *waiting = ARENA_ARRAY(arena, bool, count + 1);
    for (size_t i = 0; i < comparison->translation.count; i++) {
        const TextUnit *unit = &comparison->translation.items[i];
        const LedgerEntry *entry = comparison->pairing.entry_of[i];
        waiting[unit->section] |= entry != NULL && unit->wordy && is_untouched(unit, entry);
    }
    return waiting;
}

size_t comparison_accept(const Comparison *comparison, StrBuilder *out) {
    VEC(LedgerEntry) entries = {0};
    size_t accepted = 0;
    const bool *waiting = sections_waiting(out->arena, comparison);
    for (size_t i = 0; i < comparison->translation.count; i++) {
        const TextUnit *unit = &comparison->translation.items[i];
        const TextUnit *source = source_of(comparison, i);
        if (source == NULL) continue;
        const LedgerEntry *old = comparison->pairing.entry_of[i];
        LedgerEntry entry = {.key = unit->key,
                             .source_key = source->key,
                             .source_text = source->fingerprint,
                             .text = unit->fingerprint,
                             .apart = comparison->apart[i]};
        /* Words of the source may stay only where no line said "-", or where there are few and
         * nothing else of the section waits for a translator. */
        bool untouched =
            old != NULL && is_untouched(unit, old) && (unit->wordy || waiting[unit->section]);
        if (untouched) {
            entry.text = (Str){0};
            entry.source_text = old->source_text;
        }
        accepted += entry.text.length > 0 && !source->unspoken;
        VEC_PUSH(out->arena, &entries, entry);
    }
    ledger_write(entries.items, entries.count, out);
    return accepted;
}
