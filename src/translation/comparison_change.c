/* In: a comparison. Out: the same after the changes that a local edition names, and the lines that
 * are not translated yet; see comparison.h.
 *
 * A change moves texts, and adds or takes away whole ones; those that stay stand where they stood
 * in the file that they were typed in (span_origin), and are known again by that place. */
#include "translation/comparison.h"

/* Which of the texts before the changes a text was. */
typedef struct Places {
    Arena *arena;
    Map at;     /* place, and how many had it before -> its number, from 1 */
    Map counts; /* place -> how many texts have it */
} Places;

/* Texts that stand at one place, as several attributes of a box may, are told apart by their order.
 */
static Str place_next(Places *places, const TextUnit *unit) {
    Span where = span_origin(unit->where);
    StrBuilder key = {.arena = places->arena};
    builder_add_format(&key, "%p %u %u %d ", (const void *)where.source, (unsigned)where.line,
                       (unsigned)where.column, (int)unit->kind);
    size_t *count = map_find(&places->counts, builder_text(&key));
    if (count == NULL) {
        count = ARENA_NEW(places->arena, size_t);
        map_put(&places->counts, str_copy(places->arena, builder_text(&key)), count);
    }
    builder_add_int(&key, (int64_t)(*count)++);
    return builder_text(&key);
}

static Map places_find(Arena *arena, const TextUnits *units) {
    Places places = {arena, {.arena = arena}, {.arena = arena}};
    for (size_t i = 0; i < units->count; i++) {
        size_t *number = ARENA_NEW(arena, size_t);
        *number = i + 1;
        map_put(&places.at, place_next(&places, &units->items[i]), number);
    }
    return places.at;
}

/* What was known of a text before the changes holds after them. */
static void text_keep(Comparison *after, size_t here, const Comparison *before, size_t was) {
    uint32_t source = before->pairing.source_of[was];
    after->pairing.source_of[here] = source;
    if (source != UNPAIRED) after->pairing.translation_of[source] = (uint32_t)here;
    after->pairing.entry_of[here] = before->pairing.entry_of[was];
    after->pairing.moved[here] = before->pairing.moved[was];
    after->states[here] = before->states[was];
    after->accepted[here] = before->accepted[was];
    after->apart[here] = before->apart[was];
}

Comparison comparison_change(Arena *arena, const Comparison *before, const Document *after) {
    Comparison made = *before;
    made.translation = units_cut(arena, after);
    made.unchanged = before->translation.document;
    size_t count = made.translation.count;
    made.pairing = pairing_open(arena, made.source.count, count);
    comparison_open(arena, &made);
    Map places = places_find(arena, &before->translation);
    Places walk = {.arena = arena, .counts = {.arena = arena}};
    for (size_t i = 0; i < count; i++) {
        const size_t *was = map_find(&places, place_next(&walk, &made.translation.items[i]));
        made.states[i] = TEXT_SILENT;
        if (was != NULL) text_keep(&made, i, before, *was - 1);
    }
    comparison_pair_sections(&made);
    for (size_t i = 0; i < made.source.count; i++)
        made.dropped[i] = before->pairing.translation_of[i] != UNPAIRED &&
                          made.pairing.translation_of[i] == UNPAIRED;
    return made;
}

/* ---- lines ---- */

Str comparison_line(Arena *arena, const Source *source, uint32_t line) {
    StrBuilder key = {.arena = arena};
    builder_add_format(&key, "%p %u", (const void *)source, (unsigned)line);
    return builder_text(&key);
}

Map comparison_untranslated(Arena *arena, const Comparison *comparison) {
    Map lines = {.arena = arena};
    for (size_t i = 0; i < comparison->translation.count; i++) {
        const TextUnit *unit = &comparison->translation.items[i];
        if (comparison->states[i] != TEXT_UNTRANSLATED) continue;
        Span where = unit->where;
        for (size_t at = unit->start; at <= unit->end; at++) {
            bool ends = at == unit->end || unit->source->text.bytes[at] == '\n';
            if (!ends) continue;
            Span origin = span_origin(where);
            map_put(&lines, comparison_line(arena, origin.source, origin.line), (void *)unit);
            where = (Span){unit->source, where.line + 1, 1, 0};
        }
    }
    return lines;
}
