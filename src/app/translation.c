/* In: an edition that was read. Out: how its texts stand to those of its source; see translation.h.
 */
#include "app/translation.h"

#include "app/room.h"
#include "base/file.h"

static Ledger *open_ledger(Pipeline *edition) {
    Arena *arena = edition->arena;
    Str path = path_join(arena, edition->project.edition, STR(LEDGER_NAME));
    if (!file_exists(path)) return NULL;
    Str shown = path_join(arena, edition->project.shown, STR(LEDGER_NAME));
    const Source *source = source_read(arena, path, shown, edition->diag, (Span){0});
    return source != NULL ? ledger_read(arena, source, edition->diag) : NULL;
}

void translation_open(Translation *translation, Pipeline *edition) {
    *translation = (Translation){0};
    if (edition->document == NULL) return;
    if (edition->document->sources->inherited) return; /* the same texts */
    const Edition *settings = &edition->document->edition;
    Arena *arena = edition->arena;
    Project found;
    bool named = settings->source.length > 0 &&
                 project_find_source(arena, &edition->project, settings->source,
                                     settings->source_where, &found, edition->diag);
    if (!named) return;
    translation->source_diag = (Diag){.arena = arena, .language = edition->diag->language};
    pipeline_open(&translation->source, arena, found.edition, found.root, (Progress){0},
                  &translation->source_diag);
    if (translation->source.document == NULL) return;
    translation->comparison = comparison_make(arena, translation->source.document,
                                              edition->document, open_ledger(edition));
    translation->comparison.from_po = yaml_find(settings->root, "po") != NULL;
    comparison_report(&translation->comparison, edition->diag);
    translation->ready = true;
    translation->room_problems = rooms_problems(edition->diag);
    if (!translation->source.ready || !edition->ready) return;
    Rooms there = rooms_measure(arena, &translation->source.list);
    Rooms here = rooms_measure(arena, &edition->list);
    translation->room_problems +=
        rooms_report(&translation->comparison, &there, &here, edition->diag);
}

void translation_close(Translation *translation) {
    pipeline_close(&translation->source);
}

bool translation_accept(const Translation *translation, const Pipeline *edition) {
    Arena *arena = edition->arena;
    if (!translation->ready) {
        const Document *document = edition->document;
        if (document != NULL && document->edition.source.length == 0)
            diag_report(edition->diag, MESSAGE_TRANSLATION_SOURCE_UNSAID,
                        document->edition.root->where, NO_ARGS);
        return false;
    }
    StrBuilder out = {.arena = arena};
    comparison_accept(&translation->comparison, &out);
    Str path = path_join(arena, edition->project.edition, STR(LEDGER_NAME));
    Str text = builder_text(&out), old;
    if (file_exists(path) && file_read(arena, path, &old, edition->diag, (Span){0}) &&
        str_equal(old, text))
        return true;
    return file_write(arena, path, text, edition->diag);
}
