/* In: a document and changes. Out: its sources with the changes made; see changes.h.
 *
 * Each change becomes edits of whole lines. What is dropped takes along the notes that only it
 * called. Edits of a section are sorted by place and made together. */
#include "translation/changes.h"

#include "translation/passages.h"
#include "translation/rewrite.h"

#include <stdlib.h>

/* Nearest names are sought for so many slips. */
enum { SUGGESTIONS_LIMIT = 20 };

/* One change's edit of a section: lines taken away, a text put in, or both. */
typedef struct Cut {
    size_t section, start, end;
    size_t order; /* of the change */
    EditionChange *change;
    Str indent;
} Cut;

/* A section put in whole. */
typedef struct Insertion {
    size_t section; /* before this one */
    const Source *source;
} Insertion;

typedef struct Maker {
    Arena *arena;
    Diag *diag;
    const Document *document;
    Passages passages;
    VEC(Cut) cuts;
    VEC(Insertion) insertions;
    EditionChange **taken; /* for each section: the change that drops or replaces it whole */
    int suggestions;
} Maker;

static bool takes_away(const EditionChange *change) {
    return change->kind == EDITION_DROP || change->kind == EDITION_REPLACE;
}

/* ---- from changes to edits ---- */

static void report_taken(const Maker *maker, EditionChange *change) {
    diag_report(maker->diag, MESSAGE_CHANGE_TWICE, change->where, ARGS(change->target));
    change->made = false;
}

static void section_change(Maker *maker, EditionChange *change, size_t section) {
    if (takes_away(change)) {
        if (maker->taken[section] != NULL)
            report_taken(maker, change);
        else
            maker->taken[section] = change;
        return;
    }
    Insertion insertion = {section + (change->kind == EDITION_AFTER), change->added};
    VEC_PUSH(maker->arena, &maker->insertions, insertion);
}

static void passage_change(Maker *maker, EditionChange *change, const Passage *passage) {
    Cut cut = {.section = passage->section,
               .start = change->kind == EDITION_AFTER ? passage->end : passage->start,
               .end = change->kind == EDITION_BEFORE ? passage->start : passage->end,
               .order = maker->cuts.count,
               .change = change,
               .indent = passage->indent};
    VEC_PUSH(maker->arena, &maker->cuts, cut);
}

static void change_find(Maker *maker, EditionChange *change) {
    Passage passage;
    change->made = true;
    if (!passage_find(&maker->passages, change->target, &passage)) {
        Str nearest = maker->suggestions++ < SUGGESTIONS_LIMIT
                          ? passage_nearest(&maker->passages, change->target)
                          : (Str){0};
        diag_report(maker->diag, MESSAGE_CHANGE_TARGET_UNKNOWN, change->where,
                    ARGS(change->target, nearest));
        change->made = false;
    } else if (passage.whole) {
        section_change(maker, change, passage.section);
    } else {
        passage_change(maker, change, &passage);
    }
}

static int cut_compare(const void *left, const void *right) {
    const Cut *a = left, *b = right;
    if (a->section != b->section) return a->section < b->section ? -1 : 1;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    bool a_puts = a->start == a->end, b_puts = b->start == b->end;
    if (a_puts != b_puts) return a_puts ? -1 : 1; /* before what stands there is taken away */
    return a->order < b->order ? -1 : 1;
}

/* Sorts the cuts and leaves out those within what another one takes away. */
static void cuts_settle(Maker *maker) {
    size_t kept = 0, taken_end = 0;
    Cut *cuts = maker->cuts.items;
    if (maker->cuts.count > 1) qsort(cuts, maker->cuts.count, sizeof *cuts, cut_compare);
    for (size_t i = 0; i < maker->cuts.count; i++) {
        const Cut cut = cuts[i];
        if (i == 0 || cuts[i - 1].section != cut.section) taken_end = 0;
        if (maker->taken[cut.section] != NULL || cut.start < taken_end) {
            report_taken(maker, cut.change);
            continue;
        }
        if (cut.end > cut.start) taken_end = cut.end;
        cuts[kept++] = cut;
    }
    maker->cuts.count = kept;
}

/* ---- notes that nothing calls any more ---- */

typedef struct CallCount {
    size_t all, gone;
} CallCount;

typedef struct NoteCheck {
    Maker *maker;
    size_t section;
    size_t cut, end; /* cuts of the section, from the one that the walk has come to */
    Map counts;      /* note's id -> CallCount * */
    Map called_anew; /* note's id -> anything */
} NoteCheck;

static bool is_gone(const NoteCheck *check, Span where) {
    const Cut *cuts = check->maker->cuts.items;
    size_t at = passage_line(&check->maker->passages, check->section, where.line);
    size_t low = check->cut, high = check->end;
    while (low < high) { /* the first cut that ends behind the place */
        size_t middle = low + (high - low) / 2;
        if (cuts[middle].end > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low < check->end && cuts[low].start <= at;
}

static void calls_count(NoteCheck *check, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Text *text = &blocks[i]->text;
        for (size_t r = 0; r < text->run_count; r++) {
            if (text->runs[r].kind != INLINE_NOTE_CALL) continue;
            CallCount *calls = map_find(&check->counts, text->runs[r].target);
            if (calls == NULL) {
                calls = ARENA_NEW(check->maker->arena, CallCount);
                map_put(&check->counts, text->runs[r].target, calls);
            }
            calls->all++;
            calls->gone += is_gone(check, text->runs[r].where);
        }
        calls_count(check, blocks[i]->children, blocks[i]->child_count);
    }
}

/* The ids of the notes that the texts put in call, as far as their Markdown can be told. */
static void added_calls_find(NoteCheck *check) {
    for (size_t i = check->cut; i < check->end; i++) {
        const Source *added = check->maker->cuts.items[i].change->added;
        Str text = added != NULL ? added->text : (Str){0};
        for (size_t at = 0; (at = str_find(text, STR("[^"), at)) != SIZE_MAX;) {
            size_t close = str_find(text, STR("]"), at);
            if (close == SIZE_MAX) break;
            map_put(&check->called_anew, str_slice(text, at + 2, close), check);
            at = close;
        }
    }
}

/* Notes stand behind the blocks that call them or before; their cuts join the others. */
static void notes_drop(Maker *maker, size_t section, size_t first, size_t end) {
    EditionChange *with_its_calls = ARENA_NEW(maker->arena, EditionChange);
    const Section *read = &maker->document->sections[section];
    NoteCheck check = {
        maker, section, first, end, {.arena = maker->arena}, {.arena = maker->arena}};
    added_calls_find(&check);
    calls_count(&check, read->blocks, read->block_count);
    for (size_t i = 0; i < read->note_count; i++) {
        const CallCount *calls = map_find(&check.counts, read->notes[i]->id);
        bool lost = calls != NULL && calls->gone == calls->all;
        if (!lost || is_gone(&check, read->notes[i]->where)) continue;
        if (map_find(&check.called_anew, read->notes[i]->id) != NULL) continue;
        Passage lines = passage_of_note(&maker->passages, section, read->notes[i]);
        Cut cut = {.section = section,
                   .start = lines.start,
                   .end = lines.end,
                   .order = maker->cuts.count,
                   .change = with_its_calls};
        VEC_PUSH(maker->arena, &maker->cuts, cut);
    }
}

static void all_notes_drop(Maker *maker) {
    size_t count = maker->cuts.count, first = 0;
    while (first < count) {
        size_t section = maker->cuts.items[first].section, end = first;
        while (end < count && maker->cuts.items[end].section == section) end++;
        notes_drop(maker, section, first, end);
        first = end;
    }
    cuts_settle(maker);
}

/* ---- sources ---- */

static bool ends_line(Str text, size_t at) {
    return at == 0 || text.bytes[at - 1] == '\n';
}

typedef VEC(SourceEdit) Edits;

static void edit_push(Maker *maker, Edits *edits, size_t at, Str text) {
    SourceEdit edit = {.start = at, .end = at, .text = text};
    if (text.length > 0) VEC_PUSH(maker->arena, edits, edit);
}

/* The text on lines of its own, apart from what is around it. */
static void text_put(Maker *maker, Edits *edits, const Cut *cut, Str old) {
    const Source *added = cut->change->added;
    Str text = str_trim(added->text);
    size_t lead = (size_t)(text.bytes - added->text.bytes);
    Span origin = span_at(added, lead, 1);
    edit_push(maker, edits, cut->start, ends_line(old, cut->start) ? STR("\n") : STR("\n\n"));
    edit_push(maker, edits, cut->start, cut->indent);
    SourceEdit edit = {.start = cut->start,
                       .end = cut->start,
                       .text = text,
                       .origin = origin,
                       .in_step = true,
                       .indent = cut->indent};
    if (text.length > 0) VEC_PUSH(maker->arena, edits, edit);
    edit_push(maker, edits, cut->start, STR("\n\n"));
}

static const Source *section_edit(Maker *maker, size_t section, size_t first, size_t end) {
    const Source *old = maker->document->sections[section].source;
    Edits edits = {0};
    for (size_t i = first; i < end; i++) {
        const Cut *cut = &maker->cuts.items[i];
        if (cut->change->added != NULL) text_put(maker, &edits, cut, old->text);
        SourceEdit gone = {.start = cut->start, .end = cut->end};
        if (cut->end > cut->start) VEC_PUSH(maker->arena, &edits, gone);
    }
    if (edits.count == 0) return old;
    return source_rewrite(maker->arena, old, old->path, edits.items, edits.count);
}

static EditionSources *sources_make(Maker *maker) {
    const EditionSources *old = maker->document->sources;
    EditionSources *made = ARENA_NEW(maker->arena, EditionSources);
    *made = *old;
    made->section_count = 0;
    made->sections =
        ARENA_ARRAY(maker->arena, const Source *, old->section_count + maker->insertions.count);
    size_t cut = 0;
    for (size_t section = 0; section <= old->section_count; section++) {
        for (size_t i = 0; i < maker->insertions.count; i++) {
            if (maker->insertions.items[i].section == section)
                made->sections[made->section_count++] = maker->insertions.items[i].source;
        }
        if (section == old->section_count) break;
        size_t first = cut;
        while (cut < maker->cuts.count && maker->cuts.items[cut].section == section) cut++;
        const EditionChange *taken = maker->taken[section];
        const Source *source =
            taken != NULL ? taken->added : section_edit(maker, section, first, cut);
        if (source != NULL) made->sections[made->section_count++] = source;
    }
    return made;
}

EditionSources *changes_make(Arena *arena, const Document *document, EditionChanges *changes,
                             Diag *diag) {
    Maker maker = {.arena = arena,
                   .diag = diag,
                   .document = document,
                   .passages = passages_make(arena, document),
                   .taken = ARENA_ARRAY(arena, EditionChange *, document->section_count)};
    for (size_t i = 0; i < changes->count; i++) change_find(&maker, &changes->items[i]);
    cuts_settle(&maker);
    all_notes_drop(&maker);
    return sources_make(&maker);
}
