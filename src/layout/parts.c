/* Fingerprints of a layout's parts; see parts.h.
 *
 * In: the parsed file. Out: one short text a part, so that a reader of two snapshots sees what a
 * margin was and is. */
#include "layout/parts.h"

#include "data/yaml_line.h"
#include "data/yaml_merge.h"

/* Sections whose entries are parts of their own. */
static const char *const ENTRY_SECTIONS[] = {"colours", "text",      "boxes",
                                             "tables",  "templates", "scripts"};
#define SECTION_COUNT (sizeof ENTRY_SECTIONS / sizeof ENTRY_SECTIONS[0])

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
    const YamlPair **pairs = root != NULL ? yaml_pairs_by_key(arena, root) : NULL;
    for (size_t i = 0; root != NULL && i < root->count; i++) {
        Str key = pairs[i]->key;
        const YamlNode *value = pairs[i]->value;
        if (str_equal(key, STR("outputs")) || str_equal(key, STR("pictures")))
            continue; /* of the files written, and of what is reported: not of the pages */
        if (!is_section(key) || value->kind != YAML_MAPPING) {
            LayoutPart part = {key, yaml_line(arena, value)};
            VEC_PUSH(arena, &parts, part);
            continue;
        }
        for (size_t k = 0; k < value->count; k++) {
            const YamlNode *entry = value->pairs[k].value;
            if (str_equal(key, STR("scripts")) && entry->kind == YAML_MAPPING)
                entry =
                    yaml_without(arena, entry, STR("edition")); /* the rest is in the other parts */
            LayoutPart part = {entry_name(arena, key, value->pairs[k].key),
                               yaml_line(arena, entry)};
            VEC_PUSH(arena, &parts, part);
        }
    }
    *count = parts.count;
    return parts.items;
}
