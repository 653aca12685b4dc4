/* In: a text's stretches. Out: elements; see html_text.h. Those of each stretch are closed behind
 * it, so that only links and forms hold several of them. */
#include "output/html_text.h"

#include "document/stretches.h"
#include "document/wording.h"
#include "output/page_svg.h"
#include "text/character.h"

void html_add(HtmlWriter *w, Str text) {
    xml_add_text(w->out, text);
}

void html_add_c(HtmlWriter *w, const char *markup) {
    builder_add_c(w->out, markup);
}

Str html_id(HtmlWriter *w, const char *name, size_t number) {
    StrBuilder id = {.arena = w->arena};
    builder_add_format(&id, "%s-%zu", name, number);
    while (map_find(&w->edition->document->anchors, builder_text(&id)) != NULL)
        builder_add_c(&id, "-x");
    return builder_text(&id);
}

static void add_attribute(HtmlWriter *w, const char *name, Str value) {
    if (value.length == 0) return;
    builder_add_format(w->out, " %s=\"", name);
    html_add(w, value);
    html_add_c(w, "\"");
}

/* ---- directions ---- */

bool html_turns(const HtmlWriter *w) {
    const Language *language = w->edition->document->language;
    return language != NULL && language_is_right_to_left(language);
}

/* Words of another language, with their direction where it is not the edition's: a browser sets
 * them apart from the text around them. */
static void add_language(HtmlWriter *w, Str tag) {
    const Language *language = language_find(w->edition->languages, tag);
    add_attribute(w, "lang", tag);
    if (language != NULL && language_is_right_to_left(language) != html_turns(w))
        add_attribute(w, "dir", html_turns(w) ? STR("ltr") : STR("rtl"));
}

/* ---- links ---- */

/* Addresses that lead to a page or a person; nothing that runs. */
static bool is_safe(Str address) {
    static const Str schemes[] = {{"http:", 5}, {"https:", 6}, {"mailto:", 7}, {"tel:", 4}};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (str_starts_with(address, schemes[i])) return true;
    }
    return str_find(address, STR(":"), 0) == SIZE_MAX;
}

/* False where there is nothing to lead to. */
static bool open_link(HtmlWriter *w, const InlineRun *run) {
    Str target = run->target;
    bool inner = run->kind == INLINE_PAGE_REFERENCE || str_starts_with(target, STR("#"));
    if (run->link_number == 0 || target.length == 0 || (!inner && !is_safe(target))) return false;
    html_add_c(w, "<a href=\"");
    if (run->kind == INLINE_PAGE_REFERENCE) html_add_c(w, "#");
    html_add(w, target);
    html_add_c(w, html_turns(w) ? "\" dir=\"auto\">" : "\">");
    return true;
}

static void add_call(HtmlWriter *w, const Note *note) {
    if (note == NULL || note->number == 0) return;
    html_add_c(w, "<sup><a role=\"doc-noteref\" href=\"#");
    html_add(w, html_id(w, "note", note->number));
    html_add_c(w, "\"");
    if (!w->note_called[note->number]) add_attribute(w, "id", html_id(w, "call", note->number));
    w->note_called[note->number] = true;
    html_add_c(w, " aria-label=\"");
    html_add(w, spoken_word(w->arena, w->edition->language, STR("note")));
    builder_add_format(w->out, " %u\">%u</a></sup>", (unsigned)note_told(note),
                       (unsigned)note_told(note));
}

/* ---- stretches ---- */

typedef struct MarkName {
    InlineMark mark;
    const char *name;
} MarkName;
static const MarkName mark_names[] = {{MARK_STRONG, "strong"},
                                      {MARK_EMPHASIS, "em"},
                                      {MARK_STRIKE, "del"},
                                      {MARK_SUPERSCRIPT, "sup"},
                                      {MARK_CODE, "code"}};
#define MARK_NAMES (sizeof mark_names / sizeof mark_names[0])

/* ---- spaces ---- */

/* A space as the rules of the language set it: at its place, whatever was typed. */
static Str space_of(const Token *token) {
    bool unbreakable = token->penalty >= BREAK_NEVER;
    if (token->space == SPACE_NONE) return STR("");
    if (token->space == SPACE_FIXED) return unbreakable ? STR("\u202F") : STR("\u2009");
    return unbreakable ? STR("\u00A0") : STR(" ");
}

/* True if a token is the space between two groups of a number. */
static bool parts_number(const HtmlWriter *w, Str text, size_t index) {
    if (index >= w->analysis.token_count) return false;
    const Token *token = &w->analysis.tokens[index];
    size_t before = token->start, after = token->end;
    return token->kind == TOKEN_SPACE && token->penalty >= BREAK_NEVER && before > 0 &&
           after < text.length && character_is_digit(utf8_previous(text, &before)) &&
           character_is_digit(utf8_next(text, &after));
}

/* X5: voices read a number as one only where its groups are parted by a plain space; that it does
 * not end the line is said by the style. */
static void add_token(HtmlWriter *w, Str text, uint32_t start, uint32_t end, bool *number) {
    const Token *token = &w->analysis.tokens[w->token];
    bool parts = parts_number(w, text, w->token), goes_on = parts_number(w, text, w->token + 1);
    if (token->kind == TOKEN_NEWLINE) html_add_c(w, "<br />\n");
    if (token->kind == TOKEN_SPACE && token->start >= start)
        html_add(w, parts ? STR(" ") : space_of(token));
    if (token->kind == TOKEN_WORD && goes_on && !*number) html_add_c(w, "<span class=\"number\">");
    if (token->kind == TOKEN_WORD) *number = *number || goes_on;
    if (token->kind == TOKEN_WORD)
        html_add(w, str_slice(text, token->start > start ? token->start : start,
                              token->end < end ? token->end : end));
    if (token->kind != TOKEN_WORD || goes_on || !*number) return;
    html_add_c(w, "</span>");
    *number = false;
}

/* Bytes of the text whose analysis is at hand; they come in rising order. */
static void add_tokens(HtmlWriter *w, Str text, uint32_t start, uint32_t end) {
    const TextAnalysis *analysis = &w->analysis;
    bool number = false;
    while (w->token < analysis->token_count && analysis->tokens[w->token].end <= start) w->token++;
    for (; w->token < analysis->token_count; w->token++) {
        if (analysis->tokens[w->token].start >= end) break;
        add_token(w, text, start, end, &number);
        if (analysis->tokens[w->token].end > end) break; /* it goes on in the next stretch */
    }
    if (number) html_add_c(w, "</span>");
}

static void text_begin(HtmlWriter *w, const Text *text) {
    TextRequest request = text_request(w->arena, text, w->edition->languages, (Span){0});
    request.whole_words = true;
    w->analysis = analyse_text(w->analyser, w->arena, &request, w->diag);
    w->token = 0;
}

void html_add_set(HtmlWriter *w, Str bytes) {
    InlineRun run = {.kind = INLINE_TEXT, .end = (uint32_t)bytes.length};
    Text text = {.bytes = bytes, .runs = &run, .run_count = 1};
    text_begin(w, &text);
    add_tokens(w, bytes, 0, run.end);
}

static void add_marked(HtmlWriter *w, const Text *text, const Stretch *stretch) {
    for (size_t i = 0; i < MARK_NAMES; i++) {
        if ((stretch->run->marks & mark_names[i].mark) != 0)
            builder_add_format(w->out, "<%s>", mark_names[i].name);
    }
    if (stretch->expansion != NULL) {
        html_add_c(w, "<abbr");
        if (!stretch->told) add_attribute(w, "title", *stretch->expansion);
        html_add_c(w, ">");
    }
    if ((stretch->run->marks & MARK_CODE) != 0) {
        html_add(w, str_slice(text->bytes, stretch->start, stretch->end));
    } else {
        add_tokens(w, text->bytes, stretch->start, stretch->end);
    }
    if (stretch->expansion != NULL) html_add_c(w, "</abbr>");
    for (size_t i = MARK_NAMES; i-- > 0;) {
        if ((stretch->run->marks & mark_names[i].mark) != 0)
            builder_add_format(w->out, "</%s>", mark_names[i].name);
    }
}

static void add_stretch(HtmlWriter *w, const Text *text, const Stretch *stretch, bool new_id) {
    const InlineRun *run = stretch->run;
    Str id = new_id ? run->id : STR("");
    bool span = id.length > 0 || run->language.length > 0;
    uint32_t page = 0;
    switch (run->kind) {
    case INLINE_NOTE_CALL: add_call(w, run->note); return;
    case INLINE_IMAGE: html_add(w, run->reading); return;
    case INLINE_PAGE_REFERENCE:
        page = spoken_page(w->edition->book, run->target);
        if (page > 0) builder_add_int(w->out, page);
        return;
    case INLINE_TEXT: break;
    }
    if (span) {
        html_add_c(w, "<span");
        add_attribute(w, "id", id);
        if (run->language.length > 0) add_language(w, run->language);
        html_add_c(w, ">");
    }
    add_marked(w, text, stretch);
    if (span) html_add_c(w, "</span>");
}

/* ---- texts ---- */

/* A group of forms that is partly a link cannot be hidden as one. */
static bool is_whole(const StretchList *list, size_t first) {
    const Stretch *start = &list->items[first];
    for (size_t i = first; i < list->count && list->items[i].reading == start->reading; i++) {
        const InlineRun *run = list->items[i].run;
        if (run->link_number != start->run->link_number || run->kind != INLINE_TEXT) return false;
    }
    return true;
}

/* The reading is clipped, not left out, so that it is read; the space before it parts it from the
 * form for tools that know neither style nor attributes. */
static void close_form(HtmlWriter *w, const FormReading *reading, Str language) {
    html_add_c(w, "</span><span class=\"visually-hidden\"");
    add_attribute(w, "lang", language);
    html_add_c(w, "> ");
    html_add(w, reading->text);
    html_add_c(w, "</span>");
}

static void add_list(HtmlWriter *w, const Text *text, const StretchList *list, bool links) {
    uint32_t link = 0;
    bool link_open = false, form_open = false;
    for (size_t i = 0; i < list->count; i++) {
        const Stretch *stretch = &list->items[i];
        const Stretch *before = i > 0 ? stretch - 1 : NULL;
        const Stretch *after = i + 1 < list->count ? stretch + 1 : NULL;
        if (links && stretch->run->link_number != link) {
            if (link_open) html_add_c(w, "</a>");
            link = stretch->run->link_number;
            link_open = open_link(w, stretch->run);
        }
        bool begins = before == NULL || before->reading != stretch->reading;
        if (stretch->reading != NULL && begins && is_whole(list, i)) {
            form_open = true;
            html_add_c(w, "<span aria-hidden=\"true\">");
        }
        bool new_id = links && (before == NULL || !str_equal(before->run->id, stretch->run->id));
        if (links || stretch->run->kind == INLINE_TEXT) add_stretch(w, text, stretch, new_id);
        if (form_open && (after == NULL || after->reading != stretch->reading)) {
            close_form(w, stretch->reading, stretch->run->language);
            form_open = false;
        }
    }
    if (link_open) html_add_c(w, "</a>");
}

void html_add_text(HtmlWriter *w, const Text *text) {
    const Map *glossary = &w->edition->document->edition.glossary;
    StretchList list = stretches_find(w->arena, text, glossary, &w->met);
    text_begin(w, text);
    add_list(w, text, &list, /*links*/ true);
}

void html_add_words(HtmlWriter *w, const Text *text) {
    StretchList list = stretches_find(w->arena, text, NULL, NULL);
    text_begin(w, text);
    add_list(w, text, &list, /*links*/ false);
}
