/* In: the rooms of a translation and of its source. Out: reports of what grew; see room.h. */
#include "app/room.h"

enum {
    /* A block is much longer if it has this many lines more and a third more characters. */
    LINES_MORE = 2,
    LONGER_PERCENT = 133
};

typedef struct RoomReporter {
    const Comparison *comparison;
    const Rooms *source, *translation;
    Diag *diag;
    Arena *arena;
    size_t count;
} RoomReporter;

static Str number(const RoomReporter *reporter, size_t value) {
    StrBuilder text = {.arena = reporter->arena};
    builder_add_int(&text, (int64_t)value);
    return builder_text(&text);
}

static void report(RoomReporter *reporter, MessageCode code, Span where, MessageArgs args) {
    diag_report(reporter->diag, code, where, args);
    reporter->count++;
}

static size_t pages_of(const Extent *extent) {
    return extent->first_page == 0 ? 0 : extent->last_page - extent->first_page + 1;
}

/* ---- what the page layer reported ---- */

static bool is_room_problem(MessageCode code) {
    return code == MESSAGE_FRAME_OVERFULL || code == MESSAGE_BOX_TOO_TALL ||
           code == MESSAGE_BLOCK_TOO_TALL || code == MESSAGE_PAGES_TOO_MANY ||
           code == MESSAGE_LINE_OVERFULL || code == MESSAGE_LINE_CUT ||
           code == MESSAGE_TABLE_OVERFULL || code == MESSAGE_BOX_MARGIN_FULL;
}

static bool is_cause(MessageCode code) {
    return is_room_problem(code) || code == MESSAGE_TRANSLATION_BOX_LONGER ||
           code == MESSAGE_TRANSLATION_BOX_DIFFERS || code == MESSAGE_TRANSLATION_LEVEL_DIFFERS ||
           code == MESSAGE_TRANSLATION_TEMPLATE_DIFFERS || code == MESSAGE_TRANSLATION_TEXT_EXTRA ||
           code == MESSAGE_TRANSLATION_TEXTS_EXTRA || code == MESSAGE_TRANSLATION_TEXT_TWICE ||
           code == MESSAGE_DIV_NOT_CLOSED;
}

/* ---- boxes ---- */

/* The units of a div stand in a row. */
static Extent box_extent(const Rooms *rooms, const TextUnits *units, size_t first) {
    Extent extent = {0};
    for (size_t i = first; i < units->count && units->items[i].div == units->items[first].div; i++)
        extent_add_unit(&extent, rooms, &units->items[i]);
    return extent;
}

/* The first unit of the source's div that one from `first` on stands for; UNPAIRED: none. */
static uint32_t source_box(const Comparison *comparison, size_t first) {
    const TextUnits *here = &comparison->translation, *there = &comparison->source;
    const Block *div = here->items[first].div;
    for (size_t i = first; i < here->count && here->items[i].div == div; i++) {
        uint32_t source = comparison->pairing.source_of[i];
        if (source == UNPAIRED || there->items[source].div == NULL) continue;
        while (source > 0 && there->items[source - 1].div == there->items[source].div) source--;
        return source;
    }
    return UNPAIRED;
}

static void report_boxes(RoomReporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    const TextUnits *here = &comparison->translation;
    const Block *div = NULL;
    for (size_t i = 0; i < here->count; i++) {
        bool begins = here->items[i].div != NULL && here->items[i].div != div;
        div = here->items[i].div;
        uint32_t source = begins ? source_box(comparison, i) : UNPAIRED;
        if (source == UNPAIRED) continue;
        if (diag_find_at(reporter->diag, MESSAGE_BOX_TOO_TALL, div->where) != NULL) continue;
        Extent extent = box_extent(reporter->translation, here, i);
        Extent wanted = box_extent(reporter->source, &comparison->source, source);
        if (pages_of(&wanted) == 0 || pages_of(&extent) <= pages_of(&wanted)) continue;
        report(reporter, MESSAGE_TRANSLATION_BOX_LONGER, div->where,
               ARGS(number(reporter, extent.last_page), number(reporter, extent.tail),
                    number(reporter, pages_of(&wanted))));
    }
}

/* ---- sections ---- */

/* The extents of all sections, by their numbers. */
static Extent *section_extents(const RoomReporter *reporter, const Rooms *rooms,
                               const TextUnits *units) {
    Extent *extents = ARENA_ARRAY(reporter->arena, Extent, units->document->section_count + 1);
    for (size_t i = 0; i < units->count; i++)
        extent_add_unit(&extents[units->items[i].section], rooms, &units->items[i]);
    return extents;
}

/* True if a report says already why a section grew: a box or frame in it, or what it has too much.
 */
static bool has_cause(const RoomReporter *reporter, const Section *section) {
    const Diag *diag = reporter->diag;
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        if (report->where.source == section->source && is_cause(report->code)) return true;
    }
    return false;
}

static void report_sections(RoomReporter *reporter) {
    const TextUnits *here = &reporter->comparison->translation;
    const TextUnits *there = &reporter->comparison->source;
    const Extent *extents = section_extents(reporter, reporter->translation, here);
    const Extent *wanted = section_extents(reporter, reporter->source, there);
    for (size_t i = 1; i <= here->document->section_count; i++) {
        const Extent *other = &wanted[comparison_section(reporter->comparison, i)];
        if (pages_of(other) == 0 || pages_of(&extents[i]) <= pages_of(other)) continue;
        if (has_cause(reporter, &here->document->sections[i - 1])) continue;
        report(reporter, MESSAGE_TRANSLATION_SECTION_LONGER,
               here->document->sections[i - 1].template_where,
               ARGS(number(reporter, pages_of(&extents[i])), number(reporter, pages_of(other)),
                    number(reporter, extents[i].tail)));
    }
}

/* ---- blocks ---- */

static void report_blocks(RoomReporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    for (size_t i = 0; i < comparison->translation.count; i++) {
        uint32_t source = comparison->pairing.source_of[i];
        if (source == UNPAIRED || comparison->accepted[i] || comparison->joined[i]) continue;
        const TextUnit *unit = &comparison->translation.items[i];
        const BlockRoom *room = rooms_find(reporter->translation, unit->block);
        const BlockRoom *wanted =
            rooms_find(reporter->source, comparison->source.items[source].block);
        if (room == NULL || wanted == NULL || room->lines < wanted->lines + LINES_MORE) continue;
        if (room->characters * 100 < wanted->characters * LONGER_PERCENT) continue;
        if (diag_find_at(reporter->diag, MESSAGE_FRAME_OVERFULL, unit->where) != NULL) continue;
        report(reporter, MESSAGE_TRANSLATION_BLOCK_LONGER, unit->where,
               ARGS(number(reporter, room->lines), number(reporter, wanted->lines),
                    number(reporter, room->over), number(reporter, room->left)));
    }
}

size_t rooms_problems(const Diag *diag) {
    size_t count = 0;
    for (size_t i = 0; i < diag->reports.count; i++)
        count += is_room_problem(diag->reports.items[i].code);
    return count;
}

size_t rooms_report(const Comparison *comparison, const Rooms *source, const Rooms *translation,
                    Diag *diag) {
    RoomReporter reporter = {.comparison = comparison,
                             .source = source,
                             .translation = translation,
                             .diag = diag,
                             .arena = arena_open()};
    report_boxes(&reporter);
    report_sections(&reporter);
    report_blocks(&reporter);
    arena_close(reporter.arena);
    return reporter.count;
}
