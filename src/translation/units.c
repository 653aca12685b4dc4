/* In: a document. Out: its units, in the order of the sources; see units.h.
 *
 * The tree says where the bytes of a leaf begin and end. What stands before its lines belongs to
 * the quotations, lists and notes around it, and is no part of the text. */
#include "translation/units.h"

#include "translation/units_cutting.h"

#include <stdlib.h>

/* Attributes of a div that are read or heard. */
static const char *const SHOWN_ATTRIBUTES[] = {"alt", "title", "label", "unit", NULL};

/* ---- texts ---- */

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/* The byte behind the blanks and marks of quotations that a line begins with. */
static size_t marks_end(Str text, size_t at, int quotes) {
    for (;;) {
        while (at < text.length && is_blank(text.bytes[at])) at++;
        if (quotes-- == 0 || at >= text.length || text.bytes[at] != '>') return at;
        at++;
    }
}

/* The text of a leaf without what stands before its lines. */
static Str leaf_bytes(Arena *arena, Str raw, int quotes) {
    if (str_find(raw, STR("\n"), 0) == SIZE_MAX) return raw;
    StrBuilder text = {.arena = arena};
    for (size_t at = 0; at < raw.length;) {
        size_t end = str_find(raw, STR("\n"), at);
        if (end == SIZE_MAX) end = raw.length;
        size_t start = at == 0 ? 0 : marks_end(raw, at, quotes);
        builder_add(&text, str_slice(raw, start, end));
        if (end < raw.length) builder_add_byte(&text, '\n');
        at = end + 1;
    }
    return builder_text(&text);
}

/* The bytes behind a note's mark "[^id]:" at a place of a line; 0 if none stands there. */
static size_t note_mark_length(Str line, size_t at) {
    if (!str_starts_with(str_slice(line, at, line.length), STR("[^"))) return 0;
    size_t end = str_find(line, STR("]:"), at);
    return end == SIZE_MAX ? 0 : end + 2 - at;
}

/* What the further lines of a leaf begin with: its own line's marks of quotations, and blanks for
 * those of lists and notes. */
static Str indent_make(Arena *arena, Str text, size_t byte) {
    size_t start = byte;
    while (start > 0 && text.bytes[start - 1] != '\n') start--;
    Str line = str_slice(text, start, byte);
    StrBuilder indent = {.arena = arena};
    for (size_t at = 0; at < line.length;) {
        size_t mark = note_mark_length(line, at);
        if (mark > 0) {
            builder_add_c(&indent, "    ");
            at += mark;
            while (at < line.length && is_blank(line.bytes[at])) at++;
            continue;
        }
        bool kept = is_blank(line.bytes[at]) || line.bytes[at] == '>';
        builder_add_byte(&indent, kept ? line.bytes[at] : ' ');
        at++;
    }
    return builder_text(&indent);
}

static int quotes_in(Str indent) {
    int count = 0;
    for (size_t i = 0; i < indent.length; i++) count += indent.bytes[i] == '>';
    return count;
}

/* ---- what a unit is ---- */

TextUnit *unit_add(Cutter *cutter, TextUnitKind kind, size_t start, size_t end, Span where) {
    TextUnit unit = {.kind = kind,
                     .source = cutter->source,
                     .section = cutter->section,
                     .start = start,
                     .end = end,
                     .where = where,
                     .note = cutter->around.note,
                     .box = cutter->around.box,
                     .box_id = cutter->around.box_id,
                     .div = cutter->around.div,
                     .depth = cutter->around.depth};
    VEC_PUSH(cutter->arena, &cutter->units, unit);
    return &cutter->units.items[cutter->units.count - 1];
}

HoldingList unit_holdings(const Cutter *cutter) {
    return (HoldingList){.arena = cutter->arena, .language = cutter->language};
}

/* ---- the tree ---- */

static TextUnitKind leaf_kind(const Block *block) {
    switch (block->kind) {
    case BLOCK_HEADING: return UNIT_HEADING;
    case BLOCK_IMAGE: return UNIT_IMAGE;
    case BLOCK_ROW: return UNIT_ROW;
    case BLOCK_CODE: return UNIT_CODE;
    case BLOCK_PARAGRAPH:
    case BLOCK_LIST:
    case BLOCK_ITEM:
    case BLOCK_DIV:
    case BLOCK_QUOTE:
    case BLOCK_TABLE:
    case BLOCK_CELL:
    case BLOCK_RULE: break;
    }
    return block->is_caption ? UNIT_CAPTION : UNIT_PARAGRAPH;
}

/* A heading's key is what the keys behind it begin with. */
static Str heading_key(Cutter *cutter, const Block *block) {
    UnitKeys *keys = &cutter->keys;
    Str id = block->attributes.id;
    keys->anchor =
        id.length > 0 ? id : key_slug(cutter->arena, text_plain(cutter->arena, &block->text));
    keys->number = 0;
    Str key = keys_name(keys, (Str){0});
    if (keys->anchor.length > 0) keys->anchor = str_slice(key, keys->stem.length + 1, key.length);
    return key;
}

/* The bytes of the sign before a caption ("Table:", ":") and the blanks behind it. */
static size_t caption_sign(Str raw) {
    size_t end = str_find(raw, STR(":"), 0);
    if (end == SIZE_MAX) return 0;
    end++;
    while (end < raw.length && (is_blank(raw.bytes[end]) || raw.bytes[end] == '\n')) end++;
    return end;
}

static void leaf_cut(Cutter *cutter, const Block *block) {
    if (block->raw_end <= block->raw_start) return;
    Str raw = str_slice(cutter->source->text, block->raw_start, block->raw_end);
    size_t sign = block->is_caption ? caption_sign(raw) : 0;
    raw = str_slice(raw, sign, raw.length);
    TextUnit *unit =
        unit_add(cutter, leaf_kind(block), block->raw_start + sign, block->raw_end, block->where);
    unit->block = block;
    unit->level = block->level;
    unit->indent = indent_make(cutter->arena, cutter->source->text, unit->start - sign);
    unit->text = block->kind == BLOCK_CODE
                     ? block->text.bytes
                     : leaf_bytes(cutter->arena, raw, quotes_in(unit->indent));
    words_judge(unit);
    HoldingList holdings = unit_holdings(cutter);
    holdings_add_block(&holdings, block);
    for (size_t i = 0; i < block->child_count; i++)
        holdings_add_block(&holdings, block->children[i]);
    holdings_keep(&holdings, unit);
    unit->key =
        block->kind == BLOCK_HEADING ? heading_key(cutter, block) : keys_next(&cutter->keys);
}

bool attribute_is_shown(Str key) {
    for (size_t i = 0; SHOWN_ATTRIBUTES[i] != NULL; i++) {
        if (str_equal(key, str_from_c(SHOWN_ATTRIBUTES[i]))) return true;
    }
    return false;
}

static void attributes_cut(Cutter *cutter, const Block *div) {
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        const Attribute *pair = &div->attributes.pairs[i];
        if (!attribute_is_shown(pair->key)) continue;
        TextUnit *unit =
            unit_add(cutter, UNIT_ATTRIBUTE, pair->value_start, pair->value_end, pair->where);
        unit->block = div;
        unit->text = pair->value;
        unit->name = pair->key;
        unit->quoted = pair->quoted;
        words_judge(unit);
        unit->key = keys_name(&cutter->keys, pair->key);
        HoldingList holdings = unit_holdings(cutter);
        holdings_add_value(&holdings, pair->value, pair->where);
        holdings_keep(&holdings, unit);
    }
}

static void blocks_cut(Cutter *cutter, Block *const *blocks, size_t count);

/* A div with an id names the units in it; behind it the names go on as before. */
static void div_cut(Cutter *cutter, const Block *div) {
    Around outer = cutter->around;
    Str anchor = cutter->keys.anchor;
    size_t number = cutter->keys.number;
    Str id = div->attributes.id;
    if (id.length > 0) {
        cutter->keys.anchor = id;
        cutter->keys.number = 0;
    }
    cutter->around.depth++;
    if (div->attributes.class_count > 0) cutter->around.box = div->attributes.classes[0].key;
    cutter->around.box_id = id;
    cutter->around.div = div;
    attributes_cut(cutter, div);
    blocks_cut(cutter, div->children, div->child_count);
    cutter->around = outer;
    if (id.length == 0) return;
    cutter->keys.anchor = anchor;
    cutter->keys.number = number;
}

static void container_cut(Cutter *cutter, const Block *block) {
    Around outer = cutter->around;
    cutter->around.depth++;
    blocks_cut(cutter, block->children, block->child_count);
    cutter->around = outer;
}

static void block_cut(Cutter *cutter, const Block *block) {
    switch (block->kind) {
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_IMAGE:
    case BLOCK_CODE:
    case BLOCK_ROW: leaf_cut(cutter, block); return;
    case BLOCK_DIV: div_cut(cutter, block); return;
    case BLOCK_LIST:
    case BLOCK_ITEM:
    case BLOCK_QUOTE: container_cut(cutter, block); return;
    case BLOCK_TABLE: /* values from a file of the edition are no part of its text */
        if (block->where.source == cutter->source) container_cut(cutter, block);
        return;
    case BLOCK_CELL:
    case BLOCK_RULE: return;
    }
}

static void blocks_cut(Cutter *cutter, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) block_cut(cutter, blocks[i]);
}

/* Notes are named after their ids, wherever they stand. */
static void note_cut(Cutter *cutter, const Note *note) {
    StrBuilder anchor = {.arena = cutter->arena};
    builder_add_byte(&anchor, '^');
    builder_add(&anchor, note->id);
    cutter->keys.anchor = builder_text(&anchor);
    cutter->keys.number = 0;
    cutter->around = (Around){.note = note->id, .depth = 1};
    blocks_cut(cutter, note->blocks, note->block_count);
}

/* ---- sections ---- */

static int unit_compare(const void *left, const void *right) {
    const TextUnit *a = left, *b = right;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

static void section_cut(Cutter *cutter, const Section *section, size_t number) {
    size_t first = cutter->units.count;
    cutter->section = number;
    cutter->source = section->source;
    cutter->keys.stem = key_stem(section->source->path);
    cutter->keys.anchor = (Str){0};
    cutter->keys.number = 0;
    cutter->around = (Around){0};
    settings_cut(cutter, section->front_matter, UNIT_SETTING);
    blocks_cut(cutter, section->blocks, section->block_count);
    for (size_t i = 0; i < section->note_count; i++) note_cut(cutter, section->notes[i]);
    size_t count = cutter->units.count - first;
    if (count > 1) qsort(&cutter->units.items[first], count, sizeof(TextUnit), unit_compare);
}

TextUnits units_cut(Arena *arena, const Document *document) {
    Cutter cutter = {.arena = arena, .language = document->language};
    cutter.keys.arena = cutter.keys.taken.arena = arena;
    const YamlNode *root = document->edition.root;
    if (root != NULL) {
        cutter.source = root->where.source;
        cutter.keys.stem = STR("edition");
        settings_cut(&cutter, root, UNIT_EDITION);
    }
    for (size_t i = 0; i < document->section_count; i++)
        section_cut(&cutter, &document->sections[i], i + 1);
    for (size_t i = 0; i < cutter.units.count; i++)
        cutter.units.items[i].fingerprint = text_fingerprint(arena, cutter.units.items[i].text);
    return (TextUnits){cutter.units.items, cutter.units.count, document};
}

Map units_by_key(Arena *arena, const TextUnits *units) {
    Map map = {.arena = arena};
    for (size_t i = 0; i < units->count; i++) map_put(&map, units->items[i].key, &units->items[i]);
    return map;
}
