/* Bookmarks and page labels (U10). */
#include "preflight/checking.h"
#include "preflight/number_map.h"

/* From so many headings on a reader needs a way through them. */
enum { HEADINGS_FOR_OUTLINE = 3, DEEPEST_OUTLINE = 100 };

typedef struct OutlineWalk {
    Checking *checking;
    Map met;
    size_t items;
} OutlineWalk;

/* True for a page of the file. Named destinations are taken as they are. */
static bool leads_somewhere(Checking *checking, const Cos *destination) {
    if (destination->kind == COS_NAME || destination->kind == COS_STRING) return true;
    if (destination->kind != COS_ARRAY || destination->count == 0) return false;
    int32_t object = cos_number(&destination->items[0]);
    return number_map_find(&checking->structure.pages, object, 0) != NULL;
}

static void check_item(OutlineWalk *walk, const Cos *item) {
    Checking *checking = walk->checking;
    CosFile *file = &checking->file;
    walk->items++;
    report_see(checking->report, CHECK_U10, 1);
    Str title = cos_text(checking->arena, cos_find(file, item, "Title"));
    if (str_trim(title).length == 0)
        report_add(checking->report, FINDING_OUTLINE_TITLE, 0, item->object, NO_FACTS);
    const Cos *action = cos_find(file, item, "A");
    const Cos *destination = cos_find(file, item, "Dest");
    if (destination->kind == COS_NULL) destination = cos_find(file, action, "D");
    bool elsewhere = action->kind != COS_NULL && !cos_is_name(cos_find(file, action, "S"), "GoTo");
    if (!elsewhere && !leads_somewhere(checking, destination))
        report_add(checking->report, FINDING_OUTLINE_NOWHERE, 0, item->object, FACTS(title));
}

/* The items from the first one on, and those below each. */
static void walk_items(OutlineWalk *walk, const Cos *item, int depth) {
    CosFile *file = &walk->checking->file;
    while (item->kind == COS_DICTIONARY) {
        bool again = number_map_put(&walk->met, item->object, 0, walk) != NULL;
        if (again || item->object == 0 || depth > DEEPEST_OUTLINE) {
            report_add(walk->checking->report, FINDING_OUTLINE_CIRCLE, 0, item->object, NO_FACTS);
            return;
        }
        check_item(walk, item);
        walk_items(walk, cos_find(file, item, "First"), depth + 1);
        item = cos_find(file, item, "Next");
    }
}

static size_t count_headings(const Structure *structure) {
    static const char *const headings[] = {"H", "H1", "H2", "H3", "H4", "H5", "H6", NULL};
    size_t count = 0;
    for (size_t i = 0; i < structure->elements.count; i++)
        count += element_is_any(&structure->elements.items[i], headings);
    return count;
}

/* Labels begin with the first page (12.4.2). */
static void check_labels(Checking *checking) {
    CosFile *file = &checking->file;
    const Cos *labels = cos_find(file, file->root, "PageLabels");
    if (labels->kind == COS_NULL) return;
    report_see(checking->report, CHECK_U10, 1);
    const Cos *numbers = cos_find(file, labels, "Nums");
    if (numbers->kind == COS_NULL) return; /* a tree of several nodes */
    const Cos *first = cos_item(file, numbers, 0);
    if (first->kind != COS_INTEGER || first->integer != 0)
        report_add(checking->report, FINDING_PAGE_LABELS, 0, labels->object, NO_FACTS);
}

void check_outline(Checking *checking) {
    CosFile *file = &checking->file;
    OutlineWalk walk = {checking, {.arena = checking->arena}, 0};
    const Cos *outline = cos_find(file, file->root, "Outlines");
    walk_items(&walk, cos_find(file, outline, "First"), 0);
    if (walk.items == 0 && count_headings(&checking->structure) >= HEADINGS_FOR_OUTLINE)
        report_add(checking->report, FINDING_NO_OUTLINE, 0, 0, NO_FACTS);
    check_labels(checking);
}
