/* Text that stands on text; see ink_overlap.h.
 *
 * In: a painted page. Out: its lines that share ink with something. A sweep from the top: each
 * rectangle is compared with those that begin above it, and then put where the ones below find it.
 * A segment tree over x (J. L. Bentley, "Solutions to Klee's rectangle problems", 1977) keeps for
 * each stretch the rectangle that reaches down farthest: as none there begins lower than the one
 * that is compared, the two overlap if and only if it reaches below that one's top. Nothing is ever
 * taken out. */
#include "output/ink_overlap.h"

#include <stdlib.h>

#define BELOW_SHARE 10 /* of the size: what counts below the baseline, */
#define ABOVE_SHARE 2  /* above it, */
#define SIDE_SHARE  20 /* and not at the ends, where letters may lean out */

typedef struct Ink {
    int64_t left, right, top, bottom;
    uint32_t from, to;       /* stretches of the tree */
    size_t item;             /* number in the page */
    const DisplayLine *line; /* NULL: a picture */
} Ink;

typedef VEC(Ink) Inks;

/* ---- rectangles ---- */

static bool is_inked(const Piece *piece) {
    return piece->kind == PIECE_GLYPHS && !piece->invisible && piece->rise == 0 &&
           piece->width > 0 && piece->size > 0;
}

/* False if the line shows nothing. */
static bool find_line_ink(const DisplayLine *line, Ink *ink) {
    int64_t left = INT64_MAX, right = INT64_MIN;
    Unit size = INT32_MAX;
    for (size_t i = 0; i < line->piece_count; i++) {
        const Piece *piece = &line->pieces[i];
        if (!is_inked(piece)) continue;
        int64_t end = (int64_t)piece->x + piece->width;
        if (piece->x < left) left = piece->x;
        if (end > right) right = end;
        if (piece->size < size) size = piece->size;
    }
    if (left > right) return false;
    *ink = (Ink){.left = line->x + left + size / SIDE_SHARE,
                 .right = line->x + right - size / SIDE_SHARE,
                 .top = (int64_t)line->baseline - size / ABOVE_SHARE,
                 .bottom = (int64_t)line->baseline + size / BELOW_SHARE,
                 .line = line};
    return true;
}

static bool find_item_ink(const DisplayItem *item, Ink *ink) {
    if (item->kind == ITEM_LINE) return find_line_ink(item->as.line, ink);
    if (item->kind != ITEM_IMAGE) return false;
    const DisplayImage *image = item->as.image;
    *ink = (Ink){.left = image->x,
                 .right = (int64_t)image->x + image->width,
                 .top = image->y,
                 .bottom = (int64_t)image->y + image->height};
    return true;
}

/* From the top; what begins at one height, in painting order. */
static int ink_compare(const void *a, const void *b) {
    const Ink *one = a, *other = b;
    if (one->top != other->top) return one->top < other->top ? -1 : 1;
    return one->item < other->item ? -1 : 1;
}

static Inks find_inks(Arena *arena, const DisplayPage *page) {
    Inks inks = {0};
    for (size_t i = 0; i < page->item_count; i++) {
        Ink ink;
        if (!find_item_ink(&page->items[i], &ink)) continue;
        if (ink.left >= ink.right || ink.top >= ink.bottom) continue;
        if (ink.line == NULL && inks.count == 0) continue; /* beneath all text */
        ink.item = i;
        VEC_PUSH(arena, &inks, ink);
    }
    if (inks.count > 1) qsort(inks.items, inks.count, sizeof(Ink), ink_compare);
    return inks;
}

/* ---- stretches ---- */

static int place_compare(const void *a, const void *b) {
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

static uint32_t find_place(const int64_t *places, uint32_t count, int64_t place) {
    uint32_t from = 0;
    while (count > 1) {
        uint32_t half = count / 2;
        if (places[from + half] <= place) from += half;
        count -= half;
    }
    return from;
}

/* Numbers the stretches between the ends of all rectangles; gives how many there are. */
static uint32_t number_stretches(Arena *arena, Inks *inks) {
    size_t ends = 2 * inks->count;
    int64_t *places = ARENA_ARRAY(arena, int64_t, ends);
    for (size_t i = 0; i < inks->count; i++) {
        places[2 * i] = inks->items[i].left;
        places[2 * i + 1] = inks->items[i].right;
    }
    qsort(places, ends, sizeof *places, place_compare);
    uint32_t count = 0;
    for (size_t i = 0; i < ends; i++) {
        if (count == 0 || places[i] != places[count - 1]) places[count++] = places[i];
    }
    for (size_t i = 0; i < inks->count; i++) {
        inks->items[i].from = find_place(places, count, inks->items[i].left);
        inks->items[i].to = find_place(places, count, inks->items[i].right);
    }
    return count - 1;
}

/* ---- the tree ---- */

/* Node 1 is the root; those of n are 2n and 2n + 1. */
typedef struct Cover {
    const Ink **whole;  /* of what covers the node's stretches wholly, the lowest end; or NULL */
    const Ink **within; /* of all in or over the node */
    uint32_t width;     /* stretches, a power of two */
} Cover;

static Cover cover_make(Arena *arena, uint32_t stretches) {
    Cover cover = {.width = 1};
    while (cover.width < stretches) cover.width *= 2;
    cover.whole = ARENA_ARRAY(arena, const Ink *, 2 * (size_t)cover.width);
    cover.within = ARENA_ARRAY(arena, const Ink *, 2 * (size_t)cover.width);
    return cover;
}

static const Ink *lower(const Ink *one, const Ink *other) {
    if (one == NULL || other == NULL) return one == NULL ? other : one;
    return other->bottom > one->bottom ? other : one;
}

static void cover_add(Cover *cover, const Ink *ink, size_t node, uint32_t from, uint32_t width) {
    if (ink->to <= from || from + width <= ink->from) return;
    cover->within[node] = lower(cover->within[node], ink);
    if (ink->from <= from && from + width <= ink->to) {
        cover->whole[node] = lower(cover->whole[node], ink);
        return;
    }
    cover_add(cover, ink, 2 * node, from, width / 2);
    cover_add(cover, ink, 2 * node + 1, from + width / 2, width / 2);
}

/* Of all that shares a stretch with ink, what reaches down farthest; NULL: nothing does. */
static const Ink *cover_find(const Cover *cover, const Ink *ink, size_t node, uint32_t from,
                             uint32_t width) {
    if (ink->to <= from || from + width <= ink->from || cover->within[node] == NULL) return NULL;
    if (ink->from <= from && from + width <= ink->to) return cover->within[node];
    const Ink *first = cover_find(cover, ink, 2 * node, from, width / 2);
    const Ink *second = cover_find(cover, ink, 2 * node + 1, from + width / 2, width / 2);
    return lower(cover->whole[node], lower(first, second));
}

static const Ink *find_over(const Cover *cover, const Ink *ink) {
    const Ink *above = cover_find(cover, ink, /*node*/ 1, /*from*/ 0, cover->width);
    return above != NULL && above->bottom > ink->top ? above : NULL;
}

/* ---- the sweep ---- */

/* True if the picture was painted over the line. */
static bool is_hidden(const Ink *line, const Ink *picture) {
    return line != NULL && picture != NULL && line->item < picture->item;
}

/* The line that ink stands on or hides, or that is ink itself, beneath a picture; or NULL. */
static const DisplayLine *overlapped_line(const Cover *lines, const Cover *pictures,
                                          const Ink *ink) {
    const Ink *line = find_over(lines, ink);
    if (ink->line == NULL) return is_hidden(line, ink) ? line->line : NULL;
    return line != NULL || is_hidden(ink, find_over(pictures, ink)) ? ink->line : NULL;
}

InkOverlaps ink_overlaps_find(Arena *arena, const DisplayPage *page) {
    InkOverlaps overlaps = {0};
    Inks inks = find_inks(arena, page);
    if (inks.count < 2) return overlaps;
    uint32_t stretches = number_stretches(arena, &inks);
    Cover lines = cover_make(arena, stretches), pictures = cover_make(arena, stretches);
    for (size_t i = 0; i < inks.count; i++) {
        const Ink *ink = &inks.items[i];
        const DisplayLine *line = overlapped_line(&lines, &pictures, ink);
        if (line != NULL) VEC_PUSH(arena, &overlaps.lines, line);
        cover_add(ink->line != NULL ? &lines : &pictures, ink, /*node*/ 1, /*from*/ 0, lines.width);
    }
    return overlaps;
}
