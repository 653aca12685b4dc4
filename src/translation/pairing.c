/* In: the units of a source and of a translation. Out: who belongs to whom; see pairing.h.
 *
 * Certain pairs come first; the longest run of them that stands in the same order on both sides
 * (longest increasing subsequence, by patience) cuts the rest into gaps, which are aligned. */
#include "translation/pairing.h"

#include "translation/likeness.h"

/* Units by what a line of the ledger says of them. */
typedef struct UnitMaps {
    Map by_key, by_print;
} UnitMaps;

typedef struct Pairer {
    Arena *scratch; /* given back at the end */
    const TextUnits *source, *translation;
    const Ledger *ledger;
    const UnitTraits *source_traits, *translation_traits;
    UnitMaps source_maps, translation_maps; /* where there is a ledger */
    bool *claimed;                          /* lines of the ledger that speak of a pair */
    Pairing pairing;
} Pairer;

static bool pair_add(Pairer *pairer, size_t source, size_t translation) {
    Pairing *pairing = &pairer->pairing;
    if (pairing->translation_of[source] != UNPAIRED) return false;
    if (pairing->source_of[translation] != UNPAIRED) return false;
    pairing->translation_of[source] = (uint32_t)translation;
    pairing->source_of[translation] = (uint32_t)source;
    return true;
}

/* The first unit of a text; its number is where it stands among the others. */
static void number_put(Map *map, Str key, const TextUnits *units, size_t number) {
    if (map_find(map, key) == NULL) map_put(map, key, &units->items[number]);
}

static size_t number_find(const Map *map, Str key, const TextUnits *units) {
    const TextUnit *unit = map_find(map, key);
    return unit == NULL ? SIZE_MAX : (size_t)(unit - units->items);
}

/* ---- by name and id ---- */

/* What a unit is called in every language: a setting's name, a note's id and the number of its
 * text, the id that a heading or span carries. Empty: it has no such name. */
static Str common_name(Arena *arena, const TextUnit *unit, size_t number_in_note) {
    StrBuilder name = {.arena = arena};
    if (unit->kind == UNIT_EDITION) {
        builder_add_c(&name, "edition ");
        builder_add(&name, unit->name);
    } else if (unit->note.length > 0) {
        builder_add_c(&name, "note ");
        builder_add(&name, unit->note);
        builder_add_format(&name, " %zu", number_in_note);
    } else if (unit->holding_count > 0 && unit->holdings[0].kind == HOLDS_ID) {
        builder_add_c(&name, "id ");
        builder_add(&name, unit->holdings[0].value);
    } else if (unit->kind == UNIT_ATTRIBUTE && unit->box_id.length > 0) {
        builder_add_c(&name, "box ");
        builder_add(&name, unit->box_id);
        builder_add_byte(&name, ' ');
        builder_add(&name, unit->name);
    }
    return builder_text(&name);
}

/* The names of all units. Texts of one note stand in a row. */
static Str *names_make(Arena *arena, const TextUnits *units) {
    Str *names = ARENA_ARRAY(arena, Str, units->count);
    size_t in_note = 0;
    for (size_t i = 0; i < units->count; i++) {
        const TextUnit *unit = &units->items[i];
        bool goes_on = i > 0 && str_equal(unit->note, units->items[i - 1].note);
        in_note = goes_on ? in_note + 1 : 0;
        names[i] = common_name(arena, unit, in_note);
    }
    return names;
}

/* How often each name occurs. */
static Map names_count(Arena *arena, const Str *names, size_t count) {
    Map counts = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        if (names[i].length == 0) continue;
        size_t *number = map_find(&counts, names[i]);
        if (number == NULL) {
            number = ARENA_NEW(arena, size_t);
            map_put(&counts, names[i], number);
        }
        ++*number;
    }
    return counts;
}

static bool is_only(const Map *counts, Str name) {
    const size_t *number = map_find(counts, name);
    return number != NULL && *number == 1;
}

/* Notes of two sections may have one id: such a name says nothing. */
static void pair_by_names(Pairer *pairer) {
    Map map = {.arena = pairer->scratch};
    Str *names = names_make(pairer->scratch, pairer->source);
    Map counts = names_count(pairer->scratch, names, pairer->source->count);
    for (size_t i = 0; i < pairer->source->count; i++)
        if (is_only(&counts, names[i])) number_put(&map, names[i], pairer->source, i);
    names = names_make(pairer->scratch, pairer->translation);
    counts = names_count(pairer->scratch, names, pairer->translation->count);
    for (size_t i = 0; i < pairer->translation->count; i++) {
        if (!is_only(&counts, names[i])) continue;
        size_t found = number_find(&map, names[i], pairer->source);
        bool alike = found != SIZE_MAX &&
                     pairer->source->items[found].kind == pairer->translation->items[i].kind;
        if (alike) pair_add(pairer, found, i);
    }
}

/* ---- by the ledger ---- */

static UnitMaps maps_make(Arena *arena, const TextUnits *units) {
    UnitMaps maps = {.by_key = {.arena = arena}, .by_print = {.arena = arena}};
    for (size_t i = 0; i < units->count; i++) {
        number_put(&maps.by_key, units->items[i].key, units, i);
        number_put(&maps.by_print, units->items[i].fingerprint, units, i);
    }
    return maps;
}

/* How surely a line of the ledger finds a unit. */
typedef enum Certainty { CERTAIN, BY_TEXT, BY_KEY, CERTAINTY_COUNT } Certainty;

static size_t unit_find(const UnitMaps *maps, const TextUnits *units, Str key, Str print,
                        Certainty certainty) {
    size_t by_key = number_find(&maps->by_key, key, units);
    bool same = by_key != SIZE_MAX && str_equal(units->items[by_key].fingerprint, print);
    switch (certainty) {
    case CERTAIN: return same ? by_key : SIZE_MAX;
    case BY_TEXT: return same ? SIZE_MAX : number_find(&maps->by_print, print, units);
    case BY_KEY: return same ? SIZE_MAX : by_key;
    case CERTAINTY_COUNT: break;
    }
    return SIZE_MAX;
}

static size_t entry_source(const Pairer *pairer, const LedgerEntry *entry, Certainty certainty) {
    return unit_find(&pairer->source_maps, pairer->source, entry->source_key, entry->source_text,
                     certainty);
}

static size_t entry_translation(const Pairer *pairer, const LedgerEntry *entry,
                                Certainty certainty) {
    Str print = entry->text.length > 0 ? entry->text : entry->source_text;
    return unit_find(&pairer->translation_maps, pairer->translation, entry->key, print, certainty);
}

static void entry_pair(Pairer *pairer, const LedgerEntry *entry, size_t source,
                       size_t translation) {
    if (source == SIZE_MAX || translation == SIZE_MAX) return;
    if (pairer->source->items[source].kind != pairer->translation->items[translation].kind) return;
    bool paired = pairer->pairing.source_of[translation] == source;
    if (!paired && !pair_add(pairer, source, translation)) return;
    size_t number = (size_t)(entry - pairer->ledger->entries);
    if (pairer->pairing.entry_of[translation] != NULL || pairer->claimed[number]) return;
    pairer->pairing.entry_of[translation] = entry;
    pairer->claimed[number] = true;
}

/* Lines that find both their texts unchanged count first, then those of which one side changed or
 * moved. */
static void pair_by_ledger(Pairer *pairer) {
    const Ledger *ledger = pairer->ledger;
    if (ledger == NULL) return;
    for (int sum = 0; sum <= 2 * BY_KEY; sum++) {
        for (int first = 0; first < CERTAINTY_COUNT; first++) {
            int second = sum - first;
            if (second < 0 || second >= CERTAINTY_COUNT) continue;
            for (size_t i = 0; i < ledger->count; i++) {
                const LedgerEntry *entry = &ledger->entries[i];
                entry_pair(pairer, entry, entry_source(pairer, entry, (Certainty)second),
                           entry_translation(pairer, entry, (Certainty)first));
            }
        }
    }
}

/* Gives a line to a text of the translation that has none. */
static void entry_give(Pairer *pairer, size_t number, size_t translation) {
    Pairing *pairing = &pairer->pairing;
    if (translation == SIZE_MAX || pairing->source_of[translation] == UNPAIRED) return;
    if (pairing->entry_of[translation] != NULL || pairer->claimed[number]) return;
    pairing->entry_of[translation] = &pairer->ledger->entries[number];
    pairer->claimed[number] = true;
}

/* Lines that did not find both their texts speak of a pair in which one of them is; what the order
 * has paired meanwhile counts too. */
static void entries_complete(Pairer *pairer) {
    const Ledger *ledger = pairer->ledger;
    if (ledger == NULL) return;
    for (int certainty = CERTAIN; certainty < CERTAINTY_COUNT; certainty++) {
        for (size_t i = 0; i < ledger->count; i++) {
            const LedgerEntry *entry = &ledger->entries[i];
            entry_give(pairer, i, entry_translation(pairer, entry, (Certainty)certainty));
            size_t source = entry_source(pairer, entry, (Certainty)certainty);
            uint32_t here = source == SIZE_MAX ? UNPAIRED : pairer->pairing.translation_of[source];
            entry_give(pairer, i, here == UNPAIRED ? SIZE_MAX : here);
        }
    }
}

/* ---- by order ---- */

/* Notes and settings have none: they are neither in the run nor moved. */
static bool has_order(const TextUnit *unit) {
    return unit->kind != UNIT_EDITION && unit->note.length == 0;
}

/* Marks the pairs of the longest run that rises on both sides. */
static void run_mark(const Pairer *pairer, bool *in_run) {
    const uint32_t *source_of = pairer->pairing.source_of;
    size_t count = pairer->translation->count;
    /* tails[n]: the translation's unit that ends the run of n + 1 pairs with the least source. */
    uint32_t *tails = ARENA_ARRAY(pairer->scratch, uint32_t, count);
    uint32_t *before = ARENA_ARRAY(pairer->scratch, uint32_t, count);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (source_of[i] == UNPAIRED || !has_order(&pairer->translation->items[i])) continue;
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (source_of[tails[middle]] < source_of[i]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        before[i] = low > 0 ? tails[low - 1] : UNPAIRED;
        tails[low] = (uint32_t)i;
        if (low == length) length++;
    }
    for (uint32_t i = length > 0 ? tails[length - 1] : UNPAIRED; i != UNPAIRED; i = before[i])
        in_run[i] = true;
}

/* A stretch of units of one side that are not paired yet. */
typedef struct Gap {
    const UnitTraits **traits;
    size_t *numbers;
    size_t count;
} Gap;

static Gap gap_make(const Pairer *pairer, const TextUnits *units, const UnitTraits *traits,
                    const uint32_t *others, bool notes, size_t start, size_t end) {
    Gap gap = {.traits = ARENA_ARRAY(pairer->scratch, const UnitTraits *, end - start),
               .numbers = ARENA_ARRAY(pairer->scratch, size_t, end - start)};
    for (size_t i = start; i < end; i++) {
        const TextUnit *unit = &units->items[i];
        if (others[i] != UNPAIRED || unit->kind == UNIT_EDITION) continue;
        if ((unit->note.length > 0) != notes) continue;
        gap.traits[gap.count] = &traits[i];
        gap.numbers[gap.count++] = i;
    }
    return gap;
}

static void gap_align(Pairer *pairer, bool notes, size_t source, size_t source_end,
                      size_t translation, size_t translation_end) {
    ArenaMark mark = arena_mark(pairer->scratch);
    Gap a = gap_make(pairer, pairer->source, pairer->source_traits, pairer->pairing.translation_of,
                     notes, source, source_end);
    Gap b = gap_make(pairer, pairer->translation, pairer->translation_traits,
                     pairer->pairing.source_of, notes, translation, translation_end);
    size_t *match = ARENA_ARRAY(pairer->scratch, size_t, a.count);
    stretches_align(a.traits, a.count, b.traits, b.count, match);
    for (size_t i = 0; i < a.count; i++)
        if (match[i] != SIZE_MAX) pair_add(pairer, a.numbers[i], b.numbers[match[i]]);
    arena_release(pairer->scratch, mark);
}

static void gaps_align(Pairer *pairer) {
    size_t count = pairer->translation->count, source = 0, translation = 0;
    bool *in_run = ARENA_ARRAY(pairer->scratch, bool, count);
    run_mark(pairer, in_run);
    for (size_t i = 0; i < count; i++) {
        if (!in_run[i]) continue;
        size_t here = pairer->pairing.source_of[i];
        gap_align(pairer, /*notes*/ false, source, here, translation, i);
        source = here + 1;
        translation = i + 1;
    }
    gap_align(pairer, /*notes*/ false, source, pairer->source->count, translation, count);
    gap_align(pairer, /*notes*/ true, 0, pairer->source->count, 0, count);
}

/* ---- by what is held ---- */

enum { SIGNATURE_DIGITS = 16 };

static Str signature_text(Arena *arena, uint64_t signature) {
    StrBuilder text = {.arena = arena};
    builder_add_format(&text, "%0*llx", SIGNATURE_DIGITS, (unsigned long long)signature);
    return builder_text(&text);
}

/* Units left over, by their signature; one that several have leads to none of them. */
static Map signatures_make(const Pairer *pairer, const UnitTraits *traits, const uint32_t *others,
                           size_t count) {
    static const UnitTraits SEVERAL = {0};
    Map map = {.arena = pairer->scratch};
    for (size_t i = 0; i < count; i++) {
        if (others[i] != UNPAIRED || traits[i].signature == 0) continue;
        Str key = signature_text(pairer->scratch, traits[i].signature);
        const UnitTraits *only = map_find(&map, key) == NULL ? &traits[i] : &SEVERAL;
        map_put(&map, key, (void *)(uintptr_t)only);
    }
    return map;
}

static void pair_by_signatures(Pairer *pairer) {
    Map sources = signatures_make(pairer, pairer->source_traits, pairer->pairing.translation_of,
                                  pairer->source->count);
    Map translations = signatures_make(pairer, pairer->translation_traits,
                                       pairer->pairing.source_of, pairer->translation->count);
    for (size_t i = 0; i < sources.count; i++) {
        const UnitTraits *a = sources.entries[i].value;
        const UnitTraits *b = map_find(&translations, sources.entries[i].key);
        if (b == NULL || a->unit == NULL || b->unit == NULL || units_likeness(a, b) <= 0) continue;
        pair_add(pairer, (size_t)(a - pairer->source_traits),
                 (size_t)(b - pairer->translation_traits));
    }
}

/* ---- the whole ---- */

static void moved_mark(Pairer *pairer) {
    size_t count = pairer->translation->count;
    bool *in_run = ARENA_ARRAY(pairer->scratch, bool, count);
    run_mark(pairer, in_run);
    for (size_t i = 0; i < count; i++) {
        bool paired = pairer->pairing.source_of[i] != UNPAIRED;
        pairer->pairing.moved[i] =
            paired && !in_run[i] && has_order(&pairer->translation->items[i]);
    }
}

static uint32_t *unpaired(Arena *arena, size_t count) {
    uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) numbers[i] = UNPAIRED;
    return numbers;
}

Pairing pairing_open(Arena *arena, size_t source_count, size_t translation_count) {
    return (Pairing){.source_of = unpaired(arena, translation_count),
                     .translation_of = unpaired(arena, source_count),
                     .entry_of = ARENA_ARRAY(arena, const LedgerEntry *, translation_count),
                     .moved = ARENA_ARRAY(arena, bool, translation_count)};
}

/* From so many units on that no name and no line of the ledger paired, certain pairs are sought by
 * what they hold before the order counts. */
enum { LONG_GAP = 400 };

static size_t left_over(const Pairer *pairer) {
    size_t count = 0;
    for (size_t i = 0; i < pairer->source->count; i++)
        count += pairer->pairing.translation_of[i] == UNPAIRED;
    return count;
}

Pairing units_pair(Arena *arena, const TextUnits *source, const TextUnits *translation,
                   const Ledger *ledger) {
    Pairer pairer = {
        .scratch = arena_open(), .source = source, .translation = translation, .ledger = ledger};
    pairer.source_traits = traits_make(pairer.scratch, source);
    pairer.translation_traits = traits_make(pairer.scratch, translation);
    pairer.pairing = pairing_open(arena, source->count, translation->count);
    if (ledger != NULL) {
        pairer.claimed = ARENA_ARRAY(pairer.scratch, bool, ledger->count);
        pairer.source_maps = maps_make(pairer.scratch, source);
        pairer.translation_maps = maps_make(pairer.scratch, translation);
    }
    pair_by_names(&pairer);
    pair_by_ledger(&pairer);
    /* In a long gap the band may miss the way: what alone holds the same shows it. */
    if (left_over(&pairer) > LONG_GAP) pair_by_signatures(&pairer);
    gaps_align(&pairer);
    pair_by_signatures(&pairer);
    entries_complete(&pairer);
    moved_mark(&pairer);
    arena_close(pairer.scratch);
    return pairer.pairing;
}
