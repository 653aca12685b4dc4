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

static const Cos *mapped_to(Structure *structure, const Cos *map, Str type) {
    for (size_t i = 0; map->kind == COS_DICTIONARY && i + 1 < map->count; i += 2) {
        if (str_equal(map->items[i].text, type))
            return cos_resolve(structure->file, &map->items[i + 1]);
    }
    return &cos_null;
}

static RoleAnswer find_role(Structure *structure, Str type) {
    const Cos *map = cos_find(structure->file, structure->root, "RoleMap");
    Str role = type;
    for (int step = 0; step < MOST_STEPS; step++) {
        if (structure_is_standard(role)) return (RoleAnswer){role, false};
        const Cos *next = mapped_to(structure, map, role);
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
