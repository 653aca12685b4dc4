/* Progress lines; see terminal.h. */
#include "app/terminal.h"

#include <stdio.h>
#include <unistd.h>

/* Shorter work needs no line. */
#define PATIENCE_MILLISECONDS 500

int64_t milliseconds_since(const struct timespec *begin) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - begin->tv_sec) * 1000 + (now.tv_nsec - begin->tv_nsec) / 1000000;
}

static void show(void *context, size_t done, size_t total) {
    Terminal *terminal = context;
    size_t percent = total > 0 ? done * 100 / total : 0;
    if (terminal->shown && percent == terminal->percent) return;
    if (milliseconds_since(&terminal->begin) < PATIENCE_MILLISECONDS) return;
    fprintf(stderr, "\r%.*s: %zu %%", (int)terminal->name.length, terminal->name.bytes, percent);
    fflush(stderr);
    terminal->shown = true;
    terminal->percent = percent;
}

Progress terminal_progress(Terminal *terminal, Str name, struct timespec begin) {
    *terminal = (Terminal){.name = name, .begin = begin};
    if (!isatty(STDERR_FILENO)) return (Progress){0};
    return (Progress){show, terminal};
}

void terminal_clear(Terminal *terminal) {
    if (!terminal->shown) return;
    fputs("\r\033[K", stderr); /* ECMA-48, 8.3.41: erase in line */
    fflush(stderr);
    terminal->shown = false;
}

TerminalBlock terminal_block(struct timespec begin) {
    return (TerminalBlock){.begin = begin, .listens = isatty(STDERR_FILENO)};
}

void terminal_block_clear(TerminalBlock *block) {
    if (block->standing == 0) return;
    /* ECMA-48, 8.3.22 and 8.3.39: cursor up, erase to the page's end */
    fprintf(stderr, "\033[%zuA\033[J", block->standing);
    fflush(stderr);
    block->standing = 0;
}

void terminal_block_show(TerminalBlock *block, const TerminalLine *lines, size_t count) {
    if (!block->listens || milliseconds_since(&block->begin) < PATIENCE_MILLISECONDS) return;
    terminal_block_clear(block);
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "%.*s: %u %%\n", (int)lines[i].name.length, lines[i].name.bytes,
                lines[i].percent);
    }
    fflush(stderr);
    block->standing = count;
}
