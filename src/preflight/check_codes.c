/* The codes that are shown: glyph, width, characters (F5, F7, F8, F10). */
#include <math.h>

#include "preflight/check_codes.h"

static void add(Checking *checking, FindingCode code, const Font *font, const UsedCode *used) {
    StrBuilder number = {.arena = checking->arena};
    builder_add_format(&number, font->composite ? "<%04X>" : "<%02X>", (unsigned)used->code);
    report_add(checking->report, code, used->page, font->object,
               FACTS(font->name, builder_text(&number)));
}

/* ---- F7, F10 ---- */

static bool is_private(uint32_t codepoint) {
    return (codepoint >= 0xE000 && codepoint <= 0xF8FF) || codepoint >= 0xF0000;
}

static void check_characters(Checking *checking, const Font *font, const UsedCode *used) {
    const CodeEntry *entry = font_entry(font, used->code);
    Str text = entry == NULL ? STR("") : entry->unicode;
    report_see(checking->report, CHECK_F7, 1);
    report_see(checking->report, CHECK_F10, 1);
    if (text.length == 0) {
        add(checking, FINDING_CODE_UNMAPPED, font, used);
        return;
    }
    bool refused = false, private = false;
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        refused |= codepoint == 0 || codepoint == 0xFEFF || codepoint == 0xFFFE;
        private |= is_private(codepoint);
    }
    if (refused) add(checking, FINDING_CODE_REFUSED, font, used);
    if (private && !used->has_actual) add(checking, FINDING_CODE_PRIVATE, font, used);
}

/* ---- F5, F8 ---- */

static void check_width(Checking *checking, const Font *font, const FontProgram *program,
                        const UsedCode *used, uint32_t glyph) {
    const double slack = 1.0001; /* ±1 by the standard; the rest is the arithmetic's */
    double width;
    if (!font_program_width(program, glyph, &width)) return;
    report_see(checking->report, CHECK_F5, 1);
    if (fabs(width - font_width(font, used->code)) > slack)
        add(checking, FINDING_WIDTH, font, used);
}

static void check_glyphs(Checking *checking, const Font *font, const FontProgram *program) {
    bool open = font->composite && font->readable && program->face != NULL;
    for (size_t i = 0; open && i < font->used.count; i++) {
        const UsedCode *used = &font->used.items[i];
        uint32_t glyph = font_program_glyph(program, used->code);
        report_see(checking->report, CHECK_F8, 1);
        if (glyph == 0)
            add(checking, FINDING_GLYPH_MISSING, font, used);
        else if (used->visible)
            check_width(checking, font, program, used, glyph);
    }
    if (!font->composite && !font->type3)
        report_add(checking->report, FINDING_SIMPLE_UNMEASURED, 0, font->object, FACTS(font->name));
}

void check_codes(Checking *checking, const Font *font, const FontProgram *program) {
    if (font->to_unicode_damaged)
        report_add(checking->report, FINDING_TO_UNICODE, 0, font->object, FACTS(font->name));
    for (size_t k = 0; font->readable && k < font->used.count; k++)
        check_characters(checking, font, &font->used.items[k]);
    check_glyphs(checking, font, program);
}
