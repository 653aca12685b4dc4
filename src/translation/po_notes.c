/* In: a unit. Out: what a translator who sees its text alone should know.
 *
 * Every walk is bounded by the unit's own bytes, or by those between it and the one before, so that
 * all units together cost one walk over the sources. */
#include "translation/po_notes.h"

/* ---- kind and place ---- */

static void add_named(StrBuilder *out, const char *before, Str name, const char *after) {
    if (name.length == 0) return;
    builder_add_c(out, before);
    builder_add(out, name);
    builder_add_c(out, after);
}

static void add_place(StrBuilder *out, const TextUnits *units, const TextUnit *unit) {
    builder_add_byte(out, ' ');
    builder_add(out, unit_kind_word(unit->kind));
    if (unit->kind == UNIT_HEADING) builder_add_format(out, " %d", unit->level);
    add_named(out, " ", unit->name, "");
    add_named(out, ", box ", unit->box, "");
    add_named(out, " #", unit->box_id, "");
    add_named(out, ", note ", unit->note, "");
    const Document *document = units->document;
    if (unit->section > 0 && unit->section <= document->section_count)
        add_named(out, ", template ", document->sections[unit->section - 1].template_name, "");
    builder_add_byte(out, '\n');
}

/* ---- what is kept ---- */

/* How a holding is typed; numbers are written as the language does. */
static void add_holding(StrBuilder *out, const Holding *holding) {
    switch (holding->kind) {
    case HOLDS_ID: add_named(out, " {#", holding->value, "}"); break;
    case HOLDS_NOTE: add_named(out, " [^", holding->value, "]"); break;
    case HOLDS_LINK: add_named(out, " (", holding->value, ")"); break;
    case HOLDS_PAGE: builder_add_c(out, " {page}"); break;
    case HOLDS_IMAGE: add_named(out, " (", holding->value, ")"); break;
    case HOLDS_NUMBER:
    case HOLDS_CURRENCY:
    case HOLDS_MONTH:
    case HOLDS_LANGUAGE: break;
    }
}

static void add_holdings(StrBuilder *out, const TextUnit *unit) {
    bool any = false;
    for (size_t i = 0; i < unit->holding_count; i++) {
        if (unit->holdings[i].kind >= HOLDS_NUMBER) continue;
        if (!any) builder_add_c(out, " keep:");
        add_holding(out, &unit->holdings[i]);
        any = true;
    }
    if (any) builder_add_byte(out, '\n');
}

/* ---- terms ---- */

static bool is_word_byte(char byte) {
    unsigned char letter = (unsigned char)byte;
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter >= 0x80;
}

static void add_term(StrBuilder *out, Str term, const Str *meaning, const Str *translated) {
    add_named(out, " ", term, ": ");
    builder_add(out, *meaning);
    if (translated != NULL && !str_equal(*meaning, *translated))
        add_named(out, " = ", *translated, "");
    builder_add_byte(out, '\n');
}

static void add_terms(Arena *arena, StrBuilder *out, const TextUnits *units, const TextUnit *unit,
                      const Map *glossary) {
    const Map *terms = &units->document->edition.glossary;
    if (terms->count == 0 || unit->kind == UNIT_EDITION) return;
    Map told = {.arena = arena};
    Str text = unit->text;
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        for (end = at; end < text.length && is_word_byte(text.bytes[end]);) end++;
        Str word = str_slice(text, at, end);
        const Str *meaning = word.length > 0 ? map_find(terms, word) : NULL;
        if (meaning == NULL || map_put(&told, word, told.arena) != NULL) continue;
        add_term(out, word, meaning, map_find(glossary, word));
    }
}

/* ---- the author's comments ---- */

static size_t line_start(Str text, size_t at) {
    while (at > 0 && text.bytes[at - 1] != '\n') at--;
    return at;
}

/* True for the marks of quotations, and for a fence: neither parts a comment from its block. */
static bool is_passed(Str line) {
    if (str_starts_with(str_trim(line), STR(":::"))) return true;
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != ' ' && line.bytes[i] != '\t' && line.bytes[i] != '>') return false;
    }
    return true;
}

/* The byte behind the last thing before at that is neither blank nor passed. */
static size_t skip_back(Str text, size_t at, size_t after) {
    for (;;) {
        size_t start = line_start(text, at);
        if (start < after || !is_passed(str_slice(text, start, at))) break;
        at = start > after ? start - 1 : after; /* the line's end before it */
        if (at == after) break;
    }
    while (at > after && (text.bytes[at - 1] == ' ' || text.bytes[at - 1] == '\t')) at--;
    return at;
}

/* The start of the comment that ends at a byte; SIZE_MAX if none does. */
static size_t comment_start(Str text, size_t end, size_t after) {
    if (end < after + 7 || !str_ends_with(str_slice(text, after, end), STR("-->"))) return SIZE_MAX;
    for (size_t at = end - 7;; at--) {
        if (str_starts_with(str_slice(text, at, end), STR("<!--"))) return at;
        if (at == after) return SIZE_MAX;
    }
}

/* Each line of a comment as a line of the notes. */
static void add_lines(StrBuilder *out, Str comment) {
    for (size_t at = 0; at < comment.length;) {
        size_t end = str_find(comment, STR("\n"), at);
        if (end == SIZE_MAX) end = comment.length;
        add_named(out, " ", str_trim(str_slice(comment, at, end)), "\n");
        at = end + 1;
    }
}

static void add_comments(Arena *arena, StrBuilder *out, const TextUnit *unit, size_t after) {
    Str text = unit->source->text, sign = STR("translators:");
    VEC(Str) found = {0}; /* the last one first */
    size_t at = line_start(text, unit->start);
    while (at > after) {
        size_t end = skip_back(text, at, after), start = comment_start(text, end, after);
        if (start == SIZE_MAX) break;
        Str comment = str_trim(str_slice(text, start + 4, end - 3));
        if (str_starts_with(comment, sign)) {
            Str words = str_trim(str_slice(comment, sign.length, comment.length));
            VEC_PUSH(arena, &found, words);
        }
        at = start;
    }
    for (size_t i = found.count; i > 0; i--) add_lines(out, found.items[i - 1]);
}

Str po_notes(Arena *arena, const TextUnits *units, const TextUnit *unit, const Map *glossary,
             size_t after) {
    StrBuilder out = {.arena = arena};
    add_place(&out, units, unit);
    add_holdings(&out, unit);
    add_terms(arena, &out, units, unit, glossary);
    add_comments(arena, &out, unit, after);
    return builder_text(&out);
}
