/* In: the lines of all pages. Out: what each unit's last line has left, in characters. */
#include "app/po_room.h"

/* The lines of a block. */
typedef struct BlockLines {
    const Block *block; /* its bytes are the key */
    size_t characters;
    int64_t natural; /* widths of all lines without stretch */
    int64_t left;    /* of the last line */
} BlockLines;

static Str block_key(const Block *const *block) {
    return (Str){(const char *)block, sizeof *block};
}

static void add_line(Arena *arena, Map *blocks, const DisplayLine *line) {
    BlockLines *lines = map_find(blocks, block_key(&line->origin));
    if (lines == NULL) {
        lines = ARENA_NEW(arena, BlockLines);
        lines->block = line->origin;
        map_put(blocks, block_key(&lines->block), lines);
    }
    for (size_t i = 0; i < line->piece_count; i++)
        lines->characters += utf8_count(line->pieces[i].text);
    lines->natural += line->natural;
    lines->left = (int64_t)line->width - line->natural;
}

static void add_page(Arena *arena, Map *blocks, const DisplayPage *page) {
    for (size_t i = 0; i < page->item_count; i++) {
        const DisplayItem *item = &page->items[i];
        bool text = item->kind == ITEM_LINE && item->role != ROLE_ARTIFACT &&
                    item->role != ROLE_LABEL && item->as.line->origin != NULL;
        if (text) add_line(arena, blocks, item->as.line);
    }
}

/* A row has a line for each cell: none of them is the unit's last one. */
static size_t unit_room(const Map *blocks, const TextUnit *unit) {
    bool running =
        unit->kind == UNIT_HEADING || unit->kind == UNIT_PARAGRAPH || unit->kind == UNIT_CAPTION;
    const BlockLines *lines = running ? map_find(blocks, block_key(&unit->block)) : NULL;
    if (lines == NULL || lines->natural <= 0) return 0;
    int64_t left = lines->left > 0 ? lines->left : 0;
    return utf8_count(unit->text) + (size_t)(left * (int64_t)lines->characters / lines->natural);
}

size_t *po_room(Pipeline *pipeline, const TextUnits *units) {
    Map blocks = {.arena = pipeline->arena};
    Arena *scratch = arena_open();
    for (size_t i = 0; i < pipeline->list.page_count; i++) {
        ArenaMark mark = arena_mark(scratch);
        DisplayPage page = display_page(&pipeline->list, i, scratch);
        add_page(pipeline->arena, &blocks, &page);
        arena_release(scratch, mark);
    }
    arena_close(scratch);
    size_t *room = ARENA_ARRAY(pipeline->arena, size_t, units->count);
    for (size_t i = 0; i < units->count; i++) room[i] = unit_room(&blocks, &units->items[i]);
    return room;
}
