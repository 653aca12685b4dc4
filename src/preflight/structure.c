/* The structure tree; see structure.h. */
#include "preflight/structure.h"

#include "preflight/number_map.h"
#include "preflight/parent_tree.h"

enum { DEEPEST_ELEMENT = 100, MOST_ELEMENTS = 4000000 };

typedef struct TreeWalk {
    Structure *structure;
    Map met; /* objects of elements */
} TreeWalk;

static void read_kid(TreeWalk *walk, uint32_t parent, const Cos *kid, int32_t page_object);

static void add_fault(Structure *structure, StructureFault fault, int32_t object) {
    VEC_PUSH(structure->file->arena, &structure->faults, ((StructureFinding){fault, object}));
}

static int32_t page_number(const Structure *structure, int32_t object) {
    return (int32_t)(uintptr_t)number_map_find(&structure->pages, object, 0);
}

/* ---- kids ---- */

static void add_kid(Structure *structure, uint32_t parent, Kid kid) {
    enum { STEPS_A_KID = 16 }; /* every check comes by */
    if (parent == 0) {
        add_fault(structure, STRUCTURE_KID, structure->root->object);
        return;
    }
    Element *element = &structure->elements.items[parent - 1];
    if (!cos_work(structure->file, STEPS_A_KID)) return;
    VEC_PUSH(structure->file->arena, &element->kids, kid);
    if (element->page == 0) element->page = kid.page;
}

static void add_content(Structure *structure, uint32_t parent, int32_t owner, int32_t page,
                        const Cos *mcid) {
    Kid kid = {.kind = KID_CONTENT, .owner = owner, .mcid = mcid->integer};
    kid.page = page_number(structure, page);
    add_kid(structure, parent, kid);
    if (parent != 0 && number_map_find(&structure->content, owner, kid.mcid) == NULL)
        number_map_put(&structure->content, owner, kid.mcid, (void *)(uintptr_t)parent);
}

static void add_object(Structure *structure, uint32_t parent, const Cos *kid, int32_t page) {
    int32_t object = cos_number(cos_entry(kid, "Obj"));
    add_kid(structure, parent,
            (Kid){.kind = KID_OBJECT, .owner = object, .page = page_number(structure, page)});
    if (parent != 0) number_map_put(&structure->objects, object, 0, (void *)(uintptr_t)parent);
}

static void read_element(TreeWalk *walk, uint32_t parent, const Cos *dictionary,
                         int32_t page_object) {
    Structure *structure = walk->structure;
    CosFile *file = structure->file;
    const Element *above = parent == 0 ? NULL : structure_element(structure, parent);
    Element element = {.dictionary = dictionary, .object = dictionary->object, .parent = parent};
    element.depth = above == NULL ? 1 : above->depth + 1;
    element.type = cos_find(file, dictionary, "S")->text;
    bool circular;
    element.role = structure_role(structure, element.type, &circular);
    const Cos *language = cos_find(file, dictionary, "Lang");
    element.language = language->kind == COS_STRING ? cos_text(file->arena, language)
                       : above != NULL              ? above->language
                                                    : STR("");
    int32_t expected = above == NULL ? structure->root->object : above->object;
    if (cos_number(cos_entry(dictionary, "P")) != expected)
        add_fault(structure, STRUCTURE_PARENT, element.object);
    const Cos *page = cos_entry(dictionary, "Pg");
    if (page->kind == COS_REFERENCE) page_object = cos_number(page);
    VEC_PUSH(file->arena, &structure->elements, element);
    uint32_t number = (uint32_t)structure->elements.count;
    if (parent != 0) add_kid(structure, parent, (Kid){.kind = KID_ELEMENT, .element = number});
    read_kid(walk, number, cos_entry(dictionary, "K"), page_object);
    Element *done = &structure->elements.items[number - 1];
    done->end = (uint32_t)structure->elements.count + 1;
    if (parent != 0 && structure->elements.items[parent - 1].page == 0)
        structure->elements.items[parent - 1].page = done->page;
}

/* False if the element was met before or lies too deep. */
static bool may_descend(TreeWalk *walk, uint32_t parent, const Cos *dictionary) {
    Structure *structure = walk->structure;
    bool again =
        dictionary->object > 0 && number_map_put(&walk->met, dictionary->object, 0, walk) != NULL;
    int depth = parent == 0 ? 0 : structure_element(structure, parent)->depth;
    bool deep = depth >= DEEPEST_ELEMENT || structure->elements.count >= MOST_ELEMENTS;
    if (again)
        add_fault(structure, STRUCTURE_TWICE, dictionary->object);
    else if (deep)
        add_fault(structure, STRUCTURE_DEEP, dictionary->object);
    return !again && !deep;
}

static void read_kid_dictionary(TreeWalk *walk, uint32_t parent, const Cos *kid,
                                int32_t page_object) {
    Structure *structure = walk->structure;
    CosFile *file = structure->file;
    const Cos *type = cos_find(file, kid, "Type"), *page = cos_entry(kid, "Pg");
    if (cos_is_name(type, "MCR") || cos_is_name(type, "OBJR")) {
        if (page->kind == COS_REFERENCE) page_object = cos_number(page);
        const Cos *stream = cos_entry(kid, "Stm");
        int32_t owner = stream->kind == COS_REFERENCE ? cos_number(stream) : page_object;
        if (cos_is_name(type, "OBJR"))
            add_object(structure, parent, kid, page_object);
        else
            add_content(structure, parent, owner, page_object, cos_find(file, kid, "MCID"));
    } else if (may_descend(walk, parent, kid)) {
        read_element(walk, parent, kid, page_object);
    }
}

/* An element, an MCID, a reference to content or an object, or an array of these (14.7.2). */
static void read_kid(TreeWalk *walk, uint32_t parent, const Cos *kid, int32_t page_object) {
    Structure *structure = walk->structure;
    const Cos *found = cos_resolve(structure->file, kid);
    if (found->kind == COS_DICTIONARY) {
        read_kid_dictionary(walk, parent, found, page_object);
    } else if (found->kind == COS_INTEGER) {
        add_content(structure, parent, page_object, page_object, found);
    } else if (found->kind == COS_ARRAY) {
        for (size_t i = 0; i < found->count && cos_work(structure->file, 1); i++) {
            const Cos *item = cos_resolve(structure->file, &found->items[i]);
            if (item->kind != COS_ARRAY)
                read_kid(walk, parent, item, page_object);
            else
                add_fault(structure, STRUCTURE_KID, found->object);
        }
    } else if (found->kind != COS_NULL) {
        add_fault(structure, STRUCTURE_KID, found->object);
    }
}

/* ---- the whole ---- */

static void index_pages(Structure *structure) {
    const CosFile *file = structure->file;
    for (size_t i = 0; i < file->pages.count; i++)
        number_map_put(&structure->pages, file->pages.items[i].dictionary->object, 0,
                       (void *)(uintptr_t)(i + 1));
}

static void index_tags(Structure *structure, const Content *content) {
    for (size_t i = 0; i < content->tags.count; i++) {
        const Tag *tag = &content->tags.items[i];
        if (tag->mcid < 0 || number_map_find(&structure->tags, tag->owner, tag->mcid) != NULL)
            continue;
        number_map_put(&structure->tags, tag->owner, tag->mcid, (void *)(uintptr_t)(i + 1));
    }
}

void structure_read(Structure *structure, CosFile *file, const Content *content) {
    Arena *arena = file->arena;
    *structure = (Structure){.file = file,
                             .root = cos_find(file, file->root, "StructTreeRoot"),
                             .content = {.arena = arena},
                             .objects = {.arena = arena},
                             .parents = {.arena = arena},
                             .pages = {.arena = arena},
                             .tags = {.arena = arena},
                             .mapped = {.arena = arena},
                             .roles = {.arena = arena}};
    structure_read_roles(structure);
    index_pages(structure);
    index_tags(structure, content);
    if (structure->root->kind != COS_DICTIONARY) return;
    TreeWalk walk = {structure, {.arena = arena}};
    read_kid(&walk, 0, cos_entry(structure->root, "K"), 0);
    parent_tree_read(structure);
}

const Element *structure_element(const Structure *structure, uint32_t number) {
    return &structure->elements.items[number - 1];
}

uint32_t structure_of_content(const Structure *structure, int32_t owner, int64_t mcid) {
    return (uint32_t)(uintptr_t)number_map_find(&structure->content, owner, mcid);
}

bool element_is(const Element *element, const char *role) {
    return str_equal(element->role, str_from_c(role));
}

bool element_is_any(const Element *element, const char *const *roles) {
    for (; *roles != NULL; roles++) {
        if (element_is(element, *roles)) return true;
    }
    return false;
}

bool element_within(const Structure *structure, uint32_t number, const char *role) {
    while (number != 0) {
        const Element *element = structure_element(structure, number);
        if (element_is(element, role)) return true;
        number = element->parent;
    }
    return false;
}

/* ---- marks ---- */

void structure_marks(const Structure *structure, const Content *content, uint32_t number,
                     ReadMarks *marks) {
    enum { STEPS_A_MARK = 8 }; /* who asks for marks reads their characters */
    CosFile *file = structure->file;
    const Element *element = structure_element(structure, number);
    for (size_t i = 0; i < element->kids.count && cos_work(file, 1); i++) {
        const Kid *kid = &element->kids.items[i];
        if (kid->kind == KID_ELEMENT) structure_marks(structure, content, kid->element, marks);
        if (kid->kind != KID_CONTENT) continue;
        uint32_t tag =
            (uint32_t)(uintptr_t)number_map_find(&structure->tags, kid->owner, kid->mcid);
        if (tag == 0) continue;
        const Tag *sequence = content_tag(content, tag);
        if (!cos_work(file, STEPS_A_MARK * (sequence->end_mark - sequence->first_mark))) return;
        /* Content that stands in the tree again and again is read once at most. */
        for (size_t mark = sequence->first_mark;
             mark < sequence->end_mark && marks->list.count < content->mark_count; mark++)
            VEC_PUSH(marks->arena, &marks->list, mark);
    }
}

Str structure_text(const Structure *structure, const Content *content, uint32_t number,
                   Arena *arena) {
    ReadMarks marks = {.arena = arena};
    StrBuilder out = {.arena = arena};
    structure_marks(structure, content, number, &marks);
    for (size_t i = 0; i < marks.list.count; i++)
        builder_add(&out, content_mark(content, marks.list.items[i])->text);
    return builder_text(&out);
}
