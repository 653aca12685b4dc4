/* The commands; see commands.h. Results go to standard output, messages to standard error. */
#include "app/commands.h"

#include <stdio.h>
#include <time.h>

#include "app/command_build_all.h"
#include "app/command_diff.h"
#include "app/command_explain.h"
#include "app/command_lines.h"
#include "app/command_new.h"
#include "app/command_po.h"
#include "app/command_preflight.h"
#include "app/command_preview.h"
#include "app/command_readings.h"
#include "app/command_room.h"
#include "app/command_status.h"
#include "app/pipeline.h"
#include "app/terminal.h"
#include "app/translation.h"
#include "base/file.h"
#include "display/contrast.h"
#include "document/forms_check.h"
#include "document/reader.h"
#include "document/wording.h"
#include "output/diff_report.h"
#include "output/snapshot_read.h"
#include "translation/changes.h"

static Str written_reports(const Diag *diag, const Options *options, Arena *arena) {
    StrBuilder out = {.arena = arena};
    if (diag->reports.count > 0 || options->format == DIAG_JSON)
        diag_write(diag, options->format, &out);
    return builder_text(&out);
}

/* ---- snapshot ---- */

static void print_first_difference(const Options *options, Str expected, Str actual) {
    Str expected_line = {0}, actual_line = {0};
    size_t line = snapshot_compare(expected, actual, &expected_line, &actual_line);
    bool french = options->language == DIAG_FRENCH;
    printf(french ? "%.*s:%zu : la mise en page a changé\n- %.*s\n+ %.*s\n"
                  : "%.*s:%zu: the layout has changed\n- %.*s\n+ %.*s\n",
           (int)options->check.length, options->check.bytes, line, (int)expected_line.length,
           expected_line.bytes, (int)actual_line.length, actual_line.bytes);
}

/* The first line that differs, unless the file is about to be renewed, and the first cause, where
 * the stored file can be read; else what is wrong with it is reported. */
static void print_difference(Pipeline *pipeline, const Options *options, const Source *expected,
                             Str actual, Diag *diag) {
    Source made = {.path = options->editions.items[0], .text = actual};
    const Snapshot *old = snapshot_read(pipeline->arena, expected, diag);
    if (old == NULL) return;
    if (!options->accept) print_first_difference(options, expected->text, actual);
    const Snapshot *new = snapshot_read(pipeline->arena, &made, diag);
    if (new == NULL || old->level != new->level) return;
    SnapshotDiff diff = snapshot_diff(pipeline->arena, old, new, /*tolerance*/ 0);
    StrBuilder out = {.arena = pipeline->arena};
    diff_report_write(&diff, &(ReportOptions){options->language, false}, pipeline->arena, &out);
    stream_write(stdout, builder_text(&out));
}

/* Compares with the stored file, at its level unless another is asked for; renews it if told to,
 * whatever is in it. */
static int check_snapshot(Pipeline *pipeline, const Options *options) {
    SnapshotLevel level = SNAPSHOT_LINES;
    Str found;
    Diag quiet = {.arena = pipeline->arena, .language = options->language};
    Diag *diag = options->accept ? &quiet : pipeline->diag;
    const Source *stored =
        source_read(pipeline->arena, options->check, options->check, diag, (Span){0});
    if (stored == NULL && !options->accept) return EXIT_MISTAKE;
    if (stored == NULL || !snapshot_find_level(stored->text, &level)) level = SNAPSHOT_LINES;
    if (options->level_given) level = options->level;
    if (!pipeline_snapshot(pipeline, level, &found)) return EXIT_MISTAKE;
    if (stored != NULL && str_equal(stored->text, found)) return EXIT_GOOD;
    if (stored != NULL) print_difference(pipeline, options, stored, found, diag);
    if (!options->accept) return EXIT_MISTAKE;
    if (!file_write(pipeline->arena, options->check, found, pipeline->diag)) return EXIT_MACHINE;
    printf(options->language == DIAG_FRENCH ? "%.*s : renouvelé\n" : "%.*s: renewed\n",
           (int)options->check.length, options->check.bytes);
    return EXIT_GOOD;
}

static int write_snapshot(Pipeline *pipeline, const Options *options) {
    if (options->check.length > 0) return check_snapshot(pipeline, options);
    Str text;
    SnapshotLevel level = options->level_given ? options->level : SNAPSHOT_LINES;
    if (!pipeline_snapshot(pipeline, level, &text)) return EXIT_MISTAKE;
    if (options->output.length > 0) {
        file_write(pipeline->arena, options->output, text, pipeline->diag);
    } else {
        stream_write(stdout, text);
    }
    return EXIT_GOOD;
}

/* ---- check ---- */

static void list_lines(const Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_lines(&pipeline->list, options, pipeline->arena, &out);
    stream_write(stdout, builder_text(&out));
}

static void list_room(const Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_room(pipeline, options, &out);
    stream_write(stdout, builder_text(&out));
}

/* What concerns the text alone is told even where no page could be set; to diag what concerns its
 * wording. */
static void check_text(const Pipeline *pipeline, Diag *diag) {
    if (pipeline->document == NULL || pipeline->setter.languages.main == NULL) return;
    document_check_ids(pipeline->document, pipeline->diag);
    document_report_repairs(pipeline->document, diag);
    document_proofread(pipeline->document, &pipeline->setter.languages, diag);
    document_check_forms(pipeline->document, &pipeline->setter.languages, diag);
}

/* How it differs from the edition that it is made from. */
static void tell_changes(const Pipeline *pipeline) {
    const Document *document = pipeline->document;
    if (document != NULL && document->sources->changes != NULL)
        changes_tell(document->sources->changes, pipeline->diag);
}

/* By itself, and beside the edition that it translates. */
static void check_wording(Pipeline *pipeline, const Options *options) {
    Diag wording = {.arena = pipeline->arena, .language = options->language};
    Translation translation;
    check_text(pipeline, &wording);
    translation_open(&translation, pipeline);
    translation_pass_on(&translation, &wording, pipeline->diag);
    if (options->accept) translation_accept(&translation, pipeline);
    translation_close(&translation);
}

static void check_pages(Pipeline *pipeline, const Options *options) {
    pipeline_paint(pipeline);
    contrast_check(&pipeline->list, pipeline->diag);
    if (options->lines) list_lines(pipeline, options);
    if (options->room) list_room(pipeline, options);
}

/* ---- explain ---- */

static void explain_edition(Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    if (command_explain(pipeline, options, &out)) stream_write(stdout, builder_text(&out));
}

/* ---- preview ---- */

static void preview_edition(Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_preview(pipeline, options, &out);
    stream_write(stdout, builder_text(&out));
}

/* ---- readings ---- */

static void list_readings(const Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_readings(pipeline->document, options, pipeline->arena, &out);
    stream_write(stdout, builder_text(&out));
}

/* ---- the whole ---- */

static bool open_pipeline(Pipeline *pipeline, Arena *arena, const Options *options, Str edition,
                          Progress progress, Diag *diag) {
    if (options->command == COMMAND_READINGS)
        return pipeline_read(pipeline, arena, edition, options->project, diag);
    PipelineRequest request = {.edition = edition,
                               .project = options->project,
                               .explain = options->command == COMMAND_EXPLAIN || options->grid,
                               .pseudo = options->pseudo,
                               .progress = progress};
    return pipeline_open_as(pipeline, arena, &request, diag);
}

/* A machine that does not let us read or write, or a wrong name on the command line, is not the
 * author's mistake. */
static int status_of(const Diag *diag, int status) {
    if (diag_worst(diag) < (int)DIAG_ERROR) return status;
    for (size_t i = 0; i < diag->reports.count; i++) {
        MessageCode code = diag->reports.items[i].code;
        bool usage = code == MESSAGE_EDITION_MISSING || code == MESSAGE_EDITION_FILE_MISSING ||
                     code == MESSAGE_PROJECT_MISSING || code == MESSAGE_SOURCE_DATE_MALFORMED ||
                     code == MESSAGE_PAGE_ABSENT || code == MESSAGE_PREVIEW_TOO_LARGE;
        bool no_place =
            diag->reports.items[i].where.source == NULL && code == MESSAGE_FILE_UNREADABLE;
        if (usage || no_place || code == MESSAGE_FILE_UNWRITABLE) return EXIT_MACHINE;
    }
    return EXIT_MISTAKE;
}

int command_end(const Options *options, const Diag *diag, int status) {
    stream_write(stderr, written_reports(diag, options, diag->arena));
    return status_of(diag, status);
}

/* What is asked of an edition that was read, and whose pages are set if ready. The exit status that
 * the command gives beside its reports. */
static int run_command(Pipeline *pipeline, const Options *options, bool ready, EditionRun *run) {
    int status = EXIT_GOOD;
    if (ready && diag_worst(pipeline->diag) < (int)DIAG_ERROR) {
        if (options->command == COMMAND_BUILD) run->built = build_write(pipeline, options);
        if (options->command == COMMAND_CHECK) check_pages(pipeline, options);
        if (options->command == COMMAND_EXPLAIN) explain_edition(pipeline, options);
        if (options->command == COMMAND_SNAPSHOT) status = write_snapshot(pipeline, options);
    }
    /* What can be shown is, whatever is wrong with it. */
    if (ready && options->command == COMMAND_PREVIEW) preview_edition(pipeline, options);
    if (ready && options->command == COMMAND_READINGS) list_readings(pipeline, options);
    if (options->command == COMMAND_CHECK) tell_changes(pipeline);
    if (options->command == COMMAND_CHECK) check_wording(pipeline, options);
    return status;
}

EditionRun edition_run(const Options *options, Str edition, Progress progress, Terminal *terminal,
                       Arena *arena) {
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    Arena *own = arena_open();
    Diag diag = {.arena = own, .language = options->language};
    Pipeline pipeline;
    EditionRun run = {.status = EXIT_GOOD};
    bool ready = open_pipeline(&pipeline, own, options, edition, progress, &diag);
    if (terminal != NULL) terminal_clear(terminal); /* before anything is printed */
    run.status = status_of(&diag, run_command(&pipeline, options, ready, &run));
    run.errors = diag_count(&diag, DIAG_ERROR);
    run.warnings = diag_count(&diag, DIAG_WARNING);
    for (int i = 0; i < run.built.file_count; i++) {
        BuildFile *file = &run.built.files[i];
        file->path = str_copy(arena, file->path);
        file->data.bytes = NULL;
    }
    run.messages = str_copy(arena, written_reports(&diag, options, own));
    pipeline_close(&pipeline);
    arena_close(own);
    run.milliseconds = milliseconds_since(&begin);
    return run;
}

static int run_alone(const Options *options, Str edition) {
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    Arena *arena = arena_open();
    Terminal terminal;
    Progress progress = terminal_progress(&terminal, edition, begin);
    EditionRun run = edition_run(options, edition, progress, &terminal, arena);
    if (run.built.written) build_print(&run.built, run.milliseconds, options->language);
    stream_write(stderr, run.messages);
    arena_close(arena);
    return run.status;
}

int command_run(const Options *options) {
    if (options->command == COMMAND_PO) {
        bool import = str_equal(options->editions.items[0], STR("import"));
        return (import ? command_po_import : command_po_export)(options);
    }
    if (options->command == COMMAND_DIFF) return command_diff(options);
    if (options->command == COMMAND_NEW) return command_new(options);
    if (options->command == COMMAND_STATUS) return command_status(options);
    if (options->command == COMMAND_PREFLIGHT) return command_preflight(options);
    if (options->all) return command_build_all(options);
    int worst = EXIT_GOOD;
    for (size_t i = 0; i < options->editions.count; i++) {
        int status = run_alone(options, options->editions.items[i]);
        if (status > worst) worst = status;
    }
    return worst;
}
