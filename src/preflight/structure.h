/* The structure tree (ISO 32000-1, 14.7) as a flat list in reading order, with the ways between
 * tree, pages and annotations. */
#ifndef MAQUETTE_PREFLIGHT_STRUCTURE_H
#define MAQUETTE_PREFLIGHT_STRUCTURE_H

#include "preflight/content.h"

typedef enum KidKind { KID_ELEMENT, KID_CONTENT, KID_OBJECT } KidKind;

typedef struct Kid {
    KidKind kind;
    uint32_t element; /* KID_ELEMENT: its number */
    int32_t owner;    /* KID_CONTENT: object of the page or form; KID_OBJECT: the object meant */
    int64_t mcid;     /* KID_CONTENT */
    int32_t page;     /* from 1; 0: unknown */
} Kid;

/* An element. Elements are known by their number in Structure.elements + 1; 0: none, the root. */
typedef struct Element {
    const Cos *dictionary;
    int32_t object;
    Str type, role; /* as written; the standard type it is mapped to, else empty */
    uint32_t parent;
    uint32_t end; /* number behind the last element below it */
    int depth;
    int32_t page; /* of its first content; 0: none */
    Str language; /* in scope: its own or inherited; empty: none but perhaps the document's */
    VEC(Kid) kids;
} Element;

typedef enum StructureFault {
    STRUCTURE_TWICE, /* an element stands at two places, or in a circle */
    STRUCTURE_DEEP,  /* nested too deep */
    STRUCTURE_KID,   /* a kid that is neither element nor content */
    STRUCTURE_PARENT /* /P does not name the element above */
} StructureFault;

typedef struct StructureFinding {
    StructureFault fault;
    int32_t object;
} StructureFinding;

typedef struct Structure {
    CosFile *file;
    const Cos *root; /* StructTreeRoot; cos_null: none */
    VEC(Element) elements;
    VEC(StructureFinding) faults;
    Map content; /* owner, MCID -> element number */
    Map objects; /* object of an OBJR -> element number */
    Map parents; /* key of the ParentTree -> const Cos *, as it stands there */
    VEC(int64_t) parent_keys;
    Map pages;  /* object of a page -> its number from 1 */
    Map tags;   /* owner, MCID -> number of the marked content */
    Map mapped; /* type -> what the RoleMap says of it, const Cos * */
    Map roles;  /* type -> RoleAnswer * */
    bool parent_tree_damaged;
} Structure;

/* Reads the tree; elements are all there is, however damaged. The content must have been read. */
void structure_read(Structure *structure, CosFile *file, const Content *content);

const Element *structure_element(const Structure *structure, uint32_t number);
/* The element that holds this content; 0: none. */
uint32_t structure_of_content(const Structure *structure, int32_t owner, int64_t mcid);
/* True if the element's role is this standard type. */
bool element_is(const Element *element, const char *role);
/* True if its role is one of those in a list that ends with NULL. */
bool element_is_any(const Element *element, const char *const *roles);
/* True if an element around it, itself included, has the role. */
bool element_within(const Structure *structure, uint32_t number, const char *role);

/* The standard type that a type is mapped to; empty: none. *circular: the mapping runs in a circle.
 */
Str structure_role(Structure *structure, Str type, bool *circular);
bool structure_is_standard(Str type);
/* Reads the RoleMap, the first entry of a type; and whether it has one. */
void structure_read_roles(Structure *structure);
bool structure_is_mapped(const Structure *structure, Str type);

/* Marks in the order of reading, by their numbers, in an arena of the caller's. */
typedef struct ReadMarks {
    Arena *arena;
    VEC(size_t) list;
} ReadMarks;

/* Adds the marks of an element and of those below it, in the order of the tree. */
void structure_marks(const Structure *structure, const Content *content, uint32_t number,
                     ReadMarks *marks);
/* The text of these, in the arena. */
Str structure_text(const Structure *structure, const Content *content, uint32_t number,
                   Arena *arena);

#endif
