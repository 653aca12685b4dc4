/* Printed numbers of notes; see note_numbers.h. A note's own number (Note.number) is that of its
 * first call through the edition; the notes of a section are numbered in a row. */
#include "page/note_numbers.h"

/* Notes of a section in the order of their numbers; an entry is NULL where a note has none. */
static Note **notes_in_order(Arena *arena, const Section *section, size_t *count) {
    uint32_t first = UINT32_MAX, last = 0;
    for (size_t i = 0; i < section->note_count; i++) {
        uint32_t number = section->notes[i]->number;
        if (number == 0) continue;
        if (number < first) first = number;
        if (number > last) last = number;
    }
    *count = last >= first ? last - first + 1 : 0;
    Note **notes = ARENA_ARRAY(arena, Note *, *count);
    for (size_t i = 0; i < section->note_count; i++) {
        Note *note = section->notes[i];
        if (note->number > 0) notes[note->number - first] = note;
    }
    return notes;
}

void note_numbers_begin(const Document *document, NoteNumbering numbering) {
    Arena *scratch = arena_open();
    for (size_t i = 0; i < document->section_count; i++) {
        size_t count;
        Note **notes = notes_in_order(scratch, &document->sections[i], &count);
        for (size_t n = 0; n < count; n++) {
            if (notes[n] == NULL) continue;
            bool through = numbering == NUMBERING_EDITION;
            notes[n]->printed = through ? notes[n]->number : (uint32_t)n + 1;
        }
    }
    arena_close(scratch);
}

/* A note stands on the page of its call or, carried, on a later one: the pages of a section's notes
 * rise, but for boxes that leave their place, whose notes are counted where they stand. */
bool note_numbers_by_page(const Document *document, const NotePages *pages) {
    Arena *scratch = arena_open();
    Map counts = {.arena = scratch}; /* page -> notes numbered so far */
    bool changed = false;
    for (size_t i = 0; i < document->section_count; i++) {
        size_t count;
        Note **notes = notes_in_order(scratch, &document->sections[i], &count);
        for (size_t n = 0; n < count; n++) {
            if (notes[n] == NULL) continue;
            uint32_t *page = ARENA_NEW(scratch, uint32_t);
            *page = pages->page(pages->context, notes[n]);
            Str key = {(const char *)page, sizeof *page};
            uint32_t *held = map_find(&counts, key);
            if (held == NULL) map_put(&counts, key, held = ARENA_NEW(scratch, uint32_t));
            uint32_t printed = ++*held;
            changed = changed || printed != notes[n]->printed;
            notes[n]->printed = printed;
        }
    }
    arena_close(scratch);
    return changed;
}
