/* The project's fonts: fonts/fonts.yaml names families, their faces, the package that carries each
 * file and its SHA-256; files are found on the machine, never vendored. */
#ifndef MAQUETTE_FONT_CATALOGUE_H
#define MAQUETTE_FONT_CATALOGUE_H

#include "data/yaml.h"
#include "font/face.h"

typedef struct Catalogue Catalogue;

/* Reads the catalogue; no font file is opened yet. NULL after a report. Close it: it closes its
 * faces. */
Catalogue *catalogue_open(Arena *arena, const YamlNode *root, Diag *diag);
void catalogue_close(Catalogue *catalogue);

/* True if the family exists. The nearest known name, for messages. */
bool catalogue_has_family(const Catalogue *catalogue, Str family);
Str catalogue_nearest_family(const Catalogue *catalogue, Str family);

/* The face of a family for a weight (100..1000) and slant: the exact one, else the nearest weight
 * as CSS Fonts 4 section 5.2 orders them; opened at first use. A missing file is an error that
 * names the package to install; then NULL. Its checksum is taken meanwhile: see catalogue_verify.
 * where is the style that asks. */
const Face *catalogue_find_face(Catalogue *catalogue, Str family, int weight, bool italic,
                                Span where, Diag *diag);
/* The face to try for a character that face lacks: from the family's `fallback:` list, of like
 * weight and slant; NULL if none has it. */
const Face *catalogue_find_fallback(Catalogue *catalogue, const Face *face, uint32_t codepoint,
                                    Diag *diag);

/* The faces opened so far, in the order of the catalogue's file. */
size_t catalogue_face_count(const Catalogue *catalogue);
const Face *catalogue_face(const Catalogue *catalogue, size_t index);
/* What it is in the catalogue: "Vollkorn 400 roman". In the arena. */
Str catalogue_face_title(Arena *arena, const Catalogue *catalogue, size_t index);

/* Compares the checksums of all files opened so far. A different file is an error that names the
 * package; then false. To be asked before anything made with the faces leaves the program. */
bool catalogue_verify(Catalogue *catalogue, Diag *diag);

#endif
