/* The command line. */
#ifndef MAQUETTE_APP_OPTIONS_H
#define MAQUETTE_APP_OPTIONS_H

#include "base/diag.h"

typedef enum Command {
    COMMAND_BUILD,
    COMMAND_CHECK,
    COMMAND_SNAPSHOT,
    COMMAND_EXPLAIN,
    COMMAND_READINGS,
    COMMAND_HELP,
    COMMAND_VERSION
} Command;

typedef struct Options {
    Command command;
    VEC(Str) editions;
    Str output;  /* -o; empty: the command's default */
    Str check;   /* snapshot --check; empty: none */
    Str project; /* --project; empty: searched above the edition */
    bool print;  /* --output print */
    bool lines;  /* check --lines */
    Str html;    /* explain --html; empty: none */
    size_t page; /* explain --page; 0: all */
    DiagFormat format;
    DiagLanguage language;
} Options;

/* Reads the arguments. False after a line on standard error that says what is wrong and what is
 * near it. */
bool options_read(Arena *arena, int argument_count, char **arguments, Options *options);

/* What --help prints. */
Str options_help(DiagLanguage language);

#endif
