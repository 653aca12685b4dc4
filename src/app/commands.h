/* What the program can be asked to do. */
#ifndef MAQUETTE_APP_COMMANDS_H
#define MAQUETTE_APP_COMMANDS_H

#include "app/command_build.h"
#include "app/options.h"
#include "app/terminal.h"

/* Exit statuses. */
#define EXIT_GOOD    0
#define EXIT_MISTAKE 1
#define EXIT_MACHINE 2
#define EXIT_BROKEN  3 /* diff: something that must hold no longer does */

/* How a command ended for one edition. */
typedef struct EditionRun {
    int status; /* of the exit */
    size_t errors, warnings;
    int64_t milliseconds;
    BuildResult built; /* of build; the files' data are gone */
    Str messages;      /* the reports, as they are to be printed on standard error */
} EditionRun;

/* Runs the command for one edition. Its result is printed, but for that of build; messages and
 * paths live in the arena. The terminal, NULL if there is none, shows the progress and is cleared
 * before anything is printed. */
EditionRun edition_run(const Options *options, Str edition, Progress progress, Terminal *terminal,
                       Arena *arena);

/* Prints what was reported. Gives the exit status: that of the worst report, or status where no
 * error was reported. */
int command_end(const Options *options, const Diag *diag, int status);

/* Runs the command; everything it has to say is printed. Gives the exit status. */
int command_run(const Options *options);

#endif
