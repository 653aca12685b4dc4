/* Paths as texts; nothing here touches the disk. */
#include "base/file.h"

/* Byte position behind the last slash; 0 where there is none. */
static size_t name_start(Str path) {
    size_t at = path.length;
    while (at > 0 && path.bytes[at - 1] != '/') at--;
    return at;
}

Str path_join(Arena *arena, Str folder, Str name) {
    if (folder.length == 0) return name;
    StrBuilder path = {.arena = arena};
    builder_add(&path, folder);
    if (!str_ends_with(folder, STR("/"))) builder_add_byte(&path, '/');
    builder_add(&path, name);
    return builder_text(&path);
}

Str path_folder(Str path) {
    size_t start = name_start(path);
    if (start == 0) return STR(".");
    if (start == 1) return STR("/");
    return str_slice(path, 0, start - 1);
}

Str path_name(Str path) {
    return str_slice(path, name_start(path), path.length);
}

bool path_stays_inside(Str path) {
    if (path.length == 0 || path.bytes[0] == '/') return false;
    if (str_find(path, STR("\\"), 0) != SIZE_MAX || str_find(path, STR("\0"), 0) != SIZE_MAX)
        return false;
    for (size_t start = 0; start <= path.length;) {
        size_t end = str_find(path, STR("/"), start);
        if (end == SIZE_MAX) end = path.length;
        if (str_equal(str_slice(path, start, end), STR(".."))) return false;
        start = end + 1;
    }
    return true;
}
