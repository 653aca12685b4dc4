/* Comparing two forms of a block; see block_compare.h.
 *
 * In: rows of both. Out: one kind, the most telling: what the words are before how they are set,
 * and that before where they stand. */
#include "output/block_compare.h"

enum {
    WORDS_MOST = 20000,     /* of a block that are compared */
    WORDS_SHOWN = 8,        /* of those that differ */
    WORDS_BESIDE = 4,       /* shown before and after these */
    NUMBER_DIGITS_MOST = 4, /* of a note's or page's number */
};

const char *change_name(ChangeKind kind) {
    static const char *const names[] = {
        [CHANGE_NONE] = "same",
        [CHANGE_EDITED] = "edited",
        [CHANGE_RENUMBERED] = "renumbered",
        [CHANGE_ROLE] = "role",
        [CHANGE_RESTYLED] = "restyled",
        [CHANGE_REBROKEN] = "re-broken",
        [CHANGE_PAGE] = "changed-page",
        [CHANGE_MOVED] = "moved",
        [CHANGE_APPEARED] = "appeared",
        [CHANGE_VANISHED] = "vanished",
    };
    return names[kind];
}

/* ---- numbers ---- */

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* True for a label such as "7" or "7.". */
static bool is_number(Str text) {
    size_t digits = 0;
    while (digits < text.length && is_digit(text.bytes[digits])) digits++;
    return digits > 0 && text.length - digits <= 1;
}

/* The end of the digits that begin at a byte. */
static size_t digits_end(Str text, size_t at) {
    while (at < text.length && is_digit(text.bytes[at])) at++;
    return at;
}

static uint32_t number_at(Str text, size_t start, size_t end) {
    int64_t value = 0;
    return str_to_int(str_slice(text, start, end), &value) ? (uint32_t)value : UINT32_MAX;
}

/* True for nothing, and for marks that close a sentence or a bracket: ").". */
static bool closes(Str end) {
    for (size_t i = 0; i < end.length; i++) {
        if (str_find(STR(").,;:!?]"), str_slice(end, i, i + 1), 0) == SIZE_MAX) return false;
    }
    return true;
}

/* True for "2024[^7]" and "2024[^8]", the calls of a note, and for "12)." and "13)." where there
 * are so many pages: words that differ in one number which the author did not type. */
static bool differ_in_number(Str a, Str b, uint32_t page_most) {
    size_t start = 0;
    while (start < a.length && start < b.length && a.bytes[start] == b.bytes[start]) start++;
    while (start > 0 && is_digit(a.bytes[start - 1])) start--;
    size_t a_end = digits_end(a, start), b_end = digits_end(b, start);
    bool numbers = a_end > start && b_end > start && a_end - start <= NUMBER_DIGITS_MOST &&
                   b_end - start <= NUMBER_DIGITS_MOST;
    Str end = str_slice(a, a_end, a.length);
    if (!numbers || !str_equal(end, str_slice(b, b_end, b.length))) return false;
    if (str_ends_with(str_slice(a, 0, start), STR("[^")) && str_starts_with(end, STR("]")))
        return true;
    return start == 0 && closes(end) && number_at(a, start, a_end) <= page_most &&
           number_at(b, start, b_end) <= page_most;
}

static bool is_renumbered(const Str *old, const Str *new, size_t count, uint32_t page_most) {
    size_t numbers = 0;
    for (size_t i = 0; i < count; i++) {
        if (str_equal(old[i], new[i])) continue;
        if (!differ_in_number(old[i], new[i], page_most)) return false;
        numbers++;
    }
    return numbers > 0;
}

/* Room for the words of a text. */
static size_t word_room(Str text) {
    size_t most = text.length / 2 + 1;
    return most < WORDS_MOST ? most : WORDS_MOST;
}

static ChangeKind edit_kind(Arena *scratch, const SnapshotBlock *old, const SnapshotBlock *new,
                            uint32_t page_most) {
    ArenaMark mark = arena_mark(scratch);
    size_t a_room = word_room(old->text), b_room = word_room(new->text);
    Str *a = ARENA_ARRAY(scratch, Str, a_room), *b = ARENA_ARRAY(scratch, Str, b_room);
    size_t a_count = block_words(scratch, old->text, a, a_room);
    size_t b_count = block_words(scratch, new->text, b, b_room);
    bool numbers =
        a_count == b_count && a_count < WORDS_MOST && is_renumbered(a, b, a_count, page_most);
    arena_release(scratch, mark);
    return numbers ? CHANGE_RENUMBERED : CHANGE_EDITED;
}

/* ---- words ---- */

static Str join_words(Arena *arena, const Str *words, size_t start, size_t end) {
    StrBuilder text = {.arena = arena};
    for (size_t i = start; i < end; i++) {
        bool cut = end - start > WORDS_SHOWN && i == start + WORDS_SHOWN / 2;
        if (i > start) builder_add_byte(&text, ' ');
        if (cut) {
            builder_add(&text, STR("… "));
            i = end - WORDS_SHOWN / 2;
        }
        builder_add(&text, words[i]);
    }
    return builder_text(&text);
}

static Str words_before(Arena *arena, const Str *words, size_t end) {
    StrBuilder text = {.arena = arena};
    size_t start = end > WORDS_BESIDE ? end - WORDS_BESIDE : 0;
    if (start > 0) builder_add(&text, STR("… "));
    builder_add(&text, join_words(arena, words, start, end));
    return builder_text(&text);
}

static Str words_after(Arena *arena, const Str *words, size_t start, size_t count) {
    StrBuilder text = {.arena = arena};
    size_t end = count - start > WORDS_BESIDE ? start + WORDS_BESIDE : count;
    builder_add(&text, join_words(arena, words, start, end));
    if (end < count) builder_add(&text, STR(" …"));
    return builder_text(&text);
}

WordsChanged block_words_changed(Arena *arena, const SnapshotBlock *old, const SnapshotBlock *new) {
    Arena *scratch = arena_open();
    size_t a_room = word_room(old->text), b_room = word_room(new->text), start = 0;
    Str *a = ARENA_ARRAY(scratch, Str, a_room), *b = ARENA_ARRAY(scratch, Str, b_room);
    size_t a_end = block_words(scratch, old->text, a, a_room), a_count = a_end;
    size_t b_end = block_words(scratch, new->text, b, b_room);
    while (start < a_end && start < b_end && str_equal(a[start], b[start])) start++;
    while (a_end > start && b_end > start && str_equal(a[a_end - 1], b[b_end - 1])) {
        a_end--;
        b_end--;
    }
    WordsChanged words = {words_before(arena, a, start), join_words(arena, a, start, a_end),
                          join_words(arena, b, start, b_end),
                          words_after(arena, a, a_end, a_count)};
    arena_close(scratch);
    return words;
}

/* ---- lines ---- */

static bool is_far(Unit a, Unit b, Unit tolerance) {
    int64_t step = (int64_t)a - b;
    return step > tolerance || -step > tolerance;
}

static bool has_moved(const SnapshotRow *old, const SnapshotRow *new, Unit tolerance) {
    if (old->frame != new->frame && old->kind == ROW_LINE) return true;
    if (!str_equal(old->rest, new->rest) &&
        (tolerance == 0 || old->kind == ROW_SHAPE || old->kind == ROW_LINK))
        return tolerance == 0 || is_far(old->x, new->x, tolerance) ||
               is_far(old->y, new->y, tolerance);
    bool stretched = old->stretch != new->stretch &&tolerance == 0;
    return stretched || is_far(old->x, new->x, tolerance) || is_far(old->y, new->y, tolerance) ||
           is_far(old->width, new->width, tolerance) || is_far(old->height, new->height, tolerance);
}

/* What holds for lines that stand face to face, each bit a kind. */
typedef struct LineCount {
    uint32_t restyled, rebroken, page, moved, renumbered;
} LineCount;

static void count_line(LineCount *count, const SnapshotRow *old, const SnapshotRow *new,
                       Unit tolerance) {
    bool label = str_equal(new->role, STR("label"));
    bool same_text = str_equal(old->text, new->text);
    bool numbers = label && !same_text && is_number(old->text) && is_number(new->text);
    if (numbers) count->renumbered++;
    if (!same_text && !numbers) *(label ? &count->restyled : &count->rebroken) += 1;
    if (same_text && is_far(old->natural, new->natural, tolerance)) count->restyled++;
    if (same_text && old->lines != new->lines) count->rebroken++;
    if (old->page != new->page) {
        count->page += new->lines;
    } else if (has_moved(old, new, tolerance)) {
        count->moved += new->lines;
    }
}

static LineCount count_lines(const SnapshotBlock *old, const SnapshotBlock *new, Unit tolerance) {
    LineCount count = {0};
    size_t both = old->row_count < new->row_count ? old->row_count : new->row_count;
    for (size_t i = 0; i < both; i++) count_line(&count, old->rows[i], new->rows[i], tolerance);
    count.rebroken += (uint32_t)(new->row_count - both + (old->row_count - both));
    return count;
}

static ChangeKind compare_text(const SnapshotBlock *old, const SnapshotBlock *new, Unit tolerance,
                               uint32_t *lines) {
    LineCount count = count_lines(old, new, tolerance);
    const struct {
        ChangeKind kind;
        uint32_t lines;
    } kinds[] = {{CHANGE_RESTYLED, count.restyled},
                 {CHANGE_REBROKEN, count.rebroken},
                 {CHANGE_PAGE, count.page},
                 {CHANGE_RENUMBERED, count.renumbered},
                 {CHANGE_MOVED, count.moved}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        *lines = kinds[i].lines;
        if (*lines > 0) return kinds[i].kind;
    }
    return CHANGE_NONE;
}

/* Pages are not compared by where they stand: one that is put in moves all those behind it. */
static ChangeKind compare_thing(const SnapshotBlock *old, const SnapshotBlock *new,
                                Unit tolerance) {
    const SnapshotRow *a = old->rows[0], *b = new->rows[0];
    if (!str_equal(old->text, new->text) || !str_equal(old->role, new->role) ||
        a->lines != b->lines)
        return CHANGE_RESTYLED;
    bool bookmark = a->kind == ROW_BOOKMARK; /* it stands on no page, and says where it leads */
    if (bookmark && !str_equal(a->rest, b->rest)) return CHANGE_PAGE;
    if (a->page != b->page && a->kind != ROW_PAGE && !bookmark) return CHANGE_PAGE;
    return has_moved(a, b, tolerance) ? CHANGE_MOVED : CHANGE_NONE;
}

ChangeKind block_compare(Arena *scratch, const SnapshotBlock *old, const SnapshotBlock *new,
                         CompareLimits limits, uint32_t *lines) {
    *lines = 0;
    if (new->kind != ROW_LINE) return compare_thing(old, new, limits.tolerance);
    if (!block_text_equal(old->text, new->text)) {
        *lines = (uint32_t) new->row_count;
        return edit_kind(scratch, old, new, limits.page_most);
    }
    if (!str_equal(old->role, new->role)) return CHANGE_ROLE;
    return compare_text(old, new, limits.tolerance, lines);
}
