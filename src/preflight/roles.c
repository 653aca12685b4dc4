/* Standard structure types and the role map (ISO 32000-1, 14.7.3 and 14.8.4); see structure.h. */
#include "preflight/structure.h"

enum { MOST_STEPS = 32 };

typedef struct RoleAnswer {
    Str role;
    bool circular;
} RoleAnswer;

static const char *const standard_types[] = {
    "Document", "Part",    "Art",   "Sect",      "Div",     "BlockQuote", "Caption",
    "TOC",      "TOCI",    "Index", "NonStruct", "Private", "P",          "H",
    "H1",       "H2",      "H3",    "H4",        "H5",      "H6",         "L",
    "LI",       "Lbl",     "LBody", "Table",     "TR",      "TH",         "TD",
    "THead",    "TBody",   "TFoot", "Span",      "Quote",   "Note",       "Reference",
    "BibEntry", "Code",    "Link",  "Annot",     "Ruby",    "RB",         "RT",
    "RP",       "Warichu", "WT",    "WP",        "Figure",  "Formula",    "Form"};

bool structure_is_standard(Str type) {
    for (size_t i = 0; i < sizeof standard_types / sizeof standard_types[0]; i++) {
        if (str_equal(type, str_from_c(standard_types[i]))) return true;
    }
    return false;
}

void structure_read_roles(Structure *structure) {
    const Cos *map = cos_find(structure->file, structure->root, "RoleMap");
    for (size_t i = 0; map->kind == COS_DICTIONARY && i + 1 < map->count; i += 2) {
        Str type = map->items[i].text;
        if (!structure_is_mapped(structure, type))
            map_put(&structure->mapped, type, (void *)(uintptr_t)&map->items[i + 1]);
    }
}

bool structure_is_mapped(const Structure *structure, Str type) {
    return map_find(&structure->mapped, type) != NULL;
}

static RoleAnswer find_role(Structure *structure, Str type) {
    Str role = type;
    for (int step = 0; step < MOST_STEPS; step++) {
        if (structure_is_standard(role)) return (RoleAnswer){role, false};
        const Cos *entry = map_find(&structure->mapped, role);
        const Cos *next = entry == NULL ? &cos_null : cos_resolve(structure->file, entry);
        if (next->kind != COS_NAME) return (RoleAnswer){STR(""), false};
        role = next->text;
    }
    return (RoleAnswer){STR(""), true};
}

Str structure_role(Structure *structure, Str type, bool *circular) {
    RoleAnswer *answer = map_find(&structure->roles, type);
    if (answer == NULL) {
        answer = ARENA_NEW(structure->file->arena, RoleAnswer);
        *answer = find_role(structure, type);
        map_put(&structure->roles, type, answer);
    }
    *circular = answer->circular;
    return answer->role;
}
