/* In: an edition folder. Out: the document: edition.yaml, then each *.md in name order, then the
 * checks. */
#include "document/reader.h"

#include "base/file.h"
#include "document/conflicts.h"
#include "document/data_files.h"
#include "document/edition.h"

static bool is_section_name(Str name) {
    return str_ends_with(name, STR(".md")) && !str_starts_with(name, STR("."));
}

static bool sections_find(Arena *arena, Str folder, Str shown, EditionSources *sources,
                          Diag *diag) {
    Str *names;
    size_t count;
    if (!folder_list(arena, folder, &names, &count, diag)) return false;
    sources->sections = ARENA_ARRAY(arena, const Source *, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_section_name(names[i])) continue;
        Source *source = source_read(arena, path_join(arena, folder, names[i]),
                                     path_join(arena, shown, names[i]), diag, (Span){0});
        if (source == NULL) return false;
        sources->sections[sources->section_count++] = conflicts_resolve(arena, source, diag);
    }
    return true;
}

EditionSources *edition_sources_read(Arena *arena, Str folder, Str shown, Diag *diag) {
    EditionSources *sources = ARENA_NEW(arena, EditionSources);
    Str name = STR("edition.yaml");
    sources->folder = folder;
    Str path = path_join(arena, folder, name);
    if (folder_exists(folder) && !file_exists(path)) {
        diag_report(diag, MESSAGE_EDITION_FILE_MISSING, (Span){0}, ARGS(shown));
        return NULL;
    }
    Source *edition = source_read(arena, path, path_join(arena, shown, name), diag, (Span){0});
    if (edition != NULL) sources->edition = conflicts_resolve(arena, edition, diag);
    bool read = edition != NULL && sections_find(arena, folder, shown, sources, diag);
    return read ? sources : NULL;
}

static bool edition_open(Arena *arena, const EditionSources *sources, Edition *edition,
                         Diag *diag) {
    const Source *source = sources->edition;
    edition->folder = sources->folder;
    edition->source_folders = sources->source_folders;
    edition->source_folder_count = sources->source_folder_count;
    const YamlNode *root = yaml_read(arena, source, 0, source->text.length, diag);
    if (root == NULL) return false;
    edition_read(arena, source, root, edition, diag);
    return true;
}

Document *document_open_sources(Arena *arena, const EditionSources *sources, Diag *diag) {
    Document *document = ARENA_NEW(arena, Document);
    document->anchors.arena = arena;
    document->sources = sources;
    return edition_open(arena, sources, &document->edition, diag) ? document : NULL;
}

Document *document_open(Arena *arena, Str folder, Str shown, Diag *diag) {
    const EditionSources *sources = edition_sources_read(arena, folder, shown, diag);
    return sources != NULL ? document_open_sources(arena, sources, diag) : NULL;
}

bool document_read_sections(Arena *arena, Document *document, Str shown, Diag *diag) {
    const EditionSources *sources = document->sources;
    document->sections = ARENA_ARRAY(arena, Section, sources->section_count);
    document->section_count = sources->section_count;
    for (size_t i = 0; i < sources->section_count; i++)
        section_read(arena, sources->sections[i], document, &document->sections[i], diag);
    if (document->section_count == 0) {
        diag_report(diag, MESSAGE_EDITION_EMPTY, (Span){0}, ARGS(shown));
    }
    data_files_read(arena, document, diag);
    document_check(document, diag);
    return true;
}

Document *document_read(Arena *arena, Str folder, Str shown, Diag *diag) {
    Document *document = document_open(arena, folder, shown, diag);
    return document && document_read_sections(arena, document, shown, diag) ? document : NULL;
}
