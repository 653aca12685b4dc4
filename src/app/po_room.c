/* In: the rooms of all blocks. Out: what a unit may have, marks of Markdown included. */
#include "app/po_room.h"

#include "app/room.h"

/* A row has a line for each cell: none of them is the unit's last one. */
static size_t unit_room(const Rooms *rooms, const TextUnit *unit) {
    bool running =
        unit->kind == UNIT_HEADING || unit->kind == UNIT_PARAGRAPH || unit->kind == UNIT_CAPTION;
    const BlockRoom *room = running ? rooms_find(rooms, unit->block) : NULL;
    if (room == NULL || room->natural <= 0) return 0;
    return utf8_count(unit->text) + room->left;
}

size_t *po_room(Pipeline *pipeline, const TextUnits *units) {
    Rooms rooms = rooms_measure(pipeline->arena, &pipeline->list);
    size_t *room = ARENA_ARRAY(pipeline->arena, size_t, units->count);
    for (size_t i = 0; i < units->count; i++) room[i] = unit_room(&rooms, &units->items[i]);
    return room;
}
