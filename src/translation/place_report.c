/* In: a comparison. Out: reports of what stands otherwise than in the source: order, boxes, levels
 * of headings, cells of tables, ids, templates. */
#include "translation/reporter.h"

/* ---- order ---- */

/* The text stands behind the same one as when it was accepted. */
static bool stands_as_accepted(const Comparison *comparison, size_t i) {
    const LedgerEntry *const *entry_of = comparison->pairing.entry_of;
    size_t before = i;
    while (before > 0 && entry_of[before - 1] == NULL) before--;
    return entry_of[i] != NULL && before > 0 && entry_of[before - 1] + 1 == entry_of[i];
}

/* Texts that moved together are told once. */
static void report_moved(Reporter *reporter, size_t i) {
    Comparison *comparison = reporter->comparison;
    const Pairing *pairing = &comparison->pairing;
    comparison->doubtful[i] = true;
    bool goes_on =
        i > 0 && pairing->moved[i - 1] && pairing->source_of[i] == pairing->source_of[i - 1] + 1;
    if (goes_on) return;
    diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_MOVED,
                comparison->translation.items[i].where, ARGS(source_place(reporter, i)));
}

/* ---- boxes ---- */

/* The line that opens a div, as it is typed. */
static Str opening_line(const Block *div) {
    return div == NULL ? STR("") : str_trim(source_line(div->where.source, div->where.line));
}

/* The ids and links of a box that is not there are told with it. */
static void report_box_missing(Reporter *reporter, const TextUnit *unit, const TextUnit *source) {
    diag_report(reporter->diag, MESSAGE_TRANSLATION_BOX_MISSING, unit->where,
                ARGS(source->box, place_text(reporter->arena, source->div->where),
                     opening_line(source->div)));
}

static void report_box(Reporter *reporter, size_t i) {
    const Comparison *comparison = reporter->comparison;
    const TextUnit *unit = &comparison->translation.items[i];
    const TextUnit *source = &comparison->source.items[comparison->pairing.source_of[i]];
    Str place = source_place(reporter, i);
    if (source->box.length == 0) {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_BOX_EXTRA, unit->where,
                    ARGS(unit->box, place));
    } else if (unit->box.length == 0) {
        report_box_missing(reporter, unit, source);
    } else {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_BOX_DIFFERS, unit->where,
                    ARGS(source->box, place, unit->box));
    }
}

/* ---- attributes of boxes ---- */

/* A slip of the pen in a key or a value was told. */
static bool slip_is_told(const Diag *diag, const Attributes *here, Str key) {
    for (size_t i = 0; i < here->pair_count; i++)
        if (diag_find_at(diag, MESSAGE_ATTRIBUTE_UNKNOWN, here->pairs[i].where) != NULL)
            return true;
    return diag_find_at(diag, MESSAGE_PLACE_UNKNOWN, attribute_place(here, key)) != NULL;
}

static Str attribute_written(Arena *arena, Str key, Str value) {
    StrBuilder text = {.arena = arena};
    builder_add(&text, key);
    builder_add_byte(&text, '=');
    builder_add(&text, value);
    return builder_text(&text);
}

static void report_attribute(const Reporter *reporter, const Attribute *pair, const Block *div) {
    const Attributes *here = &div->attributes;
    if (attribute_is_kept(pair, here) || slip_is_told(reporter->diag, here, pair->key)) return;
    Str value = attribute_find(here, pair->key);
    Str wanted = attribute_written(reporter->arena, pair->key, pair->value);
    Str place = place_text(reporter->arena, pair->where);
    if (value.length == 0) {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_ATTRIBUTE_MISSING, div->where,
                    ARGS(wanted, place));
        return;
    }
    diag_report(reporter->diag, MESSAGE_TRANSLATION_TARGET_DIFFERS,
                attribute_place(here, pair->key),
                ARGS(attribute_written(reporter->arena, pair->key, value), wanted, place));
}

static void report_attributes(const Reporter *reporter, size_t i) {
    const Comparison *comparison = reporter->comparison;
    const TextUnit *source = &comparison->source.items[comparison->pairing.source_of[i]];
    if (!comparison_opens_div(comparison, i)) return;
    const Attributes *there = &source->div->attributes;
    for (size_t n = 0; n < there->pair_count; n++)
        report_attribute(reporter, &there->pairs[n], comparison->translation.items[i].div);
}

/* ---- levels and cells ---- */

static void report_level(Reporter *reporter, size_t i) {
    const Comparison *comparison = reporter->comparison;
    const TextUnit *unit = &comparison->translation.items[i];
    const TextUnit *source = &comparison->source.items[comparison->pairing.source_of[i]];
    diag_withdraw(reporter->diag, MESSAGE_HEADING_JUMP, unit->where);
    diag_report(reporter->diag, MESSAGE_TRANSLATION_LEVEL_DIFFERS, unit->where,
                ARGS(number_written(reporter->arena, (size_t)unit->level),
                     number_written(reporter->arena, (size_t)source->level),
                     source_place(reporter, i)));
}

static void report_cells(Reporter *reporter, size_t i) {
    const Comparison *comparison = reporter->comparison;
    const TextUnit *unit = &comparison->translation.items[i];
    const TextUnit *source = &comparison->source.items[comparison->pairing.source_of[i]];
    diag_report(reporter->diag, MESSAGE_TRANSLATION_CELLS_DIFFER, unit->where,
                ARGS(number_written(reporter->arena, row_cells(unit->text)),
                     number_written(reporter->arena, row_cells(source->text)),
                     source_place(reporter, i)));
}

/* A slip of the pen in the name of its class was told. */
static bool box_is_unknown(const Diag *diag, const Block *div) {
    for (size_t i = 0; i < div->attributes.class_count; i++)
        if (diag_find_at(diag, MESSAGE_UNKNOWN_BOX, div->attributes.classes[i].where) != NULL)
            return true;
    return false;
}

static bool says_box(Str apart) {
    return str_find(apart, STR("box="), 0) != SIZE_MAX;
}

void report_apart(Reporter *reporter) {
    Comparison *comparison = reporter->comparison;
    const Block *source_div = NULL, *div = NULL;
    for (size_t i = 0; i < comparison->translation.count; i++) {
        uint32_t other = comparison->pairing.source_of[i];
        if (other == UNPAIRED) continue;
        const TextUnit *unit = &comparison->translation.items[i];
        const TextUnit *source = &comparison->source.items[other];
        bool same_boxes = unit->div == div && source->div == source_div;
        div = unit->div;
        source_div = source->div;
        Str apart = comparison->apart[i];
        if (!comparison_stands_apart(comparison, i)) continue;
        bool moved = comparison->pairing.moved[i] && !stands_as_accepted(comparison, i);
        if (moved) report_moved(reporter, i);
        bool unknown = div != NULL && box_is_unknown(reporter->diag, div);
        if (says_box(apart) && !same_boxes && !unknown) report_box(reporter, i); /* once a box */
        if (unit->level != source->level) report_level(reporter, i);
        if (str_find(apart, STR("cells="), 0) != SIZE_MAX) report_cells(reporter, i);
        report_attributes(reporter, i);
        comparison->doubtful[i] |= moved || !str_equal(apart, STR("moved"));
    }
}

/* ---- ids ---- */

/* Where a block of the source became something in the translation; no place if nowhere. */
static Span place_for(const Comparison *comparison, const Block *block) {
    for (size_t i = 0; i < comparison->source.count; i++) {
        const TextUnit *unit = &comparison->source.items[i];
        uint32_t other = comparison->pairing.translation_of[i];
        if ((unit->block == block || unit->div == block) && other != UNPAIRED)
            return comparison->translation.items[other].where;
    }
    return (Span){0};
}

/* True for a block whose texts are all missing, or that lost its box: that was told. */
static bool is_told(const Reporter *reporter, const Block *block) {
    const Comparison *comparison = reporter->comparison;
    bool texts = false;
    for (size_t i = 0; i < comparison->source.count; i++) {
        const TextUnit *unit = &comparison->source.items[i];
        uint32_t other = comparison->pairing.translation_of[i];
        if (unit->block != block && unit->div != block) continue;
        texts = true;
        if (other == UNPAIRED) continue;
        Span where = comparison->translation.items[other].where;
        return unit->div == block &&
               diag_find_at(reporter->diag, MESSAGE_TRANSLATION_BOX_MISSING, where) != NULL;
    }
    return texts;
}

/* The id that the translation's counterpart of a block carries, and the source does not know. */
static const Anchor *anchor_instead(const Comparison *comparison, const Block *block) {
    const Map *here = &comparison->translation.document->anchors;
    for (size_t i = 0; i < comparison->source.count; i++) {
        const TextUnit *unit = &comparison->source.items[i];
        uint32_t other = comparison->pairing.translation_of[i];
        if ((unit->block != block && unit->div != block) || other == UNPAIRED) continue;
        const TextUnit *pair = &comparison->translation.items[other];
        const Block *carrier = unit->div == block ? pair->div : pair->block;
        const Anchor *anchor = carrier != NULL ? map_find(here, carrier->attributes.id) : NULL;
        bool unknown =
            anchor != NULL && map_find(&comparison->source.document->anchors, anchor->id) == NULL;
        return unknown ? anchor : NULL;
    }
    return NULL;
}

/* So many ids are looked for in the units: some walks each. */
enum { PLACES_MOST = 100 };

static void report_id_missing(Reporter *reporter, const Anchor *anchor, bool look) {
    const Comparison *comparison = reporter->comparison;
    const Anchor *instead = look ? anchor_instead(comparison, anchor->block) : NULL;
    Str place = place_text(reporter->arena, anchor->where);
    if (instead != NULL) {
        diag_withdraw(reporter->diag, MESSAGE_ID_UNUSED, instead->where);
        diag_report(reporter->diag, MESSAGE_TRANSLATION_ID_DIFFERS, instead->where,
                    ARGS(instead->id, anchor->id, place));
        return;
    }
    /* A link of the translation that leads nowhere for it was told. */
    if (diag_find_about(reporter->diag, MESSAGE_LINK_TARGETLESS, anchor->id) != NULL) return;
    if (look && is_told(reporter, anchor->block)) return;
    Span where = look ? place_for(comparison, anchor->block) : (Span){0};
    const YamlNode *root = comparison->translation.document->edition.root;
    if (where.source == NULL && root != NULL) where = root->where;
    diag_report(reporter->diag, MESSAGE_TRANSLATION_ID_MISSING, where, ARGS(anchor->id, place));
}

void report_ids(Reporter *reporter) {
    const Document *source = reporter->comparison->source.document;
    const Document *translation = reporter->comparison->unchanged;
    if (translation == NULL) translation = reporter->comparison->translation.document;
    size_t places = 0;
    for (size_t i = 0; i < source->anchors.count; i++) {
        const Anchor *anchor = source->anchors.entries[i].value;
        if (map_find(&translation->anchors, anchor->id) != NULL) continue;
        report_id_missing(reporter, anchor, places++ < PLACES_MOST);
    }
    for (size_t i = 0; i < translation->anchors.count; i++) {
        const Anchor *anchor = translation->anchors.entries[i].value;
        if (map_find(&source->anchors, anchor->id) != NULL) continue;
        if (diag_find_at(reporter->diag, MESSAGE_TRANSLATION_ID_DIFFERS, anchor->where) != NULL)
            continue;
        diag_withdraw(reporter->diag, MESSAGE_ID_UNUSED, anchor->where);
        diag_report(reporter->diag, MESSAGE_TRANSLATION_ID_EXTRA, anchor->where, ARGS(anchor->id));
    }
}

/* ---- templates ---- */

void report_templates(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    const Document *here = comparison->translation.document, *there = comparison->source.document;
    for (size_t i = 0; i < here->section_count; i++) {
        size_t number = comparison_section(comparison, i + 1);
        if (number == 0) continue;
        const Section *section = &here->sections[i], *source = &there->sections[number - 1];
        if (section->template_name.length == 0 || source->template_name.length == 0) continue;
        if (str_equal(section->template_name, source->template_name)) continue;
        if (diag_find_at(reporter->diag, MESSAGE_UNKNOWN_TEMPLATE, section->template_where))
            continue;
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEMPLATE_DIFFERS, section->template_where,
                    ARGS(section->template_name, source->template_name,
                         place_text(reporter->arena, source->template_where)));
    }
}
