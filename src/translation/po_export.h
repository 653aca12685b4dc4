/* An edition as a PO file: one message a unit. */
#ifndef MAQUETTE_TRANSLATION_PO_EXPORT_H
#define MAQUETTE_TRANSLATION_PO_EXPORT_H

#include "translation/pairing.h"
#include "translation/po.h"

typedef struct PoExport {
    const TextUnits *source;      /* their texts are the msgids */
    const TextUnits *translation; /* their texts the msgstrs; NULL: none */
    const Pairing *pairing;       /* of both; NULL where there is no translation; entry_of may be
                                     NULL where there is no ledger */
    const PoFile *old;            /* an earlier state of the file; may be NULL */
    const size_t *room;           /* for each unit of the source, the characters that it may have;
                                     0: not known. NULL: of none is it known */
    Str language;                 /* of the translation; empty: a template */
    Str date;                     /* "2025-04-15 00:00+0000"; empty: not known */
} PoExport;

/* The file, in the arena. Texts of the translation come first, then those of the old file: as they
 * are where its msgid still holds, fuzzy and with the old msgid as #| where it has changed. Old
 * translations that no unit asks for are kept as obsolete ones, and so are the translators'
 * comments and the fields of the header. Translated units that the ledger knows as made from
 * another text are fuzzy, too. */
PoFile *po_export(Arena *arena, const PoExport *request);

#endif
