/* In: a project with its edition. Out: edition.yaml and the sections; see edition_texts.h. */
#include "app/edition_texts.h"

#include "base/file.h"
#include "document/reader.h"
#include "translation/inherit.h"
#include "translation/po_edition.h"

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
static const Document *read_document(Arena *arena, const EditionSources *texts, Diag *diag) {
    Diag quiet = {.arena = arena, .language = diag->language};
    Document *document = document_open_sources(arena, texts, &quiet);
    if (document == NULL) return NULL;
    return document_read_sections(arena, document, STR(""), &quiet) ? document : NULL;
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
    const Document *document = texts != NULL ? read_document(arena, texts, diag) : NULL;
    if (document == NULL || file == NULL) return NULL;
    TextUnits units = units_cut(arena, document);
    EditionSources *made = po_edition_make(arena, &units, file, root, diag);
    YamlNode *base = yaml_read(arena, made->edition, 0, made->edition->text.length, diag);
    if (base == NULL) return NULL;
    made->edition = edition_inherit(arena, root, base);
    made->source_folder = made->folder;
    made->folder = own->folder;
    return made;
}

const EditionSources *edition_texts(Arena *arena, const Project *project, Diag *diag) {
    const EditionSources *own = edition_sources_read(arena, project->edition, project->shown, diag);
    if (own == NULL) return NULL;
    YamlNode *root = yaml_read(arena, own->edition, 0, own->edition->text.length, diag);
    if (yaml_find(root, "po") == NULL) return own;
    return make_from_po(arena, project, own, root, diag);
}
