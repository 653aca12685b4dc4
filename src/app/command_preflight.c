/* maquette preflight; see command_preflight.h. */
#include "app/command_preflight.h"

#include <stdio.h>

#include "app/commands.h"
#include "base/file.h"
#include "preflight/preflight.h"

static int check_file(const Options *options, Str path) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    PreflightReport report;
    StrBuilder out = {.arena = arena}, messages = {.arena = arena};
    Str bytes;
    int status = EXIT_MACHINE;
    if (file_read(arena, path, &bytes, &diag, (Span){0}) &&
        preflight(bytes, path, options->standards, arena, &report, &diag)) {
        if (options->report == REPORT_JSON)
            report_write_json(&report, path, options->language, &out);
        else
            report_write(&report, path, options->language, &out);
        status = report.broken == 0 ? EXIT_GOOD : EXIT_MISTAKE;
    }
    stream_write(stdout, builder_text(&out));
    if (diag.reports.count > 0) diag_write(&diag, options->format, &messages);
    stream_write(stderr, builder_text(&messages));
    arena_close(arena);
    return status;
}

int command_preflight(const Options *options) {
    int worst = EXIT_GOOD;
    for (size_t i = 0; i < options->editions.count; i++) {
        int status = check_file(options, options->editions.items[i]);
        if (status > worst) worst = status;
    }
    return worst;
}
