/* The structure tree against the pages, and the role map (U7, U8). */
#include "preflight/checking.h"
#include "preflight/number_map.h"

static void add(Checking *checking, FindingCode code, int32_t page, int32_t object) {
    report_add(checking->report, code, page, object, NO_FACTS);
}

static void add_content(Checking *checking, FindingCode code, int32_t page, int32_t object,
                        int64_t mcid) {
    StrBuilder number = {.arena = checking->arena};
    builder_add_int(&number, mcid);
    report_add(checking->report, code, page, object, FACTS(builder_text(&number)));
}

/* ---- the tree itself ---- */

static void check_root(Checking *checking) {
    Structure *structure = &checking->structure;
    CosFile *file = &checking->file;
    int32_t object = structure->root->object;
    if (structure->root->kind != COS_DICTIONARY || structure->elements.count == 0) {
        add(checking, FINDING_NO_STRUCTURE, 0, object);
        return;
    }
    if (cos_find(file, structure->root, "ParentTree")->kind != COS_DICTIONARY)
        add(checking, FINDING_NO_PARENT_TREE, 0, object);
    if (structure->parent_tree_damaged) add(checking, FINDING_PARENT_TREE_DAMAGED, 0, object);
    const Cos *next = cos_find(file, structure->root, "ParentTreeNextKey");
    for (size_t i = 0; i < structure->parent_keys.count; i++) {
        if (next->kind == COS_INTEGER && next->integer > structure->parent_keys.items[i]) continue;
        add(checking, FINDING_NEXT_KEY, 0, object);
        break;
    }
}

static void check_faults(Checking *checking) {
    static const FindingCode codes[] = {
        [STRUCTURE_TWICE] = FINDING_ELEMENT_TWICE,
        [STRUCTURE_DEEP] = FINDING_ELEMENT_DEEP,
        [STRUCTURE_KID] = FINDING_ELEMENT_KID,
        [STRUCTURE_PARENT] = FINDING_ELEMENT_PARENT,
    };
    const Structure *structure = &checking->structure;
    for (size_t i = 0; i < structure->faults.count; i++)
        add(checking, codes[structure->faults.items[i].fault], 0,
            structure->faults.items[i].object);
}

/* ---- content to element and back ---- */

/* The object of the element that the parent tree names for a piece of content; 0: none. */
static int32_t parent_object(Checking *checking, const Cos *owner, int64_t mcid) {
    CosFile *file = &checking->file;
    const Cos *key = cos_find(file, owner, "StructParents");
    if (key->kind != COS_INTEGER) return 0;
    const Cos *list = number_map_find(&checking->structure.parents, key->integer, 0);
    if (list == NULL) return 0;
    const Cos *array = cos_resolve(file, list);
    if (array->kind != COS_ARRAY || mcid < 0 || (uint64_t)mcid >= array->count) return 0;
    return cos_number(&array->items[mcid]);
}

static const Cos *owner_of(Checking *checking, const Tag *tag) {
    const Cos *object = cos_object(&checking->file, tag->owner);
    if (object != NULL) return object;
    return checking->file.pages.items[tag->page - 1].dictionary;
}

static void check_sequence(Checking *checking, const Tag *tag, uint32_t number) {
    const Structure *structure = &checking->structure;
    report_see(checking->report, CHECK_U7, 1);
    uint32_t first = (uint32_t)(uintptr_t)number_map_find(&structure->tags, tag->owner, tag->mcid);
    if (first != number)
        add_content(checking, FINDING_MCID_TWICE, tag->page, tag->owner, tag->mcid);
    uint32_t element = structure_of_content(structure, tag->owner, tag->mcid);
    int32_t object = parent_object(checking, owner_of(checking, tag), tag->mcid);
    if (element == 0)
        add_content(checking, FINDING_MCID_ORPHAN, tag->page, tag->owner, tag->mcid);
    else if (object != structure_element(structure, element)->object)
        add_content(checking, FINDING_MCID_PARENT, tag->page, tag->owner, tag->mcid);
}

static void check_element_content(Checking *checking, const Element *element, uint32_t number) {
    const Structure *structure = &checking->structure;
    for (size_t i = 0; i < element->kids.count; i++) {
        const Kid *kid = &element->kids.items[i];
        if (kid->kind != KID_CONTENT) continue;
        report_see(checking->report, CHECK_U7, 1);
        bool shown = number_map_find(&structure->tags, kid->owner, kid->mcid) != NULL;
        if (!shown)
            add_content(checking, FINDING_CONTENT_ABSENT, kid->page, element->object, kid->mcid);
        else if (structure_of_content(structure, kid->owner, kid->mcid) != number)
            add_content(checking, FINDING_CONTENT_TWICE, kid->page, element->object, kid->mcid);
    }
}

/* ---- U8 ---- */

static void check_role_map(Checking *checking) {
    CosFile *file = &checking->file;
    Structure *structure = &checking->structure;
    const Cos *map = cos_find(file, structure->root, "RoleMap");
    for (size_t i = 0; map->kind == COS_DICTIONARY && i + 1 < map->count; i += 2) {
        Str type = map->items[i].text;
        bool circular;
        report_see(checking->report, CHECK_U8, 1);
        if (structure_is_standard(type)) {
            report_add(checking->report, FINDING_ROLE_STANDARD, 0, map->object, FACTS(type));
            continue;
        }
        Str role = structure_role(structure, type, &circular);
        if (circular)
            report_add(checking->report, FINDING_ROLE_CIRCLE, 0, map->object, FACTS(type));
        else if (role.length == 0)
            report_add(checking->report, FINDING_ROLE_UNKNOWN, 0, map->object, FACTS(type));
    }
}

void check_tree(Checking *checking) {
    const Structure *structure = &checking->structure;
    check_root(checking);
    check_faults(checking);
    for (size_t i = 0; i < checking->content.tags.count; i++) {
        const Tag *tag = &checking->content.tags.items[i];
        if (tag->mcid >= 0) check_sequence(checking, tag, (uint32_t)i + 1);
    }
    check_role_map(checking);
    for (size_t i = 0; i < structure->elements.count; i++) {
        const Element *element = &structure->elements.items[i];
        check_element_content(checking, element, (uint32_t)i + 1);
        report_see(checking->report, CHECK_U8, 1);
        if (element->role.length == 0 && !structure_is_mapped(structure, element->type))
            report_add(checking->report, FINDING_TYPE_UNMAPPED, element->page, element->object,
                       FACTS(element->type));
    }
}
