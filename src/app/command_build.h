/* `maquette build`: an edition's files, and what the last lines say of them. */
#ifndef MAQUETTE_APP_COMMAND_BUILD_H
#define MAQUETTE_APP_COMMAND_BUILD_H

#include "app/options.h"
#include "app/pipeline.h"

typedef struct BuildFile {
    Str path, data; /* in the pipeline's arena */
} BuildFile;

typedef struct BuildResult {
    bool written;
    size_t pages, bytes; /* of all files together */
    BuildFile files[OUTPUT_FORMS];
    int file_count;
} BuildResult;

/* Makes the files of an edition whose pages are set: one layout for all of them. Their paths are
 * the one given; or where several are made, and in --all, in the folder given, else in the working
 * folder, with the edition's name: fr.pdf; of two PDF fr-screen.pdf and fr-print.pdf. What is wrong
 * is reported; then none is written. */
BuildResult build_write(Pipeline *pipeline, const Options *options);

/* The last lines of a build, one a file. */
void build_print(const BuildResult *result, int64_t milliseconds, DiagLanguage language);

#endif
