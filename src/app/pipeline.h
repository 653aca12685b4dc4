/* From an edition's folder to a display list. */
#ifndef MAQUETTE_APP_PIPELINE_H
#define MAQUETTE_APP_PIPELINE_H

#include "app/project.h"
#include "app/pseudo_edition.h"
#include "display/display.h"
#include "output/snapshot.h"
#include "page/book.h"
#include "page/picture.h"
#include "paragraph/paragraph.h"

/* One edition under way; what it holds lives in the arena, or until pipeline_close. */
typedef struct Pipeline {
    Arena *arena;
    Diag *diag;
    Project project;
    Document *document;
    Layout *layout;
    YamlNode *fonts; /* fonts/fonts.yaml */
    Map pictures;    /* of the edition (page/picture) */
    Setter setter;
    Book book;
    Map languages; /* tag -> Language *, opened here */
    DisplayList list;
    bool explain; /* the book's pages have accounts */
    PseudoEdition pseudo;
    bool ready; /* the display list is whole */
} Pipeline;

/* Reads the edition, its layout, fonts and languages, and sets all pages. False after a report
 * where there is nothing to show; close it in any case. */
bool pipeline_open(Pipeline *pipeline, Arena *arena, Str edition, Str project, Progress progress,
                   Diag *diag);
/* The same as asked. */
typedef struct PipelineRequest {
    Str edition, project; /* as given; project may be empty */
    bool explain;         /* with an account of each page (book_explain) */
    PseudoEdition pseudo; /* not the edition as it is */
    Progress progress;
} PipelineRequest;
bool pipeline_open_as(Pipeline *pipeline, Arena *arena, const PipelineRequest *request, Diag *diag);
/* Reads the edition, its languages and its forms, and nothing else. False after a report. */
bool pipeline_read(Pipeline *pipeline, Arena *arena, Str edition, Str project, Diag *diag);
void pipeline_close(Pipeline *pipeline);

/* Finds what is only found when pages are painted; running heads may open fonts of their own, so
 * that only now all checksums can be compared. False if a font is not the right one. */
bool pipeline_paint(Pipeline *pipeline);
/* Paints all pages and gives their snapshot, in the pipeline's arena; only for a pipeline that is
 * ready. False if a font is not the right one. */
bool pipeline_snapshot(Pipeline *pipeline, SnapshotLevel level, Str *text);

#endif
