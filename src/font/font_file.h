/* A font file's bytes: mapped, not copied, and their checksum. A brochure opens some eight files of
 * half a megabyte and uses a tenth of each. */
#ifndef MAQUETTE_FONT_FONT_FILE_H
#define MAQUETTE_FONT_FONT_FILE_H

#include "base/diag.h"

typedef struct FontFile {
    Str bytes;
    bool mapped; /* else in the arena */
} FontFile;

/* Maps the file, or reads it into the arena where it cannot be mapped. False after a report. Close
 * it. */
bool font_file_open(FontFile *file, Arena *arena, Str path, Diag *diag, Span where);
void font_file_close(FontFile *file);

/* The SHA-256 of bytes as 64 lower-case hexadecimal figures. */
enum { SHA256_HEX_LENGTH = 64 };
Str sha256_hex(Arena *arena, Str bytes);

#endif
