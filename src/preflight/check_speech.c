/* What is heard: readings, acronyms, numbers, note calls (X1 to X7).
 *
 * A standard asks for none of this; all of it is advice. */
#include "preflight/checking.h"

static void add(Checking *checking, FindingCode code, int32_t page, int32_t object, Str fact) {
    report_add(checking->report, code, page, object, FACTS(fact));
}

static bool is_letter(uint32_t codepoint) {
    bool ascii = (codepoint | 0x20) >= 'a' && (codepoint | 0x20) <= 'z';
    return ascii ||
           (codepoint >= 0xC0 && codepoint <= 0x24F && codepoint != 0xD7 && codepoint != 0xF7);
}

static bool is_digit(uint32_t codepoint) {
    return codepoint >= '0' && codepoint <= '9';
}

/* ---- X1: forms with a dot inside ---- */

enum { MIDDLE_DOT = 0xB7 };

/* The word around the first middle dot between letters at or after from; false if there is none.
 * Catalan l·l is spelling, no form. */
static bool find_form(Str text, size_t from, Str *form, size_t *next) {
    for (size_t dot = str_find(text, STR("·"), from); dot != SIZE_MAX;
         dot = str_find(text, STR("·"), dot + 1)) {
        size_t before = dot, after = dot, start = dot, end = dot + 2;
        uint32_t first = utf8_previous(text, &before);
        utf8_next(text, &after);
        size_t at = after;
        uint32_t second = utf8_next(text, &at);
        bool catalan = (first | 0x20) == 'l' && (second | 0x20) == 'l';
        if (!is_letter(first) || !is_letter(second) || catalan) continue;
        for (size_t i = start; i > 0;) {
            uint32_t codepoint = utf8_previous(text, &i);
            if (!is_letter(codepoint) && codepoint != MIDDLE_DOT) break;
            start = i;
        }
        for (size_t i = end; i < text.length;) {
            uint32_t codepoint = utf8_next(text, &i);
            if (!is_letter(codepoint) && codepoint != MIDDLE_DOT) break;
            end = i;
        }
        *form = str_slice(text, start, end);
        *next = end;
        return true;
    }
    return false;
}

/* A text string as entry of an element, or of the marked content around the mark. */
static bool has_reading(Checking *checking, const Mark *mark) {
    static const char *const keys[] = {"E", "ActualText", "Alt"};
    CosFile *file = &checking->file;
    const Content *content = &checking->content;
    for (size_t k = 0; k < 3; k++) {
        for (uint32_t tag = mark->tag; tag != 0; tag = content_tag(content, tag)->parent) {
            const Tag *sequence = content_tag(content, tag);
            if (cos_find(file, sequence->properties, keys[k])->text.length > 0) return true;
            uint32_t element =
                sequence->mcid < 0
                    ? 0
                    : structure_of_content(&checking->structure, sequence->owner, sequence->mcid);
            for (; element != 0;
                 element = structure_element(&checking->structure, element)->parent) {
                const Element *holder = structure_element(&checking->structure, element);
                if (cos_find(file, holder->dictionary, keys[k])->text.length > 0) return true;
            }
        }
    }
    return false;
}

static void check_forms(Checking *checking, const Mark *mark) {
    Str form;
    size_t at = 0;
    while (find_form(mark->text, at, &form, &at)) {
        report_see(checking->report, CHECK_X1, 1);
        if (!has_reading(checking, mark))
            add(checking, FINDING_FORM_UNREAD, mark->page, mark->owner, form);
    }
}

/* ---- X1, X3, X4: what /E says ---- */

static bool is_capitals(Str text) {
    size_t letters = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < 'A' || text.bytes[i] > 'Z') return false;
        letters++;
    }
    return letters > 1;
}

static void check_expansion(Checking *checking, const Element *element, uint32_t number,
                            Map *acronyms) {
    const Cos *expansion = cos_find(&checking->file, element->dictionary, "E");
    if (expansion->kind == COS_NULL) return;
    Str reading = cos_text(checking->arena, expansion);
    Str text =
        str_trim(structure_text(&checking->structure, &checking->content, number, checking->arena));
    report_see(checking->report, CHECK_X1, 1);
    report_see(checking->report, CHECK_X3, 1);
    if (str_trim(reading).length == 0)
        add(checking, FINDING_READING_EMPTY, element->page, element->object, text);
    if (text.length == 0)
        add(checking, FINDING_READING_LOST, element->page, element->object, reading);
    if (!is_capitals(text)) return;
    report_see(checking->report, CHECK_X4, 1);
    Str *known = map_find(acronyms, text);
    if (known == NULL) {
        known = ARENA_NEW(checking->arena, Str);
        *known = reading;
        map_put(acronyms, text, known);
    } else if (!str_equal(*known, reading)) {
        add(checking, FINDING_ACRONYM_DIFFERS, element->page, element->object, text);
    }
}

/* ---- X2 ---- */

static void check_actual(Checking *checking, const Tag *tag) {
    const Content *content = &checking->content;
    const Cos *actual = cos_find(&checking->file, tag->properties, "ActualText");
    if (actual->kind != COS_STRING) return;
    report_see(checking->report, CHECK_X2, 1);
    Str replaced = cos_text(checking->arena, actual), form;
    size_t at;
    if (str_find(replaced, STR("·"), 0) != SIZE_MAX) return;
    for (size_t i = tag->first_mark; i < tag->end_mark; i++) {
        const Mark *mark = content_mark(content, i);
        if (!find_form(mark->text, 0, &form, &at)) continue;
        add(checking, FINDING_FORM_REPLACED, tag->page, tag->owner, form);
        return;
    }
}

/* ---- X5, X7 ---- */

static void check_numbers(Checking *checking, const Mark *mark) {
    static const char *const spaces[] = {"\u202F", "\u00A0", "\u2009"};
    const Tag *tag = mark->tag == 0 ? NULL : content_tag(&checking->content, mark->tag);
    if (tag != NULL && tag->has_actual) return;
    for (size_t k = 0; k < 3; k++) {
        Str space = str_from_c(spaces[k]);
        for (size_t at = str_find(mark->text, space, 0); at != SIZE_MAX;
             at = str_find(mark->text, space, at + 1)) {
            size_t before = at, after = at + space.length;
            bool digits = is_digit(utf8_previous(mark->text, &before));
            while (before > 0 && is_digit((unsigned char)mark->text.bytes[before - 1])) before--;
            size_t start = after;
            for (int i = 0; i < 3; i++) digits = digits && is_digit(utf8_next(mark->text, &after));
            if (!digits) continue;
            report_see(checking->report, CHECK_X5, 1);
            add(checking, FINDING_NUMBER_GROUPED, mark->page, mark->owner,
                str_slice(mark->text, before, start + 3));
        }
    }
}

static void check_raised(Checking *checking, const Mark *mark) {
    for (size_t at = 0; at < mark->text.length;) {
        size_t start = at;
        uint32_t codepoint = utf8_next(mark->text, &at);
        bool raised = (codepoint >= 0x2B0 && codepoint <= 0x2FF) ||
                      (codepoint >= 0x1D2C && codepoint <= 0x1D6A) || codepoint == 0x2071 ||
                      codepoint == 0x207F;
        if (raised)
            add(checking, FINDING_LETTER_RAISED, mark->page, mark->owner,
                str_slice(mark->text, start, at));
    }
}

/* ---- X6 ---- */

static bool is_call(Str text) {
    Str trimmed = str_trim(text);
    for (size_t i = 0; i < trimmed.length; i++) {
        if (!is_digit((unsigned char)trimmed.bytes[i])) return false;
    }
    return trimmed.length > 0 && trimmed.length <= 3;
}

/* A call of figures alone that follows a figure on the page: 2024 and 1 become 20241. An expansion
 * or replacement is a word of its own (ISO 32000-1, 14.9.5). */
static void check_call(Checking *checking, size_t index) {
    const Content *content = &checking->content;
    const Mark *mark = content_mark(content, index);
    if (mark->tag == 0 || index == 0 || !is_call(mark->text)) return;
    const Tag *tag = content_tag(content, mark->tag);
    if (tag->content == 0) return;
    const Tag *holder = content_tag(content, tag->content);
    uint32_t element = structure_of_content(&checking->structure, holder->owner, holder->mcid);
    bool call = element != 0 && (element_within(&checking->structure, element, "Reference") ||
                                 element_within(&checking->structure, element, "Link"));
    if (!call || element_within(&checking->structure, element, "Note")) return;
    report_see(checking->report, CHECK_X6, 1);
    const Mark *before = content_mark(content, index - 1);
    if (before->page != mark->page || before->kind != MARK_TEXT) return;
    size_t end = before->text.length;
    if (!has_reading(checking, mark) && is_digit(utf8_previous(before->text, &end)))
        add(checking, FINDING_CALL_GLUED, mark->page, mark->owner, mark->text);
}

void check_speech(Checking *checking) {
    const Content *content = &checking->content;
    Map acronyms = {.arena = checking->arena};
    for (size_t i = 0; i < checking->structure.elements.count; i++)
        check_expansion(checking, &checking->structure.elements.items[i], (uint32_t)i + 1,
                        &acronyms);
    for (size_t i = 0; i < content->tags.count; i++)
        check_actual(checking, &content->tags.items[i]);
    for (size_t i = 0; i < content->mark_count; i++) {
        const Mark *mark = content_mark(content, i);
        if (mark->kind != MARK_TEXT) continue;
        report_see(checking->report, CHECK_X7, 1);
        check_forms(checking, mark);
        check_numbers(checking, mark);
        check_raised(checking, mark);
        check_call(checking, i);
    }
}
