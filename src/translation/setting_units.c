/* In: a tree of YAML. Out: the texts in it that are shown, as units.
 *
 * A layout can show any key of edition.yaml, so that all are units but those that say how the
 * edition is made. */
#include "translation/units_cutting.h"

/* Keys whose values are for the program, not for the reader. `readings` says how the forms of one
 * language are read. */
static const char *const SETTINGS[] = {"language", "layout", "issued",  "repair",   "pages", "po",
                                       "readings", "source", "changes", "template", NULL};

static bool is_setting(Str key) {
    for (size_t i = 0; SETTINGS[i] != NULL; i++) {
        if (str_equal(key, str_from_c(SETTINGS[i]))) return true;
    }
    return false;
}

static Str name_join(Arena *arena, Str name, Str key) {
    if (name.length == 0) return key;
    StrBuilder joined = {.arena = arena};
    builder_add(&joined, name);
    builder_add_byte(&joined, '.');
    builder_add(&joined, key);
    return builder_text(&joined);
}

static void scalar_cut(Cutter *cutter, const YamlNode *node, Str name, TextUnitKind kind) {
    if (node->end <= node->start) return;
    TextUnit *unit = unit_add(cutter, kind, node->start, node->end, node->where);
    unit->text = str_trim(node->scalar); /* the line end behind a block */
    unit->name = name;
    words_judge(unit);
    unit->key = keys_name(&cutter->keys, name);
    HoldingList holdings = unit_holdings(cutter);
    holdings_add_value(&holdings, node->scalar, node->where);
    holdings_keep(&holdings, unit);
}

/* Deep trees are refused by the reader of YAML. */
static void node_cut(Cutter *cutter, const YamlNode *node, Str name, TextUnitKind kind) {
    switch (node->kind) {
    case YAML_SCALAR: scalar_cut(cutter, node, name, kind); return;
    case YAML_MAPPING:
        for (size_t i = 0; i < node->count; i++)
            node_cut(cutter, node->pairs[i].value,
                     name_join(cutter->arena, name, node->pairs[i].key), kind);
        return;
    case YAML_SEQUENCE:
        for (size_t i = 0; i < node->count; i++) {
            StrBuilder number = {.arena = cutter->arena};
            builder_add_int(&number, (int64_t)i + 1);
            node_cut(cutter, node->items[i], name_join(cutter->arena, name, builder_text(&number)),
                     kind);
        }
        return;
    }
}

void settings_cut(Cutter *cutter, const YamlNode *root, TextUnitKind kind) {
    if (root == NULL || root->kind != YAML_MAPPING) return;
    for (size_t i = 0; i < root->count; i++) {
        if (is_setting(root->pairs[i].key)) continue;
        node_cut(cutter, root->pairs[i].value, root->pairs[i].key, kind);
    }
}

Str unit_kind_word(TextUnitKind kind) {
    switch (kind) {
    case UNIT_EDITION: return STR("edition");
    case UNIT_SETTING: return STR("setting");
    case UNIT_HEADING: return STR("heading");
    case UNIT_PARAGRAPH: return STR("paragraph");
    case UNIT_CAPTION: return STR("caption");
    case UNIT_IMAGE: return STR("image");
    case UNIT_ROW: return STR("row");
    case UNIT_CODE: return STR("code");
    case UNIT_ATTRIBUTE: return STR("attribute");
    }
    return STR("");
}
