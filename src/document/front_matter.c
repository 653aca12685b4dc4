/* In: a section's source. Out: its template and its other settings. */
#include "document/front_matter.h"

static const char *const KNOWN_KEYS[] = {"template", "title", "head", "language", NULL};

/* True if a line that starts here holds only ---. */
static bool is_fence(Str text, size_t at) {
    if (!str_starts_with(str_slice(text, at, text.length), STR("---"))) return false;
    size_t end = str_find(text, STR("\n"), at);
    return str_trim(str_slice(text, at, end)).length == 3;
}

/* The byte behind the line that starts here. */
static size_t line_end(Str text, size_t at) {
    size_t end = str_find(text, STR("\n"), at);
    return end == SIZE_MAX ? text.length : end + 1;
}

/* The settings have a key that is nearly “template”, which was told. */
static bool is_mistyped(const YamlNode *root) {
    const Str wanted = STR("template");
    for (size_t i = 0; root != NULL && root->kind == YAML_MAPPING && i < root->count; i++)
        if (str_nearest(root->pairs[i].key, &wanted, 1).length > 0) return true;
    return false;
}

static void template_read(const Source *source, Section *section, Diag *diag) {
    const YamlNode *node = yaml_find(section->front_matter, "template");
    if (node == NULL) {
        if (!is_mistyped(section->front_matter))
            diag_report(diag, MESSAGE_TEMPLATE_MISSING, span_at(source, 0, 3), NO_ARGS);
        return;
    }
    section->template_where = node->where;
    yaml_text(node, &section->template_name, diag);
}

size_t front_matter_read(Arena *arena, const Source *source, Section *section, Diag *diag) {
    Str text = source->text;
    section->template_where = span_at(source, 0, 3);
    if (!is_fence(text, 0)) {
        diag_report(diag, MESSAGE_FRONT_MATTER_MISSING, span_at(source, 0, 1), NO_ARGS);
        return 0;
    }
    size_t start = line_end(text, 0), end = start;
    while (end < text.length && !is_fence(text, end)) end = line_end(text, end);
    if (end >= text.length) {
        diag_report(diag, MESSAGE_FRONT_MATTER_NOT_CLOSED, section->template_where, NO_ARGS);
        return text.length;
    }
    YamlNode *root = yaml_read(arena, source, start, end, diag);
    section->front_matter = root;
    if (root != NULL) {
        if (root->kind == YAML_MAPPING) yaml_check_keys(root, KNOWN_KEYS, diag);
        template_read(source, section, diag);
    }
    return line_end(text, end);
}
