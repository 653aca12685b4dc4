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

/* The end of the word at a byte that differs from `word` in a case or number's ending at most; 0:
 * it differs more. */
static size_t like_word_end(Str text, size_t at, Str word) {
    enum { ENDING_MOST = 2 }; /* characters */
    size_t from = 0, ending = 0;
    bool first = true;
    while (from < word.length && at < text.length) {
        size_t here = at, there = from;
        uint32_t a = utf8_next(text, &here), b = utf8_next(word, &there);
        if (a != b && !(first && (a ^ b) == 0x20)) break; /* a capital */
        first = false;
        at = here;
        from = there;
    }
    if (first) return 0;
    for (; from < word.length; ending++) utf8_next(word, &from);
    while (!ends_word(text, at)) {
        utf8_next(text, &at);
        ending++;
    }
    return ending > ENDING_MOST ? 0 : at;
}

static size_t word_start(Str text, size_t at) {
    for (size_t next = at; next < text.length; at = next) {
        if (is_word_character(utf8_next(text, &next))) return at;
    }
    return text.length;
}

static size_t next_word(Str text, size_t at) {
    while (!ends_word(text, at)) utf8_next(text, &at);
    return word_start(text, at);
}

/* True if the text holds these words in their order, whatever their endings. */
static bool holds_words(Str text, Str words) {
    for (size_t start = word_start(text, 0); start < text.length; start = next_word(text, start)) {
        size_t at = start, word = word_start(words, 0);
        while (word < words.length && at < text.length) {
            size_t end = next_word(words, word), stop = word;
            while (!ends_word(words, stop)) utf8_next(words, &stop);
            at = like_word_end(text, at, str_slice(words, word, stop));
            if (at == 0) break;
            at = word_start(text, at);
            word = end;
        }
        if (word >= words.length && word > 0) return true;
    }
    return false;
}

/* What stands around a word, within reach of a reader's memory, and of ours. */
static Str around(Str text, uint32_t start, uint32_t end) {
    enum { REACH = 800 }; /* bytes either side */
    size_t from = start > REACH ? start - REACH : 0;
    size_t to = text.length - end > REACH ? end + REACH : text.length;
    while (from < start && ((uint8_t)text.bytes[from] & 0xC0) == 0x80) from++;
    while (to > end && to < text.length && ((uint8_t)text.bytes[to] & 0xC0) == 0x80) to--;
    return str_slice(text, from, to);
}

/* In brackets of its own it is being introduced; or its meaning, up to a comma that begins a
 * remark, stands in the text. */
static bool is_told(Str text, uint32_t start, uint32_t end, Str expansion) {
    bool alone =
        start > 0 && text.bytes[start - 1] == '(' && end < text.length && text.bytes[end] == ')';
    size_t comma = str_find(expansion, STR(","), 0);
    Str meaning = str_slice(expansion, 0, comma == SIZE_MAX ? expansion.length : comma);
    Str near = around(text, start, end);
    return alone || holds_words(near, meaning) || holds_words(near, expansion);
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
