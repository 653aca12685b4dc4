/* In: the notes and calls of a section, the ids of a document. Out: each call has its note, each
 * note its number.
 *
 * Notes are numbered in the order of their first call, on through the edition. */
#include "document/section.h"

/* Nearest names are sought for this many slips of a section, among this many names: it is slow
 * work. */
enum { SUGGESTIONS_LIMIT = 20, CANDIDATES_LIMIT = 1000 };

void anchor_add(SectionReader *reader, Str id, Span where, const Block *block) {
    if (id.length == 0) return;
    const Anchor *first = map_find(&reader->document->anchors, id);
    if (first == NULL) {
        Anchor *anchor = ARENA_NEW(reader->arena, Anchor);
        *anchor = (Anchor){id, where, block};
        map_put(&reader->document->anchors, anchor->id, anchor);
        return;
    }
    StrBuilder place = {.arena = reader->arena};
    Span there = span_origin(first->where);
    if (there.source != NULL) builder_add(&place, there.source->path);
    builder_add_format(&place, ":%u:%u", (unsigned)there.line, (unsigned)there.column);
    diag_report(reader->diag, MESSAGE_ID_TWICE, where, ARGS(id, builder_text(&place)));
}

/* The notes by id; of two with the same one the first counts. */
static Map notes_map(SectionReader *reader) {
    Map map = {.arena = reader->scratch};
    for (size_t i = 0; i < reader->notes.count; i++) {
        Note *note = reader->notes.items[i];
        const Note *first = map_find(&map, note->id);
        if (first == NULL) {
            map_put(&map, note->id, note);
            continue;
        }
        StrBuilder line = {.arena = reader->scratch};
        builder_add_int(&line, first->where.line);
        diag_report(reader->diag, MESSAGE_NOTE_TWICE, note->where,
                    ARGS(note->id, builder_text(&line)));
        note->number = UINT32_MAX; /* not unused, but refused */
    }
    return map;
}

static Str nearest_note(const SectionReader *reader, Str id) {
    size_t count = reader->notes.count < CANDIDATES_LIMIT ? reader->notes.count : CANDIDATES_LIMIT;
    Str *ids = ARENA_ARRAY(reader->scratch, Str, count);
    for (size_t i = 0; i < count; i++) ids[i] = reader->notes.items[i]->id;
    return str_nearest(id, ids, count);
}

/* An empty note stands in for one that is not defined, so that every call has one. */
static Note *note_undefined(SectionReader *reader, const InlineRun *call, int *suggestions) {
    Str nearest =
        (*suggestions)++ < SUGGESTIONS_LIMIT ? nearest_note(reader, call->target) : (Str){0};
    diag_report(reader->diag, nearest.length > 0 ? MESSAGE_NOTE_UNDEFINED : MESSAGE_NOTE_UNWRITTEN,
                call->where, ARGS(call->target, nearest));
    if (nearest.length > 0)
        map_put(&reader->notes_meant, nearest, reader); /* else it is unused too */
    Note *note = ARENA_NEW(reader->arena, Note);
    note->id = call->target;
    note->where = call->where;
    return note;
}

typedef VEC(InlineRun *) Calls;

/* In the order of the blocks: a table's caption counts before its cells. */
static void calls_gather(Arena *arena, Block *const *blocks, size_t count, Calls *calls) {
    for (size_t i = 0; i < count; i++) {
        Text *text = &blocks[i]->text;
        for (size_t r = 0; r < text->run_count; r++) {
            if (text->runs[r].kind == INLINE_NOTE_CALL) VEC_PUSH(arena, calls, &text->runs[r]);
        }
        calls_gather(arena, blocks[i]->children, blocks[i]->child_count, calls);
    }
}

void notes_resolve(SectionReader *reader) {
    Map map = notes_map(reader);
    int suggestions = 0;
    Calls calls = {0};
    calls_gather(reader->scratch, reader->section->blocks, reader->section->block_count, &calls);
    for (size_t i = 0; i < calls.count; i++) {
        InlineRun *call = calls.items[i];
        Note *note = map_find(&map, call->target);
        if (note == NULL) note = note_undefined(reader, call, &suggestions);
        if (note->number == 0) note->number = ++reader->document->note_count;
        call->note = note;
    }
    for (size_t i = 0; i < reader->notes.count; i++) {
        Note *note = reader->notes.items[i];
        if (note->number == 0 && map_find(&reader->notes_meant, note->id) == NULL)
            diag_report(reader->diag, MESSAGE_NOTE_UNUSED, note->where, ARGS(note->id));
        if (note->number == UINT32_MAX) note->number = 0;
    }
}
