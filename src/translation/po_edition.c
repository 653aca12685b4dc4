/* In: the source's units and the messages of a PO file. Out: sources to be read as any others. */
#include "translation/po_edition.h"

#include "translation/rewrite.h"

/* The key of edition.yaml, at its top, that a unit belongs to. */
static Str top_key(const TextUnit *unit) {
    size_t end = 0;
    while (end < unit->name.length && unit->name.bytes[end] != '.' && unit->name.bytes[end] != '[')
        end++;
    return str_slice(unit->name, 0, end);
}

static bool is_overridden(Arena *arena, const TextUnit *unit, const YamlNode *own) {
    return unit->kind == UNIT_EDITION && yaml_find(own, str_to_c(arena, top_key(unit))) != NULL;
}

static Str number(Arena *arena, size_t value) {
    StrBuilder out = {.arena = arena};
    builder_add_int(&out, (int64_t)value);
    return builder_text(&out);
}

static UnitText text_of(Arena *arena, const PoMatch *match, Diag *diag) {
    const PoMessage *message = match->message;
    if (match->state == PO_FUZZY)
        diag_report(diag, MESSAGE_PO_TEXT_FUZZY, po_text_place(&message->text, 0), NO_ARGS);
    if (match->state == PO_STALE)
        diag_report(diag, MESSAGE_PO_TEXT_STALE, po_text_place(&message->text, 0), NO_ARGS);
    if (match->state != PO_TRANSLATED) return (UnitText){0};
    return (UnitText){true, message->text.text, po_text_origin(arena, &message->text)};
}

/* One note each on what is missing and on what is left over. */
static void report_counts(Arena *arena, const PoFile *file, const PoMatches *matches,
                          size_t missing, size_t total, Diag *diag) {
    Span top =
        file->header != NULL ? file->header->where : (Span){file->source, 1, 1, /*length*/ 1};
    size_t unused = 0;
    for (size_t i = 0; i < file->count; i++)
        unused += !matches->used[i] && !file->messages[i].obsolete;
    if (missing > 0)
        diag_report(diag, MESSAGE_PO_UNTRANSLATED, top,
                    ARGS(number(arena, missing), number(arena, total)));
    if (unused > 0) diag_report(diag, MESSAGE_PO_UNUSED, top, ARGS(number(arena, unused)));
}

EditionSources *po_edition_make(Arena *arena, const TextUnits *units, const PoFile *file,
                                const YamlNode *own, Diag *diag) {
    PoMatches matches = po_match(arena, units, file, /*revive*/ false);
    UnitText *texts = ARENA_ARRAY(arena, UnitText, units->count);
    size_t missing = 0, total = 0;
    for (size_t i = 0; i < units->count; i++) {
        const TextUnit *unit = &units->items[i];
        if (!unit_is_message(unit) || is_overridden(arena, unit, own)) continue;
        const PoMatch *match = &matches.of_unit[i];
        texts[i] = text_of(arena, match, diag);
        total++;
        missing += match->state == PO_ABSENT || match->state == PO_UNTRANSLATED;
        if (texts[i].given && str_equal(texts[i].text, unit->text)) texts[i].given = false;
    }
    report_counts(arena, file, &matches, missing, total, diag);
    return units_rewrite(arena, units, texts);
}
