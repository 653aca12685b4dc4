/* Finding the rules of a language; see language_files.h. */
#include "text/language_files.h"

#include "base/file.h"
#include "data/yaml_merge.h"

/* The rules of all languages that have no file: BCP 47’s name for none that is known. */
#define LANGUAGE_UNDETERMINED "und"

/* Files that are like one another in a row; beyond them one is like itself. */
enum { LIKE_MOST = 8 };

static Str relative_path(Arena *arena, Str tag) {
    StrBuilder path = {.arena = arena};
    builder_add_c(&path, "layouts/languages/");
    builder_add(&path, tag);
    builder_add_c(&path, ".yaml");
    return builder_text(&path);
}

Str language_file(Arena *arena, Str root, Str tag) {
    if (tag.length == 0 || !path_stays_inside(tag)) return STR("");
    Str relative = relative_path(arena, tag);
    if (file_exists(path_join(arena, root, relative))) return relative;
    size_t dash = str_find(tag, STR("-"), 0);
    return dash != SIZE_MAX ? language_file(arena, root, str_slice(tag, 0, dash)) : STR("");
}

/* What stands for the file of a language that has none. */
static const Source *file_stand_in(Arena *arena, Str tag) {
    Source *source = ARENA_NEW(arena, Source);
    StrBuilder text = {.arena = arena};
    builder_add_c(&text, "language: \"");
    builder_add(&text, tag);
    builder_add_c(&text, "\"\nlike: " LANGUAGE_UNDETERMINED "\n");
    *source = (Source){.path = relative_path(arena, tag), .text = builder_text(&text)};
    return source;
}

/* A file that was copied from that of another language, and still says so. */
static void check_name(const YamlNode *rules, Str file, Diag *diag) {
    const YamlNode *named = yaml_find(rules, "language");
    if (named == NULL || named->kind != YAML_SCALAR) return;
    Str name = path_name(file);
    name = str_slice(name, 0, name.length - STR(".yaml").length);
    if (!str_equal(name, named->scalar))
        diag_report(diag, MESSAGE_LANGUAGE_MISNAMED, named->where, ARGS(name, named->scalar));
}

static YamlNode *rules_read(Arena *arena, Str root, Str tag, Span where, int depth, Diag *diag) {
    Str relative = language_file(arena, root, tag), like;
    bool wanted = relative.length == 0 && depth == 0;
    if ((relative.length == 0 && !wanted) || depth == LIKE_MOST) {
        MessageCode code =
            depth == LIKE_MOST ? MESSAGE_LANGUAGE_LIKE_ITSELF : MESSAGE_LANGUAGE_UNKNOWN;
        diag_report(diag, code, where, ARGS(tag));
        return NULL;
    }
    if (wanted) diag_report(diag, MESSAGE_LANGUAGE_RULES_WANTED, where, ARGS(tag));
    const Source *source =
        wanted ? file_stand_in(arena, tag)
               : source_read(arena, path_join(arena, root, relative), relative, diag, where);
    YamlNode *rules =
        source != NULL ? yaml_read(arena, source, 0, source->text.length, diag) : NULL;
    if (rules != NULL) check_name(rules, source->path, diag);
    const YamlNode *named = yaml_find(rules, "like");
    if (named == NULL) return rules;
    if (!yaml_text(named, &like, diag)) return NULL;
    const YamlNode *lower = rules_read(arena, root, like, named->where, depth + 1, diag);
    if (lower == NULL) return NULL;
    return yaml_laid_over(arena, yaml_without(arena, rules, STR("like")), lower);
}

YamlNode *language_rules_find(Arena *arena, Str root, Str tag, Span where, Diag *diag) {
    return rules_read(arena, root, tag, where, 0, diag);
}
