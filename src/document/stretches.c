/* In: a text with its runs and readings. Out: stretches; see stretches.h. */
#include "document/stretches.h"

#include "text/character.h"

enum { KEY_LENGTHS_MOST = 64 }; /* bytes: longer words are no acronyms */

typedef struct Cutter {
    Arena *arena;
    const Text *text;
    const Map *glossary;
    Map *met;
    uint64_t lengths; /* bit n: the glossary has a key of n bytes */
    VEC(Stretch) list;
} Cutter;

static bool is_word_character(uint32_t character) {
    return character_is_letter(character) || character_is_digit(character) ||
           character_is_mark(character);
}

static bool ends_word(Str text, size_t at) {
    return at >= text.length || !is_word_character(utf8_next(text, &at));
}

static bool starts_word(Str text, size_t at) {
    return at == 0 || !is_word_character(utf8_previous(text, &at));
}

static uint64_t key_lengths(const Map *glossary) {
    uint64_t lengths = 0;
    for (size_t i = 0; i < glossary->count; i++) {
        size_t length = glossary->entries[i].key.length;
        if (length > 0 && length < KEY_LENGTHS_MOST) lengths |= (uint64_t)1 << length;
    }
    return lengths;
}

/* The longest word of the glossary that stands at a byte; its end, or 0. */
static uint32_t word_end(const Cutter *c, uint32_t at, uint32_t end) {
    Str text = c->text->bytes;
    if (!starts_word(text, at)) return 0;
    for (uint32_t length = KEY_LENGTHS_MOST - 1; length > 0; length--) {
        if ((c->lengths >> length & 1) == 0 || length > end - at) continue;
        if (map_find(c->glossary, str_slice(text, at, at + length)) == NULL) continue;
        if (ends_word(text, at + length)) return at + length;
    }
    return 0;
}

/* In brackets of its own it is being introduced; or its meaning stands in the text, but perhaps for
 * a capital. */
static bool is_told(Str text, uint32_t start, uint32_t end, Str expansion) {
    bool alone =
        start > 0 && text.bytes[start - 1] == '(' && end < text.length && text.bytes[end] == ')';
    size_t first = 0;
    utf8_next(expansion, &first);
    Str rest = str_slice(expansion, first, expansion.length);
    return alone || (rest.length > 0 && str_find(text, rest, 0) != SIZE_MAX);
}

static void push(Cutter *c, Stretch stretch) {
    if (stretch.end > stretch.start) VEC_PUSH(c->arena, &c->list, stretch);
}

/* Cuts out the glossary's words that are new. */
static void cut_words(Cutter *c, Stretch stretch) {
    Str text = c->text->bytes;
    for (size_t at = stretch.start; at < stretch.end;) {
        uint32_t start = (uint32_t)at, end = word_end(c, start, stretch.end);
        Str key = str_slice(text, start, end);
        if (end == 0 || map_find(c->met, key) != NULL) {
            utf8_next(text, &at);
            continue;
        }
        Str *meaning = map_find(c->glossary, key);
        map_put(c->met, key, meaning);
        Stretch before = stretch, word = stretch;
        before.end = word.start = start;
        word.end = stretch.start = end;
        word.expansion = meaning;
        word.told = is_told(text, start, end, *meaning);
        push(c, before);
        push(c, word);
        at = end;
    }
    push(c, stretch);
}

static void cut_run(Cutter *c, const InlineRun *run) {
    const Text *text = c->text;
    for (uint32_t at = run->start; at < run->end;) {
        size_t index = text_reading_behind(text, at);
        const FormReading *reading = index < text->reading_count ? &text->readings[index] : NULL;
        Stretch stretch = {.start = at, .end = run->end, .run = run};
        if (reading != NULL && reading->start <= at) {
            stretch.reading = reading;
            if (reading->end < run->end) stretch.end = reading->end;
        } else if (reading != NULL && reading->start < run->end) {
            stretch.end = reading->start;
        }
        bool words = c->glossary != NULL && stretch.reading == NULL && run->kind == INLINE_TEXT &&
                     (run->marks & MARK_CODE) == 0;
        if (words) {
            cut_words(c, stretch);
        } else {
            push(c, stretch);
        }
        at = stretch.end;
    }
}

StretchList stretches_find(Arena *arena, const Text *text, const Map *glossary, Map *met) {
    Cutter cutter = {.arena = arena, .text = text, .met = met};
    if (glossary != NULL && glossary->count > 0) {
        cutter.glossary = glossary;
        cutter.lengths = key_lengths(glossary);
    }
    for (size_t i = 0; i < text->run_count; i++) cut_run(&cutter, &text->runs[i]);
    return (StretchList){cutter.list.items, cutter.list.count};
}
