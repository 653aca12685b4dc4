/* The page tree; see page_tree.h. */
#include "preflight/page_tree.h"

#include "preflight/number_map.h"

enum { DEEPEST_TREE = 100, STEPS_A_NODE = 8 };

typedef struct PageWalk {
    CosFile *file;
    Map met; /* object numbers of nodes */
} PageWalk;

/* False if the node was met before, or has no number to know it by. */
static bool meet(PageWalk *walk, const Cos *node) {
    return node->object > 0 && number_map_put(&walk->met, node->object, 0, walk) == NULL;
}

/* What a node says itself, or what was inherited. */
static const Cos *own_or(CosFile *file, const Cos *node, const char *key, const Cos *inherited) {
    const Cos *own = cos_find(file, node, key);
    return own->kind == COS_NULL ? inherited : own;
}

static void walk_node(PageWalk *walk, const Cos *node, ReadPage inherited, int depth) {
    CosFile *file = walk->file;
    if (node->kind != COS_DICTIONARY || depth > DEEPEST_TREE || !meet(walk, node)) {
        file->pages_damaged = true;
        return;
    }
    ReadPage page = {
        .dictionary = node,
        .resources = own_or(file, node, "Resources", inherited.resources),
        .media_box = own_or(file, node, "MediaBox", inherited.media_box),
        .crop_box = own_or(file, node, "CropBox", inherited.crop_box),
    };
    page.boxes_inherited = cos_entry(node, "MediaBox")->kind == COS_NULL;
    const Cos *kids = cos_find(file, node, "Kids");
    if (kids->kind != COS_ARRAY) {
        file->pages_damaged |= !cos_is_name(cos_find(file, node, "Type"), "Page");
        VEC_PUSH(file->arena, &file->pages, page);
        return;
    }
    for (size_t i = 0; i < kids->count && cos_work(file, STEPS_A_NODE); i++)
        walk_node(walk, cos_resolve(file, &kids->items[i]), page, depth + 1);
}

void page_tree_read(CosFile *file) {
    PageWalk walk = {file, {.arena = file->arena}};
    ReadPage nothing = {NULL, &cos_null, &cos_null, &cos_null, false};
    const Cos *tree = cos_find(file, file->root, "Pages");
    walk_node(&walk, tree, nothing, 0);
}
