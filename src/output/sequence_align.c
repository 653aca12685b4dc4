/* Aligning two sequences of hashes; see sequence_align.h.
 *
 * Members that stand once on each side and keep their order are anchors: the longest rising
 * subsequence of them, found by patience sorting (B. Cohen's "patience diff"). Between the anchors
 * the same is done again, a bounded number of times; what is left goes through the greedy method of
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), with a bound on D. */
#include "output/sequence_align.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/vec.h"

enum { ROUNDS_MOST = 8, EDITS_MOST = 400 };

/* A stretch of both sequences that is still to be aligned. */
typedef struct Stretch {
    size_t old_start, old_end, new_start, new_end;
    int round;
} Stretch;

typedef struct Aligner {
    Arena *arena; /* scratch */
    const uint64_t *old, *new;
    size_t *partners;
    VEC(Stretch) waiting;
} Aligner;

/* ---- anchors ---- */

typedef struct Member {
    uint64_t hash;
    size_t index;
    bool is_new;
} Member;

static int compare_members(const void *one, const void *other) {
    const Member *a = one, *b = other;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    if (a->is_new != b->is_new) return a->is_new ? 1 : -1;
    return a->index < b->index ? -1 : a->index > b->index;
}

typedef struct Anchor {
    size_t old, new;
    size_t before; /* of the rising subsequence; SIZE_MAX: none */
} Anchor;

static int compare_anchors(const void *one, const void *other) {
    const Anchor *a = one, *b = other;
    return a->old < b->old ? -1 : a->old > b->old;
}

/* Pairs of members that stand once on each side of the stretch, by old index. */
static Anchor *find_anchors(Aligner *aligner, const Stretch *stretch, size_t *count) {
    size_t total = stretch->old_end - stretch->old_start + stretch->new_end - stretch->new_start;
    Member *members = ARENA_ARRAY(aligner->arena, Member, total);
    Anchor *anchors = ARENA_ARRAY(aligner->arena, Anchor, total / 2 + 1);
    size_t at = 0;
    for (size_t i = stretch->old_start; i < stretch->old_end; i++)
        members[at++] = (Member){aligner->old[i], i, false};
    for (size_t i = stretch->new_start; i < stretch->new_end; i++)
        members[at++] = (Member){aligner->new[i], i, true};
    qsort(members, total, sizeof *members, compare_members);
    *count = 0;
    for (size_t i = 0; i < total;) {
        size_t end = i + 1;
        while (end < total && members[end].hash == members[i].hash) end++;
        if (end - i == 2 && !members[i].is_new && members[i + 1].is_new)
            anchors[(*count)++] = (Anchor){members[i].index, members[i + 1].index, SIZE_MAX};
        i = end;
    }
    qsort(anchors, *count, sizeof *anchors, compare_anchors);
    return anchors;
}

/* Keeps the longest run of anchors that rise on the new side too, in order; gives its length. */
static size_t keep_rising(Aligner *aligner, Anchor *anchors, size_t count) {
    size_t *tops = ARENA_ARRAY(aligner->arena, size_t, count + 1), piles = 0;
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = piles;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (anchors[tops[middle]].new < anchors[i].new) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        anchors[i].before = low > 0 ? tops[low - 1] : SIZE_MAX;
        tops[low] = i;
        if (low == piles) piles++;
    }
    size_t at = piles > 0 ? tops[piles - 1] : SIZE_MAX;
    for (size_t left = piles; left > 0; left--) {
        tops[left - 1] = at;
        at = anchors[at].before;
    }
    for (size_t i = 0; i < piles; i++) anchors[i] = anchors[tops[i]];
    return piles;
}

/* ---- Myers ---- */

/* Where the furthest path of each number of edits is on each diagonal: row d has 2d + 1 of them. */
typedef struct Paths {
    int64_t *rows[EDITS_MOST + 1];
} Paths;

static int64_t furthest(const Paths *paths, int64_t edits, int64_t diagonal) {
    return paths->rows[edits][diagonal + edits];
}

/* True if the best path of d edits on a diagonal comes from the one above, by a new member; false
 * if by leaving an old one out. */
static bool comes_down(const Paths *paths, int64_t d, int64_t diagonal) {
    if (diagonal == -d || diagonal == d) return diagonal == -d;
    return furthest(paths, d - 1, diagonal - 1) < furthest(paths, d - 1, diagonal + 1);
}

/* The old index at which that path arrives, before equal members. */
static int64_t arrival(const Paths *paths, int64_t d, int64_t diagonal) {
    if (d == 0) return 0;
    return comes_down(paths, d, diagonal) ? furthest(paths, d - 1, diagonal + 1)
                                          : furthest(paths, d - 1, diagonal - 1) + 1;
}

/* Walks back from the end and notes the equal members. */
static void trace(Aligner *aligner, const Stretch *stretch, const Paths *paths, int64_t edits) {
    int64_t x = (int64_t)(stretch->old_end - stretch->old_start);
    int64_t diagonal = x - (int64_t)(stretch->new_end - stretch->new_start);
    for (int64_t d = edits; d >= 0; d--) {
        for (int64_t arrived = arrival(paths, d, diagonal); x > arrived;) {
            x--;
            aligner->partners[stretch->old_start + (size_t)x] =
                stretch->new_start + (size_t)(x - diagonal);
        }
        if (d == 0) return;
        bool down = comes_down(paths, d, diagonal);
        diagonal += down ? 1 : -1;
        if (!down) x--;
    }
}

static void align_by_edits(Aligner *aligner, const Stretch *stretch) {
    const uint64_t *old = aligner->old + stretch->old_start,
                   *new = aligner->new + stretch->new_start;
    int64_t old_count = (int64_t)(stretch->old_end - stretch->old_start);
    int64_t new_count = (int64_t)(stretch->new_end - stretch->new_start);
    Paths *paths = ARENA_NEW(aligner->arena, Paths);
    for (int64_t d = 0; d <= EDITS_MOST && d <= old_count + new_count; d++) {
        paths->rows[d] = ARENA_ARRAY(aligner->arena, int64_t, (size_t)(2 * d + 1));
        for (int64_t diagonal = -d; diagonal <= d; diagonal += 2) {
            int64_t x = arrival(paths, d, diagonal), y = x - diagonal;
            for (; x < old_count && y < new_count && old[x] == new[y]; x++) y++;
            paths->rows[d][diagonal + d] = x;
            if (x != old_count || y != new_count) continue;
            trace(aligner, stretch, paths, d);
            return;
        }
    }
}

/* ---- the whole ---- */

/* Takes equal members off both ends. */
static void trim(Aligner *aligner, Stretch *s) {
    while (s->old_start < s->old_end && s->new_start < s->new_end &&
           aligner->old[s->old_start] == aligner->new[s->new_start])
        aligner->partners[s->old_start++] = s->new_start++;
    while (s->old_start < s->old_end && s->new_start < s->new_end &&
           aligner->old[s->old_end - 1] == aligner->new[s->new_end - 1])
        aligner->partners[--s->old_end] = --s->new_end;
}

static void push(Aligner *aligner, Arena *arena, Stretch stretch) {
    if (stretch.old_start < stretch.old_end && stretch.new_start < stretch.new_end)
        VEC_PUSH(arena, &aligner->waiting, stretch);
}

static void align_stretch(Aligner *aligner, Arena *arena, Stretch stretch) {
    trim(aligner, &stretch);
    if (stretch.old_start == stretch.old_end || stretch.new_start == stretch.new_end) return;
    size_t count = 0;
    Anchor *anchors = NULL;
    if (stretch.round < ROUNDS_MOST) {
        anchors = find_anchors(aligner, &stretch, &count);
        count = keep_rising(aligner, anchors, count);
    }
    if (count == 0) {
        align_by_edits(aligner, &stretch);
        return;
    }
    Stretch rest = stretch;
    rest.round++;
    for (size_t i = 0; i < count; i++) {
        aligner->partners[anchors[i].old] = anchors[i].new;
        push(aligner, arena,
             (Stretch){rest.old_start, anchors[i].old, rest.new_start, anchors[i].new, rest.round});
        rest.old_start = anchors[i].old + 1;
        rest.new_start = anchors[i].new + 1;
    }
    push(aligner, arena, rest);
}

size_t *sequence_align(Arena *arena, const uint64_t *old, size_t old_count, const uint64_t *new,
                       size_t new_count) {
    Aligner aligner = {.arena = arena_open(), .old = old, .new = new};
    aligner.partners = ARENA_ARRAY(arena, size_t, old_count);
    for (size_t i = 0; i < old_count; i++) aligner.partners[i] = NO_PARTNER;
    push(&aligner, arena, (Stretch){0, old_count, 0, new_count, 0});
    while (aligner.waiting.count > 0) {
        ArenaMark mark = arena_mark(aligner.arena);
        align_stretch(&aligner, arena, aligner.waiting.items[--aligner.waiting.count]);
        arena_release(aligner.arena, mark);
    }
    arena_close(aligner.arena);
    return aligner.partners;
}
