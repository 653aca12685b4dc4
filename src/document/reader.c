/* In: an edition folder. Out: the document: edition.yaml, then each *.md in name order, then the
 * checks. */
#include "document/reader.h"

#include "base/file.h"
#include "document/edition.h"

static bool edition_open(Arena *arena, Str folder, Str shown, Edition *edition, Diag *diag) {
    Str name = STR("edition.yaml");
    Source *source = source_read(arena, path_join(arena, folder, name),
                                 path_join(arena, shown, name), diag, (Span){0});
    if (source == NULL) return false;
    edition->folder = folder;
    const YamlNode *root = yaml_read(arena, source, 0, source->text.length, diag);
    if (root == NULL) return false;
    edition_read(arena, source, root, edition, diag);
    return true;
}

static bool is_section_name(Str name) {
    return str_ends_with(name, STR(".md")) && !str_starts_with(name, STR("."));
}

static bool sections_open(Arena *arena, Str folder, Str shown, Document *document, Diag *diag) {
    Str *names;
    size_t count;
    if (!folder_list(arena, folder, &names, &count, diag)) return false;
    document->sections = ARENA_ARRAY(arena, Section, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_section_name(names[i])) continue;
        Source *source = source_read(arena, path_join(arena, folder, names[i]),
                                     path_join(arena, shown, names[i]), diag, (Span){0});
        if (source == NULL) return false;
        section_read(arena, source, document, &document->sections[document->section_count++], diag);
    }
    return true;
}

Document *document_open(Arena *arena, Str folder, Str shown, Diag *diag) {
    Document *document = ARENA_NEW(arena, Document);
    document->anchors.arena = arena;
    return edition_open(arena, folder, shown, &document->edition, diag) ? document : NULL;
}

bool document_read_sections(Arena *arena, Document *document, Str shown, Diag *diag) {
    if (!sections_open(arena, document->edition.folder, shown, document, diag)) return false;
    if (document->section_count == 0) {
        diag_report(diag, MESSAGE_EDITION_EMPTY, (Span){0}, ARGS(shown));
    }
    document_check(document, diag);
    return true;
}

Document *document_read(Arena *arena, Str folder, Str shown, Diag *diag) {
    Document *document = document_open(arena, folder, shown, diag);
    return document && document_read_sections(arena, document, shown, diag) ? document : NULL;
}
