/* In: a project with its edition. Out: edition.yaml and the sections; see edition_texts.h. */
#include "app/edition_texts.h"

#include "document/reader.h"

const EditionSources *edition_texts(Arena *arena, const Project *project, Diag *diag) {
    return edition_sources_read(arena, project->edition, project->shown, diag);
}
