/* Blocks out of rows; see snapshot_blocks.h.
 *
 * In: rows in reading order. Out: blocks in groups, each group in the order of its source. That
 * order does not depend on the pages: a note that changed its page, or a box that floated
 * elsewhere, stands at the same place of its group before and after. */
#include "output/snapshot_blocks.h"

#include <stdlib.h>

#define SOFT_HYPHEN_SHOWN "\xC2\xAC" /* U+00AC: a hyphen that line breaking inserted */

/* The letters of a drop cap with the marks beside them. */
#define INITIAL_BYTES_MOST 24

static bool is_label(const SnapshotRow *row) {
    return str_equal(row->role, STR("label"));
}

/* ---- text ---- */

static void add_line_text(StrBuilder *out, Str text, bool last) {
    bool hyphen = !last && str_ends_with(text, STR(SOFT_HYPHEN_SHOWN));
    builder_add(out, hyphen ? str_slice(text, 0, text.length - 2) : text);
    if (!hyphen && !last) builder_add_byte(out, '\n');
}

/* "{D}epuis", the letter that a drop cap shows, without its braces. */
static Str add_initial(StrBuilder *out, Str text) {
    size_t close = str_find(str_slice(text, 0, INITIAL_BYTES_MOST), STR("}"), 0);
    if (!str_starts_with(text, STR("{")) || close == SIZE_MAX) return text;
    builder_add(out, str_slice(text, 1, close));
    return str_slice(text, close + 1, text.length);
}

/* The text without blanks and without the numbers of notes, which change by themselves. */
static uint64_t text_hash(Arena *arena, Str role, Str text) {
    ArenaMark mark = arena_mark(arena);
    StrBuilder key = {.arena = arena};
    builder_add(&key, role);
    builder_add_byte(&key, '\n');
    bool call = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool digit = byte >= '0' && byte <= '9';
        call = (call && digit) || (byte == '^' && i > 0 && text.bytes[i - 1] == '[');
        if (byte != ' ' && byte != '\n' && !(call && digit)) builder_add_byte(&key, byte);
    }
    uint64_t hash = str_hash(builder_text(&key));
    arena_release(arena, mark);
    return hash;
}

/* The text of the lines, without the labels unless there is nothing else. */
static void fill_text(Arena *arena, SnapshotBlock *block) {
    StrBuilder text = {.arena = arena};
    size_t last = block->row_count;
    for (size_t i = 0; i < block->row_count; i++) {
        if (!is_label(block->rows[i])) last = i;
    }
    bool only_labels = last == block->row_count;
    for (size_t i = 0; i < block->row_count; i++) {
        const SnapshotRow *row = block->rows[i];
        if (is_label(row) && !only_labels) continue;
        Str rest =
            text.length == 0 && row->kind == ROW_LINE ? add_initial(&text, row->text) : row->text;
        add_line_text(&text, rest, only_labels ? i + 1 == block->row_count : i == last);
        block->role = row->role;
    }
    block->text = builder_text(&text);
    block->hash = text_hash(arena, block->role, block->text);
}

/* A line's end stands for a blank or for nothing. */
bool block_text_equal(Str a, Str b) {
    size_t i = 0, k = 0;
    while (i < a.length || k < b.length) {
        char one = i < a.length ? a.bytes[i] : '\0', other = k < b.length ? b.bytes[k] : '\0';
        bool blanks = (one == ' ' || one == '\n') && (other == ' ' || other == '\n');
        if (one == other || blanks) {
            i++;
            k++;
        } else if (one == '\n') {
            i++;
        } else if (other == '\n') {
            k++;
        } else {
            return false;
        }
    }
    return true;
}

/* A line may end inside a word behind these. */
static bool joins_lines(const StrBuilder *word) {
    Str text = builder_text(word);
    return str_ends_with(text, STR("-")) || str_ends_with(text, STR("/")) ||
           str_ends_with(text, STR("\xC2\xB7")) || str_ends_with(text, STR("\xE2\x80\x90"));
}

size_t block_words(Arena *arena, Str text, Str *words, size_t most) {
    size_t count = 0;
    StrBuilder word = {.arena = arena};
    for (size_t i = 0; i <= text.length && count < most; i++) {
        char byte = i < text.length ? text.bytes[i] : ' ';
        bool ends = byte == ' ' || (byte == '\n' && !(word.length > 1 && joins_lines(&word)));
        if (!ends && byte != '\n') builder_add_byte(&word, byte);
        if (!ends || word.length == 0) continue;
        words[count++] = builder_text(&word);
        word = (StrBuilder){.arena = arena};
    }
    return count;
}

/* ---- blocks ---- */

/* Which block a row belongs to: rows of text by number, any other row is its own. */
static SnapshotBlock *block_of(Arena *arena, Map *known, const SnapshotRow *row) {
    if (row->kind != ROW_LINE || row->block == 0) return ARENA_NEW(arena, SnapshotBlock);
    SnapshotBlock *block = map_find(known, (Str){(const char *)&row->block, sizeof row->block});
    if (block != NULL) return block;
    block = ARENA_NEW(arena, SnapshotBlock);
    map_put(known, (Str){(const char *)&row->block, sizeof row->block}, block);
    return block;
}

typedef VEC(SnapshotBlock *) BlockList;

static BlockList collect(Arena *arena, const Snapshot *snapshot, SnapshotBlock **owners) {
    Map known = {.arena = arena};
    BlockList list = {0};
    for (size_t i = 0; i < snapshot->rows.count; i++) {
        const SnapshotRow *row = &snapshot->rows.items[i];
        SnapshotBlock *block = owners[i] = block_of(arena, &known, row);
        if (block->row_count++ > 0) continue;
        block->kind = row->kind;
        block->file = row->file;
        block->line = row->line;
        block->role = row->role;
        block->order = list.count;
        VEC_PUSH(arena, &list, block);
    }
    return list;
}

static void fill_rows(Arena *arena, const Snapshot *snapshot, SnapshotBlock **owners) {
    for (size_t i = 0; i < snapshot->rows.count; i++) {
        SnapshotBlock *block = owners[i];
        if (block->rows == NULL) {
            block->rows = ARENA_ARRAY(arena, const SnapshotRow *, block->row_count);
            block->row_count = 0;
        }
        block->rows[block->row_count++] = &snapshot->rows.items[i];
    }
}

/* ---- groups ---- */

static Str group_name(const SnapshotBlock *block) {
    return block->kind == ROW_LINE || block->kind == ROW_IMAGE ? block->file : block->role;
}

static int compare_blocks(const void *one, const void *other) {
    const SnapshotBlock *a = *(SnapshotBlock *const *)one, *b = *(SnapshotBlock *const *)other;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    int names = str_compare(group_name(a), group_name(b));
    if (names != 0) return names;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void make_groups(Arena *arena, SnapshotBlocks *blocks, SnapshotBlock **sorted) {
    VEC(BlockGroup) groups = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        BlockGroup *last = groups.count > 0 ? &groups.items[groups.count - 1] : NULL;
        if (last != NULL && last->kind == sorted[i]->kind &&
            str_equal(last->name, group_name(sorted[i]))) {
            last->count++;
            continue;
        }
        BlockGroup group = {sorted[i]->kind, group_name(sorted[i]), &sorted[i], 1};
        VEC_PUSH(arena, &groups, group);
    }
    blocks->groups = groups.items;
    blocks->group_count = groups.count;
}

SnapshotBlocks snapshot_blocks(Arena *arena, const Snapshot *snapshot) {
    SnapshotBlocks blocks = {0};
    SnapshotBlock **owners = ARENA_ARRAY(arena, SnapshotBlock *, snapshot->rows.count);
    BlockList list = collect(arena, snapshot, owners);
    fill_rows(arena, snapshot, owners);
    blocks.count = list.count;
    blocks.items = ARENA_ARRAY(arena, SnapshotBlock, list.count);
    SnapshotBlock **sorted = ARENA_ARRAY(arena, SnapshotBlock *, list.count);
    for (size_t i = 0; i < list.count; i++) {
        fill_text(arena, list.items[i]);
        blocks.items[i] = *list.items[i];
        sorted[i] = &blocks.items[i];
    }
    if (blocks.count > 0) qsort(sorted, blocks.count, sizeof *sorted, compare_blocks);
    make_groups(arena, &blocks, sorted);
    return blocks;
}
