/* What the rooms that cut an edition into units share while they do. */
#ifndef MAQUETTE_TRANSLATION_UNITS_CUTTING_H
#define MAQUETTE_TRANSLATION_UNITS_CUTTING_H

#include "translation/holdings.h"
#include "translation/unit_keys.h"

/* What stands around a unit. */
typedef struct Around {
    Str note, box, box_id; /* as in TextUnit */
    const Block *div;
    int depth;
} Around;

typedef struct Cutter {
    Arena *arena;
    const Source *source;
    size_t section;
    const Language *language; /* of the edition; may be NULL */
    Around around;
    UnitKeys keys;
    VEC(TextUnit) units;
} Cutter;

/* Adds a unit without a text yet. */
TextUnit *unit_add(Cutter *cutter, TextUnitKind kind, size_t start, size_t end, Span where);
HoldingList unit_holdings(const Cutter *cutter);
/* wordiness.c: whether the unit's words want translating; its block and text are known. */
void words_judge(TextUnit *unit);

/* setting_units.c: the shown texts of edition.yaml or of a section's front matter (may be NULL). */
void settings_cut(Cutter *cutter, const YamlNode *root, TextUnitKind kind);

#endif
