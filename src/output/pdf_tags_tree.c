/* The tree of elements under construction; see pdf_tags_tree.h. */
#include "output/pdf_tags_tree.h"

#include <string.h>

TagElement *tag_find(const PdfTags *tags, TagKey key) {
    return map_find(&tags->known, (Str){(const char *)&key, sizeof key});
}

void tag_remember(PdfTags *tags, TagKey key, TagElement *element) {
    TagKey *kept = ARENA_NEW(tags->arena, TagKey);
    *kept = key;
    map_put(&tags->known, (Str){(const char *)kept, sizeof *kept}, element);
}

static void *find_kept(const Map *map, const Block *block) {
    return map_find(map, (Str){(const char *)&block, sizeof block});
}

TagWords *tag_find_words(const PdfTags *tags, const Block *block) {
    return find_kept(&tags->words, block);
}

TagParts *tag_find_parts(const PdfTags *tags, const Block *block) {
    return find_kept(&tags->parts, block);
}

void tag_keep(Arena *arena, Map *map, const Block *block, void *what) {
    const Block **key = ARENA_NEW(arena, const Block *);
    *key = block;
    map_put(map, (Str){(const char *)key, sizeof *key}, what);
}

bool tag_is(const TagElement *element, const char *type) {
    return strcmp(element->type, type) == 0;
}

void tag_add_kid(PdfTags *tags, TagElement *parent, TagKid kid) {
    TagKid *added = ARENA_NEW(tags->arena, TagKid);
    *added = kid;
    if (parent->last != NULL) {
        parent->last->next = added;
    } else {
        parent->first = added;
    }
    parent->last = added;
    if (kid.element != NULL) kid.element->place = added;
}

static TagElement *element_make(PdfTags *tags, const char *type, TagElement *parent) {
    TagElement *element = ARENA_NEW(tags->arena, TagElement);
    *element = (TagElement){.type = type, .parent = parent};
    VEC_PUSH(tags->arena, &tags->elements, element);
    return element;
}

TagElement *tag_new(PdfTags *tags, const char *type, TagElement *parent) {
    TagElement *element = element_make(tags, type, parent);
    if (parent != NULL) tag_add_kid(tags, parent, (TagKid){.element = element});
    return element;
}

/* True if blocks follow each other in it. */
static bool holds_blocks(const TagElement *element) {
    return tag_is(element, "Document") || tag_is(element, "Sect") || tag_is(element, "Box") ||
           tag_is(element, "Div");
}

TagElement *tag_new_behind(PdfTags *tags, const char *type) {
    TagElement *before = tags->latest;
    while (before != NULL && before->parent != NULL && !holds_blocks(before->parent))
        before = before->parent;
    TagElement *parent = before != NULL && before->parent != NULL ? before->parent : tags->root;
    TagElement *element = element_make(tags, type, parent);
    TagKid *kid = ARENA_NEW(tags->arena, TagKid);
    TagKid **link = before != NULL && before->place != NULL ? &before->place->next : &parent->first;
    *kid = (TagKid){.element = element, .next = *link};
    *link = kid;
    element->place = kid;
    if (kid->next == NULL) parent->last = kid;
    return element;
}
