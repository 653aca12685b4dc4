/* Small questions that other rooms ask of the document tree. */
#include "document/document.h"

#include "base/file.h"

/* The last place at or before a byte, or NULL. */
static const TextPlace *place_find(const Text *text, uint32_t at) {
    size_t low = 0, high = text->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->places[middle].at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? NULL : &text->places[low - 1];
}

const InlineRun *text_run(const Text *text, uint32_t at) {
    size_t low = 0, high = text->run_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (text->runs[middle].start <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return text->run_count == 0 ? NULL : &text->runs[low];
}

size_t text_reading_behind(const Text *text, uint32_t at) {
    size_t low = 0, high = text->reading_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->readings[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

Span text_place(const Text *text, uint32_t at) {
    const InlineRun *run = text_run(text, at);
    if (run == NULL) return (Span){0};
    Span where = run->where;
    where.length = 1;
    const TextPlace *place = place_find(text, at);
    if (place == NULL) return where;
    where.line = place->line;
    where.column = place->column + (uint32_t)utf8_count(str_slice(text->bytes, place->at, at));
    return where;
}

bool text_holds(const Text *text, InlineKind kind) {
    for (size_t i = 0; i < text->run_count; i++) {
        if (text->runs[i].kind == kind) return true;
    }
    return false;
}

Str text_plain(Arena *arena, const Text *text) {
    StrBuilder plain = {.arena = arena};
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind == INLINE_TEXT)
            builder_add(&plain, str_slice(text->bytes, run->start, run->end));
    }
    return builder_text(&plain);
}

void text_add_told(StrBuilder *out, const Text *text, uint32_t start, uint32_t end) {
    uint32_t at = start;
    for (size_t i = text_reading_behind(text, start); i < text->reading_count; i++) {
        const FormReading *reading = &text->readings[i];
        if (reading->start >= end) break;
        if (reading->start >= start) {
            builder_add(out, str_slice(text->bytes, at, reading->start));
            builder_add(out, reading->text);
        }
        at = reading->end;
    }
    if (at < end) builder_add(out, str_slice(text->bytes, at, end));
}

Str attribute_find(const Attributes *attributes, Str key) {
    for (size_t i = 0; i < attributes->pair_count; i++) {
        if (str_equal(attributes->pairs[i].key, key)) return attributes->pairs[i].value;
    }
    return (Str){0};
}

Str block_alternative(const Block *block) {
    if (block->kind == BLOCK_IMAGE) return block->alternative;
    return block->kind == BLOCK_DIV ? attribute_find(&block->attributes, STR("alt")) : STR("");
}

Str block_told_alternative(Arena *arena, const Block *block) {
    if (block->said == NULL) return block_alternative(block);
    StrBuilder told = {.arena = arena};
    const Text *text = &block->said->text;
    text_add_told(&told, text, 0, (uint32_t)text->bytes.length);
    return builder_text(&told);
}

Span attribute_place(const Attributes *attributes, Str key) {
    for (size_t i = 0; i < attributes->pair_count; i++) {
        if (str_equal(attributes->pairs[i].key, key)) return attributes->pairs[i].where;
    }
    return attributes->where;
}

bool div_is_frameless(const Block *block) {
    return block->kind == BLOCK_DIV && block->attributes.class_count == 0 &&
           attribute_find(&block->attributes, STR("lang")).length > 0;
}

bool attribute_has_class(const Attributes *attributes, Str name) {
    for (size_t i = 0; i < attributes->class_count; i++) {
        if (str_equal(attributes->classes[i].key, name)) return true;
    }
    return false;
}

static const YamlNode *value_find(const YamlNode *mapping, Str key) {
    if (mapping == NULL || mapping->kind != YAML_MAPPING) return NULL;
    for (size_t i = 0; i < mapping->count; i++) {
        if (str_equal(mapping->pairs[i].key, key)) return mapping->pairs[i].value;
    }
    return NULL;
}

bool edition_find_text(const Edition *edition, Str key, Str *value) {
    const YamlNode *node = value_find(edition->root, key);
    size_t dot = str_find(key, STR("."), 0);
    if (node == NULL && dot != SIZE_MAX) {
        const YamlNode *mapping = value_find(edition->root, str_slice(key, 0, dot));
        node = value_find(mapping, str_slice(key, dot + 1, key.length));
    }
    if (node == NULL || node->kind != YAML_SCALAR) return false;
    const Str *repaired = map_find(&edition->repaired, key);
    *value = repaired != NULL ? *repaired : node->scalar;
    return true;
}

Str edition_file(Arena *arena, const Edition *edition, Str file) {
    Str own = path_join(arena, edition->folder, file), found = own;
    for (size_t i = 0; i < edition->source_folder_count && !file_exists(found); i++)
        found = path_join(arena, edition->source_folders[i], file);
    return file_exists(found) ? found : own;
}

uint32_t note_told(const Note *note) {
    return note->printed > 0 ? note->printed : note->number;
}

Block *block_of_text(Arena *arena, Str text, Span where) {
    Block *block = ARENA_NEW(arena, Block);
    InlineRun *run = ARENA_NEW(arena, InlineRun);
    *run = (InlineRun){.kind = INLINE_TEXT, .end = (uint32_t)text.length, .where = where};
    *block = (Block){.kind = BLOCK_PARAGRAPH,
                     .where = where,
                     .text = {.bytes = text, .runs = run, .run_count = text.length > 0 ? 1 : 0}};
    return block;
}
