/* {fields}; see fields.h. */
#include "page/fields.h"

static bool find_field(Str key, const Edition *edition, const PageFields *page, Str *value) {
    if (str_equal(key, STR("folio"))) {
        *value = page->folio;
    } else if (str_equal(key, STR("section"))) {
        *value = page->section;
    } else if (str_equal(key, STR("subsection"))) {
        *value = page->subsection;
    } else {
        return edition_find_text(edition, key, value);
    }
    return true;
}

/* A slip of the pen in edition.yaml was told, where it can be mended. */
static bool is_said(const Diag *diag, Str key) {
    if (diag->counts[MESSAGE_EDITION_KEY_MISSING] > 0) return true;
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        if (report->code == MESSAGE_EDITION_KEY_DOUBTFUL && str_equal(report->arguments[1], key))
            return true;
    }
    return false;
}

Str fields_fill(Arena *arena, Str text, const Edition *edition, const PageFields *page, Span where,
                Diag *diag) {
    StrBuilder filled = {.arena = arena};
    for (size_t at = 0; at < text.length; at++) {
        char c = text.bytes[at];
        size_t end = c == '{' ? str_find(text, STR("}"), at) : SIZE_MAX;
        if (c == '{' && at + 1 < text.length && text.bytes[at + 1] == '{') {
            builder_add_byte(&filled, c);
            at++;
        } else if (end != SIZE_MAX) {
            Str key = str_slice(text, at + 1, end), value = {0};
            if (find_field(key, edition, page, &value)) {
                builder_add(&filled, value);
            } else if (!is_said(diag, key)) {
                diag_report(diag, MESSAGE_FIELD_UNKNOWN, where, ARGS(key));
            }
            at = end;
        } else {
            builder_add_byte(&filled, c);
        }
    }
    return builder_text(&filled);
}
