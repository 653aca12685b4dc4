/* maquette diff; see command_diff.h.
 *
 * In: two names. Each becomes a snapshot: a file is read, an edition is set. Out: the report on
 * standard output; what is wrong with one of the two on standard error. */
#include "app/command_diff.h"

#include <stdio.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/diff_formats.h"
#include "app/diff_html.h"
#include "app/pipeline.h"
#include "app/terminal.h"
#include "base/file.h"
#include "output/diff_report.h"
#include "output/snapshot_read.h"

/* One of the two that are compared. */
typedef struct Side {
    Str name;
    bool edition; /* a folder; else a snapshot's file */
    Diag diag;
    Pipeline pipeline; /* of an edition */
    Snapshot *snapshot;
} Side;

static void print_side(Side *side, const Options *options, Arena *arena) {
    StrBuilder out = {.arena = arena};
    if (diag_worst(&side->diag) < (int)DIAG_ERROR)
        return; /* what is only doubtful is no news here */
    diag_write(&side->diag, options->format, &out);
    stream_write(stderr, builder_text(&out));
}

static void read_file(Side *side, Arena *arena) {
    const Source *source = source_read(arena, side->name, side->name, &side->diag, (Span){0});
    if (source != NULL) side->snapshot = snapshot_read(arena, source, &side->diag);
}

static void set_edition(Side *side, Arena *arena, const Options *options, SnapshotLevel level) {
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    Terminal terminal;
    Progress progress = terminal_progress(&terminal, side->name, begin);
    bool ready =
        pipeline_open(&side->pipeline, arena, side->name, options->project, progress, &side->diag);
    terminal_clear(&terminal);
    if (!ready || diag_worst(&side->diag) >= (int)DIAG_ERROR) return;
    Source *source = ARENA_NEW(arena, Source);
    source->path = side->name;
    if (!pipeline_snapshot(&side->pipeline, level, &source->text)) return;
    side->snapshot = snapshot_read(arena, source, &side->diag);
}

/* Both as snapshots of one level; false after a report. An edition is told at the level of the
 * snapshot that it is compared with. */
static bool read_sides(Side sides[2], Arena *arena, const Options *options) {
    SnapshotLevel level = options->level_given ? options->level : SNAPSHOT_LINES;
    for (int i = 0; i < 2; i++) {
        sides[i].edition = folder_exists(sides[i].name);
        if (!sides[i].edition) read_file(&sides[i], arena);
        if (sides[i].snapshot != NULL) level = sides[i].snapshot->level;
    }
    for (int i = 0; i < 2; i++) {
        if (sides[i].edition) set_edition(&sides[i], arena, options, level);
    }
    if (sides[0].snapshot == NULL || sides[1].snapshot == NULL) return false;
    if (sides[0].snapshot->level == sides[1].snapshot->level) return true;
    diag_report(&sides[1].diag, MESSAGE_SNAPSHOT_LEVELS, (Span){0},
                ARGS(str_from_c(snapshot_level_name(sides[0].snapshot->level)),
                     str_from_c(snapshot_level_name(sides[1].snapshot->level))));
    return false;
}

/* Of the new edition, or the only one, from the project's root. */
static Str edition_folder(const Side sides[2]) {
    for (int i = 1; i >= 0; i--) {
        if (sides[i].edition) return sides[i].pipeline.project.shown;
    }
    return STR("");
}

/* False after a report. */
static bool write_html(const SnapshotDiff *diff, const Options *options, const DiffNames *names,
                       Side sides[2], Arena *arena) {
    StrBuilder out = {.arena = arena};
    const Pipeline *pipelines[2];
    for (int i = 0; i < 2; i++) pipelines[i] = sides[i].edition ? &sides[i].pipeline : NULL;
    diff_write_html(diff, names, pipelines[0], pipelines[1], &out);
    return file_write(arena, options->html, builder_text(&out), &sides[1].diag);
}

/* False after a report. */
static bool write_report(const SnapshotDiff *diff, const Options *options, Side sides[2],
                         Arena *arena) {
    StrBuilder out = {.arena = arena};
    DiffNames names = {sides[0].name, sides[1].name, edition_folder(sides), options->language};
    ReportOptions report = {options->language, isatty(STDOUT_FILENO) == 1};
    switch (options->report) {
    case REPORT_TEXT: diff_report_write(diff, &report, arena, &out); break;
    case REPORT_JSON: diff_write_json(diff, &names, arena, &out); break;
    case REPORT_JUNIT: diff_write_junit(diff, &names, arena, &out); break;
    case REPORT_SARIF: diff_write_sarif(diff, &names, arena, &out); break;
    }
    stream_write(stdout, builder_text(&out));
    return options->html.length == 0 || write_html(diff, options, &names, sides, arena);
}

int command_diff(const Options *options) {
    Arena *arena = arena_open();
    int status = EXIT_MACHINE;
    Side sides[2];
    for (int i = 0; i < 2; i++) {
        sides[i] = (Side){.name = options->editions.items[i],
                          .diag = {.arena = arena, .language = options->language}};
    }
    if (read_sides(sides, arena, options)) {
        SnapshotDiff diff =
            snapshot_diff(arena, sides[0].snapshot, sides[1].snapshot, options->tolerance);
        status = snapshot_diff_is_empty(&diff) ? EXIT_GOOD : EXIT_MISTAKE;
        if (snapshot_diff_is_broken(&diff)) status = EXIT_BROKEN;
        if (!write_report(&diff, options, sides, arena)) status = EXIT_MACHINE;
    }
    for (int i = 0; i < 2; i++) {
        print_side(&sides[i], options, arena);
        if (sides[i].edition) pipeline_close(&sides[i].pipeline);
    }
    arena_close(arena);
    return status;
}
