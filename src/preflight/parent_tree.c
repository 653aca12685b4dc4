/* The parent tree, a number tree (7.9.7); see parent_tree.h. */
#include "preflight/parent_tree.h"

#include "preflight/number_map.h"

enum { DEEPEST_NUMBER_TREE = 50 };

typedef struct NumberWalk {
    Structure *structure;
    Map met;
} NumberWalk;

static void read_numbers(Structure *structure, const Cos *numbers) {
    enum { STEPS_A_NUMBER = 16 }; /* each has room in a map */
    CosFile *file = structure->file;
    structure->parent_tree_damaged |= numbers->count % 2 != 0;
    for (size_t i = 0; i + 1 < numbers->count && cos_work(file, STEPS_A_NUMBER); i += 2) {
        const Cos *key = cos_item(file, numbers, i);
        if (key->kind != COS_INTEGER) {
            structure->parent_tree_damaged = true;
            continue;
        }
        void *value = (void *)(uintptr_t)&numbers->items[i + 1];
        bool twice = number_map_put(&structure->parents, key->integer, 0, value) != NULL;
        structure->parent_tree_damaged |= twice;
        VEC_PUSH(file->arena, &structure->parent_keys, key->integer);
    }
}

static void walk_node(NumberWalk *walk, const Cos *node, int depth) {
    Structure *structure = walk->structure;
    CosFile *file = structure->file;
    bool again =
        node->object > 0 && depth > 0 && number_map_put(&walk->met, node->object, 0, walk) != NULL;
    if (node->kind != COS_DICTIONARY || again || depth > DEEPEST_NUMBER_TREE) {
        structure->parent_tree_damaged = true;
        return;
    }
    read_numbers(structure, cos_find(file, node, "Nums"));
    const Cos *kids = cos_find(file, node, "Kids");
    for (size_t i = 0; kids->kind == COS_ARRAY && i < kids->count && cos_work(file, 1); i++)
        walk_node(walk, cos_resolve(file, &kids->items[i]), depth + 1);
}

void parent_tree_read(Structure *structure) {
    CosFile *file = structure->file;
    NumberWalk walk = {structure, {.arena = file->arena}};
    const Cos *tree = cos_find(file, structure->root, "ParentTree");
    if (tree->kind != COS_NULL) walk_node(&walk, tree, 0);
}
