/* Files: read whole, written beside and renamed. */
#ifndef MAQUETTE_BASE_FILE_H
#define MAQUETTE_BASE_FILE_H

#include <stdio.h>

#include "base/diag.h"

/* Reads a file whole into the arena. On failure gives false and reports MESSAGE_FILE_UNREADABLE at
 * where. Directories and files over 1 GiB are refused. */
bool file_read(Arena *arena, Str path, Str *bytes, Diag *diag, Span where);

/* Reads a text: as file_read, and refuses what is not UTF-8 with the place of the fault; a byte
 * order mark is dropped, CR LF and CR become LF. shown is the path in messages. NULL after a
 * report. */
Source *source_read(Arena *arena, Str path, Str shown, Diag *diag, Span where);

/* Writes bytes to a new file beside path and renames it over path, so that a reader sees the old
 * file or the new one whole. False after a report; then the old file is untouched. */
bool file_write(Arena *arena, Str path, Str bytes, Diag *diag);

/* Makes a folder, and those above it; one that is there is fine. False after a report. */
bool folder_make(Arena *arena, Str path, Diag *diag);

/* Writes a text to a stream that is open; whether it could is told by ferror. */
void stream_write(FILE *stream, Str text);

bool file_exists(Str path);
bool folder_exists(Str path);

/* The names in a folder, sorted by bytes, without "." and "..". False after a report. */
bool folder_list(Arena *arena, Str path, Str **names, size_t *count, Diag *diag);

/* folder + "/" + name; name alone if the folder is empty. */
Str path_join(Arena *arena, Str folder, Str name);
/* Everything before the last slash ("." where there is none), and everything after it. */
Str path_folder(Str path);
Str path_name(Str path);
/* True for a path that stays below the folder it is read from: relative, no "..", no back slash. */
bool path_stays_inside(Str path);

#endif
