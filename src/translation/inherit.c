/* In: edition.yaml of two editions. Out: one text, from which the reader learns what both say.
 *
 * The lines of a key go up to the next key of its mapping, comments and all, so that nothing has to
 * be known of how a value is written. */
#include "translation/inherit.h"

#include "translation/rewrite.h"

static bool is_kept(const YamlNode *own, Str key) {
    if (str_equal(key, STR("source")) || str_equal(key, STR("po")) ||
        str_equal(key, STR("changes")))
        return false;
    for (size_t i = 0; i < own->count; i++) {
        if (str_equal(own->pairs[i].key, key)) return false;
    }
    return true;
}

/* True if each key begins a line: then lines can be taken out. */
static bool is_by_lines(const YamlNode *mapping) {
    if (mapping->kind != YAML_MAPPING) return false;
    for (size_t i = 0; i < mapping->count; i++) {
        if (mapping->pairs[i].key_where.column != 1) return false;
    }
    return true;
}

/* The bytes at which the lines of a mapping's keys start, and one more: the text's end. */
static size_t *line_starts(Arena *arena, const YamlNode *mapping, Str text) {
    size_t *starts = ARENA_ARRAY(arena, size_t, mapping->count + 1);
    size_t at = 0;
    uint32_t line = 1;
    for (size_t i = 0; i < mapping->count; i++) {
        while (line < mapping->pairs[i].key_where.line && at < text.length)
            line += text.bytes[at++] == '\n';
        starts[i] = at;
    }
    starts[mapping->count] = text.length;
    return starts;
}

static Str with_line_end(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, text);
    if (!str_ends_with(text, STR("\n"))) builder_add_byte(&out, '\n');
    return builder_text(&out);
}

Source *edition_inherit(Arena *arena, const YamlNode *own, const YamlNode *base) {
    const Source *own_source = own->where.source, *base_source = base->where.source;
    Str text = base_source->text;
    bool possible = is_by_lines(own) && is_by_lines(base);
    VEC(SourceEdit) edits = {0};
    SourceEdit whole = {.text = with_line_end(arena, own_source->text),
                        .origin = {own_source, 1, 1, 1},
                        .in_step = true};
    size_t *starts = line_starts(arena, base, text);
    whole.end = !possible || base->count == 0 ? text.length : starts[0];
    VEC_PUSH(arena, &edits, whole);
    for (size_t i = 0; possible && i < base->count; i++) {
        SourceEdit gone = {.start = starts[i], .end = starts[i + 1]};
        if (!is_kept(own, base->pairs[i].key)) VEC_PUSH(arena, &edits, gone);
    }
    return source_rewrite(arena, base_source, own_source->path, edits.items, edits.count);
}
