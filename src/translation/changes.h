/* How a local edition differs from the one it is made from, without a copy of it.
 *
 * edition.yaml says it:
 *     changes:
 *       - drop: afd
 *       - {after: usagers, add: local/aide.md}
 *       - {replace: 30-trafic/le-trafic/3, with: local/chiffres.md}
 * What is changed is named by the key of a unit (units.h), by an id, or by the name of a section
 * without its ending. The id of a heading means all that the heading is over. */
#ifndef MAQUETTE_TRANSLATION_CHANGES_H
#define MAQUETTE_TRANSLATION_CHANGES_H

#include "document/document.h"

typedef enum EditionChangeKind {
    EDITION_DROP,
    EDITION_REPLACE,
    EDITION_BEFORE,
    EDITION_AFTER
} EditionChangeKind;

typedef struct EditionChange {
    EditionChangeKind kind;
    Str target;          /* key, id or section */
    Span where;          /* of the target's name */
    const Source *added; /* NULL where something is dropped */
    bool made;           /* changes_make has found its place */
} EditionChange;

typedef struct EditionChanges {
    EditionChange *items;
    size_t count;
} EditionChanges;

/* Reads the list (may be NULL) and the files it names, which stand below the folder (shown: its
 * name in messages). What is wrong is reported and left out. */
EditionChanges changes_read(Arena *arena, const YamlNode *list, Str folder, Str shown, Diag *diag);

/* True if a change names this file of the folder: then it is no section. */
bool changes_name_file(const EditionChanges *changes, Str path);

/* The document's sources with the changes made. A change of what does not exist, with the nearest
 * that does, or of what another change has taken away is reported and left out; those that are made
 * are marked. Notes that nothing calls any more are taken away too. In the arena; n log n in blocks
 * and changes. */
EditionSources *changes_make(Arena *arena, const Document *document, EditionChanges *changes,
                             Diag *diag);

/* Notes each change that was made, for those who check an edition. */
void changes_tell(const EditionChanges *changes, Diag *diag);

#endif
