/* The commands; see commands.h. Results go to standard output, messages to standard error. */
#include "app/commands.h"

#include <stdio.h>
#include <time.h>

#include "app/command_diff.h"
#include "app/command_explain.h"
#include "app/command_lines.h"
#include "app/command_preflight.h"
#include "app/command_preview.h"
#include "app/command_readings.h"
#include "app/pdf_settings.h"
#include "app/pipeline.h"
#include "app/terminal.h"
#include "base/file.h"
#include "document/forms_check.h"
#include "document/reader.h"
#include "document/wording.h"
#include "output/diff_report.h"
#include "output/html.h"
#include "output/pdf.h"
#include "output/snapshot_read.h"
#include "preflight/preflight.h"

static void print(FILE *stream, Str text) {
    if (text.length > 0) fwrite(text.bytes, 1, text.length, stream);
}

static void print_reports(const Diag *diag, const Options *options, Arena *arena) {
    StrBuilder out = {.arena = arena};
    if (diag->reports.count > 0 || options->format == DIAG_JSON)
        diag_write(diag, options->format, &out);
    print(stderr, builder_text(&out));
}

/* ---- build ---- */

static Str output_path(Arena *arena, const Options *options, const Project *project) {
    if (options->output.length > 0) return options->output;
    StrBuilder path = {.arena = arena};
    static const char *const endings[] = {".pdf", ".pdf", ".txt", ".html"};
    builder_add(&path, path_name(project->edition));
    builder_add_c(&path, endings[options->form]);
    return builder_text(&path);
}

static void print_result(Str path, size_t pages, size_t bytes, int64_t milliseconds,
                         DiagLanguage language) {
    bool french = language == DIAG_FRENCH;
    printf(french ? "%.*s : %zu page%s, %zu Ko, %lld ms\n" : "%.*s: %zu page%s, %zu KB, %lld ms\n",
           (int)path.length, path.bytes, pages, pages == 1 ? "" : "s", (bytes + 999) / 1000,
           (long long)milliseconds);
}

static bool make_pdf(Pipeline *pipeline, const Options *options, Str *bytes) {
    PdfOptions pdf;
    return pdf_settings_read(pipeline, options, &pdf) &&
           pdf_make(&pipeline->list, &pdf, pipeline->arena, bytes, pipeline->diag);
}

/* What is read rather than looked at. The pages are made for the numbers that references give. */
static bool make_spoken(Pipeline *pipeline, const Options *options, Str *bytes) {
    const Document *document = pipeline->document;
    SpokenEdition spoken = {.document = document,
                            .root = structure_build(pipeline->arena, document),
                            .language = document->language,
                            .book = &pipeline->book,
                            .pictures = &pipeline->pictures,
                            .languages = &pipeline->setter.languages};
    StrBuilder out = {.arena = pipeline->arena};
    if (options->form == OUTPUT_HTML) {
        html_write(&spoken, pipeline->arena, &out, pipeline->diag);
    } else {
        speech_write(&spoken, pipeline->arena, &out);
    }
    *bytes = builder_text(&out);
    return true;
}

static void build(Pipeline *pipeline, const Options *options, const struct timespec *begin) {
    Str bytes;
    bool spoken = options->form == OUTPUT_TEXT || options->form == OUTPUT_HTML;
    if (!(spoken ? make_spoken : make_pdf)(pipeline, options, &bytes)) return;
    catalogue_verify(pipeline->setter.catalogue, pipeline->diag); /* all are open now */
    if (diag_worst(pipeline->diag) == DIAG_ERROR) return;
    Str path = output_path(pipeline->arena, options, &pipeline->project);
    if (!options->no_preflight &&
        !preflight_claims_hold(bytes, path, pipeline->arena, pipeline->diag))
        return;
    if (!file_write(pipeline->arena, path, bytes, pipeline->diag)) return;
    print_result(path, pipeline->list.page_count, bytes.length, milliseconds_since(begin),
                 options->language);
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

/* The first cause, where the stored file can be read; else nothing. */
static void print_cause(Pipeline *pipeline, const Options *options, Str expected, Str actual) {
    Diag quiet = {.arena = pipeline->arena, .language = options->language};
    Source sources[2] = {{.path = options->check, .text = expected},
                         {.path = options->editions.items[0], .text = actual}};
    const Snapshot *old = snapshot_read(pipeline->arena, &sources[0], &quiet);
    const Snapshot *new = snapshot_read(pipeline->arena, &sources[1], &quiet);
    if (old == NULL || new == NULL || old->level != new->level) return;
    SnapshotDiff diff = snapshot_diff(pipeline->arena, old, new, /*tolerance*/ 0);
    StrBuilder out = {.arena = pipeline->arena};
    diff_report_write(&diff, &(ReportOptions){options->language, false}, pipeline->arena, &out);
    print(stdout, builder_text(&out));
}

/* Compares with the stored file, at its level unless another is asked for; renews it if told to. */
static int check_snapshot(Pipeline *pipeline, const Options *options) {
    SnapshotLevel level = SNAPSHOT_LINES;
    Str expected = STR(""), found;
    bool stored = file_exists(options->check);
    if ((stored || !options->accept) &&
        !file_read(pipeline->arena, options->check, &expected, pipeline->diag, (Span){0}))
        return EXIT_MISTAKE;
    if (!snapshot_find_level(expected, &level)) level = SNAPSHOT_LINES;
    if (options->level_given) level = options->level;
    if (!pipeline_snapshot(pipeline, level, &found)) return EXIT_MISTAKE;
    if (stored && str_equal(expected, found)) return EXIT_GOOD;
    if (!options->accept) print_first_difference(options, expected, found);
    if (stored) print_cause(pipeline, options, expected, found);
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
        print(stdout, text);
    }
    return EXIT_GOOD;
}

/* ---- check ---- */

static void list_lines(const Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_lines(&pipeline->list, options, pipeline->arena, &out);
    print(stdout, builder_text(&out));
}

/* What concerns the text alone is told even where no page could be set. */
static void check_text(const Pipeline *pipeline) {
    if (pipeline->document == NULL || pipeline->setter.languages.main == NULL) return;
    document_check_ids(pipeline->document, pipeline->diag);
    document_report_repairs(pipeline->document, pipeline->diag);
    document_proofread(pipeline->document, &pipeline->setter.languages, pipeline->diag);
    document_check_forms(pipeline->document, &pipeline->setter.languages, pipeline->diag);
}

static void check_pages(Pipeline *pipeline, const Options *options) {
    pipeline_paint(pipeline);
    if (options->lines) list_lines(pipeline, options);
}

/* ---- explain ---- */

static void explain_edition(Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    if (command_explain(pipeline, options, &out)) print(stdout, builder_text(&out));
}

/* ---- preview ---- */

static void preview_edition(Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_preview(pipeline, options, &out);
    print(stdout, builder_text(&out));
}

/* ---- readings ---- */

static void list_readings(const Pipeline *pipeline, const Options *options) {
    StrBuilder out = {.arena = pipeline->arena};
    command_readings(pipeline->document, options, pipeline->arena, &out);
    print(stdout, builder_text(&out));
}

/* ---- the whole ---- */

static bool open_pipeline(Pipeline *pipeline, Arena *arena, const Options *options, Str edition,
                          Progress progress, Diag *diag) {
    if (options->command == COMMAND_READINGS)
        return pipeline_read(pipeline, arena, edition, options->project, diag);
    if (options->command == COMMAND_EXPLAIN || options->grid)
        return pipeline_explain(pipeline, arena, edition, options->project, progress, diag);
    return pipeline_open(pipeline, arena, edition, options->project, progress, diag);
}

/* A machine that does not let us read or write, or a wrong name on the command line, is not the
 * author's mistake. */
static int status_of(const Diag *diag, int status) {
    if (diag_worst(diag) < (int)DIAG_ERROR) return status;
    for (size_t i = 0; i < diag->reports.count; i++) {
        MessageCode code = diag->reports.items[i].code;
        bool usage = code == MESSAGE_EDITION_MISSING || code == MESSAGE_PROJECT_MISSING ||
                     code == MESSAGE_SOURCE_DATE_MALFORMED || code == MESSAGE_PAGE_ABSENT ||
                     code == MESSAGE_PREVIEW_TOO_LARGE;
        bool no_place =
            diag->reports.items[i].where.source == NULL && code == MESSAGE_FILE_UNREADABLE;
        if (usage || no_place || code == MESSAGE_FILE_UNWRITABLE) return EXIT_MACHINE;
    }
    return EXIT_MISTAKE;
}

static int run_edition(const Options *options, Str edition) {
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    Pipeline pipeline;
    int status = EXIT_GOOD;
    Terminal terminal;
    Progress progress = terminal_progress(&terminal, edition, begin);
    bool ready = open_pipeline(&pipeline, arena, options, edition, progress, &diag);
    terminal_clear(&terminal);
    if (ready && diag_worst(&diag) < (int)DIAG_ERROR) {
        if (options->command == COMMAND_BUILD) build(&pipeline, options, &begin);
        if (options->command == COMMAND_CHECK) check_pages(&pipeline, options);
        if (options->command == COMMAND_EXPLAIN) explain_edition(&pipeline, options);
        if (options->command == COMMAND_PREVIEW) preview_edition(&pipeline, options);
        if (options->command == COMMAND_SNAPSHOT) status = write_snapshot(&pipeline, options);
    }
    if (ready && options->command == COMMAND_READINGS) list_readings(&pipeline, options);
    if (options->command == COMMAND_CHECK) check_text(&pipeline);
    status = status_of(&diag, status);
    print_reports(&diag, options, arena);
    pipeline_close(&pipeline);
    arena_close(arena);
    return status;
}

int command_run(const Options *options) {
    if (options->command == COMMAND_DIFF) return command_diff(options);
    if (options->command == COMMAND_PREFLIGHT) return command_preflight(options);
    int worst = EXIT_GOOD;
    for (size_t i = 0; i < options->editions.count; i++) {
        int status = run_edition(options, options->editions.items[i]);
        if (status > worst) worst = status;
    }
    return worst;
}
