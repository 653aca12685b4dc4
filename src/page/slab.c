/* Building slabs; see slab.h. */
#include "page/slab.h"

static SlabItem line_item(Unit x, Unit y, const SetLine *line, SlabRole role, const Block *block,
                          bool ends_block) {
    return (SlabItem){
        .kind = SLAB_LINE,
        .role = (uint8_t)role,
        .x = x,
        .y = y,
        .as.text.line = line,
        .block = block,
        .ends_block = ends_block,
        .level = (uint8_t)(block != NULL && block->kind == BLOCK_HEADING ? block->level : 0),
    };
}

void slab_add_line(Arena *arena, Slab *slab, Unit x, Unit y, const SetLine *line, SlabRole role,
                   const Block *block, bool ends_block) {
    VEC_PUSH(arena, &slab->items, line_item(x, y, line, role, block, ends_block));
}

Slab *slab_of_line(Arena *arena, const SetLine *line, SlabRole role, const Block *block,
                   bool ends_block) {
    Slab *slab = ARENA_NEW(arena, Slab);
    slab->block = block;
    slab->items.items = ARENA_NEW(arena, SlabItem); /* no room to grow: there are many */
    slab->items.items[0] = line_item(0, 0, line, role, block, ends_block);
    slab->items.count = slab->items.capacity = 1;
    return slab;
}

void slab_add_rect(Arena *arena, Slab *slab, Unit x, Unit y, Unit width, Unit height, Unit radius,
                   const Colour *fill) {
    SlabItem item = {
        .kind = SLAB_RECT,
        .role = SLAB_ARTIFACT,
        .x = x,
        .y = y,
        .width = width,
        .height = height,
        .as.rect = {fill, radius},
    };
    VEC_PUSH(arena, &slab->items, item);
}

void slab_mark_figure(Slab *slab, const Block *table) {
    for (size_t i = 0; i < slab->items.count; i++) {
        SlabItem *item = &slab->items.items[i];
        if (item->kind != SLAB_RECT) continue;
        item->role = SLAB_FIGURE;
        item->block = table;
    }
}

void slab_add_rule(Arena *arena, Slab *slab, Unit x, Unit y, Unit side, const Rule *rule) {
    if (rule->thickness <= 0 || rule->colour == NULL) return;
    Unit length = rule->length > 0 && rule->length < side ? rule->length : side;
    slab_add_rect(arena, slab, x, y, length, rule->thickness, 0, rule->colour);
}

void slab_add_slab(Arena *arena, Slab *slab, Unit x, Unit y, const Slab *other) {
    for (size_t i = 0; i < other->items.count; i++) {
        SlabItem item = other->items.items[i];
        item.x = unit_from((int64_t)item.x + x);
        item.y = unit_from((int64_t)item.y + y);
        VEC_PUSH(arena, &slab->items, item);
    }
}

size_t slab_characters(const Slab *slab) {
    size_t count = 0;
    for (size_t i = 0; slab != NULL && i < slab->items.count; i++) {
        if (slab->items.items[i].kind != SLAB_LINE) continue;
        const SetLine *line = slab->items.items[i].as.text.line;
        if (line->source == NULL) continue;
        count += utf8_count(str_slice(line->source->text->bytes, line->from, line->to));
    }
    return count;
}
