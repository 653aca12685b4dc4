/* Finding passages; see passages.h. */
#include "translation/passages.h"

#include "translation/unit_keys.h"

/* Where a block stands in the tree. */
typedef struct Holder {
    const Block *block;
    const struct Holder *parent; /* NULL at the top */
    Block *const *siblings;
    size_t sibling_count, number; /* siblings[number] is the block */
    size_t section;
} Holder;

/* Nearest names are sought among this many: it is slow work. */
enum { NAMES_LIMIT = 2000 };

static Str pointer_key(Arena *arena, const void *pointer) {
    return str_copy(arena, (Str){(const char *)&pointer, sizeof pointer});
}

static void blocks_hold(Passages *passages, Block *const *blocks, size_t count,
                        const Holder *parent, size_t section) {
    for (size_t i = 0; i < count; i++) {
        Holder *holder = ARENA_NEW(passages->arena, Holder);
        *holder = (Holder){blocks[i], parent, blocks, count, i, section};
        map_put(&passages->holders, pointer_key(passages->arena, blocks[i]), holder);
        blocks_hold(passages, blocks[i]->children, blocks[i]->child_count, holder, section);
    }
}

Passages passages_make(Arena *arena, const Document *document) {
    Passages passages = {.arena = arena, .document = document};
    size_t count = document->section_count;
    passages.units = units_cut(arena, document);
    passages.keys = units_by_key(arena, &passages.units);
    passages.holders.arena = passages.stems.arena = arena;
    passages.lines = ARENA_ARRAY(arena, LineTable, count);
    for (size_t i = 0; i < count; i++) {
        Section *section = &document->sections[i];
        map_put(&passages.stems, key_stem(section->source->path), section);
        blocks_hold(&passages, section->blocks, section->block_count, NULL, i);
        for (size_t n = 0; n < section->note_count; n++)
            blocks_hold(&passages, section->notes[n]->blocks, section->notes[n]->block_count, NULL,
                        i);
        passages.lines[i] = lines_make(arena, section->source, section->source->text);
    }
    return passages;
}

size_t passage_line(const Passages *passages, size_t section, uint32_t line) {
    const LineTable *lines = &passages->lines[section];
    size_t start = lines_start(lines, line);
    return start < lines->text.length ? start : lines->text.length; /* a last line without an end */
}

/* ---- lines ---- */

/* The lines [first, last], blank ones at their end left out. */
static Passage lines_passage(const Passages *passages, size_t section, uint32_t first,
                             uint32_t last) {
    while (last > first && str_trim(lines_text(&passages->lines[section], last)).length == 0)
        last--;
    return (Passage){.section = section,
                     .start = passage_line(passages, section, first),
                     .end = passage_line(passages, section, last + 1)};
}

/* What stands before a place on its line, with blanks for the marks of lists. */
static Str indent_before(Arena *arena, Str text, size_t line, uint32_t column) {
    StrBuilder indent = {.arena = arena};
    size_t at = line;
    for (uint32_t i = 1; i < column && at < text.length; i++) {
        uint32_t c = utf8_next(text, &at);
        builder_add_byte(&indent, c == '>' || c == '\t' ? (char)c : ' ');
    }
    return builder_text(&indent);
}

/* The block that lines can be taken away with. */
static const Holder *whole_block(const Holder *holder) {
    for (;;) {
        const Holder *parent = holder->parent;
        if (parent == NULL) return holder;
        bool first = holder->number == 0;
        bool only = parent->block->child_count == 1;
        bool climbs =
            parent->block->kind == BLOCK_ROW || (parent->block->kind == BLOCK_TABLE && first) ||
            (parent->block->kind == BLOCK_ITEM && first) ||
            ((parent->block->kind == BLOCK_QUOTE || parent->block->kind == BLOCK_LIST) && only);
        if (!climbs) return holder;
        holder = parent;
    }
}

static Passage block_passage(const Passages *passages, const Holder *holder, uint32_t last) {
    const Block *block = holder->block;
    bool row = block->kind == BLOCK_ROW;
    uint32_t first = row ? block->where.line : block->first_line;
    if (row) last = first;
    Passage passage = lines_passage(passages, holder->section, first, last);
    Str text = passages->document->sections[holder->section].source->text;
    passage.indent = indent_before(passages->arena, text, passage.start, block->where.column);
    return passage;
}

/* The last line of what a heading is over: up to the next one of its level, or higher. */
static uint32_t heading_end(const Holder *holder) {
    uint32_t last = holder->block->last_line;
    for (size_t i = holder->number + 1; i < holder->sibling_count; i++) {
        const Block *next = holder->siblings[i];
        if (next->kind == BLOCK_HEADING && next->level <= holder->block->level) break;
        last = next->last_line;
    }
    return last;
}

/* ---- names ---- */

static const Holder *holder_find(const Passages *passages, const Block *block) {
    Str key = {(const char *)&block, sizeof block};
    return map_find(&passages->holders, key);
}

static Passage section_passage(const Passages *passages, const Section *section) {
    size_t number = (size_t)(section - passages->document->sections);
    return (Passage){.section = number, .whole = true, .end = section->source->text.length};
}

bool passage_find(const Passages *passages, Str name, Passage *passage) {
    const TextUnit *unit = map_find(&passages->keys, name);
    const Anchor *anchor = map_find(&passages->document->anchors, name);
    const Section *section = map_find(&passages->stems, name);
    const Block *block = unit != NULL ? unit->block : anchor != NULL ? anchor->block : NULL;
    const Holder *holder = block != NULL ? holder_find(passages, block) : NULL;
    if (holder != NULL) {
        bool heading = unit == NULL && block->kind == BLOCK_HEADING;
        const Holder *whole = heading ? holder : whole_block(holder);
        uint32_t last = heading ? heading_end(whole) : whole->block->last_line;
        *passage = block_passage(passages, whole, last);
    } else if (section != NULL) {
        *passage = section_passage(passages, section);
    }
    return holder != NULL || section != NULL;
}

static void names_add(const Map *map, Str *names, size_t *count) {
    for (size_t i = 0; i < map->count && *count < NAMES_LIMIT; i++)
        names[(*count)++] = map->entries[i].key;
}

Str passage_nearest(const Passages *passages, Str name) {
    Str *names = ARENA_ARRAY(passages->arena, Str, NAMES_LIMIT);
    size_t count = 0;
    names_add(&passages->stems, names, &count);
    names_add(&passages->document->anchors, names, &count);
    for (size_t i = 0; i < passages->units.count && count < NAMES_LIMIT; i++) {
        if (passages->units.items[i].block != NULL) names[count++] = passages->units.items[i].key;
    }
    return str_nearest(name, names, count);
}

Passage passage_of_note(const Passages *passages, size_t section, const Note *note) {
    return lines_passage(passages, section, note->where.line, note->last_line);
}
