/* The elements as objects, the way back to them from pages and annotations (the parent tree,
 * 14.7.4.4), and what the catalogue says of them. */
#include "output/pdf_number.h"
#include "output/pdf_string.h"
#include "output/pdf_tags.h"

/* Those that hold something are numbered; parents before their children. */
static void elements_number(PdfTags *tags) {
    for (size_t i = 0; i < tags->elements.count; i++) {
        TagElement *element = tags->elements.items[i];
        bool kept = element->used || element->grid;
        if (element->parent == NULL || (kept && element->parent->object != NULL))
            element->object = pdf_object_new(tags->file);
    }
}

static void add_text_entry(StrBuilder *out, const char *name, Str text) {
    if (text.length == 0) return;
    builder_add_c(out, name);
    pdf_add_text(out, text);
}

static void add_kid(const PdfTags *tags, const TagElement *element, const TagKid *kid,
                    StrBuilder *out) {
    bool same_page = element->paged && kid->page == element->page;
    if (kid->element != NULL) {
        pdf_add_reference(out, kid->element->object);
    } else if (kid->annotation == NULL && same_page) {
        builder_add_format(out, "%zu", kid->content);
    } else {
        builder_add_c(out, kid->annotation != NULL ? "<</Type/OBJR/Pg " : "<</Type/MCR/Pg ");
        pdf_add_reference(out, tags->pages[kid->page]);
        if (kid->annotation != NULL) {
            builder_add(out, STR("/Obj "));
            pdf_add_reference(out, kid->annotation);
        } else {
            builder_add_format(out, "/MCID %zu", kid->content);
        }
        builder_add(out, STR(">>"));
    }
}

static const TagKid *kid_written(const TagKid *kid) {
    while (kid != NULL && kid->element != NULL && kid->element->object == NULL) kid = kid->next;
    return kid;
}

/* One kid needs no array. */
static void add_kids(const PdfTags *tags, const TagElement *element, StrBuilder *out) {
    const TagKid *kid = kid_written(element->first);
    bool several = kid == NULL || kid_written(kid->next) != NULL;
    builder_add(out, several ? STR("/K[") : STR("/K "));
    while (kid != NULL) {
        add_kid(tags, element, kid, out);
        kid = kid_written(kid->next);
        if (kid != NULL) builder_add_byte(out, ' ');
    }
    if (several) builder_add_byte(out, ']');
}

static void add_note_name(StrBuilder *out, size_t note) {
    builder_add_format(out, "(note-%06zu)", note);
}

/* T10: where a figure stands; else what was set. */
static void add_attributes(const TagElement *element, StrBuilder *out) {
    if (element->boxed) {
        builder_add(out, STR("/A<</O/Layout/Placement/Block/BBox["));
        for (int i = 0; i < 4; i++) {
            if (i > 0) builder_add_byte(out, ' ');
            pdf_add_length(out, element->box[i]);
        }
        builder_add(out, STR("]>>"));
    } else if (element->attributes.length > 0) {
        builder_add(out, STR("/A<<"));
        builder_add(out, element->attributes);
        builder_add(out, STR(">>"));
    }
}

static void element_write(PdfTags *tags, const TagElement *element, PdfObject root) {
    StrBuilder out = {.arena = tags->arena};
    builder_add_format(&out, "/S/%s/P ", element->type);
    pdf_add_reference(&out, element->parent == NULL ? root : element->parent->object);
    if (element->paged) {
        builder_add(&out, STR("/Pg "));
        pdf_add_reference(&out, tags->pages[element->page]);
    }
    if (element->note > 0) {
        builder_add(&out, STR("/ID"));
        add_note_name(&out, element->note);
    }
    add_text_entry(&out, "/Lang", element->language);
    add_text_entry(&out, "/Alt", element->alternative);
    if (element->expansion.length > 0) {
        builder_add(&out, STR("/E"));
        pdf_add_utf16_text(&out, element->expansion);
    }
    if (element->replacement.length > 0) {
        builder_add(&out, STR("/ActualText"));
        pdf_add_utf16_text(&out, element->replacement);
    }
    add_attributes(element, &out);
    add_kids(tags, element, &out);
    pdf_object_fill(tags->file, element->object, builder_text(&out));
}

static PdfObject parents_write(PdfTags *tags) {
    StrBuilder out = {.arena = tags->arena};
    builder_add(&out, STR("/Nums["));
    for (size_t i = 0; i < tags->page_count; i++) {
        const TagElements *contents = &tags->contents[i];
        builder_add_format(&out, "%zu[", i);
        for (size_t k = 0; k < contents->count; k++) {
            if (k > 0) builder_add_byte(&out, ' ');
            pdf_add_reference(&out, contents->items[k]->object);
        }
        builder_add(&out, STR("]\n"));
    }
    for (size_t i = 0; i < tags->annotated.count; i++) {
        builder_add_format(&out, "%zu ", tags->page_count + i);
        pdf_add_reference(&out, tags->annotated.items[i]->object);
        builder_add_byte(&out, '\n');
    }
    builder_add_byte(&out, ']');
    PdfObject object = pdf_object_new(tags->file);
    pdf_object_fill(tags->file, object, builder_text(&out));
    return object;
}

/* Notes by their names (14.7.2); these are in order as the notes are. */
static void add_names(const PdfTags *tags, StrBuilder *out) {
    bool any = false;
    for (size_t i = 0; i < tags->elements.count; i++) {
        const TagElement *element = tags->elements.items[i];
        if (element->note == 0 || element->object == NULL) continue;
        builder_add(out, any ? STR(" ") : STR("/IDTree<</Names["));
        any = true;
        add_note_name(out, element->note);
        builder_add_byte(out, ' ');
        pdf_add_reference(out, element->object);
    }
    if (any) builder_add(out, STR("]>>"));
}

void pdf_tags_write(PdfTags *tags, StrBuilder *catalogue) {
    elements_number(tags);
    PdfObject root = pdf_object_new(tags->file);
    for (size_t i = 0; i < tags->elements.count; i++) {
        if (tags->elements.items[i]->object != NULL)
            element_write(tags, tags->elements.items[i], root);
    }
    StrBuilder out = {.arena = tags->arena};
    builder_add(&out, STR("/Type/StructTreeRoot/K "));
    pdf_add_reference(&out, tags->root->object);
    builder_add(&out, STR("/ParentTree "));
    pdf_add_reference(&out, parents_write(tags));
    builder_add_format(&out, "/ParentTreeNextKey %zu/RoleMap<</Box/Sect/Title/H1>>",
                       tags->page_count + tags->annotated.count);
    add_names(tags, &out);
    pdf_object_fill(tags->file, root, builder_text(&out));
    builder_add(catalogue, STR("/MarkInfo<</Marked true>>/StructTreeRoot "));
    pdf_add_reference(catalogue, root);
}
