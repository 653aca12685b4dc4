/* In: the units of an edition. Out: its sources with longer words; see pseudo.h.
 *
 * Words are looked for in what the reader of Markdown made of the source, and changed in the source
 * where the tree says that they stand: nothing has to be known of Markdown here. A word that does
 * not stand there letter by letter (an entity) is kept. */
#include "translation/pseudo.h"

#include "translation/holdings.h"
#include "translation/pseudo_words.h"
#include "translation/rewrite.h"

/* A walk forward through a source, by lines and columns. */
typedef struct Walk {
    Str text;
    size_t byte;
    uint32_t line, column;
} Walk;

typedef struct Lengthening {
    Arena *arena;
    SourceCursor cursor; /* to where units begin */
    Walk walk;           /* in the unit */
    PseudoDebt debt;
    uint32_t link; /* number of the link looked at last */
    bool link_keeps;
    VEC(SourceEdit) edits;
} Lengthening;

/* Goes on to a place; false if that lies behind it or does not exist. */
static bool walk_to(Walk *walk, uint32_t line, uint32_t column) {
    while (walk->byte < walk->text.length &&
           (walk->line < line || (walk->line == line && walk->column < column))) {
        if (utf8_next(walk->text, &walk->byte) == '\n') {
            walk->line++;
            walk->column = 1;
        } else {
            walk->column++;
        }
    }
    return walk->line == line && walk->column == column;
}

static void edit_add(Lengthening *l, size_t start, size_t end, Str text) {
    SourceEdit edit = {.start = start, .end = end, .text = text};
    VEC_PUSH(l->arena, &l->edits, edit);
}

/* Words for a reader: text that is neither code nor an address. */
static bool is_read(const Text *text, size_t at) {
    const InlineRun *run = text_run(text, (uint32_t)at);
    return run != NULL && run->kind == INLINE_TEXT && (run->marks & MARK_CODE) == 0 &&
           run->class_name.length == 0 && !run_is_address(text, run);
}

/* The bracket that closes the text of a link, from a byte in it. */
static size_t link_end(Str source, size_t at, size_t end) {
    for (int depth = 0; at < end; at++) {
        char byte = source.bytes[at];
        if (byte == '\\') at++;
        depth += byte == '[';
        if (byte == ']' && depth-- == 0) return at;
    }
    return end;
}

/* Whether the words of a link may change: [words](target) and [words][name], but not where the
 * words themselves name the target. Found out once a link. */
static bool link_keeps_target(Lengthening *l, uint32_t link, size_t at, size_t end) {
    if (link == 0) return true;
    if (link == l->link) return l->link_keeps;
    size_t close = link_end(l->walk.text, at, end);
    Str behind = str_slice(l->walk.text, close, end);
    l->link = link;
    l->link_keeps = str_starts_with(behind, STR("](")) ||
                    (str_starts_with(behind, STR("][")) && !str_starts_with(behind, STR("][]")));
    return l->link_keeps;
}

static void text_lengthen(Lengthening *l, const TextUnit *unit, const Text *text) {
    PseudoWord word;
    l->debt.counted = 0;
    l->link = 0;
    for (size_t at = 0; pseudo_next(l->arena, text->bytes, &at, &l->debt, &word);) {
        if (!is_read(text, word.start) || !is_read(text, word.end - 1)) continue;
        Span where = text_place(text, (uint32_t)word.start);
        if (!walk_to(&l->walk, where.line, where.column)) continue;
        Str old = str_slice(text->bytes, word.start, word.end);
        size_t start = l->walk.byte, end = start + old.length;
        uint32_t link = text_run(text, (uint32_t)word.start)->link_number;
        if (str_equal(str_slice(l->walk.text, start, end), old) &&
            link_keeps_target(l, link, end, unit->end))
            edit_add(l, start, end, word.longer);
    }
}

static bool has_brackets(const TextUnit *unit) {
    return unit->kind == UNIT_HEADING || unit->kind == UNIT_CAPTION;
}

/* A bracket before the text's first character, and one behind its last. Behind a back slash it is
 * a bracket and nothing else. */
static void bracket_open(Lengthening *l, const Text *text) {
    const InlineRun *run = text_run(text, 0);
    if (run == NULL || run->link_number > 0) return; /* there, it might name the target */
    Span where = text_place(text, 0);
    if (walk_to(&l->walk, where.line, where.column))
        edit_add(l, l->walk.byte, l->walk.byte, STR("\\["));
}

static void bracket_close(Lengthening *l, const TextUnit *unit) {
    size_t end = unit->end;
    Str id = unit->block->attributes.id;
    Str raw = str_slice(unit->source->text, unit->start, end);
    bool tail = id.length > 0 || unit->block->attributes.class_count > 0 ||
                unit->block->attributes.pair_count > 0;
    while (tail && raw.length > 0 && raw.bytes[raw.length - 1] != '{') raw.length--;
    if (tail && raw.length > 0) raw.length--;
    while (raw.length > 0 && raw.bytes[raw.length - 1] == ' ') raw.length--;
    end = unit->start + raw.length;
    edit_add(l, end, end, STR("\\]"));
}

static void block_lengthen(Lengthening *l, const TextUnit *unit) {
    Span where = cursor_span_at(&l->cursor, unit->start, 1);
    l->walk = (Walk){unit->source->text, unit->start, where.line, where.column};
    l->debt = (PseudoDebt){.hundredths = PSEUDO_ROUNDING};
    size_t before = l->edits.count;
    if (has_brackets(unit)) bracket_open(l, &unit->block->text);
    bool opened = l->edits.count > before;
    text_lengthen(l, unit, &unit->block->text);
    for (size_t i = 0; unit->kind == UNIT_ROW && i < unit->block->child_count; i++)
        text_lengthen(l, unit, &unit->block->children[i]->text);
    if (opened) bracket_close(l, unit);
}

static void unit_lengthen(Lengthening *l, const TextUnit *unit) {
    if (unit->unspoken) return;
    switch (unit->kind) {
    case UNIT_EDITION:
    case UNIT_SETTING:
    case UNIT_ATTRIBUTE: {
        SourceEdit edit = unit_edit(l->arena, unit, pseudo_text(l->arena, unit->text), (Span){0});
        VEC_PUSH(l->arena, &l->edits, edit);
        return;
    }
    case UNIT_HEADING:
    case UNIT_PARAGRAPH:
    case UNIT_CAPTION:
    case UNIT_IMAGE:
    case UNIT_ROW: block_lengthen(l, unit); return;
    case UNIT_CODE: return;
    }
}

/* The units [first, end) are of the source. */
static const Source *source_lengthen(Arena *arena, const Source *source, const TextUnits *units,
                                     size_t first, size_t end) {
    Lengthening l = {.arena = arena, .cursor = {.source = source}};
    for (size_t i = first; i < end; i++) unit_lengthen(&l, &units->items[i]);
    return source_rewrite(arena, source, source->path, l.edits.items, l.edits.count);
}

EditionSources *pseudo_lengthen(Arena *arena, const TextUnits *units) {
    const EditionSources *old = units->document->sources;
    EditionSources *made = ARENA_NEW(arena, EditionSources);
    *made = *old;
    made->sections = ARENA_ARRAY(arena, const Source *, old->section_count);
    size_t first = 0;
    for (size_t section = 0; section <= old->section_count; section++) {
        size_t end = first;
        while (end < units->count && units->items[end].section == section) end++;
        const Source *source = section == 0 ? old->edition : old->sections[section - 1];
        const Source *longer = source_lengthen(arena, source, units, first, end);
        if (section == 0) {
            made->edition = longer;
        } else {
            made->sections[section - 1] = longer;
        }
        first = end;
    }
    return made;
}
