/* Pairing blocks; see block_match.h.
 *
 * In: both sides in groups by file, in the order of the source. Out: pairs. Line numbers are never
 * compared: they shift. Between blocks of equal text, those left are paired if half of their words
 * are the same, each tried against the few that follow; a lone block between two pairs is the other
 * lone block there. */
#include "output/block_match.h"

#include "output/sequence_align.h"

#include <stdlib.h>

enum {
    WORDS_MOST = 400,  /* of a block that are looked at */
    LOOK_AHEAD = 8,    /* blocks that one is tried against */
    LIKE_PERCENT = 50, /* of the words that are the same in two forms of one block */
};

typedef struct Matcher {
    Arena *arena;
    Arena *scratch;
    VEC(BlockPair) pairs;
    VEC(const SnapshotBlock *) old_left, new_left; /* without a partner so far */
} Matcher;

static void add_pair(Matcher *matcher, const SnapshotBlock *old, const SnapshotBlock *new,
                     bool reordered) {
    BlockPair pair = {old, new, reordered};
    VEC_PUSH(matcher->arena, &matcher->pairs, pair);
}

/* ---- likeness ---- */

static int compare_hashes(const void *one, const void *other) {
    const uint64_t *a = one, *b = other;
    return *a < *b ? -1 : *a > *b;
}

static size_t word_hashes(Matcher *matcher, Str text, uint64_t *hashes) {
    Str *words = ARENA_ARRAY(matcher->scratch, Str, WORDS_MOST);
    size_t count = block_words(matcher->scratch, text, words, WORDS_MOST);
    for (size_t i = 0; i < count; i++) hashes[i] = str_hash(words[i]);
    if (count > 0) qsort(hashes, count, sizeof *hashes, compare_hashes);
    return count;
}

/* How much of the words of both are the same, in percent. */
static size_t likeness(Matcher *matcher, const SnapshotBlock *old, const SnapshotBlock *new) {
    if (!str_equal(old->role, new->role) && old->kind != ROW_LINE) return 0;
    ArenaMark mark = arena_mark(matcher->scratch);
    uint64_t *a = ARENA_ARRAY(matcher->scratch, uint64_t, WORDS_MOST);
    uint64_t *b = ARENA_ARRAY(matcher->scratch, uint64_t, WORDS_MOST);
    size_t a_count = word_hashes(matcher, old->text, a),
           b_count = word_hashes(matcher, new->text, b);
    size_t same = 0;
    for (size_t i = 0, k = 0; i < a_count && k < b_count;) {
        if (a[i] == b[k]) same++;
        bool both = a[i] == b[k], first = a[i] < b[k];
        if (both || first) i++;
        if (both || !first) k++;
    }
    arena_release(matcher->scratch, mark);
    return a_count + b_count > 0 ? 200 * same / (a_count + b_count) : 100;
}

/* ---- within a file ---- */

/* The likest of the next new blocks; NO_PARTNER-like new_end if none is like enough. */
static size_t find_like(Matcher *matcher, const SnapshotBlock *old, SnapshotBlock *const *new,
                        size_t start, size_t end) {
    size_t best = end, best_likeness = LIKE_PERCENT - 1;
    for (size_t k = start; k < end && k < start + LOOK_AHEAD; k++) {
        size_t like = likeness(matcher, old, new[k]);
        if (like <= best_likeness) continue;
        best_likeness = like;
        best = k;
    }
    return best;
}

static void leave(Matcher *matcher, const SnapshotBlock *old, const SnapshotBlock *new) {
    if (old != NULL) VEC_PUSH(matcher->arena, &matcher->old_left, old);
    if (new != NULL) VEC_PUSH(matcher->arena, &matcher->new_left, new);
}

/* True if text of that kind has an author: what the engine adds is paired only by what it says. */
static bool is_authored(const SnapshotBlock *block) {
    return block->file.length > 0;
}

/* Old blocks [i, old_end) and new ones [k, new_end) that stand between two equal ones. */
static void pair_gap(Matcher *matcher, const BlockGroup *old, size_t i, size_t old_end,
                     const BlockGroup *new, size_t k, size_t new_end) {
    bool lone = old_end - i == 1 && new_end - k == 1;
    bool drawn = old->kind != ROW_LINE && old_end - i == new_end - k;
    for (; i < old_end; i++) {
        bool same_role = k < new_end && str_equal(old->blocks[i]->role, new->blocks[k]->role);
        bool at_once = drawn || (lone && same_role && is_authored(old->blocks[i]));
        size_t like = at_once ? k : find_like(matcher, old->blocks[i], new->blocks, k, new_end);
        if (like >= new_end) {
            leave(matcher, old->blocks[i], NULL);
            continue;
        }
        for (; k < like; k++) leave(matcher, NULL, new->blocks[k]);
        add_pair(matcher, old->blocks[i], new->blocks[k++], false);
    }
    for (; k < new_end; k++) leave(matcher, NULL, new->blocks[k]);
}

static uint64_t *hashes_of(Arena *arena, const BlockGroup *group) {
    uint64_t *hashes = ARENA_ARRAY(arena, uint64_t, group->count);
    for (size_t i = 0; i < group->count; i++) hashes[i] = group->blocks[i]->hash;
    return hashes;
}

static void pair_group(Matcher *matcher, const BlockGroup *old, const BlockGroup *new) {
    ArenaMark mark = arena_mark(matcher->scratch);
    const size_t *partners =
        sequence_align(matcher->scratch, hashes_of(matcher->scratch, old), old->count,
                       hashes_of(matcher->scratch, new), new->count);
    size_t i = 0, k = 0;
    for (size_t at = 0; at < old->count; at++) {
        if (partners[at] == NO_PARTNER) continue;
        pair_gap(matcher, old, i, at, new, k, partners[at]);
        add_pair(matcher, old->blocks[at], new->blocks[partners[at]], false);
        i = at + 1;
        k = partners[at] + 1;
    }
    pair_gap(matcher, old, i, old->count, new, k, new->count);
    arena_release(matcher->scratch, mark);
}

static void leave_group(Matcher *matcher, const BlockGroup *old, const BlockGroup *new) {
    for (size_t i = 0; old != NULL && i < old->count; i++) leave(matcher, old->blocks[i], NULL);
    for (size_t i = 0; new != NULL &&i < new->count; i++) leave(matcher, NULL, new->blocks[i]);
}

static int compare_groups(const BlockGroup *a, const BlockGroup *b) {
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return str_compare(a->name, b->name);
}

static void pair_groups(Matcher *matcher, const SnapshotBlocks *old, const SnapshotBlocks *new) {
    size_t i = 0, k = 0;
    while (i < old->group_count || k < new->group_count) {
        const BlockGroup *a = i < old->group_count ? &old->groups[i] : NULL;
        const BlockGroup *b = k < new->group_count ? &new->groups[k] : NULL;
        int order = a == NULL ? 1 : b == NULL ? -1 : compare_groups(a, b);
        if (order == 0) {
            pair_group(matcher, a, b);
        } else {
            leave_group(matcher, order < 0 ? a : NULL, order > 0 ? b : NULL);
        }
        if (order <= 0) i++;
        if (order >= 0) k++;
    }
}

/* ---- across files ---- */

/* New blocks of one text that wait for a partner, first in reading order first. */
typedef struct Waiting {
    const SnapshotBlock *block;
    struct Waiting *next;
} Waiting;

static Str hash_key(const SnapshotBlock *block) {
    return (Str){(const char *)&block->hash, sizeof block->hash};
}

/* What was left in one place may be what was left in another. */
static void pair_reordered(Matcher *matcher) {
    Map by_text = {.arena = matcher->scratch};
    for (size_t i = matcher->new_left.count; i > 0; i--) {
        const SnapshotBlock *block = matcher->new_left.items[i - 1];
        Waiting *waiting = ARENA_NEW(matcher->scratch, Waiting);
        waiting->block = block;
        waiting->next = map_put(&by_text, hash_key(block), waiting);
    }
    Map taken = {.arena = matcher->scratch};
    for (size_t i = 0; i < matcher->old_left.count; i++) {
        const SnapshotBlock *old = matcher->old_left.items[i];
        Waiting *waiting = map_find(&by_text, hash_key(old));
        bool found = waiting != NULL && waiting->block != NULL && waiting->block->kind == old->kind;
        add_pair(matcher, old, found ? waiting->block : NULL, found);
        if (!found) continue;
        const SnapshotBlock **key = ARENA_NEW(matcher->scratch, const SnapshotBlock *);
        *key = waiting->block;
        map_put(&taken, (Str){(const char *)key, sizeof *key}, waiting);
        map_put(&by_text, hash_key(old),
                waiting->next != NULL ? waiting->next : ARENA_NEW(matcher->scratch, Waiting));
    }
    for (size_t i = 0; i < matcher->new_left.count; i++) {
        const SnapshotBlock *block = matcher->new_left.items[i];
        if (map_find(&taken, (Str){(const char *)&block, sizeof block}) == NULL)
            add_pair(matcher, NULL, block, false);
    }
}

/* ---- order ---- */

/* Where a pair stands: that of the new block; what vanished, behind the new partner of the last old
 * block of an author's text before it. */
typedef struct PlacedPair {
    BlockPair pair;
    size_t place;
} PlacedPair;

static int compare_places(const void *one, const void *other) {
    const PlacedPair *a = one, *b = other;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    bool a_gone = a->pair.new == NULL, b_gone = b->pair.new == NULL;
    if (a_gone != b_gone) return a_gone ? 1 : -1;
    if (!a_gone) return 0;
    return a->pair.old->order < b->pair.old->order ? -1 : a->pair.old->order > b->pair.old->order;
}

static void sort_pairs(Matcher *matcher, size_t old_count) {
    size_t *places = ARENA_ARRAY(matcher->scratch, size_t, old_count);
    PlacedPair *placed = ARENA_ARRAY(matcher->scratch, PlacedPair, matcher->pairs.count);
    for (size_t i = 0; i < matcher->pairs.count; i++) {
        const BlockPair *pair = &matcher->pairs.items[i];
        bool both = pair->old != NULL && pair->new != NULL;
        if (both && pair->old->kind == ROW_LINE && is_authored(pair->old))
            places[pair->old->order] = pair->new->order + 1;
    }
    for (size_t i = 1; i < old_count; i++) {
        if (places[i] == 0) places[i] = places[i - 1];
    }
    for (size_t i = 0; i < matcher->pairs.count; i++) {
        const BlockPair *pair = &matcher->pairs.items[i];
        placed[i] = (PlacedPair){*pair, pair->new != NULL ? pair->new->order + 1
                                                          : places[pair->old->order]};
    }
    if (matcher->pairs.count > 0)
        qsort(placed, matcher->pairs.count, sizeof *placed, compare_places);
    for (size_t i = 0; i < matcher->pairs.count; i++) matcher->pairs.items[i] = placed[i].pair;
}

BlockPairs block_pairs(Arena *arena, const SnapshotBlocks *old, const SnapshotBlocks *new) {
    Matcher matcher = {.arena = arena, .scratch = arena_open()};
    pair_groups(&matcher, old, new);
    pair_reordered(&matcher);
    sort_pairs(&matcher, old->count);
    arena_close(matcher.scratch);
    return (BlockPairs){matcher.pairs.items, matcher.pairs.count};
}
