/* Blocks from the other side; see turned.h. */
#include "page/turned.h"

/* ---- which blocks ---- */

/* False at the first text from the edition's side; *some: there is one from the other. */
static bool all_turned(const Setter *setter, const Block *block, bool *some) {
    if (block->kind == BLOCK_CODE || block->kind == BLOCK_IMAGE || block->kind == BLOCK_RULE)
        return true;
    TextSide side = text_side(setter, &block->text);
    if (side == TEXT_SIDE_EDITION) return false;
    *some |= side == TEXT_SIDE_OTHER;
    for (size_t i = 0; i < block->child_count; i++)
        if (!all_turned(setter, block->children[i], some)) return false;
    return true;
}

bool block_is_turned(const Setter *setter, const Block *block) {
    bool some = false;
    return all_turned(setter, block, &some) && some;
}

Str block_language(const Block *block) {
    if (block->text.run_count > 0) return block->text.runs[0].language;
    for (size_t i = 0; i < block->child_count; i++) {
        Str language = block_language(block->children[i]);
        if (language.length > 0) return language;
    }
    return STR("");
}

/* ---- lines of a stack ---- */

bool stack_turn_begin(Stacker *s, const Block *block) {
    bool boxed = block->kind == BLOCK_DIV && !div_is_frameless(block); /* turns over itself */
    if (s->turned || s->settled || s->round != NULL || boxed) return false;
    if (!block_is_turned(s->setter, block)) return false;
    s->turned = true;
    s->turn_left = s->left;
    return true;
}

void stack_turn_end(Stacker *s) {
    s->turned = false;
}

void stack_turn_line(const Stacker *s, StackLine *line) {
    if (!s->turned || line->slab == NULL) return;
    Unit edges = unit_from((int64_t)s->turn_left + (line->span ? s->span_width : s->width));
    line->slab = slab_turned(s->setter->arena, line->slab, edges);
    if (line->head != NULL) line->head = slab_turned(s->setter->arena, line->head, edges);
}

/* ---- slabs ---- */

/* Twice the middle of a drawn figure, from its place. */
static int64_t path_edges(const SlabPath *path) {
    int32_t least = INT32_MAX, most = INT32_MIN;
    for (size_t i = 0; i < path->step_count; i++) {
        const PathStep *step = &path->steps[i];
        int points = step->verb == PATH_CURVE ? 3 : step->verb == PATH_CLOSE ? 0 : 1;
        for (int k = 0; k < points; k++) {
            if (step->x[k] < least) least = step->x[k];
            if (step->x[k] > most) most = step->x[k];
        }
    }
    return least <= most ? (int64_t)least + most : 0;
}

/* The same for any item. A line has its room, in which it stands where its own side is. */
static int64_t item_edges(const SlabItem *item) {
    switch ((SlabItemKind)item->kind) {
    case SLAB_LINE: return 2 * (int64_t)item->as.text.line->indent + item->as.text.line->width;
    case SLAB_PATH: return path_edges(&item->as.path);
    case SLAB_RECT:
    case SLAB_IMAGE: break;
    }
    return item->width;
}

Slab *slab_turned(Arena *arena, const Slab *slab, Unit edges) {
    Slab *turned = ARENA_NEW(arena, Slab);
    *turned = *slab;
    turned->items = (SlabItems){0};
    slab_add_slab(arena, turned, 0, 0, slab);
    for (size_t i = 0; i < turned->items.count; i++) {
        SlabItem *item = &turned->items.items[i];
        item->x = unit_from((int64_t)edges - item->x - item_edges(item));
    }
    return turned;
}
