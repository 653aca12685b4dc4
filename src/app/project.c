/* Finding a project; see project.h. */
#include "app/project.h"

#include <stdlib.h>

#include "base/file.h"

static bool holds_project(Arena *arena, Str folder) {
    return folder_exists(path_join(arena, folder, STR("layouts"))) &&
           folder_exists(path_join(arena, folder, STR("fonts")));
}

/* The folder's name from the root of the file system, without links; empty if it does not exist. */
static Str real_folder(Arena *arena, Str folder) {
    char *real = realpath(str_to_c(arena, folder), NULL);
    Str copy = real != NULL ? str_copy(arena, str_from_c(real)) : STR("");
    free(real);
    return copy;
}

static Str find_above(Arena *arena, Str edition) {
    for (Str folder = edition; folder.length > 1;) {
        if (holds_project(arena, folder)) return folder;
        Str above = path_folder(folder);
        if (above.length >= folder.length || str_equal(above, STR("."))) break;
        folder = above;
    }
    return holds_project(arena, STR("/")) ? STR("/") : STR("");
}

static bool is_below(Str path, Str folder) {
    return str_starts_with(path, folder) && path.length > folder.length &&
           path.bytes[folder.length] == '/';
}

static Str shown_name(Str edition, Str root) {
    return is_below(edition, root) ? str_slice(edition, root.length + 1, edition.length)
                                   : path_name(edition);
}

bool project_find(Arena *arena, Str edition, Str given, Project *project, Diag *diag) {
    Str real = real_folder(arena, edition);
    if (real.length == 0 || !folder_exists(real)) {
        diag_report(diag, MESSAGE_EDITION_MISSING, (Span){0}, ARGS(edition));
        return false;
    }
    Str root = given.length > 0 ? real_folder(arena, given) : find_above(arena, real);
    if (root.length == 0 || !holds_project(arena, root)) {
        diag_report(diag, MESSAGE_PROJECT_MISSING, (Span){0},
                    ARGS(given.length > 0 ? given : edition));
        return false;
    }
    *project = (Project){.root = root, .edition = real, .shown = shown_name(real, root)};
    return true;
}

bool project_find_source(Arena *arena, const Project *project, Str source, Span where,
                         Project *found, Diag *diag) {
    Str folder = real_folder(arena, path_join(arena, project->edition, source));
    bool at_home = is_below(project->edition, project->root);
    bool inside = is_below(folder, at_home ? project->root : path_folder(project->edition));
    bool usable = folder.length > 0 && file_exists(path_join(arena, folder, STR("edition.yaml")));
    if (!inside || !usable || str_equal(folder, project->edition)) {
        diag_report(diag, MESSAGE_TRANSLATION_SOURCE_MISSING, where, ARGS(source));
        return false;
    }
    *found = (Project){project->root, folder, shown_name(folder, project->root)};
    return true;
}

/* A folder's name from the root of the file system; of one that does not exist, by the folder it is
 * to stand in. */
static Str real_or_new(Arena *arena, Str folder) {
    while (folder.length > 1 && folder.bytes[folder.length - 1] == '/') folder.length--;
    Str real = real_folder(arena, folder);
    if (real.length > 0) return real;
    Str above = real_folder(arena, path_folder(folder));
    return above.length > 0 ? path_join(arena, above, path_name(folder)) : STR("");
}

Str project_relative(Arena *arena, const Project *project, Str folder) {
    Str from = real_or_new(arena, folder), to = project->edition;
    size_t same = 0;
    for (size_t i = 0; i < from.length && i < to.length && from.bytes[i] == to.bytes[i]; i++) {
        if (from.bytes[i] == '/') same = i;
    }
    bool beside = str_equal(path_folder(from), path_folder(to));
    if ((!is_below(from, project->root) && !beside) || str_equal(from, to)) return STR("");
    StrBuilder way = {.arena = arena};
    for (size_t i = same; i < from.length; i++) {
        if (from.bytes[i] == '/') builder_add_c(&way, "../");
    }
    builder_add(&way, str_slice(to, same + 1, to.length));
    return builder_text(&way);
}
