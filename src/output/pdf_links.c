/* Link annotations (ISO 32000-1, 12.5.6.5), destinations (12.3.2) and the outline (12.3.3). */
#include "output/pdf_links.h"

#include "output/pdf_number.h"
#include "output/pdf_string.h"

/* Writes "[page /XYZ left top zoom]": the left edge, a height, the reader's own zoom. */
static void add_destination(StrBuilder *out, const PdfPages *pages, size_t page, Unit y) {
    if (page >= pages->count) page = pages->count - 1;
    builder_add_byte(out, '[');
    pdf_add_reference(out, pages->objects[page]);
    builder_add(out, STR("/XYZ 0 "));
    pdf_add_length(out, (int64_t)pages->pages[page].height - y);
    builder_add(out, STR(" null]"));
}

static void add_rectangle(StrBuilder *out, const DisplayPage *page, const DisplayLink *link) {
    int64_t bottom = (int64_t)page->height - link->y - link->height;
    builder_add(out, STR("/Rect["));
    pdf_add_length(out, link->x);
    builder_add_byte(out, ' ');
    pdf_add_length(out, bottom);
    builder_add_byte(out, ' ');
    pdf_add_length(out, (int64_t)link->x + link->width);
    builder_add_byte(out, ' ');
    pdf_add_length(out, bottom + link->height);
    builder_add_byte(out, ']');
}

static PdfObject link_write(PdfFile *file, const PdfPages *pages, const DisplayPage *page,
                            const DisplayLink *link, PdfTags *tags) {
    StrBuilder out = {.arena = file->arena};
    builder_add(&out, STR("/Type/Annot/Subtype/Link/F 4/Border[0 0 0]"));
    add_rectangle(&out, page, link);
    if (link->address.length > 0) {
        builder_add(&out, STR("/A<</S/URI/URI"));
        pdf_add_uri(&out, link->address);
        builder_add(&out, STR(">>"));
    } else {
        builder_add(&out, STR("/Dest"));
        add_destination(&out, pages, link->page, link->target_y);
    }
    if (link->contents.length > 0) {
        builder_add(&out, STR("/Contents"));
        pdf_add_text(&out, link->contents);
    }
    PdfObject object = pdf_object_new(file);
    builder_add_format(&out, "/StructParent %zu", pdf_tags_add_link(tags, link, object));
    pdf_object_fill(file, object, builder_text(&out));
    return object;
}

void pdf_add_links(StrBuilder *out, PdfFile *file, const PdfPages *pages, const DisplayPage *page,
                   PdfTags *tags) {
    if (page->link_count == 0) return;
    builder_add(out, STR("/Tabs/S/Annots["));
    for (size_t i = 0; i < page->link_count; i++) {
        if (i > 0) builder_add_byte(out, ' ');
        pdf_add_reference(out, link_write(file, pages, page, &page->links[i], tags));
    }
    builder_add_byte(out, ']');
}

/* ---- the outline ---- */

#define NONE SIZE_MAX

/* A bookmark's place in the tree. */
typedef struct Entry {
    PdfObject object;
    size_t parent, previous, next, first, last; /* NONE: there is none; parent NONE: the root */
    size_t descendants;
} Entry;

/* Links the bookmarks by their levels. A bookmark's parent is the last one before it of a smaller
 * level. */
static Entry *entries_make(PdfFile *file, const DisplayList *list) {
    Entry *entries = ARENA_ARRAY(file->arena, Entry, list->bookmark_count);
    size_t newest = NONE; /* the way from it up to the root is all that may still grow */
    for (size_t i = 0; i < list->bookmark_count; i++) {
        Entry *entry = &entries[i];
        *entry = (Entry){pdf_object_new(file), NONE, NONE, NONE, NONE, NONE, 0};
        while (newest != NONE && list->bookmarks[newest].level >= list->bookmarks[i].level) {
            entry->previous = newest;
            newest = entries[newest].parent;
        }
        entry->parent = newest;
        if (entry->previous != NONE) entries[entry->previous].next = i;
        if (newest != NONE) {
            if (entries[newest].first == NONE) entries[newest].first = i;
            entries[newest].last = i;
        }
        newest = i;
    }
    for (size_t i = list->bookmark_count; i-- > 0;) {
        size_t parent = entries[i].parent;
        if (parent != NONE) entries[parent].descendants += 1 + entries[i].descendants;
    }
    return entries;
}

static void add_relative(StrBuilder *out, Str key, const Entry *entries, size_t index) {
    if (index == NONE) return;
    builder_add(out, key);
    pdf_add_reference(out, entries[index].object);
}

static void entry_write(PdfFile *file, const PdfPages *pages, const Bookmark *bookmark,
                        const Entry *entries, size_t index, PdfObject root) {
    const Entry *entry = &entries[index];
    StrBuilder out = {.arena = file->arena};
    builder_add(&out, STR("/Title"));
    pdf_add_utf16_text(&out, bookmark->title);
    builder_add(&out, STR("/Parent "));
    pdf_add_reference(&out, entry->parent == NONE ? root : entries[entry->parent].object);
    add_relative(&out, STR("/Prev "), entries, entry->previous);
    add_relative(&out, STR("/Next "), entries, entry->next);
    add_relative(&out, STR("/First "), entries, entry->first);
    add_relative(&out, STR("/Last "), entries, entry->last);
    if (entry->descendants > 0) builder_add_format(&out, "/Count -%zu", entry->descendants);
    builder_add(&out, STR("/Dest"));
    add_destination(&out, pages, bookmark->page, bookmark->y);
    pdf_object_fill(file, entry->object, builder_text(&out));
}

PdfObject pdf_outline_write(PdfFile *file, const PdfPages *pages, const DisplayList *list) {
    if (list->bookmark_count == 0 || pages->count == 0) return NULL;
    PdfObject root = pdf_object_new(file);
    Entry *entries = entries_make(file, list);
    size_t last = 0, shown = 0;
    for (size_t i = 0; i < list->bookmark_count; i++) {
        entry_write(file, pages, &list->bookmarks[i], entries, i, root);
        if (entries[i].parent != NONE) continue;
        last = i;
        shown++;
    }
    StrBuilder out = {.arena = file->arena};
    builder_add(&out, STR("/Type/Outlines"));
    add_relative(&out, STR("/First "), entries, 0);
    add_relative(&out, STR("/Last "), entries, last);
    builder_add_format(&out, "/Count %zu", shown);
    pdf_object_fill(file, root, builder_text(&out));
    return root;
}
