/* In: an edition with its pages. Out: the room that its texts, boxes and sections have left; see
 * command_room.h. */
#include "app/command_room.h"

#include "app/room.h"
#include "base/json.h"

typedef enum RowKind { ROW_SECTION, ROW_BOX, ROW_TEXT, ROW_KINDS } RowKind;

/* What the texts of a section or box take together, or a text alone. */
typedef struct RoomRow {
    RowKind kind;
    Span where;
    Extent takes;
    size_t left;
    bool has_left; /* else what is left is not known */
} RoomRow;

typedef struct Listing {
    Rooms rooms;
    TextUnits units;
    const Options *options;
    StrBuilder *out;
    size_t count;
} Listing;

/* So many characters as the lines have on average stand in a height. */
static size_t characters_in(const Extent *extent, int64_t height, Unit leading) {
    if (height <= 0 || leading <= 0 || extent->lines == 0) return 0;
    return (size_t)(height / leading) * extent->characters / extent->lines;
}

/* ---- rows ---- */

static RoomRow text_row(const Listing *listing, const TextUnit *unit) {
    RoomRow row = {.kind = ROW_TEXT, .where = unit->where};
    extent_add_unit(&row.takes, &listing->rooms, unit);
    const BlockRoom *room = rooms_find(&listing->rooms, unit->block);
    if (room == NULL || unit->kind == UNIT_ATTRIBUTE) return row;
    row.left = room->left;
    row.has_left = true;
    return row;
}

/* Text around it gives way; where there is none, what is free on its page is the limit. */
static int64_t room_for_box(const Listing *listing, const BlockRoom *room) {
    size_t page = room->last_page;
    int64_t most = listing->rooms.height[page] - room->frame;
    return listing->rooms.text[page] ? most : listing->rooms.below[page];
}

/* The units of a box stand in a row. */
static RoomRow box_row(const Listing *listing, size_t first) {
    const TextUnits *units = &listing->units;
    RoomRow row = {.kind = ROW_BOX, .where = units->items[first].div->where};
    const BlockRoom *in_frame = NULL;
    for (size_t i = first; i < units->count && units->items[i].div == units->items[first].div;
         i++) {
        const BlockRoom *room = rooms_find(&listing->rooms, units->items[i].block);
        extent_add_unit(&row.takes, &listing->rooms, &units->items[i]);
        if (room != NULL && room->leading > 0) in_frame = room;
    }
    row.has_left =
        in_frame != NULL && in_frame->own_frame && row.takes.first_page == row.takes.last_page;
    if (row.has_left)
        row.left = characters_in(&row.takes, room_for_box(listing, in_frame), in_frame->leading);
    return row;
}

static RoomRow section_row(const Listing *listing, size_t first) {
    const TextUnits *units = &listing->units;
    size_t section = units->items[first].section;
    RoomRow row = {.kind = ROW_SECTION,
                   .where = units->document->sections[section - 1].template_where};
    Unit leading = 0;
    for (size_t i = first; i < units->count && units->items[i].section == section; i++) {
        const BlockRoom *room = rooms_find(&listing->rooms, units->items[i].block);
        extent_add_unit(&row.takes, &listing->rooms, &units->items[i]);
        bool running = units->items[i].div == NULL && units->items[i].note.length == 0;
        if (running && room != NULL && room->leading > leading) leading = room->leading;
    }
    row.has_left = row.takes.last_page > 0 && leading > 0;
    if (row.has_left)
        row.left = characters_in(&row.takes, listing->rooms.below[row.takes.last_page], leading);
    return row;
}

/* ---- writing ---- */

static const char *kind_name(RowKind kind, DiagLanguage language) {
    static const char *const names[ROW_KINDS][2] = {
        {"section", "section"}, {"box", "encadré"}, {"text", "texte"}};
    return names[kind][language == DIAG_FRENCH];
}

static void write_json(Listing *listing, const RoomRow *row) {
    StrBuilder *out = listing->out;
    builder_add_c(out, listing->count == 0 ? "\n{" : ",\n{");
    builder_add_format(out, "\"kind\": \"%s\", \"place\": ", kind_name(row->kind, DIAG_ENGLISH));
    json_add_place(out, row->where);
    builder_add_format(
        out, ", \"pages\": [%zu, %zu], \"lines\": %zu, \"characters\": %zu, \"left\": ",
        row->takes.first_page, row->takes.last_page, row->takes.lines, row->takes.characters);
    if (row->has_left) {
        builder_add_format(out, "%zu}", row->left);
    } else {
        builder_add_c(out, "null}");
    }
}

static void write_text(const Listing *listing, const RoomRow *row) {
    StrBuilder place = {.arena = listing->out->arena}, pages = {.arena = listing->out->arena};
    Span where = span_origin(row->where);
    builder_add(&place, where.source->path);
    builder_add_format(&place, ":%u", (unsigned)where.line);
    builder_add_format(&pages, "%zu", row->takes.first_page);
    if (row->takes.last_page != row->takes.first_page)
        builder_add_format(&pages, "-%zu", row->takes.last_page);
    const char *kind = kind_name(row->kind, listing->options->language);
    Str name = str_from_c(kind), at = builder_text(&place), span = builder_text(&pages);
    builder_add(listing->out, name);
    for (size_t i = utf8_count(name); i < 8; i++) builder_add_byte(listing->out, ' ');
    builder_add_format(listing->out, "%6.*s%7zu%8zu", (int)span.length, span.bytes,
                       row->takes.lines, row->takes.characters);
    if (row->has_left) {
        builder_add_format(listing->out, "%8zu", row->left);
    } else {
        builder_add_format(listing->out, "%8s", "-");
    }
    builder_add_c(listing->out, "  ");
    builder_add(listing->out, at);
    builder_add_byte(listing->out, '\n');
}

static void write_row(Listing *listing, RoomRow row) {
    if (row.takes.lines == 0 || row.where.source == NULL) return;
    if (listing->options->format == DIAG_JSON) {
        write_json(listing, &row);
    } else {
        write_text(listing, &row);
    }
    listing->count++;
}

static void write_rows(Listing *listing) {
    size_t section = 0;
    const Block *div = NULL;
    for (size_t i = 0; i < listing->units.count; i++) {
        const TextUnit *unit = &listing->units.items[i];
        if (unit->section != section && unit->section > 0)
            write_row(listing, section_row(listing, i));
        if (unit->div != div && unit->div != NULL) write_row(listing, box_row(listing, i));
        section = unit->section;
        div = unit->div;
        write_row(listing, text_row(listing, unit));
    }
}

void command_room(const Pipeline *pipeline, const Options *options, StrBuilder *out) {
    Listing listing = {.rooms = rooms_measure(pipeline->arena, &pipeline->list),
                       .units = units_cut(pipeline->arena, pipeline->document),
                       .options = options,
                       .out = out};
    bool json = options->format == DIAG_JSON;
    if (json) {
        builder_add_c(out, "[");
    } else {
        builder_add_c(out, options->language == DIAG_FRENCH
                               ? "           pages lignes  signes   reste\n"
                               : "           pages  lines   chars    left\n");
    }
    write_rows(&listing);
    if (json) builder_add_c(out, "\n]\n");
}
