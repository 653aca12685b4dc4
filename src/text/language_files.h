/* Where the rules of languages stand. */
#ifndef MAQUETTE_TEXT_LANGUAGE_FILES_H
#define MAQUETTE_TEXT_LANGUAGE_FILES_H

#include "data/yaml.h"

/* The file of a language tag, relative to the root; empty if it has none. */
Str language_file(Arena *arena, Str root, Str tag);

/* The rules of a language tag, from layouts/languages/ below the root: those of "fr-CA" stand in
 * fr-CA.yaml, or else in fr.yaml. A file that says `like: fr` has the rules of that one but for its
 * own. A language without a file has the rules of und.yaml and its own tag, after a warning at
 * where. NULL after a report. */
YamlNode *language_rules_find(Arena *arena, Str root, Str tag, Span where, Diag *diag);

#endif
