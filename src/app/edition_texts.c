/* In: a project with its edition. Out: edition.yaml and the sections; see edition_texts.h. */
#include "app/edition_texts.h"

#include "base/file.h"
#include "document/reader.h"
#include "translation/changes.h"
#include "translation/holdings.h"
#include "translation/inherit.h"
#include "translation/po_edition.h"

/* Editions that are each made from the next; beyond them one comes back. */
enum { SOURCES_MOST = 8 };

static const EditionSources *read_texts(Arena *arena, const Project *project, int depth,
                                        Diag *diag);

/* The edition of `source:`, which must say its texts itself. */
static const EditionSources *read_source(Arena *arena, const Project *project, const YamlNode *root,
                                         Diag *diag) {
    const YamlNode *po = yaml_find(root, "po"), *node = yaml_find(root, "source");
    Str path = {0};
    Project source;
    if (node == NULL) {
        diag_report(diag, MESSAGE_PO_WITHOUT_SOURCE, po->where, NO_ARGS);
        return NULL;
    }
    if (!yaml_text(node, &path, diag) ||
        !project_find_source(arena, project, path, node->where, &source, diag))
        return NULL;
    const EditionSources *texts = edition_sources_read(arena, source.edition, source.shown, diag);
    if (texts == NULL) return NULL;
    YamlNode *base = yaml_read(arena, texts->edition, 0, texts->edition->text.length, diag);
    if (yaml_find(base, "po") == NULL) return base != NULL ? texts : NULL;
    diag_report(diag, MESSAGE_PO_SOURCE_FROM_PO, node->where, ARGS(path));
    return NULL;
}

/* The source's document. What is wrong in it is told when what was made from it is read. */
static const Document *read_document(Arena *arena, const EditionSources *texts,
                                     const Language *language) {
    Diag quiet = {.arena = arena};
    Document *document = document_open_sources(arena, texts, &quiet);
    if (document == NULL) return NULL;
    document->language = language;
    return document_read_sections(arena, document, STR(""), &quiet) ? document : NULL;
}

/* What is not in the folder of the edition is looked for where those lie that it is made from. */
static void put_folder_before(Arena *arena, EditionSources *made, const EditionSources *texts) {
    size_t count = texts->source_folder_count;
    Str *folders = ARENA_ARRAY(arena, Str, count + 1);
    folders[0] = texts->folder;
    for (size_t i = 0; i < count; i++) folders[i + 1] = texts->source_folders[i];
    made->source_folders = folders;
    made->source_folder_count = count + 1;
}

/* The file of another language, put into this folder by mistake. */
static void check_po_language(const PoFile *file, const YamlNode *root, Diag *diag) {
    Str said = str_trim(po_header_field(file, STR("Language")));
    const YamlNode *language = yaml_find(root, "language");
    if (said.length == 0 || language == NULL || language->kind != YAML_SCALAR) return;
    if (!str_equal(tag_language(said), tag_language(language->scalar)))
        diag_report(diag, MESSAGE_PO_LANGUAGE_DIFFERS, file->header->where,
                    ARGS(said, language->scalar));
}

static PoFile *read_po(Arena *arena, const Project *project, const YamlNode *node, Diag *diag) {
    Str name = {0};
    if (!yaml_text(node, &name, diag)) return NULL;
    if (!path_stays_inside(name)) {
        diag_report(diag, MESSAGE_PO_PATH_OUTSIDE, node->where, ARGS(name));
        return NULL;
    }
    Str path = path_join(arena, project->edition, name);
    Str shown = path_join(arena, project->shown, name);
    if (!file_exists(path)) {
        diag_report(diag, MESSAGE_PO_FILE_MISSING, node->where, ARGS(shown, project->shown));
        return NULL;
    }
    Source *source = source_read(arena, path, shown, diag, node->where);
    return source != NULL ? po_read(arena, source, diag) : NULL;
}

static const EditionSources *make_from_po(Arena *arena, const Project *project,
                                          const EditionSources *own, const YamlNode *root,
                                          Diag *diag) {
    const YamlNode *po = yaml_find(root, "po");
    if (own->section_count > 0)
        diag_report(diag, MESSAGE_PO_BESIDE_SECTIONS, po->where, ARGS(own->sections[0]->path));
    const EditionSources *texts = read_source(arena, project, root, diag);
    const PoFile *file = read_po(arena, project, po, diag);
    const Document *document =
        texts != NULL ? read_document(arena, texts, /*language*/ NULL) : NULL;
    if (document == NULL || file == NULL) return NULL;
    check_po_language(file, root, diag);
    TextUnits units = units_cut(arena, document);
    EditionSources *made = po_edition_make(arena, &units, file, root, diag);
    YamlNode *base = yaml_read(arena, made->edition, 0, made->edition->text.length, diag);
    if (base == NULL) return NULL;
    made->edition = edition_inherit(arena, root, base);
    put_folder_before(arena, made, texts);
    made->folder = own->folder;
    return made;
}

/* ---- local editions ---- */

/* The files of the folder that no change names. */
static void leave_changes_out(EditionSources *own, const EditionChanges *changes) {
    size_t kept = 0;
    for (size_t i = 0; i < own->section_count; i++) {
        if (!changes_name_file(changes, own->sections[i]->path))
            own->sections[kept++] = own->sections[i];
    }
    own->section_count = kept;
}

/* The texts of the source, under the settings of this edition. */
static const EditionSources *inherit_texts(Arena *arena, const Project *project,
                                           const EditionSources *own, const YamlNode *root,
                                           int depth, Diag *diag) {
    const YamlNode *node = yaml_find(root, "source");
    Project source;
    Str path;
    if (!yaml_text(node, &path, diag) ||
        !project_find_source(arena, project, path, node->where, &source, diag))
        return NULL;
    if (depth == SOURCES_MOST) {
        diag_report(diag, MESSAGE_SOURCE_COMES_BACK, node->where, ARGS(path));
        return NULL;
    }
    const EditionSources *texts = read_texts(arena, &source, depth + 1, diag);
    YamlNode *base = texts != NULL
                         ? yaml_read(arena, texts->edition, 0, texts->edition->text.length, diag)
                         : NULL;
    if (base == NULL) return NULL;
    EditionSources *made = ARENA_NEW(arena, EditionSources);
    *made = *texts;
    made->edition = edition_inherit(arena, root, base);
    put_folder_before(arena, made, texts);
    made->folder = own->folder;
    made->inherited = true;
    made->changes = NULL; /* those are told of the edition that makes them */
    made->unchanged = NULL;
    return made;
}

static const EditionSources *change_texts(Arena *arena, const EditionSources *texts,
                                          EditionChanges changes, Diag *diag) {
    const Document *document =
        texts != NULL ? read_document(arena, texts, /*language*/ NULL) : NULL;
    if (document == NULL) return NULL;
    EditionChanges *kept = ARENA_NEW(arena, EditionChanges);
    *kept = changes;
    EditionSources *made = changes_make(arena, document, kept, diag);
    made->changes = kept;
    made->unchanged = texts;
    return made;
}

static const EditionSources *read_texts(Arena *arena, const Project *project, int depth,
                                        Diag *diag) {
    EditionSources *own = edition_sources_read(arena, project->edition, project->shown, diag);
    if (own == NULL) return NULL;
    YamlNode *root = yaml_read(arena, own->edition, 0, own->edition->text.length, diag);
    const YamlNode *list = yaml_find(root, "changes");
    EditionChanges changes = changes_read(arena, list, project->edition, project->shown, diag);
    leave_changes_out(own, &changes);
    const EditionSources *texts = own;
    if (yaml_find(root, "po") != NULL) {
        texts = make_from_po(arena, project, own, root, diag);
    } else if (own->section_count == 0 && yaml_find(root, "source") != NULL) {
        texts = inherit_texts(arena, project, own, root, depth, diag);
    } else if (list != NULL) {
        diag_report(diag, MESSAGE_CHANGE_WITHOUT_SOURCE, list->where, NO_ARGS);
        return own;
    }
    return changes.count > 0 ? change_texts(arena, texts, changes, diag) : texts;
}

const Document *edition_before_changes(Arena *arena, const Document *document) {
    const EditionSources *texts = document->sources->unchanged;
    return texts != NULL ? read_document(arena, texts, document->language) : NULL;
}

const EditionSources *edition_texts(Arena *arena, const Project *project, Diag *diag) {
    return read_texts(arena, project, 0, diag);
}
