/* Where a project's files are. */
#ifndef MAQUETTE_APP_PROJECT_H
#define MAQUETTE_APP_PROJECT_H

#include "base/diag.h"

typedef struct Project {
    Str root;    /* the folder that holds layouts/ and fonts/, as an absolute path */
    Str edition; /* the edition's folder, as an absolute path */
    Str shown;   /* how messages name the edition: from the root where it lies inside, else its own
                    name */
} Project;

/* Finds the project of an edition: the one given, or the nearest folder above the edition that
 * holds layouts/ and fonts/. False after a report. */
bool project_find(Arena *arena, Str edition, Str given, Project *project, Diag *diag);

/* The edition that another one translates: its folder as `source:` says it, from the edition's own
 * folder on: inside the project, or beside an edition that lies outside of it. False after a report
 * at where. */
bool project_find_source(Arena *arena, const Project *project, Str source, Span where,
                         Project *found, Diag *diag);

/* The way from a folder, which need not exist yet, to the project's edition: "../fr". Empty where
 * the folder lies outside the project and not beside the edition. */
Str project_relative(Arena *arena, const Project *project, Str folder);

#endif
