/* In: the pages of a translation and of its source. Out: what room the texts take; see room.h.
 *
 * A character is as wide as the block's are on average, so that all numbers are "about". */
#include "app/room.h"

#include "app/page_room.h"

#include <stdlib.h>

typedef struct Measuring {
    Arena *arena;
    Map by_block; /* the block's address as text -> number + 1 of items */
    VEC(BlockRoom) items;
} Measuring;

static Str block_key(Arena *arena, const Block *block) {
    StrBuilder key = {.arena = arena};
    builder_add_format(&key, "%p", (const void *)block);
    return builder_text(&key);
}

static BlockRoom *room_of(Measuring *measuring, const Block *block) {
    /* Lines of one block follow each other, but for columns of a table. */
    if (measuring->items.count > 0) {
        BlockRoom *last = &measuring->items.items[measuring->items.count - 1];
        if (last->block == block) return last;
    }
    ArenaMark mark = arena_mark(measuring->arena);
    Str key = block_key(measuring->arena, block);
    size_t *number = map_find(&measuring->by_block, key);
    if (number != NULL) {
        arena_release(measuring->arena, mark);
        return &measuring->items.items[*number];
    }
    number = ARENA_NEW(measuring->arena, size_t);
    *number = measuring->items.count;
    map_put(&measuring->by_block, key, number);
    BlockRoom room = {.block = block};
    VEC_PUSH(measuring->arena, &measuring->items, room);
    return &measuring->items.items[*number];
}

static size_t line_characters(const DisplayLine *line) {
    size_t count = 0;
    for (size_t i = 0; i < line->piece_count; i++) count += utf8_count(line->pieces[i].text);
    return count;
}

static void line_measure(Measuring *measuring, const DisplayLine *line, const DisplayPage *on) {
    size_t page = on->number;
    if (line->origin == NULL || line->role == ROLE_LABEL || line->running) return;
    BlockRoom *room = room_of(measuring, line->origin);
    size_t characters = line_characters(line);
    if (room->lines == 0) room->first_page = page;
    if (room->lines == 0 && line->style != NULL) room->leading = line->style->leading;
    if (page != room->last_page) room->tail = 0;
    bool below = room->lines > 0 && page == room->last_page && line->baseline > room->baseline;
    if (below) room->leading = line->baseline - room->baseline;
    room->last_page = page;
    room->baseline = line->baseline;
    room->lines++;
    room->characters += characters;
    room->tail += characters;
    room->natural += line->natural;
    room->last = line->natural;
    room->width = line->width;
    if (line->frame >= on->frame_count) return;
    room->frame = on->frames[line->frame].height;
    room->own_frame = !frame_is_column(&on->frames[line->frame]);
}

static void room_finish(BlockRoom *room) {
    if (room->natural <= 0 || room->characters == 0) return;
    int64_t characters = (int64_t)room->characters;
    int64_t left = (int64_t)(room->width - room->last) * characters / room->natural;
    int64_t over = ((int64_t)room->last * characters + room->natural - 1) / room->natural;
    room->left = left > 0 ? (size_t)left : 0;
    room->over = over > 0 ? (size_t)over : 0;
}

static int room_compare(const void *left, const void *right) {
    uintptr_t a = (uintptr_t)((const BlockRoom *)left)->block;
    uintptr_t b = (uintptr_t)((const BlockRoom *)right)->block;
    return a < b ? -1 : a > b;
}

/* Pages are numbered from 1 on, in a row. */
static void rooms_add_page(Rooms *rooms, const DisplayList *list, const DisplayPage *page) {
    if (page->number > list->page_count) return;
    rooms->below[page->number] = page_room_below(list, page);
    rooms->height[page->number] = page_room_height(list, page);
    rooms->text[page->number] = page_has_columns(page);
}

Rooms rooms_measure(Arena *arena, const DisplayList *list) {
    Measuring measuring = {.arena = arena, .by_block = {.arena = arena}};
    size_t numbers = list->page_count + 1;
    Rooms rooms = {.below = ARENA_ARRAY(arena, int64_t, numbers),
                   .height = ARENA_ARRAY(arena, int64_t, numbers),
                   .text = ARENA_ARRAY(arena, bool, numbers)};
    Arena *scratch = arena_open();
    for (size_t i = 0; i < list->page_count; i++) {
        ArenaMark mark = arena_mark(scratch);
        DisplayPage page = display_page(list, i, scratch);
        for (size_t n = 0; n < page.item_count; n++) {
            if (page.items[n].kind == ITEM_LINE)
                line_measure(&measuring, page.items[n].as.line, &page);
        }
        rooms_add_page(&rooms, list, &page);
        arena_release(scratch, mark);
    }
    arena_close(scratch);
    rooms.items = measuring.items.items;
    rooms.count = measuring.items.count;
    for (size_t i = 0; i < rooms.count; i++) room_finish(&rooms.items[i]);
    if (rooms.count > 1) qsort(rooms.items, rooms.count, sizeof(BlockRoom), room_compare);
    return rooms;
}

const BlockRoom *rooms_find(const Rooms *rooms, const Block *block) {
    BlockRoom key = {.block = block};
    if (rooms->count == 0 || block == NULL) return NULL;
    return bsearch(&key, rooms->items, rooms->count, sizeof key, room_compare);
}

static void extent_add(Extent *extent, const BlockRoom *room) {
    if (room == NULL) return;
    bool first = extent->first_page == 0 || room->first_page < extent->first_page;
    if (first) extent->first_page = room->first_page;
    if (room->last_page > extent->last_page) {
        extent->last_page = room->last_page;
        extent->tail = 0;
    }
    if (room->last_page == extent->last_page) extent->tail += room->tail;
    extent->lines += room->lines;
    extent->characters += room->characters;
}

void extent_add_unit(Extent *extent, const Rooms *rooms, const TextUnit *unit) {
    const Block *block = unit->block;
    if (block == NULL || unit->kind == UNIT_ATTRIBUTE) return;
    extent_add(extent, rooms_find(rooms, block));
    for (size_t i = 0; i < block->child_count; i++)
        extent_add(extent, rooms_find(rooms, block->children[i]));
}
