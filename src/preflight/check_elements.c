/* Kinds of elements and where they may stand (T1 to T5, T7, T8, T10, T13 to T15). */
#include "preflight/checking.h"
#include "preflight/number_map.h"

static void add(Checking *checking, FindingCode code, const Element *element, Str fact) {
    report_add(checking->report, code, element->page, element->object, FACTS(fact));
}

/* The parent's role; "" for the root's kids. */
static Str parent_role(const Structure *structure, const Element *element) {
    return element->parent == 0 ? STR("") : structure_element(structure, element->parent)->role;
}

/* ---- T1, T2, T5 ---- */

static void check_root(Checking *checking) {
    const Structure *structure = &checking->structure;
    size_t count = 0;
    for (size_t i = 0; i < structure->elements.count; i++) {
        const Element *element = &structure->elements.items[i];
        if (element->parent != 0) continue;
        report_see(checking->report, CHECK_T1, 1);
        count++;
        if (!element_is(element, "Document"))
            add(checking, FINDING_ROOT_KIND, element, element->type);
    }
    if (count > 1)
        report_add(checking->report, FINDING_ROOT_SEVERAL, 0, structure->root->object, NO_FACTS);
}

/* Grouping elements hold no content of their own (14.8.4.2). */
static void check_grouping(Checking *checking, const Element *element) {
    static const char *const grouping[] = {"Document", "Part",  "Art",   "Sect",       "TOC",
                                           "TOCI",     "L",     "LI",    "Table",      "TR",
                                           "THead",    "TBody", "TFoot", "BlockQuote", NULL};
    if (!element_is_any(element, grouping)) return;
    bool section = element_is(element, "Sect") || element_is(element, "Part") ||
                   element_is(element, "Art") || element_is(element, "Document");
    report_see(checking->report, section ? CHECK_T2 : CHECK_T5, 1);
    for (size_t i = 0; i < element->kids.count; i++) {
        if (element->kids.items[i].kind != KID_CONTENT) continue;
        add(checking, section ? FINDING_SECTION_CONTENT : FINDING_GROUP_CONTENT, element,
            element->type);
        return;
    }
}

/* A paragraph may not lie in another block of text. */
static void check_paragraph(Checking *checking, const Element *element) {
    static const char *const text_blocks[] = {"P",  "H",  "H1",   "H2",    "H3",   "H4",
                                              "H5", "H6", "Span", "Quote", "Code", NULL};
    if (!element_is(element, "P")) return;
    report_see(checking->report, CHECK_T5, 1);
    if (element->parent != 0 &&
        element_is_any(structure_element(&checking->structure, element->parent), text_blocks))
        add(checking, FINDING_PARAGRAPH_INSIDE, element,
            parent_role(&checking->structure, element));
}

/* ---- T3 ---- */

/* 1 to 6 of H1 to H6, else 0. */
static int heading_level(const Element *element) {
    Str role = element->role;
    bool numbered =
        role.length == 2 && role.bytes[0] == 'H' && role.bytes[1] >= '1' && role.bytes[1] <= '6';
    return numbered ? role.bytes[1] - '0' : 0;
}

static void check_headings(Checking *checking) {
    const Structure *structure = &checking->structure;
    const Element *plain = NULL, *numbered = NULL;
    int before = 0;
    for (size_t i = 0; i < structure->elements.count; i++) {
        const Element *element = &structure->elements.items[i];
        int level = heading_level(element);
        bool unnumbered = element_is(element, "H");
        if (unnumbered) plain = element;
        if (level > 0) numbered = element;
        if (level > 0 || unnumbered) report_see(checking->report, CHECK_T3, 1);
        if (level == 0) continue;
        if (before == 0 && level > 1)
            add(checking, FINDING_HEADING_FIRST, element, element->type);
        else if (level > before + 1)
            add(checking, FINDING_HEADING_SKIPPED, element, element->type);
        before = level;
    }
    if (plain != NULL && numbered != NULL) add(checking, FINDING_HEADING_MIXED, plain, plain->type);
}

/* ---- T4 ---- */

static void check_aside(Checking *checking, const Element *element) {
    static const char *const good[] = {"Sect", "Div", "Art", "Part", NULL};
    bool aside = str_equal(element->type, STR("Aside")) || str_equal(element->type, STR("Encadre"));
    if (!aside) return;
    report_see(checking->report, CHECK_T4, 1);
    if (!element_is_any(element, good)) add(checking, FINDING_ASIDE_ROLE, element, element->role);
}

/* ---- T7, T8 ---- */

/* A Reference leads somewhere by a Link. */
static void check_reference(Checking *checking, const Element *element, uint32_t number) {
    const Structure *structure = &checking->structure;
    if (!element_is(element, "Reference")) return;
    report_see(checking->report, CHECK_T7, 1);
    bool link = element->parent != 0 && element_within(structure, number, "Link");
    for (uint32_t i = number; i < element->end; i++)
        link = link || element_is(structure_element(structure, i), "Link");
    if (!link) add(checking, FINDING_REFERENCE_BARE, element, STR(""));
}

static void check_note(Checking *checking, const Element *element, Map *identifiers) {
    static const char *const sentences[] = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", NULL};
    if (!element_is(element, "Note")) return;
    report_see(checking->report, CHECK_T8, 1);
    const Cos *identifier = cos_find(&checking->file, element->dictionary, "ID");
    if (identifier->kind != COS_STRING || identifier->text.length == 0)
        add(checking, FINDING_NOTE_WITHOUT_ID, element, STR(""));
    else if (map_put(identifiers, identifier->text, checking) != NULL)
        add(checking, FINDING_NOTE_ID_TWICE, element, STR(""));
    if (element->parent != 0 &&
        element_is_any(structure_element(&checking->structure, element->parent), sentences))
        add(checking, FINDING_NOTE_IN_SENTENCE, element, STR(""));
}

/* ---- T10, T14, T15 ---- */

static bool has_text(Checking *checking, const Element *element, const char *key) {
    return cos_find(&checking->file, element->dictionary, key)->text.length > 0;
}

/* The BBox among an element's attributes: one dictionary or an array of them (14.7.5). */
static bool has_box(Checking *checking, const Element *element) {
    CosFile *file = &checking->file;
    const Cos *attributes = cos_find(file, element->dictionary, "A");
    if (attributes->kind == COS_DICTIONARY) return cos_find(file, attributes, "BBox")->count == 4;
    for (size_t i = 0; attributes->kind == COS_ARRAY && i < attributes->count; i++) {
        if (cos_find(file, cos_item(file, attributes, i), "BBox")->count == 4) return true;
    }
    return false;
}

static void check_figure(Checking *checking, const Element *element) {
    bool figure = element_is(element, "Figure");
    if (!figure && !element_is(element, "Formula")) return;
    report_see(checking->report, CHECK_T10, 1);
    bool actual = cos_find(&checking->file, element->dictionary, "ActualText")->kind == COS_STRING;
    if (!has_text(checking, element, "Alt") && !actual)
        add(checking, FINDING_FIGURE_SILENT, element, element->type);
    if (figure && !has_box(checking, element)) add(checking, FINDING_FIGURE_BOX, element, STR(""));
}

static void check_span(Checking *checking, const Element *element) {
    const Cos *language = cos_find(&checking->file, element->dictionary, "Lang");
    if (language->kind != COS_STRING || element->parent == 0) return;
    report_see(checking->report, CHECK_T14, 1);
    if (element->kids.count == 0) add(checking, FINDING_LANGUAGE_EMPTY, element, STR(""));
}

static void check_empty(Checking *checking, const Element *element) {
    static const char *const cells[] = {"TD", "TH", NULL};
    report_see(checking->report, CHECK_T15, 1);
    if (element->kids.count == 0 && !element_is_any(element, cells))
        add(checking, FINDING_ELEMENT_EMPTY, element, element->type);
}

/* ---- T13 ---- */

/* A bullet in the middle of a paragraph, more than once: a list that is not tagged as one. */
static void check_run(Checking *checking, const Element *element, uint32_t number) {
    enum { BULLETS = 3 };
    if (!element_is(element, "P")) return;
    Arena *scratch = arena_open();
    Str text = structure_text(&checking->structure, &checking->content, number, scratch);
    size_t count = 0;
    report_see(checking->report, CHECK_T13, 1);
    for (size_t at = str_find(text, STR("•"), 0); at != SIZE_MAX;
         at = str_find(text, STR("•"), at + 1))
        count++;
    arena_close(scratch);
    if (count >= BULLETS) add(checking, FINDING_BULLETS_IN_TEXT, element, STR(""));
}

void check_elements(Checking *checking) {
    const Structure *structure = &checking->structure;
    Map identifiers = {.arena = checking->arena};
    check_root(checking);
    check_headings(checking);
    for (size_t i = 0; i < structure->elements.count; i++) {
        const Element *element = &structure->elements.items[i];
        check_grouping(checking, element);
        check_paragraph(checking, element);
        check_aside(checking, element);
        check_reference(checking, element, (uint32_t)i + 1);
        check_note(checking, element, &identifiers);
        check_figure(checking, element);
        check_span(checking, element);
        check_empty(checking, element);
        check_run(checking, element, (uint32_t)i + 1);
    }
}
