/* Line ends and the order of reading (Y1 to Y4, U16): advice, as only positions are known. */
#include <math.h>

#include "preflight/checking.h"

static const char *const text_blocks[] = {"P",  "H",   "H1",    "H2", "H3", "H4",      "H5",
                                          "H6", "Lbl", "LBody", "TD", "TH", "Caption", NULL};

enum { SOFT_HYPHEN = 0xAD, HARD_HYPHEN = 0x2010, UNBREAKABLE_HYPHEN = 0x2011, MINUS = '-' };

static void add(Checking *checking, FindingCode code, const Mark *mark, Str fact) {
    report_add(checking->report, code, mark->page, mark->owner, FACTS(fact));
}

/* ---- lines ---- */

static uint32_t last_character(Str text) {
    size_t at = text.length;
    return utf8_previous(text, &at);
}

static uint32_t first_character(Str text) {
    size_t at = 0;
    return utf8_next(text, &at);
}

static bool is_lower(uint32_t codepoint) {
    return (codepoint >= 'a' && codepoint <= 'z') || (codepoint >= 0xDF && codepoint <= 0xFF) ||
           codepoint == 0x153;
}

/* True if a line ends between two marks that are read one after the other. A raised figure stands
 * a third of its size higher. */
static bool line_ends(const Mark *before, const Mark *after) {
    double size = before->size > after->size ? before->size : after->size;
    return before->page != after->page || fabs(before->y - after->y) > 0.6 * size;
}

/* The characters a mark is read as: those of an ActualText around it are its last ones' matter. */
static bool is_replaced(Checking *checking, const Mark *mark) {
    return mark->tag != 0 && content_tag(&checking->content, mark->tag)->has_actual;
}

static bool ends_apart(uint32_t codepoint) {
    static const uint32_t apart[] = {' ',    0xA0,   0x2009,     0x202F,      0x2013,
                                     0x2014, '/',    0x200B,     HARD_HYPHEN, UNBREAKABLE_HYPHEN,
                                     '\n',   0x3000, SOFT_HYPHEN};
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        if (codepoint == apart[i]) return true;
    }
    return codepoint >= 0x2E80; /* scripts without spaces */
}

/* The element that holds the content around a mark; 0: none. */
static uint32_t holder_of(const Checking *checking, const Mark *mark) {
    const Content *content = &checking->content;
    const Tag *tag = content_tag(content, content_tag(content, mark->tag)->content);
    return structure_of_content(&checking->structure, tag->owner, tag->mcid);
}

static bool has_any(Str text, Str characters) {
    for (size_t i = 0; i < characters.length; i++) {
        if (str_find(text, str_slice(characters, i, i + 1), 0) != SIZE_MAX) return true;
    }
    return false;
}

/* An address is broken where no space is: both marks are parts of one link, words without spaces
 * but with signs of an address. */
static bool is_in_address(const Checking *checking, const Mark *before, const Mark *after) {
    uint32_t link = holder_of(checking, before);
    Str start = str_trim(before->text), rest = str_trim(after->text);
    if (link == 0 || link != holder_of(checking, after)) return false;
    if (!element_within(&checking->structure, link, "Link")) return false;
    if (has_any(start, STR(" ")) || has_any(rest, STR(" "))) return false;
    return has_any(start, STR("/.@")) || has_any(rest, STR("/.@"));
}

static void check_line_end(Checking *checking, const Mark *before, const Mark *after) {
    uint32_t last = last_character(before->text), next = first_character(after->text);
    Str text = before->text;
    report_see(checking->report, CHECK_Y3, 1);
    if (is_replaced(checking, before)) return;
    if (last == MINUS && is_lower(next)) {
        report_see(checking->report, CHECK_Y1, 1);
        add(checking, FINDING_HYPHEN_PLAIN, before, text);
    } else if (last == MINUS) {
        report_see(checking->report, CHECK_Y4, 1);
        add(checking, FINDING_HYPHEN_HARD, before, text);
    } else if (last == ' ' && text.length > 2 && last_character(str_trim(text)) == SOFT_HYPHEN) {
        add(checking, FINDING_HYPHEN_SPACE, before, text);
    } else if (!ends_apart(last) && next != ' ' && !is_in_address(checking, before, after)) {
        add(checking, FINDING_LINE_GLUED, before, text);
    }
    if (last == SOFT_HYPHEN) report_see(checking->report, CHECK_Y1, 1);
    if (last == HARD_HYPHEN) report_see(checking->report, CHECK_Y4, 1);
}

/* A soft hyphen in the midst of a line is a glyph that reads as nothing. */
static void check_midst(Checking *checking, const Mark *mark) {
    size_t at = str_find(mark->text, STR("\u00AD"), 0);
    if (at != SIZE_MAX && at + 2 < str_trim(mark->text).length)
        add(checking, FINDING_HYPHEN_MIDST, mark, mark->text);
}

static const Element *outer_block(const Structure *structure, uint32_t number) {
    const Element *element = structure_element(structure, number);
    return element_is_any(element, text_blocks) ? element : NULL;
}

/* True for a document that is bound on the right: its columns follow each other to the left. */
static bool is_turned(Checking *checking) {
    CosFile *file = &checking->file;
    const Cos *viewer = cos_find(file, file->root, "ViewerPreferences");
    return cos_is_name(cos_find(file, viewer, "Direction"), "R2L");
}

/* Down the page in one column: upwards only to that side of what was read where columns go on. */
static void check_direction(Checking *checking, const Mark *before, const Mark *after) {
    double size = before->size > after->size ? before->size : after->size;
    bool up = after->page == before->page && after->y > before->y + 1.5 * size;
    if (up &&
        (is_turned(checking) ? after->box.right > before->box.left
                             : after->x < before->box.right && after->box.left < before->box.right))
        add(checking, FINDING_ORDER_UPWARD, after, after->text);
    if (after->page < before->page) add(checking, FINDING_ORDER_PAGE, after, after->text);
}

/* The innermost block of text around a mark: lines of an item and of a list in it are apart. */
static uint32_t inner_block(const Checking *checking, const Mark *mark) {
    const Structure *structure = &checking->structure;
    uint32_t element = holder_of(checking, mark);
    while (element != 0) {
        const Element *holder = structure_element(structure, element);
        if (element_is_any(holder, text_blocks)) return element;
        element = holder->parent;
    }
    return 0;
}

static void check_block(Checking *checking, uint32_t number, Arena *scratch) {
    const Content *content = &checking->content;
    ReadMarks marks = {.arena = scratch};
    structure_marks(&checking->structure, content, number, &marks);
    const Mark *before = NULL;
    uint32_t before_block = 0;
    for (size_t i = 0; i < marks.list.count; i++) {
        const Mark *mark = content_mark(content, marks.list.items[i]);
        if (mark->kind != MARK_TEXT || mark->text.length == 0) continue;
        uint32_t block = inner_block(checking, mark);
        report_see(checking->report, CHECK_U16, 1);
        check_midst(checking, mark);
        if (before != NULL) {
            if (block == before_block && line_ends(before, mark))
                check_line_end(checking, before, mark);
            check_direction(checking, before, mark);
        }
        before = mark;
        before_block = block;
    }
    if (before != NULL && last_character(before->text) == SOFT_HYPHEN &&
        !is_replaced(checking, before))
        add(checking, FINDING_HYPHEN_LAST, before, before->text);
}

/* ---- Y2 ---- */

static void check_soft_tags(Checking *checking) {
    const Content *content = &checking->content;
    for (size_t i = 0; i < content->tags.count; i++) {
        const Tag *tag = &content->tags.items[i];
        const Cos *actual = cos_find(&checking->file, tag->properties, "ActualText");
        if (actual->kind != COS_STRING) continue;
        report_see(checking->report, CHECK_Y2, 1);
        if (str_equal(cos_text(checking->arena, actual), STR("\u00AD")))
            report_add(checking->report, FINDING_HYPHEN_ACTUAL, tag->page, tag->owner, NO_FACTS);
    }
}

void check_lines(Checking *checking) {
    const Structure *structure = &checking->structure;
    Arena *scratch = arena_open();
    for (uint32_t number = 1; number <= structure->elements.count;) {
        const Element *block = outer_block(structure, number);
        ArenaMark mark = arena_mark(scratch);
        if (block != NULL) check_block(checking, number, scratch);
        arena_release(scratch, mark);
        number = block != NULL ? block->end : number + 1;
    }
    arena_close(scratch);
    check_soft_tags(checking);
}

/* ---- U16: blocks ---- */

/* A side box, note or figure inside a paragraph stands between two of its lines. */
static void check_interruption(Checking *checking, const Element *element) {
    static const char *const blocks[] = {"Sect", "Art", "Part", "Div", "P", "Table", "L", NULL};
    const Structure *structure = &checking->structure;
    if (!element_is(element, "P")) return;
    for (size_t i = 0; i < element->kids.count; i++) {
        if (element->kids.items[i].kind != KID_ELEMENT) continue;
        const Element *kid = structure_element(structure, element->kids.items[i].element);
        if (element_is_any(kid, blocks))
            report_add(checking->report, FINDING_ORDER_INTERRUPTED, kid->page, kid->object,
                       FACTS(kid->type));
    }
}

/* Two paragraphs next to one another of which the second goes on in the midst of a sentence. */
static void check_division(Checking *checking, uint32_t first, uint32_t second, Arena *scratch) {
    const Structure *structure = &checking->structure;
    const Element *element = structure_element(structure, second);
    Str before = str_trim(structure_text(structure, &checking->content, first, scratch));
    Str after = str_trim(structure_text(structure, &checking->content, second, scratch));
    uint32_t last = last_character(before);
    bool open = is_lower(last) || last == ',' || last == SOFT_HYPHEN || last == HARD_HYPHEN;
    if (open && is_lower(first_character(after)))
        report_add(checking->report, FINDING_ORDER_DIVIDED, element->page, element->object,
                   FACTS(after));
}

/* Texts beside one another begin on pages that follow one another: what may stand on another page,
 * a note or a box, is an element of another kind. */
static void check_sequence(Checking *checking, const Element *holder, Arena *scratch) {
    static const char *const texts[] = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", NULL};
    const Structure *structure = &checking->structure;
    int32_t page = 0;
    for (size_t i = 0; i < holder->kids.count; i++) {
        const Kid *kid = &holder->kids.items[i];
        const Element *text =
            kid->kind == KID_ELEMENT ? structure_element(structure, kid->element) : NULL;
        if (text == NULL || text->page == 0 || !element_is_any(text, texts)) continue;
        if (text->page < page) {
            Str words = structure_text(structure, &checking->content, kid->element, scratch);
            report_add(checking->report, FINDING_ORDER_PAGE, text->page, text->object,
                       FACTS(str_trim(words)));
        }
        page = text->page;
    }
}

void check_order(Checking *checking) {
    const Structure *structure = &checking->structure;
    Arena *scratch = arena_open();
    for (size_t i = 0; i < structure->elements.count; i++) {
        const Element *element = &structure->elements.items[i];
        uint32_t before = 0;
        ArenaMark start = arena_mark(scratch);
        check_sequence(checking, element, scratch);
        arena_release(scratch, start);
        check_interruption(checking, element);
        for (size_t k = 0; k < element->kids.count; k++) {
            const Kid *kid = &element->kids.items[k];
            bool paragraph = kid->kind == KID_ELEMENT &&
                             element_is(structure_element(structure, kid->element), "P");
            ArenaMark mark = arena_mark(scratch);
            if (paragraph && before != 0) check_division(checking, before, kid->element, scratch);
            arena_release(scratch, mark);
            before = paragraph ? kid->element : 0;
        }
    }
    arena_close(scratch);
}
