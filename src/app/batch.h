/* Several pieces of work at once, each in a process of its own, so that one that ends badly, by a
 * fault or for want of memory, takes no other with it, and libraries need not share anything.
 *
 * As many run at a time as the machine has processors. What a piece gives is a text, read from a
 * pipe while it works; all of them are gathered by one poll(2). */
#ifndef MAQUETTE_APP_BATCH_H
#define MAQUETTE_APP_BATCH_H

#include "base/progress.h"
#include "base/str.h"

typedef struct BatchJob {
    unsigned percent;     /* of its work, as told */
    bool ended, answered; /* answered: it ended well */
    Str answer;           /* what its work gave */
    int signal;           /* that ended it; 0: none, or it could not begin */
} BatchJob;

typedef struct BatchTask {
    /* The work on a job, in a process of its own: the answer, in the arena. */
    Str (*work)(const void *context, size_t job, Progress progress, Arena *arena);
    /* Called here each time a job moves on or ends. */
    void (*watch)(void *context, const BatchJob *jobs);
    void *context;
} BatchTask;

/* Works on jobs 0 to count - 1; gives them all ended, in the arena. Standard output and standard
 * error are written out first. */
BatchJob *batch_run(Arena *arena, const BatchTask *task, size_t count);

#endif
