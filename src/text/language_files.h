/* Where the rules of languages stand. */
#ifndef MAQUETTE_TEXT_LANGUAGE_FILES_H
#define MAQUETTE_TEXT_LANGUAGE_FILES_H

#include "data/yaml.h"

/* The file of a language tag, relative to the root; empty if it has none. */
Str language_file(Arena *arena, Str root, Str tag);

/* The rules of a language tag, from layouts/languages/ below the root: those of "fr-CA" stand in
 * fr-CA.yaml, or else in fr.yaml. A file that says `like: fr` has the rules of that one but for its
 * own. NULL after a report, at where if no file has the language. */
YamlNode *language_rules_find(Arena *arena, Str root, Str tag, Span where, Diag *diag);

#endif
