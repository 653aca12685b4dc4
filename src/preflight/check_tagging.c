/* Marks and marked content (U11, U12, U13). */
#include "preflight/checking.h"
#include "preflight/number_map.h"

/* ---- U11 ---- */

static void check_nesting(Checking *checking, const Tag *tag, uint32_t number) {
    const Content *content = &checking->content;
    report_see(checking->report, CHECK_U11, 1);
    if (tag->parent == 0) return;
    const Tag *around = content_tag(content, tag->parent);
    if (tag->artifact == number && around->content != 0)
        report_add(checking->report, FINDING_ARTIFACT_INSIDE, tag->page, tag->owner, NO_FACTS);
    if (tag->content == number && around->artifact != 0)
        report_add(checking->report, FINDING_TAGGED_INSIDE, tag->page, tag->owner, NO_FACTS);
}

static const char *kind_name(MarkKind kind) {
    switch (kind) {
    case MARK_TEXT: return "text";
    case MARK_PATH: return "path";
    case MARK_IMAGE: return "image";
    case MARK_SHADING: return "shading";
    }
    return "";
}

static void check_mark(Checking *checking, const Mark *mark) {
    report_see(checking->report, CHECK_U11, 1);
    const Tag *tag = mark->tag == 0 ? NULL : content_tag(&checking->content, mark->tag);
    if (tag != NULL && (tag->content != 0 || tag->artifact != 0)) return;
    Str what = mark->kind == MARK_TEXT ? mark->text : str_from_c(kind_name(mark->kind));
    report_add(checking->report, FINDING_UNTAGGED, mark->page, mark->owner, FACTS(what));
}

/* ---- U12 ---- */

static void check_artifact(Checking *checking, const Tag *tag) {
    static const char *const types[] = {"Pagination", "Layout", "Page", "Background", NULL};
    static const char *const places[] = {"Header", "Footer", "Watermark", NULL};
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    const Cos *type = cos_find(file, tag->properties, "Type");
    const Cos *place = cos_find(file, tag->properties, "Subtype");
    bool attached = cos_find(file, tag->properties, "Attached")->kind != COS_NULL;
    report_see(report, CHECK_U12, 1);
    if (type->kind == COS_NULL)
        report_add(report, FINDING_ARTIFACT_UNTYPED, tag->page, tag->owner, NO_FACTS);
    else if (!name_is_any(type, types))
        report_add(report, FINDING_ARTIFACT_TYPE, tag->page, tag->owner, FACTS(type->text));
    else if (cos_is_name(type, "Pagination") && (attached || place->kind != COS_NULL) &&
             !name_is_any(place, places)) /* what is at no edge is a head said again */
        report_add(report, FINDING_ARTIFACT_PLACE, tag->page, tag->owner, NO_FACTS);
}

/* ---- U13 ---- */

/* Letters or figures: dots of a leader and bullets may be decoration. */
static bool has_words(Str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        bool ascii = (codepoint >= '0' && codepoint <= '9') ||
                     ((codepoint | 0x20) >= 'a' && (codepoint | 0x20) <= 'z');
        bool letter = codepoint >= 0xC0 && codepoint < 0x2000 && codepoint != 0xD7;
        if (ascii || letter || codepoint >= 0x2C00) return true;
    }
    return false;
}

static bool is_drawing(const Structure *structure, uint32_t element) {
    return element_within(structure, element, "Figure") ||
           element_within(structure, element, "Formula") ||
           element_within(structure, element, "Form");
}

static void check_frame(Checking *checking, const Mark *mark) {
    static const char *const decoration[] = {"Layout", "Background", "Page", NULL};
    const Content *content = &checking->content;
    if (mark->tag == 0) return;
    const Tag *tag = content_tag(content, mark->tag);
    report_see(checking->report, CHECK_U13, 1);
    if (tag->artifact != 0 && mark->kind == MARK_TEXT) {
        const Cos *properties = content_tag(content, tag->artifact)->properties;
        const Cos *type = cos_find(&checking->file, properties, "Type");
        if (name_is_any(type, decoration) && has_words(mark->text))
            report_add(checking->report, FINDING_WORDS_HIDDEN, mark->page, mark->owner,
                       FACTS(mark->text));
        return;
    }
    bool drawn = mark->kind == MARK_PATH || mark->kind == MARK_SHADING;
    if (tag->content == 0 || !drawn) return;
    const Tag *holder = content_tag(content, tag->content);
    uint32_t element = structure_of_content(&checking->structure, holder->owner, holder->mcid);
    if (element != 0 && !is_drawing(&checking->structure, element))
        report_add(checking->report, FINDING_FRAME_TAGGED, mark->page, mark->owner, NO_FACTS);
}

/* A form with MCIDs that is shown twice would have two places in the tree. */
static void check_forms(Checking *checking) {
    const Content *content = &checking->content;
    for (size_t i = 0; i < content->forms_repeated.count; i++)
        report_add(checking->report, FINDING_FORM_TWICE, 0, content->forms_repeated.items[i],
                   NO_FACTS);
}

void check_tagging(Checking *checking) {
    const Content *content = &checking->content;
    for (size_t i = 0; i < content->tags.count; i++) {
        const Tag *tag = &content->tags.items[i];
        check_nesting(checking, tag, (uint32_t)i + 1);
        if (str_equal(tag->name, STR("Artifact"))) check_artifact(checking, tag);
    }
    for (size_t i = 0; i < content->mark_count; i++) {
        check_mark(checking, content_mark(content, i));
        check_frame(checking, content_mark(content, i));
    }
    check_forms(checking);
}
