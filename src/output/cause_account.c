/* Accounts of causes; see cause_account.h. */
#include "output/cause_account.h"

/* ---- joining ---- */

static bool is_two(Arena *scratch, const SnapshotBlock *whole, const SnapshotBlock *first,
                   const SnapshotBlock *second) {
    ArenaMark mark = arena_mark(scratch);
    StrBuilder both = {.arena = scratch};
    builder_add(&both, first->text);
    builder_add_byte(&both, '\n');
    builder_add(&both, second->text);
    bool equal = block_text_equal(whole->text, builder_text(&both));
    arena_release(scratch, mark);
    return equal;
}

/* What an edit and a block that came or went are together; CAUSE_EDITED: two things. */
static CauseKind kind_together(Arena *scratch, const Cause *edit, const Cause *block) {
    const SnapshotBlock *other = block->new != NULL ? block->new : block->old;
    bool lone = block->kind == CAUSE_APPEARED || block->kind == CAUSE_VANISHED;
    if (edit->kind != CAUSE_EDITED || !lone || block->blocks != 1) return CAUSE_EDITED;
    if (edit->new->kind != ROW_LINE || !str_equal(edit->new->file, other->file))
        return CAUSE_EDITED;
    bool came = block->kind == CAUSE_APPEARED;
    const SnapshotBlock *whole = came ? edit->old : edit->new, *part = came ? edit->new : edit->old;
    if (!is_two(scratch, whole, part, other) && !is_two(scratch, whole, other, part))
        return CAUSE_EDITED;
    return came ? CAUSE_DIVIDED : CAUSE_JOINED;
}

static Cause join(Arena *arena, const Cause *first, const Cause *second, CauseKind kind) {
    const Cause *edit = first->kind == CAUSE_EDITED ? first : second;
    const Cause *block = edit == first ? second : first;
    Cause cause = {.kind = kind, .old = edit->old, .new = edit->new, .blocks = 1};
    if (kind == CAUSE_DIVIDED && block->new->order < edit->new->order) cause.new = block->new;
    cause.changes = first->changes;
    for (size_t i = 0; i < second->changes.count; i++)
        VEC_PUSH(arena, &cause.changes, second->changes.items[i]);
    return cause;
}

void causes_join(Arena *arena, SnapshotDiff *diff) {
    Arena *scratch = arena_open();
    size_t kept = 0;
    for (size_t i = 0; i < diff->causes.count; i++) {
        Cause *cause = &diff->causes.items[i];
        Cause *next = i + 1 < diff->causes.count ? cause + 1 : NULL;
        CauseKind kind = next != NULL ? kind_together(scratch, cause, next) : CAUSE_EDITED;
        if (kind == CAUSE_EDITED && next != NULL) kind = kind_together(scratch, next, cause);
        bool joined = kind != CAUSE_EDITED;
        diff->causes.items[kept++] = joined ? join(arena, cause, next, kind) : *cause;
        i += joined;
    }
    diff->causes.count = kept;
    arena_close(scratch);
}

/* ---- counting ---- */

/* stamps: one a page; which cause was counted there last, from 1. */
static void count_pages(Cause *cause, const SnapshotBlock *block, uint32_t *stamps,
                        uint32_t stamp) {
    for (size_t i = 0; block != NULL && i < block->row_count; i++) {
        uint32_t page = block->rows[i]->page;
        if (block->kind == ROW_BOOKMARK) return; /* it stands behind all pages */
        if (stamps[page] == stamp) continue;
        stamps[page] = stamp;
        cause->pages++;
    }
}

void causes_count(Arena *scratch, SnapshotDiff *diff) {
    uint32_t *stamps = ARENA_ARRAY(scratch, uint32_t, diff->new->pages.count + 1);
    for (size_t c = 0; c < diff->causes.count; c++) {
        Cause *cause = &diff->causes.items[c];
        for (size_t i = 0; i < cause->changes.count; i++) {
            const Change *change = &cause->changes.items[i];
            const SnapshotBlock *any = change->new != NULL ? change->new : change->old;
            bool text = any->kind == ROW_LINE && any->file.length > 0;
            if (text) cause->counts[change->kind]++;
            if (!text) cause->things[any->kind]++;
            cause->lines += text ? change->lines : 0;
            count_pages(cause, change->new, stamps, (uint32_t)c + 1);
        }
    }
}
