/* `maquette build`: an edition's file, and what the last line says of it. */
#ifndef MAQUETTE_APP_COMMAND_BUILD_H
#define MAQUETTE_APP_COMMAND_BUILD_H

#include "app/options.h"
#include "app/pipeline.h"

typedef struct BuildResult {
    bool written;
    size_t pages, bytes;
} BuildResult;

/* Where the file goes: the path given, in --all the folder given, else the working folder; with the
 * edition's name where none is said. */
Str build_path(Arena *arena, const Options *options, const Project *project);

/* Makes the file of an edition whose pages are set and writes it to its path. What is wrong is
 * reported; then no file is written. */
BuildResult build_write(Pipeline *pipeline, const Options *options);

/* The last line of a build. */
void build_print(Str path, const BuildResult *result, int64_t milliseconds, DiagLanguage language);

#endif
