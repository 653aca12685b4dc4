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

/* The same for several pieces of work at once, a line each. */
typedef struct TerminalLine {
    Str name;
    unsigned percent;
} TerminalLine;
typedef struct TerminalBlock {
    struct timespec begin;
    bool listens;    /* standard error is a terminal */
    size_t standing; /* lines on the terminal */
} TerminalBlock;
TerminalBlock terminal_block(struct timespec begin);
/* Shows the lines in the place of those that stand there; nothing before half a second is over. */
void terminal_block_show(TerminalBlock *block, const TerminalLine *lines, size_t count);
void terminal_block_clear(TerminalBlock *block);

/* Takes the line away again. */
void terminal_clear(Terminal *terminal);

/* Milliseconds from a moment of CLOCK_MONOTONIC to now. */
int64_t milliseconds_since(const struct timespec *begin);

#endif
