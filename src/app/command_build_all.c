/* Builds all editions, each in a process; see command_build_all.h. A process answers with the
 * numbers of its run and then its messages. */
#include "app/command_build_all.h"

#include <stdio.h>
#include <string.h>

#include "app/batch.h"
#include "app/commands.h"
#include "app/project.h"
#include "app/terminal.h"
#include "base/file.h"

typedef struct RunNumbers {
    int status;
    bool written;
    size_t errors, warnings, pages, bytes;
    int64_t milliseconds;
} RunNumbers;

typedef struct BuildAll {
    const Options *options;
    Arena *arena;
    Str *editions; /* their folders, as paths */
    Str *shown;    /* ... and as messages name them */
    size_t count;
    RunNumbers *runs;
    size_t told; /* editions whose messages are printed */
    int worst;
    TerminalBlock block;
    TerminalLine *lines;
} BuildAll;

static void print_reports(const Diag *diag, DiagFormat format) {
    StrBuilder out = {.arena = diag->arena};
    if (diag->reports.count > 0) diag_write(diag, format, &out);
    stream_write(stderr, builder_text(&out));
}

/* ---- which ---- */

/* A folder without edition.yaml that holds sections is an edition as well, and its build will say
 * what is missing. */
static bool holds_edition(Arena *arena, Str folder, Diag *diag) {
    if (file_exists(path_join(arena, folder, STR("edition.yaml")))) return true;
    Str *names;
    size_t count = 0;
    if (!folder_list(arena, folder, &names, &count, diag)) return false;
    for (size_t i = 0; i < count; i++) {
        if (str_ends_with(names[i], STR(".md"))) return true;
    }
    return false;
}

static bool find_editions(BuildAll *all, Diag *diag) {
    Project project;
    if (!project_find(all->arena, STR("."), all->options->project, &project, diag)) return false;
    Str content = path_join(all->arena, project.root, STR("content")), *names;
    size_t count;
    if (!folder_list(all->arena, content, &names, &count, diag)) return false;
    all->editions = ARENA_ARRAY(all->arena, Str, count);
    all->shown = ARENA_ARRAY(all->arena, Str, count);
    for (size_t i = 0; i < count; i++) {
        Str folder = path_join(all->arena, content, names[i]);
        if (!folder_exists(folder) || !holds_edition(all->arena, folder, diag)) continue;
        all->shown[all->count] = path_join(all->arena, STR("content"), names[i]);
        all->editions[all->count++] = folder;
    }
    if (all->count == 0) diag_report(diag, MESSAGE_EDITIONS_MISSING, (Span){0}, ARGS(content));
    return all->count > 0;
}

/* ---- one edition ---- */

static Str build_edition(const void *context, size_t job, Progress progress, Arena *arena) {
    const BuildAll *all = context;
    EditionRun run = edition_run(all->options, all->editions[job], progress, NULL, arena);
    RunNumbers numbers = {.status = run.status,
                          .written = run.built.written,
                          .errors = run.errors,
                          .warnings = run.warnings,
                          .pages = run.built.pages,
                          .bytes = run.built.bytes,
                          .milliseconds = run.milliseconds};
    StrBuilder answer = {.arena = arena};
    builder_add(&answer, (Str){(const char *)&numbers, sizeof numbers});
    builder_add(&answer, run.messages);
    return builder_text(&answer);
}

static RunNumbers run_lost(const BuildAll *all, size_t edition, int number) {
    StrBuilder signal = {.arena = all->arena};
    if (number > 0) builder_add_format(&signal, "%d", number);
    Diag diag = {.arena = all->arena, .language = all->options->language};
    diag_report(&diag, MESSAGE_EDITION_LOST, (Span){0},
                ARGS(all->shown[edition], builder_text(&signal)));
    print_reports(&diag, all->options->format);
    return (RunNumbers){.status = EXIT_MACHINE, .errors = 1};
}

static void tell_edition(BuildAll *all, size_t edition, const BatchJob *job) {
    RunNumbers *run = &all->runs[edition];
    if (job->answered && job->answer.length >= sizeof *run) {
        memcpy(run, job->answer.bytes, sizeof *run);
        stream_write(stderr, str_slice(job->answer, sizeof *run, job->answer.length));
    } else {
        *run = run_lost(all, edition, job->signal);
    }
    if (run->status > all->worst) all->worst = run->status;
}

/* Messages come in the order of the editions, as soon as those before have theirs. */
static void watch_editions(void *context, const BatchJob *jobs) {
    BuildAll *all = context;
    if (all->told < all->count && jobs[all->told].ended) terminal_block_clear(&all->block);
    for (; all->told < all->count && jobs[all->told].ended; all->told++)
        tell_edition(all, all->told, &jobs[all->told]);
    if (all->told == all->count) return;
    for (size_t i = 0; i < all->count; i++)
        all->lines[i] = (TerminalLine){all->shown[i], jobs[i].percent};
    terminal_block_show(&all->block, all->lines, all->count);
}

/* ---- the table ---- */

enum { COLUMN_EDITION, COLUMN_PAGES, COLUMN_SIZE, COLUMN_TIME, COLUMN_WARNINGS, COLUMN_COUNT };

static Str number_text(Arena *arena, bool known, int64_t number) {
    StrBuilder text = {.arena = arena};
    if (!known) return STR("–");
    builder_add_int(&text, number);
    return builder_text(&text);
}

static void fill_row(const BuildAll *all, size_t edition, Str row[COLUMN_COUNT]) {
    const RunNumbers *run = &all->runs[edition];
    row[COLUMN_EDITION] = all->shown[edition];
    row[COLUMN_PAGES] = number_text(all->arena, run->pages > 0, (int64_t)run->pages);
    row[COLUMN_SIZE] = number_text(all->arena, run->written, (int64_t)((run->bytes + 999) / 1000));
    row[COLUMN_TIME] = number_text(all->arena, true, run->milliseconds);
    row[COLUMN_WARNINGS] = number_text(all->arena, true, (int64_t)run->warnings);
}

static void fill_head(DiagLanguage language, Str row[COLUMN_COUNT]) {
    static const char *const words[2][COLUMN_COUNT] = {
        [DIAG_ENGLISH] = {"edition", "pages", "KB", "ms", "warnings"},
        [DIAG_FRENCH] = {"édition", "pages", "Ko", "ms", "avertissements"}};
    for (size_t i = 0; i < COLUMN_COUNT; i++) row[i] = str_from_c(words[language][i]);
}

static void add_spaces(StrBuilder *out, size_t count) {
    for (size_t i = 0; i < count; i++) builder_add_byte(out, ' ');
}

/* Names stand at the left, numbers at the right of their columns. */
static void add_row(StrBuilder *out, Str row[COLUMN_COUNT], const size_t widths[COLUMN_COUNT]) {
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        size_t rest = widths[i] - utf8_count(row[i]);
        if (i > 0) add_spaces(out, rest + 2);
        builder_add(out, row[i]);
        if (i == 0) add_spaces(out, rest);
    }
}

static void add_failure(StrBuilder *out, const RunNumbers *run, DiagLanguage language) {
    if (run->written) return;
    const char *words =
        language == DIAG_FRENCH ? "  non écrite : %zu erreur%s" : "  not written: %zu error%s";
    builder_add_format(out, words, run->errors, run->errors == 1 ? "" : "s");
}

static void print_table(const BuildAll *all) {
    size_t widths[COLUMN_COUNT] = {0};
    Str(*rows)[COLUMN_COUNT] = arena_take(all->arena, sizeof *rows, all->count + 1);
    fill_head(all->options->language, rows[0]);
    for (size_t i = 0; i < all->count; i++) fill_row(all, i, rows[i + 1]);
    for (size_t i = 0; i <= all->count; i++) {
        for (size_t column = 0; column < COLUMN_COUNT; column++) {
            size_t width = utf8_count(rows[i][column]);
            if (width > widths[column]) widths[column] = width;
        }
    }
    StrBuilder out = {.arena = all->arena};
    for (size_t i = 0; i <= all->count; i++) {
        add_row(&out, rows[i], widths);
        if (i > 0) add_failure(&out, &all->runs[i - 1], all->options->language);
        builder_add_byte(&out, '\n');
    }
    stream_write(stdout, builder_text(&out));
}

/* ---- the whole ---- */

static void build_editions(BuildAll *all) {
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    all->block = terminal_block(begin);
    all->runs = ARENA_ARRAY(all->arena, RunNumbers, all->count);
    all->lines = ARENA_ARRAY(all->arena, TerminalLine, all->count);
    BatchTask task = {build_edition, watch_editions, all};
    batch_run(all->arena, &task, all->count);
    terminal_block_clear(&all->block);
    print_table(all);
}

int command_build_all(const Options *options) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    BuildAll all = {.options = options, .arena = arena, .worst = EXIT_GOOD};
    bool ready = find_editions(&all, &diag) &&
                 (options->output.length == 0 || folder_make(arena, options->output, &diag));
    print_reports(&diag, options->format);
    if (ready) build_editions(&all);
    arena_close(arena);
    return ready ? all.worst : EXIT_MACHINE;
}
