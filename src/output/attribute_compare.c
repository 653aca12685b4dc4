/* Attributes of blocks; see attribute_compare.h.
 *
 * In: rows that say for which lines of a file they hold. Out: which of them differ. Rows nest as
 * divs do, so that what holds for a block is a way up from the innermost row; hashes of these ways
 * are compared, and a way is gone once only: what was told ends it. */
#include "output/attribute_compare.h"

#include <stdlib.h>

/* ---- rows ---- */

static int compare_numbers(size_t a, size_t b) {
    return a < b ? -1 : a > b;
}

static int compare_rows(const void *one, const void *other) {
    const AttributeRow *a = one, *b = other;
    int order = str_compare(a->file, b->file);
    if (order == 0) order = compare_numbers(a->first, b->first);
    if (order == 0) order = compare_numbers(b->last, a->last);
    return order != 0 ? order : compare_numbers(a->order, b->order);
}

/* The row or the nearest around it that goes on to a line. */
static AttributeRow *row_at(AttributeRow *row, uint32_t line) {
    while (row != NULL && row->last < line) row = row->parent;
    return row;
}

static void nest(AttributeRow *row, AttributeRow *before) {
    bool same_file = before != NULL && str_equal(before->file, row->file);
    row->parent = same_file ? row_at(before, row->first) : NULL;
    uint64_t around = row->parent != NULL ? row->parent->hash : 0;
    row->hash = (around ^ (around >> 29)) * UINT64_C(0x9E3779B97F4A7C15) + str_hash(row->value);
    row->depth = row->parent != NULL ? row->parent->depth + 1 : 1;
}

/* ---- blocks ---- */

/* The rows of a file, from `at` on; at: that of the first one that is not before the file. */
static size_t find_file(const AttributeTree *tree, Str file) {
    size_t low = 0, high = tree->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(tree->rows[middle].file, file) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void place_blocks(AttributeTree *tree, const BlockGroup *group) {
    size_t at = find_file(tree, group->name);
    AttributeRow *inner = NULL;
    for (size_t i = 0; i < group->count; i++) {
        const SnapshotBlock *block = group->blocks[i];
        for (; at < tree->count && tree->rows[at].first <= block->line &&
               str_equal(tree->rows[at].file, group->name);
             at++)
            inner = &tree->rows[at];
        inner = row_at(inner, block->line);
        tree->of_block[block->order] = inner;
    }
}

AttributeTree attribute_tree(Arena *arena, const Snapshot *snapshot, const SnapshotBlocks *blocks) {
    AttributeTree tree = {.of_block = ARENA_ARRAY(arena, AttributeRow *, blocks->count)};
    tree.rows = ARENA_ARRAY(arena, AttributeRow, snapshot->fingerprints.count);
    for (size_t i = 0; i < snapshot->fingerprints.count; i++) {
        const Fingerprint *print = &snapshot->fingerprints.items[i];
        if (!str_equal(print->kind, STR("attributes"))) continue;
        AttributeRow *row = &tree.rows[tree.count];
        *row = (AttributeRow){.value = print->value, .order = tree.count++};
        fingerprint_lines(print->name, &row->file, &row->first, &row->last);
    }
    if (tree.count > 0) qsort(tree.rows, tree.count, sizeof *tree.rows, compare_rows);
    for (size_t i = 0; i < tree.count; i++) nest(&tree.rows[i], i > 0 ? &tree.rows[i - 1] : NULL);
    for (size_t i = 0; i < blocks->group_count; i++) {
        const BlockGroup *group = &blocks->groups[i];
        if (group->kind == ROW_LINE || group->kind == ROW_IMAGE) place_blocks(&tree, group);
    }
    return tree;
}

/* ---- comparing ---- */

static void mark_met(AttributeRow *row) {
    for (; row != NULL && !row->met; row = row->parent) row->met = true;
}

static uint64_t hash_of(const AttributeRow *row) {
    return row != NULL ? row->hash : 0;
}

static size_t depth_of(const AttributeRow *row) {
    return row != NULL ? row->depth : 0;
}

/* True if it was told before. */
static bool mark_told(AttributeRow *row) {
    bool before = row != NULL && row->told;
    if (row != NULL) row->told = true;
    return before;
}

/* Up from two rows, the deeper one first, to the outermost that differ. False if one on the way was
 * told. */
static bool find_outermost(AttributeRow *a, AttributeRow *b, AttributeDifference *difference) {
    while (hash_of(a) != hash_of(b)) {
        bool climbs_a = depth_of(a) >= depth_of(b), climbs_b = depth_of(b) >= depth_of(a);
        *difference = (AttributeDifference){climbs_a ? a : NULL, climbs_b ? b : NULL};
        bool a_told = mark_told(difference->old), b_told = mark_told(difference->new);
        if (a_told || b_told) return false;
        if (climbs_a && a != NULL) a = a->parent;
        if (climbs_b && b != NULL) b = b->parent;
    }
    return true;
}

bool attribute_compare(const AttributeTree *old, const AttributeTree *new, const BlockPair *pair,
                       AttributeDifference *difference) {
    AttributeRow *a = pair->old != NULL ? old->of_block[pair->old->order] : NULL;
    AttributeRow *b = pair->new != NULL ? new->of_block[pair->new->order] : NULL;
    mark_met(a);
    mark_met(b);
    *difference = (AttributeDifference){NULL, NULL};
    if (pair->old == NULL || pair->new == NULL || hash_of(a) == hash_of(b)) return false;
    if (!find_outermost(a, b, difference)) *difference = (AttributeDifference){NULL, NULL};
    return true;
}

static AttributeRow *next_unmet(const AttributeTree *tree, size_t *at) {
    while (*at < tree->count && tree->rows[*at].met) ++*at;
    return *at < tree->count ? &tree->rows[(*at)++] : NULL;
}

bool attribute_compare_rest(const AttributeTree *old, const AttributeTree *new,
                            AttributeDifference *difference) {
    size_t a = 0, b = 0;
    for (;;) {
        *difference = (AttributeDifference){next_unmet(old, &a), next_unmet(new, &b)};
        if (difference->old == NULL && difference->new == NULL) return false;
        if (difference->old == NULL || difference->new == NULL) return true;
        if (!str_equal(difference->old->value, difference->new->value)) return true;
    }
}
