/* Comparing invariants; see invariant_compare.h.
 *
 * In: counts and faults of both sides. Out: what is worse. A fault is known by its block's file and
 * its words: lines and pages may have shifted. */
#include "output/invariant_compare.h"

static Str fault_key(Arena *arena, const InvariantFault *fault) {
    StrBuilder key = {.arena = arena};
    builder_add_c(&key, invariant_name(fault->invariant));
    builder_add_byte(&key, '\n');
    builder_add(&key, fault->file);
    builder_add_byte(&key, '\n');
    builder_add(&key, fault->text);
    return builder_text(&key);
}

void invariants_compare(Arena *arena, SnapshotDiff *diff) {
    Arena *scratch = arena_open();
    Map known = {.arena = scratch};
    for (size_t i = 0; i < diff->old->faults.count; i++)
        map_put(&known, fault_key(scratch, &diff->old->faults.items[i]), diff);
    for (int i = 0; i < INVARIANT_COUNT; i++)
        diff->broken[i] = diff->new->counts[i] > diff->old->counts[i];
    for (size_t i = 0; i < diff->new->faults.count; i++) {
        const InvariantFault *fault = &diff->new->faults.items[i];
        if (!diff->broken[fault->invariant]) continue;
        if (map_find(&known, fault_key(scratch, fault)) == NULL)
            VEC_PUSH(arena, &diff->faults, fault);
    }
    arena_close(scratch);
}
