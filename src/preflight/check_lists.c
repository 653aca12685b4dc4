/* Lists, contents lists and links (T6, T9, T12). */
#include "preflight/checking.h"
#include "preflight/number_map.h"

static void add(Checking *checking, FindingCode code, const Element *element, Str fact) {
    report_add(checking->report, code, element->page, element->object, FACTS(fact));
}

static bool parent_is(const Structure *structure, const Element *element, const char *role) {
    return element->parent != 0 && element_is(structure_element(structure, element->parent), role);
}

/* Adds a finding for each kid of another role; a caption may only stand first, and once. */
static void check_kids(Checking *checking, const Element *element, const char *const *roles,
                       FindingCode code) {
    const Structure *structure = &checking->structure;
    size_t elements = 0;
    for (size_t i = 0; i < element->kids.count; i++) {
        if (element->kids.items[i].kind != KID_ELEMENT) continue;
        const Element *kid = structure_element(structure, element->kids.items[i].element);
        bool caption = element_is(kid, "Caption");
        if (!element_is_any(kid, roles) || (caption && elements > 0))
            add(checking, code, element, kid->type);
        elements++;
    }
}

/* ---- T6 ---- */

static void check_numbering(Checking *checking, const Element *element) {
    CosFile *file = &checking->file;
    const Cos *attributes = cos_find(file, element->dictionary, "A");
    bool found = cos_find(file, attributes, "ListNumbering")->kind == COS_NAME;
    for (size_t i = 0; attributes->kind == COS_ARRAY && i < attributes->count; i++)
        found |= cos_find(file, cos_item(file, attributes, i), "ListNumbering")->kind == COS_NAME;
    bool labelled = false;
    for (size_t i = 0; i < element->kids.count; i++) {
        if (element->kids.items[i].kind != KID_ELEMENT) continue;
        const Element *item =
            structure_element(&checking->structure, element->kids.items[i].element);
        for (size_t k = 0; k < item->kids.count; k++)
            labelled |=
                item->kids.items[k].kind == KID_ELEMENT &&
                element_is(structure_element(&checking->structure, item->kids.items[k].element),
                           "Lbl");
    }
    if (labelled && !found) add(checking, FINDING_LIST_NUMBERING, element, STR(""));
}

static void check_list(Checking *checking, const Element *element) {
    static const char *const list_kids[] = {"L", "LI", "Caption", NULL};
    static const char *const item_kids[] = {"Lbl", "LBody", NULL};
    const Structure *structure = &checking->structure;
    bool list = element_is(element, "L"), item = element_is(element, "LI");
    if (list || item) report_see(checking->report, CHECK_T6, 1);
    if (list) {
        check_kids(checking, element, list_kids, FINDING_LIST_KID);
        check_numbering(checking, element);
    }
    if (item) {
        check_kids(checking, element, item_kids, FINDING_ITEM_KID);
        if (!parent_is(structure, element, "L"))
            add(checking, FINDING_ITEM_LOST, element, element->type);
    }
    if (element_is(element, "LBody") && !parent_is(structure, element, "LI"))
        add(checking, FINDING_ITEM_LOST, element, element->type);
}

/* ---- T12 ---- */

static void check_contents(Checking *checking, const Element *element) {
    static const char *const kids[] = {"TOC", "TOCI", "Caption", NULL};
    bool list = element_is(element, "TOC"), entry = element_is(element, "TOCI");
    if (list || entry) report_see(checking->report, CHECK_T12, 1);
    if (list) check_kids(checking, element, kids, FINDING_CONTENTS_KID);
    if (entry && !parent_is(&checking->structure, element, "TOC"))
        add(checking, FINDING_CONTENTS_LOST, element, element->type);
}

void check_lists(Checking *checking) {
    for (size_t i = 0; i < checking->structure.elements.count; i++) {
        const Element *element = &checking->structure.elements.items[i];
        check_list(checking, element);
        check_contents(checking, element);
    }
}

/* ---- T9 ---- */

/* The element that the parent tree names for an annotation, and that names it; 0: none. */
static uint32_t annotation_element(Checking *checking, const Cos *annotation) {
    CosFile *file = &checking->file;
    const Structure *structure = &checking->structure;
    const Cos *key = cos_find(file, annotation, "StructParent");
    uint32_t number =
        (uint32_t)(uintptr_t)number_map_find(&structure->objects, annotation->object, 0);
    if (key->kind != COS_INTEGER || number == 0) return 0;
    const Cos *parent = number_map_find(&structure->parents, key->integer, 0);
    bool same =
        parent != NULL && cos_number(parent) == structure_element(structure, number)->object;
    return same ? number : 0;
}

static void check_annotation(Checking *checking, const Cos *annotation, int32_t page) {
    enum { HIDDEN = 2 };
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *kind = cos_find(file, annotation, "Subtype");
    bool hidden = (cos_find(file, annotation, "F")->integer & HIDDEN) != 0;
    if (hidden || cos_is_name(kind, "PrinterMark") || cos_is_name(kind, "Popup")) return;
    report_see(report, CHECK_T9, 1);
    bool link = cos_is_name(kind, "Link");
    const char *role = link ? "Link" : cos_is_name(kind, "Widget") ? "Form" : "Annot";
    uint32_t number = annotation_element(checking, annotation);
    if (number == 0)
        report_add(report, FINDING_LINK_UNTAGGED, page, annotation->object, NO_FACTS);
    else if (!element_is(structure_element(&checking->structure, number), role))
        report_add(report, FINDING_LINK_ELEMENT, page, annotation->object, FACTS(str_from_c(role)));
    Str contents = cos_text(checking->arena, cos_find(file, annotation, "Contents"));
    if (str_trim(contents).length == 0)
        report_add(report, FINDING_LINK_SILENT, page, annotation->object, NO_FACTS);
}

/* A Link element leads by an annotation. */
static void check_link_element(Checking *checking, const Element *element, uint32_t number) {
    if (!element_is(element, "Link")) return;
    report_see(checking->report, CHECK_T9, 1);
    for (uint32_t below = number; below < element->end; below++) {
        const Element *holder = structure_element(&checking->structure, below);
        for (size_t i = 0; i < holder->kids.count; i++) {
            if (holder->kids.items[i].kind == KID_OBJECT) return;
        }
    }
    add(checking, FINDING_LINK_NOWHERE, element, STR(""));
}

void check_links(Checking *checking) {
    CosFile *file = &checking->file;
    for (size_t i = 0; i < file->pages.count; i++) {
        const Cos *list = cos_find(file, file->pages.items[i].dictionary, "Annots");
        for (size_t k = 0; list->kind == COS_ARRAY && k < list->count && !file->exhausted; k++)
            check_annotation(checking, cos_item(file, list, k), (int32_t)i + 1);
    }
    for (size_t i = 0; i < checking->structure.elements.count; i++)
        check_link_element(checking, &checking->structure.elements.items[i], (uint32_t)i + 1);
}
