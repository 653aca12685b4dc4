/* In: an edition's units. Out: copies of the files that they name; see shown_files.h. */
#include "app/shown_files.h"

#include "base/file.h"
#include "document/attributes.h"

typedef struct Copying {
    Arena *arena;
    const Edition *edition;
    Str folder;
    Map copied; /* names */
    Diag *diag;
} Copying;

static bool copy_file(Copying *copying, Str name) {
    Arena *arena = copying->arena;
    bool known = map_find(&copying->copied, name) != NULL;
    if (name.length == 0 || !path_stays_inside(name) || known) return true;
    map_put(&copying->copied, name, copying);
    Str from = edition_file(arena, copying->edition, name), bytes;
    Str to = path_join(arena, copying->folder, name);
    if (!file_exists(from) || file_exists(to)) return true;
    return folder_make(arena, path_folder(to), copying->diag) &&
           file_read(arena, from, &bytes, copying->diag, (Span){0}) &&
           file_write(arena, to, bytes, copying->diag);
}

bool shown_files_copy(Arena *arena, const TextUnits *units, Str folder, Diag *diag) {
    Copying copying = {arena, &units->document->edition, folder, {.arena = arena}, diag};
    for (size_t i = 0; i < units->count; i++) {
        const TextUnit *unit = &units->items[i];
        bool good = true;
        if (unit->div != NULL)
            good = copy_file(&copying, attribute_find(&unit->div->attributes, STR("src")));
        for (size_t h = 0; h < unit->holding_count; h++) {
            if (unit->holdings[h].kind == HOLDS_IMAGE)
                good = good && copy_file(&copying, unit->holdings[h].value);
        }
        if (!good) return false;
    }
    return true;
}
