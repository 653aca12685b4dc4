/* From pairs of blocks to causes; see snapshot_diff.h.
 *
 * In: two snapshots. Out: causes in the order in which they act: what the header names acts on all
 * pages; what an author changed acts on what follows in reading order. A consequence belongs to the
 * first cause of the header, else to the last author's change before it, else to the first one (the
 * lines of a page are balanced together, so that an edit may move what precedes it). */
#include "output/snapshot_diff.h"

#include "data/yaml_line.h"
#include "output/attribute_compare.h"
#include "output/block_match.h"
#include "output/cause_account.h"
#include "output/change_find.h"
#include "output/header_compare.h"
#include "output/invariant_compare.h"
#include "text/alike.h"

typedef struct Differ {
    Arena *arena, *scratch;
    CompareLimits limits;
    SnapshotDiff diff;
    size_t header_causes;
    bool notes_differ, pages_differ; /* numbers of notes, of pages may differ by themselves */
    VEC(Change) early;               /* before any cause */
    const SnapshotBlock *last_run;   /* the last block of a run that appeared or vanished */
    HeaderDifferences header;
    Map local;    /* of these, what acts from a place on and is not told yet: its row -> it */
    Map pictures; /* file names of pictures that differ */
    AttributeTree old_attributes, new_attributes;
    Map others; /* names of files whose texts no author changed: see is_authored */
} Differ;

const char *cause_name(CauseKind kind) {
    static const char *const names[] = {
        [CAUSE_LAYOUT] = "layout",
        [CAUSE_LANGUAGE] = "language",
        [CAUSE_PART] = "layout-part",
        [CAUSE_RULE] = "language-rule",
        [CAUSE_DICTIONARY] = "dictionary",
        [CAUSE_FONT] = "font",
        [CAUSE_FALLBACK] = "fallback",
        [CAUSE_FEATURES] = "features",
        [CAUSE_EDITION] = "edition",
        [CAUSE_PICTURE] = "picture",
        [CAUSE_DATA] = "data",
        [CAUSE_SECTION] = "section",
        [CAUSE_ATTRIBUTE] = "attributes",
        [CAUSE_EDITED] = "edited",
        [CAUSE_APPEARED] = "appeared",
        [CAUSE_VANISHED] = "vanished",
        [CAUSE_REORDERED] = "reordered",
        [CAUSE_DIVIDED] = "divided",
        [CAUSE_JOINED] = "joined",
        [CAUSE_ROLE] = "role",
        [CAUSE_RESTYLED] = "restyled",
        [CAUSE_LINK] = "link",
        [CAUSE_PLACED] = "placed",
        [CAUSE_UNNAMED] = "unnamed",
    };
    return names[kind];
}

static const Cause *last_cause(const Differ *differ) {
    size_t count = differ->diff.causes.count;
    return count > 0 ? &differ->diff.causes.items[count - 1] : NULL;
}

/* What differs must be seen in what is told of it. */
static Cause *add_cause(Differ *differ, Cause cause) {
    if (texts_look_alike(cause.old_text, cause.new_text)) {
        cause.old_text = text_spelled(differ->arena, cause.old_text);
        cause.new_text = text_spelled(differ->arena, cause.new_text);
    }
    VEC_PUSH(differ->arena, &differ->diff.causes, cause);
    return &differ->diff.causes.items[differ->diff.causes.count - 1];
}

/* ---- header ---- */

static CauseKind header_cause(HeaderKind kind) {
    static const CauseKind causes[HEADER_KIND_COUNT] = {
        [HEADER_PART] = CAUSE_PART,       [HEADER_RULE] = CAUSE_RULE,
        [HEADER_FONT] = CAUSE_FONT,       [HEADER_DICTIONARY] = CAUSE_DICTIONARY,
        [HEADER_DATA] = CAUSE_DATA,       [HEADER_FALLBACK] = CAUSE_FALLBACK,
        [HEADER_EDITION] = CAUSE_EDITION, [HEADER_FEATURES] = CAUSE_FEATURES,
        [HEADER_PICTURE] = CAUSE_PICTURE, [HEADER_SECTION] = CAUSE_SECTION,
    };
    return causes[kind];
}

static void add_header_cause(Differ *differ, const HeaderDifference *difference,
                             const BlockPair *pair) {
    Cause cause = {.kind = header_cause(difference->kind),
                   .name = difference->name,
                   .old_text = difference->old,
                   .new_text = difference->new};
    if (pair != NULL) {
        cause.old = pair->old;
        cause.new = pair->new;
    }
    add_cause(differ, cause);
}

static Str local_key(Arena *arena, HeaderKind kind, Str row) {
    StrBuilder key = {.arena = arena};
    builder_add_int(&key, kind);
    builder_add_byte(&key, ' ');
    builder_add(&key, row);
    return builder_text(&key);
}

/* What acts on all pages is a cause at once; the rest waits for its place. */
static void compare_headers(Differ *differ) {
    const Snapshot *old = differ->diff.old, *new = differ->diff.new;
    bool same_layout = str_equal(old->layout, new->layout);
    if (!same_layout)
        add_cause(differ, (Cause){.kind = CAUSE_LAYOUT,
                                  .name = new->layout,
                                  .old_text = old->layout,
                                  .new_text = new->layout});
    if (!str_equal(old->language, new->language))
        add_cause(differ, (Cause){.kind = CAUSE_LANGUAGE,
                                  .name = new->language,
                                  .old_text = old->language,
                                  .new_text = new->language});
    differ->header = header_compare(differ->arena, old, new);
    differ->local = differ->pictures = (Map){.arena = differ->arena};
    for (size_t i = 0; i < differ->header.count; i++) {
        HeaderDifference *difference = &differ->header.items[i];
        bool other_layout = difference->kind == HEADER_PART && !same_layout;
        if (difference->follows || other_layout) continue;
        if (difference->kind < HEADER_PICTURE) {
            add_header_cause(differ, difference, NULL);
        } else {
            map_put(&differ->local, local_key(differ->arena, difference->kind, difference->row),
                    difference);
            if (difference->kind == HEADER_PICTURE)
                map_put(&differ->pictures, difference->row, difference);
        }
    }
    differ->header_causes = differ->diff.causes.count;
}

/* A data file that is on both sides and differs on neither. */
static void find_others(Differ *differ) {
    const Snapshot *sides[2] = {differ->diff.old, differ->diff.new};
    differ->others = (Map){.arena = differ->scratch};
    for (int side = 0; side < 2; side++) {
        StrBuilder layout = {.arena = differ->scratch};
        builder_add(&layout, sides[side]->layout);
        builder_add(&layout, STR(".yaml"));
        map_put(&differ->others, builder_text(&layout), differ);
        for (size_t i = 0; i < sides[side]->fingerprints.count; i++) {
            const Fingerprint *print = &sides[side]->fingerprints.items[i];
            if (str_equal(print->kind, STR("data"))) map_put(&differ->others, print->name, differ);
        }
    }
    for (size_t i = 0; i < differ->header.count; i++) {
        if (differ->header.items[i].kind == HEADER_DATA)
            map_put(&differ->others, differ->header.items[i].row, NULL);
    }
}

/* What is not told yet of this kind and name becomes a cause at the pair's place. */
static void tell_local(Differ *differ, HeaderKind kind, Str row, const BlockPair *pair) {
    ArenaMark mark = arena_mark(differ->scratch);
    Str key = local_key(differ->scratch, kind, row);
    const HeaderDifference *difference = map_find(&differ->local, key);
    if (difference != NULL) {
        map_put(&differ->local, local_key(differ->arena, kind, row), NULL);
        add_header_cause(differ, difference, pair);
    }
    arena_release(differ->scratch, mark);
}

/* "logo.png" of "1200 800 logo.png | Our sign". */
static Str picture_name(const SnapshotBlock *block) {
    Str text = block->text;
    for (int words = 0; words < 2; words++) {
        size_t blank = str_find(text, STR(" "), 0);
        text = str_slice(text, blank == SIZE_MAX ? text.length : blank + 1, text.length);
    }
    return str_slice(text, 0, str_find(text, STR(" | "), 0));
}

static void tell_local_of(Differ *differ, const BlockPair *pair) {
    const SnapshotBlock *any = pair->new != NULL ? pair->new : pair->old;
    if (differ->local.count == 0 || any->file.length == 0) return;
    tell_local(differ, HEADER_SECTION, any->file, pair);
    if (any->kind == ROW_IMAGE) tell_local(differ, HEADER_PICTURE, picture_name(any), pair);
}

static Map files_told(const Differ *differ) {
    Map files = {.arena = differ->scratch};
    for (size_t i = 0; i < differ->diff.causes.count; i++) {
        Cause *cause = &differ->diff.causes.items[i];
        const SnapshotBlock *block = cause->new != NULL ? cause->new : cause->old;
        if (block != NULL) map_put(&files, block->file, cause);
    }
    return files;
}

/* What had no place in the pages; data of which a text told nothing. follows: also what is there on
 * one side only. */
static void tell_rest(Differ *differ, bool follows) {
    Map files = files_told(differ);
    for (size_t i = 0; i < differ->local.count; i++) {
        const HeaderDifference *difference = differ->local.entries[i].value;
        bool told = difference == NULL ||
                    (difference->kind == HEADER_DATA && map_find(&files, difference->row) != NULL);
        if (!told) add_header_cause(differ, difference, NULL);
        differ->local.entries[i].value = NULL;
    }
    for (size_t i = 0; follows && i < differ->header.count; i++) {
        if (differ->header.items[i].follows)
            add_header_cause(differ, &differ->header.items[i], NULL);
    }
}

/* ---- attributes ---- */

/* Where a row stands that differs, on the page of a block in it; the block may be NULL. */
static const SnapshotBlock *attribute_block(Arena *arena, const AttributeRow *row,
                                            const SnapshotBlock *block) {
    if (row == NULL) return block;
    SnapshotBlock *place = ARENA_NEW(arena, SnapshotBlock);
    if (block != NULL) *place = *block;
    place->file = row->file;
    place->line = row->first;
    return place;
}

static void add_attribute_cause(Differ *differ, const AttributeDifference *difference,
                                const BlockPair *pair) {
    const AttributeRow *old = difference->old, *new = difference->new;
    YamlDifference inside = yaml_line_compare(differ->arena, old != NULL ? old->value : STR("{}"),
                                              new != NULL ? new->value : STR("{}"));
    const Cause *last = last_cause(differ);
    bool again = last != NULL && last->kind == CAUSE_ATTRIBUTE &&
                 str_equal(last->old_text, inside.old) && str_equal(last->new_text, inside.new);
    if (again) return; /* of a caption and its table, of each item of a list */
    add_cause(differ, (Cause){.kind = CAUSE_ATTRIBUTE,
                              .name = str_slice(inside.path, 1, inside.path.length),
                              .old = attribute_block(differ->arena, old, pair->old),
                              .new = attribute_block(differ->arena, new, pair->new),
                              .old_text = inside.old,
                              .new_text = inside.new});
}

/* True if other attributes hold for the blocks of a pair; the first time it is a cause. */
static bool tell_attributes(Differ *differ, const BlockPair *pair) {
    AttributeDifference difference;
    bool differs =
        attribute_compare(&differ->old_attributes, &differ->new_attributes, pair, &difference);
    if (!differs || pair->reordered) return false;
    if (difference.old != NULL || difference.new != NULL)
        add_attribute_cause(differ, &difference, pair);
    return true;
}

static void tell_attributes_rest(Differ *differ) {
    AttributeDifference difference;
    if (attribute_compare_rest(&differ->old_attributes, &differ->new_attributes, &difference))
        add_attribute_cause(differ, &difference, &(BlockPair){0});
}

/* ---- consequences ---- */

static void add_change(Differ *differ, Change change) {
    size_t causes = differ->diff.causes.count;
    if (causes == 0) {
        VEC_PUSH(differ->arena, &differ->early, change);
        return;
    }
    size_t owner = differ->header_causes > 0 ? 0 : causes - 1;
    VEC_PUSH(differ->arena, &differ->diff.causes.items[owner].changes, change);
}

/* What is a cause is no consequence. */
static void drop_early(Differ *differ, const Change *change) {
    size_t at = (size_t)(change - differ->early.items);
    for (; at + 1 < differ->early.count; at++)
        differ->early.items[at] = differ->early.items[at + 1];
    differ->early.count--;
}

/* Where neither the header nor a text differs, a change is the cause itself. */
static void name_change(Differ *differ) {
    const Change *link = change_find_link(differ->early.items, differ->early.count);
    const Change *placed =
        change_find_placed(differ->scratch, differ->early.items, differ->early.count);
    if (link != NULL) {
        add_cause(differ, (Cause){.kind = CAUSE_LINK,
                                  .old = link->old,
                                  .new = change_link_place(differ->arena, link, differ->diff.new),
                                  .old_text = change_link_address(link->old),
                                  .new_text = change_link_address(link->new)});
    } else if (placed != NULL) {
        add_cause(differ, (Cause){.kind = CAUSE_PLACED, .old = placed->old, .new = placed->new});
        drop_early(differ, placed);
    } else {
        add_cause(differ, (Cause){.kind = CAUSE_UNNAMED});
    }
}

/* What came before any cause belongs to the first. */
static void settle_early(Differ *differ) {
    if (differ->early.count == 0) return;
    if (differ->diff.causes.count == 0) tell_rest(differ, true);
    if (differ->diff.causes.count == 0) name_change(differ);
    Cause *first = &differ->diff.causes.items[0];
    for (size_t i = 0; i < first->changes.count; i++)
        VEC_PUSH(differ->arena, &differ->early, first->changes.items[i]);
    first->changes.items = differ->early.items;
    first->changes.count = differ->early.count;
    first->changes.capacity = differ->early.capacity;
}

/* ---- causes ---- */

/* What stands in the texts of an edition: not what a layout shows of its keys, nor the words of a
 * chart whose file is the same, as the unit behind its numbers. */
static bool is_authored(const Differ *differ, const SnapshotBlock *block) {
    bool text = block->kind == ROW_LINE || block->kind == ROW_IMAGE;
    return text && block->file.length > 0 && map_find(&differ->others, block->file) == NULL;
}

/* Blocks that appear, vanish or are put elsewhere one behind the other are one cause. */
static void add_run_cause(Differ *differ, const BlockPair *pair, CauseKind kind) {
    const SnapshotBlock *block = pair->new != NULL ? pair->new : pair->old;
    size_t count = differ->diff.causes.count;
    Cause *last = count > 0 ? &differ->diff.causes.items[count - 1] : NULL;
    bool goes_on = last != NULL && last->kind == kind && differ->last_run != NULL &&
                   str_equal(differ->last_run->file, block->file);
    if (!goes_on)
        last = add_cause(differ, (Cause){.kind = kind, .old = pair->old, .new = pair->new});
    last->blocks++;
    differ->last_run = block;
}

static void add_block_cause(Differ *differ, CauseKind kind, const BlockPair *pair) {
    Cause cause = {.kind = kind, .old = pair->old, .new = pair->new, .blocks = 1};
    if (kind == CAUSE_EDITED) {
        WordsChanged words = block_words_changed(differ->arena, pair->old, pair->new);
        cause.old_text = words.old;
        cause.new_text = words.new;
        cause.before = words.before;
        cause.after = words.after;
    }
    if (kind == CAUSE_ROLE) {
        cause.old_text = pair->old->role;
        cause.new_text = pair->new->role;
    }
    add_cause(differ, cause);
}

/* True if what differs in a block of the author's can only be the author's doing. attributes:
 * others hold for it, which may be why it is set otherwise. */
static bool is_cause(const Differ *differ, const SnapshotBlock *new, ChangeKind change,
                     bool attributes, CauseKind *kind) {
    const Cause *last = last_cause(differ);
    if (!is_authored(differ, new)) return false;
    if (new->kind == ROW_IMAGE) {
        *kind = CAUSE_EDITED; /* another file, or another description of it */
        return change == CHANGE_RESTYLED && map_find(&differ->pictures, picture_name(new)) == NULL;
    }
    bool numbers = change == CHANGE_RENUMBERED && new->row_count > 0;
    *kind = CAUSE_EDITED;
    if (change == CHANGE_EDITED) return true;
    if (numbers) return !attributes && !differ->notes_differ && !differ->pages_differ;
    if (change == CHANGE_ROLE) {
        *kind = CAUSE_ROLE;
        return true;
    }
    *kind = CAUSE_RESTYLED;
    return change == CHANGE_RESTYLED && differ->header_causes == 0 && !attributes &&
           (last == NULL || last->kind != CAUSE_RESTYLED);
}

static void judge_pair(Differ *differ, const BlockPair *pair) {
    const SnapshotBlock *any = pair->new != NULL ? pair->new : pair->old;
    bool lone = pair->old == NULL || pair->new == NULL;
    if (!lone) tell_local_of(differ, pair);
    bool attributes = tell_attributes(differ, pair);
    if (lone && is_authored(differ, any)) {
        add_run_cause(differ, pair, pair->new != NULL ? CAUSE_APPEARED : CAUSE_VANISHED);
        return;
    }
    if (pair->reordered && is_authored(differ, any)) {
        add_run_cause(differ, pair, CAUSE_REORDERED);
        return;
    }
    if (is_authored(differ, any)) differ->last_run = NULL;
    if (lone) {
        ChangeKind kind = pair->new != NULL ? CHANGE_APPEARED : CHANGE_VANISHED;
        add_change(differ, (Change){kind, pair->old, pair->new, any->kind == ROW_LINE});
        return;
    }
    uint32_t lines;
    CauseKind kind;
    ChangeKind change =
        block_compare(differ->scratch, pair->old, pair->new, differ->limits, &lines);
    if (change == CHANGE_NONE) return;
    if (is_cause(differ, pair->new, change, attributes, &kind)) {
        add_block_cause(differ, kind, pair);
    } else {
        add_change(differ, (Change){change, pair->old, pair->new, lines});
    }
}

/* ---- numbers ---- */

static uint32_t first_page(const SnapshotBlock *block) {
    return block->rows[0]->page;
}

/* "7" of the note that it stands before; empty if there is none. */
static Str first_label(const SnapshotBlock *block) {
    const SnapshotRow *row = block->rows[0];
    return str_equal(row->role, STR("label")) ? row->text : STR("");
}

/* Numbers in texts differ by themselves where notes come, go or are counted otherwise, or blocks
 * change their pages. */
static void look_at_numbers(Differ *differ, const BlockPairs *pairs) {
    for (size_t i = 0; i < pairs->count; i++) {
        const BlockPair *pair = &pairs->items[i];
        const SnapshotBlock *any = pair->new != NULL ? pair->new : pair->old;
        bool lone = pair->old == NULL || pair->new == NULL || pair->reordered;
        bool note = str_equal(any->role, STR("note"));
        if (note && (lone || !str_equal(first_label(pair->old), first_label(pair->new))))
            differ->notes_differ = true;
        if (!lone && is_authored(differ, any) && first_page(pair->old) != first_page(pair->new))
            differ->pages_differ = true;
    }
}

/* ---- the whole ---- */

SnapshotDiff snapshot_diff(Arena *arena, const Snapshot *old, const Snapshot *new, Unit tolerance) {
    size_t old_pages = old->pages.count, new_pages = new->pages.count;
    Differ differ = {.arena = arena, .scratch = arena_open()};
    differ.limits.tolerance = tolerance;
    differ.limits.page_most = (uint32_t)(old_pages > new_pages ? old_pages : new_pages);
    differ.diff.old = old;
    differ.diff.new = new;
    SnapshotBlocks old_blocks = snapshot_blocks(arena, old);
    SnapshotBlocks new_blocks = snapshot_blocks(arena, new);
    differ.old_attributes = attribute_tree(differ.scratch, old, &old_blocks);
    differ.new_attributes = attribute_tree(differ.scratch, new, &new_blocks);
    compare_headers(&differ);
    find_others(&differ);
    BlockPairs pairs = block_pairs(differ.scratch, &old_blocks, &new_blocks);
    look_at_numbers(&differ, &pairs);
    for (size_t i = 0; i < pairs.count; i++) judge_pair(&differ, &pairs.items[i]);
    tell_attributes_rest(&differ);
    tell_rest(&differ, false);
    settle_early(&differ);
    causes_join(arena, &differ.diff);
    causes_count(differ.scratch, &differ.diff);
    invariants_compare(arena, &differ.diff);
    arena_close(differ.scratch);
    return differ.diff;
}

bool snapshot_diff_is_broken(const SnapshotDiff *diff) {
    for (int i = 0; i < INVARIANT_COUNT; i++) {
        if (diff->broken[i]) return true;
    }
    return false;
}

bool snapshot_diff_is_empty(const SnapshotDiff *diff) {
    for (int i = 0; i < INVARIANT_COUNT; i++) {
        if (diff->old->counts[i] != diff->new->counts[i]) return false;
    }
    return diff->causes.count == 0;
}

Str block_folio(const Snapshot *snapshot, const SnapshotBlock *block) {
    if (block == NULL || block->row_count == 0) return STR("");
    uint32_t page = block->rows[0]->page;
    return page < snapshot->pages.count ? snapshot->pages.items[page].folio : STR("");
}
