/* In: an edition that was read. Out: how its texts stand to those of its source; see translation.h.
 */
#include "app/translation.h"

#include "app/edition_texts.h"
#include "app/room.h"
#include "base/file.h"
#include "document/conflicts.h"

#include <stdio.h>

static Ledger *open_ledger(const Pipeline *edition) {
    Arena *arena = edition->arena;
    Str path = path_join(arena, edition->project.edition, STR(LEDGER_NAME));
    if (!file_exists(path)) return NULL;
    Str shown = path_join(arena, edition->project.shown, STR(LEDGER_NAME));
    Diag quiet = {.arena = arena, .language = edition->diag->language};
    Source *source = source_read(arena, path, shown, &quiet, (Span){0});
    if (source == NULL) {
        diag_report(edition->diag, MESSAGE_LEDGER_DAMAGED, quiet.reports.items[0].where, NO_ARGS);
        return NULL;
    }
    source = conflicts_resolve(arena, source, edition->diag);
    return ledger_read(arena, source, edition->diag);
}

static Comparison compare(const Pipeline *edition, const Document *source) {
    Arena *arena = edition->arena;
    const Ledger *ledger = open_ledger(edition);
    const Document *unchanged = edition_before_changes(arena, edition->document);
    if (unchanged == NULL) return comparison_make(arena, source, edition->document, ledger);
    Comparison before = comparison_make(arena, source, unchanged, ledger);
    return comparison_change(arena, &before, edition->document);
}

void translation_open(Translation *translation, Pipeline *edition) {
    *translation = (Translation){0};
    if (edition->document == NULL) return;
    if (edition->document->sources->inherited) return; /* the same texts */
    const Edition *settings = &edition->document->edition;
    Arena *arena = edition->arena;
    Project found;
    Str ledger = path_join(arena, edition->project.edition, STR(LEDGER_NAME));
    if (yaml_find(settings->root, "source") == NULL && file_exists(ledger))
        diag_report(edition->diag, MESSAGE_TRANSLATION_LEDGER_ALONE, settings->root->where,
                    NO_ARGS);
    bool named = settings->source.length > 0 &&
                 project_find_source(arena, &edition->project, settings->source,
                                     settings->source_where, &found, edition->diag);
    if (!named) return;
    translation->source_diag = (Diag){.arena = arena, .language = edition->diag->language};
    pipeline_open(&translation->source, arena, found.edition, found.root, (Progress){0},
                  &translation->source_diag);
    if (translation->source.document == NULL) return;
    translation->comparison = compare(edition, translation->source.document);
    translation->comparison.from_po = yaml_find(settings->root, "po") != NULL;
    bool told = edition->pseudo != PSEUDO_LONG; /* of texts that no translator wrote */
    if (told) comparison_report(&translation->comparison, edition->diag);
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

void translation_pass_on(const Translation *translation, const Diag *wording, Diag *diag) {
    Arena *arena = arena_open();
    Map lines = {.arena = arena};
    if (translation->ready) lines = comparison_untranslated(arena, &translation->comparison);
    for (size_t i = 0; i < wording->reports.count; i++) {
        const Report *report = &wording->reports.items[i];
        Str line = comparison_line(arena, report->where.source, report->where.line);
        bool told = message_level(report->code) == DIAG_ERROR || map_find(&lines, line) == NULL;
        const Str *words = report->arguments;
        if (told)
            diag_report(diag, report->code, report->where,
                        ARGS(words[0], words[1], words[2], words[3], words[4]));
    }
    for (size_t code = 0; code < MESSAGE_COUNT; code++) { /* those that were only counted */
        if (wording->counts[code] > DIAG_KEPT_PER_CODE)
            diag->counts[code] += wording->counts[code] - DIAG_KEPT_PER_CODE;
    }
    arena_close(arena);
}

static void print_accepted(const Translation *translation, Str path, size_t accepted,
                           DiagLanguage language) {
    size_t wanted = comparison_tally(&translation->comparison).wanted;
    printf(language == DIAG_FRENCH ? "%.*s : %zu textes acceptés sur %zu\n"
                                   : "%.*s: %zu texts of %zu accepted\n",
           (int)path.length, path.bytes, accepted, wanted);
}

void translation_accept(const Translation *translation, const Pipeline *edition) {
    Arena *arena = edition->arena;
    if (!translation->ready) {
        const Document *document = edition->document;
        if (document != NULL && document->edition.source.length == 0)
            diag_report(edition->diag, MESSAGE_TRANSLATION_SOURCE_UNSAID,
                        document->edition.root->where, NO_ARGS);
        return;
    }
    StrBuilder out = {.arena = arena};
    size_t accepted = comparison_accept(&translation->comparison, &out);
    Str path = path_join(arena, edition->project.edition, STR(LEDGER_NAME));
    Str text = builder_text(&out), old;
    bool same = file_exists(path) && file_read(arena, path, &old, edition->diag, (Span){0}) &&
                str_equal(old, text);
    if (!same && !file_write(arena, path, text, edition->diag)) return;
    Str shown = path_join(arena, edition->project.shown, STR(LEDGER_NAME));
    print_accepted(translation, shown, accepted, edition->diag->language);
}
