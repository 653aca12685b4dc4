/* What letters of other scripts are set in.
 *
 * In: `scripts:`, for each script (ISO 15924: Arab, Hebr) the families of the text styles and what
 * stands in their place. Out: one list for the layout; styles keep their families. One layout then
 * serves editions in several scripts, and a name in another one is set well in each.
 *
 * Letters that rise and fall further need more room between their lines, and the grid is of the
 * whole sheet: under `edition:` a script says what else is different in editions that it is the
 * script of, by the layout's own keys. */
#include "data/yaml_merge.h"
#include "layout/reader.h"
#include "text/character.h"

#define EDITION_KEY "edition"

static const char *const SCRIPT_FONT_KEYS[] = {"font", "size", "weight", NULL};

static void script_font_read(LayoutReader *reader, const YamlPair *pair, Str script,
                             ScriptFont *font) {
    Span where = pair->key_where;
    *font = (ScriptFont){.script = script, .replaced = pair->key, .size = SCRIPT_SIZE_SAME};
    value_family(reader, &(YamlNode){.kind = YAML_SCALAR, .scalar = pair->key, .where = where},
                 &font->replaced, &where);
    if (!value_mapping(reader, pair->value, SCRIPT_FONT_KEYS)) return;
    value_family(reader, yaml_find(pair->value, "font"), &font->family, &font->family_where);
    value_percent(reader, yaml_find(pair->value, "size"), 5000, 20000, &font->size);
    value_weight(reader, yaml_find(pair->value, "weight"), &font->weight);
}

static size_t fonts_count(const YamlNode *section) {
    size_t count = 0;
    for (size_t i = 0; i < section->count; i++) {
        if (section->pairs[i].value->kind == YAML_MAPPING) count += section->pairs[i].value->count;
    }
    return count;
}

void scripts_read(LayoutReader *reader, const YamlNode *section) {
    ScriptFonts *fonts = &reader->layout->scripts;
    if (section == NULL || !value_mapping(reader, section, NULL)) return;
    fonts->items = ARENA_ARRAY(reader->arena, ScriptFont, fonts_count(section));
    for (size_t i = 0; i < section->count; i++) {
        const YamlPair *script = &section->pairs[i];
        if (!script_is_known(script->key)) {
            diag_report(reader->diag, MESSAGE_SCRIPT_UNKNOWN, script->key_where, ARGS(script->key));
            continue;
        }
        if (!value_mapping(reader, script->value, NULL)) continue;
        for (size_t k = 0; k < script->value->count; k++) {
            const YamlPair *pair = &script->value->pairs[k];
            if (str_equal(pair->key, STR(EDITION_KEY))) {
                value_mapping(reader, pair->value, NULL);
                continue;
            }
            script_font_read(reader, pair, script->key, &fonts->items[fonts->count]);
            fonts->count += fonts->items[fonts->count].family.length > 0;
        }
    }
}

const YamlNode *scripts_lay_over(Arena *arena, const YamlNode *root, Str script) {
    const YamlNode *own = yaml_find(yaml_find(root, "scripts"), str_to_c(arena, script));
    const YamlNode *other = yaml_find(own, EDITION_KEY);
    if (other == NULL || other->kind != YAML_MAPPING) return root;
    YamlNode *laid = yaml_laid_over(arena, other, root);
    laid->where = root->where;
    return laid;
}

const ScriptFont *style_find_script(const TextStyle *style, Str script) {
    if (style->scripts == NULL) return NULL;
    for (size_t i = 0; i < style->scripts->count; i++) {
        const ScriptFont *font = &style->scripts->items[i];
        if (str_equal(font->script, script) && str_equal(font->replaced, style->family))
            return font;
    }
    return NULL;
}
