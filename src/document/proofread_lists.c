/* The items of a list: all begin with a small letter or all with a capital, all end alike.
 *
 * In: a list. Out: at most one report of each kind, at the first item that differs from most of the
 * others. Items that say nothing certain (a name's capital, an address, a colon before a list
 * inside) are left out. Where the others end with a mark between items, the last one ends with a
 * full stop, but for a list inside another, whose sentence goes on. */
#include "document/proofread.h"

typedef struct ListItem {
    const Text *first, *last; /* texts of its first and last paragraph */
    ProofEdges edges;         /* the start of the first, the end of the last */
} ListItem;

/* How an item ends: by a full stop, bare, or by one of the marks between items. */
typedef struct ItemEnd {
    bool known;
    uint32_t mark; /* 0: bare */
} ItemEnd;

static ProofEdges edges_of(Proofreader *reader, const Block *block) {
    ProofRequest request = proofread_request(reader, block);
    return proof_text(reader->scratch, &request).edges;
}

static bool item_read(Proofreader *reader, const Block *item, ListItem *out) {
    if (item->child_count == 0) return false;
    const Block *first = item->children[0], *last = item->children[item->child_count - 1];
    if (first->kind != BLOCK_PARAGRAPH || first->text.bytes.length == 0) return false;
    *out = (ListItem){.first = &first->text};
    out->edges = edges_of(reader, first);
    if (last->kind != BLOCK_PARAGRAPH || last->text.bytes.length == 0) {
        out->edges.end = PROOF_END_LITERAL;
    } else if (last != first) {
        ProofEdges end = edges_of(reader, last);
        out->edges.end = end.end;
        out->edges.end_at = end.end_at;
        out->edges.mark = end.mark;
        out->edges.abbreviation = end.abbreviation;
        out->edges.bracketed = end.bracketed;
    }
    out->last = &last->text;
    return true;
}

/* ---- ends ---- */

static ItemEnd item_end(const ProofEdges *edges) {
    switch (edges->end) {
    case PROOF_END_BARE: return (ItemEnd){true, 0};
    case PROOF_END_STOP: /* a phrase that sentences follow ends as they do */
        return (ItemEnd){!edges->abbreviation && !edges->bracketed && !edges->sentences, '.'};
    case PROOF_END_ITEM: return (ItemEnd){true, edges->mark};
    case PROOF_END_SENTENCE: /* a question among phrases */
    case PROOF_END_COLON:
    case PROOF_END_LITERAL: break;
    }
    return (ItemEnd){0};
}

/* True for "and" and "or" of the language. */
static bool is_conjunction(const Proofreader *reader, Str word) {
    const Language *language = reader->languages->main;
    return word.length > 0 && (str_equal(word, language_word(language, STR("and"))) ||
                               str_equal(word, language_word(language, STR("or"))));
}

/* "…, et" before the last item says nothing. */
static bool ends_with_conjunction(const Proofreader *reader, const ListItem *item) {
    Str text = str_trim(item->last->bytes);
    size_t start = text.length;
    while (start > 0 && text.bytes[start - 1] != ' ') start--;
    return is_conjunction(reader, str_slice(text, start, text.length));
}

/* The text from the start of its last word, or to the end of its first one. */
static Str last_word(const ListItem *item) {
    enum { LONGEST = 60 }; /* bytes */
    Str text = item->last->bytes;
    size_t start = item->edges.end_at < text.length ? item->edges.end_at : text.length;
    while (start > 0 && text.bytes[start - 1] == ' ') start--;
    while (start > 0 && text.length - start < LONGEST && text.bytes[start - 1] != ' ') start--;
    while (start > 0 && (text.bytes[start] & 0xC0) == 0x80) start--;
    return str_slice(text, start, text.length);
}

static Str first_word(const ListItem *item) {
    Str text = str_trim(item->first->bytes);
    size_t end = 0;
    while (end < text.length && text.bytes[end] != ' ' && text.bytes[end] != '\n') end++;
    return str_slice(text, 0, end);
}

/* The mark that most items but the last end with, and how many do. */
static size_t ends_count(const ItemEnd *ends, size_t count, uint32_t *most) {
    enum { KINDS = 8 };
    uint32_t marks[KINDS];
    size_t counts[KINDS] = {0}, kinds = 0, best = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        size_t kind = 0;
        if (!ends[i].known) continue;
        while (kind < kinds && marks[kind] != ends[i].mark) kind++;
        if (kind == KINDS) continue;
        if (kind == kinds) marks[kinds++] = ends[i].mark;
        if (++counts[kind] > best) {
            best = counts[kind];
            *most = marks[kind];
        }
    }
    return best;
}

static void last_report(Proofreader *reader, const ListItem *item) {
    diag_report(reader->diag, MESSAGE_PROOF_LIST_LAST, text_place(item->last, item->edges.end_at),
                ARGS(last_word(item)));
}

static void ends_check(Proofreader *reader, const ListItem *items, size_t count, bool inner) {
    ItemEnd *ends = ARENA_ARRAY(reader->scratch, ItemEnd, count);
    const ListItem *model = NULL;
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++) {
        ends[i] = item_end(&items[i].edges);
        if (ends[i].known && ends[i].mark == 0)
            ends[i].known = !ends_with_conjunction(reader, &items[i]);
    }
    if (ends_count(ends, count, &most) == 0) return;
    for (size_t i = 0; i + 1 < count && !model; i++) {
        if (ends[i].known && ends[i].mark == most) model = &items[i];
    }
    bool between = most != 0 && most != '.';
    for (size_t i = 0; i < count; i++) {
        if (!ends[i].known) continue;
        if (between && i + 1 == count) {
            if (ends[i].mark != '.' && !inner) last_report(reader, &items[i]);
            return;
        }
        if (ends[i].mark == most) continue;
        diag_report(reader->diag, MESSAGE_PROOF_LIST_ENDS,
                    text_place(items[i].last, items[i].edges.end_at),
                    ARGS(last_word(&items[i]), last_word(model)));
        return;
    }
}

/* ---- starts ---- */

static void starts_check(Proofreader *reader, const ListItem *items, size_t count) {
    size_t counts[PROOF_START_CAPITAL + 1] = {0};
    const ListItem *firsts[PROOF_START_CAPITAL + 1] = {NULL};
    for (size_t i = 0; i < count; i++) {
        ProofStart start = items[i].edges.start;
        bool goes_on = i == 0 && start == PROOF_START_CAPITAL && /* one sentence in items */
                       items[i].edges.end == PROOF_END_ITEM;
        if (goes_on || is_conjunction(reader, first_word(&items[i]))) continue;
        if (counts[start]++ == 0) firsts[start] = &items[i];
    }
    if (counts[PROOF_START_SMALL] == 0 || counts[PROOF_START_CAPITAL] == 0) return;
    bool few_small = counts[PROOF_START_SMALL] < counts[PROOF_START_CAPITAL];
    const ListItem *item = firsts[few_small ? PROOF_START_SMALL : PROOF_START_CAPITAL];
    const ListItem *model = firsts[few_small ? PROOF_START_CAPITAL : PROOF_START_SMALL];
    diag_report(reader->diag, MESSAGE_PROOF_LIST_CAPITALS, text_place(item->first, 0),
                ARGS(first_word(item), first_word(model)));
}

void proofread_list(Proofreader *reader, const Block *list, bool inner) {
    ArenaMark mark = arena_mark(reader->scratch);
    ListItem *items = ARENA_ARRAY(reader->scratch, ListItem, list->child_count);
    size_t count = 0;
    for (size_t i = 0; i < list->child_count; i++)
        count += item_read(reader, list->children[i], &items[count]);
    if (count > 1) {
        ends_check(reader, items, count, inner);
        starts_check(reader, items, count);
    }
    arena_release(reader->scratch, mark);
}
