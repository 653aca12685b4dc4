/* Attributes as rows; see attribute_rows.h.
 *
 * In: a section's tree. Out: rows. What a run says of itself is put together again as the span it
 * was written as; where emphasis parts a span, its pieces are one. */
#include "app/attribute_rows.h"

#include "base/file.h"
#include "data/yaml_line.h"

typedef struct AttributeWriter {
    Arena *arena;
    AttributeRows *rows;
} AttributeWriter;

typedef VEC(YamlPair) Pairs;

static void add_pair(Arena *arena, Pairs *pairs, Str key, Str text) {
    YamlNode *node = ARENA_NEW(arena, YamlNode);
    *node = (YamlNode){.kind = YAML_SCALAR, .scalar = text};
    if (text.length > 0) VEC_PUSH(arena, pairs, ((YamlPair){.key = key, .value = node}));
}

static YamlNode *mapping_of(Arena *arena, const Pairs *pairs) {
    YamlNode *node = ARENA_NEW(arena, YamlNode);
    *node = (YamlNode){.kind = YAML_MAPPING, .pairs = pairs->items, .count = pairs->count};
    return node;
}

static void add_attributes(Arena *arena, Pairs *pairs, const Attributes *attributes) {
    StrBuilder classes = {.arena = arena};
    for (size_t i = 0; i < attributes->class_count; i++) {
        if (i > 0) builder_add_byte(&classes, ' ');
        builder_add(&classes, attributes->classes[i].key);
    }
    add_pair(arena, pairs, STR("class"), builder_text(&classes));
    add_pair(arena, pairs, STR("id"), attributes->id);
    for (size_t i = 0; i < attributes->pair_count; i++)
        add_pair(arena, pairs, attributes->pairs[i].key, attributes->pairs[i].value);
}

/* ---- spans ---- */

static bool is_same_span(const InlineRun *a, const InlineRun *b) {
    return a->link_number == b->link_number && str_equal(a->language, b->language) &&
           str_equal(a->reading, b->reading) && str_equal(a->class_name, b->class_name) &&
           str_equal(a->id, b->id);
}

/* The attributes of all spans of a text: a sequence, or NULL if there are none. Of a picture among
 * words `reading` is what it shows. around: the language of a div, which is that of its runs. */
static YamlNode *spans_of(Arena *arena, const Text *text, Str around) {
    VEC(YamlNode *) spans = {0};
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        Pairs pairs = {0};
        if (i > 0 && is_same_span(run, run - 1)) continue;
        add_pair(arena, &pairs, STR("class"), run->class_name);
        add_pair(arena, &pairs, STR("id"), run->id);
        if (!str_equal(run->language, around)) add_pair(arena, &pairs, STR("lang"), run->language);
        if (run->link_number > 0 && str_starts_with(run->target, STR("#")))
            add_pair(arena, &pairs, STR("to"), run->target);
        add_pair(arena, &pairs, run->kind == INLINE_IMAGE ? STR("alt") : STR("reading"),
                 run->reading);
        if (pairs.count > 0) VEC_PUSH(arena, &spans, mapping_of(arena, &pairs));
    }
    YamlNode *node = ARENA_NEW(arena, YamlNode);
    *node = (YamlNode){.kind = YAML_SEQUENCE, .items = spans.items, .count = spans.count};
    return spans.count > 0 ? node : NULL;
}

/* ---- blocks ---- */

/* "left right right", unless all columns are as they are by themselves. */
static Str columns_of(Arena *arena, const Block *table) {
    static const char *const words[] = {
        [CELL_LEFT] = "left", [CELL_CENTRE] = "centre", [CELL_RIGHT] = "right"};
    StrBuilder text = {.arena = arena};
    bool plain = true;
    if (table->kind != BLOCK_TABLE || table->child_count == 0) return STR("");
    const Block *head = table->children[0];
    for (size_t i = 0; i < head->child_count; i++) {
        CellAlign align = head->children[i]->align;
        if (i > 0) builder_add_byte(&text, ' ');
        builder_add_c(&text, words[align]);
        plain = plain && align == CELL_LEFT;
    }
    return plain ? STR("") : builder_text(&text);
}

/* The lines that hold for what stands between the fences of a div, and the rows of a table. */
static void add_lines(StrBuilder *row, const Block *block) {
    bool around = block->kind == BLOCK_DIV || block->kind == BLOCK_TABLE;
    Span first = span_origin(block->where), end = block->where;
    end.line = block->last_line;
    end.column = 1;
    Span last = span_origin(end);
    builder_add_format(row, ":%u", (unsigned)first.line);
    if (around && last.source == first.source && last.line > first.line)
        builder_add_format(row, "-%u", (unsigned)last.line);
}

static void add_row(AttributeWriter *writer, const Block *block, const Pairs *pairs) {
    StrBuilder row = {.arena = writer->arena};
    builder_add(&row, STR("attributes "));
    builder_add(&row, path_name(span_origin(block->where).source->path));
    add_lines(&row, block);
    builder_add(&row, STR(" | "));
    builder_add(&row, yaml_line(writer->arena, mapping_of(writer->arena, pairs)));
    VEC_PUSH(writer->arena, writer->rows, builder_text(&row));
}

static void add_blocks(AttributeWriter *writer, Block *const *blocks, size_t count, Str around) {
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        Pairs pairs = {0};
        YamlNode *spans = spans_of(writer->arena, &block->text, around);
        add_attributes(writer->arena, &pairs, &block->attributes);
        add_pair(writer->arena, &pairs, STR("columns"), columns_of(writer->arena, block));
        if (spans != NULL)
            VEC_PUSH(writer->arena, &pairs, ((YamlPair){.key = STR("spans"), .value = spans}));
        if (pairs.count > 0 && block->where.source != NULL) add_row(writer, block, &pairs);
        Str own =
            block->kind == BLOCK_DIV ? attribute_find(&block->attributes, STR("lang")) : around;
        add_blocks(writer, block->children, block->child_count, own.length > 0 ? own : around);
    }
}

void attribute_rows_add(Arena *arena, const Section *section, AttributeRows *rows) {
    AttributeWriter writer = {arena, rows};
    add_blocks(&writer, section->blocks, section->block_count, STR(""));
    for (size_t i = 0; i < section->note_count; i++)
        add_blocks(&writer, section->notes[i]->blocks, section->notes[i]->block_count, STR(""));
}
