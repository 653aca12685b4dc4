/* A progress line on a terminal, where work takes longer than half a second. */
#ifndef MAQUETTE_APP_TERMINAL_H
#define MAQUETTE_APP_TERMINAL_H

#include <stdbool.h>
#include <time.h>

#include "base/progress.h"
#include "base/str.h"

typedef struct Terminal {
    Str name; /* what is worked on */
    struct timespec begin;
    bool shown; /* a line stands on the terminal */
    size_t percent;
} Terminal;

/* A progress that shows itself on standard error if that is a terminal, else one that nobody
 * listens to. The terminal must outlive it. */
Progress terminal_progress(Terminal *terminal, Str name, struct timespec begin);

/* Takes the line away again. */
void terminal_clear(Terminal *terminal);

/* Milliseconds from a moment of CLOCK_MONOTONIC to now. */
int64_t milliseconds_since(const struct timespec *begin);

#endif
