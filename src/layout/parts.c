/* Fingerprints of a layout's parts; see parts.h.
 *
 * In: the parsed file. Out: one short text a part. A short value stands for itself, so that a
 * reader of two snapshots sees what a margin was and is; a long one by a digest (FNV-1a, as in
 * base/map). */
#include "layout/parts.h"

#include <inttypes.h>

/* Longer values are told by their digest. */
#define VALUE_BYTES_MOST 96

/* Sections whose entries are parts of their own. */
static const char *const ENTRY_SECTIONS[] = {"colours", "text", "boxes", "tables", "templates"};
#define SECTION_COUNT (sizeof ENTRY_SECTIONS / sizeof ENTRY_SECTIONS[0])

/* A scalar between quotes where it would not be read as one word; its own quotes are doubled, so
 * that two values are written alike only if they are alike. */
static void add_scalar(StrBuilder *out, Str scalar) {
    bool plain = scalar.length > 0;
    for (size_t i = 0; i < scalar.length; i++) {
        unsigned char byte = (unsigned char)scalar.bytes[i];
        if (byte < ' ' || byte == ',' || byte == ':' || byte == '"' || byte == '{' || byte == '}' ||
            byte == '[' || byte == ']')
            plain = false;
    }
    if (!plain) builder_add_byte(out, '"');
    for (size_t i = 0; i < scalar.length; i++) {
        if (scalar.bytes[i] == '"') builder_add_byte(out, '"');
        builder_add_byte(out, scalar.bytes[i]);
    }
    if (!plain) builder_add_byte(out, '"');
}

/* The reader refuses nesting over 64 levels. */
static void add_node(StrBuilder *out, const YamlNode *node) {
    if (node->kind == YAML_SCALAR) {
        add_scalar(out, node->scalar);
        return;
    }
    bool mapping = node->kind == YAML_MAPPING;
    builder_add_byte(out, mapping ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i > 0) builder_add(out, STR(", "));
        if (mapping) {
            add_scalar(out, node->pairs[i].key);
            builder_add(out, STR(": "));
        }
        add_node(out, mapping ? node->pairs[i].value : node->items[i]);
    }
    builder_add_byte(out, mapping ? '}' : ']');
}

Str layout_part_value(Arena *arena, const YamlNode *node) {
    StrBuilder value = {.arena = arena};
    add_node(&value, node);
    if (value.length <= VALUE_BYTES_MOST) return builder_text(&value);
    StrBuilder digest = {.arena = arena};
    builder_add_format(&digest, "#%016" PRIx64, str_hash(builder_text(&value)));
    return builder_text(&digest);
}

static bool is_section(Str key) {
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        if (str_equal(key, str_from_c(ENTRY_SECTIONS[i]))) return true;
    }
    return false;
}

static Str entry_name(Arena *arena, Str section, Str entry) {
    StrBuilder name = {.arena = arena};
    builder_add(&name, section);
    builder_add_byte(&name, '/');
    builder_add(&name, entry);
    return builder_text(&name);
}

LayoutPart *layout_parts(Arena *arena, const Layout *layout, size_t *count) {
    VEC(LayoutPart) parts = {0};
    const YamlNode *root = layout->root;
    for (size_t i = 0; root != NULL && i < root->count; i++) {
        Str key = root->pairs[i].key;
        const YamlNode *value = root->pairs[i].value;
        if (str_equal(key, STR("outputs")) || str_equal(key, STR("pictures")))
            continue; /* of the files written, and of what is reported: not of the pages */
        if (!is_section(key) || value->kind != YAML_MAPPING) {
            LayoutPart part = {key, layout_part_value(arena, value)};
            VEC_PUSH(arena, &parts, part);
            continue;
        }
        for (size_t k = 0; k < value->count; k++) {
            LayoutPart part = {entry_name(arena, key, value->pairs[k].key),
                               layout_part_value(arena, value->pairs[k].value)};
            VEC_PUSH(arena, &parts, part);
        }
    }
    *count = parts.count;
    return parts.items;
}
