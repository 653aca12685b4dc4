/* Reading and telling changes; see changes.h. */
#include "translation/changes.h"

#include "base/file.h"

static const char *const CHANGE_VERBS[] = {"drop", "replace", "before", "after", NULL};
static const char *const CHANGE_KEYS[] = {"drop", "replace", "before", "after",
                                          "add",  "with",    NULL};

/* The key of the file that goes with a kind of change; NULL: none. */
static const char *file_key(EditionChangeKind kind) {
    switch (kind) {
    case EDITION_DROP: return NULL;
    case EDITION_REPLACE: return "with";
    case EDITION_BEFORE:
    case EDITION_AFTER: return "add";
    }
    return NULL;
}

static const Source *file_read_named(Arena *arena, const YamlNode *node, Str folder, Str shown,
                                     Diag *diag) {
    Str name;
    if (!yaml_text(node, &name, diag)) return NULL;
    if (path_stays_inside(name))
        return source_read(arena, path_join(arena, folder, name), path_join(arena, shown, name),
                           diag, node->where);
    diag_report(diag, MESSAGE_CHANGE_FILE_OUTSIDE, node->where, ARGS(name));
    return NULL;
}

/* The verb of a change; false, after a report, where there is not just one. */
static bool kind_read(const YamlNode *node, EditionChange *change, Diag *diag) {
    size_t found = 0;
    for (int i = 0; CHANGE_VERBS[i] != NULL; i++) {
        const YamlNode *target = yaml_find(node, CHANGE_VERBS[i]);
        if (target == NULL) continue;
        change->kind = (EditionChangeKind)i;
        change->where = target->where;
        if (found++ == 0 && !yaml_text(target, &change->target, diag)) return false;
    }
    if (found == 1) return true;
    diag_report(diag, MESSAGE_CHANGE_UNCLEAR, node->where, NO_ARGS);
    return false;
}

static bool change_read(Arena *arena, const YamlNode *node, Str folder, Str shown,
                        EditionChange *change, Diag *diag) {
    if (!yaml_is_mapping(node, diag)) return false;
    yaml_check_keys(node, CHANGE_KEYS, diag);
    if (!kind_read(node, change, diag)) return false;
    const char *key = file_key(change->kind);
    const YamlNode *add = yaml_find(node, "add"), *with = yaml_find(node, "with");
    const YamlNode *file = key != NULL ? yaml_find(node, key) : NULL;
    bool other = (add != NULL && add != file) || (with != NULL && with != file);
    if (other || (key != NULL && file == NULL)) {
        diag_report(diag, MESSAGE_CHANGE_UNCLEAR, node->where, NO_ARGS);
        return false;
    }
    if (file == NULL) return true;
    change->added = file_read_named(arena, file, folder, shown, diag);
    return change->added != NULL;
}

EditionChanges changes_read(Arena *arena, const YamlNode *list, Str folder, Str shown, Diag *diag) {
    EditionChanges changes = {0};
    if (list == NULL || !yaml_is_sequence(list, diag)) return changes;
    changes.items = ARENA_ARRAY(arena, EditionChange, list->count);
    for (size_t i = 0; i < list->count; i++) {
        EditionChange *change = &changes.items[changes.count];
        *change = (EditionChange){0};
        changes.count += change_read(arena, list->items[i], folder, shown, change, diag);
    }
    return changes;
}

bool changes_name_file(const EditionChanges *changes, Str path) {
    for (size_t i = 0; i < changes->count; i++) {
        const Source *added = changes->items[i].added;
        if (added != NULL && str_equal(added->path, path)) return true;
    }
    return false;
}

void changes_tell(const EditionChanges *changes, Diag *diag) {
    for (size_t i = 0; i < changes->count; i++) {
        const EditionChange *change = &changes->items[i];
        if (!change->made) continue;
        Str file = change->added != NULL ? change->added->path : (Str){0};
        MessageCode code = change->kind == EDITION_DROP      ? MESSAGE_CHANGE_DROPS
                           : change->kind == EDITION_REPLACE ? MESSAGE_CHANGE_REPLACES
                           : change->kind == EDITION_BEFORE  ? MESSAGE_CHANGE_ADDS_BEFORE
                                                             : MESSAGE_CHANGE_ADDS_AFTER;
        diag_report(diag, code, change->where, ARGS(change->target, file));
    }
}
