/* translated.yaml: from what each unit of a translation was made.
 *
 * One line a unit, in the order of the edition:
 *     30-drogenhandel/der-handel/3: {source: 30-trafic/le-trafic/3, from: 0123456789ab, text:
 * ba9876543210} */
#ifndef MAQUETTE_TRANSLATION_LEDGER_H
#define MAQUETTE_TRANSLATION_LEDGER_H

#include "translation/units.h"

typedef struct LedgerEntry {
    Str key;         /* of the translation's unit */
    Str source_key;  /* of the source's unit it was made from */
    Str source_text; /* that unit's fingerprint then */
    Str text;        /* the translation's fingerprint then */
    Span where;
} LedgerEntry;

typedef struct Ledger {
    const Source *source;
    LedgerEntry *entries;
    size_t count;
    Map by_key; /* key -> LedgerEntry * */
} Ledger;

/* Reads folder/translated.yaml; NULL where there is none, or after a report. */
Ledger *ledger_read(Arena *arena, Str folder, Str shown, Diag *diag);
/* Writes entries as the file. */
void ledger_write(const LedgerEntry *entries, size_t count, StrBuilder *out);

#endif
