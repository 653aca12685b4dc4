/* translated.yaml: from what each unit of a translation was made.
 *
 * One line a unit, in the order of the edition: its key, then the source unit's key and fingerprint
 * and the translation's own fingerprint as they were when the translation was accepted:
 *     30-handel/der-handel/3: 30-trafic/le-trafic/3 0123456789ab ba9876543210
 * A "-" in the last place: nobody has translated it yet (`maquette new`). Behind it, where the text
 * was accepted although it stands otherwise than in the source: "~moved,box=chapeau". */
#ifndef MAQUETTE_TRANSLATION_LEDGER_H
#define MAQUETTE_TRANSLATION_LEDGER_H

#include "translation/units.h"

#define LEDGER_NAME "translated.yaml"

typedef struct LedgerEntry {
    Str key;         /* of the translation's unit */
    Str source_key;  /* of the source's unit it was made from */
    Str source_text; /* that unit's fingerprint then */
    Str text;        /* the translation's fingerprint then; empty: not translated */
    Str apart;       /* how it stood otherwise than the source's text then (Comparison.apart) */
} LedgerEntry;

typedef struct Ledger {
    LedgerEntry *entries;
    size_t count;
    Map by_key; /* key -> LedgerEntry * */
} Ledger;

/* Reads the ledger in a source; lines that are none are reported and left out. Never NULL: a file
 * that cannot be read at all, after a report, gives an empty ledger. */
Ledger *ledger_read(Arena *arena, const Source *source, Diag *diag);
/* Writes entries as a whole file. */
void ledger_write(const LedgerEntry *entries, size_t count, StrBuilder *out);

#endif
